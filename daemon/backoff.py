"""How long to wait before trying again: pure arithmetic, chance handed in.

Takes how often it failed and a fraction of chance; gives a time or seconds, or that it is time to give up.
Never asks the clock.
"""

from __future__ import annotations

from datetime import datetime, timedelta

# RFC 5321 4.5.4.1: a mail is given up after 4-5 days. The first waits suit greylisting, the later ones a long outage.
_FIRST_MINUTES = (1, 5, 15, 60)
_LATER_MINUTES = 120
_GIVE_UP = timedelta(days=5)
_JITTER = 0.2

# What passes by itself is looked at again soon; what needs a human is not hammered (F21: locked accounts).
_PASSING_SECONDS = (5.0, 300.0)
_LASTING_SECONDS = (300.0, 3600.0)
_DATABASE_SECONDS = (1.0, 30.0)


def retry_at(attempts: int, now: datetime, fraction: float) -> datetime | None:
    """When a mail deferred for the `attempts`-th time is tried again; None when its five days are over."""
    if _waited(attempts - 1) >= _GIVE_UP:
        return None
    return now + _wait(attempts) * (1 + _JITTER * fraction)


def pause_seconds(lasting: bool, failures: int, fraction: float) -> float:
    """How long sending rests after the `failures`-th trouble in a row."""
    return _doubled(_LASTING_SECONDS if lasting else _PASSING_SECONDS, failures, fraction)


def database_seconds(failures: int, fraction: float) -> float:
    """How long a worker rests after the `failures`-th failure of the database in a row."""
    return _doubled(_DATABASE_SECONDS, failures, fraction)


def _doubled(bounds: tuple[float, float], failures: int, fraction: float) -> float:
    first, most = bounds
    return float(min(most, first * 2 ** min(failures - 1, 16))) * (1 + _JITTER * fraction)


def _wait(attempt: int) -> timedelta:
    return timedelta(minutes=_FIRST_MINUTES[attempt - 1] if attempt <= len(_FIRST_MINUTES) else _LATER_MINUTES)


def _waited(attempts: int) -> timedelta:
    early = sum(_FIRST_MINUTES[:attempts])
    return timedelta(minutes=early + _LATER_MINUTES * max(0, attempts - len(_FIRST_MINUTES)))
