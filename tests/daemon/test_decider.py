"""Events that are no mail: a bug of ours on one of them is told and stops nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from daemon.alerts import Alerts
from daemon.decider import Decided, Decider
from daemon.pipeline import Context
from rules.model import TimerFired
from rules.words import TimerReason
from storage.database import Database, open_database
from storage.faults import Conflict, DatabaseUnavailable, Unavailable
from tests.fakes.chance import CountingChance
from tests.fakes.clock import FakeClock
from tests.storage import build

EVENT = TimerFired(42, TimerReason.AUTO_CLOSE, build.NOW)


class World:
    """A decider whose context cannot be had, for the reason given."""

    def __init__(self, database: Database, error: Exception) -> None:
        clock = FakeClock()
        self.error = error
        self.queued = 0
        self.alerts = Alerts(database, clock, lambda *_: [])
        self.decider = Decider(database, self._context, clock, CountingChance(), self.alerts, self._mails_queued)

    def _context(self) -> Context:
        raise self.error

    def _mails_queued(self) -> None:
        self.queued += 1


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(f"sqlite:///{tmp_path / 'desk.db'}", create=True)) as opened:
        yield opened


def test_a_bug_on_an_event_is_alarmed_and_left_for_the_next_start(database: Database) -> None:
    world = World(database, KeyError("no such rule"))
    assert world.decider.decide(EVENT) is Decided.BROKEN
    assert [(raised.code, raised.subject) for raised in world.alerts.open_now()] == [
        ("event_failed", "timer of ticket 42")
    ]


def test_a_conflict_comes_again_and_alarms_nobody(database: Database) -> None:
    world = World(database, Conflict("somebody wrote first"))
    assert world.decider.decide(EVENT) is Decided.LATER
    assert world.alerts.open_now() == ()


def test_a_database_that_is_away_is_the_workers_business(database: Database) -> None:
    world = World(database, DatabaseUnavailable(Unavailable.FULL, "no room"))
    with pytest.raises(DatabaseUnavailable):
        world.decider.decide(EVENT)
    assert world.alerts.open_now() == ()
