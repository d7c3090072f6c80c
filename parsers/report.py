"""Delivery status notifications and receipts (RFC 3464, RFC 6522, RFC 8098).

Takes raw octets and the MIME tree; gives per-recipient results and what the returned mail was known by.
Never reads free text and never believes what it read: only our signed marks, checked by the rules, tie it to a mail.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers import addresses, body, charsets, ids, marks
from parsers.cleaning import one_line
from parsers.limits import LIMITS
from parsers.mail import DeliveryReport, TokenSeen
from parsers.split import Block, block, message_block
from parsers.tree import Part
from parsers.words import decoded

_STATUS = ("message/delivery-status", "message/global-delivery-status")
_RECEIPT = ("message/disposition-notification", "message/global-disposition-notification")
_RETURNED = ("message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers",
             "message/global-headers")  # fmt: skip
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Returned:
    """What a report says about the mail it came back for: its Message-IDs, and tokens shaped like ours."""

    ids: tuple[str, ...]
    tokens: tuple[TokenSeen, ...]


def reports(raw: bytes, parts: list[Part]) -> tuple[DeliveryReport, ...]:
    """One row for each per-recipient block of every delivery-status part."""
    found: list[DeliveryReport] = []
    for part in parts:
        if part.kind in _STATUS:
            data, _ = body.octets(raw, part)
            for one in _blocks(data):
                row = _row(one)
                if row is not None and len(found) < LIMITS.reports:
                    found.append(row)
    return tuple(found)


def returned(raw: bytes, parts: list[Part]) -> Returned:
    """The original's ids and marks, from its returned headers and from `Original-Message-ID`."""
    found: list[str] = []
    seen: list[TokenSeen] = []
    for part in parts:
        if part.kind in _RETURNED:
            data, _ = body.octets(raw, part)
            head = message_block(data)
            found += ids.listed(head.all("message-id"))
            seen += _marks(head)
        elif part.kind in _RECEIPT:
            data, _ = body.octets(raw, part)
            original = ids.listed(message_block(data).all("original-message-id"))
            found += original
            seen += marks.in_ids(original, "returned:message-id")
    return Returned(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(seen)))


def _marks(head: Block) -> list[TokenSeen]:
    seen: list[TokenSeen] = []
    for name in ("message-id", "x-supportd-loop", "references"):
        seen += marks.in_ids(ids.listed(head.all(name)), f"returned:{name}")
    for name in ("reply-to", "return-path"):
        for value in head.all(name):
            found = (one.addr for one in addresses.shown(charsets.plain(value)))
            seen += marks.in_addresses(found, f"returned:{name}")
    return seen


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
    return DeliveryReport(
        recipient=_recipient(final) or _recipient(original),
        action=action,
        status=_status(_text(one, "status")),
        diagnostic=_after_type(_text(one, "diagnostic-code")),
        remote_mta=_after_type(_text(one, "remote-mta")),
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
