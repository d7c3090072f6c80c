"""The table of defects: every code has its words."""

from __future__ import annotations

from parsers.defects import DEFECTS, Code, defect, words


def test_every_code_has_one_row_with_words_of_its_own() -> None:
    assert [row.code for row in DEFECTS] == list(Code)
    assert len({row.words for row in DEFECTS}) == len(DEFECTS)


def test_a_defects_detail_is_clean_and_short() -> None:
    assert defect(Code.FROM_ODD, "\x1b[2J" + "a" * 500).detail == "[2J" + "a" * 97


def test_a_code_of_another_version_is_shown_as_it_is() -> None:
    assert words("bare_cr").startswith("a line of the headers")
    assert words("invented_later") == "invented_later"
