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
    """Who, or what, wrote the mail. `ourselves` takes keys to see: `parse` never says it, the rules do."""

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
    OURSELVES = "ourselves"


class SpanKind(StrEnum):
    """What a stretch of the text is.

    `reply`: what the person newly wrote. `quoted`: what stood in an earlier mail, and the line that introduces it.
    `signature`: signatures, footers of programs, disclaimers. `forwarded`: a mail passed on inline, with its header
    block.
    """

    REPLY = "reply"
    QUOTED = "quoted"
    SIGNATURE = "signature"
    FORWARDED = "forwarded"


class FailureReason(StrEnum):
    """Why a mail could not be delivered, in classes that ask for different acts; `parsers.bounces.reasons` has them."""

    USER_UNKNOWN = "user_unknown"
    MOVED = "moved"
    SUSPENDED = "suspended"
    MAILBOX_FULL = "mailbox_full"
    HOST_UNKNOWN = "host_unknown"
    NOT_ACCEPTING = "not_accepting"
    NETWORK = "network"
    SYSTEM = "system"
    SYSTEM_FULL = "system_full"
    EXPIRED = "expired"
    RATE_LIMITED = "rate_limited"
    TOO_LARGE = "too_large"
    BLOCKED = "blocked"
    POLICY = "policy"
    AUTHENTICATION = "authentication"
    RELAYING = "relaying"
    CONTENT_REFUSED = "content_refused"
    SPAM = "spam"
    VIRUS = "virus"
    LOOP = "loop"
    SECURITY = "security"
    SYNTAX = "syntax"
    UNDEFINED = "undefined"


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox of RFC 5322 3.4: a cleaned display name (may be empty) and an addr-spec, all in lower case."""

    name: str
    addr: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """One part that is not body text. `part`: its dotted path in the MIME tree ("2.1"); `sha256`: of the decoded bytes.

    What lies inside a part (a file of winmail.dat, uuencode in a text) has "/1", "/2", … behind its part's path.
    `name`: made safe, "" when it has none. `content_type`: as the mail says; `sniffed`: as the octets say, "" when
    they tell nothing.
    """

    part: str
    name: str
    content_type: str
    sniffed: str
    size: int
    sha256: str
    inline: bool
    content_id: str | None


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What became of the mail for one recipient: a block of RFC 3464 2.3, or what a mail system says in its own words.

    `recipient`: in lower case. `action`: failed, delayed, delivered, relayed or expanded, "" when nothing tells.
    `status`: like "5.1.1", as given, else from the words, else "". `permanent`: None when nothing tells.
    """

    recipient: str
    action: str
    status: str
    diagnostic: str
    remote_mta: str
    permanent: bool | None
    reason: FailureReason


@dataclass(frozen=True, slots=True)
class TokenSeen:
    """A string shaped like one of our tokens, unverified, and the header it stood in (lower case).

    Headers of the mail that a report returns are named "returned:message-id", "returned:x-supportd-loop", …; the
    place of what stands in the text of the mail is "text".
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
class Span:
    """A stretch of `Mail.text`: `text[start:end]` is of `kind`."""

    kind: SpanKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Invitation:
    """One event of a calendar part (RFC 5545, RFC 5546). Recurrences are named, never expanded.

    `part`: path of the calendar part. `method`: REQUEST, CANCEL, REPLY, … as given, in upper case, "" without one.
    `starts`, `ends`, `place`, `summary`, `organizer`: as one line each, times with their zone as given, "" when absent.
    `line`: all of it in one readable line.
    """

    part: str
    method: str
    uid: str
    summary: str
    starts: str
    ends: str
    place: str
    organizer: str
    line: str


class Sureness(StrEnum):
    """How sure we are of a forwarded mail's sender.

    `attached`: the original itself is there. `marked`: a client's own forwarding separator with a header block.
    `header_block`: a header block alone, which a quoted reply may look like.
    """

    ATTACHED = "attached"
    MARKED = "marked"
    HEADER_BLOCK = "header_block"


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The mail that somebody passed on, attached or inline, as far as it says; never a source of authority.

    `author`: its sender, None when no address is told. `text`: its own text. `date`: None when it cannot be read, or
    may be two days; without a zone where none is told, as the clock of whoever wrote it showed.
    """

    author: Address | None
    date: datetime | None
    subject: str
    text: str
    sureness: Sureness


@dataclass(frozen=True, slots=True)
class Mail:
    """What the parser understood of a raw mail.

    `message_id`: without angle brackets; None unless there is exactly one sane Message-ID of at most 512 octets.
    `author`: the addr-spec, in lower case and with A-labels, of a strictly parsed From (exactly one field, one address,
    nothing odd), else None.
    `from_`: every address a lenient reader sees in From, for display only.
    `return_path`: the envelope sender; "" is the null sender, None when no Return-Path is there.
    `delivered_to`: addresses of Delivered-To, X-Original-To, Envelope-To and their kin, top first.
    `in_reply_to`, `references`: ids without brackets, in the order they stand.
    `base_subject`: the subject without reply and forward prefixes of any language and our own mark (RFC 5256 2.1).
    `text`: the best body as text, line ends "\\n", at most `Limits.text` characters.
    `spans`: what each stretch of `text` is; they follow one another without a gap and cover all of it.
    `forwarded`: the original when the mail passes one on, else None.
    `invitations`: the events of calendar parts, in order.
    `language`: ISO 639-1 code of the newly written text; None when it is too short to tell.
    `declared_language`: what the sender's program says by Content-Language or Accept-Language, None when nothing.
    `origin`, `origin_evidence`: what wrote it and the header lines that decided.
    `answer_unwanted`: the sender asks for no automatic answer (X-Auto-Response-Suppress), though it may be human.
    `reports`: per-recipient results when it is a delivery status notification.
    `returned_ids`: Message-IDs of the original found inside a bounce, a receipt or an auto-reply.
    `tokens`: strings shaped like ours, from addresses, ids, returned headers and quoted text, best place first.
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
    base_subject: str
    date: datetime | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    text: str
    spans: tuple[Span, ...]
    forwarded: Forwarded | None
    attachments: tuple[Attachment, ...]
    invitations: tuple[Invitation, ...]
    language: str | None
    declared_language: str | None
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

    def shown(self, kind: SpanKind) -> str:
        """The stretches of one kind, each from its own line on, without blank lines around."""
        pieces = (self.text[span.start : span.end].strip("\n") for span in self.spans if span.kind is kind)
        return "\n".join(piece for piece in pieces if piece.strip())

    @property
    def reply(self) -> str:
        """What the person newly wrote: `shown(SpanKind.REPLY)`."""
        return self.shown(SpanKind.REPLY)
