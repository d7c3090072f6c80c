"""The only place that asks the time.

Takes nothing; gives the wall clock in UTC and a monotonic clock that counts while the machine sleeps.
Never used below `daemon/`: rules and storage are handed `now`.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What an actor may know of time."""

    def now(self) -> datetime:
        """The wall clock, aware, in UTC: for everything that is stored or told to people."""

    def monotonic(self) -> float:
        """Seconds that never jump: for time-outs and measuring (F25)."""


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.clock_gettime(time.CLOCK_BOOTTIME)
