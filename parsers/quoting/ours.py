"""Lines of mails that we sent, found again in an answer: the surest sign that words are not new.

Takes the lines of a text and the exact texts that we sent; gives which lines are ours, however they are wrapped.
Never takes a short line for ours on its own: "Hello," is everybody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise

from parsers.quoting.lines import Line, fold, unquoted

# Tokens in a row that make a text known again, and characters that a line needs to stand for itself.
_RUN = 4
_LONG_ENOUGH = 16
_TEXTS, _TEXT = 20, 64 * 1024


def found(lines: Sequence[Line], ours: Sequence[str]) -> list[bool]:
    """For each line, whether it is one of ours or a piece of one."""
    runs: set[tuple[str, ...]] = set()
    whole: dict[tuple[str, ...], int] = {}
    for text in ours[:_TEXTS]:
        runs.update(_runs(_tokens(text[:_TEXT])))
        for words in text[:_TEXT].split("\n"):
            tokens = tuple(_tokens(words))
            if tokens:
                whole.setdefault(tokens, len(whole))
    known = [False] * len(lines)
    spoken = [place for place, line in enumerate(lines) if line.words]
    positions = [-1] * len(lines)
    for place in spoken:
        words = unquoted(lines[place].words)
        tokens = tuple(_tokens(words))
        positions[place] = whole.get(tokens, -1)
        if len(tokens) >= _RUN and len(words) >= _LONG_ENOUGH:
            known[place] = all(run in runs for run in _runs(tokens))
    _neighbours(spoken, positions, known, 1)
    _neighbours(spoken[::-1], positions, known, -1)
    return known


def _neighbours(spoken: Sequence[int], positions: Sequence[int], known: list[bool], step: int) -> None:
    """Short lines that stand next to a line of ours here as they do in the mail we sent are ours too."""
    for before, place in pairwise(spoken):
        if not known[place] and known[before] and positions[before] >= 0 and positions[place] >= 0:
            known[place] = 0 < (positions[place] - positions[before]) * step <= 2


def _tokens(text: str) -> list[str]:
    """Words without punctuation around; where a script writes without blanks, its characters."""
    tokens: list[str] = []
    for word in fold(text).split():
        if word[0] >= "\u2e80" or word[-1] >= "\u2e80":
            tokens.extend(word)
        elif bare := word.strip("*_<>()[]\"'"):
            tokens.append(bare)
    return tokens


def _runs(tokens: Sequence[str]) -> zip[tuple[str, ...]]:
    return zip(*(islice(tokens, start, None) for start in range(_RUN)), strict=False)
