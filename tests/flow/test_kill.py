"""kill -9 in mid-batch, at every durable boundary, and a restart: one ticket and at most one acknowledgement a mail."""

from __future__ import annotations

from collections import Counter

import pytest

from rules.words import IntakeState
from storage.crashpoints import POINTS
from tests.flow.world import World

BATCH = 6

# What the daemon passes while it works off new mail. The timers' boundaries are met by tests of the ticker.
ON_THE_SERVER = ("intake.before_action", "intake.after_action")
MET = tuple(point for point in POINTS if not point.startswith("timer.") and point not in ON_THE_SERVER)


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


@pytest.mark.parametrize("point", ON_THE_SERVER)
def test_F03_a_daemon_killed_while_it_moves_mail_has_moved_it_after_its_restart(world: World, point: str) -> None:
    world.desk.inbox.create("Done")
    world.desk.mailbox |= {"after": "move", "after_folder": "Done"}
    world.desk.configure()
    _batch(world, BATCH)
    with world.desk.running(crash_at=point, ready=False) as daemon:
        daemon.awaits_crash()

    with world.desk.running():
        world.desk.awaits_work_done(BATCH)
        world.desk.inbox.wait_for_all(count=BATCH, what="the moved mails", folder="Done")

    _assert_each_once(world, BATCH)
    assert world.desk.inbox.count() == 0


@pytest.mark.parametrize(("kills", "set_aside"), [(3, 0), (4, 1)])
def test_F04_only_a_mail_that_was_alone_at_three_kills_is_set_aside(world: World, kills: int, set_aside: int) -> None:
    """The first kill hits the batch and blames nobody; then the mails are redone alone, the oldest first."""
    _batch(world, BATCH)
    for _ in range(kills):
        with world.desk.running(crash_at="pipeline.before_write", ready=False) as daemon:
            daemon.awaits_crash()

    with world.desk.running():
        world.desk.awaits_work_done(BATCH)
        tickets = world.desk.tickets()

    quarantined = world.desk.intakes(IntakeState.QUARANTINED)
    assert len(quarantined) == set_aside
    assert {line.reason for line in quarantined} <= {"attempts_exhausted"}
    assert len(world.desk.intakes(IntakeState.PROCESSED)) == BATCH - set_aside
    # A mail that is set aside has a stub ticket, so that a person sees it.
    assert len(tickets) == BATCH
