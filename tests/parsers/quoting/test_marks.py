"""Reply markers: our own and those of other help desks."""

from __future__ import annotations

import pytest

from parsers.quoting import markers
from parsers.quoting.markers import MARKER, PHRASES
from tests.parsers.quoting.pieces import OWN, reply


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row[0])
def test_all_below_a_reply_marker_is_old(row: tuple[str, ...]) -> None:
    for phrase in row[1:]:
        for line in (f"##- {phrase} -##", f"-- {phrase} --", f"==== {phrase.capitalize()} ===="):
            assert reply(f"{OWN}\n\n{line}\n\nOld words\n") == OWN, line


def test_our_own_marker_is_found_in_any_language() -> None:
    assert reply(f"{OWN}\n{MARKER}\nOld words\n") == OWN
    assert reply(f"{OWN}\n{markers.marker('kirjoita tämän yläpuolelle')}\nOld words\n") == OWN


def test_a_marker_above_everything_is_another_desks_own_mail() -> None:
    text = "##- Please type your reply above this line -##\n\nYour ticket 7 was solved.\n"
    assert reply(text) == "Your ticket 7 was solved."


@pytest.mark.parametrize(
    "text",
    [
        "Please answer above this line of thought, as my boss said.",
        "I saw 'reply above this line' in your mail and wonder what it means, since I have written below it.",
    ],
)
def test_words_about_a_marker_are_the_persons_own(text: str) -> None:
    assert reply(text) == text
