"""A database of schema 1 that has lived: everything is there after the upgrade, and its tickets go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from daemon.pipeline import Context, perform
from rules.model import Answer, Fresh, OperatorActed, TimerFired
from rules.words import Status, TimerReason
from storage import clocks, dialect, migrate, timers, views
from storage.database import Database
from storage.migrate import Upgraded
from storage.schema import TARGET
from tests.build import a_policy
from tests.fakes.clock import FakeClock
from tests.storage import build

FIRST = replace(TARGET, schema=1, revision="0001")

# Ticket 1 was answered and waits for its customer; 2 was told a time and has no answer; 3 is resolved.
LIVED = (
    "INSERT INTO account (id, name, phone) VALUES (7, 'Acme', '')",
    "INSERT INTO contact (id, address, name, account) VALUES (1, 'ann@customer.test', 'Ann', 7)",
    "INSERT INTO agent (id, login, name, team, active) VALUES (1, 'bob', 'Bob', 'first-line', TRUE)",
    "INSERT INTO folder (id, mailbox, name, uidvalidity) VALUES (1, 'main', 'INBOX', 1)",
)
TICKET = text(
    "INSERT INTO ticket (number, nonce, mailbox, status, subject, requester, account, severity, tier, priority, queue,"
    " level, assignee, tags, language, opened_at, due_at, answered_at, resolved_at, last_seq, version) VALUES"
    " (:number, 'n', 'main', :status, 'Printer', 1, 7, 'standard', 'silver', 'low', 'support', 1, NULL, '[]', 'en',"
    " :opened, :due, :answered, :resolved, 1, 1)"
)
MESSAGE = text(
    "INSERT INTO message (ticket, seq, kind, at, author, verified, subject, text)"
    " VALUES (:number, 1, 'inbound', :opened, 'ann@customer.test', TRUE, 'Printer', 'Help!')"
)


@pytest.fixture
def first(database_url: str) -> Iterator[Database]:
    """A database of schema 1 with three tickets."""
    address = dialect.parse_url(database_url)
    path = dialect.sqlite_path(address)
    if path is not None:
        path.touch()
    opened = Database(dialect.make_engine(address), path)
    fill(opened)
    yield opened
    opened.close()


def fill(database: Database) -> None:
    with database.transaction() as conn:
        migrate.run(conn, FIRST)
        conn.execute(text("INSERT INTO schema_version (version, oldest_program) VALUES (1, '0.1.0')"))
        for statement in LIVED:
            conn.execute(text(statement))
        begun, hour = build.later(days=-3), timedelta(hours=1)
        for number, status, due, answered, resolved in (
            (1, "pending", None, begun + hour, None),
            (2, "new", begun + 24 * hour, None, None),
            (3, "resolved", None, begun + hour, begun + 2 * hour),
        ):
            conn.execute(
                TICKET.bindparams(
                    number=number, status=status, opened=begun, due=due, answered=answered, resolved=resolved
                )
            )
            conn.execute(MESSAGE, {"number": number, "opened": begun})
        conn.execute(
            text("INSERT INTO timer (ticket, reason, due) VALUES (3, 'auto_close', :due)"), {"due": build.later(days=4)}
        )


def test_everything_is_there_afterwards(first: Database) -> None:
    done = migrate.bring_up(first)
    assert isinstance(done, Upgraded)
    assert (done.before, done.after) == (1, 2)
    assert (done.copy is None) == (first.dialect == "postgresql")
    with first.reading() as conn:
        files = [views.ticket(conn, number) for number in (1, 2, 3)]
        due = timers.due(conn, build.later(days=9), 10)
    tickets = [file.ticket for file in files if file is not None]
    assert [ticket.status for ticket in tickets] == [Status.PENDING, Status.NEW, Status.RESOLVED]
    assert [(ticket.clocks, ticket.team, ticket.climbed, ticket.fields) for ticket in tickets] == [
        (None, "", 0, ())
    ] * 3
    assert [len(file.messages) for file in files if file is not None] == [1, 1, 1]
    assert due == [TimerFired(3, TimerReason.AUTO_CLOSE, build.later(days=4))]


def test_the_tickets_go_on_with_clocks_that_know_their_past(first: Database) -> None:
    migrate.bring_up(first)
    clock = FakeClock(build.NOW)
    context = Context(build.DESK, build.MAILBOXES, a_policy())
    for number in (1, 2):
        act = OperatorActed("root", None, Answer(number, "Try now.", Status.PENDING))
        perform(first, context, act, Fresh(0, 0, ""), clock)
    with first.reading() as conn:
        found = clocks.read(conn, (1, 2))
        turns = clocks.turns(conn, (1, 2))
        files = [views.ticket(conn, number) for number in (1, 2)]
    answered = [next(iter(sorted(found[number].items())))[1].ended_at for number in (1, 2)]
    assert answered == [build.later(days=-3, hours=1), build.NOW]
    assert [len(turns[number]) for number in (1, 2)] == [3, 2]
    assert [file.ticket.team for file in files if file is not None] == ["first-line", "first-line"]
    assert turns[2][0].told == build.later(days=-2)
