"""Where things stand in a TOML text: the positions that tomllib does not give.

Takes the text; gives line and column, counted from 1 in characters, of every key and of every value.
Never decides what the text means: that is tomllib's. Of a text tomllib refuses, whatever was found is given.

A path names a value as one would walk to it: `("mailbox", 0, "host")`. An element of an array has no key of its
own, so its key stands where its value does. A table's value stands where its header does.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate

KeyPath = tuple[str | int, ...]

_BLANK = " \t\r\n"
_ENDS_BARE_KEY = frozenset(" \t\r\n.=]}#")
_ENDS_BARE_VALUE = frozenset(",]}#\n")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position; both numbers start at 1, the column counts characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class TomlDocument:
    """What a text says, and where: `keys` and `values` hold a place for every path of `data`."""

    data: Mapping[str, object]
    keys: Mapping[KeyPath, Place]
    values: Mapping[KeyPath, Place]


@dataclass(frozen=True, slots=True)
class TomlFault:
    """Why a text is not TOML. `problem` names keys and single characters at most, never a value."""

    problem: str
    place: Place


@dataclass(slots=True)
class _Found:
    """Offsets while the scan goes on; `lengths` counts the elements of each array of tables."""

    keys: dict[KeyPath, int] = field(default_factory=dict)
    values: dict[KeyPath, int] = field(default_factory=dict)
    lengths: dict[KeyPath, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """An array or inline table whose end is not reached yet; `count`: elements begun so far."""

    path: KeyPath
    is_array: bool
    count: int = 0


def read_toml(text: str) -> TomlDocument | TomlFault:
    """The document with all its places, or what is wrong with the text and where."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _decode_fault(text, error)
    except RecursionError:
        return TomlFault("arrays or inline tables are nested too deeply", Place(1, 1))
    except ValueError:  # int() refuses more digits than sys.get_int_max_str_digits()
        return TomlFault("a number has too many digits", Place(1, 1))
    found = _scan(text)
    return TomlDocument(data, _placed(text, found.keys), _placed(text, found.values))


def places(text: str) -> Mapping[KeyPath, Place]:
    """The place of the key of every path: for what is unknown, missing inside, or there twice."""
    return _placed(text, _scan(text).keys)


def value_places(text: str) -> Mapping[KeyPath, Place]:
    """The place of the first character of every value (a string's opening quote): for what is a wrong value."""
    return _placed(text, _scan(text).values)


def _decode_fault(text: str, error: tomllib.TOMLDecodeError) -> TomlFault:
    """tomllib ends its messages with "(at line 3, column 7)" or "(at end of document)"."""
    problem, _, where = str(error).rpartition(" (at ")
    numbers = [int(word) for word in where.rstrip(")").replace(",", " ").split() if word.isdecimal()]
    place = Place(*numbers) if len(numbers) == 2 else _place(_line_starts(text), len(text))
    return TomlFault(problem[:1].lower() + problem[1:] if problem else "this is not TOML", place)


def _line_starts(text: str) -> list[int]:
    return list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))[:-1]


def _place(starts: list[int], offset: int) -> Place:
    line = bisect_right(starts, offset)
    return Place(line, offset - starts[line - 1] + 1)


def _placed(text: str, offsets: Mapping[KeyPath, int]) -> dict[KeyPath, Place]:
    starts = _line_starts(text)
    return {path: _place(starts, offset) for path, offset in offsets.items()}


def _scan(text: str) -> _Found:
    found = _Found()
    table: KeyPath = ()
    pos = _skip_blank(text, 0)
    while pos < len(text):
        if text[pos] == "[":
            table, pos = _header(text, pos, found)
        else:
            path, pos = _assigned_key(text, pos, table, found)
            pos = _value(text, pos, path, found)
        pos = _skip_blank(text, pos)
    return found


def _header(text: str, pos: int, found: _Found) -> tuple[KeyPath, int]:
    """A `[table]` or `[[array of tables]]`: the path that following keys belong to, and the next position."""
    is_array = text.startswith("[[", pos)
    parts, pos = _key(text, _skip_blank(text, pos + 1 + is_array))
    path: KeyPath = ()
    for name, offset in parts:
        path = (*_newest(path, found), name)
        found.keys.setdefault(path, offset)
        found.values.setdefault(path, offset)
    if parts:
        offset = parts[-1][1]
        if is_array:
            index = found.lengths.get(path, 0)
            found.lengths[path] = index + 1
            path += (index,)
        found.keys[path] = found.values[path] = offset
    end = text.find("\n", pos)
    return path, end if end >= 0 else len(text)


def _newest(path: KeyPath, found: _Found) -> KeyPath:
    """In a header, the name of an array of tables means its newest element."""
    length = found.lengths.get(path)
    return path if length is None else (*path, length - 1)


def _assigned_key(text: str, pos: int, table: KeyPath, found: _Found) -> tuple[KeyPath, int]:
    """A `key =`, dotted or not: the whole path, and where the value starts. Always moves on."""
    parts, end = _key(text, pos)
    path = table
    for name, offset in parts:
        path += (name,)
        found.keys.setdefault(path, offset)
        found.values.setdefault(path, offset)
    end = _skip_blank(text, end)
    if text.startswith("=", end):
        end = _skip_blank(text, end + 1)
    return path, max(end, pos + 1)


def _key(text: str, pos: int) -> tuple[list[tuple[str, int]], int]:
    """The parts of a key with their offsets, and the position behind the last."""
    parts: list[tuple[str, int]] = []
    while pos < len(text):
        if text[pos] in "\"'":
            end = _string_end(text, pos)
            parts.append((_unquoted(text[pos:end]), pos))
        else:
            end = next((at for at in range(pos, len(text)) if text[at] in _ENDS_BARE_KEY), len(text))
            parts.append((text[pos:end], pos))
        after = end
        while after < len(text) and text[after] in " \t":
            after += 1
        if not text.startswith(".", after):
            return parts, end
        pos = after + 1
        while pos < len(text) and text[pos] in " \t":
            pos += 1
    return parts, pos


def _unquoted(quoted: str) -> str:
    """The name a quoted key gives; tomllib knows the escapes."""
    if "\\" in quoted and quoted.startswith('"'):
        try:
            return str(tomllib.loads("key = " + quoted)["key"])
        except tomllib.TOMLDecodeError:
            return quoted
    return quoted[1:-1]


def _value(text: str, pos: int, path: KeyPath, found: _Found) -> int:
    """Walk the value at `pos` and all that lies within it; the position behind it. Depth costs no stack."""
    opened: list[_Open] = []
    here: KeyPath | None = path
    while here is not None and pos < len(text):
        found.values[here] = pos
        if text[pos] in "[{":
            opened.append(_Open(here, text[pos] == "["))
            pos += 1
        elif text[pos] in "\"'":
            pos = _string_end(text, pos)
        else:
            pos = next((at for at in range(pos, len(text)) if text[at] in _ENDS_BARE_VALUE), len(text))
        here, pos = _next_within(text, pos, opened, found)
    return pos


def _next_within(text: str, pos: int, opened: list[_Open], found: _Found) -> tuple[KeyPath | None, int]:
    """The path and position of the next value inside what is open; None when all of it is closed."""
    while opened:
        pos = _skip_blank(text, pos, commas=True)
        if pos >= len(text):
            return None, pos
        innermost = opened[-1]
        if text[pos] in "]}":
            opened.pop()
            pos += 1
        elif innermost.is_array:
            path = (*innermost.path, innermost.count)
            innermost.count += 1
            found.keys[path] = pos
            return path, pos
        else:
            return _assigned_key(text, pos, innermost.path, found)
    return None, pos


def _string_end(text: str, pos: int) -> int:
    """The position behind the string that opens at `pos`."""
    quote = text[pos]
    closing = quote * 3 if text.startswith(quote * 3, pos) else quote
    at = pos + len(closing)
    while at < len(text) and not text.startswith(closing, at):
        at += 2 if text[at] == "\\" and quote == '"' else 1
    at += len(closing)
    if len(closing) == 3:  # up to two more quotes belong to the text of a multi-line string
        more = text[at : at + 2]
        at += len(more) - len(more.lstrip(quote))
    return min(at, len(text))


def _skip_blank(text: str, pos: int, *, commas: bool = False) -> int:
    """The next position that is neither blank nor comment (nor, inside a value, a comma)."""
    while pos < len(text):
        if text[pos] == "#":
            end = text.find("\n", pos)
            pos = end if end >= 0 else len(text)
        elif text[pos] in _BLANK or (commas and text[pos] == ","):
            pos += 1
        else:
            return pos
    return pos
