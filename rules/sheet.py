"""Reading one policy file: typed values out of TOML, and every fault with its place.

Takes a file's name and text; gives values that are right, or None and a `PolicyFault` in the shared list.
Never stops at the first fault: an operator wants to see them all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from parsers.places import KeyPath, Place, TomlDocument, TomlFault, read_toml
from rules.expressions import resembling

Choice = TypeVar("Choice", bound=StrEnum)
Default = TypeVar("Default")

_UNITS: Mapping[str, timedelta] = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}


@dataclass(frozen=True, slots=True, order=True)
class PolicyFault:
    """Why a policy is refused; line and column count from 1. `suggestion` may be empty."""

    file: str
    line: int
    column: int
    problem: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file being read. `faults` is shared by all files of a policy and grows while they are read."""

    file: str
    text: str
    document: TomlDocument
    faults: list[PolicyFault]

    def fault(self, path: KeyPath, problem: str, suggestion: str = "", *, at_key: bool = False) -> None:
        """Note what is wrong at `path`; a missing value is placed at what should hold it."""
        self.fault_at(self.place(path, at_key=at_key), problem, suggestion)

    def fault_at(self, place: Place, problem: str, suggestion: str = "") -> None:
        self.faults.append(PolicyFault(self.file, place.line, place.column, problem, suggestion))

    def place(self, path: KeyPath, *, at_key: bool = False) -> Place:
        known = self.document.keys if at_key else self.document.values
        while path and path not in known:
            path = path[:-1]
        return known.get(path, Place(1, 1))

    def value(self, path: KeyPath) -> object | None:
        """What stands at `path`; None when nothing does (TOML has no null)."""
        here: object = self.document.data
        for step in path:
            match here, step:
                case dict(), str() if step in here:
                    here = here[step]
                case list(), int() if step < len(here):
                    here = here[step]
                case _:
                    return None
        return here

    def table(self, path: KeyPath) -> Mapping[str, object]:
        """The table at `path`; empty when there is none or it is none."""
        found = self.value(path)
        if found is None:
            return {}
        if not isinstance(found, dict):
            self.fault(path, f"{_shown(path)} must be a table")
            return {}
        return found

    def only(self, path: KeyPath, allowed: Collection[str]) -> None:
        """Every key of the table at `path` that is not allowed is a fault."""
        for key in self.table(path):
            if key not in allowed:
                suggestion = resembling(key, tuple(allowed)) or f"known: {', '.join(allowed)}"
                self.fault((*path, key), f"unknown key {key}", suggestion, at_key=True)

    def whole(self, path: KeyPath, default: int | None, low: int, high: int) -> int | None:
        """A whole number between `low` and `high`."""
        found = self.value(path)
        if found is None:
            return self._absent(path, default)
        if isinstance(found, bool) or not isinstance(found, int):
            self.fault(path, f"{_shown(path)} must be a whole number")
            return None
        if not low <= found <= high:
            self.fault(path, f"{_shown(path)} must lie between {low} and {high}")
            return None
        return found

    def flag(self, path: KeyPath, default: bool | None) -> bool | None:
        found = self.value(path)
        if found is None:
            return self._absent(path, default)
        if not isinstance(found, bool):
            self.fault(path, f"{_shown(path)} must be true or false")
            return None
        return found

    def words(self, path: KeyPath, default: str | None) -> str | None:
        found = self.value(path)
        if found is None:
            return self._absent(path, default)
        if not isinstance(found, str):
            self.fault(path, f"{_shown(path)} must be a text")
            return None
        return found

    def texts(self, path: KeyPath, default: Sequence[str] | None) -> tuple[str, ...] | None:
        """A list of texts."""
        found = self.value(path)
        if found is None:
            return self._absent(path, None if default is None else tuple(default))
        if not isinstance(found, list):
            self.fault(path, f"{_shown(path)} must be a list of texts")
            return None
        for index, item in enumerate(found):
            if not isinstance(item, str):
                self.fault((*path, index), f"{_shown(path)} must hold texts only")
                return None
        return tuple(found)

    def choice(self, path: KeyPath, words: type[Choice], *, needed: bool) -> Choice | None:
        """One word of a vocabulary."""
        found = self.value(path)
        if found is None:
            if needed:
                self.fault(path, f"{_shown(path)} is missing")
            return None
        names = tuple(words)
        if not isinstance(found, str) or found not in words._value2member_map_:
            near = resembling(found, names) if isinstance(found, str) else ""
            self.fault(path, f"{_shown(path)} must be one of {', '.join(names)}", near)
            return None
        return words(found)

    def span(self, path: KeyPath) -> timedelta | None:
        """A length of time like "15 minutes" or "2 hours", one second to one year."""
        found = self.words(path, None)
        if found is None:
            return None
        number, _, unit = found.strip().partition(" ")
        length = _UNITS.get(unit.strip().removesuffix("s"))
        if not (number.isascii() and number.isdecimal()) or length is None or len(number) > 5:
            self.fault(path, f"{_shown(path)} must be a length of time", 'like "15 minutes" or "2 hours"')
            return None
        span = int(number) * length
        if not timedelta(seconds=1) <= span <= timedelta(days=366):
            self.fault(path, f"{_shown(path)} must lie between 1 second and 366 days")
            return None
        return span

    def _absent(self, path: KeyPath, default: Default | None) -> Default | None:
        if default is None:
            self.fault(path, f"{_shown(path)} is missing")
        return default


def open_sheet(file: str, text: str, faults: list[PolicyFault]) -> Sheet | None:
    """The file, ready to be read; None (and a fault) when it is not TOML."""
    document = read_toml(text)
    if isinstance(document, TomlFault):
        faults.append(PolicyFault(file, document.place.line, document.place.column, document.problem, ""))
        return None
    return Sheet(file, text, document, faults)


def within(text: str, start: Place, line: int, column: int) -> Place:
    """Where line and column of a string's content stand in the file, `start` being its opening quote.

    Escapes count as they are written; a line break right after three quotes is not part of the content.
    """
    row = text.split("\n")[start.line - 1][start.column - 1 :]
    if not row.startswith(('"""', "'''")):
        return Place(start.line, start.column + _written(row, column - 1))
    if row.strip() in ('"""', "'''"):
        return Place(start.line + line, column)
    return Place(start.line, start.column + 2 + column) if line == 1 else Place(start.line + line - 1, column)


def _written(row: str, wanted: int) -> int:
    """How far behind the opening quote the content's character number `wanted` (from 0) is written."""
    position = 1
    for _ in range(wanted):
        position += 2 if row.startswith('"') and row[position : position + 1] == "\\" else 1
    return position


def _shown(path: KeyPath) -> str:
    return ".".join(str(step) for step in path if isinstance(step, str))
