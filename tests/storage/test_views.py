"""Listings and searches, as the command line shows them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.effects import AppendMessage, OpenTicket, SaveContact, SetTimer, SettleIntake
from rules.model import Note, OperatorActed, Ticket, TimerFired
from rules.words import (
    IntakeState,
    MailKind,
    MessageKind,
    OutboxState,
    Priority,
    Severity,
    Status,
    Tier,
    TimerReason,
)
from storage import ledger, outbox, people, standing, views
from storage.database import Database
from storage.views import IntakeFilter, OutboxFilter, TicketFilter
from tests.storage import build

ANN, BOB = build.contact(1), build.contact(2, "bob@acme.test")


@pytest.fixture
def desk(database: Database) -> Database:
    """Three tickets: Ann's plain one, Bob's urgent one with agent and account, and a closed one of Ann's."""
    with database.transaction() as conn:
        kim = people.add_agent(conn, "kim", "Kim", ["kim@example.test"], "first line")
        acme = people.put_account(conn, "Acme", domains=["acme.test"])
    urgent = replace(
        build.ticket(2, BOB.id, followers=(ANN.id,)),
        subject="Cooling tower",
        account=acme,
        assignee=kim,
        severity=Severity.CRITICAL,
        tier=Tier.PLATINUM,
        priority=Priority.URGENT,
        queue="experts",
        tags=("vip",),
    )
    closed = replace(build.ticket(3, ANN.id), status=Status.CLOSED, follows=1, opened_at=build.later(hours=-50))
    opened = [OpenTicket(build.ticket(1, ANN.id)), OpenTicket(urgent), OpenTicket(closed)]
    said = [AppendMessage(replace(build.message(2), text="It is 100% on fire"))]
    people_first = [SaveContact(ANN), SaveContact(BOB)]
    timer = SetTimer(2, TimerReason.AUTO_CLOSE, build.NOW)
    build.apply(database, build.decision(*people_first, *opened, *said, timer))
    return database


def numbers(desk: Database, wanted: TicketFilter) -> list[int]:
    with desk.reading() as conn:
        return [line.number for line in views.tickets(conn, wanted, 10)]


def test_tickets_come_most_urgent_first(desk: Database) -> None:
    assert numbers(desk, TicketFilter()) == [2, 1, 3]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (TicketFilter(statuses=(Status.NEW, Status.OPEN)), [2, 1]),
        (TicketFilter(severities=(Severity.CRITICAL,)), [2]),
        (TicketFilter(tiers=(Tier.SILVER,)), [1, 3]),
        (TicketFilter(priorities=(Priority.URGENT, Priority.HIGH)), [2]),
        (TicketFilter(queue="experts"), [2]),
        (TicketFilter(mailbox="other"), []),
        (TicketFilter(assignee="kim"), [2]),
        (TicketFilter(assignee=""), [1, 3]),
        (TicketFilter(requester="Ann@customer.test"), [1, 3]),
        (TicketFilter(account="Acme"), [2]),
        (TicketFilter(tag="größe"), [1, 3]),
        (TicketFilter(tag="gr"), []),
        (TicketFilter(tag="_ip"), []),
        (TicketFilter(opened_before=build.NOW), [3]),
        (TicketFilter(opened_after=build.NOW), [2, 1]),
        (TicketFilter(due_before=build.later(hours=24)), []),
        (TicketFilter(due_before=build.later(hours=25), queue="support"), [1, 3]),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_filter_keeps_what_fits_all_of_it(desk: Database, wanted: TicketFilter, found: list[int]) -> None:
    assert numbers(desk, wanted) == found


def test_a_line_names_people_instead_of_numbers(desk: Database) -> None:
    with desk.reading() as conn:
        (line,) = views.tickets(conn, TicketFilter(queue="experts"), 1)
    assert (line.requester, line.requester_name, line.account, line.assignee) == ("bob@acme.test", "Ann", "Acme", "kim")
    assert (line.tags, line.messages) == (("vip",), 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cooling", [2]),
        ("FIRE", [2]),
        ("100%", [2]),
        ("bob fire", [2]),
        ("bob printer", []),
        ("printer", [3, 1]),
        ("", [3, 2, 1]),
        ("' OR 1=1 --", []),
    ],
)
def test_search_finds_tickets_with_every_word(desk: Database, text: str, found: list[int]) -> None:
    with desk.reading() as conn:
        assert [line.number for line in views.search(conn, text, 10)] == found


def test_the_file_of_a_ticket_holds_everything(desk: Database) -> None:
    build.apply(desk, build.decision(build.queue_mail(2, cause="a", message_id="ack2")))
    with desk.reading() as conn:
        file = views.ticket(conn, 2)
        first = views.ticket(conn, 1)
        assert views.ticket(conn, 99) is None
        assert (views.has_ticket(conn, 2), views.has_ticket(conn, 99)) == (True, False)
    assert file is not None
    assert first is not None
    assert isinstance(file.ticket, Ticket)
    assert (file.requester, file.followers) == (BOB, (ANN,))
    assert [message.text for message in file.messages] == ["It is 100% on fire"]
    assert file.messages[0].message_ids == ("ack2",)
    assert [mail.message_id for mail in file.mails] == ["ack2"]
    assert file.timers == (TimerFired(2, TimerReason.AUTO_CLOSE, build.NOW),)
    assert (first.followed_by, first.merged_from) == ((3,), ())


def test_entries_come_in_order(desk: Database) -> None:
    note = AppendMessage(build.message(2, 2, kind=MessageKind.NOTE))
    build.apply(desk, build.decision(note), event=OperatorActed("root", None, Note(2, "done")))
    with desk.reading() as conn:
        assert [(each.seq, each.kind) for each in views.messages(conn, 2)] == [
            (1, MessageKind.INBOUND),
            (2, MessageKind.NOTE),
        ]


def settle(database: Database, *states: IntakeState) -> list[int]:
    """One delivery in each state."""
    with database.transaction() as conn:
        ids = ledger.record(conn, [build.arrival(uid) for uid, _ in enumerate(states)], build.NOW)
    ended = [
        SettleIntake(intake, state, "parser_killed", None, None, None)
        for intake, state in zip(ids, states, strict=True)
        if state is not IntakeState.RECEIVED
    ]
    build.apply(database, build.decision(*ended))
    return ids


def test_I22_every_delivery_is_listed_in_its_state(database: Database) -> None:
    ids = settle(database, *IntakeState)
    with database.reading() as conn:
        for intake, state in zip(ids, IntakeState, strict=True):
            (line,) = views.intakes(conn, IntakeFilter(states=(state,)), 10)
            assert (line.id, line.state, line.folder, line.uidvalidity) == (intake, state, "INBOX", 1)
        mixed = IntakeFilter(states=(IntakeState.RECEIVED, IntakeState.QUARANTINED))
        assert len(views.intakes(conn, mixed, 10)) == 2
        assert [line.id for line in views.intakes(conn, IntakeFilter(), 2)] == [ids[-1], ids[-2]]
        assert views.intakes(conn, IntakeFilter(mailbox="other"), 10) == []
        assert len(views.intakes(conn, IntakeFilter(reason="parser_killed"), 10)) == 5
        assert views.intake(conn, 99) is None


def test_outgoing_mails_are_listed_by_state_kind_recipient_and_ticket(desk: Database) -> None:
    mails = [
        build.queue_mail(1, cause="a"),
        build.queue_mail(2, "bob@acme.test", cause="b", kind=MailKind.ANSWER),
    ]
    build.apply(desk, build.decision(*mails))
    with desk.transaction() as conn:
        (answer, *_) = outbox.claim(conn, build.NOW, 1, frozenset())
        outbox.settle(conn, answer.id, outbox.Rejected("5.1.1", "no"), build.NOW)
    with desk.reading() as conn:
        assert [line.id for line in views.outbox(conn, OutboxFilter(states=(OutboxState.FAILED,)), 9)] == [answer.id]
        assert [line.cause for line in views.outbox(conn, OutboxFilter(states=(OutboxState.QUEUED,)), 9)] == ["a"]
        assert len(views.outbox(conn, OutboxFilter(states=(OutboxState.QUEUED, OutboxState.FAILED)), 9)) == 2
        assert [line.cause for line in views.outbox(conn, OutboxFilter(kinds=(MailKind.ANSWER,)), 9)] == ["b"]
        assert [line.cause for line in views.outbox(conn, OutboxFilter(recipient="bob@acme.test"), 9)] == ["b"]
        assert [line.cause for line in views.outbox(conn, OutboxFilter(ticket=1), 9)] == ["a"]
        assert views.outbox(conn, OutboxFilter(mailbox="other"), 9) == []
        assert views.outgoing(conn, 99) is None


def test_counts_tell_every_state_that_has_any(desk: Database) -> None:
    settle(desk, IntakeState.RECEIVED, IntakeState.QUARANTINED, IntakeState.QUARANTINED)
    build.apply(desk, build.decision(build.queue_mail(1, cause="a"), build.queue_mail(2, cause="b")))
    with desk.transaction() as conn:
        (first, *_) = outbox.claim(conn, build.NOW, 1, frozenset())
        outbox.settle(conn, first.id, outbox.Uncertain("lost"), build.NOW)
        counts = standing.counts(conn)
    assert counts.tickets == {Status.NEW: 2, Status.CLOSED: 1}
    assert counts.intakes == {IntakeState.RECEIVED: 1, IntakeState.QUARANTINED: 2}
    assert counts.outbox == {OutboxState.QUEUED: 1, OutboxState.UNCERTAIN: 1}
    assert (counts.waiting_since, counts.unsent_since) == (build.NOW, build.NOW)


def test_counts_of_an_empty_desk_are_empty(database: Database) -> None:
    with database.reading() as conn:
        counts = standing.counts(conn)
    assert (counts.tickets, counts.intakes, counts.outbox) == ({}, {}, {})
    assert (counts.waiting_since, counts.unsent_since) == (None, None)
