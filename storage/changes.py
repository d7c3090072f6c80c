"""What a batch of decisions changes, gathered in memory and written in a few statements.

Takes effects as rows; gives one `write`. Raises `Conflict` when somebody else changed a ticket or settled a mail
since it was read, and when a unique key says the work was done already. Never writes a part.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select, update
from sqlalchemy.exc import IntegrityError

from rules.clocks import Clock, Turn
from rules.effects import (
    Alarm,
    AskSurvey,
    HoldBack,
    MarkOutbox,
    OptOut,
    QueueMail,
    RecordSurvey,
    SettleIntake,
    Suppress,
)
from rules.model import Contact, Message, Ticket
from rules.words import ClockKind, IntakeState, MailKind, OutboxState, TimerReason
from storage import clocks, dialect, surveys
from storage.alerts import note_alert
from storage.faults import Conflict
from storage.tables import (
    ContactRow,
    EventRow,
    FollowerRow,
    HeldBackRow,
    IntakeRow,
    MessageIdRow,
    MessageRow,
    OutboxMailRow,
    OutboxRow,
    SuppressionRow,
    TicketRow,
    TimerRow,
    table_of,
)

CONTACT, TICKET, FOLLOWER = table_of(ContactRow), table_of(TicketRow), table_of(FollowerRow)
MESSAGE, MESSAGE_ID, TIMER = table_of(MessageRow), table_of(MessageIdRow), table_of(TimerRow)
OUTBOX, OUTBOX_MAIL, INTAKE = table_of(OutboxRow), table_of(OutboxMailRow), table_of(IntakeRow)
HELD_BACK, SUPPRESSION, EVENT = table_of(HeldBackRow), table_of(SuppressionRow), table_of(EventRow)

RANKS = {kind: rank for rank, kind in enumerate(MailKind)}
_EFFORT = 1

# (ticket, reason) of a timer.
TimerKey = tuple[int, TimerReason]
Rows = list[dict[str, Any]]


def pack(raw: bytes) -> bytes:
    """Compressed, before the writer's lock is taken: it is held for statements only."""
    return zlib.compress(raw, _EFFORT)


@dataclass(frozen=True, slots=True)
class Queued:
    """A mail to send: the effect, its bytes by `pack`, the delivery it answers."""

    effect: QueueMail
    packed: bytes
    intake: int | None


@dataclass(frozen=True, slots=True)
class Happened:
    """An event row."""

    kind: str
    at: datetime
    actor: str
    ticket: int | None
    intake: int | None
    policy: str
    trace: str


@dataclass(slots=True)
class Changes:
    """`as_read`: each ticket changed, as it was read; None for one that is new."""

    as_read: dict[int, Ticket | None] = field(default_factory=dict)
    tickets: dict[int, Ticket] = field(default_factory=dict)
    new_contacts: dict[int, Contact] = field(default_factory=dict)
    contacts: dict[int, Contact] = field(default_factory=dict)
    clocks: dict[int, dict[tuple[ClockKind, datetime], Clock]] = field(default_factory=dict)
    turns: list[tuple[int, Turn]] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    message_ids: dict[tuple[str, int], int] = field(default_factory=dict)
    mails: list[Queued] = field(default_factory=list)
    held_back: list[HoldBack] = field(default_factory=list)
    settled: list[SettleIntake] = field(default_factory=list)
    suppressed: list[Suppress] = field(default_factory=list)
    marks: list[MarkOutbox] = field(default_factory=list)
    reported: list[int] = field(default_factory=list)
    fired: dict[TimerKey, datetime] = field(default_factory=dict)
    timers: dict[TimerKey, datetime | None] = field(default_factory=dict)
    alarms: list[Alarm] = field(default_factory=list)
    asked: list[AskSurvey] = field(default_factory=list)
    scores: list[RecordSurvey] = field(default_factory=list)
    opted_out: list[OptOut] = field(default_factory=list)
    events: list[Happened] = field(default_factory=list)

    def write(self, conn: Connection, now: datetime) -> None:
        """All rows, in an order the foreign keys allow."""
        try:
            self._refuse_stale(conn)
            self._write_people(conn)
            self._write_tickets(conn)
            self._write_clocks(conn)
            self._write_messages(conn)
            self._write_outbox(conn, now)
            self._write_timers(conn)
            self._write_rest(conn, now)
        except IntegrityError as error:
            if dialect.is_unique_clash(error):
                raise Conflict("somebody else wrote the same first") from error
            raise

    def _refuse_stale(self, conn: Connection) -> None:
        """Locks what will be updated (in one order: no deadlock) and compares it with what was read."""
        versions = {number: ticket.version for number, ticket in self.as_read.items() if ticket is not None}
        _same(conn, select(TICKET.c.number, TICKET.c.version), TICKET.c.number, versions)
        waiting = {settle.intake: IntakeState.RECEIVED.value for settle in self.settled}
        _same(conn, select(INTAKE.c.id, INTAKE.c.state), INTAKE.c.id, waiting)

    def _write_people(self, conn: Connection) -> None:
        _insert(conn, CONTACT, [_contact_row(contact) for contact in self.new_contacts.values()])
        _update(conn, CONTACT, "id", [_contact_row(contact) for contact in self.contacts.values()])

    def _write_tickets(self, conn: Connection) -> None:
        new = [ticket for ticket in self.tickets.values() if self.as_read[ticket.number] is None]
        old = [ticket for ticket in self.tickets.values() if self.as_read[ticket.number] is not None]
        _insert(conn, TICKET, [_ticket_row(ticket) for ticket in new])
        _update(conn, TICKET, "number", [_ticket_row(ticket) for ticket in old])
        added: Rows = []
        for ticket in self.tickets.values():
            was = self.as_read[ticket.number]
            before = frozenset(was.followers if was is not None else ())
            added += [{"ticket": ticket.number, "contact": who} for who in ticket.followers if who not in before]
            gone = before.difference(ticket.followers)
            if gone:
                conn.execute(
                    delete(FOLLOWER).where(FOLLOWER.c.ticket == ticket.number, FOLLOWER.c.contact.in_(sorted(gone)))
                )
        _insert(conn, FOLLOWER, added)

    def _write_clocks(self, conn: Connection) -> None:
        changed = ((self.tickets[number], tuple(found.values())) for number, found in self.clocks.items())
        clocks.write(conn, changed)
        clocks.append(conn, ((self.tickets[number], turn) for number, turn in self.turns))

    def _write_messages(self, conn: Connection) -> None:
        _insert(conn, MESSAGE, [_message_row(message) for message in self.messages])
        ids = [{"id": text, "ticket": ticket, "seq": seq} for (text, ticket), seq in self.message_ids.items()]
        if ids:
            conn.execute(dialect.insert(conn, MESSAGE_ID).on_conflict_do_nothing(), ids)

    def _write_outbox(self, conn: Connection, now: datetime) -> None:
        if self.mails:
            rows = [_outbox_row(mail, now) for mail in self.mails]
            made = conn.execute(OUTBOX.insert().returning(OUTBOX.c.id, OUTBOX.c.message_id), rows)
            ids = {row.message_id: row.id for row in made}
            packed = [{"outbox": ids[mail.effect.draft.message_id], "packed": mail.packed} for mail in self.mails]
            conn.execute(OUTBOX_MAIL.insert(), packed)
        marks = [_mark_row(mark, now) for mark in self.marks]
        _update(conn, OUTBOX, "id", marks)
        _update(conn, OUTBOX, "id", [{"id": outbox, "unreported": 0} for outbox in self.reported])

    def _write_timers(self, conn: Connection) -> None:
        for (ticket, reason), due in self.fired.items():
            this = (TIMER.c.ticket == ticket, TIMER.c.reason == reason.value, TIMER.c.due == due)
            if conn.execute(delete(TIMER).where(*this)).rowcount != 1:
                raise Conflict(f"the timer {reason} of ticket {ticket} is no longer due")
        wanted = [
            {"ticket": ticket, "reason": reason.value, "due": due}
            for (ticket, reason), due in self.timers.items()
            if due is not None
        ]
        if wanted:
            setting = dialect.insert(conn, TIMER)
            changed = setting.on_conflict_do_update(
                index_elements=["ticket", "reason"], set_={"due": setting.excluded.due}
            )
            conn.execute(changed, wanted)
        for (ticket, reason), wish in self.timers.items():
            if wish is None:
                conn.execute(delete(TIMER).where(TIMER.c.ticket == ticket, TIMER.c.reason == reason.value))

    def _write_rest(self, conn: Connection, now: datetime) -> None:
        _insert(
            conn,
            HELD_BACK,
            [{"ticket": h.ticket, "recipient": h.recipient, "reason": h.reason, "at": now} for h in self.held_back],
        )
        suppressed = [{"address": row.address, "reason": row.reason, "at": now} for row in self.suppressed]
        if suppressed:
            conn.execute(dialect.insert(conn, SUPPRESSION).on_conflict_do_nothing(), suppressed)
        surveys.ask(conn, self.asked, now)
        surveys.record(conn, self.scores, now)
        surveys.leave_alone(conn, self.opted_out, now)
        for alarm in self.alarms:
            note_alert(conn, alarm.code, alarm.subject, alarm.detail, now)
        _update(conn, INTAKE, "id", [_settled_row(settle, now) for settle in self.settled])
        _insert(conn, EVENT, [_event_row(event) for event in self.events])


# --- rows --------------------------------------------------------------------------------------------


def _contact_row(contact: Contact) -> dict[str, Any]:
    return {
        "id": contact.id,
        "address": contact.address,
        "name": contact.name,
        "account": contact.account,
        "language": contact.language,
    }


def _ticket_row(ticket: Ticket) -> dict[str, Any]:
    return {
        "number": ticket.number,
        "nonce": ticket.nonce,
        "mailbox": ticket.mailbox,
        "status": ticket.status.value,
        "subject": ticket.subject,
        "requester": ticket.requester,
        "account": ticket.account,
        "severity": ticket.severity.value,
        "tier": ticket.tier.value,
        "priority": ticket.priority.value,
        "queue": ticket.queue,
        "level": ticket.level,
        "team": ticket.team,
        "assignee": ticket.assignee,
        "tags": json.dumps(ticket.tags, ensure_ascii=False),
        "language": ticket.language,
        "opened_at": ticket.opened_at,
        "due_at": ticket.due_at,
        "answered_at": ticket.answered_at,
        "resolved_at": ticket.resolved_at,
        "closed_at": ticket.closed_at,
        "merged_into": ticket.merged_into,
        "follows": ticket.follows,
        "last_seq": ticket.last_seq,
        "version": ticket.version,
        "climbed": ticket.climbed,
        "warned": ticket.warned,
        "reminded": ticket.reminded,
        "accept_by": ticket.accept_by,
        "reopened": ticket.reopened,
        "fields": json.dumps(dict(ticket.fields), ensure_ascii=False),
        "timers": json.dumps({name: due.isoformat() for name, due in ticket.timers}, ensure_ascii=False),
    }


def _message_row(message: Message) -> dict[str, Any]:
    return {
        "ticket": message.ticket,
        "seq": message.seq,
        "kind": message.kind.value,
        "at": message.at,
        "author": message.author,
        "verified": message.verified,
        "subject": message.subject,
        "text": message.text,
        "intake": message.intake,
    }


def _outbox_row(mail: Queued, now: datetime) -> dict[str, Any]:
    effect = mail.effect
    return {
        "cause": effect.cause,
        "kind": effect.kind.value,
        "rank": RANKS[effect.kind],
        "mailbox": effect.mailbox,
        "ticket": effect.ticket,
        "seq": effect.seq,
        "sender": effect.sender,
        "recipient": effect.recipient,
        "automatic": int(effect.automatic),
        "intake": mail.intake,
        "message_id": effect.draft.message_id,
        "state": OutboxState.QUEUED.value,
        "attempts": 0,
        "not_before": None,
        "maybe_sent": 0,
        "unreported": 0,
        "status": "",
        "text": "",
        "created_at": now,
        "changed_at": now,
    }


def _mark_row(mark: MarkOutbox, now: datetime) -> dict[str, Any]:
    return {"id": mark.outbox, "state": mark.state.value, "text": mark.detail, "unreported": 0, "changed_at": now}


def _settled_row(settle: SettleIntake, now: datetime) -> dict[str, Any]:
    return {
        "id": settle.intake,
        "state": settle.state.value,
        "reason": settle.reason,
        "ticket": settle.ticket,
        "seq": settle.seq,
        "duplicate_of": settle.duplicate_of,
        "settled_at": now,
        "claimed_at": None,
    }


def _event_row(event: Happened) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "at": event.at,
        "actor": event.actor,
        "ticket": event.ticket,
        "intake": event.intake,
        "policy": event.policy,
        "trace": event.trace,
    }


# --- statements --------------------------------------------------------------------------------------


def _insert(conn: Connection, table: Table, rows: Rows) -> None:
    if rows:
        conn.execute(table.insert(), rows)


def _update(conn: Connection, table: Table, key: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """UPDATE of the columns that the (alike) rows name, by key."""
    prepared: Rows = [{f"the_{name}": value for name, value in row.items()} for row in rows]
    if prepared:
        names = [name.removeprefix("the_") for name in prepared[0]]
        values: dict[str, Any] = {name: bindparam(f"the_{name}") for name in names if name != key}
        conn.execute(update(table).where(table.c[key] == bindparam(f"the_{key}")).values(values), prepared)


def _same(conn: Connection, query: Any, key: Any, expected: Mapping[int, object]) -> None:
    if not expected:
        return
    found = conn.execute(query.where(key.in_(sorted(expected))).order_by(key).with_for_update())
    if {row[0]: row[1] for row in found} != dict(expected):
        raise Conflict("a ticket or a mail was changed by somebody else since it was read")
