"""Ids as verbs take them: from the command line, or from standard input when given "-", and the care they take.

Takes words such as `42`, `#42` or `-`; gives numbers in order, each once, and asks before something is destroyed.
Never guesses: a word that is no number is a usage error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commands.exits import Exit
from commands.output import ask, fail, say

_SHOWN = 10
_MOST_DIGITS = 18  # what a database's whole number holds


@dataclass(frozen=True, slots=True)
class Care:
    """How carefully to go about it: ask first unless `yes`; change nothing when `dry_run`."""

    yes: bool
    dry_run: bool


def sure(verb: str, numbers: Sequence[int], care: Care, mark: str = "") -> bool:
    """Whether to go on. False after a dry run was told; ends the command when the person says no."""
    shown = ", ".join(f"{mark}{number}" for number in numbers[:_SHOWN])
    rest = len(numbers) - _SHOWN
    what = f"{verb} {shown}" + (f" and {rest} more" if rest > 0 else "")
    if care.dry_run:
        say(f"would {what}")
        return False
    if not care.yes:
        ask(f"{what[:1].upper()}{what[1:]}?")
    return True


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
        if not digits.isascii() or not digits.isdigit() or len(digits) > _MOST_DIGITS:
            fail(f"not an id: {word}", Exit.USAGE)
        yield int(digits)
