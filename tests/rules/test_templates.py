"""Templates are checked when they load, and what fills them is data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.policy import PolicyFault, load
from rules.templates import Filler, fill
from tests.build import a_policy, shipped_texts

VALUES: dict[str, Filler] = {
    "number": 42,
    "due": "Sunday, 22 November 2026, 18:30 (UTC)",
    "late": False,
    "phone": "",
    "desk": "Example Support",
    "subject": "Printer",
    "name": "Anna",
}


def faults(file: str, text: str) -> tuple[PolicyFault, ...]:
    found = load(shipped_texts() | {f"templates/{file}": text})
    assert isinstance(found, tuple)
    return found


def test_an_acknowledgement_says_number_and_time_in_text_and_html() -> None:
    filled = fill(a_policy().templates, "ack", "en", VALUES)
    assert filled.subject == "[#42] Re: Printer"
    for words in (filled.text, filled.html or ""):
        assert "42" in words
        assert "Sunday, 22 November 2026, 18:30 (UTC)" in words
        assert "call" not in words


@pytest.mark.parametrize(
    ("language", "word"), [("de", "Guten Tag"), ("DE-at", "Guten Tag"), ("en", "Hello"), ("fr", "Hello")]
)
def test_a_language_falls_back_to_its_base_and_then_to_the_default(language: str, word: str) -> None:
    assert word in fill(a_policy().templates, "ack", language, VALUES).text


def test_the_phone_line_is_there_when_it_is_given() -> None:
    assert "+49 30" in fill(a_policy().templates, "ack", "de", VALUES | {"phone": "+49 30 1234"}).text


def test_a_late_acknowledgement_promises_nothing() -> None:
    assert "will have an answer" not in fill(a_policy().templates, "ack", "en", VALUES | {"late": True}).text


def test_every_shipped_template_exists_in_english_and_german_with_html() -> None:
    names = {"ack", "ack-unverified", "answer", "summary"}
    found = {key for key, words in a_policy().templates.items() if words.html is not None}
    assert found == {(name, language) for name in names for language in ("", "de")}


@pytest.mark.parametrize(
    "attack",
    [
        "{{7*7}}{{cycler.__init__.__globals__}}",
        '{% include "/etc/passwd" %}',
        "${7*7}",
        "{0.__class__}",
        "%(x)s",
        "{{ticket.internal_notes}}",
    ],
)
def test_A31_A32_customer_words_are_never_expanded(attack: str) -> None:
    filled = fill(a_policy().templates, "ack", "en", VALUES | {"subject": attack, "name": attack})
    assert filled.subject == f"[#42] Re: {attack}"
    assert f"Hello {attack}," in filled.text


def test_A44_customer_words_are_escaped_in_html() -> None:
    filled = fill(a_policy().templates, "ack", "en", VALUES | {"name": "<img src=x onerror=alert(1)>"})
    assert filled.html is not None
    assert "<img" not in filled.html
    assert "&lt;img" in filled.html


@given(st.text())
def test_a_subject_is_one_line_whatever_it_is_filled_with(words: str) -> None:
    assert len(fill(a_policy().templates, "ack", "en", VALUES | {"subject": words}).subject.splitlines()) == 1


@pytest.mark.parametrize(
    ("file", "text", "line", "problem"),
    [
        ("ack.txt", "Subject: x\n\nHello {{ nmae }}\n", 3, "unknown value nmae"),
        ("ack.txt", "Subject: {{ nmae }}\n\nHello\n", 1, "unknown value nmae"),
        ("ack.txt", "Subject: x\n\nline\n{% if late %}\n", 4, "Unexpected end"),
        ("ack.txt", "Hello\n", 1, "first line must be the subject"),
        ("ack.txt", "Subject: x\nHello\n", 2, "must be empty"),
        ("ack.txt", "Subject: x\n\n{% include 'y' %}\n", 3, "stands alone"),
        ("ack.txt", "Subject: x\n\n{{ number / 0 }}\n", 3, "cannot be filled"),
        ("ack.txt", "Subject: x\n\n{{ desk.nothing.more }}\n", 3, "cannot be filled"),
        ("ack.txt", "Subject: x\n\n{{ ''.__class__.__mro__[1] }}\n", 3, "cannot be filled"),
        ("ack-unverified.txt", "Subject: Re: {{ subject }}\n\nx\n", 1, "unknown value subject"),
        ("akc.txt", "Subject: x\n\nx\n", 1, "no mail is made from akc"),
        ("ack.fr.html", "<p>x</p>", 1, "text twin is missing"),
        ("ack.html", "<p>{{ nmae }}</p>", 1, "unknown value nmae"),
    ],
)
def test_a_wrong_template_is_refused_at_its_line(file: str, text: str, line: int, problem: str) -> None:
    found = faults(file, text)
    assert [(fault.file, fault.line) for fault in found] == [(f"templates/{file}", line)], found
    assert problem in found[0].problem


def test_a_misspelt_value_gets_a_suggestion() -> None:
    assert faults("ack.txt", "Subject: x\n\n{{ nmae }}\n")[0].suggestion == "did you mean name?"


def test_a_missing_template_is_refused() -> None:
    texts = shipped_texts()
    del texts["templates/ack.txt"], texts["templates/ack.html"]
    found = load(texts)
    assert isinstance(found, tuple)
    assert found[0].file == "templates/ack.txt"
