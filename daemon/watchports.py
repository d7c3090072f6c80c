"""What every piece of watching a mailbox is handed: memory, time, chance, alarms, and whom to tell of new mail.

Takes nothing; it only declares. Never holds a connection to a mail server: sessions come and go.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from daemon.chance import Chance
from daemon.clock import Clock
from storage.database import Database


class Alarms(Protocol):
    """Who tells the operators (`daemon.alerts.Alerts`)."""

    def sound(self, code: str, subject: str, detail: str) -> None: ...

    def clear(self, code: str, subject: str) -> None: ...


@dataclass(frozen=True, slots=True)
class WatchPorts:
    """`arrived`: called, from the mailbox's own thread, after mails were committed to the ledger."""

    database: Database
    clock: Clock
    chance: Chance
    alarms: Alarms
    arrived: Callable[[], None]


def delivered_at(told: datetime | None, now: datetime) -> datetime:
    """The server's date of delivery in UTC; `now` where it has none, or one outside the calendar or in the future."""
    if told is None:
        return now
    try:
        return min(told.astimezone(UTC), now)
    except OverflowError:
        return now
