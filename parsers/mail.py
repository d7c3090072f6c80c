"""What a mail says, as one frozen value.

Takes nothing: it only declares the values that `parsers.parse` fills.
Gives `Mail` and the values inside it, named in the words of RFC 5322, 3464, 3834 and 8601.
Never reads bytes, never decides anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Origin(StrEnum):
    """Who, or what, wrote the mail. That we did ourselves takes keys to see: the rules ask for it apart."""

    HUMAN = "human"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    DELAY_NOTICE = "delay_notice"
    DELIVERY_RECEIPT = "delivery_receipt"
    READ_RECEIPT = "read_receipt"
    LIST = "list"
    BULK = "bulk"
    ABUSE_REPORT = "abuse_report"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox of RFC 5322 3.4: a cleaned display name (may be empty) and an addr-spec, all in lower case."""

    name: str
    addr: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """One part that is not body text. `part`: its dotted path in the MIME tree ("2.1"); `sha256`: of the decoded bytes.

    `name`: made safe, "" when it has none.
    """

    part: str
    name: str
    content_type: str
    size: int
    sha256: str
    inline: bool
    content_id: str | None


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """One per-recipient block of a delivery status (RFC 3464 2.3).

    `recipient`, `action`: in lower case; `status`: like "5.1.1", or "".
    """

    recipient: str
    action: str
    status: str
    diagnostic: str
    remote_mta: str


@dataclass(frozen=True, slots=True)
class TokenSeen:
    """A string shaped like one of our tokens, unverified, and the header it stood in (lower case).

    Headers of the mail that a report returns are named "returned:message-id", "returned:x-supportd-loop", ….
    """

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class AuthenticationResults:
    """One Authentication-Results field (RFC 8601), unfolded, and how many Received fields stand above it."""

    value: str
    received_above: int


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong with a mail: a code of `parsers.defects` and a short, cleaned detail."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Mail:
    """What the parser understood of a raw mail.

    `message_id`: without angle brackets; None unless there is exactly one sane Message-ID of at most 512 octets.
    `author`: the addr-spec, in lower case, of a strictly parsed From (exactly one field, one address, nothing odd),
    else None.
    `from_`: every address a lenient reader sees in From, for display only.
    `return_path`: the envelope sender; "" is the null sender, None when no Return-Path is there.
    `delivered_to`: addresses of Delivered-To, X-Original-To and Envelope-To, top first.
    `in_reply_to`, `references`: ids without brackets, in the order they stand.
    `text`: the best body as text, line ends "\\n", at most `Limits.text` characters.
    `origin`, `origin_evidence`: what wrote it and the header lines that decided.
    `answer_unwanted`: the sender asks for no automatic answer (X-Auto-Response-Suppress), though it may be human.
    `reports`: per-recipient results when it is a delivery status notification.
    `returned_ids`: Message-IDs of the original found inside a bounce or receipt.
    `tokens`: strings shaped like ours, from addresses, ids and returned headers, best place first.
    `numbers`: ticket numbers of `[#42]` marks in the Subject.
    `headers`: (lower-case name, decoded value), top first, within the caps.
    """

    size: int
    message_id: str | None
    author: str | None
    from_: tuple[Address, ...]
    sender: Address | None
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    delivered_to: tuple[str, ...]
    return_path: str | None
    subject: str
    date: datetime | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    text: str
    attachments: tuple[Attachment, ...]
    language: str | None
    origin: Origin
    origin_evidence: tuple[str, ...]
    answer_unwanted: bool
    reports: tuple[DeliveryReport, ...]
    returned_ids: tuple[str, ...]
    tokens: tuple[TokenSeen, ...]
    numbers: tuple[int, ...]
    authentication: tuple[AuthenticationResults, ...]
    headers: tuple[tuple[str, str], ...]
    defects: tuple[Defect, ...]
