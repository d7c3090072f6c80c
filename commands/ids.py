"""Ids as verbs take them: from the command line, or one a line from standard input when given "-".

Takes words such as `42`, `#42` or `-`; gives numbers in order, each once.
Never guesses: a word that is no number is a usage error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from commands.exits import Exit
from commands.output import fail


def read_ids(words: Sequence[str]) -> list[int]:
    """The numbers meant by `words`; no word at all means standard input when that is not a terminal."""
    if list(words) == ["-"] or (not words and not sys.stdin.isatty()):
        words = sys.stdin.read().split()
    numbers = list(dict.fromkeys(_numbers(words)))
    if not numbers:
        fail("which one? give an id, or ids on standard input", Exit.USAGE)
    return numbers


def _numbers(words: Iterable[str]) -> Iterable[int]:
    for word in words:
        digits = word.removeprefix("#")
        if not digits.isascii() or not digits.isdigit():
            fail(f"not an id: {word}", Exit.USAGE)
        yield int(digits)
