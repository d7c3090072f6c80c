"""What the HTML version of a text marks, carried over to its plain version.

Takes the plain text and the HTML laid out; gives stretches of the plain text.
Never guesses: a stretch whose beginning or end stands there twice, or not, is left out.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from parsers.mail import Span
from parsers.markup.layout import Laid
from parsers.markup.stretches import is_separator

# The two are compared by letters and digits only: wrapping, quote marks and emphasis differ.
_PUNCTUATION = str.maketrans(
    dict.fromkeys(
        [chr(code) for code in range(128) if not chr(code).isalnum() and code != 10] + list("\xa0\u200b\ufeff\u202f")
    )
)
_SIZE = 256 * 1024
# More stretches than people's mails have; each costs a look through the text.
_SPANS = 50
# So many letters are looked for, and fewer prove nothing.
_SOUGHT = 48
_TOO_FEW = 12


def carried(text: str, laid: Laid) -> tuple[Span, ...]:
    """The marked stretches of `laid` that stand in `text` for certain, in order."""
    if not laid.marked or len(text) > _SIZE:
        return ()
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    keys = text.translate(_PUNCTUATION).split("\n")
    places = [0, *accumulate(len(key) for key in keys)]
    plain = _Plain("".join(keys), places, starts)
    found: list[Span] = []
    for span in laid.marked[:_SPANS]:
        start = plain.line(_letters(laid.text, span.start, span.end), found[-1].end if found else 0)
        behind = laid.text[span.end : span.end + 4000]
        end = plain.line(_letters(laid.text, span.end, span.end + 4000), start or 0) if behind.strip() else len(text)
        if start is not None and end is not None and start < end:
            start = _above(lines, starts, start, found[-1].end if found else 0)
            found.append(Span(span.kind, start, _above(lines, starts, end, start) if end < len(text) else end))
    return tuple(found)


def _above(lines: list[str], starts: list[int], start: int, after: int) -> int:
    """Where the separator begins that plain text has right above a stretch, and HTML draws as a rule."""
    line = bisect_left(starts, start) - 1
    while line >= 0 and not lines[line].strip():
        line -= 1
    if line < 0 or starts[line] < after:
        return start
    return starts[line] if is_separator(lines[line].strip()) else start


class _Plain:
    """The plain text as letters: where each line begins among them, and in the text."""

    def __init__(self, letters: str, places: list[int], starts: list[int]) -> None:
        self._letters = letters
        self._places = places
        self._starts = starts

    def line(self, sought: str, after: int) -> int | None:
        """Where in the text the one line begins that begins with `sought`, at `after` or later."""
        if len(sought) < _TOO_FEW:
            return None
        first = self._places[min(bisect_left(self._starts, after), len(self._places) - 1)]
        place = self._letters.find(sought, first)
        if place < 0 or self._letters.find(sought, place + 1) >= 0:
            return None
        line = bisect_left(self._places, place)
        while line + 1 < len(self._places) and self._places[line + 1] == place:
            line += 1  # past lines without a letter
        return self._starts[line] if self._places[line] == place else None


def _letters(text: str, start: int, end: int) -> str:
    """The first letters of a stretch, from as few lines as do."""
    found = ""
    for line in text[start : min(end, start + 4000)].split("\n"):
        found += line.translate(_PUNCTUATION)
        if len(found) >= _TOO_FEW + 4:
            break
    return found[:_SOUGHT]
