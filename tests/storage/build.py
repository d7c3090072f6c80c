"""Values for storage tests: events, tickets, effects and decisions with only what matters said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from parsers.draft import Draft
from parsers.mail import Address, Mail, Origin
from parsers.token import Keys
from rules.effects import TRACE_VERSION, Decision, Effect, QueueMail, Trace
from rules.model import Contact, Desk, Event, Fresh, MailArrived, Mailbox, Message, Note, OperatorActed, Ticket
from rules.words import Evidence, IntakeState, MailKind, MessageKind, Priority, Severity, Status, Tier
from storage import desk, ledger
from storage.database import Database
from storage.ledger import Arrival, FolderSeen
from storage.numbers import FreshNumbers

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DESK = Desk(
    instance="test",
    keys=Keys(0, {0: b"0" * 32}),
    name="Support",
    zone="UTC",
    addresses=frozenset({"support@example.test"}),
    separator="+",
    token_days=90,
    phone="",
)
MAILBOX = Mailbox(
    name="main",
    address="support@example.test",
    display_name="Support",
    addresses=frozenset({"support@example.test"}),
    via_lists=frozenset(),
    evidence_source="none",
    trusted_hops=0,
    language="en",
)
MAILBOXES: Mapping[str, Mailbox] = {"main": MAILBOX}
INBOX = FolderSeen("main", "INBOX", 1)


def later(**span: float) -> datetime:
    """`NOW` and so many seconds, hours, … after."""
    return NOW + timedelta(**span)


def digest(text: str | bytes) -> str:
    """The SHA-256 of a text, in hex."""
    return sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def arrival(
    uid: int,
    raw: bytes = b"",
    *,
    folder: FolderSeen = INBOX,
    received_at: datetime = NOW,
    state: IntakeState = IntakeState.RECEIVED,
    reason: str | None = None,
    message_id: str | None = None,
) -> Arrival:
    """A delivery; the bytes are its own unless given."""
    raw = raw or f"Subject: mail {uid}\r\n\r\nHello\r\n".encode()
    return Arrival(
        folder=folder,
        uid=uid,
        received_at=received_at,
        size=len(raw),
        packed=ledger.pack(raw),
        raw_sha256=digest(raw),
        content_sha256=digest(b"content" + raw),
        message_id=message_id,
        state=state,
        reason=reason,
        may_answer=True,
    )


def mail(
    sender: str = "ann@customer.test",
    *,
    message_id: str | None = None,
    references: tuple[str, ...] = (),
    numbers: tuple[int, ...] = (),
    reply_to: tuple[str, ...] = (),
) -> Mail:
    """A plain human mail."""
    return Mail(
        size=100,
        message_id=message_id,
        author=sender,
        from_=(Address("", sender),),
        sender=None,
        reply_to=tuple(Address("", address) for address in reply_to),
        to=(Address("", "support@example.test"),),
        cc=(),
        delivered_to=(),
        return_path=sender,
        subject="Printer",
        base_subject="Printer",
        date=NOW,
        in_reply_to=references[-1:],
        references=references,
        text="It is on fire.",
        spans=(),
        forwarded=None,
        attachments=(),
        invitations=(),
        declared_language=None,
        language="en",
        origin=Origin.HUMAN,
        origin_evidence=(),
        answer_unwanted=False,
        reports=(),
        returned_ids=(),
        tokens=(),
        numbers=numbers,
        authentication=(),
        headers=(),
        defects=(),
    )


def arrived(intake: int, about: Mail, *, raw: str = "", content: str = "", received_at: datetime = NOW) -> MailArrived:
    """The event of a recorded mail."""
    return MailArrived(
        intake=intake,
        mailbox="main",
        received_at=received_at,
        raw_sha256=digest(raw or f"raw {intake}"),
        content_sha256=digest(content or f"content {intake}"),
        mail=about,
        aside=None,
        may_answer=True,
        stub=None,
    )


def ticket(number: int, requester: int, *, followers: tuple[int, ...] = (), merged_into: int | None = None) -> Ticket:
    """A new ticket with its first message."""
    return Ticket(
        number=number,
        nonce=f"nonce{number}",
        mailbox="main",
        status=Status.NEW,
        subject="Printer",
        requester=requester,
        followers=followers,
        account=None,
        severity=Severity.STANDARD,
        tier=Tier.SILVER,
        priority=Priority.NORMAL,
        queue="support",
        level=1,
        team="first-line",
        assignee=None,
        tags=("hardware", "größe"),
        language="en",
        opened_at=NOW,
        due_at=later(hours=24),
        answered_at=None,
        resolved_at=None,
        closed_at=None,
        merged_into=merged_into,
        follows=None,
        last_seq=1,
        version=1,
        clocks=None,
        climbed=0,
        warned=0,
        reminded=0,
        accept_by=None,
        reopened=0,
        fields=(),
        timers=(),
    )


def contact(number: int, address: str = "ann@customer.test", account: int | None = None) -> Contact:
    """A person who writes."""
    return Contact(number, address, "Ann", account, "en")


def message(
    number: int,
    seq: int = 1,
    *,
    intake: int | None = None,
    kind: MessageKind = MessageKind.INBOUND,
    message_ids: tuple[str, ...] = (),
) -> Message:
    """An entry in a ticket."""
    return Message(number, seq, kind, NOW, "ann@customer.test", True, "Printer", "It is on fire.", intake, message_ids)


def draft(message_id: str, recipient: str) -> Draft:
    """An outgoing mail."""
    return Draft(
        message_id=message_id,
        loop=message_id,
        date=NOW,
        from_=Address("Support", "support@example.test"),
        to=Address("", recipient),
        cc=(),
        reply_to=None,
        subject="Re: Printer",
        in_reply_to=None,
        references=(),
        auto_submitted=None,
        suppress=None,
        bulk=False,
        language="en",
        extra=(),
        text="We are on it.",
        html=None,
        files=(),
    )


def queue_mail(
    number: int,
    recipient: str = "ann@customer.test",
    *,
    cause: str,
    kind: MailKind = MailKind.ACKNOWLEDGEMENT,
    message_id: str | None = None,
    mailbox: str = "main",
) -> QueueMail:
    """A mail to send, automatic unless it is an answer."""
    return QueueMail(
        kind=kind,
        cause=cause,
        mailbox=mailbox,
        ticket=number,
        seq=1,
        sender="support@example.test",
        recipient=recipient,
        automatic=kind is not MailKind.ANSWER,
        draft=draft(message_id or f"{cause}.{kind}.{recipient}", recipient),
    )


def decision(*effects: Effect) -> Decision:
    """Effects with the least of traces."""
    trace = Trace(
        version=TRACE_VERSION,
        event="mail_arrived",
        policy_digest="d" * 64,
        decided_at=NOW,
        inputs=(),
        steps=(),
        evidence=Evidence.NONE,
    )
    return Decision(effects, trace)


def fresh(numbers: FreshNumbers) -> Fresh:
    """Reserved numbers with a nonce."""
    return Fresh(numbers.ticket, numbers.contact, f"nonce{numbers.ticket}")


def apply(database: Database, wanted: Decision, composed: Sequence[bytes] = (), *, event: Event | None = None) -> None:
    """Reads for `event` (an operator's note, unless given), takes the decision, writes it."""
    happened = event or OperatorActed("root", None, Note(1, "done"))
    with database.reading() as conn:
        working = desk.read(conn, [happened], [Fresh(0, 0, "")], MAILBOXES, DESK, NOW)
    known = [effect for effect in wanted.effects if not isinstance(effect, QueueMail)]
    raws = list(composed) or [b"bytes"] * (len(wanted.effects) - len(known))
    working.take(wanted, raws)
    with database.transaction() as conn:
        working.write(conn, NOW)
