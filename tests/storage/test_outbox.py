"""The outbox: claimed in order, settled by outcome, and only answers are ever sent twice."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rules.effects import MarkOutbox, OpenTicket, QueueMail, SaveContact
from rules.model import DeliveryReported
from rules.words import MailKind, OutboxState
from storage import outbox, views
from storage.database import Database, open_database
from storage.outbox import Deferred, OutboxClaim, Outcome, Rejected, Returned, Sent, Uncertain
from storage.views import OutboxFilter, OutboxLine
from tests.storage import build

NOBODY: frozenset[str] = frozenset()


@pytest.fixture
def tickets(database: Database) -> None:
    """Tickets 1 to 3 of one person."""
    opened = (OpenTicket(build.ticket(number, 1)) for number in (1, 2, 3))
    build.apply(database, build.decision(SaveContact(build.contact(1)), *opened))


def queue(database: Database, *mails: QueueMail) -> list[int]:
    """Puts mails into the outbox; their ids."""
    build.apply(database, build.decision(*mails), [f"bytes of {mail.cause}".encode() for mail in mails])
    with database.reading() as conn:
        lines = views.outbox(conn, OutboxFilter(), 1000)
    by_id = {line.message_id: line.id for line in lines}
    return [by_id[mail.draft.message_id] for mail in mails]


def claim(database: Database, limit: int = 10, now: float = 0, paused: frozenset[str] = NOBODY) -> list[OutboxClaim]:
    with database.transaction() as conn:
        return outbox.claim(conn, build.later(seconds=now), limit, paused)


def settle(database: Database, number: int, outcome: Outcome) -> None:
    with database.transaction() as conn:
        outbox.settle(conn, number, outcome, build.NOW)


def line(database: Database, number: int) -> OutboxLine:
    with database.reading() as conn:
        found = views.outgoing(conn, number)
    assert found is not None
    return found


def ids(claims: Sequence[OutboxClaim]) -> list[int]:
    return [each.id for each in claims]


pytestmark = pytest.mark.usefixtures("tickets")

# --- claiming ----------------------------------------------------------------------------------------


def test_a_claim_carries_the_bytes_and_counts_the_attempt(database: Database) -> None:
    (number,) = queue(database, build.queue_mail(1, cause="a"))
    (mine,) = claim(database)
    assert (mine.id, mine.raw, mine.attempts, mine.recipient) == (number, b"bytes of a", 1, "ann@customer.test")
    assert line(database, number).state is OutboxState.DISPATCHING
    assert claim(database) == []


def test_mails_are_claimed_by_kind_then_age(database: Database) -> None:
    kinds = list(reversed(MailKind))
    mails = [build.queue_mail(1, f"{kind}@x.test", cause="c", kind=kind) for kind in kinds]
    numbers = queue(database, *mails)
    first, *rest = queue(database, build.queue_mail(2, "late@x.test", cause="l", kind=MailKind.ANSWER))
    assert rest == []
    assert ids(claim(database)) == [numbers[-1], first, *reversed(numbers[:-1])]
    assert list(MailKind) == [
        MailKind.ANSWER,
        MailKind.ESCALATION,
        MailKind.ACKNOWLEDGEMENT,
        MailKind.NOTIFICATION,
        MailKind.SURVEY,
    ]


def test_an_answer_never_overtakes_the_acknowledgement_to_the_same_person_in_the_ticket(database: Database) -> None:
    acknowledgement, answer, other = queue(
        database,
        build.queue_mail(1, cause="a"),
        build.queue_mail(1, cause="b", kind=MailKind.ANSWER),
        build.queue_mail(2, cause="c", kind=MailKind.ANSWER),
    )
    assert ids(claim(database)) == [other, acknowledgement]
    assert claim(database) == [], "an acknowledgement under way still goes first"
    settle(database, acknowledgement, Sent("250 ok"))
    assert ids(claim(database)) == [answer]


def test_a_deferred_mail_holds_back_what_came_after_it_for_that_person_only(database: Database) -> None:
    first, second = queue(database, build.queue_mail(1, cause="a"), build.queue_mail(1, cause="b"))
    claim(database)
    settle(database, first, Deferred("try later", "4.2.1", build.later(seconds=60)))
    (stranger,) = queue(database, build.queue_mail(1, "eve@x.test", cause="c"))
    assert ids(claim(database)) == [stranger]
    assert ids(claim(database, now=60)) == [first]
    settle(database, first, Sent("250"))
    assert ids(claim(database, now=60)) == [second]


def test_a_failed_mail_holds_nobody_back(database: Database) -> None:
    first, second = queue(database, build.queue_mail(1, cause="a"), build.queue_mail(1, cause="b"))
    claim(database)
    settle(database, first, Rejected("5.1.1", "no such user"))
    assert ids(claim(database)) == [second]


def test_a_claim_is_bounded(database: Database) -> None:
    numbers = queue(database, *(build.queue_mail(1, f"{n}@x.test", cause="c") for n in range(5)))
    assert ids(claim(database, limit=2)) == numbers[:2]
    assert ids(claim(database, limit=2)) == numbers[2:4]


def test_the_mails_of_a_paused_mailbox_stay(database: Database) -> None:
    (stays,) = queue(database, build.queue_mail(1, cause="a", mailbox="sick"))
    (goes,) = queue(database, build.queue_mail(2, cause="b"))
    assert ids(claim(database, paused=frozenset({"sick"}))) == [goes]
    with database.reading() as conn:
        assert outbox.next_due(conn, frozenset({"sick"})) is None
    assert ids(claim(database)) == [stays]


# --- settling ----------------------------------------------------------------------------------------


def test_I07_sent_keeps_what_the_server_said(database: Database) -> None:
    (number,) = queue(database, build.queue_mail(1, cause="a"))
    claim(database)
    settle(database, number, Sent("250 2.0.0 queued as 4F"))
    assert (line(database, number).state, line(database, number).text) == (OutboxState.SENT, "250 2.0.0 queued as 4F")


def test_a_deferred_mail_comes_back_when_it_is_due_with_the_same_bytes(database: Database) -> None:
    (number,) = queue(database, build.queue_mail(1, cause="a"))
    (before,) = claim(database)
    settle(database, number, Deferred("greylisted", "4.7.1", build.later(seconds=300)))
    assert claim(database, now=299) == []
    with database.reading() as conn:
        assert outbox.next_due(conn) == build.later(seconds=300)
    (after,) = claim(database, now=300)
    assert (after.raw, after.attempts) == (before.raw, 2)


def test_a_returned_mail_was_never_tried(database: Database) -> None:
    (number,) = queue(database, build.queue_mail(1, cause="a"))
    claim(database)
    settle(database, number, Returned())
    assert line(database, number).attempts == 0
    assert ids(claim(database)) == [number]


@pytest.mark.parametrize("kind", [kind for kind in MailKind if kind is not MailKind.ANSWER])
def test_F30_an_uncertain_automatic_mail_is_not_sent_again(database: Database, kind: MailKind) -> None:
    (number,) = queue(database, build.queue_mail(1, cause="a", kind=kind))
    claim(database)
    settle(database, number, Uncertain("connection lost"))
    assert line(database, number).state is OutboxState.UNCERTAIN
    assert claim(database, now=1e6) == []


def test_F30_an_uncertain_answer_goes_again_with_the_same_bytes_and_says_so(database: Database) -> None:
    (number,) = queue(database, build.queue_mail(1, cause="a", kind=MailKind.ANSWER))
    (before,) = claim(database)
    settle(database, number, Uncertain("connection lost"))
    assert line(database, number).maybe_sent
    (after,) = claim(database)
    assert (after.id, after.raw) == (number, before.raw)


def test_a_mail_that_is_not_under_way_cannot_be_settled(database: Database) -> None:
    (number,) = queue(database, build.queue_mail(1, cause="a"))
    claim(database)
    settle(database, number, Sent("250"))
    settle(database, number, Rejected("5.0.0", "late"))
    assert line(database, number).state is OutboxState.SENT


def test_F02_what_a_dead_program_was_sending_is_uncertain(database: Database, database_url: str) -> None:
    acknowledgement, answer, waiting = queue(
        database,
        build.queue_mail(1, cause="a"),
        build.queue_mail(2, cause="b", kind=MailKind.ANSWER),
        build.queue_mail(3, cause="c"),
    )
    claim(database, limit=2)
    again = open_database(database_url, create=False)
    with again.transaction() as conn:
        assert outbox.recover(conn, build.NOW) == 2
        assert outbox.recover(conn, build.NOW) == 0
    assert line(again, acknowledgement).state is OutboxState.UNCERTAIN
    assert ids(claim(again)) == [answer, waiting]
    again.close()


def test_a_round_is_settled_each_mail_by_its_own_outcome(database: Database) -> None:
    sent, also_sent, deferred = queue(database, *(build.queue_mail(n, cause=f"c{n}") for n in (1, 2, 3)))
    (still_queued,) = queue(database, build.queue_mail(1, cause="behind the first"))
    claim(database)
    outcomes: list[tuple[int, Outcome]] = [
        (sent, Sent("250 a")),
        (deferred, Deferred("later", "4.2.0", build.later(hours=1))),
        (also_sent, Sent("250 b")),
        (still_queued, Sent("250 nobody claimed it")),
    ]
    with database.transaction() as conn:
        outbox.settle_all(conn, outcomes, build.NOW)
    assert (line(database, sent).state, line(database, sent).text) == (OutboxState.SENT, "250 a")
    assert (line(database, also_sent).state, line(database, also_sent).text) == (OutboxState.SENT, "250 b")
    assert (line(database, deferred).state, line(database, deferred).text) == (OutboxState.QUEUED, "later")
    assert line(database, still_queued).state is OutboxState.QUEUED


# --- when to look again ------------------------------------------------------------------------------


def test_nothing_is_due_in_an_empty_outbox(database: Database) -> None:
    with database.reading() as conn:
        assert outbox.next_due(conn) is None


def test_a_mail_that_may_leave_is_due_already(database: Database) -> None:
    queue(database, build.queue_mail(1, cause="a"))
    with database.reading() as conn:
        assert outbox.next_due(conn) == build.NOW


def test_a_mail_behind_a_deferred_one_is_not_due_before_it(database: Database) -> None:
    first, _ = queue(database, build.queue_mail(1, cause="a"), build.queue_mail(1, cause="b"))
    claim(database)
    settle(database, first, Deferred("later", "", build.later(hours=1)))
    with database.reading() as conn:
        assert outbox.next_due(conn) == build.later(hours=1)


# --- what the desk must be told ----------------------------------------------------------------------


def test_a_failure_is_reported_until_its_decision_is_written(database: Database) -> None:
    (number,) = queue(database, build.queue_mail(1, cause="a"))
    claim(database)
    settle(database, number, Rejected("5.1.1", "no such user"))
    with database.reading() as conn:
        (failed,) = outbox.unreported(conn, 10)
    assert (failed.view.id, failed.permanent, failed.status, failed.text) == (number, True, "5.1.1", "no such user")
    event = DeliveryReported(failed.view, failed.permanent, failed.status, failed.text)
    build.apply(database, build.decision(), event=event)
    with database.reading() as conn:
        assert outbox.unreported(conn, 10) == []


def test_an_uncertain_mail_is_reported_as_not_permanent(database: Database) -> None:
    (number,) = queue(database, build.queue_mail(1, cause="a"))
    claim(database)
    settle(database, number, Uncertain("lost"))
    with database.reading() as conn:
        assert [each.permanent for each in outbox.unreported(conn, 10)] == [False]


def test_a_bounce_marks_a_sent_mail_failed_without_reporting_it_again(database: Database) -> None:
    (number,) = queue(database, build.queue_mail(1, cause="a"))
    claim(database)
    settle(database, number, Sent("250"))
    build.apply(database, build.decision(MarkOutbox(number, OutboxState.FAILED, "5.1.1 unknown")))
    assert (line(database, number).state, line(database, number).text) == (OutboxState.FAILED, "5.1.1 unknown")
    with database.reading() as conn:
        assert outbox.unreported(conn, 10) == []


# --- the operator's part -----------------------------------------------------------------------------


def test_retry_puts_a_failed_mail_back_at_once(database: Database) -> None:
    (number,) = queue(database, build.queue_mail(1, cause="a"))
    claim(database)
    settle(database, number, Rejected("5.1.1", "no"))
    with database.transaction() as conn:
        assert outbox.retry(conn, number, "root", build.NOW)
        assert outbox.unreported(conn, 10) == []
    assert ids(claim(database)) == [number]


def test_what_is_sent_or_under_way_is_neither_retried_nor_cancelled(database: Database) -> None:
    (number,) = queue(database, build.queue_mail(1, cause="a"))
    claim(database)
    with database.transaction() as conn:
        assert not outbox.retry(conn, number, "root", build.NOW)
        assert not outbox.cancel(conn, number, "root", build.NOW)
    settle(database, number, Sent("250"))
    with database.transaction() as conn:
        assert not outbox.retry(conn, number, "root", build.NOW)
        assert not outbox.cancel(conn, number, "root", build.NOW)


def test_a_cancelled_mail_stays_and_frees_the_next(database: Database) -> None:
    first, second = queue(database, build.queue_mail(1, cause="a"), build.queue_mail(1, cause="b"))
    with database.transaction() as conn:
        assert outbox.cancel(conn, first, "root", build.NOW)
        assert outbox.raw_mail(conn, first) == b"bytes of a"
        assert [event.actor for event in views.events_of_ticket(conn, 1)][-1] == "root"
    assert ids(claim(database)) == [second]
