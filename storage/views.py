"""Listings and searches for people: read only, never part of a decision.

Takes filters; gives rows as frozen values, in the order each function names.
Never changes anything, and never reads a raw mail: `ledger.raw_mail` and `outbox.raw_mail` do.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    case,
    exists,
    func,
    or_,
    select,
)

from parsers import idn
from rules.model import Contact, Message, Ticket, TimerFired
from rules.words import (
    IntakeState,
    MailKind,
    MessageKind,
    OutboxState,
    Priority,
    Severity,
    Status,
    Tier,
    TimerReason,
)
from storage import clocks
from storage.recall import contact_of, ticket_of
from storage.standing import ENDED, SETTLED
from storage.tables import (
    AccountRow,
    AgentRow,
    ContactRow,
    EventRow,
    FolderRow,
    FollowerRow,
    IntakeRow,
    MessageIdRow,
    MessageRow,
    OutboxRow,
    TicketRow,
    TimerRow,
    table_of,
)

TICKET, CONTACT, ACCOUNT, AGENT = (table_of(row) for row in (TicketRow, ContactRow, AccountRow, AgentRow))
MESSAGE, MESSAGE_ID, FOLLOWER = table_of(MessageRow), table_of(MessageIdRow), table_of(FollowerRow)
INTAKE, FOLDER, OUTBOX = table_of(IntakeRow), table_of(FolderRow), table_of(OutboxRow)
EVENT, TIMER = table_of(EventRow), table_of(TimerRow)


# --- tickets -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """Which tickets: every field that is given must fit. `assignee`: a login, "" for nobody. `tag`: one of its tags."""

    statuses: tuple[Status, ...] = ()
    severities: tuple[Severity, ...] = ()
    tiers: tuple[Tier, ...] = ()
    priorities: tuple[Priority, ...] = ()
    queue: str | None = None
    mailbox: str | None = None
    assignee: str | None = None
    requester: str | None = None
    account: str | None = None
    tag: str | None = None
    opened_after: datetime | None = None
    opened_before: datetime | None = None
    due_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class TicketLine:
    """One ticket in a listing. `requester`: address; `assignee`: login; `account`: name."""

    number: int
    status: Status
    severity: Severity
    tier: Tier
    priority: Priority
    subject: str
    requester: str
    requester_name: str
    account: str | None
    queue: str
    level: int
    assignee: str | None
    mailbox: str
    tags: tuple[str, ...]
    opened_at: datetime
    due_at: datetime | None
    answered_at: datetime | None
    messages: int


def tickets(conn: Connection, wanted: TicketFilter, limit: int) -> list[TicketLine]:
    """Those that fit: most urgent first, then by promised answer, then oldest."""
    query = _narrowed(_ticket_lines(), wanted)
    urgency = case({word.value: place for place, word in enumerate(Priority)}, value=TICKET.c.priority)
    due = func.coalesce(TICKET.c.due_at, TICKET.c.opened_at)
    return [_ticket_line(row) for row in conn.execute(query.order_by(urgency, due, TICKET.c.number).limit(limit))]


def open_numbers(conn: Connection) -> list[int]:
    """Every ticket that is neither resolved nor closed, by number."""
    over = (Status.RESOLVED.value, Status.CLOSED.value)
    query = select(TICKET.c.number).where(TICKET.c.status.not_in(over), TICKET.c.merged_into.is_(None))
    return list(conn.execute(query.order_by(TICKET.c.number)).scalars())


def search(conn: Connection, text: str, limit: int) -> list[TicketLine]:
    """Tickets in which every word of `text` occurs (subject, requester, or an entry), newest first."""
    query = _ticket_lines()
    for word in text.split():
        entry = exists().where(MESSAGE.c.ticket == TICKET.c.number, MESSAGE.c.text.icontains(word, autoescape=True))
        fields = (TICKET.c.subject, CONTACT.c.address, CONTACT.c.name)
        query = query.where(or_(entry, *(field.icontains(word, autoescape=True) for field in fields)))
    return [_ticket_line(row) for row in conn.execute(query.order_by(TICKET.c.number.desc()).limit(limit))]


def has_ticket(conn: Connection, number: int) -> bool:
    """Whether there is such a number."""
    return conn.execute(select(TICKET.c.number).where(TICKET.c.number == number)).first() is not None


@dataclass(frozen=True, slots=True)
class TicketFile:
    """Everything about one ticket. `followed_by`, `merged_from`: tickets that name it."""

    ticket: Ticket
    line: TicketLine
    requester: Contact
    followers: tuple[Contact, ...]
    messages: tuple[Message, ...]
    mails: tuple[OutboxLine, ...]
    timers: tuple[TimerFired, ...]
    followed_by: tuple[int, ...]
    merged_from: tuple[int, ...]


def ticket(conn: Connection, number: int) -> TicketFile | None:
    """The whole file of a ticket; None when there is no such number."""
    row = conn.execute(select(TICKET).where(TICKET.c.number == number)).first()
    if row is None:
        return None
    readers = select(CONTACT).join(FOLLOWER, FOLLOWER.c.contact == CONTACT.c.id).where(FOLLOWER.c.ticket == number)
    followers = tuple(contact_of(who) for who in conn.execute(readers.order_by(CONTACT.c.id)))
    requester = conn.execute(select(CONTACT).where(CONTACT.c.id == row.requester)).one()
    timers = conn.execute(select(TIMER).where(TIMER.c.ticket == number).order_by(TIMER.c.due))
    return TicketFile(
        ticket=ticket_of(
            row,
            tuple(who.id for who in followers),
            clocks.together(clocks.read(conn, [number]).get(number, {}), answered=row.answered_at is not None),
        ),
        line=_ticket_line(conn.execute(_ticket_lines().where(TICKET.c.number == number)).one()),
        requester=contact_of(requester),
        followers=followers,
        messages=messages(conn, number),
        mails=tuple(outbox(conn, OutboxFilter(ticket=number), _ALL)),
        timers=tuple(TimerFired(each.ticket, TimerReason(each.reason), each.due) for each in timers),
        followed_by=_numbers(conn, TICKET.c.follows == number),
        merged_from=_numbers(conn, TICKET.c.merged_into == number),
    )


def messages(conn: Connection, number: int) -> tuple[Message, ...]:
    """A ticket's entries, in order."""
    ids: dict[int, list[str]] = {}
    for row in conn.execute(select(MESSAGE_ID).where(MESSAGE_ID.c.ticket == number).order_by(MESSAGE_ID.c.id)):
        ids.setdefault(row.seq, []).append(row.id)
    rows = conn.execute(select(MESSAGE).where(MESSAGE.c.ticket == number).order_by(MESSAGE.c.seq))
    return tuple(
        Message(
            ticket=row.ticket,
            seq=row.seq,
            kind=MessageKind(row.kind),
            at=row.at,
            author=row.author,
            verified=row.verified,
            subject=row.subject,
            text=row.text,
            intake=row.intake,
            message_ids=tuple(ids.get(row.seq, ())),
        )
        for row in rows
    )


# --- the ledger --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IntakeFilter:
    """Which deliveries: every field that is given must fit."""

    states: tuple[IntakeState, ...] = ()
    mailbox: str | None = None
    reason: str | None = None
    ticket: int | None = None


@dataclass(frozen=True, slots=True)
class IntakeLine:
    """One delivery. `action`: what came of moving or marking it on the server ("todo" until tried)."""

    id: int
    mailbox: str
    folder: str
    uidvalidity: int
    uid: int
    received_at: datetime
    recorded_at: datetime
    settled_at: datetime | None
    size: int
    state: IntakeState
    reason: str | None
    message_id: str | None
    raw_sha256: str
    ticket: int | None
    seq: int | None
    duplicate_of: int | None
    tries_alone: int
    action: str


def intakes(conn: Connection, wanted: IntakeFilter, limit: int) -> list[IntakeLine]:
    """Deliveries that fit, newest first."""
    query = _intake_lines()
    if wanted.states:
        query = query.where(INTAKE.c.state.in_([state.value for state in wanted.states]))
        query = query if IntakeState.RECEIVED in wanted.states else query.where(SETTLED)
    for column, value in (("mailbox", wanted.mailbox), ("reason", wanted.reason), ("ticket", wanted.ticket)):
        if value is not None:
            query = query.where(INTAKE.c[column] == value)
    return [_intake_line(row) for row in conn.execute(query.order_by(INTAKE.c.id.desc()).limit(limit))]


def intake(conn: Connection, number: int) -> IntakeLine | None:
    """One delivery."""
    row = conn.execute(_intake_lines().where(INTAKE.c.id == number)).first()
    return None if row is None else _intake_line(row)


# --- the outbox --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OutboxFilter:
    """Which outgoing mails: every field that is given must fit."""

    states: tuple[OutboxState, ...] = ()
    kinds: tuple[MailKind, ...] = ()
    mailbox: str | None = None
    recipient: str | None = None
    ticket: int | None = None


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """One outgoing mail. `status`, `text`: what the server said last. `maybe_sent`: an earlier try may have arrived."""

    id: int
    kind: MailKind
    state: OutboxState
    mailbox: str
    ticket: int
    seq: int
    sender: str
    recipient: str
    cause: str
    message_id: str
    attempts: int
    not_before: datetime | None
    maybe_sent: bool
    status: str
    text: str
    intake: int | None
    created_at: datetime
    changed_at: datetime


def outbox(conn: Connection, wanted: OutboxFilter, limit: int) -> list[OutboxLine]:
    """Outgoing mails that fit, newest first."""
    query = select(OUTBOX)
    if wanted.states:
        query = query.where(OUTBOX.c.state.in_([state.value for state in wanted.states]))
        query = query.where(ENDED) if _UNSENT_STATES.isdisjoint(wanted.states) else query
    if wanted.kinds:
        query = query.where(OUTBOX.c.kind.in_([kind.value for kind in wanted.kinds]))
    for column, value in (("mailbox", wanted.mailbox), ("recipient", wanted.recipient), ("ticket", wanted.ticket)):
        if value is not None:
            query = query.where(OUTBOX.c[column] == value)
    return [_outbox_line(row) for row in conn.execute(query.order_by(OUTBOX.c.id.desc()).limit(limit))]


def outgoing(conn: Connection, number: int) -> OutboxLine | None:
    """One outgoing mail."""
    row = conn.execute(select(OUTBOX).where(OUTBOX.c.id == number)).first()
    return None if row is None else _outbox_line(row)


# --- events -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EventLine:
    """What happened and, as the JSON of `rules.trace`, why it was decided so."""

    id: int
    kind: str
    at: datetime
    actor: str
    ticket: int | None
    intake: int | None
    policy: str
    trace: str


def events_of_ticket(conn: Connection, number: int) -> list[EventLine]:
    """In order."""
    return _events(conn, EVENT.c.ticket == number)


def events_of_intake(conn: Connection, number: int) -> list[EventLine]:
    """In order."""
    return _events(conn, EVENT.c.intake == number)


# --- inside ------------------------------------------------------------------------------------------

_ALL = 1_000_000

_UNSENT_STATES = frozenset({OutboxState.QUEUED, OutboxState.DISPATCHING})


def _ticket_lines() -> Select[Any]:
    return (
        select(
            TICKET,
            CONTACT.c.address,
            CONTACT.c.name.label("requester_name"),
            ACCOUNT.c.name.label("account_name"),
            AGENT.c.login,
        )
        .join(CONTACT, CONTACT.c.id == TICKET.c.requester)
        .outerjoin(ACCOUNT, ACCOUNT.c.id == TICKET.c.account)
        .outerjoin(AGENT, AGENT.c.id == TICKET.c.assignee)
    )


def _narrowed(query: Select[Any], wanted: TicketFilter) -> Select[Any]:
    chosen = (
        (TICKET.c.status, wanted.statuses),
        (TICKET.c.severity, wanted.severities),
        (TICKET.c.tier, wanted.tiers),
        (TICKET.c.priority, wanted.priorities),
    )
    for column, words in chosen:
        if words:
            query = query.where(column.in_([word.value for word in words]))
    equal = (
        (TICKET.c.queue, wanted.queue),
        (TICKET.c.mailbox, wanted.mailbox),
        (CONTACT.c.address, None if wanted.requester is None else idn.normal(wanted.requester)),
        (ACCOUNT.c.name, wanted.account),
    )
    for column, value in equal:
        if value is not None:
            query = query.where(column == value)
    if wanted.assignee is not None:
        query = query.where(AGENT.c.login == wanted.assignee if wanted.assignee else TICKET.c.assignee.is_(None))
    if wanted.tag is not None:
        # The list is JSON: a quoted string in it is one whole tag.
        query = query.where(TICKET.c.tags.contains(json.dumps(wanted.tag, ensure_ascii=False), autoescape=True))
    for bound in _bounds(wanted):
        query = query.where(bound)
    return query


def _bounds(wanted: TicketFilter) -> list[ColumnElement[bool]]:
    bounds: list[ColumnElement[bool]] = []
    if wanted.opened_after is not None:
        bounds.append(TICKET.c.opened_at >= wanted.opened_after)
    if wanted.opened_before is not None:
        bounds.append(TICKET.c.opened_at < wanted.opened_before)
    if wanted.due_before is not None:
        bounds.append(TICKET.c.due_at < wanted.due_before)
    return bounds


def _ticket_line(row: Row[Any]) -> TicketLine:
    return TicketLine(
        number=row.number,
        status=Status(row.status),
        severity=Severity(row.severity),
        tier=Tier(row.tier),
        priority=Priority(row.priority),
        subject=row.subject,
        requester=row.address,
        requester_name=row.requester_name,
        account=row.account_name,
        queue=row.queue,
        level=row.level,
        assignee=row.login,
        mailbox=row.mailbox,
        tags=tuple(json.loads(row.tags)),
        opened_at=row.opened_at,
        due_at=row.due_at,
        answered_at=row.answered_at,
        messages=row.last_seq,
    )


def _numbers(conn: Connection, condition: ColumnElement[bool]) -> tuple[int, ...]:
    return tuple(conn.execute(select(TICKET.c.number).where(condition).order_by(TICKET.c.number)).scalars())


def _intake_lines() -> Select[Any]:
    return select(INTAKE, FOLDER.c.name.label("folder_name"), FOLDER.c.uidvalidity).join(
        FOLDER, FOLDER.c.id == INTAKE.c.folder
    )


def _intake_line(row: Row[Any]) -> IntakeLine:
    return IntakeLine(
        id=row.id,
        mailbox=row.mailbox,
        folder=row.folder_name,
        uidvalidity=row.uidvalidity,
        uid=row.uid,
        received_at=row.received_at,
        recorded_at=row.recorded_at,
        settled_at=row.settled_at,
        size=row.size,
        state=IntakeState(row.state),
        reason=row.reason,
        message_id=row.message_id,
        raw_sha256=row.raw_sha256,
        ticket=row.ticket,
        seq=row.seq,
        duplicate_of=row.duplicate_of,
        tries_alone=row.tries_alone,
        action=row.action,
    )


def _outbox_line(row: Row[Any]) -> OutboxLine:
    return OutboxLine(
        id=row.id,
        kind=MailKind(row.kind),
        state=OutboxState(row.state),
        mailbox=row.mailbox,
        ticket=row.ticket,
        seq=row.seq,
        sender=row.sender,
        recipient=row.recipient,
        cause=row.cause,
        message_id=row.message_id,
        attempts=row.attempts,
        not_before=row.not_before,
        maybe_sent=bool(row.maybe_sent),
        status=row.status,
        text=row.text,
        intake=row.intake,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )


def _events(conn: Connection, condition: ColumnElement[bool]) -> list[EventLine]:
    rows = conn.execute(select(EVENT).where(condition).order_by(EVENT.c.id))
    return [
        EventLine(row.id, row.kind, row.at, row.actor, row.ticket, row.intake, row.policy, row.trace) for row in rows
    ]
