"""Timers: due once, gone with the decision that answered them."""

from __future__ import annotations

import pytest

from rules.effects import CancelTimer, OpenTicket, SaveContact, SetTimer
from rules.model import TimerFired
from rules.words import TimerReason
from storage import timers
from storage.database import Database
from storage.faults import Conflict
from tests.storage import build

CLOSE = TimerReason.AUTO_CLOSE


@pytest.fixture(autouse=True)
def tickets(database: Database) -> None:
    """Tickets 1 and 2, each to be closed: the second first."""
    build.apply(
        database,
        build.decision(
            SaveContact(build.contact(1)),
            OpenTicket(build.ticket(1, 1)),
            OpenTicket(build.ticket(2, 1)),
            SetTimer(1, CLOSE, build.later(hours=2)),
            SetTimer(2, CLOSE, build.later(hours=1)),
        ),
    )


def due(database: Database, hours: float) -> list[TimerFired]:
    with database.reading() as conn:
        return timers.due(conn, build.later(hours=hours), 10)


def test_timers_fire_when_due_longest_due_first(database: Database) -> None:
    assert due(database, 0.9) == []
    assert due(database, 1) == [TimerFired(2, CLOSE, build.later(hours=1))]
    assert [fired.ticket for fired in due(database, 3)] == [2, 1]


def test_the_next_one_due_is_known(database: Database) -> None:
    with database.reading() as conn:
        assert timers.next_due(conn) == build.later(hours=1)


def test_I17_the_decision_on_a_timer_removes_it(database: Database) -> None:
    (fired,) = due(database, 1)
    build.apply(database, build.decision(), event=fired)
    assert [left.ticket for left in due(database, 99)] == [1]


def test_I17_a_timer_answered_by_somebody_else_is_a_conflict(database: Database) -> None:
    (fired,) = due(database, 1)
    build.apply(database, build.decision(), event=fired)
    with pytest.raises(Conflict):
        build.apply(database, build.decision(), event=fired)


def test_a_timer_set_again_by_its_own_decision_stays(database: Database) -> None:
    (fired,) = due(database, 1)
    build.apply(database, build.decision(SetTimer(2, CLOSE, build.later(hours=9))), event=fired)
    assert [(left.ticket, left.due) for left in due(database, 9)] == [
        (1, build.later(hours=2)),
        (2, build.later(hours=9)),
    ]


def test_setting_a_timer_moves_it_and_cancelling_removes_it(database: Database) -> None:
    build.apply(database, build.decision(SetTimer(1, CLOSE, build.later(hours=5)), CancelTimer(2, CLOSE)))
    assert due(database, 99) == [TimerFired(1, CLOSE, build.later(hours=5))]
    build.apply(database, build.decision(CancelTimer(1, CLOSE), CancelTimer(2, CLOSE)))
    with database.reading() as conn:
        assert timers.next_due(conn) is None
