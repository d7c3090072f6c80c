"""How a due time came about: every stretch of a clock, counted or not, and why.

Takes a ticket's history and terms; gives each clock with its stretches, in order. What it says is what `rules.clocks`
does: both walk the same turns. Never asks for the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rules.calendars import elapsed
from rules.clocks import Calendars, Clock, Clocks, Terms, Turn, advance, begin
from rules.words import ClockKind, Status


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` to `end` the ticket was in `status`. `counts`: whether the clock ran; `counted`: working time."""

    start: datetime
    end: datetime
    status: Status
    counts: bool
    counted: timedelta


@dataclass(frozen=True, slots=True)
class Derivation:
    """A clock, and how it came to stand where it does."""

    clock: Clock
    stretches: tuple[Stretch, ...]

    @property
    def counted(self) -> timedelta:
        """Working time of all stretches."""
        return sum((stretch.counted for stretch in self.stretches), timedelta())


def derived(turns: Sequence[Turn], terms: Terms, calendars: Calendars, now: datetime) -> tuple[Derivation, ...]:
    """Every clock the ticket ever had, in order of their beginnings, up to `now`."""
    found: dict[tuple[ClockKind, datetime], tuple[Clock, list[Stretch]]] = {}
    clocks = begin(turns[0], terms, calendars)
    for index, turn in enumerate(turns):
        if index:
            clocks = advance(clocks, turn, terms, calendars)
        end = turns[index + 1].at if index + 1 < len(turns) else max(now, turn.at)
        for clock in _all(clocks):
            _, stretches = found.get(key := (clock.kind, clock.started_at), (clock, []))
            found[key] = (clock, stretches)
            if clock.is_live and end > turn.at:
                stretches.append(_stretch(clock, turn, end, calendars))
    rows = sorted(found.values(), key=lambda row: (row[0].started_at, row[0].kind))
    return tuple(Derivation(clock, tuple(stretches)) for clock, stretches in rows)


def _all(clocks: Clocks) -> tuple[Clock, ...]:
    following = () if clocks.following is None else (clocks.following,)
    return (clocks.first, *clocks.ended, *following, clocks.resolution)


def _stretch(clock: Clock, turn: Turn, end: datetime, calendars: Calendars) -> Stretch:
    start = max(turn.at, clock.started_at)
    counted = elapsed(calendars[clock.calendar], max(start, clock.since), end) if clock.running else timedelta()
    return Stretch(start, end, turn.status, clock.running, counted)
