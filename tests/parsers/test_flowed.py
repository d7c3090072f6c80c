"""format=flowed undone: what a program wrapped comes back as it was typed (RFC 3676)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.flowed import unflowed
from parsers.read import parse
from tests.parsers.letters import letter

WIDTH = 20


def flowed(paragraphs: list[tuple[int, str]], *, delsp: bool) -> str:
    """Paragraphs, each with its quote depth, wrapped as RFC 3676 4.2 tells a sender to."""
    lines: list[str] = []
    for depth, words in paragraphs:
        rest = words
        while len(rest) > WIDTH:
            cut = rest.rfind(" ", 1, WIDTH) + 1 if not delsp else WIDTH
            if cut <= 0:
                break
            piece, rest = rest[:cut], rest[cut:]
            lines.append(stuffed(depth, piece + (" " if delsp else "")))
        lines.append(stuffed(depth, rest))
    return "\n".join(lines)


def stuffed(depth: int, line: str) -> str:
    protects = line.startswith((" ", ">", "From ")) or depth
    return ">" * depth + (" " if protects and line else "") + line


def shown(paragraphs: list[tuple[int, str]]) -> str:
    return "\n".join(
        words if not depth else (">" * depth + " " + words if words else ">" * depth) for depth, words in paragraphs
    )


LINES = st.lists(
    st.tuples(st.integers(0, 3), st.text("abc äß.", max_size=70).map(lambda words: " ".join(words.split()))), max_size=6
)


@given(LINES, st.booleans())
def test_what_was_typed_comes_back(paragraphs: list[tuple[int, str]], delsp: bool) -> None:
    assert unflowed(flowed(paragraphs, delsp=delsp), delsp=delsp) == shown(paragraphs)


@given(st.text("ab >\n-", max_size=80), st.booleans())
def test_no_word_is_lost_whatever_was_flowed(text: str, delsp: bool) -> None:
    def kept(some: str) -> str:
        return "".join(char for char in some if char.isalnum())

    assert kept(unflowed(text, delsp=delsp)) == kept(text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("one \ntwo\nthree", "one two\nthree"),
        ("> one \n> two\n>> three \n> four", "> one two\n>> three \n> four"),
        (" From here\n  two", "From here\n two"),
        ("bye \n-- \nAnn", "bye \n-- \nAnn"),
        ("> > odd \n> > quote ", "> > odd \n> > quote "),
        ("last ", "last "),
        (">\n> a", ">\n> a"),
    ],
)
def test_soft_line_ends_quotes_and_signatures(raw: str, text: str) -> None:
    assert unflowed(raw, delsp=False) == text


def test_a_mail_says_itself_that_it_is_flowed() -> None:
    body = "Our printer \nprints \nnothing.\n"
    assert parse(letter("Content-Type: text/plain; format=flowed", body=body)).text == "Our printer prints nothing."
    assert parse(letter("Content-Type: text/plain", body=body)).text == "Our printer \nprints \nnothing."
    wide = "印刷 \nできません\n"
    delsp = "Content-Type: text/plain; charset=utf-8; Format=Flowed; DelSp=Yes"
    assert parse(letter(delsp, body=wide)).text == "印刷できません"
