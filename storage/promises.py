"""What was promised and kept: clocks of many tickets, for forecasts and reports.

Takes an open connection and times; gives rows. Never works anything out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, literal_column, select

from rules.clocks import Clock, Turn
from rules.model import Contact, Ticket
from rules.words import Priority, Status, Tier
from storage import clocks
from storage.clocks import CLOCK, TURN, clock_of
from storage.recall import contact_of, ticket_of
from storage.tables import AccountRow, AgentRow, ContactRow, TicketRow, table_of

TICKET, AGENT, ACCOUNT = table_of(TicketRow), table_of(AgentRow), table_of(AccountRow)
CONTACT = table_of(ContactRow)
_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Promised:
    """A clock with whom it was kept for; names are "" where there is nobody."""

    ticket: int
    subject: str
    clock: Clock
    tier: Tier
    priority: Priority
    team: str
    agent: str
    account: str


@dataclass(frozen=True, slots=True)
class Served:
    """A ticket that is served, without its followers; who asked, and what moved it."""

    ticket: Ticket
    requester: Contact
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What moved a ticket, and what it is served as."""

    ticket: int
    tier: Tier
    priority: Priority
    turns: tuple[Turn, ...]


_PROMISED = (
    select(
        CLOCK,
        TICKET.c.subject.label("subject"),
        AGENT.c.login.label("agent_login"),
        ACCOUNT.c.name.label("account_name"),
    )
    .join(TICKET, TICKET.c.number == CLOCK.c.ticket)
    .outerjoin(AGENT, AGENT.c.id == CLOCK.c.assignee)
    .outerjoin(ACCOUNT, ACCOUNT.c.id == CLOCK.c.account)
)


def due_before(conn: Connection, moment: datetime) -> list[Promised]:
    """Live clocks that are due before `moment`, or were already, earliest first."""
    live: ColumnElement[bool] = literal_column("clock.ended_at IS NULL")
    query = _PROMISED.where(live, CLOCK.c.due_at < moment).order_by(CLOCK.c.due_at, CLOCK.c.ticket)
    return [_promised(row) for row in conn.execute(query)]


def started_between(conn: Connection, since: datetime, until: datetime) -> Iterator[Promised]:
    """Clocks that began in a period, in order."""
    period = (CLOCK.c.started_at >= since, CLOCK.c.started_at < until)
    query = _PROMISED.where(*period).order_by(CLOCK.c.started_at, CLOCK.c.ticket, CLOCK.c.kind)
    return (_promised(row) for row in conn.execute(query))


def histories(conn: Connection, since: datetime, until: datetime) -> Iterator[History]:
    """The histories of tickets that were opened in a period, by number."""
    query = (
        select(TURN, TICKET.c.tier.label("tier_now"), TICKET.c.priority.label("priority_now"))
        .join(TICKET, TICKET.c.number == TURN.c.ticket)
        .where(TICKET.c.opened_at >= since, TICKET.c.opened_at < until)
        .order_by(TURN.c.ticket, TURN.c.id)
    )
    number: int | None = None
    turns: list[Turn] = []
    served: tuple[Tier, Priority] | None = None
    for row in conn.execute(query):
        if row.ticket != number:
            if number is not None and served is not None:
                yield History(number, *served, tuple(turns))
            number, turns, served = row.ticket, [], (Tier(row.tier_now), Priority(row.priority_now))
        turns.append(Turn(row.at, Status(row.status), row.owed, row.answered, row.told))
    if number is not None and served is not None:
        yield History(number, *served, tuple(turns))


def served(conn: Connection) -> Iterator[Served]:
    """Every ticket that is neither resolved nor closed, by number; a few hundred are in memory at a time."""
    over = (Status.RESOLVED.value, Status.CLOSED.value)
    still = (TICKET.c.status.not_in(over), TICKET.c.merged_into.is_(None))
    numbers = list(conn.execute(select(TICKET.c.number).where(*still).order_by(TICKET.c.number)).scalars())
    for start in range(0, len(numbers), _AT_A_TIME):
        some = numbers[start : start + _AT_A_TIME]
        rows = conn.execute(select(TICKET).where(TICKET.c.number.in_(some)).order_by(TICKET.c.number)).all()
        asked = conn.execute(select(CONTACT).where(CONTACT.c.id.in_({row.requester for row in rows})))
        people = {row.id: contact_of(row) for row in asked}
        kept, turns = clocks.read(conn, some), clocks.turns(conn, some)
        for row in rows:
            mine = clocks.together(kept.get(row.number, {}), answered=row.answered_at is not None)
            yield Served(ticket_of(row, (), mine), people[row.requester], turns.get(row.number, ()))


def _promised(found: Any) -> Promised:
    return Promised(
        ticket=found.ticket,
        subject=found.subject,
        clock=clock_of(found),
        tier=Tier(found.tier),
        priority=Priority(found.priority),
        team=found.team,
        agent=found.agent_login or "",
        account=found.account_name or "",
    )
