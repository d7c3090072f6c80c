"""The mail that came back inside a bounce, a receipt or an auto-reply: what it was known by.

Takes raw octets, MIME leaves and the text of the answer; gives the original's Message-IDs and marks of ours.
Never believes what it read: only our signed marks, checked by the rules, tie an answer to a mail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers import addresses, charsets, ids, marks
from parsers.bounces.cutting import cut
from parsers.decoding import octets
from parsers.mail import TokenSeen
from parsers.split import Block, message_block
from parsers.tree import Part

_RECEIPT = ("message/disposition-notification", "message/global-disposition-notification")
_RETURNED = ("message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers",
             "message/global-headers")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Original:
    """The Message-IDs of the mail that came back, and tokens shaped like ours."""

    ids: tuple[str, ...]
    tokens: tuple[TokenSeen, ...]


NOTHING = Original((), ())

__all__ = ["NOTHING", "Original", "cut", "read"]


def read(raw: bytes, parts: Sequence[Part], text: str) -> Original:
    """The original's ids and marks, from its returned headers and from `Original-Message-ID`."""
    found: list[str] = []
    seen: list[TokenSeen] = []
    for part in parts:
        if part.kind in _RETURNED:
            data, _ = octets(raw, part)
            head = message_block(data)
            found += ids.listed(head.all("message-id"))
            seen += _marks(head)
        elif part.kind in _RECEIPT:
            data, _ = octets(raw, part)
            original = ids.listed(message_block(data).all("original-message-id"))
            found += original
            seen += marks.in_ids(original, "returned:message-id")
    return Original(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(seen)))


def _marks(head: Block) -> list[TokenSeen]:
    seen: list[TokenSeen] = []
    for name in ("message-id", "x-supportd-loop", "references"):
        seen += marks.in_ids(ids.listed(head.all(name)), f"returned:{name}")
    for name in ("reply-to", "return-path"):
        for value in head.all(name):
            found = (one.addr for one in addresses.shown(charsets.plain(value)))
            seen += marks.in_addresses(found, f"returned:{name}")
    return seen
