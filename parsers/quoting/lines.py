"""The lines of a text, each with where it starts, its words without blanks around, and whether a quote mark opens it.

Takes text with "\\n" as line end; gives `Line` values that follow one another without a gap.
Never changes the text: a line's place always counts in the text as it came.
"""

from __future__ import annotations

from dataclasses import dataclass

# Blanks and invisible marks that programs put before a quote mark or a label.
_HIDDEN = " \t\r\x0b\x0c\xa0\u3000\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\ufeff"
QUOTE_MARKS = frozenset(">＞")


@dataclass(slots=True, eq=False)
class Line:
    """One line. `start`, `end`: its place in the text, line end included; `words`: without blanks around."""

    start: int
    end: int
    words: str
    quoted: bool


def of(text: str) -> list[Line]:
    """The lines of `text`, in order."""
    found: list[Line] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line) + 1
        words = line.strip(_HIDDEN)
        found.append(Line(start, end, words, words[:1] in QUOTE_MARKS and bool(words)))
        start = end
    found[-1].end -= 1
    if found[-1].start == found[-1].end and len(found) > 1:
        found.pop()
    return found


def fold(text: str) -> str:
    """`text` in the one case and the one apostrophe that the tables are written in."""
    folded = text.lower()
    if "̇" in folded:  # what lower() makes of the Turkish dotted capital
        folded = folded.replace("i̇", "i")
    return folded.replace("’", "'") if "’" in folded else folded


def unquoted(words: str) -> str:
    """`words` without the quote marks in front."""
    place = 0
    while place < len(words) and words[place] in "> \t＞|":
        place += 1
    return words[place:]
