"""Calendar parts as people read them (RFC 5545, RFC 5546).

Takes leaves of the MIME tree; gives each event in one readable line.
Never expands a recurrence, never reads more than a part's first 256 kB, and lets no line break or control through:
what an event says is one line, whatever it holds (A51).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parsers import charsets, content
from parsers.attachments import file_name
from parsers.cleaning import one_line
from parsers.decoding import Decoder
from parsers.filenames import extension
from parsers.mail import Invitation
from parsers.tree import Part

_KINDS = frozenset({"text/calendar", "application/ics", "text/x-vcalendar", "application/calendar"})
_HEADS = (b"BEGIN:VCALENDAR", b"begin:vcalendar")
_LONGEST = 256 * 1024
_EVENTS = 20
_LINES = 10_000
_LONGEST_VALUE = 500
# The events of a calendar; what else is in it (alarms, zones) is no event.
_COMPONENTS = frozenset({"VEVENT", "VTODO"})
_METHODS = {
    "REQUEST": "Invitation",
    "PUBLISH": "Event",
    "CANCEL": "Cancelled",
    "COUNTER": "Other time proposed",
    "DECLINECOUNTER": "Proposed time declined",
    "REFRESH": "Asks for the current state",
    "ADD": "Further dates",
}
_ANSWERS = {"ACCEPTED": "Accepted", "DECLINED": "Declined", "TENTATIVE": "Tentatively accepted",
            "DELEGATED": "Delegated", "NEEDS-ACTION": "Not yet answered"}  # fmt: skip
_EVERY = {"SECONDLY": "second", "MINUTELY": "minute", "HOURLY": "hour", "DAILY": "day", "WEEKLY": "week",
          "MONTHLY": "month", "YEARLY": "year"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """One content line of RFC 5545 3.1. `parameters`: names in upper case; `value`: as it stands."""

    name: str
    parameters: Mapping[str, str]
    value: str


def read(decoder: Decoder, leaves: Sequence[Part]) -> tuple[Invitation, ...]:
    """The events of every calendar part, in order; the same event twice (as text and as file) counts once."""
    found: dict[Invitation, Invitation] = {}
    for part in leaves:
        if _is_calendar(decoder.raw, part):
            data = decoder.octets(part)[:_LONGEST]
            text, _ = charsets.decode(data, content.charset_of(part.content) or "utf-8")
            for event in _events(part, text):
                found.setdefault(_anywhere(event), event)
    return tuple(found.values())[:_EVENTS]


def _anywhere(event: Invitation) -> Invitation:
    """The event without the part that it stands in."""
    return Invitation(
        "", event.method, event.uid, event.summary, event.starts, event.ends, event.place, event.organizer, event.line
    )


def _is_calendar(raw: bytes, part: Part) -> bool:
    if part.kind in _KINDS:
        return True
    if part.kind.startswith("application/") and extension(file_name(part)) == ".ics":
        return True
    return part.kind.startswith("text/") and raw.startswith(_HEADS, part.start)


def _events(part: Part, text: str) -> list[Invitation]:
    method = part.content.parameters.get("method", "").strip().upper()
    lines: list[_Line] | None = None
    depth = 0
    events: list[Invitation] = []
    for line in _lines(text):
        match line.name, line.value.strip().upper():
            case "METHOD", given if lines is None:
                method = given
            case "BEGIN", kind if lines is None:
                lines = [] if kind in _COMPONENTS else None
            case "BEGIN", _:
                depth += 1
            case "END", _ if lines is not None and depth == 0:
                events.append(_event(part, _clean(method), lines))
                lines = None
                if len(events) >= _EVENTS:
                    break
            case "END", _:
                depth = max(0, depth - 1)
            case _ if lines is not None and depth == 0:
                lines.append(line)
    if lines:  # a calendar that was cut short
        events.append(_event(part, _clean(method), lines))
    return events


def _lines(text: str) -> Iterator[_Line]:
    """The content lines, unfolded (RFC 5545 3.1)."""
    waiting: list[str] = []
    count = 0
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line[:1] in (" ", "\t"):
            waiting.append(line[1:])
            continue
        if waiting:
            yield _line("".join(waiting))
            count += 1
        if count >= _LINES:
            return
        waiting = [line]
    if waiting:
        yield _line("".join(waiting))


def _line(text: str) -> _Line:
    """`NAME;PARAMETER=value:value`; a parameter may stand in quotes, with colons and semicolons inside."""
    quoted = False
    cuts: list[int] = []
    colon = len(text)
    for place, char in enumerate(text):
        if char == '"':
            quoted = not quoted
        elif char == ";" and not quoted:
            cuts.append(place)
        elif char == ":" and not quoted:
            colon = place
            break
    ends = [*cuts, colon]
    parameters: dict[str, str] = {}
    for start, end in zip(cuts, ends[1:], strict=True):
        name, _, value = text[start + 1 : end].partition("=")
        parameters[name.strip().upper()] = value.strip().strip('"')
    return _Line(text[: ends[0]].strip().upper(), parameters, text[colon + 1 :])


def _event(part: Part, method: str, lines: Sequence[_Line]) -> Invitation:
    by_name: dict[str, _Line] = {}
    for line in lines:
        by_name.setdefault(line.name, line)
    starts, ends = _time(by_name.get("DTSTART")), _ending(by_name)
    summary, place = _text(by_name.get("SUMMARY")), _text(by_name.get("LOCATION"))
    organizer = _person(by_name.get("ORGANIZER"))
    pieces = [
        f"{_what(method, by_name, lines)}: {summary or 'no subject'}",
        _when(starts, ends, _text(by_name.get("DUE"))),
        f"at {place}" if place else "",
        _repeats(by_name),
        f"by {organizer}" if organizer else "",
    ]
    return Invitation(
        part=part.path or "1",
        method=method,
        uid=_clean(by_name["UID"].value) if "UID" in by_name else "",
        summary=summary,
        starts=starts,
        ends=ends,
        place=place,
        organizer=organizer,
        line=", ".join(piece for piece in pieces if piece),
    )


def _what(method: str, by_name: Mapping[str, _Line], lines: Sequence[_Line]) -> str:
    """What the mail wants or says: an answer by who gave it, else by the method."""
    if by_name.get("STATUS") is not None and by_name["STATUS"].value.strip().upper() == "CANCELLED":
        return _METHODS["CANCEL"]
    if method == "REPLY":
        answering = next((line for line in lines if line.name == "ATTENDEE"), None)
        if answering is not None:
            state = answering.parameters.get("PARTSTAT", "").upper()
            return f"{_ANSWERS.get(state, 'Answered')} by {_person(answering)}"
        return "Answered"
    return _METHODS.get(method, "Event")


def _when(starts: str, ends: str, due: str) -> str:
    """From when to when; the day is told once."""
    if not starts:
        return f"due {due}" if due else ""
    if not ends or ends == starts:
        return starts
    day, _, clock = ends.partition(" ")
    same = clock and starts.startswith(day + " ")
    if same and starts.partition(" ")[2].partition(" ")[2] == clock.partition(" ")[2]:
        first, _, zone = starts.partition(" ")[2].partition(" ")
        return " ".join(word for word in (day, f"{first}–{clock.partition(' ')[0]}", zone) if word)
    return f"{starts} – {ends}"


def _ending(by_name: Mapping[str, _Line]) -> str:
    """When it ends: as given, else how long it takes."""
    if "DTEND" in by_name:
        return _time(by_name["DTEND"])
    return _text(by_name.get("DURATION"))


def _time(line: _Line | None) -> str:
    """`2026-11-23 10:00 Europe/Berlin`; a day alone for a whole day; what is no time stays as it stands."""
    if line is None:
        return ""
    value = _clean(line.value)
    day, mark, clock = value.partition("T")
    if not (len(day) == 8 and day.isascii() and day.isdigit()):
        return value
    date = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    digits = clock.rstrip("Zz")
    if not mark or not (len(digits) >= 4 and digits.isascii() and digits.isdigit()):
        return date
    zone = "UTC" if clock[-1:] in ("Z", "z") else _clean(line.parameters.get("TZID", ""))
    return f"{date} {digits[:2]}:{digits[2:4]} {zone}".rstrip()


def _repeats(by_name: Mapping[str, _Line]) -> str:
    """That it comes again, in a word; when exactly is left to a calendar."""
    line = by_name.get("RRULE")
    if line is None:
        return "repeated" if "RDATE" in by_name else ""
    rule = dict(piece.partition("=")[::2] for piece in line.value.upper().split(";")[:20])
    every = _EVERY.get(rule.get("FREQ", "").strip(), "")
    step = rule.get("INTERVAL", "1").strip()
    if not every:
        return "repeated"
    many = step.isascii() and step.isdigit() and step.lstrip("0") not in ("", "1")
    return f"every {step[:4]} {every}s" if many else f"every {every}"


def _person(line: _Line | None) -> str:
    """A name and an address, as far as they are told."""
    if line is None:
        return ""
    value = _clean(line.value)
    address = value[7:] if value[:7].lower() == "mailto:" else value
    name = _clean(line.parameters.get("CN", ""))
    if not name or name == address:
        return address
    return f"{name} <{address}>" if "@" in address else name


def _text(line: _Line | None) -> str:
    """A text value with its escapes undone (RFC 5545 3.3.11); line breaks in it become blanks."""
    if line is None:
        return ""
    value = line.value
    if "\\" in value:
        value = value.replace("\\\\", "\0").replace("\\n", "\n").replace("\\N", "\n")
        value = value.replace("\\,", ",").replace("\\;", ";").replace('\\"', '"').replace("\0", "\\")
    return _clean(value)


def _clean(value: str) -> str:
    return one_line(value, _LONGEST_VALUE).strip()
