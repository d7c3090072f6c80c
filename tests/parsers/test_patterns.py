"""Patterns on mail text: what fits, and in linear time."""

from __future__ import annotations

from parsers.patterns import Pattern, any_of


def test_case_is_ignored_unless_exact() -> None:
    assert Pattern("wrote:$").holds("On Monday Ann WROTE:")
    assert not Pattern("wrote:$", exact=True).holds("On Monday Ann WROTE:")


def test_letters_beyond_ascii_ignore_case_too() -> None:
    assert Pattern("^написал").opens("Написал")


def test_opens_fits_and_holds_differ() -> None:
    pattern = Pattern("b+")
    assert (pattern.opens("abb"), pattern.holds("abb"), pattern.fits("abb"), pattern.fits("bb")) == (
        False,
        True,
        False,
        True,
    )


def test_groups_are_text_and_empty_where_they_took_no_part() -> None:
    assert Pattern("(ä)|(ö)").groups("schön") == ("", "ö")
    assert Pattern("(ä)").groups("schon") is None


def test_named_groups_leave_out_what_took_no_part() -> None:
    assert Pattern("(?P<status>[45][.]\\d)|(?P<code>\\d{3})").named("550 no") == {"code": "550"}


def test_all_gives_each_place_once() -> None:
    assert Pattern("<([^<>]+)>").all("<a> and <ü>") == ["a", "ü"]
    assert Pattern("x*").all("axx") == ["", "xx", ""]


def test_a_lone_surrogate_breaks_nothing() -> None:
    assert Pattern("b").holds("a\ud800b")


def test_words_are_taken_literally() -> None:
    assert Pattern(any_of("a.b", "(c)")).holds("see (c)")
    assert not Pattern(any_of("a.b", "(c)")).holds("axb c")


def test_A42_a_pattern_that_would_backtrack_does_not() -> None:
    assert not Pattern("^(a+)+b$").holds("a" * 100_000)
