"""Texts cut into words: folded, without punctuation, in any script."""

from __future__ import annotations

import pytest

from parsers.wording import folded, without_blanks, words_of


def test_letter_case_width_and_apostrophes_do_not_count() -> None:
    assert words_of("It’s DONE, Straße!") == ["it's", "done", "strasse"]
    assert folded("ＡＢＣ") == "abc"


@pytest.mark.parametrize("text", ["¿Qué tal?", "« Qué » tal…", "qué—tal"])
def test_punctuation_parts_words(text: str) -> None:
    assert words_of(text) == ["qué", "tal"]


def test_scripts_without_blanks_are_known() -> None:
    assert all(map(without_blanks, "漢カไ"))
    assert not any(map(without_blanks, "aя한"))
