"""An outgoing mail as values, before it is bytes.

Takes nothing: it only declares what `parsers.compose` turns into bytes.
Gives `Draft`, complete at birth: identity, date and marks are handed in.
Never holds customer text in a header without `compose` cleaning it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from parsers.mail import Address


class AutoSubmitted(StrEnum):
    """RFC 3834 section 5. A person's answer carries no such field at all."""

    REPLIED = "auto-replied"
    GENERATED = "auto-generated"


@dataclass(frozen=True, slots=True)
class File:
    """A file to send along."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """One mail to one recipient (H01–H17 of the header checklist in docs/decisions).

    `message_id`, `in_reply_to`, `references`, `loop`: without angle brackets.
    `loop`: the signed id that also goes into X-Supportd-Loop.
    `suppress`: value of X-Auto-Response-Suppress, or None.
    `extra`: further fields, name as written and plain value, for X-Supportd-… and List-Id.
    """

    message_id: str
    loop: str
    date: datetime
    from_: Address
    to: Address
    cc: tuple[Address, ...]
    reply_to: Address | None
    subject: str
    in_reply_to: str | None
    references: tuple[str, ...]
    auto_submitted: AutoSubmitted | None
    suppress: str | None
    bulk: bool
    language: str
    extra: tuple[tuple[str, str], ...]
    text: str
    html: str | None
    files: tuple[File, ...]
