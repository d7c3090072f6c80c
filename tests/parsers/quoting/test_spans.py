"""Spans cover a text without gap or overlap, whatever it is, and take time in proportion to it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.mail import Span, SpanKind
from parsers.quoting.read import spans
from tests.parsers.proportion import is_proportional

LINES = st.sampled_from(
    [
        *"""Hello there|> old|>> older|On 5 Mar 2024 at 10:11, Ann <ann@corp.example> wrote:|From: Ann|To: Bob
|Subject: x|Sent: 5 March 2024|-- |--|-----Original Message-----|---------- Forwarded message ---------|> wrote:|Ann> x
|wrote:|Begin forwarded message:|Sent from my iPhone|________________________________|##- Reply above this line -##||:
|Virus-free. www.scanner.example|```|<|Ann <|\u200b> x|| x""".replace("\n|", "|").split("|"),
    ]
)
TEXTS = st.lists(LINES, max_size=25).map("\n".join) | st.text(max_size=200)


def covers(found: tuple[Span, ...], text: str) -> bool:
    """Whether the spans follow one another from the first character to the last."""
    place = 0
    for span in found:
        if span.start != place or span.end <= place:
            return False
        place = span.end
    return place == len(text)


@given(TEXTS, st.lists(LINES, max_size=3))
def test_spans_cover_any_text(text: str, ours: list[str]) -> None:
    assert covers(spans(text, (), ours), text)
    assert spans(text, (), ours) == spans(text, (), ours)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), max_size=4))
def test_spans_cover_any_text_with_any_marks(text: str, stretches: list[tuple[int, int]]) -> None:
    marked: list[Span] = []
    place = 0
    for gap, length in stretches:
        start, end = place + gap, min(place + gap + length, len(text))
        if start < end:
            marked.append(Span(SpanKind.QUOTED, start, end))
            place = end
    assert covers(spans(text, marked), text)


@given(TEXTS)
def test_neighbours_differ_in_kind(text: str) -> None:
    found = spans(text)
    assert all(one.kind is not other.kind for one, other in pairwise(found))


def test_no_text_has_no_spans() -> None:
    assert spans("") == ()


WORST = """> a|From: a|To: x\nDate: 1|On 1 2 3 wrote:|-- |-- \nx\n> q|wrote:||this email is confidential|virus-free.
|-----\nthis email|Sent from my iPhone|On 1 Jan 2012 at 10:11 x <|: |a: b|-----Original Message-----|---|>>> a|> a\n\nb
|```|x:\n> a|Quoting |> (b\nc\n> d|Subject: a\nTo: b\nCc: c|\n\n\n> a|From: x\n|##- |On 5 Mar 2024, Ann <
|a@b.example> wrote:|> On 5 Mar 2024, 10:11 Ann <ann@x.example> wrote:\nb|Begin forwarded message:
|> Begin forwarded message:\nx""".replace("\n|", "|").split("|")


@pytest.mark.parametrize("unit", WORST)
def test_A42_twice_the_text_takes_about_twice_the_time(unit: str) -> None:
    assert is_proportional(lambda size: spans((unit + "\n") * (size // (len(unit) + 1))), 48 * 1024)
