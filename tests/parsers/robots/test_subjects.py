"""What subjects say of programs: in every language, only at the very start, and never enough alone."""

from __future__ import annotations

import pytest

from parsers.mail import Origin
from parsers.robots.absences import ABSENCES
from parsers.robots.phrases import Phrase
from parsers.robots.reports import REPORTS
from parsers.robots.signs import ENOUGH
from parsers.robots.subjects import COLUMNS, names_a_mail, sign

PLAIN = tuple(phrase for phrase in (*ABSENCES, *REPORTS) if phrase.pieces[0])


def written(phrase: Phrase) -> str:
    return " x ".join(phrase.pieces)


def test_every_phrase_of_the_tables_is_found_before_a_colon() -> None:
    for phrase in PLAIN:
        found = sign(f"{written(phrase)}: Invoice 4711")
        assert found is not None, phrase
        assert found.weight >= COLUMNS[phrase.column].named, phrase


@pytest.mark.parametrize("prefix", ["Re: ", "AW: ", "Fwd: ", "Antw: ", "回复: "])
def test_a_phrase_behind_other_words_counts_nothing(prefix: str) -> None:
    for phrase in PLAIN:
        assert sign(f"{prefix}{written(phrase)}: Invoice 4711") is None


def test_no_subject_is_enough_but_in_a_form_of_its_own() -> None:
    heavy = {column for column, weights in COLUMNS.items() if weights.named >= ENOUGH}
    assert heavy == {"certain"}


@pytest.mark.parametrize(
    ("subject", "origin", "weight"),
    [
        ("Automatic reply: [#42] Printer", Origin.AUTO_REPLY, 80),
        ("AUTOMATIC REPLY", Origin.AUTO_REPLY, 70),
        ("Automatic reply to all customers", Origin.AUTO_REPLY, 45),
        ("[EXTERNAL] Automatic reply: Printer", Origin.AUTO_REPLY, 80),
        ("【自動返信】お問い合わせ", Origin.AUTO_REPLY, 80),
        ("自动回复：您好", Origin.AUTO_REPLY, 80),
        ("Réponse automatique : Devis", Origin.AUTO_REPLY, 80),
        ("Out of office", Origin.AUTO_REPLY, 25),
        ("Out of office - Anna", Origin.AUTO_REPLY, 55),
        ("Out of Office Re: [#42] Printer", Origin.AUTO_REPLY, 55),
        ("Lu : Devis", Origin.READ_RECEIPT, 50),
        ("Undeliverable: Printer", Origin.BOUNCE, 60),
        ("Report Domain: a.example Submitter: b.example Report-ID: 7", Origin.BULK, 150),
        ("Cron <root@db3> /usr/bin/dump", Origin.BULK, 150),
    ],
)
def test_what_follows_a_phrase_decides_its_weight(subject: str, origin: Origin, weight: int) -> None:
    found = sign(subject)
    assert found is not None
    assert (found.origin, found.weight) == (origin, weight)


@pytest.mark.parametrize(
    "subject",
    [
        "",
        " ",
        "Reader broken",
        "Automatically sent invoices",
        "Lunch",
        "Letter",
        "[",
        "[]",
        "Absenteeism",
        "Vacationing",
    ],
)
def test_words_that_only_begin_like_a_phrase_count_nothing(subject: str) -> None:
    assert sign(subject) is None


def test_a_subject_may_name_the_mail_that_it_answers() -> None:
    assert names_a_mail("Automatic reply: Re: Printer")
    assert names_a_mail("Automatic reply: [#42] Printer")
    assert not names_a_mail("Automatic reply: Printer")
