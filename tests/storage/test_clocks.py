"""Clocks and turns: what is written comes back, and what has ended stays for the reports."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from rules.clocks import Turn, advance, begin
from rules.effects import AddTurn, ChangeTicket, OpenTicket, SaveContact
from rules.model import Ticket
from rules.words import ClockKind, Status
from storage import clocks, views
from storage.database import Database
from tests.build import a_policy
from tests.storage import build

POLICY = a_policy()
OPENED = Turn(build.NOW, Status.NEW, owed=True, answered=False, told=build.later(hours=24))
ANSWERED = Turn(build.later(hours=1), Status.PENDING, owed=False, answered=True, told=None)
WROTE = Turn(build.later(hours=2), Status.OPEN, owed=True, answered=False, told=None)
AGAIN = Turn(build.later(hours=3), Status.PENDING, owed=False, answered=True, told=None)


def opened() -> Ticket:
    plain = build.ticket(1, 1)
    terms = POLICY.promises[plain.tier].terms(plain.priority)
    return replace(plain, clocks=begin(OPENED, terms, POLICY.calendars))


def moved(ticket: Ticket, turn: Turn) -> Ticket:
    assert ticket.clocks is not None
    terms = POLICY.promises[ticket.tier].terms(ticket.priority)
    after = advance(ticket.clocks, turn, terms, POLICY.calendars)
    answered_at = turn.at if turn.answered else ticket.answered_at
    return replace(ticket, clocks=after, status=turn.status, answered_at=answered_at)


def stored(database: Database) -> Ticket:
    with database.reading() as conn:
        found = views.ticket(conn, 1)
    assert found is not None
    return found.ticket


def go_on(database: Database, turn: Turn) -> Ticket:
    before = stored(database)
    after = moved(before, turn)
    build.apply(database, build.decision(ChangeTicket(before, after), AddTurn(1, turn)))
    return after


def test_the_clocks_of_a_ticket_come_back_as_they_were(database: Database) -> None:
    ticket = opened()
    build.apply(database, build.decision(SaveContact(build.contact(1)), OpenTicket(ticket), AddTurn(1, OPENED)))
    assert stored(database).clocks == ticket.clocks


def test_a_wait_that_is_over_is_kept_but_not_carried_along(database: Database) -> None:
    build.apply(database, build.decision(SaveContact(build.contact(1)), OpenTicket(opened()), AddTurn(1, OPENED)))
    for turn in (ANSWERED, WROTE, AGAIN):
        last = go_on(database, turn)
    assert last.clocks is not None
    assert stored(database).clocks == replace(last.clocks, ended=())
    with database.reading() as conn:
        rows = conn.execute(select(clocks.CLOCK).where(clocks.CLOCK.c.kind == ClockKind.NEXT_RESPONSE.value)).all()
    assert [clocks.clock_of(row) for row in rows] == list(last.clocks.ended)


def test_the_history_comes_back_in_order(database: Database) -> None:
    build.apply(database, build.decision(SaveContact(build.contact(1)), OpenTicket(opened()), AddTurn(1, OPENED)))
    for turn in (ANSWERED, WROTE):
        go_on(database, turn)
    with database.reading() as conn:
        assert clocks.turns(conn, [1, 2]) == {1: (OPENED, ANSWERED, WROTE)}


def test_a_ticket_from_before_there_were_clocks_has_none(database: Database) -> None:
    build.apply(database, build.decision(SaveContact(build.contact(1)), OpenTicket(build.ticket(1, 1))))
    assert stored(database).clocks is None
