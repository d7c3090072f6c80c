"""What rules keep on a ticket is read back as written; what only some rules ask for is read for them alone."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import text

from rules.effects import AppendMessage, ChangeTicket, OpenTicket, SaveContact
from rules.model import Event, Note, OperatorActed, Snapshot, Ticket
from rules.needs import NO_WISHES, Wishes
from rules.words import Status
from storage import desk, people, recall
from storage.database import Database
from storage.desk import WorkingSet
from storage.numbers import FreshNumbers
from tests.storage import build

ANN = build.contact(1)
ALL = Wishes(mails_24h=True, loads=True, addresses=frozenset())


def open_ticket(database: Database, ticket: Ticket) -> None:
    people_of = (SaveContact(ANN),) if ticket.number == 1 else ()
    build.apply(database, build.decision(*people_of, OpenTicket(ticket), AppendMessage(build.message(ticket.number))))


def reading(database: Database, wishes: Wishes, *events: Event) -> WorkingSet:
    fresh = [build.fresh(FreshNumbers(101 + index, 101 + index)) for index in range(len(events))]
    with database.reading() as conn:
        return desk.read(conn, events, fresh, build.MAILBOXES, build.DESK, build.NOW, wishes)


def seen(database: Database, wishes: Wishes) -> Snapshot:
    event = build.arrived(9, build.mail())
    return reading(database, wishes, event).snapshot(event, 0)


def test_fields_timers_and_reopenings_are_read_back(database: Database) -> None:
    kept = replace(
        build.ticket(1, 1), reopened=2, fields=(("order", "4711 ä"),), timers=(("quiet", build.later(hours=4)),)
    )
    open_ticket(database, kept)
    event = OperatorActed("root", None, Note(1, "x"))
    found = reading(database, NO_WISHES, event).snapshot(event, 0).tickets[1]
    assert (found.reopened, found.fields, found.timers) == (kept.reopened, kept.fields, kept.timers)


def test_mails_of_a_sender_are_counted_where_a_rule_asks(database: Database) -> None:
    open_ticket(database, build.ticket(1, 1))
    with database.transaction() as conn:
        conn.execute(text("UPDATE message SET author = :author"), {"author": ANN.address})
    assert seen(database, ALL).mails_24h == 2
    assert seen(database, NO_WISHES).mails_24h == 1


def test_open_tickets_of_an_agent_are_counted_where_a_rule_asks(database: Database) -> None:
    with database.transaction() as conn:
        kim = people.add_agent(conn, "kim", "Kim", ["kim@example.test"], "first-line")
    for number, status in ((1, Status.OPEN), (2, Status.NEW), (3, Status.CLOSED)):
        open_ticket(database, replace(build.ticket(number, 1), status=status, assignee=kim))
    assert seen(database, ALL).loads == {kim: 2}
    assert seen(database, NO_WISHES).loads == {}


def test_what_the_batch_assigns_counts_at_once(database: Database) -> None:
    with database.transaction() as conn:
        kim = people.add_agent(conn, "kim", "Kim", ["kim@example.test"], "first-line")
    open_ticket(database, build.ticket(1, 1))
    events: list[Event] = [OperatorActed("root", None, Note(1, "x")), build.arrived(9, build.mail())]
    working = reading(database, ALL, *events)
    before = working.snapshot(events[0], 0).tickets[1]
    working.take(build.decision(ChangeTicket(before, replace(before, assignee=kim))), [])
    assert working.snapshot(events[1], 1).loads == {kim: 1}


def test_loads_are_asked_of_open_tickets_only(database: Database) -> None:
    if database.dialect == "sqlite":
        with database.reading() as conn:
            plan = conn.execute(text(f"EXPLAIN QUERY PLAN {recall.LOADS}")).fetchall()
        assert any("ix_ticket_load" in str(row) for row in plan), plan
