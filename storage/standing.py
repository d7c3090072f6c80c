"""How the desk stands: what there is in each state, what needs a human, what waits since when.

Takes an open connection; gives counts. Never reads a row of a thing that is over but by its index.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, func, literal_column, select, true

from rules.words import IntakeState, OutboxState, Status
from storage.tables import IntakeRow, OutboxRow, TicketRow, table_of

TICKET, INTAKE, OUTBOX = (table_of(row) for row in (TicketRow, IntakeRow, OutboxRow))

# Word for word the conditions of the partial indexes, which hold each table in two parts.
RECEIVED: ColumnElement[bool] = literal_column("intake.state = 'received'")
SETTLED: ColumnElement[bool] = literal_column("intake.state <> 'received'")
UNSENT: ColumnElement[bool] = literal_column("outbox.state IN ('queued', 'dispatching')")
ENDED: ColumnElement[bool] = literal_column("outbox.state NOT IN ('queued', 'dispatching')")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are in each state that has any. `waiting_since`: when the oldest unworked mail was delivered.

    `unsent_since`: when the oldest mail that is still to be sent was queued.
    """

    tickets: dict[Status, int]
    intakes: dict[IntakeState, int]
    outbox: dict[OutboxState, int]
    waiting_since: datetime | None
    unsent_since: datetime | None


def counts(conn: Connection) -> Counts:
    """For `status`."""
    oldest = select(func.min(INTAKE.c.received_at)).where(RECEIVED)
    unsent = select(func.min(OUTBOX.c.created_at)).where(UNSENT)
    return Counts(
        tickets={Status(word): count for word, count in _grouped(conn, TICKET.c.status, true())},
        intakes={
            IntakeState(word): count
            for part in (RECEIVED, SETTLED)
            for word, count in _grouped(conn, INTAKE.c.state, part)
        },
        outbox={
            OutboxState(word): count for part in (UNSENT, ENDED) for word, count in _grouped(conn, OUTBOX.c.state, part)
        },
        waiting_since=conn.execute(oldest).scalar_one(),
        unsent_since=conn.execute(unsent).scalar_one(),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What needs a human or waits. `waiting_since`: when the oldest unworked mail was recorded."""

    quarantined: int
    uncertain: int
    waiting_since: datetime | None


def standing(conn: Connection) -> Standing:
    """For the daemon's own watch: from indexes that hold little else."""
    quarantined = select(func.count()).where(SETTLED, INTAKE.c.state == IntakeState.QUARANTINED.value)
    uncertain = select(func.count()).where(ENDED, OUTBOX.c.state == OutboxState.UNCERTAIN.value)
    return Standing(
        quarantined=conn.execute(quarantined).scalar_one(),
        uncertain=conn.execute(uncertain).scalar_one(),
        waiting_since=conn.execute(select(func.min(INTAKE.c.recorded_at)).where(RECEIVED)).scalar_one(),
    )


def _grouped(conn: Connection, column: Column[Any], part: ColumnElement[bool]) -> list[tuple[str, int]]:
    rows = conn.execute(select(column, func.count()).where(part).group_by(column))
    return [(row[0], row[1]) for row in rows]
