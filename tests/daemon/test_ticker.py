"""Timers: each fires once (F44), and a clock that jumps fires none at once (F25)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from daemon.alerts import Alerts
from daemon.decider import Decided
from daemon.ticker import Ticker
from rules.effects import AppendMessage, CancelTimer, Effect, OpenTicket, SaveContact, SetTimer
from rules.model import Event, Fresh, TimerFired
from rules.words import TimerReason
from storage import crashpoints, desk, ledger
from storage.database import Database, open_database
from tests.fakes.clock import FakeClock
from tests.storage import build

MINUTE, HOUR = 60.0, 3600.0


@dataclass
class World:
    """A database with timers, and what was decided about them."""

    database: Database
    clock: FakeClock
    fired: list[TimerFired] = field(default_factory=list)
    answers: list[Decided] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.alerts = Alerts(self.database, self.clock, lambda *_: [])
        self.ticker = self.restart()

    def restart(self) -> Ticker:
        return Ticker(self.database, self.clock, self.alerts, self)

    def decide(self, event: TimerFired) -> Decided:
        """As `Decider`: the decision's commit removes the timer."""
        self.fired.append(event)
        answer = self.answers.pop(0) if self.answers else Decided.DONE
        if answer is Decided.DONE:
            self._write(event, CancelTimer(event.ticket, event.reason))
        return answer

    def set_timer(self, ticket: int, **due: float) -> None:
        now = self.clock.now()
        with self.database.transaction() as conn:
            intake = ledger.record(conn, [build.arrival(ticket)], now)[0]
        event = build.arrived(intake, build.mail(), raw=f"raw {ticket}", content=f"content {ticket}")
        opened = (
            SaveContact(build.contact(ticket, f"c{ticket}@customer.test")),
            OpenTicket(build.ticket(ticket, ticket)),
            AppendMessage(build.message(ticket)),
        )
        self._write(event, *opened, SetTimer(ticket, TimerReason.AUTO_CLOSE, build.later(**due)))

    def _write(self, event: Event, *effects: Effect) -> None:
        with self.database.reading() as conn:
            working = desk.read(conn, [event], [Fresh(0, 0, "nonce")], build.MAILBOXES, build.DESK, self.clock.now())
        working.take(build.decision(*effects), [])
        with self.database.transaction() as conn:
            working.write(conn, self.clock.now())

    def tickets(self) -> list[int]:
        return [event.ticket for event in self.fired]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with closing(open_database(f"sqlite:///{tmp_path / 'desk.db'}", create=True)) as database:
        yield World(database, FakeClock(build.NOW))


def test_a_timer_fires_when_it_is_due_and_the_ticker_sleeps_until_then(world: World) -> None:
    world.set_timer(1, seconds=20)
    assert world.ticker.step() == 20.0
    assert world.fired == []
    world.clock.advance(20)
    world.ticker.step()
    assert world.tickets() == [1]


def test_F44_after_downtime_each_timer_fires_once_in_order(world: World) -> None:
    for ticket, hours in ((1, 3), (2, 1), (3, 2)):
        world.set_timer(ticket, hours=hours)
    world.clock.advance(3 * 24 * HOUR)
    ticker = world.restart()
    for _ in range(3):
        ticker.step()
    assert world.tickets() == [2, 3, 1]


def test_F44_a_crash_between_decision_and_commit_fires_it_again_and_after_it_never(world: World) -> None:
    class SimulatedCrash(BaseException):
        pass

    def at(point: str) -> None:
        def hook(name: str) -> None:
            if name == point:
                raise SimulatedCrash

        with crashpoints.install(hook), pytest.raises(SimulatedCrash):
            world.restart().step()

    world.set_timer(1, hours=1)
    world.clock.advance(2 * HOUR)
    at("timer.before_write")
    assert world.tickets() == []
    at("timer.after_write")
    assert world.tickets() == [1]
    world.restart().step()
    assert world.tickets() == [1]


@pytest.mark.parametrize("hours", [-2, 2, 24 * 365, -24 * 365])
def test_F25_a_clock_that_jumps_holds_the_timers_one_turn_and_alarms(world: World, hours: int) -> None:
    world.set_timer(1, hours=1)
    world.ticker.step()
    world.clock.jump(hours * HOUR)
    assert world.ticker.step() == 60.0
    assert world.fired == []
    assert [raised.code for raised in world.alerts.open_now()] == ["clock_jumped"]
    world.clock.jump(-hours * HOUR)
    world.clock.advance(61)
    world.ticker.step()
    assert world.fired == []


def test_F25_after_the_turn_the_timers_go_by_the_new_time(world: World) -> None:
    world.set_timer(1, hours=1)
    world.ticker.step()
    world.clock.jump(2 * HOUR)
    world.ticker.step()
    world.clock.advance(61)
    world.ticker.step()
    assert world.tickets() == [1]
    assert world.alerts.open_now() == ()


def test_a_clock_that_drifts_is_no_jump(world: World) -> None:
    world.set_timer(1, minutes=50)
    world.ticker.step()
    world.clock.jump(50 * MINUTE)
    world.ticker.step()
    assert world.tickets() == [1]


def test_a_timer_that_meets_a_bug_stops_no_other_and_does_not_come_back_at_once(world: World) -> None:
    world.set_timer(1, hours=1)
    world.set_timer(2, hours=2)
    world.answers = [Decided.BROKEN]
    world.clock.advance(3 * HOUR)
    for _ in range(4):
        world.ticker.step()
    assert world.tickets() == [1, 2]


def test_a_timer_that_meets_a_conflict_comes_again(world: World) -> None:
    world.set_timer(1, hours=1)
    world.answers = [Decided.LATER]
    world.clock.advance(3 * HOUR)
    assert world.ticker.step() == 1.0
    world.ticker.step()
    assert world.tickets() == [1, 1]
