"""All that is known once a run is over: the database's rows, and the histories of the fake servers.

Takes a simulated desk; gives frozen rows to judge. Never judges (`tests.flow.sweep.invariants` does).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from storage.tables import (
    ContactRow,
    EventRow,
    FolderRow,
    IntakeRow,
    MessageRow,
    OutboxMailRow,
    OutboxRow,
    RawMailRow,
    SuppressionRow,
    TicketRow,
    TimerRow,
    table_of,
)
from tests.flow.sweep.mailserver import Key, Touched
from tests.flow.sweep.postoffice import Taken
from tests.flow.sweep.sim import INTAKE, Sim

FOLDER = table_of(FolderRow)
Rows = Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Facts:
    """`raws`, `mails`: bytes by ledger and outbox row. `keys`: (UIDVALIDITY, UID) of each ledger row."""

    intakes: Rows
    keys: dict[int, Key]
    raws: dict[int, bytes]
    tickets: Rows
    contacts: dict[int, str]
    messages: Rows
    outbox: Rows
    mails: dict[int, bytes]
    events: Rows
    timers: Rows
    suppressed: frozenset[str]
    held: dict[Key, bytes]
    in_box: frozenset[Key]
    expunged: frozenset[Key]
    touched: tuple[Touched, ...]
    history: tuple[Taken, ...]
    open_sessions: int
    ours: frozenset[str]


def gather(sim: Sim) -> Facts:
    """What is true now."""
    life = sim.mails.inbox.uidvalidity
    with sim.eyes.reading() as conn:
        keyed = select(INTAKE.c.id, FOLDER.c.uidvalidity, INTAKE.c.uid).join(FOLDER, FOLDER.c.id == INTAKE.c.folder)
        return Facts(
            intakes=_all(conn, table_of(IntakeRow)),
            keys={row.id: (row.uidvalidity, row.uid) for row in conn.execute(keyed)},
            raws={row.intake: zlib.decompress(row.packed) for row in _all(conn, table_of(RawMailRow))},
            tickets=_all(conn, table_of(TicketRow)),
            contacts={row.id: row.address for row in _all(conn, table_of(ContactRow))},
            messages=_all(conn, table_of(MessageRow)),
            outbox=_all(conn, table_of(OutboxRow)),
            mails={row.outbox: zlib.decompress(row.packed) for row in _all(conn, table_of(OutboxMailRow))},
            events=_all(conn, table_of(EventRow)),
            timers=_all(conn, table_of(TimerRow)),
            suppressed=frozenset(row.address for row in _all(conn, table_of(SuppressionRow))),
            held=dict(sim.mails.held),
            in_box=frozenset((life, uid) for uid in sim.mails.inbox.mails),
            expunged=frozenset(sim.mails.expunged),
            touched=tuple(sim.mails.touched),
            history=tuple(sim.post.history),
            open_sessions=sim.mails.open_sessions,
            ours=frozenset(sim.plan.desk.addresses),
        )


def _all(conn: Connection, table: Table) -> Rows:
    return conn.execute(select(table).order_by(*table.primary_key)).all()


def normal_form(facts: Facts) -> tuple[object, ...]:
    """I15: what two runs of one story must share, whatever crashed: no times, numbers, ids, or notes about doubts.

    An acknowledgement of unknown fate counts as sent: it is never sent again.
    """
    seqs = {(row.ticket, row.seq) for row in facts.messages}
    tickets = sorted(_ticket(row, facts) for row in facts.tickets)
    intakes = sorted((*facts.keys[row.id], row.state, row.reason or "", _place(row, seqs)) for row in facts.intakes)
    mails = sorted((row.kind, row.recipient, row.state.replace("uncertain", "sent")) for row in facts.outbox)
    timers = sorted((row.reason,) for row in facts.timers)
    return (tickets, intakes, mails, timers, sorted(facts.suppressed), sorted(facts.contacts.values()))


def _place(row: Row[Any], seqs: set[tuple[int, int]]) -> str:
    return "message" if (row.ticket, row.seq) in seqs else "nowhere"


def _ticket(row: Row[Any], facts: Facts) -> tuple[object, ...]:
    said = tuple(
        (message.kind, message.author, bool(message.verified), _numberless(message.subject, row.number), message.text)
        for message in facts.messages
        if message.ticket == row.number and (message.kind != "system" or message.intake is not None)
    )
    fields = (row.status, row.severity, row.tier, row.priority, row.queue, row.language, row.mailbox)
    return (facts.contacts[row.requester], row.subject, *fields, said)


def _numberless(subject: str, number: int) -> str:
    return subject.replace(f"[#{number}]", "[#]")
