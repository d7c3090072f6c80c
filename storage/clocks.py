"""The clocks of tickets and what moved them: a row a clock, a row a turn.

Takes tickets as values; gives their clocks and histories, and writes what changed. A clock that has ended stays, with
whom it was kept for: the reports count these rows. Never works anything out: that is `rules.clocks`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Connection, Index, Row, bindparam, literal_column, or_, select
from sqlmodel import Field

from rules.clocks import Clock, Clocks, Turn
from rules.model import Ticket
from rules.words import ClockKind, Priority, Status, Tier
from storage import dialect
from storage.columns import UtcTime, Whole, one_of
from storage.tables import Row as TableRow
from storage.tables import table_of

_MICROSECOND = timedelta(microseconds=1)


class ClockRow(TableRow, table=True):
    """One clock. `target`, `counted`: microseconds. `tier` to `account`: of the ticket when the clock last changed."""

    __tablename__ = "clock"
    __table_args__ = (
        one_of("kind", ClockKind),
        one_of("tier", Tier),
        one_of("priority", Priority),
        Index("ix_clock_due", "due_at", sqlite_where=literal_column("ended_at IS NULL"),
              postgresql_where=literal_column("ended_at IS NULL")),
        Index("ix_clock_started", "started_at"),
        {"sqlite_with_rowid": False},
    )  # fmt: skip

    ticket: int = Field(primary_key=True, foreign_key="ticket.number")
    kind: str = Field(primary_key=True)
    started_at: datetime = Field(primary_key=True, sa_type=UtcTime)
    target: int = Field(sa_type=Whole)
    calendar: str
    counted: int = Field(sa_type=Whole)
    since: datetime = Field(sa_type=UtcTime)
    running: bool
    due_at: datetime | None = Field(sa_type=UtcTime)
    ended_at: datetime | None = Field(sa_type=UtcTime)
    told: datetime | None = Field(sa_type=UtcTime)
    tier: str
    priority: str
    team: str
    assignee: int | None
    account: int | None


class TurnRow(TableRow, table=True):
    """Something that moved a ticket's clocks; appended only. `tier`, `priority`: what it was served as then."""

    __tablename__ = "turn"
    __table_args__ = (
        one_of("status", Status),
        Index("ix_turn_ticket", "ticket", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Whole)
    ticket: int = Field(foreign_key="ticket.number")
    at: datetime = Field(sa_type=UtcTime)
    status: str
    owed: bool
    answered: bool
    told: datetime | None = Field(sa_type=UtcTime)
    tier: str
    priority: str


CLOCK, TURN = table_of(ClockRow), table_of(TurnRow)

_SOME: BindParameter[Any] = bindparam("some", expanding=True)
# What a ticket lives with: whatever is not over, and the two that may be taken up again.
_KEPT = select(CLOCK).where(
    CLOCK.c.ticket.in_(_SOME),
    or_(CLOCK.c.ended_at.is_(None), CLOCK.c.kind != ClockKind.NEXT_RESPONSE.value),
)
_TURNS = select(TURN).where(TURN.c.ticket.in_(_SOME)).order_by(TURN.c.id)


def read(conn: Connection, numbers: Iterable[int]) -> dict[int, dict[ClockKind, Clock]]:
    """The clocks that tickets live with, by ticket and kind; without those of an earlier wait."""
    found: dict[int, dict[ClockKind, Clock]] = defaultdict(dict)
    ordered = sorted(numbers)
    if ordered:
        for row in conn.execute(_KEPT, {"some": ordered}):
            found[row.ticket][ClockKind(row.kind)] = clock_of(row)
    return found


def together(kept: Mapping[ClockKind, Clock], *, answered: bool) -> Clocks | None:
    """A ticket's clocks as one value; None for a ticket from before there were any."""
    if ClockKind.FIRST_RESPONSE not in kept or ClockKind.RESOLUTION not in kept:
        return None
    following = kept.get(ClockKind.NEXT_RESPONSE)
    return Clocks(kept[ClockKind.FIRST_RESPONSE], following, kept[ClockKind.RESOLUTION], (), answered)


def turns(conn: Connection, numbers: Iterable[int]) -> dict[int, tuple[Turn, ...]]:
    """What moved each ticket, oldest first."""
    found: dict[int, list[Turn]] = defaultdict(list)
    ordered = sorted(numbers)
    if ordered:
        for row in conn.execute(_TURNS, {"some": ordered}):
            found[row.ticket].append(Turn(row.at, Status(row.status), row.owed, row.answered, row.told))
    return {ticket: tuple(each) for ticket, each in found.items()}


def clock_of(row: Row[Any]) -> Clock:
    """A stored clock as a value."""
    return Clock(
        kind=ClockKind(row.kind),
        target=row.target * _MICROSECOND,
        calendar=row.calendar,
        started_at=row.started_at,
        counted=row.counted * _MICROSECOND,
        since=row.since,
        running=row.running,
        due_at=row.due_at,
        ended_at=row.ended_at,
        told=row.told,
    )


def write(conn: Connection, changed: Iterable[tuple[Ticket, tuple[Clock, ...]]]) -> None:
    """Each clock with its ticket as it is now; one that is there already is written over."""
    rows = [_row(ticket, clock) for ticket, clocks in changed for clock in clocks]
    if rows:
        adding = dialect.insert(conn, CLOCK)
        keys = ("ticket", "kind", "started_at")
        others = {name: adding.excluded[name] for name in rows[0] if name not in keys}
        conn.execute(adding.on_conflict_do_update(index_elements=list(keys), set_=others), rows)


def append(conn: Connection, taken: Iterable[tuple[Ticket, Turn]]) -> None:
    """Turns, with what their tickets are served as from there on."""
    rows = [
        {
            "ticket": ticket.number,
            "at": turn.at,
            "status": turn.status.value,
            "owed": turn.owed,
            "answered": turn.answered,
            "told": turn.told,
            "tier": ticket.tier.value,
            "priority": ticket.priority.value,
        }
        for ticket, turn in taken
    ]
    if rows:
        conn.execute(TURN.insert(), rows)


def _row(ticket: Ticket, clock: Clock) -> dict[str, Any]:
    return {
        "ticket": ticket.number,
        "kind": clock.kind.value,
        "started_at": clock.started_at,
        "target": clock.target // _MICROSECOND,
        "calendar": clock.calendar,
        "counted": clock.counted // _MICROSECOND,
        "since": clock.since,
        "running": clock.running,
        "due_at": clock.due_at,
        "ended_at": clock.ended_at,
        "told": clock.told,
        "tier": ticket.tier.value,
        "priority": ticket.priority.value,
        "team": ticket.team,
        "assignee": ticket.assignee,
        "account": ticket.account,
    }
