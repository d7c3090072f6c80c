"""Phrases that programs use, found in a text quickly.

Takes rows of phrases, parted by "|", one row a language; gives an index that finds those a folded text begins with.
Never looks at more than `REACH` characters, and each phrase is tried only where its first two characters stand.

A phrase may leave gaps, written "…", which stand for any words. They are cut there before folding, which would turn
"…" into three dots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from parsers.wording import folded

# How far into a text a phrase may reach.
REACH = 300


@dataclass(frozen=True, slots=True)
class Phrase:
    """`column`: what it shows. Its `pieces` stand in this order, the first at the start of the text."""

    language: str
    column: str
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Phrases by their first two characters, the longest first; `anywhere`: those that begin with a gap."""

    opening: Mapping[str, tuple[Phrase, ...]]
    anywhere: tuple[Phrase, ...]


def rows(language: str, **columns: str) -> tuple[Phrase, ...]:
    """The phrases of one language by what they show."""
    return tuple(
        Phrase(language, column, tuple(folded(piece).strip() for piece in phrase.split("…")))
        for column, phrases in columns.items()
        for phrase in phrases.split("|")
    )


def index(phrases: Iterable[Phrase]) -> Index:
    """The index of `phrases`."""
    opening: dict[str, list[Phrase]] = {}
    anywhere: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda each: -sum(map(len, each.pieces))):
        if phrase.pieces[0]:
            opening.setdefault(phrase.pieces[0][:2], []).append(phrase)
        else:
            anywhere.append(phrase)
    return Index({start: tuple(found) for start, found in opening.items()}, tuple(anywhere))


def narrowed(phrases: Index, text: str) -> Index:
    """`phrases` without those that begin with a gap and whose words stand nowhere in the folded `text`."""
    return Index(phrases.opening, tuple(phrase for phrase in phrases.anywhere if phrase.pieces[1] in text))


def opening(phrases: Index, text: str) -> Iterator[tuple[Phrase, int]]:
    """The phrases that the folded `text` begins with, and where each ends."""
    reached = text[:REACH]
    for phrase in (*phrases.opening.get(reached[:2], ()), *phrases.anywhere):
        end = _end(phrase, reached)
        if end >= 0:
            yield phrase, end


def _end(phrase: Phrase, text: str) -> int:
    """Where the last piece ends; -1 when one is missing."""
    if not text.startswith(phrase.pieces[0]):
        return -1
    end = len(phrase.pieces[0])
    for piece in phrase.pieces[1:]:
        place = text.find(piece, end)
        if place < 0:
            return -1
        end = place + len(piece)
    return end
