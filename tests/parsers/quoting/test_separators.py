"""Separators of many languages: what stands behind them is answered or passed on."""

from __future__ import annotations

import pytest

from parsers.quoting import separators
from parsers.quoting.separators import SEPARATORS, Behind, Separators
from tests.parsers.quoting.pieces import OWN, forwarded, quoted, reply

HEADERS = "From: ann@corp.example\nSubject: Printer\n\nOld words\n"


@pytest.mark.parametrize("row", SEPARATORS, ids=lambda row: row.language)
def test_behind_an_original_message_line_all_is_old(row: Separators) -> None:
    for words in row.original:
        for line in (f"-----{words.capitalize()}-----", f"----- {words} -----", f"-------- {words.title()} --------"):
            assert reply(f"{OWN}\n\n{line}\n\nOld words\n") == OWN, line
            assert quoted(f"{OWN}\n{line}\n{HEADERS}").startswith(line), line


@pytest.mark.parametrize("row", SEPARATORS, ids=lambda row: row.language)
def test_behind_a_forwarding_line_all_is_passed_on(row: Separators) -> None:
    for words in row.forwarded:
        for line in (f"-----{words.capitalize()}-----", f"---------- {words} ---------"):
            assert reply(f"{OWN}\n\n{line}\n{HEADERS}") == OWN, line
            assert forwarded(f"{OWN}\n\n{line}\n{HEADERS}").startswith(line), line


@pytest.mark.parametrize("row", SEPARATORS, ids=lambda row: row.language)
def test_words_below_a_forwarded_mail_in_quote_marks_are_new(row: Separators) -> None:
    old = "> From: ann@corp.example\n> Subject: Printer\n>\n> Old words"
    for words in row.begin:
        for line in (f"{words.capitalize()}:", f"{words.capitalize()} :"):
            assert reply(f"{OWN}\n\n{line}\n\n{old}\n\nSee above.") == f"{OWN}\nSee above.", line
            assert "Old words" in forwarded(f"{OWN}\n\n{line}\n\n{old}\n")


def test_a_forwarded_mail_may_say_where_it_ends() -> None:
    text = (
        f"{OWN}\n\n----- Forwarded message from Ann <ann@corp.example> -----\n\n{HEADERS}"
        "\n----- End forwarded message -----\n\nSee above.\n"
    )
    assert reply(text) == f"{OWN}\nSee above."


def test_a_forward_inside_quote_marks_is_passed_on_too() -> None:
    text = f"{OWN}\n\n> Begin forwarded message:\n>\n> From: ann@corp.example\n> Subject: x\n>\n> Old words\n"
    assert reply(text) == OWN
    assert "Old words" in forwarded(text)


def test_a_forward_behind_an_answered_mail_is_part_of_it() -> None:
    text = (
        "Blah\n\n-----Original Message-----\n\nFYI\n\n---------- Forwarded message ----------\nFrom: ann@corp.example\n"
    )
    assert reply(text) == "Blah"
    assert forwarded(text) == ""


def test_a_rule_above_a_header_block_goes_with_it() -> None:
    text = (
        f"{OWN}\n\n________________________________\nFrom: Ann\nSent: 5 March 2024 10:11\nTo: Bob\nSubject: x\n\nOld\n"
    )
    assert reply(text) == OWN


@pytest.mark.parametrize(
    "text",
    [
        "Step 1\n------------------------------\nOpen the lid\n------------------------------\nStep 2",
        "Please write below.\n\n----- Enter Feedback Below -----\n\nAll went well.",
        "| Model | Count |\n|-------|-------|\n| A4    | 3     |\n\nPlease send these.",
        "The original message was lost.\nOriginal message\nis what I see.",
    ],
)
def test_rules_and_drawings_part_nothing(text: str) -> None:
    assert reply(text) == text


def test_a_separator_is_told_from_a_rule() -> None:
    assert separators.read("-----Original Message-----") is Behind.ORIGINAL
    assert separators.read("*Original Message*") is Behind.ORIGINAL
    assert separators.read("İleti başlangıcı:") is Behind.FORWARDED
    assert separators.read("--------------------------") is None
    assert separators.is_rule("________________________________")
    assert not separators.is_rule("-- ")


def test_a_box_of_notes_opens_a_quote() -> None:
    text = f"{OWN}\n\n|---------+---------------------------->\n|         |           Ann Lee          |\nOld words\n"
    assert reply(text) == OWN
