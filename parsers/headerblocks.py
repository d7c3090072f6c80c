"""The header block that a mail program writes above a mail it passes on or quotes, in its user's language.

Takes lines of a text; gives who wrote the mail, when, its subject, and where its own text begins.
Never believes a line alone: a block has a sender and at least one more of date, recipient and subject.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from parsers import addresses, localdates
from parsers.cleaning import one_line
from parsers.limits import LIMITS
from parsers.mail import Address
from parsers.quoting import labels
from parsers.quoting.labels import Field
from parsers.quoting.lines import Line, fold, unquoted

# A block is a handful of fields; recipients may be folded over many lines.
_MOST_LINES = 60
_LONGEST_VALUE = 2000
_LONGEST_SENDER = 400
# What tells a block from a line that merely begins with "From:".
_TELLING = frozenset({Field.DATE, Field.SENT, Field.TO, Field.SUBJECT})
_BRACKETS = (("<", ">"), ("[", "]"), ("(", ")"))
_OUTSIDE = frozenset(" \t<>[]();,:\"'|\xa0")
_NAME_EDGES = " \t\xa0\"'‘’“”«»,;:<>[]()"


@dataclass(frozen=True, slots=True)
class Told:
    """What a block says. `fields`: how many of date, recipient and subject it has.

    `end`: the first line behind it and behind the blank lines that part it from the text.
    """

    author: Address | None
    date: datetime | None
    subject: str
    fields: int
    end: int


def read(lines: Sequence[Line], start: int) -> Told | None:
    """The block whose first labelled line is `lines[start]`, blank lines skipped; None when there is none."""
    fields, end = _fields(lines, _past_blank(lines, start))
    telling = _telling(fields)
    if Field.FROM not in fields or not telling:
        return None
    date = localdates.read(fields.get(Field.SENT) or fields.get(Field.DATE) or "")
    return _told(address(fields[Field.FROM]), date, fields, _past_blank(lines, end))


def sender_first(lines: Sequence[Line], start: int) -> Told | None:
    """A block as Notes writes it: sender and date each on a line without label, then "To:" and "Subject:"."""
    place = _past_blank(lines, start)
    if place >= len(lines) or labels.read(unquoted(lines[place].words)) is not None:
        return None
    author = address(unquoted(lines[place].words))
    following = _past_blank(lines, place + 1)
    date = localdates.read(unquoted(lines[following].words)) if following < len(lines) else None
    if author is None and date is None:
        return None
    fields, end = _fields(lines, following if date is None else _past_blank(lines, following + 1))
    return _told(author, date, fields, _past_blank(lines, end)) if Field.SUBJECT in fields else None


def named(lines: Sequence[Line], place: int) -> Told | None:
    """What the separator at `place` itself says: "----- Forwarded message from Ann <ann@corp.example> -----"."""
    words = lines[place].words
    at = fold(words).find("message from ")
    author = address(words[at + len("message from ") :]) if at >= 0 else None
    return None if author is None else Told(author, None, "", 0, _past_blank(lines, place + 1))


def attribution(lines: Sequence[Line], start: int) -> Told | None:
    """What one line in place of a block says: `03.03.2025, 10:12, "Ann" <ann@corp.example>:`; None for other lines."""
    place = _past_blank(lines, start)
    if place >= len(lines):
        return None
    words = unquoted(lines[place].words)
    if len(words) > 300 or "@" not in words or not words.endswith((":", "：")):
        return None
    author = address(words.rpartition(", ")[2] if ", " in words else words)
    return Told(author, localdates.read(words), "", 0, _past_blank(lines, place + 1)) if author else None


def address(value: str) -> Address | None:
    """The sender that a label is followed by: `Ann <a@b>`, `Ann [mailto:a@b]`, `a@b (Ann)`, `"Ann"<a@b>;`."""
    value = value[:_LONGEST_SENDER].replace("mailto:", "")
    for opening, closing in _BRACKETS:
        start = value.find(opening)
        while start >= 0:
            inside = value[start + 1 :].partition(closing)[0].partition("<")[0].strip(_NAME_EDGES)
            addr = addresses.addr_spec(inside)
            if addr is not None:
                return Address(_name(value[:start]), addr)
            start = value.find(opening, start + 1)
    return _bare(value)


def _bare(value: str) -> Address | None:
    """An address that stands in no brackets, and the name around it."""
    at = value.find("@")
    if at < 0:
        return None
    start, end = at, at
    while start > 0 and value[start - 1] not in _OUTSIDE:
        start -= 1
    while end < len(value) and value[end] not in _OUTSIDE:
        end += 1
    addr = addresses.addr_spec(value[start:end].rstrip("."))
    return None if addr is None else Address(_name(value[:start]) or _name(value[end:]), addr)


def _fields(lines: Sequence[Line], place: int) -> tuple[dict[Field, str], int]:
    """The labelled lines from `place` on, the first of each field, and the line behind the last of them."""
    fields: dict[Field, str] = {}
    last: Field | None = None
    stop = min(len(lines), place + _MOST_LINES)
    while place < stop:
        words = unquoted(lines[place].words)
        found = labels.read(words)
        if found is not None:
            last, value = found
            if last is Field.FROM and last in fields:
                break  # a second sender opens the next mail's block
            fields.setdefault(last, value)
        elif last is None or not _goes_on(lines, place, fields[last]):
            break
        elif words:
            fields[last] = f"{fields[last]} {words}"[:_LONGEST_VALUE]
        place += 1
    return fields, place


def _telling(fields: Mapping[Field, str]) -> int:
    return len({Field.DATE if field is Field.SENT else field for field in _TELLING & fields.keys()})


def _told(author: Address | None, date: datetime | None, fields: Mapping[Field, str], end: int) -> Told:
    subject = one_line(fields.get(Field.SUBJECT, "").rstrip(";"), LIMITS.subject)
    return Told(author, date, subject, _telling(fields), end)


def _name(text: str) -> str:
    return one_line(text, LIMITS.name).strip(_NAME_EDGES)


def _goes_on(lines: Sequence[Line], place: int, value: str) -> bool:
    """Whether the line at `place`, which bears no label, belongs to the field above it, or only parts two fields.

    A field goes on where its value stands on the next line, or where a list of recipients breaks.
    """
    if lines[place].words and unquoted(lines[place].words):
        return not value or value.endswith((",", ";", "<"))
    following = _past_blank(lines, place)
    if following - place > 2 or following >= len(lines):
        return False
    return not value or labels.read(unquoted(lines[following].words)) is not None


def _past_blank(lines: Sequence[Line], place: int) -> int:
    while place < len(lines) and not unquoted(lines[place].words):
        place += 1
    return place
