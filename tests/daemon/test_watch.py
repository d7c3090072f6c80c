"""Alarms about how things stand: there while the state lasts, gone when it is over (O51, I22)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from daemon.delivery import Lost
from daemon.watch import Watch
from storage import ledger, outbox
from tests.daemon.outbox_world import OutboxWorld
from tests.fakes.courier import FakeCourier
from tests.storage import build

ANNA = "anna@customer.test"
MINUTE = 60.0


@pytest.fixture
def courier() -> FakeCourier:
    return FakeCourier()


@pytest.fixture
def world(tmp_path: Path, courier: FakeCourier) -> Iterator[OutboxWorld]:
    with closing(OutboxWorld(tmp_path, courier)) as made:
        yield made


def _look(world: OutboxWorld) -> list[str]:
    Watch(world.database, world.clock, world.alerts).step()
    return world.alert_codes()


def test_a_quiet_desk_alarms_nobody(world: OutboxWorld) -> None:
    assert _look(world) == []


def test_a_mail_of_unknown_fate_alarms_until_somebody_decides(world: OutboxWorld, courier: FakeCourier) -> None:
    courier.verdicts[ANNA] = [Lost("DATA: connection lost")]
    world.queue(ANNA)
    world.work()
    assert _look(world) == ["mails_uncertain"]
    with world.database.transaction() as conn:
        outbox.cancel(conn, world.rows()[0].id, "operator", world.clock.now())
    assert _look(world) == []


def test_mail_that_nobody_works_on_alarms_after_a_quarter_of_an_hour(world: OutboxWorld) -> None:
    with world.database.transaction() as conn:
        ledger.record(conn, [build.arrival(1, received_at=build.later(days=-300))], world.clock.now())
    world.clock.advance(14 * MINUTE)
    assert _look(world) == []
    world.clock.advance(2 * MINUTE)
    assert _look(world) == ["intake_stalled"]


def test_mail_that_could_leave_and_does_not_alarms_after_half_an_hour(world: OutboxWorld) -> None:
    world.queue(ANNA)
    world.clock.advance(29 * MINUTE)
    assert "outbox_stalled" not in _look(world)
    world.clock.advance(2 * MINUTE)
    assert "outbox_stalled" in _look(world)
    world.work()
    assert "outbox_stalled" not in _look(world)
