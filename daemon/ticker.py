"""The timers' worker: what is due is decided, each once (F44), and never because a clock jumped (F25).

Takes due timers; gives `TimerFired` decisions, in order of their due times.
Never removes a timer itself: the commit of its decision does, so a crash in between fires it again, not twice.
"""

from __future__ import annotations

from typing import Protocol

from daemon import log
from daemon.alerts import Alerts
from daemon.clock import Clock
from daemon.decider import Decided
from rules.model import TimerFired
from storage import timers
from storage.crashpoints import crashpoint
from storage.database import Database

_TIMERS_A_STEP = 50
_LONGEST_IDLE = 30.0
_JUMP_SECONDS = 3600.0
# After a jump timers wait this long, so that whoever set the clock wrong can set it right.
_HOLD_SECONDS = 60.0
_AGAIN_SECONDS = 1.0


class Timings(Protocol):
    """Who decides what a timer means (`daemon.decider.Decider`)."""

    def decide(self, event: TimerFired) -> Decided: ...


class Ticker:
    """One thread's worth of timers. `step` gives the seconds until it wants to be called again."""

    def __init__(self, database: Database, clock: Clock, alerts: Alerts, decider: Timings) -> None:
        self._database = database
        self._clock = clock
        self._alerts = alerts
        self._decider = decider
        self._broken: set[TimerFired] = set()
        self._held_until = clock.monotonic()
        self._offset = self._now_offset()

    def step(self) -> float:
        moment = self._clock.monotonic()
        if self._jumped():
            self._held_until = moment + _HOLD_SECONDS
        if moment < self._held_until:
            return self._held_until - moment
        self._alerts.clear("clock_jumped", "")
        return self._fire()

    def _fire(self) -> float:
        now = self._clock.now()
        with self._database.reading() as conn:
            found = timers.due(conn, now, _TIMERS_A_STEP + len(self._broken))
        again = len(found) > _TIMERS_A_STEP
        conflict = False
        for event in found:
            if event in self._broken:
                continue
            crashpoint("timer.before_write")
            match self._decider.decide(event):
                case Decided.DONE:
                    crashpoint("timer.after_write")
                    log.timer_fired(event.ticket, event.reason.value, (now - event.due).total_seconds())
                case Decided.LATER:
                    conflict = True
                case Decided.BROKEN:
                    self._broken.add(event)
        if conflict:
            return _AGAIN_SECONDS
        return 0.0 if again else self._rest()

    def _rest(self) -> float:
        with self._database.reading() as conn:
            due = timers.next_due(conn)
        if due is None:
            return _LONGEST_IDLE
        wait = (due - self._clock.now()).total_seconds()
        return _LONGEST_IDLE if wait <= 0 else min(_LONGEST_IDLE, wait)

    def _jumped(self) -> bool:
        """Whether the wall clock moved by an hour against the one that never jumps."""
        offset = self._now_offset()
        jump, self._offset = offset - self._offset, offset
        if abs(jump) < _JUMP_SECONDS:
            return False
        log.clock_jumped(jump)
        self._alerts.sound("clock_jumped", "", f"by {jump:+.0f} seconds")
        return True

    def _now_offset(self) -> float:
        return self._clock.now().timestamp() - self._clock.monotonic()
