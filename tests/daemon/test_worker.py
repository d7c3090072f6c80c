"""A worker's life: it rests without a database, and whatever else ends it is told (F05, F39)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from daemon.alerts import Alerts
from daemon.worker import Activity, Ports, Resting, Worker
from storage.database import Database, open_database
from storage.faults import Conflict, DatabaseUnavailable, Unavailable
from tests.fakes.chance import CountingChance
from tests.fakes.clock import FakeClock
from tests.servers.waiting import wait_for

SECONDS = 5.0


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(f"sqlite:///{tmp_path / 'desk.db'}", create=True)) as opened:
        yield opened


@pytest.fixture
def ports(database: Database) -> Ports:
    clock = FakeClock()
    return Ports(clock, CountingChance(0.0), Alerts(database, clock, lambda *_: []))


class Staff:
    """A worker and what was told of its death."""

    def __init__(self, step: Callable[[], float], ports: Ports) -> None:
        self.deaths: list[tuple[str, BaseException]] = []
        self.closed = threading.Event()
        actor = Resting(step, self.closed.set)
        self.worker = Worker("test", actor, ports, lambda name, error: self.deaths.append((name, error)))


def test_a_woken_worker_works_at_once_and_a_stopped_one_closes(ports: Ports) -> None:
    steps = threading.Semaphore(0)

    def step() -> float:
        steps.release()
        return 1000.0

    staff = Staff(step, ports)
    staff.worker.start()
    assert steps.acquire(timeout=SECONDS)
    staff.worker.wake()
    assert steps.acquire(timeout=SECONDS)
    staff.worker.stop()
    assert staff.worker.join(SECONDS)
    assert staff.closed.is_set()
    assert staff.deaths == []


def test_a_call_that_comes_during_the_work_is_not_lost(ports: Ports) -> None:
    begun, go_on, again = threading.Event(), threading.Event(), threading.Event()

    def step() -> float:
        if begun.is_set():
            again.set()
        begun.set()
        go_on.wait(SECONDS)
        return 1000.0

    staff = Staff(step, ports)
    staff.worker.start()
    assert begun.wait(SECONDS)
    staff.worker.wake()
    go_on.set()
    assert again.wait(SECONDS)
    staff.worker.stop()
    assert staff.worker.join(SECONDS)


@pytest.mark.parametrize("error", [RuntimeError("a bug"), MemoryError(), OSError(24, "too many open files")])
def test_F39_whatever_ends_a_worker_is_told(ports: Ports, error: Exception) -> None:
    def step() -> float:
        raise error

    staff = Staff(step, ports)
    staff.worker.start()
    assert staff.worker.join(SECONDS)
    assert staff.deaths == [("test", error)]
    assert staff.worker.vital().activity is Activity.ENDED


@pytest.mark.parametrize("code", [Unavailable.FULL, Unavailable.READONLY, Unavailable.GONE, Unavailable.UNREACHABLE])
def test_F05_F07_without_a_database_a_worker_rests_alarms_and_goes_on_when_it_is_back(
    ports: Ports, code: Unavailable
) -> None:
    steps = 0

    def step() -> float:
        nonlocal steps
        steps += 1
        if steps == 1:
            raise DatabaseUnavailable(code, "no room")
        return 1000.0

    ports = Ports(ports.clock, CountingChance(0.0), ports.alerts)
    staff = Staff(step, ports)
    staff.worker.start()
    wait_for(lambda: ports.alerts.open_now(), what="the alarm")
    assert [raised.code for raised in ports.alerts.open_now()] == [code.value]
    wait_for(lambda: staff.worker.vital().activity is Activity.NO_DATABASE, what="resting")
    wait_for(lambda: steps == 2, what="the next try")
    wait_for(lambda: not ports.alerts.open_now(), what="the end of the alarm")
    staff.worker.stop()
    assert staff.worker.join(SECONDS)
    assert staff.deaths == []


def test_F39_a_worker_that_gives_no_sign_of_life_is_stuck(database: Database) -> None:
    clock = FakeClock()
    ports = Ports(clock, CountingChance(0.0), Alerts(database, clock, lambda *_: []))
    begun, go_on = threading.Event(), threading.Event()

    def step() -> float:
        begun.set()
        go_on.wait(SECONDS)
        return 1000.0

    staff = Staff(step, ports)
    staff.worker.start()
    assert begun.wait(SECONDS)
    assert not staff.worker.vital().stuck
    clock.advance(3600)
    assert staff.worker.vital().stuck
    go_on.set()
    staff.worker.stop()
    assert staff.worker.join(SECONDS)


def test_F37_a_transaction_that_the_server_undid_is_no_death(ports: Ports) -> None:
    steps = 0

    def step() -> float:
        nonlocal steps
        steps += 1
        if steps == 1:
            raise Conflict("the server asks to do the transaction again")
        return 1000.0

    staff = Staff(step, ports)
    staff.worker.start()
    wait_for(lambda: steps == 2 or staff.deaths, what="the next try")
    staff.worker.stop()
    assert staff.worker.join(SECONDS)
    assert staff.deaths == []


def test_a_database_that_is_away_at_the_end_is_no_death(ports: Ports) -> None:
    deaths: list[str] = []

    def close() -> None:
        raise DatabaseUnavailable(Unavailable.UNREACHABLE, "the server is away")

    worker = Worker("test", Resting(lambda: 1000.0, close), ports, lambda name, _: deaths.append(name))
    worker.start()
    worker.stop()
    assert worker.join(SECONDS)
    assert deaths == []


class _LateBell:
    """An actor whose `stop` takes its time, without a database: its thread sees the end before `stop` is through."""

    def __init__(self) -> None:
        self.closed = threading.Event()
        self.closed_under_stop: bool | None = None

    def step(self) -> float:
        raise DatabaseUnavailable(Unavailable.LOCKED, "somebody else writes")

    def wait(self, seconds: float) -> None:
        raise AssertionError("without a database there is nothing to wait for")

    def wake(self) -> None: ...

    def stop(self) -> None:
        self.closed_under_stop = self.closed.wait(0.2)

    def close(self) -> None:
        self.closed.set()


def test_what_stop_rings_is_not_closed_under_it(ports: Ports) -> None:
    actor = _LateBell()
    worker = Worker("test", actor, ports, lambda *_: None)
    worker.start()
    wait_for(lambda: worker.vital().activity is Activity.NO_DATABASE, what="resting")
    worker.stop()
    assert worker.join(SECONDS)
    assert actor.closed_under_stop is False
    assert actor.closed.is_set()
