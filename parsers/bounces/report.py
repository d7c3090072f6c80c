"""Delivery status notifications as RFC 3464 has them, and as programs garble them.

Takes the octets of delivery-status parts; gives what each block says of a recipient.
Never reads free text and never believes what it read: only our signed marks, checked by the rules, tie it to a mail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers import charsets
from parsers.bounces import spotting
from parsers.cleaning import one_line
from parsers.decoding import octets
from parsers.limits import LIMITS
from parsers.patterns import Pattern
from parsers.split import Block, block
from parsers.tree import Part
from parsers.words import decoded

KINDS = ("message/delivery-status", "message/global-delivery-status", "message/deliverystatus", "text/delivery-status",
         "message/x-delivery-status")  # fmt: skip
_LONGEST = 1000
_PEOPLE = ("final-recipient", "original-recipient")
_ABOUT = frozenset({*_PEOPLE, "x-actual-recipient", "action", "status", "diagnostic-code", "remote-mta"})
# A body that begins with one of these is such a part, whatever its content type says.
_OPENINGS = ("reporting-mta:", "final-recipient:", "original-recipient:", "original-envelope-id:", "arrival-date:",
             "x-postfix-queue-id:", "received-from-mta:", "dsn-gateway:")  # fmt: skip
# The first of these words that an action begins with; programs write "Failed (…)", "hard-failure", "delay".
_ACTIONS: tuple[tuple[str, str], ...] = (
    ("fail", "failed"),
    ("expired", "failed"),
    ("hard", "failed"),
    ("perm", "failed"),
    ("bounce", "failed"),
    ("reject", "failed"),
    ("undeliver", "failed"),
    ("denied", "failed"),
    ("error", "failed"),
    ("delay", "delayed"),
    ("defer", "delayed"),
    ("retr", "delayed"),
    ("soft", "delayed"),
    ("temp", "delayed"),
    ("transient", "delayed"),
    ("deliver", "delivered"),
    ("success", "delivered"),
    ("relay", "relayed"),
    ("expand", "expanded"),
)
_CODE = Pattern(r"^\W*([245]\.[0-9]{1,3}\.[0-9]{1,3})(?:$|[^0-9.])")
_HEXADECIMAL = Pattern(r"\\x\{([0-9a-f]{1,6})\}")
# A block is looked for no further than this: else each of many short ones would look at all of the report.
_LONGEST_BLOCK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """What a block says of one recipient. `action`: normalised, "" without one; `status`: as given, "" without one."""

    recipient: str
    action: str
    status: str
    diagnostic: str
    remote_mta: str


def rows(raw: bytes, parts: Sequence[Part]) -> tuple[Row, ...]:
    """One row for each per-recipient block of every delivery-status part."""
    found: list[Row] = []
    for part in parts:
        if part.kind in KINDS:
            data, _ = octets(raw, part)
            found += read(data)
    return tuple(found[: LIMITS.reports])


def in_text(text: str) -> tuple[Row, ...]:
    """The rows of a report that stands in plain text: from the first line that looks like a field of one."""
    lowered = text.lower()
    if "final-recipient:" not in lowered and "original-recipient:" not in lowered:
        return ()
    starts = [place for word in _OPENINGS if (place := _line_start(lowered, word)) >= 0]
    return tuple(read(text[min(starts) :].encode("utf-8", "replace"))) if starts else ()


def opens(text: str) -> bool:
    """Whether `text` begins as the body of a delivery-status part does."""
    return text.lstrip()[:40].lower().startswith(_OPENINGS)


def _line_start(lowered: str, word: str) -> int:
    if lowered.startswith(word):
        return 0
    place = lowered.find("\n" + word)
    return place + 1 if place >= 0 else -1


def read(data: bytes) -> list[Row]:
    """The rows in the octets of one part."""
    found: list[Row] = []
    for fields in _groups(data):
        row = _row(fields)
        if row.recipient or (row.action and row.status):
            found.append(row)
        elif found and (row.action or row.status or row.diagnostic):
            found[-1] = _joined(found[-1], row)  # a blank line in the middle of a block
        if len(found) >= LIMITS.reports:
            break
    return _told(found)


def _groups(data: bytes) -> Iterator[dict[str, bytes]]:
    """The fields of each recipient: between blank lines, or from one recipient to the next where these are missing."""
    for one in _blocks(data):
        fields: dict[str, bytes] = {}
        for name, value in one.fields:
            if name in _PEOPLE and name in fields:
                yield fields
                fields = {}
            if name in _ABOUT:
                fields.setdefault(name, value)
        if fields:
            yield fields


def _blocks(data: bytes) -> Iterator[Block]:
    """The groups of fields between blank lines; the first, about the message, may be missing."""
    place = given = 0
    while place < len(data) and given <= LIMITS.reports:
        if data[place] in b"\r\n":  # many blank lines are cheaper one by one than as blocks without fields
            place += 1
            continue
        one = block(data, place, min(len(data), place + _LONGEST_BLOCK))
        if one.fields:
            given += 1
            yield one
        if one.body <= place:
            return
        place = one.body


def _row(fields: dict[str, bytes]) -> Row:
    return Row(
        recipient=_recipient(fields),
        action=_action(_text(fields, "action")),
        status=_status(_text(fields, "status")),
        diagnostic=_after_type(_text(fields, "diagnostic-code")),
        remote_mta=_after_type(_text(fields, "remote-mta")).strip(" ()"),
    )


def _joined(row: Row, more: Row) -> Row:
    return replace(
        row,
        action=row.action or more.action,
        status=row.status or more.status,
        diagnostic=row.diagnostic or more.diagnostic,
        remote_mta=row.remote_mta or more.remote_mta,
    )


def _told(found: list[Row]) -> list[Row]:
    """Without the rows that name nobody, where others do."""
    named = [row for row in found if row.recipient]
    return named or found[:1]


def _recipient(fields: dict[str, bytes]) -> str:
    """Whom the block is about, in lower case: the final recipient where it is an address, else another that is."""
    told = [_after_type(_unwritten(_text(fields, name))) for name in (*_PEOPLE, "x-actual-recipient")]
    final, original, actual = (spotting.first(_from_x400(text)) for text in told)
    if original and (_is_inner(final, original) or _text(fields, "final-recipient").lower().startswith("x400")):
        return original
    return final or original or actual or next((bare for text in told if (bare := text.strip(" <>\"'").lower())), "")


def _is_inner(final: str, original: str) -> bool:
    """Whether `final` is a name that only a system inside knows: no domain, one below the original's, a wrapping."""
    domain = final.rpartition("@")[2]
    return "." not in domain or domain.endswith("." + original.rpartition("@")[2]) or final.startswith("imcea")


def _unwritten(text: str) -> str:
    """`text` with what utf-8 and xtext addresses spell out: `\\x{E9}`, `+2B`, `+3D` (RFC 6533 3, RFC 3461 4)."""
    if "\\x{" in text:
        for digits in dict.fromkeys(_HEXADECIMAL.all(text)):
            number = int(digits, 16)
            char = chr(number) if number < 0xD800 or 0xDFFF < number < 0x110000 else "\ufffd"
            text = text.replace("\\x{" + digits + "}", char)
    return text.replace("+2B", "+").replace("+3D", "=") if "+" in text else text


def _from_x400(text: str) -> str:
    """The mail address inside an X.400 one: `/DD.RFC-822=user(a)corp.test/…`."""
    if "rfc-822=" not in text.lower():
        return text
    inside = text[text.lower().index("rfc-822=") + 8 :]
    return inside.partition("/")[0].partition(";")[0].replace("(a)", "@").replace("(A)", "@")


def _text(fields: dict[str, bytes], name: str) -> str:
    value = fields.get(name)
    return one_line(decoded(charsets.plain(value)), _LONGEST) if value else ""


def _after_type(text: str) -> str:
    """What stands behind `type;` (RFC 3464 2.1.2); all of it where a program left the type out."""
    kind, semicolon, rest = text.partition(";")
    return rest.strip() if semicolon and " " not in kind.strip() and "@" not in kind else text.strip()


def _action(text: str) -> str:
    lowered = text.lower().lstrip("\"'(< ")
    return next((action for word, action in _ACTIONS if lowered.startswith(word)), "")


def _status(text: str) -> str:
    """The status code "5.1.1" that `text` opens with, or ""."""
    found = _CODE.groups(text) if text else None
    return found[0] if found else ""
