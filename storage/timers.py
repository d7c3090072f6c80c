"""Timers: something due at a time, for one ticket and one reason.

Takes `now`; gives the events that are due. Never removes one: the write of the decision on it does, in its own commit.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from rules.model import TimerFired
from rules.words import TimerReason
from storage.tables import TimerRow, table_of

TIMER = table_of(TimerRow)


def due(conn: Connection, now: datetime, limit: int) -> list[TimerFired]:
    """What is due, longest due first."""
    query = select(TIMER).where(TIMER.c.due <= now).order_by(TIMER.c.due, TIMER.c.ticket).limit(limit)
    return [TimerFired(row.ticket, TimerReason(row.reason), row.due) for row in conn.execute(query)]


def next_due(conn: Connection) -> datetime | None:
    """When the next one is due; None without any."""
    earliest: datetime | None = conn.execute(select(func.min(TIMER.c.due))).scalar_one()
    return earliest
