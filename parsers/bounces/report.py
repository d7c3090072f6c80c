"""Delivery status notifications as RFC 3464 has them.

Takes raw octets and MIME leaves; gives per-recipient results.
Never reads free text and never believes what it read: only our signed marks, checked by the rules, tie it to a mail.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers import charsets
from parsers.cleaning import one_line
from parsers.decoding import octets
from parsers.limits import LIMITS
from parsers.mail import DeliveryReport, FailureReason
from parsers.split import Block, block
from parsers.tree import Part
from parsers.words import decoded

_STATUS = ("message/delivery-status", "message/global-delivery-status")
_LONGEST = 1000


def reports(raw: bytes, parts: Sequence[Part]) -> tuple[DeliveryReport, ...]:
    """One row for each per-recipient block of every delivery-status part."""
    found: list[DeliveryReport] = []
    for part in parts:
        if part.kind in _STATUS:
            data, _ = octets(raw, part)
            for one in _blocks(data):
                row = _row(one)
                if row is not None and len(found) < LIMITS.reports:
                    found.append(row)
    return tuple(found)


def _blocks(data: bytes) -> list[Block]:
    """The groups of fields between blank lines; the first, about the message, may be missing."""
    found: list[Block] = []
    place = 0
    while place < len(data) and len(found) <= LIMITS.reports:
        one = block(data, place, len(data))
        if one.fields:
            found.append(one)
        if one.body <= place:
            break
        place = one.body
    return found


def _row(one: Block) -> DeliveryReport | None:
    final, original = one.first("final-recipient"), one.first("original-recipient")
    action = _text(one, "action").partition(" ")[0].lower()
    if not (final or original) and not (action and one.first("status")):
        return None
    status = _status(_text(one, "status"))
    return DeliveryReport(
        recipient=_recipient(final) or _recipient(original),
        action=action,
        status=status,
        diagnostic=_after_type(_text(one, "diagnostic-code")),
        remote_mta=_after_type(_text(one, "remote-mta")),
        permanent=None if not status else status.startswith("5"),
        reason=FailureReason.UNDEFINED,
    )


def _recipient(value: bytes) -> str:
    """The address of `rfc822; addr`, in lower case."""
    text = _after_type(one_line(decoded(charsets.plain(value)), _LONGEST))
    return text.strip(" <>\"'").lower()


def _text(one: Block, name: str) -> str:
    value = one.first(name)
    return one_line(decoded(charsets.plain(value)), _LONGEST) if value else ""


def _after_type(text: str) -> str:
    """What stands behind `type;` (RFC 3464 2.1.2); all of it where a program left the type out."""
    kind, semicolon, rest = text.partition(";")
    return rest.strip() if semicolon and " " not in kind.strip() else text.strip()


def _status(text: str) -> str:
    """The status code "5.1.1" that `text` opens with, or ""."""
    word = text.partition(" ")[0]
    digits = word.split(".")
    good = len(digits) == 3 and all(0 < len(one) <= 3 and one.isascii() and one.isdigit() for one in digits)
    return word if good else ""
