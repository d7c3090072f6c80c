"""A thread that only calls steps.

Takes an actor's `step`, how it waits and how its wait is ended; gives a thread that can be watched and stopped.
A broken database makes it rest and try again (F05, F07). Anything else that ends it is told to the supervisor: a daemon
that lost a worker must not go on (F39). Never swallows what it did not expect.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from daemon import log
from daemon.alerts import Alerts
from daemon.backoff import database_seconds
from daemon.chance import Chance
from daemon.clock import Clock
from storage.faults import Conflict, DatabaseUnavailable, Unavailable

# Twice the most an SMTP or IMAP command may take, by default; the pipeline has its own number.
PATIENCE_SECONDS = 300.0


class Actor(Protocol):
    """What a worker works for. `step` and `wait` and `close` are called in its thread, `wake` in any."""

    def step(self) -> float: ...

    def wait(self, seconds: float) -> None: ...

    def wake(self) -> None: ...

    def stop(self) -> None: ...

    def close(self) -> None: ...


class Activity(Enum):
    """What a worker is at, for the health answer."""

    STARTING = "starting"
    WORKING = "working"
    WAITING = "waiting"
    NO_DATABASE = "no_database"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Vital:
    """How a worker is. `silent`: seconds since it last gave a sign of life; `stuck`: longer than it may be silent."""

    name: str
    activity: Activity
    silent: float
    stuck: bool


@dataclass(frozen=True, slots=True)
class Ports:
    """What every worker is handed."""

    clock: Clock
    chance: Chance
    alerts: Alerts


class Resting:
    """How an actor without sockets waits: on an event. Makes an `Actor` of a plain step."""

    def __init__(
        self, step: Callable[[], float], close: Callable[[], None], nudge: Callable[[], None] = lambda: None
    ) -> None:
        self._step = step
        self._close = close
        self._nudge = nudge
        self._woken = threading.Event()

    def step(self) -> float:
        # Cleared before the work, so that a call that comes during it is not lost.
        self._woken.clear()
        return self._step()

    def wait(self, seconds: float) -> None:
        self._woken.wait(seconds)

    def wake(self) -> None:
        self._woken.set()
        self._nudge()

    def stop(self) -> None:
        self.wake()

    def close(self) -> None:
        self._close()


class Worker:
    """One actor in one thread. `died`: called in that thread when it ends unexpectedly."""

    def __init__(
        self,
        name: str,
        actor: Actor,
        ports: Ports,
        died: Callable[[str, BaseException], None],
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self.name = name
        self._actor = actor
        self._ports = ports
        self._died = died
        self._patience = patience
        self._stopping = threading.Event()
        self._told = threading.Event()
        self._activity = Activity.STARTING
        self._sign = ports.clock.monotonic()
        self._due = self._sign + patience
        self._failures = 0
        # A thread that hangs in a system call must not keep the process from ending.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._actor.wake()

    def stop(self) -> None:
        """Ask it to end; `join` tells whether it did."""
        self._stopping.set()
        self._actor.stop()
        self._told.set()

    def join(self, seconds: float) -> bool:
        """Wait for its end, at most so long; whether it ended."""
        self._thread.join(max(0.0, seconds))
        return not self._thread.is_alive()

    def vital(self) -> Vital:
        moment = self._ports.clock.monotonic()
        return Vital(self.name, self._activity, moment - self._sign, moment > self._due)

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                seconds = self._one_step()
                self._rest(seconds)
            # `stop` is still using what `close` gives back, should this thread have seen `_stopping` first.
            self._told.wait()
            self._close()
        except BaseException as error:  # noqa: BLE001 -- F39: whatever ended it, the daemon ends with it
            self._activity = Activity.ENDED
            self._died(self.name, error)
        else:
            self._activity = Activity.ENDED

    def _close(self) -> None:
        """A database that is away at the end is no death: the next start recovers what could not be written."""
        try:
            self._actor.close()
        except (DatabaseUnavailable, Conflict) as error:
            log.closed_without_database(self.name, str(error))

    def _one_step(self) -> float:
        self._alive(Activity.WORKING, 0.0)
        try:
            seconds = self._actor.step()
        except DatabaseUnavailable as error:
            return self._without_database(error)
        except Conflict as error:
            # F37: the server undid this transaction in another's favour, or tired of waiting for a lock.
            return self._without_database(DatabaseUnavailable(Unavailable.LOCKED, str(error)))
        if self._failures:
            self._failures = 0
            log.database_back(self.name)
            for code in Unavailable:
                self._ports.alerts.clear(code, "")
            self._ports.alerts.write_down()
        return seconds

    def _without_database(self, error: DatabaseUnavailable) -> float:
        self._failures += 1
        seconds = database_seconds(self._failures, self._ports.chance.fraction())
        log.database_unavailable(self.name, error.reason_code.value, error.detail, seconds)
        if self._failures > 1 or error.reason_code is not Unavailable.LOCKED:
            self._ports.alerts.sound(error.reason_code.value, "", error.detail)
        return seconds

    def _rest(self, seconds: float) -> None:
        if seconds <= 0 or self._stopping.is_set():
            return
        self._alive(Activity.NO_DATABASE if self._failures else Activity.WAITING, seconds)
        if self._failures:
            self._stopping.wait(seconds)
        else:
            self._actor.wait(seconds)

    def _alive(self, activity: Activity, seconds: float) -> None:
        self._activity = activity
        self._sign = self._ports.clock.monotonic()
        self._due = self._sign + seconds + self._patience
