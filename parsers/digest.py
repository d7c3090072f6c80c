"""What a delivery is known by before anything is understood: Message-ID, digests of its octets and its content.

Takes raw octets; gives digests. Never parses beyond the capped header splitter and cannot raise.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from parsers import ids
from parsers.split import message_block

# What the sender wrote. Trace fields are left out: two deliveries of one mail differ in them.
_SIGNED = ("from", "to", "cc", "subject", "date", "message-id")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """`message_id`: as `Mail.message_id`. `content_sha256`: over the author's fields and the body, in hexadecimal."""

    message_id: str | None
    content_sha256: str


def fingerprint(raw: bytes) -> Fingerprint:
    """The mail's identity across deliveries.

    Folding and line ends do not count, nor do blank lines at the end: a mail keeps its digest through IMAP and mbox.
    """
    block = message_block(raw)
    digest = hashlib.sha256()
    for name in _SIGNED:
        for value in block.all(name):
            digest.update(name.encode("ascii") + b":" + b" ".join(value.split()) + b"\n")
    digest.update(b"\n")
    digest.update(raw[block.body :].replace(b"\r\n", b"\n").rstrip(b"\r\n"))
    return Fingerprint(ids.own(block.all("message-id")), digest.hexdigest())


def raw_sha256(raw: bytes) -> str:
    """SHA-256 of the octets as fetched, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()
