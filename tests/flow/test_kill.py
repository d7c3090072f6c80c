"""kill -9 in mid-batch, at every durable boundary, and a restart: one ticket and at most one acknowledgement a mail."""

from __future__ import annotations

from collections import Counter

import pytest

from rules.words import IntakeState
from storage.crashpoints import POINTS
from tests.flow.world import World

BATCH = 6

# What the daemon passes while it works off new mail. The timers' boundaries are met by tests of the ticker.
MET = tuple(dict.fromkeys(point for point in POINTS if not point.startswith(("timer.", "intake.before_action"))))


def _batch(world: World, count: int) -> None:
    """So many mails in the folder at once, each of a customer of its own."""
    mails = [
        customer.draft(world.desk.address, f"Question of {customer.address}").as_bytes()
        for customer in world.customers(count)
    ]
    world.postfix.dovecot.maildir(world.desk.address).put(mails)


def _assert_each_once(world: World, count: int) -> None:
    """One ticket a mail, at most one acknowledgement in each customer's own mailbox, nothing left over."""
    tickets = world.desk.tickets()
    acknowledgements = [len(customer.letters()) for customer in world.customers(count)]

    assert Counter(row["requester"] for row in tickets) == Counter(
        {customer.address: 1 for customer in world.customers(count)}
    )
    assert max(acknowledgements) <= 1
    # Only a mail that was on the wire when the daemon died may have been lost: one for each connection.
    assert sum(acknowledgements) >= count - world.desk.connections
    assert {line.state for line in world.desk.intakes()} == {IntakeState.PROCESSED}


@pytest.mark.parametrize("point", MET)
def test_F03_a_daemon_killed_at_a_boundary_does_each_thing_once_after_its_restart(world: World, point: str) -> None:
    _batch(world, BATCH)
    with world.desk.running(crash_at=point, ready=False) as daemon:
        daemon.awaits_crash()

    with world.desk.running():
        world.desk.awaits_work_done(BATCH)

    _assert_each_once(world, BATCH)


def test_F03_a_daemon_killed_while_it_works_and_sends_does_each_thing_once(world_on_both: World) -> None:
    world, count = world_on_both, 60
    _batch(world, count)
    with world.desk.running() as daemon:
        world.customers(1)[0].awaits_letter()
        daemon.is_killed()

    with world.desk.running():
        world.desk.awaits_work_done(count)

    _assert_each_once(world, count)


def test_F03_a_daemon_killed_three_times_over_the_same_batch_quarantines_nothing(world: World) -> None:
    """Being killed with a mail in hand is not the mail's fault, unless it was alone each time."""
    _batch(world, BATCH)
    for _ in range(3):
        with world.desk.running(crash_at="pipeline.before_commit", ready=False) as daemon:
            daemon.awaits_crash()

    with world.desk.running():
        world.desk.awaits_work_done(BATCH)

    assert [line.reason for line in world.desk.intakes(IntakeState.QUARANTINED)] == []
