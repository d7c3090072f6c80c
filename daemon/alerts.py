"""Alerts: one error line with a reason code, an entry in `status`, and a mail to whoever is to be told.

Takes a reason code, a subject (a mailbox, a ticket, or "") and details; remembers what is open and what was said.
Gives the letters that are to leave, one a reason and hour.
Never fails because the database does: then it remembers by itself and writes later. Never sends: the responder does,
and the line and the entry do not depend on it (O51).
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from daemon import log
from daemon.clock import Clock
from daemon.delivery import Letter
from storage import alerts as memory
from storage.database import Database
from storage.faults import Conflict, DatabaseUnavailable

_QUIET_SECONDS = 3600.0
# How often an alert that goes on and on is counted in the database.
_COUNT_SECONDS = 60.0
_MOST_LETTERS = 50
_MOST_NAMED = 50

Compose = Callable[[str, str, str, datetime], Sequence[Letter]]


@dataclass(frozen=True, slots=True)
class Raised:
    """An open alert as this process knows it."""

    code: str
    subject: str
    detail: str
    since: datetime


@dataclass(slots=True)
class _Open:
    """`counted`, `told`: monotonic seconds, None before the first time. `unwritten`: the database has it not yet."""

    raised: Raised
    counted: float | None = None
    told: float | None = None
    unwritten: bool = False


class Alerts:
    """Used by every worker. `compose(code, subject, detail, now)` gives the letters of an alert."""

    def __init__(self, database: Database, clock: Clock, compose: Compose) -> None:
        self._database = database
        self._clock = clock
        self._compose = compose
        self._lock = threading.Lock()
        self._open: dict[tuple[str, str], _Open] = {}
        self._mailed: dict[str, float] = {}
        self._letters: deque[Letter] = deque(maxlen=_MOST_LETTERS)

    def recall(self) -> None:
        """At start: what an earlier run left open can be cleared by this one."""
        with self._database.reading() as conn:
            found = memory.open_alerts(conn)
        with self._lock:
            for row in found:
                raised = Raised(row.code, row.subject, row.detail, row.raised_at)
                self._open[(row.code, row.subject)] = _Open(raised)

    def sound(self, code: str, subject: str, detail: str) -> None:
        """Something needs a human, now or still. Cheap when it was said a moment ago."""
        now, moment = self._clock.now(), self._clock.monotonic()
        with self._lock:
            entry = self._open.setdefault((code, subject), _Open(Raised(code, subject, detail, now)))
            if entry.counted is not None and moment - entry.counted < _COUNT_SECONDS:
                return
            entry.counted = moment
            tell = entry.told is None or moment - entry.told >= _QUIET_SECONDS
            if tell:
                entry.told = moment
        if tell:
            log.alert(code, subject, detail)
        if self._remember(code, subject, detail, now, moment):
            letters = self._compose(code, subject, detail, now)
            with self._lock:
                self._letters.extend(letters)

    def clear(self, code: str, subject: str) -> None:
        """It is over. Costs nothing when it was not open."""
        with self._lock:
            if (code, subject) not in self._open:
                return
        try:
            with self._database.transaction() as conn:
                memory.clear(conn, code, subject)
        except (DatabaseUnavailable, Conflict):
            return  # still open here, so that the next success clears it
        with self._lock:
            self._open.pop((code, subject), None)
        log.alert_over(code, subject)

    def write_down(self) -> None:
        """What the database could not take when it was sounded: for `status`, and for the next start to know."""
        with self._lock:
            waiting = [entry.raised for entry in self._open.values() if entry.unwritten]
        for raised in waiting:
            try:
                with self._database.transaction() as conn:
                    memory.note_alert(conn, raised.code, raised.subject, raised.detail, raised.since)
            except (DatabaseUnavailable, Conflict):
                return
            self._written(raised.code, raised.subject, unwritten=False)
            with self._lock:
                over = (raised.code, raised.subject) not in self._open
            if over:  # cleared meanwhile, when there was nothing yet to clear
                with self._database.transaction() as conn:
                    memory.clear(conn, raised.code, raised.subject)

    def tell_decided(self) -> None:
        """What decisions alarmed about, each once: one mail a reason and hour names all that came meanwhile.

        They stand in the database since their decision was committed; a crash before this loses none.
        """
        now = self._clock.now()
        with self._database.reading() as conn:
            waiting, over = memory.untold(conn, now), memory.settled(conn, now)
        if waiting:
            with self._database.transaction() as conn:
                memory.are_told(conn, waiting, now)
        for each in (*waiting, *over):
            with self._lock:
                raised = Raised(each.code, each.subject, each.detail, each.raised_at)
                self._open.setdefault((each.code, each.subject), _Open(raised))
        for each in over:
            self.clear(each.code, each.subject)
        for code in dict.fromkeys(each.code for each in waiting):
            self._tell_all(code, [each for each in waiting if each.code == code], now)

    def _tell_all(self, code: str, waiting: Sequence[memory.OpenAlert], now: datetime) -> None:
        for each in waiting:
            log.alert(code, each.subject, each.detail)
        if len(waiting) == 1:
            subject, detail = waiting[0].subject, waiting[0].detail
        else:
            subject = f"{waiting[0].subject} and {len(waiting) - 1} more"
            detail = "\n".join(f"{each.subject}: {each.detail}" for each in waiting[:_MOST_NAMED])
            more = len(waiting) - _MOST_NAMED
            detail += f"\nand {more} more: see `supportd status`" if more > 0 else ""
        with self._lock:
            self._letters.extend(self._compose(code, subject, detail, now))

    def open_now(self) -> tuple[Raised, ...]:
        """What is open, oldest first; told without asking the database."""
        with self._lock:
            return tuple(sorted((entry.raised for entry in self._open.values()), key=lambda raised: raised.since))

    def take_letters(self, most: int) -> list[Letter]:
        """The next letters to send; they are the taker's from now on."""
        with self._lock:
            return [self._letters.popleft() for _ in range(min(most, len(self._letters)))]

    def give_back(self, letter: Letter) -> None:
        """A letter that certainly did not leave: it is tried again."""
        with self._lock:
            if len(self._letters) < _MOST_LETTERS:
                self._letters.appendleft(letter)

    def _remember(self, code: str, subject: str, detail: str, now: datetime, moment: float) -> bool:
        """Write it down; whether it is to be mailed. Without a database our own memory decides about the hour."""
        with self._lock:
            mailed = self._mailed.get(code)
            alone = mailed is None or moment - mailed >= _QUIET_SECONDS
        try:
            with self._database.transaction() as conn:
                mail = memory.raise_alert(conn, code, subject, detail, now)
        except (DatabaseUnavailable, Conflict):
            mail = alone
            self._written(code, subject, unwritten=True)
        else:
            self._written(code, subject, unwritten=False)
        if mail:
            with self._lock:
                self._mailed[code] = moment
        return mail and alone

    def _written(self, code: str, subject: str, *, unwritten: bool) -> None:
        with self._lock:
            if (code, subject) in self._open:
                self._open[(code, subject)].unwritten = unwritten
