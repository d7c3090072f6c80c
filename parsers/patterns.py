"""Patterns on mail text, by an engine that takes linear time; the only module that touches google-re2 (A42).

Takes patterns in RE2 syntax, written by us; gives `Pattern`, which says whether and how a text fits.
Never takes a pattern from a mail, and knows no look-around and no back-reference: RE2 has none.

A call costs about 2 µs beside the text's own length: cheap for a line here and there, dear for each line of each
mail. Ask plain string work first (`"wrote" in line`), or put many alternatives in one pattern.
"""

from __future__ import annotations

from collections.abc import Mapping

import re2


class Pattern:
    """One compiled pattern. Case is ignored unless `exact`; "^" and "$" stand for the text's ends, "." for no line end.

    Write `(?m)` in front for "^" and "$" at each line, `(?s)` for a "." that crosses lines.
    """

    __slots__ = ("_compiled",)

    def __init__(self, pattern: str, *, exact: bool = False) -> None:
        options = re2.Options()
        options.case_sensitive = exact
        options.log_errors = False
        self._compiled = re2.compile(pattern.encode(), options)

    def holds(self, text: str) -> bool:
        """Whether the pattern stands anywhere in `text`."""
        return self._compiled.search(_octets(text)) is not None

    def opens(self, text: str) -> bool:
        """Whether `text` begins with the pattern."""
        return self._compiled.match(_octets(text)) is not None

    def fits(self, text: str) -> bool:
        """Whether `text` is the pattern from end to end."""
        return self._compiled.fullmatch(_octets(text)) is not None

    def groups(self, text: str) -> tuple[str, ...] | None:
        """The groups of the first place where the pattern stands, "" for one that took no part; None without a place.

        A pattern without groups gives an empty tuple.
        """
        found = self._compiled.search(_octets(text))
        return None if found is None else tuple(_text(group) for group in found.groups())

    def named(self, text: str) -> Mapping[str, str] | None:
        """As `groups`, by name; groups that took no part are left out."""
        found = self._compiled.search(_octets(text))
        if found is None:
            return None
        return {_text(name): _text(group) for name, group in found.groupdict().items() if group is not None}

    def all(self, text: str) -> list[str]:
        """Every place where the pattern stands, left to right: its first group, or the whole where it has none."""
        octets = _octets(text)
        found: list[str] = []
        place = 0
        while place <= len(octets) and (match := self._compiled.search(octets, place)) is not None:
            groups = match.groups()
            found.append(_text(groups[0] if groups else match.group()))
            start, end = match.span()
            place = end if end > start else end + 1
        return found

    def names(self) -> tuple[str, ...]:
        """The names of its groups."""
        return tuple(_text(name) for name in self._compiled.groupindex)


def compiled(source: str) -> Pattern | str:
    """A pattern that an operator wrote, or what is wrong with it."""
    try:
        return Pattern(source)
    except re2.error as error:
        octets = error.args[0] if error.args else b""
        return _text(octets) if isinstance(octets, bytes) else str(octets)


def any_of(*words: str) -> str:
    """The pattern for any of these texts, taken literally."""
    return "(?:" + "|".join(re2.escape(word) for word in words) + ")"


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _text(octets: bytes | None) -> str:
    return "" if octets is None else octets.decode("utf-8", "replace")
