"""The working set: what a decision sees, and what of it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event as engine_event

from parsers.mail import TokenSeen
from parsers.token import Claim, Form, Purpose, sign
from rules.effects import (
    AppendMessage,
    CancelTimer,
    ChangeTicket,
    Decision,
    Effect,
    HoldBack,
    MarkOutbox,
    OpenTicket,
    SaveContact,
    SetTimer,
    SettleIntake,
    Suppress,
)
from rules.model import (
    Answer,
    Close,
    DeliveryReported,
    Event,
    MailArrived,
    Note,
    OperatorActed,
    OutboxView,
    Snapshot,
    TimerFired,
    going_on,
)
from rules.words import IntakeState, MailKind, MessageKind, OutboxState, Role, Status, Tier, TimerReason
from storage import desk, ledger, people, views
from storage.database import Database
from storage.desk import WorkingSet
from storage.faults import Conflict
from storage.ledger import Arrival
from storage.numbers import FreshNumbers
from storage.views import IntakeFilter, OutboxFilter
from tests.storage import build

ANN, BOB = build.contact(1), build.contact(2, "bob@customer.test")


def record(database: Database, *arrivals: Arrival) -> list[int]:
    with database.transaction() as conn:
        return ledger.record(conn, arrivals, build.NOW)


def read(database: Database, *events: Event) -> WorkingSet:
    """Numbers 101 and up are fresh."""
    fresh = [build.fresh(FreshNumbers(101 + index, 101 + index)) for index in range(len(events))]
    with database.reading() as conn:
        return desk.read(conn, events, fresh, build.MAILBOXES, build.DESK, build.NOW)


def see(database: Database, event: Event) -> Snapshot:
    """What a decision on that event alone would see."""
    return read(database, event).snapshot(event, 0)


def write(database: Database, working: WorkingSet) -> None:
    with database.transaction() as conn:
        working.write(conn, build.NOW)


def opened(number: int, intake: int | None = None, *ids: str) -> Decision:
    """Ann's new ticket with its first message."""
    return build.decision(
        SaveContact(ANN),
        OpenTicket(build.ticket(number, ANN.id)),
        AppendMessage(build.message(number, intake=intake, message_ids=ids)),
        *([SettleIntake(intake, IntakeState.PROCESSED, None, number, 1, None)] if intake is not None else []),
    )


def appended(seen: Snapshot, number: int, *ids: str) -> Decision:
    """One more entry, and the ticket opened again."""
    before = seen.tickets[number]
    seq = before.last_seq + 1
    return build.decision(
        AppendMessage(build.message(number, seq, message_ids=ids)),
        ChangeTicket(before, replace(before, status=Status.OPEN, last_seq=seq)),
    )


# --- one decision ------------------------------------------------------------------------------------


def test_a_mail_becomes_a_ticket_an_acknowledgement_and_a_settled_row(database: Database) -> None:
    (intake,) = record(database, build.arrival(1))
    mail = build.arrived(intake, build.mail(message_id="m1"))
    working = read(database, mail)
    working.snapshot(mail, 0)
    decision = opened(101, intake, "m1")
    queued = build.queue_mail(101, cause=f"intake {intake}", message_id="ack1")
    working.take(Decision((*decision.effects, queued), decision.trace), [b"the bytes"])
    write(database, working)
    with database.reading() as conn:
        assert ledger.pending(conn) == 0
        file = views.ticket(conn, 101)
        (row,) = views.intakes(conn, IntakeFilter(), 10)
        (out,) = views.outbox(conn, OutboxFilter(), 10)
        (happened,) = views.events_of_ticket(conn, 101)
    assert file is not None
    assert file.ticket == build.ticket(101, ANN.id)
    assert file.messages == (build.message(101, intake=intake, message_ids=("ack1", "m1")),)
    assert (row.state, row.ticket, row.seq, row.settled_at) == (IntakeState.PROCESSED, 101, 1, build.NOW)
    assert (out.state, out.intake, out.message_id) == (OutboxState.QUEUED, intake, "ack1")
    assert (happened.kind, happened.actor, happened.intake) == ("mail_arrived", "ann@customer.test", intake)


def test_a_snapshot_gives_back_what_was_stored(database: Database) -> None:
    build.apply(database, build.decision(SaveContact(ANN), SaveContact(BOB)))
    stored = build.ticket(1, ANN.id, followers=(BOB.id,))
    build.apply(database, build.decision(OpenTicket(stored), AppendMessage(build.message(1, message_ids=("m1",)))))
    seen = see(database, build.arrived(9, build.mail(references=("m1",))))
    assert seen.tickets == {1: stored}
    assert seen.bearers == {"m1": (1,)}
    assert seen.contacts == {1: ANN, 2: BOB}
    assert seen.sender == ANN
    assert seen.ticket_mails == {1: 1}
    assert seen.mailbox == build.MAILBOX


def test_a_stranger_is_nobody(database: Database) -> None:
    seen = see(database, build.arrived(9, build.mail("eve@x.test")))
    assert (seen.sender, seen.account, seen.tickets, seen.twins) == (None, None, {}, ())


def test_a_snapshot_holds_only_what_its_own_event_names(database: Database) -> None:
    build.apply(database, opened(1, None, "m1"))
    build.apply(database, build.decision(OpenTicket(build.ticket(2, 1)), AppendMessage(build.message(2))))
    first, second = build.arrived(8, build.mail(references=("m1",))), build.arrived(9, build.mail(numbers=(2,)))
    working = read(database, first, second)
    assert list(working.snapshot(first, 0).tickets) == [1]
    assert list(working.snapshot(second, 1).tickets) == [2]


def test_numbers_no_ticket_can_have_name_nothing(database: Database) -> None:
    assert see(database, build.arrived(9, build.mail(numbers=(0, -1, 2**31, 10**30)))).tickets == {}


# --- one batch ---------------------------------------------------------------------------------------


def test_F24_a_reply_in_the_same_batch_finds_its_parent(database: Database) -> None:
    ids = record(database, build.arrival(1), build.arrival(2))
    first = build.arrived(ids[0], build.mail(message_id="m1"))
    reply = build.arrived(ids[1], build.mail(message_id="m2", references=("m1",)))
    working = read(database, first, reply)
    assert working.snapshot(first, 0).tickets == {}
    working.take(opened(101, ids[0], "m1"), [])
    seen = working.snapshot(reply, 1)
    assert (seen.bearers["m1"], list(seen.tickets), seen.sender) == ((101,), [101], ANN)
    assert seen.ticket_mails == {101: 1}
    working.take(appended(seen, 101, "m2"), [])
    write(database, working)
    with database.reading() as conn:
        file = views.ticket(conn, 101)
    assert file is not None
    assert (file.ticket.status, file.ticket.last_seq, len(file.messages)) == (Status.OPEN, 2, 2)


def test_a_reply_to_an_acknowledgement_of_the_same_batch_finds_the_ticket(database: Database) -> None:
    first, reply = build.arrived(1, build.mail()), build.arrived(2, build.mail(references=("ack1",)))
    working = read(database, first, reply)
    working.snapshot(first, 0)
    decision = opened(101)
    working.take(
        Decision((*decision.effects, build.queue_mail(101, cause="c", message_id="ack1")), decision.trace), [b""]
    )
    assert working.snapshot(reply, 1).bearers == {"ack1": (101,)}


def test_automatic_mails_of_the_batch_count_for_the_cap(database: Database) -> None:
    events = [build.arrived(number, build.mail()) for number in (1, 2, 3)]
    working = read(database, *events)
    counts = []
    for index, event in enumerate(events):
        counts.append(len(working.snapshot(event, index).automatic))
        number = 101 + index
        effects = opened(number).effects if index == 0 else (OpenTicket(build.ticket(number, 1)),)
        working.take(build.decision(*effects, build.queue_mail(number, cause=f"c{index}")), [b""])
    assert counts == [0, 1, 2]


def held_back(number: int) -> tuple[Effect, ...]:
    """Ann's ticket, which no summary has named yet."""
    due = build.later(hours=23)
    return (HoldBack(number, ANN.address, "sender_capped"), SetTimer(number, TimerReason.SUMMARY, due))


def test_what_a_summary_has_named_is_no_longer_held_back(database: Database) -> None:
    build.apply(database, build.decision(*opened(1).effects, *held_back(1)))
    build.apply(database, build.decision(OpenTicket(build.ticket(2, ANN.id)), *held_back(2)))
    event = build.arrived(2, build.mail())
    assert see(database, event).held_back == (1, 2)
    working = read(database, event, event)
    working.snapshot(event, 0)
    working.take(build.decision(CancelTimer(1, TimerReason.SUMMARY)), [])
    assert working.snapshot(event, 1).held_back == (2,)
    write(database, working)
    assert see(database, event).held_back == (2,)


def test_A60_the_ticket_that_goes_on_with_a_flooded_one_is_seen_with_it(database: Database) -> None:
    ids = record(database, build.arrival(1), build.arrival(2))
    build.apply(database, opened(1, ids[0], "first@x"))
    build.apply(database, build.decision(*opened(2, ids[1], going_on(1)).effects[1:]))
    seen = see(database, build.arrived(3, build.mail(references=("first@x",))))
    assert seen.bearers == {"first@x": (1,), going_on(1): (2,)}
    assert (sorted(seen.tickets), seen.ticket_mails) == ([1, 2], {1: 1, 2: 1})


def test_what_was_held_back_and_suppressed_in_the_batch_is_seen(database: Database) -> None:
    first, second = build.arrived(1, build.mail()), build.arrived(2, build.mail())
    working = read(database, first, second)
    working.snapshot(first, 0)
    wanted = (*held_back(101), Suppress(ANN.address, "5.1.1"))
    working.take(build.decision(*opened(101).effects, *wanted), [])
    seen = working.snapshot(second, 1)
    assert (seen.held_back, seen.suppressed) == ((101,), frozenset({ANN.address}))
    write(database, working)
    again = see(database, second)
    assert (again.held_back, again.suppressed) == ((101,), frozenset({ANN.address}))


def test_two_changes_of_a_ticket_in_one_batch_are_one_row_with_both(database: Database) -> None:
    build.apply(database, opened(1, None, "m1"))
    events = [build.arrived(number, build.mail(references=("m1",))) for number in (8, 9)]
    working = read(database, *events)
    for index, event in enumerate(events):
        working.take(appended(working.snapshot(event, index), 1, f"r{index}"), [])
    write(database, working)
    with database.reading() as conn:
        file = views.ticket(conn, 1)
    assert file is not None
    assert ([message.seq for message in file.messages], file.ticket.last_seq, file.ticket.version) == ([1, 2, 3], 3, 3)


# --- twins -------------------------------------------------------------------------------------------


def twins(database: Database, *arrivals: Arrival) -> tuple[list[int], WorkingSet, list[MailArrived]]:
    ids = record(database, *arrivals)
    events = [
        MailArrived(
            intake=intake,
            mailbox="main",
            received_at=build.NOW,
            raw_sha256=arrival.raw_sha256,
            content_sha256=arrival.content_sha256,
            mail=build.mail(message_id=arrival.message_id),
            aside=None,
            may_answer=True,
            stub=None,
        )
        for intake, arrival in zip(ids, arrivals, strict=True)
    ]
    return ids, read(database, *events), events


def test_F22_the_second_of_two_equal_mails_in_a_batch_sees_the_first(database: Database) -> None:
    ids, working, events = twins(database, build.arrival(1, b"same"), build.arrival(2, b"same"))
    assert working.snapshot(events[0], 0).twins == (), "one that still waits is nobody's original"
    working.take(opened(101, ids[0]), [])
    (twin,) = working.snapshot(events[1], 1).twins
    assert (twin.intake, twin.state, twin.ticket, twin.seq) == (ids[0], IntakeState.PROCESSED, 101, 1)


@pytest.mark.parametrize("what", ["bytes", "content", "Message-ID"])
def test_F22_a_later_mail_finds_its_twin_by(database: Database, what: str) -> None:
    first = build.arrival(1, b"first", message_id="m1")
    second = build.arrival(2, b"second", message_id="m2")
    if what == "bytes":
        second = replace(second, raw_sha256=first.raw_sha256)
    elif what == "content":
        second = replace(second, content_sha256=first.content_sha256)
    else:
        second = replace(second, message_id=first.message_id)
    ids, working, events = twins(database, first)
    working.snapshot(events[0], 0)
    working.take(opened(101, ids[0], "m1"), [])
    write(database, working)
    _, again, later = twins(database, second)
    assert [twin.intake for twin in again.snapshot(later[0], 0).twins] == ids


def test_F23_a_message_id_everybody_uses_calls_up_a_bounded_number_of_rows(database: Database) -> None:
    ids = record(database, *(build.arrival(uid, message_id="same@x") for uid in range(1, 61)))
    settle = [SettleIntake(intake, IntakeState.PROCESSED, None, 1, 1, None) for intake in ids[:50]]
    tickets = [OpenTicket(build.ticket(number, 1)) for number in range(1, 51)]
    messages = [AppendMessage(build.message(number, message_ids=("same@x",))) for number in range(1, 51)]
    build.apply(database, build.decision(SaveContact(ANN), *tickets, *messages, *settle))
    seen = see(database, build.arrived(ids[55], build.mail(message_id="same@x")))
    assert len(seen.twins) <= 20
    assert seen.bearers["same@x"] == tuple(range(50, 30, -1)), "newest first, cut"


# --- people ------------------------------------------------------------------------------------------


def test_an_account_is_found_by_the_domain_of_a_stranger(database: Database) -> None:
    with database.transaction() as conn:
        number = people.put_account(conn, "Acme", domains=["acme.test", "acme.example"], tier=Tier.PLATINUM)
    seen = see(database, build.arrived(1, build.mail("new@acme.test")))
    assert seen.account is not None
    assert (seen.account.id, seen.account.domains) == (number, ("acme.example", "acme.test"))
    assert see(database, build.arrived(1, build.mail("new@sub.acme.test"))).account is None


def test_a_contacts_own_account_wins_over_the_domain(database: Database) -> None:
    with database.transaction() as conn:
        people.put_account(conn, "Provider", domains=["customer.test"])
        own = people.put_account(conn, "Own")
    build.apply(database, build.decision(SaveContact(replace(ANN, account=own))))
    account = see(database, build.arrived(1, build.mail())).account
    assert account is not None
    assert account.name == "Own"


def test_automatic_mails_to_reply_to_addresses_count_as_well(database: Database) -> None:
    build.apply(database, opened(1))
    build.apply(
        database,
        build.decision(
            build.queue_mail(1, "victim@x.test", cause="a"),
            build.queue_mail(1, "victim@x.test", cause="b", kind=MailKind.ANSWER),
        ),
    )
    seen = see(database, build.arrived(2, build.mail("eve@x.test", reply_to=("victim@x.test",))))
    assert seen.automatic == (build.NOW,)


def test_what_happened_more_than_a_day_ago_does_not_count(database: Database) -> None:
    build.apply(database, opened(1))
    build.apply(database, build.decision(build.queue_mail(1, cause="a"), HoldBack(1, ANN.address, "sender_capped")))
    event = build.arrived(2, build.mail(numbers=(1,)))
    later = build.NOW + timedelta(hours=24, seconds=1)
    with database.reading() as conn:
        fresh = [build.fresh(FreshNumbers(9, 9))]
        seen = desk.read(conn, [event], fresh, build.MAILBOXES, build.DESK, later).snapshot(event, 0)
    assert (seen.automatic, seen.held_back, seen.ticket_mails) == ((), (), {1: 0})


def test_all_agents_are_known(database: Database) -> None:
    with database.transaction() as conn:
        number = people.add_agent(conn, "kim", "Kim", ["kim@example.test"], "first line", Role.LEAD)
    kim = see(database, build.arrived(1, build.mail())).agents[number]
    assert (kim.login, kim.role) == ("kim", Role.LEAD)


def test_what_was_held_is_known_whole_where_a_yes_asks_for_it(database: Database) -> None:
    build.apply(database, opened(1, None, "m1"))
    words = "A long story. " * 1_000
    kept = replace(build.message(1, 2), kind=MessageKind.SYSTEM, text=words, verified=False)
    build.apply(database, build.decision(AppendMessage(kept)))
    claim = Claim(Purpose.CONFIRM, 1, 2, 99_999)
    token = sign(Form.ADDRESS, claim, build.DESK.keys, build.DESK.instance, "n")
    seen = see(database, build.arrived(3, replace(build.mail(), tokens=(TokenSeen(token, "to"),))))
    assert seen.held[1, 2].text == words


# --- merged tickets ----------------------------------------------------------------------------------


def test_merged_tickets_lead_to_their_target(database: Database) -> None:
    build.apply(database, opened(1, None, "m1"))
    build.apply(database, build.decision(OpenTicket(build.ticket(2, 1)), OpenTicket(build.ticket(3, 1))))
    for source, target in ((1, 2), (2, 3)):
        seen = see(database, OperatorActed("root", None, Note(source, "")))
        before = seen.tickets[source]
        build.apply(
            database,
            build.decision(ChangeTicket(before, replace(before, merged_into=target))),
            event=OperatorActed("root", None, Note(source, "")),
        )
    seen = see(database, build.arrived(9, build.mail(references=("m1",))))
    assert sorted(seen.tickets) == [1, 2, 3]
    assert seen.tickets[1].merged_into == 2


# --- the other events --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "event",
    [
        TimerFired(1, TimerReason.SUMMARY, build.NOW),
        OperatorActed("root", None, Close(1, final=False)),
        DeliveryReported(
            OutboxView(1, MailKind.ANSWER, OutboxState.FAILED, 1, 1, ANN.address, "a@x", "c"), True, "5.1.1", "no"
        ),
    ],
    ids=["timer", "operator", "delivery"],
)
def test_an_event_about_a_ticket_sees_the_ticket_and_its_requester(database: Database, event: Event) -> None:
    build.apply(database, build.decision(*opened(1).effects, *held_back(1)))
    seen = see(database, event)
    assert (list(seen.tickets), seen.sender, seen.held_back) == ([1], ANN, (1,))
    assert seen.mailbox == build.MAILBOX


def test_an_answer_refers_to_the_mails_the_requester_knows_and_no_others(database: Database) -> None:
    first, robot, stranger, later = record(
        database, *(build.arrival(uid, message_id=f"in{uid}@x") for uid in range(1, 5))
    )
    unproven = replace(build.message(1, intake=first), verified=False)
    build.apply(database, build.decision(*opened(1).effects[:2], AppendMessage(unproven)))
    entries = (
        AppendMessage(build.message(1, 2, intake=robot, kind=MessageKind.SYSTEM)),
        AppendMessage(replace(build.message(1, 3, intake=stranger), verified=False)),
        AppendMessage(build.message(1, 4, kind=MessageKind.ANSWER, message_ids=("out4@x",))),
        replace(build.queue_mail(1, cause="answer", kind=MailKind.ANSWER, message_id="out4@x"), seq=4),
        replace(build.queue_mail(1, cause="ack", message_id="ack@x"), seq=4),
        AppendMessage(build.message(1, 5, intake=later)),
        AppendMessage(build.message(1, 6, kind=MessageKind.NOTE)),
    )
    build.apply(database, build.decision(*entries))
    assert see(database, OperatorActed("root", None, Answer(1, "Try now.", Status.PENDING))).threads == {
        1: ("in1@x", "out4@x", "in4@x")
    }
    assert see(database, OperatorActed("root", None, Note(1, "hm"))).threads == {}


def test_an_answer_refers_to_the_newest_twenty(database: Database) -> None:
    intakes = record(database, *(build.arrival(uid, message_id=f"in{uid}@x") for uid in range(1, 26)))
    mails = [AppendMessage(build.message(1, seq, intake=intake)) for seq, intake in enumerate(intakes, start=1)]
    build.apply(database, build.decision(*opened(1).effects[:2], *mails))
    seen = see(database, OperatorActed("root", None, Answer(1, "Try now.", Status.PENDING)))
    assert seen.threads[1] == tuple(f"in{uid}@x" for uid in range(6, 26))


def test_a_bounce_finds_the_mail_it_is_about(database: Database) -> None:
    build.apply(database, opened(1))
    build.apply(database, build.decision(build.queue_mail(1, cause="a", message_id="ours@x")))
    bounce = replace(build.mail("mailer-daemon@x.test"), returned_ids=("ours@x",))
    working = read(database, *(events := [build.arrived(5, bounce), build.arrived(6, bounce)]))
    view = working.snapshot(events[0], 0).sent["ours@x"]
    assert (view.ticket, view.recipient, view.state) == (1, ANN.address, OutboxState.QUEUED)
    working.take(build.decision(MarkOutbox(view.id, OutboxState.FAILED, "5.1.1")), [])
    assert working.snapshot(events[1], 1).sent["ours@x"].state is OutboxState.FAILED


def test_the_actor_of_an_operators_act_is_recorded(database: Database) -> None:
    build.apply(database, opened(1))
    build.apply(database, build.decision(), event=OperatorActed("carol", None, Note(1, "hm")))
    with database.reading() as conn:
        assert [line.actor for line in views.events_of_ticket(conn, 1)] == ["root", "carol"]


# --- conflicts ---------------------------------------------------------------------------------------


def stale(database: Database) -> WorkingSet:
    """A change of ticket 1, decided before somebody else changed it."""
    build.apply(database, opened(1, None, "m1"))
    event = build.arrived(9, build.mail(references=("m1",)))
    working = read(database, event)
    working.take(appended(working.snapshot(event, 0), 1), [])
    return working


def test_a_ticket_changed_meanwhile_is_a_conflict_and_nothing_is_written(database: Database) -> None:
    working = stale(database)
    note = build.message(1, 2, kind=MessageKind.NOTE)
    build.apply(database, build.decision(AppendMessage(note)))
    with pytest.raises(Conflict):
        write(database, working)
    with database.reading() as conn:
        file = views.ticket(conn, 1)
    assert file is not None
    assert (file.messages[1:], file.ticket.status, file.ticket.version) == ((note,), Status.NEW, 2)


def test_a_mail_settled_meanwhile_is_a_conflict(database: Database) -> None:
    (intake,) = record(database, build.arrival(1))
    event = build.arrived(intake, build.mail())
    working = read(database, event)
    working.snapshot(event, 0)
    working.take(opened(101, intake), [])
    with database.transaction() as conn:
        ledger.drop(conn, intake, "root", build.NOW)
    with pytest.raises(Conflict):
        write(database, working)
    with database.reading() as conn:
        assert not views.has_ticket(conn, 101)


def test_a_contact_made_meanwhile_is_a_conflict(database: Database) -> None:
    event = build.arrived(9, build.mail())
    working = read(database, event)
    working.snapshot(event, 0)
    working.take(build.decision(SaveContact(replace(ANN, id=7))), [])
    build.apply(database, build.decision(SaveContact(ANN)))
    with pytest.raises(Conflict):
        write(database, working)


def test_I05_the_same_cause_never_queues_a_second_mail(database: Database) -> None:
    build.apply(database, opened(1))
    build.apply(database, build.decision(build.queue_mail(1, cause="intake 7", message_id="a")))
    with pytest.raises(Conflict):
        build.apply(database, build.decision(build.queue_mail(1, cause="intake 7", message_id="b")))


def test_I04_a_delivery_is_at_most_one_inbound_message(database: Database) -> None:
    (intake,) = record(database, build.arrival(1))
    build.apply(database, opened(1, intake))
    second = (OpenTicket(build.ticket(2, 1)), AppendMessage(build.message(2, intake=intake)))
    with pytest.raises(Conflict):
        build.apply(database, build.decision(*second))
    with database.reading() as conn:
        assert not views.has_ticket(conn, 2)


def test_a_decision_on_a_ticket_it_could_not_know_is_a_conflict(database: Database) -> None:
    with pytest.raises(Conflict):
        build.apply(database, build.decision(AppendMessage(build.message(77))))


# --- what it costs -----------------------------------------------------------------------------------


def statements(database: Database, events: Sequence[Event]) -> int:
    """How many statements reading for the events takes."""
    count = [0]

    def one_more(*_: object) -> None:
        count[0] += 1

    engine_event.listen(database.engine, "before_cursor_execute", one_more)
    read(database, *events)
    engine_event.remove(database.engine, "before_cursor_execute", one_more)
    return count[0]


def test_the_number_of_queries_does_not_depend_on_the_batch(database: Database) -> None:
    build.apply(database, opened(1, None, "m1"))
    events = [
        build.arrived(number, build.mail(f"p{number}@x{number}.test", message_id=f"n{number}", references=("m1",)))
        for number in range(50)
    ]
    assert statements(database, events[:1]) == statements(database, events) <= 22
