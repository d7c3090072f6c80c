"""Lines that introduce a quote, of many languages and programs, whole, wrapped and without a quote mark behind."""

from __future__ import annotations

import textwrap

import pytest

from parsers.quoting.wrote import WROTE
from tests.parsers.quoting.forms import ATTRIBUTIONS
from tests.parsers.quoting.pieces import OWN, quoted, reply

TAILS = ["\n\n> Please try it once more.\n> Regards\n", "\n\nPlease try it once more.\nRegards\n", "\nTry again.\n"]


def wrapped(line: str) -> list[str]:
    """The line as programs break it: not, at 60 and at 44 columns, and behind the bracket of the address."""
    broken = ["\n".join(textwrap.wrap(line, width, break_long_words=False)) for width in (60, 44)]
    return [line, *broken, line.replace("<", "<\n", 1)]


@pytest.mark.parametrize(("language", "program", "line"), ATTRIBUTIONS)
def test_an_attribution_goes_with_the_quote_it_introduces(language: str, program: str, line: str) -> None:
    for form in wrapped(line):
        for tail in TAILS:
            for gap in ("\n\n", "\n"):
                text = OWN + gap + form + tail
                assert reply(text) == OWN, (language, program, text)


def test_thirty_languages_have_a_form_here() -> None:
    assert len({language for language, _, _ in ATTRIBUTIONS}) >= 30


VERBS = [(row.language, verb) for row in WROTE for verb in row.last]


@pytest.mark.parametrize(("language", "verb"), VERBS)
def test_each_verb_of_the_table_is_understood_behind_name_and_date(language: str, verb: str) -> None:
    line = f"05.03.2024 10:11, Ann Lee <ann@corp.example> {verb}".rstrip(":") + ":"
    assert reply(f"{OWN}\n\n{line}\n\nTry again.\n") == OWN, language


def test_a_verb_alone_introduces_nothing() -> None:
    text = "Hello,\n\nmy colleague wrote:\n\nplease restart it\n\nbut that did not help.\n"
    assert reply(text) == text.strip("\n")


def test_a_verb_alone_is_enough_with_a_quote_right_behind() -> None:
    assert reply("Yes.\n\nAnn wrote:\n> Is it on?\n") == "Yes."
    assert reply("Yes.\n\nAnn Lee said:\n> Is it on?\n") == "Yes."


def test_what_somebody_says_of_his_own_earlier_mail_is_his_own() -> None:
    text = "Am 5. Mai 2024 um 10:00 schrieb ich Ihnen bereits:\n\nder Drucker ist kaputt."
    assert reply(text) == text


def test_a_day_and_an_hour_are_no_date() -> None:
    text = "On Monday at 10:30 my colleague Peter wrote:\n\nit is broken"
    assert reply(text) == text


def test_own_words_before_an_attribution_on_its_line_stay() -> None:
    assert reply("yes On Tue, 5 Mar 2024 at 10:11, ann@corp.example wrote:\n> Is it on?\n") == "yes "
    assert reply("Sounds good--- On Tue, 5 Mar 2024 at 10:11, Ann wrote:\n> Is it on?\n") == "Sounds good--- "


def test_an_attribution_may_break_where_nobody_would_break_it() -> None:
    line = "On Tue, Apr 11, 2017 at 10:07 PM Ann Lee\n\n<\nmailto:Ann Lee <ann@corp.example>\n> wrote:"
    assert reply(f"Test\n\n{line}\nOld words\n") == "Test"


def test_an_attribution_without_colon_counts_above_quote_marks_only() -> None:
    assert reply("Ok\n2024/3/5 Ann Lee <ann@corp.example>\n\n> Is it on?\n") == "Ok"
    assert "2024/3/5" in reply("Ok\n2024/3/5 Ann Lee <ann@corp.example>\n\nIs it on?\n")


def test_a_language_we_do_not_know_is_guessed_where_only_a_quote_follows() -> None:
    line = "Ann Lee xwrotex 5 3 2024 10:11:"
    assert quoted(f"Ok\n\n{line}\n> Is it on?\n").startswith(line)
    assert line in reply(f"Ok\n\n{line}\n> Is it on?\n\nIt is.\n")


@pytest.mark.parametrize(
    "text",
    [
        "My boss wrote on 5.3.2024 10:11 to Ann <ann@corp.example>:\n\nplease help\n\nNobody did.",
        "Hi,\n\nplease write to Ann Lee <ann@corp.example>:\n\nshe knows.",
        "Am 5. März um 10:11 Uhr kam der Techniker und schrieb:\n\nalles ok\n\nDas stimmt nicht.",
        "Agenda for 5 March 2024, 10:00:\n\n1. Printer\n2. Scanner",
        "The order from 5.3.2024 10:11 (bob@cust.example) contains:\n\n- a\n- b",
        "On 2024-03-05 10:11, the server went down:\n\nno one noticed.",
        "At 10:11 on 5 March 2024 the system writes:\n\nfatal error\n\nWhat does it mean?",
        "Update 5/3/2024 10:11:\nStill broken.\n\nUpdate 6/3/2024 11:12:\nWorks.",
        "Schedule for 2024-05-01 10:00, contact Bob <bob@cust.example>:\n\nplease be on time",
    ],
)
def test_sentences_with_dates_and_addresses_are_the_persons_own(text: str) -> None:
    assert reply(text) == text


OTHERS = [
    "In article <abc@news.example>,\nAnn Lee <ann@corp.example> wrote:\n> Is it on?",
    "In a message dated 3/5/2024 10:11:12 A.M. Eastern Standard Time,\nann@corp.example writes:\n\nIs it on?",
    "--- On Tue, 3/5/24, Ann <ann@corp.example> wrote:\n\nFrom: Ann <ann@corp.example>\nSubject: x\nTo: bob\n\nold",
    "On Tue, Mar 05, 2024 at 10:11 AM, Ann < ann@corp.example > wrote:\n\nIs it on?",
    "On 5 Mar 2024, 10:11 +0100, Ann Lee <ann@corp.example>, wrote:\nIs it on?",
    "Am Dienstag, den 05.03.2024, 10:11 +0100 schrieb Ann Lee:\n> Is it on?",
    "Am 2024-03-05 10:11, schrieb Ann Lee:\n\nIs it on?",
    "* Ann Lee <ann@corp.example> [2024-03-05 10:11]:\n> Is it on?",
    "From: Ann <ann@corp.example> Sent: Tuesday, March 5, 2024 10:11 AM To: Bob Subject: x\n\nIs it on?",
    'Gesendet: Dienstag, 05. März 2024 um 10:11 Uhr\nVon: "Ann" <ann@corp.example>\nAn: bob\nBetreff: Re: x\nalt',
    "Quoting Ann:\n\n> Is it on?",
    "@ann wrote:\n> Is it on?",
]


@pytest.mark.parametrize("old", OTHERS)
def test_rarer_programs_are_understood_too(old: str) -> None:
    assert reply(f"{OWN}\n\n{old}\n") == OWN
