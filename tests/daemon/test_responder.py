"""The outbox's worker: what is sent, what waits, what is never sent again (I05, I06, I07)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from daemon.decider import Decided
from daemon.delivery import (
    Lost,
    NotReached,
    Refused,
    Scope,
    Trouble,
    TryLater,
    no_secret,
    server_fault,
    unreachable,
)
from rules.words import MailKind, OutboxState
from storage import crashpoints
from storage.faults import DatabaseUnavailable
from tests.daemon.outbox_world import OutboxWorld
from tests.daemon.smtp_pool import pool
from tests.fakes.courier import FakeCourier
from tests.fakes.smtp import DOT, Close, FakeSmtp, Script, fake_smtp, once

MINUTE, HOUR = 60.0, 3600.0
ANNA, BERT = "anna@customer.test", "bert@customer.test"
ACK, ANSWER = MailKind.ACKNOWLEDGEMENT, MailKind.ANSWER


@pytest.fixture
def courier() -> FakeCourier:
    return FakeCourier()


@pytest.fixture
def world(tmp_path: Path, courier: FakeCourier) -> Iterator[OutboxWorld]:
    with closing(OutboxWorld(tmp_path, courier)) as made:
        yield made


# --- the ordinary day --------------------------------------------------------------------------------


def test_what_is_queued_is_sent_and_written_down(world: OutboxWorld, courier: FakeCourier) -> None:
    world.queue(ANNA)
    world.queue(BERT)
    world.work()
    assert world.states() == [OutboxState.SENT, OutboxState.SENT]
    assert [row.text for row in world.rows()] == ["250 ok", "250 ok"]
    assert [len(courier.sent_to(who)) for who in (ANNA, BERT)] == [1, 1]


def test_an_empty_outbox_asks_for_no_connection(world: OutboxWorld, courier: FakeCourier) -> None:
    assert world.work() == 30.0
    assert courier.asked == 0


def test_answers_go_before_acknowledgements(world: OutboxWorld, courier: FakeCourier) -> None:
    world.queue(ANNA, ACK)
    world.queue(BERT, ANSWER)
    world.responder.step()
    assert [letter.recipient for letter in courier.handed] == [BERT]


def test_no_more_rows_are_claimed_than_connections_are_open(world: OutboxWorld, courier: FakeCourier) -> None:
    for number in range(7):
        world.queue(f"c{number}@customer.test")
    most = 0
    while OutboxState.QUEUED in world.states():
        world.responder.step()
        most = max(most, world.states().count(OutboxState.DISPATCHING))
    assert most == courier.connections


def test_a_mail_never_overtakes_an_earlier_one_to_the_same_person_in_the_same_ticket(
    world: OutboxWorld, courier: FakeCourier
) -> None:
    ticket = world.queue(ANNA, ACK)
    world.queue(ANNA, ANSWER, ticket=ticket)
    courier.verdicts[ANNA] = [TryLater("4.2.1", "450 busy", slow_down=False)]
    world.work()
    assert world.states() == [OutboxState.QUEUED, OutboxState.QUEUED]
    world.clock.advance(2 * MINUTE)
    world.work()
    assert world.states() == [OutboxState.SENT, OutboxState.SENT]
    assert len(courier.handed) == 3


def test_a_slow_mail_does_not_hold_up_the_commit_of_its_neighbour(world: OutboxWorld, courier: FakeCourier) -> None:
    courier.slow.add(ANNA)
    world.queue(ANNA)
    world.queue(BERT)
    for _ in range(3):
        world.responder.step()
    assert world.states() == [OutboxState.DISPATCHING, OutboxState.SENT]
    courier.slow.clear()
    world.work()
    assert world.states() == [OutboxState.SENT, OutboxState.SENT]


def test_waking_ends_the_wait_for_slow_mails(world: OutboxWorld, courier: FakeCourier) -> None:
    world.responder.wake()
    assert courier.nudges == 1


def test_the_next_due_mail_decides_how_long_to_rest(world: OutboxWorld, courier: FakeCourier) -> None:
    courier.verdicts[ANNA] = [TryLater("4.2.1", "450 busy", slow_down=False)]
    world.queue(ANNA)
    world.work()
    world.clock.advance(50)
    assert world.work() == 10.0


def test_an_acknowledgement_that_waited_for_days_is_better_not_sent(world: OutboxWorld, courier: FakeCourier) -> None:
    world.queue(ANNA, ACK)
    world.queue(BERT, ANSWER)
    world.clock.advance(73 * HOUR)
    world.work()
    assert (courier.sent_to(ANNA), len(courier.sent_to(BERT))) == ([], 1)
    assert world.states() == [OutboxState.FAILED, OutboxState.SENT]


# --- F28: later --------------------------------------------------------------------------------------


def test_F28_a_mail_deferred_is_tried_after_1_5_15_60_minutes_with_the_same_bytes(
    world: OutboxWorld, courier: FakeCourier
) -> None:
    courier.verdicts[ANNA] = [TryLater("4.2.1", "450 busy", slow_down=False) for _ in range(4)]
    world.queue(ANNA)
    waits = []
    for _ in range(4):
        world.work()
        due = world.rows()[0].not_before
        assert due is not None
        waits.append((due - world.clock.now()).total_seconds() / 60)
        world.clock.advance(waits[-1] * MINUTE)
    world.work()
    assert waits == [1, 5, 15, 60]
    assert world.states() == [OutboxState.SENT]
    assert len(courier.sent_to(ANNA)) == 5
    assert len(set(courier.sent_to(ANNA))) == 1


def test_F28_after_five_days_the_desk_is_told(world: OutboxWorld, courier: FakeCourier) -> None:
    courier.verdicts[ANNA] = [TryLater("4.2.1", "450 busy", slow_down=False) for _ in range(99)]
    world.queue(ANNA, ANSWER)
    started = world.clock.now()
    while world.states() == [OutboxState.QUEUED]:
        world.work()
        world.clock.advance(2 * HOUR)
    assert world.states() == [OutboxState.FAILED]
    assert 5 * 24 <= (world.clock.now() - started).total_seconds() / 3600 <= 6 * 24
    assert [(event.permanent, event.status) for event in world.reports.reported] == [(True, "4.4.7")]


# --- F29: for good, or our own fault -----------------------------------------------------------------


def test_F29_a_refused_recipient_is_reported_once(world: OutboxWorld, courier: FakeCourier) -> None:
    courier.verdicts[ANNA] = [Refused("5.1.1", "550 5.1.1 no such user")]
    world.queue(ANNA)
    world.work()
    world.work()
    assert world.states() == [OutboxState.FAILED]
    assert [(event.outbox.recipient, event.permanent, event.status) for event in world.reports.reported] == [
        (ANNA, True, "5.1.1")
    ]


def test_F40_a_token_that_nobody_gave_is_told_at_once_and_asked_for_again_soon(
    world: OutboxWorld, courier: FakeCourier
) -> None:
    courier.trouble = no_secret("token_command /usr/bin/token ended with status 1")
    world.queue(ANNA)
    assert 0 < world.work() < MINUTE
    assert world.alert_codes() == ["smtp_secret_missing"]
    courier.trouble = None
    world.clock.advance(MINUTE)
    world.work()
    assert (world.states(), world.alert_codes()) == ([OutboxState.SENT], [])


@pytest.mark.parametrize("code", ["smtp_login_refused", "smtp_certificate", "smtp_refused"])
def test_F29_our_own_fault_pauses_everything_keeps_the_mails_and_alarms(
    world: OutboxWorld, courier: FakeCourier, code: str
) -> None:
    courier.trouble = server_fault(code, "535 go away")
    world.queue(ANNA)
    world.work()
    world.clock.advance(299)
    world.work()
    assert courier.asked == 1
    assert [(row.state, row.attempts) for row in world.rows()] == [(OutboxState.QUEUED, 0)]
    assert world.alert_codes() == [code]


def test_F21_a_wrong_password_is_tried_again_after_5_10_20_minutes_at_most_each_hour(
    world: OutboxWorld, courier: FakeCourier
) -> None:
    courier.trouble = server_fault("smtp_login_refused", "535 wrong")
    world.queue(ANNA)
    asked_at = []
    for minute in range(3 * 60):
        before = courier.asked
        world.work()
        if courier.asked > before:
            asked_at.append(minute)
        world.clock.advance(1 * MINUTE)
    assert asked_at == [0, 5, 15, 35, 75, 135]


def test_F29_our_sender_refused_pauses_that_mailbox_alone(world: OutboxWorld, courier: FakeCourier) -> None:
    refused = Trouble("smtp_sender_refused", "550 not you", lasting=True, scope=Scope.SENDER)
    courier.verdicts[ANNA] = [NotReached(refused)]
    world.queue(ANNA, mailbox="main")
    world.queue(BERT, mailbox="other")
    world.work()
    assert [(row.state, row.attempts) for row in world.rows()] == [(OutboxState.QUEUED, 0), (OutboxState.SENT, 1)]
    assert [(raised.code, raised.subject) for raised in world.alerts.open_now()] == [("smtp_sender_refused", "main")]
    world.clock.advance(6 * MINUTE)
    world.work()
    assert world.states() == [OutboxState.SENT, OutboxState.SENT]
    assert world.alert_codes() == []


def test_what_is_over_clears_its_alarm_even_after_a_restart(world: OutboxWorld, courier: FakeCourier) -> None:
    courier.trouble = server_fault("smtp_login_refused", "535 wrong")
    world.queue(ANNA)
    world.work()
    courier.trouble = None
    world.restart(courier)
    world.work()
    assert world.states() == [OutboxState.SENT]
    assert world.alert_codes() == []


def test_F27_a_server_that_is_away_costs_no_row_an_attempt_and_alarms_after_a_while(
    world: OutboxWorld, courier: FakeCourier
) -> None:
    courier.trouble = unreachable("connection refused")
    world.queue(ANNA)
    world.work()
    assert world.alert_codes() == []
    for _ in range(60):
        world.clock.advance(10)
        world.work()
    assert world.alert_codes() == ["smtp_unreachable"]
    assert [(row.state, row.attempts) for row in world.rows()] == [(OutboxState.QUEUED, 0)]
    courier.trouble = None
    world.clock.advance(6 * MINUTE)
    world.work()
    assert (world.states(), world.alert_codes()) == ([OutboxState.SENT], [])


def test_F33_a_rate_limit_slows_everything_down(world: OutboxWorld, courier: FakeCourier) -> None:
    for number in range(40):
        world.queue(f"c{number}@customer.test")
        courier.verdicts[f"c{number}@customer.test"] = [TryLater("4.7.0", "451 4.7.0 slow down", slow_down=True)]
    world.work()
    assert len(courier.handed) <= 2
    for _ in range(10):
        world.clock.advance(1)
        world.work()
    assert len(courier.handed) <= 6


# --- F30, F02: never twice, never lost ---------------------------------------------------------------


def test_F30_an_uncertain_acknowledgement_is_never_sent_again(world: OutboxWorld, courier: FakeCourier) -> None:
    courier.verdicts[ANNA] = [Lost("DATA: connection lost")]
    world.queue(ANNA, ACK)
    world.work()
    world.clock.advance(5 * HOUR)
    world.work()
    assert world.states() == [OutboxState.UNCERTAIN]
    assert len(courier.sent_to(ANNA)) == 1
    assert [event.permanent for event in world.reports.reported] == [False]


def test_F30_an_uncertain_answer_is_sent_again_later_with_the_same_bytes(
    world: OutboxWorld, courier: FakeCourier
) -> None:
    courier.verdicts[ANNA] = [Lost("DATA: connection lost")]
    world.queue(ANNA, ANSWER)
    world.work()
    assert len(courier.sent_to(ANNA)) == 1
    world.clock.advance(2 * MINUTE)
    world.work()
    assert world.states() == [OutboxState.SENT]
    assert len(courier.sent_to(ANNA)) == 2
    assert len(set(courier.sent_to(ANNA))) == 1


class SimulatedCrash(BaseException):
    """The process ends here."""


def _crash_at(number: int) -> tuple[Callable[[str], None], list[str]]:
    """A hook that ends the process at the n-th boundary of the outbox, and what it met before."""
    met: list[str] = []

    def hook(name: str) -> None:
        if name.startswith("outbox."):
            met.append(name)
            if len(met) == number:
                raise SimulatedCrash(name)

    return hook, met


def _send_all(world: OutboxWorld, server: FakeSmtp) -> None:
    """A new process works until nothing waits."""
    with pool(server.port) as courier:
        world.restart(courier)
        for _ in range(4):
            world.work()
            world.clock.advance(5 * MINUTE)


def _crash(world: OutboxWorld, server: FakeSmtp, number: int) -> bool:
    """A process that ends at the n-th boundary; whether it got there."""
    hook, _ = _crash_at(number)
    with pool(server.port) as courier, crashpoints.install(hook):
        try:
            world.restart(courier)
            world.work()
        except SimulatedCrash:
            return True
    return False


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(once("nothing"), id="honest"),
        pytest.param(once(DOT, Close(accept=True)), id="accepts and hangs up"),
        pytest.param(once(DOT, Close(accept=False)), id="hangs up unaccepted"),
    ],
)
def test_F02_F30_a_crash_at_every_boundary_sends_acks_at_most_once_and_answers_at_least_once(
    tmp_path: Path, script: Script
) -> None:
    number, reached = 0, True
    while reached:
        number += 1
        folder = tmp_path / str(number)
        folder.mkdir()
        with fake_smtp(script) as server, closing(OutboxWorld(folder, FakeCourier())) as world:
            ticket = world.queue(ANNA, ACK)
            world.queue(BERT, ANSWER)
            world.queue(ANNA, ANSWER, ticket=ticket)
            reached = _crash(world, server, number)
            _send_all(world, server)
            _assert_history_fits(world, server)
    assert number > 12


def test_F03_a_crash_while_recovering_from_a_crash_changes_nothing(tmp_path: Path) -> None:
    for first in range(1, 16, 3):
        for second in range(1, 12, 3):
            folder = tmp_path / f"{first}-{second}"
            folder.mkdir()
            with fake_smtp() as server, closing(OutboxWorld(folder, FakeCourier())) as world:
                world.queue(ANNA, ACK)
                world.queue(BERT, ANSWER)
                _crash(world, server, first)
                _crash(world, server, second)
                _send_all(world, server)
                _assert_history_fits(world, server)


def _assert_history_fits(world: OutboxWorld, server: FakeSmtp) -> None:
    """I05, I06, I07: the server's history is the oracle."""
    for row in world.rows():
        copies = [raw for raw in server.copies(row.recipient) if f"<{row.message_id}>".encode() in raw]
        if row.kind is ACK:
            assert len(copies) <= 1
            assert row.state in (OutboxState.SENT, OutboxState.UNCERTAIN)
        else:
            assert len(copies) >= 1
            assert row.state is OutboxState.SENT
        assert len(set(copies)) <= 1
        assert row.state is not OutboxState.SENT or copies
    ids = {f"<{row.message_id}>".encode() for row in world.rows()}
    assert all(any(message_id in taken.raw for message_id in ids) for taken in server.history)


# --- reports, alerts, the end ------------------------------------------------------------------------


def test_a_report_that_met_a_conflict_is_made_again(world: OutboxWorld, courier: FakeCourier) -> None:
    courier.verdicts[ANNA] = [Refused("5.1.1", "550 no")]
    world.reports.answers = [Decided.LATER]
    world.queue(ANNA)
    assert world.work() == 1.0
    world.work()
    assert len(world.reports.reported) == 2


def test_a_report_that_meets_a_bug_does_not_stop_the_others(world: OutboxWorld, courier: FakeCourier) -> None:
    for who in (ANNA, BERT):
        courier.verdicts[who] = [Refused("5.1.1", "550 no")]
        world.queue(who)
    world.reports.answers = [Decided.BROKEN]
    world.work()
    world.work()
    assert sorted(event.outbox.recipient for event in world.reports.reported) == [ANNA, BERT]


def test_an_alert_is_mailed_once_an_hour_for_a_reason(world: OutboxWorld, courier: FakeCourier) -> None:
    for _ in range(3):
        world.alerts.sound("imap_unreachable", "main", "timed out")
        world.work()
        world.clock.advance(21 * MINUTE)
    assert len(courier.sent_to("operators@desk.test")) == 1
    world.alerts.sound("imap_unreachable", "main", "timed out")
    world.work()
    assert len(courier.sent_to("operators@desk.test")) == 2


def test_an_alert_about_the_smtp_server_is_mailed_once_it_works_again(world: OutboxWorld, courier: FakeCourier) -> None:
    courier.trouble = server_fault("smtp_login_refused", "535 wrong")
    world.queue(ANNA)
    world.work()
    assert courier.handed == []
    courier.trouble = None
    world.clock.advance(6 * MINUTE)
    world.work()
    assert len(courier.sent_to("operators@desk.test")) == 1


def test_closing_gives_back_what_was_only_claimed_and_marks_what_was_cut(
    world: OutboxWorld, courier: FakeCourier
) -> None:
    courier.slow.add(ANNA)
    world.queue(ANNA, ACK)
    for number in range(4):
        world.queue(f"c{number}@customer.test")
    world.responder.step()
    world.responder.step()
    world.responder.close(0.0)
    states = world.states()
    assert states[0] is OutboxState.UNCERTAIN
    assert OutboxState.DISPATCHING not in states
    assert OutboxState.QUEUED in states


def test_closing_without_a_database_hears_what_becomes_of_what_is_under_way_and_says_so(
    world: OutboxWorld, courier: FakeCourier, tmp_path: Path
) -> None:
    world.queue(ANNA)
    world.queue(BERT)
    courier.slow.add(BERT)
    world.responder.step()
    (tmp_path / "desk.db").rename(tmp_path / "gone.db")
    with pytest.raises(DatabaseUnavailable):
        world.responder.close(0.0)
    assert courier.under_way() == 0


def test_closing_writes_down_what_is_known_before_a_server_can_hold_it_up(
    world: OutboxWorld, courier: FakeCourier
) -> None:
    for number in range(4):
        world.queue(f"c{number}@customer.test")
    world.responder.step()
    assert OutboxState.DISPATCHING in world.states()
    world.alerts.sound("imap_unreachable", "main", "timed out")
    seen: list[list[OutboxState]] = []
    courier.on_ready = lambda: seen.append(world.states())
    world.responder.close(0.0)
    assert seen
    assert all(OutboxState.DISPATCHING not in states for states in seen)
