"""Strangers' text made fit to keep and to show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.cleaning import body_text, one_line, visible, visible_text


@pytest.mark.parametrize(
    "hidden", ["\u202e", "\u2066", "\u200b", "\ufeff", "\U000e0041", "\x00", "\x1b", "\x9b", "\xad"]
)
def test_A30_what_cannot_be_seen_is_gone(hidden: str) -> None:
    assert one_line(f"a{hidden}b", 100) == "ab"


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\t"])
def test_A22_every_line_break_is_a_space(line_break: str) -> None:
    assert one_line(f"a{line_break}Bcc: b", 100) == "a Bcc: b"


def test_A30_joiners_stay_inside_words() -> None:
    assert one_line("\u200d👩\u200d💻 \u200c", 100) == "👩\u200d💻"


def test_a_line_is_cut_at_its_cap() -> None:
    assert one_line("a" * 300, 200) == "a" * 200


@given(st.text(), st.integers(0, 50))
def test_a_clean_line_is_clean_and_stays_as_it_is(text: str, cap: int) -> None:
    line = one_line(text, cap)
    assert len(line) <= cap
    assert not set(line) & {"\r", "\n", "\0", "\x1b", "\u202e", "\u2028"}
    assert one_line(line, cap) == line
    line.encode()


def test_a_body_keeps_its_lines_and_loses_nul() -> None:
    assert body_text("a\r\nb\rc\0\n\td") == "a\nb\nc\n\td"


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a\ud800b", "a\ufffdb"), ("\ud83d\ude00", "😀"), ("a\r\r\nb", "a\nb")],
)
def test_a_body_has_no_lone_surrogate_and_no_line_end_twice(text: str, kept: str) -> None:
    assert body_text(text) == kept


@given(st.text(st.characters()))
def test_a_body_can_be_stored_and_stays_as_it_is(text: str) -> None:
    kept = body_text(text)
    kept.encode()
    assert "\0" not in kept
    assert "\r" not in kept
    assert body_text(kept) == kept


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;pwn\x07\x1b[2J", r"\x1b]0;pwn\x07\x1b[2J"),
        ("\x9b31m", r"\x9b31m"),
        ("a\bb", r"a\x08b"),
        ("a\nb", r"a\x0ab"),
        ("\u202eabc", r"\u202eabc"),
        ("\U000e0041", r"\U000e0041"),
        ("日本 ü", "日本 ü"),
        ("日\u3000本", "日\u3000本"),
        ("a\xa0b", "a b"),
    ],
)
def test_A65_a_terminal_is_shown_escapes_not_given_them(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_A65_a_longer_text_keeps_lines_and_tabs() -> None:
    assert visible_text("a\tb\n\x1b[8mc") == "a\tb\n\\x1b[8mc"


@given(st.text())
def test_A65_nothing_invisible_reaches_a_terminal(text: str) -> None:
    assert all(char.isprintable() or char == "\u3000" for char in visible(text))
