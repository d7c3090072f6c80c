"""What texts say of programs: sentence by sentence, several kinds together, and never enough alone."""

from __future__ import annotations

import pytest

from parsers.mail import Origin
from parsers.robots.away import AWAY
from parsers.robots.notices import NOTICES
from parsers.robots.openings import OPENINGS
from parsers.robots.phrases import Phrase
from parsers.robots.signs import ENOUGH
from parsers.robots.texts import answer, report


def written(phrase: Phrase) -> str:
    return " x ".join(piece or "x" for piece in phrase.pieces)


def test_every_sentence_of_the_tables_is_found() -> None:
    for phrase in (*AWAY, *NOTICES):
        rest = "" if phrase.column == "title" else " and so on"
        found = answer(f"hello world,\n{written(phrase)}{rest}.", of_programs=False)
        assert found is not None, phrase
        assert 0 < found.weight < ENOUGH


def test_a_title_says_something_only_as_a_line_of_its_own() -> None:
    for phrase in NOTICES:
        if phrase.column == "title":
            assert answer(f"*** {written(phrase)} ***\nhello", of_programs=True) is not None, phrase
            assert answer(f"{written(phrase)} and so on.", of_programs=True) is None, phrase


def test_every_opening_of_the_table_is_found() -> None:
    shown = {"read": Origin.READ_RECEIPT, "arrived": Origin.DELIVERY_RECEIPT}
    for phrase in OPENINGS:
        found = report(f"\n  {written(phrase)} and so on")
        assert found is not None, phrase
        assert found.origin in shown.values()


def test_several_kinds_weigh_more_than_one_and_several_of_a_kind_do_not() -> None:
    one = answer("I am out of the office.", of_programs=False)
    same = answer("I am out of the office. I am on vacation.", of_programs=False)
    more = answer("I am out of the office. I will be back on Monday.", of_programs=False)
    assert one is not None
    assert same is not None
    assert more is not None
    assert one.weight == same.weight < more.weight < ENOUGH


def test_what_people_say_too_can_be_left_out() -> None:
    assert answer("I am out of the office. I will be back on Monday.", of_programs=True) is None
    assert answer("This is an automated message.", of_programs=True) is not None


def test_a_sentence_counts_from_its_beginning_only() -> None:
    assert (
        answer('We set it to "I am out of the office" but you never said this is an automated reply', of_programs=False)
        is None
    )


@pytest.mark.parametrize("text", ["", "\n", ".", "Hello", "x" * 100_000, ". " * 100_000])
def test_other_texts_say_nothing(text: str) -> None:
    assert answer(text, of_programs=False) is None
    assert report(text) is None
