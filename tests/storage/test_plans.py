"""A mail's cost does not grow with the number of tickets: no hot statement reads a large table from end to end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event, text

from rules.clocks import Turn, begin
from rules.effects import (
    AddTurn,
    Alarm,
    AppendMessage,
    AskSurvey,
    CancelTimer,
    ChangeTicket,
    HoldBack,
    MarkOutbox,
    OpenTicket,
    OptOut,
    RecordSurvey,
    SaveContact,
    SetTimer,
    SettleIntake,
    Suppress,
)
from rules.model import Answer, OperatorActed, TimerFired
from rules.words import IntakeState, OutboxState, Status, Tier, TimerReason
from storage import alerts, desk, ledger, outbox, promises, timers, views
from storage.database import Database, open_database
from storage.numbers import FreshNumbers
from storage.outbox import Deferred, Sent
from tests.build import a_policy
from tests.storage import build

# Few rows, whatever the desk has lived through.
SMALL = ("agent", "agent_address", "sequence", "folder", "account", "account_domain")

Plans = dict[str, list[str]]


def steps(plan: str) -> list[str]:
    """The steps of a query plan that read one of our large tables without the help of an index."""
    found = [line.strip() for line in plan.splitlines()]
    scans = [line for line in found if line.startswith("SCAN")]
    # A virtual table is the list that came with the statement.
    return [
        line for line in scans if line.split()[1] not in SMALL and " USING " not in line and " VIRTUAL " not in line
    ]


@pytest.fixture
def plans(tmp_path: Path) -> Iterator[tuple[Database, Plans]]:
    """A database whose every SELECT, UPDATE and DELETE is explained: the statement and its plan."""
    database = open_database(f"sqlite:///{tmp_path}/desk.sqlite", create=True)
    seen: Plans = {}

    def explain(conn: object, cursor: object, statement: str, parameters: object, *_: object) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE", "WITH")) and statement not in seen:
            seen[statement] = []
            if isinstance(parameters, list):
                parameters = parameters[0]
            rows = cursor.execute("EXPLAIN QUERY PLAN " + statement, parameters).fetchall()  # type: ignore[attr-defined]  # the driver's cursor
            seen[statement] = [row[3] for row in rows]

    event.listen(database.engine, "before_cursor_execute", explain)
    yield database, seen
    database.close()


def live(database: Database) -> None:
    """Everything a mail, an outgoing mail and a timer go through."""
    with database.transaction() as conn:
        ledger.record_first_sight(conn, build.INBOX, build.NOW)
        ledger.known_uids(conn, build.INBOX, 1, 100)
        ledger.record(conn, [build.arrival(1, message_id="m1"), build.arrival(2)], build.NOW)
        ledger.server_action_done(conn, [a.intake for a in ledger.server_actions(conn, "main", 10)], "moved")
    items = ledger.claim(database, build.NOW, 50, 1 << 20).items
    events = [
        build.arrived(
            item.intake, build.mail(message_id=f"m{item.intake}", references=("r1", "r2"), reply_to=("b@x.test",))
        )
        for item in items
    ]
    fresh = [build.fresh(FreshNumbers(index + 1, index + 1)) for index in range(len(events))]
    with database.reading() as conn:
        working = desk.read(conn, events, fresh, build.MAILBOXES, build.DESK, build.NOW)
    working.snapshot(events[0], 0)
    working.take(
        build.decision(
            SaveContact(build.contact(1)),
            OpenTicket(build.ticket(1, 1)),
            AppendMessage(build.message(1, intake=items[0].intake, message_ids=("m1",))),
            build.queue_mail(1, cause="a", message_id="ack1"),
            HoldBack(1, "ann@customer.test", "sender_capped"),
            Suppress("eve@x.test", "5.1.1"),
            SetTimer(1, TimerReason.AUTO_CLOSE, build.NOW),
            SetTimer(1, TimerReason.SUMMARY, build.NOW),
            SettleIntake(items[0].intake, IntakeState.PROCESSED, None, 1, 1, None),
        ),
        [b"bytes"],
    )
    with database.transaction() as conn:
        working.write(conn, build.NOW)
    answer(database, items[1].intake)
    send(database)


def answer(database: Database, intake: int) -> None:
    """A reply, a bounce, a timer and an agent's answer on ticket 1."""
    an_answer = OperatorActed("root", None, Answer(1, "Try now.", Status.PENDING))
    event = build.arrived(intake, build.mail(references=("m1", "ack1")))
    with database.reading() as conn:
        fresh = [build.fresh(FreshNumbers(9, 9))]
        working = desk.read(conn, [event], fresh, build.MAILBOXES, build.DESK, build.NOW)
        desk.read(conn, [an_answer], fresh, build.MAILBOXES, build.DESK, build.NOW)
        timers.next_due(conn)
        fired = timers.due(conn, build.NOW, 10)
    seen = working.snapshot(event, 0)
    before = seen.tickets[1]
    working.take(
        build.decision(
            ChangeTicket(before, before),
            SaveContact(build.contact(1)),
            MarkOutbox(seen.sent["ack1"].id, OutboxState.QUEUED, "delayed"),
            CancelTimer(1, TimerReason.AUTO_CLOSE),
        ),
        [],
    )
    with database.transaction() as conn:
        working.write(conn, build.NOW)
        ledger.release(conn, intake)
    ledger.blame(database, intake)
    build.apply(database, build.decision(), event=next(each for each in fired if each.reason is TimerReason.SUMMARY))


def send(database: Database) -> None:
    """An outgoing mail, deferred and sent."""
    with database.transaction() as conn:
        (claimed,) = outbox.claim(conn, build.NOW, 10, frozenset())
        outbox.settle(conn, claimed.id, Deferred("later", "4.2.0", build.later(hours=1)), build.NOW)
        outbox.next_due(conn)
        (claimed,) = outbox.claim(conn, build.later(hours=1), 10, frozenset({"sick"}))
        outbox.settle(conn, claimed.id, Sent("250"), build.NOW)
        outbox.recover(conn, build.NOW)
        outbox.unreported(conn, 10)
        outbox.next_due(conn)


def test_no_hot_statement_reads_a_large_table_from_end_to_end(plans: tuple[Database, Plans]) -> None:
    database, seen = plans
    live(database)
    assert len(seen) > 30
    assert {sql: bad for sql, plan in seen.items() if (bad := steps("\n".join(plan)))} == {}


def test_nor_does_what_clocks_surveys_and_alarms_ask(plans: tuple[Database, Plans]) -> None:
    database, seen = plans
    live(database)
    with database.reading() as conn:
        file = views.ticket(conn, 1)
    assert file is not None
    policy = a_policy()
    opened = Turn(build.NOW, Status.NEW, owed=True, answered=False, told=None)
    kept = begin(opened, policy.promises[file.ticket.tier].terms(file.ticket.priority), policy.calendars)
    build.apply(database, build.decision(SetTimer(1, TimerReason.SURVEY, build.NOW)))
    seen.clear()
    build.apply(
        database,
        build.decision(
            ChangeTicket(file.ticket, replace(file.ticket, clocks=kept)),
            AddTurn(1, opened),
            AskSurvey(1, 1, None, "first-line", Tier.SILVER, None),
            RecordSurvey(1, 2, "slow"),
            OptOut("ann@customer.test"),
            Alarm("promise_breaking", "#1", "late"),
        ),
        event=TimerFired(1, TimerReason.SURVEY, build.NOW),
    )
    with database.reading() as conn:
        assert promises.due_before(conn, build.later(days=9))
        assert list(promises.started_between(conn, build.NOW, build.later(days=9)))
        assert alerts.untold(conn, build.NOW)
        alerts.settled(conn, build.NOW)
    few = {"alert": "one a reason and subject"}
    found = {sql: [bad for bad in steps("\n".join(plan)) if bad.split()[1] not in few] for sql, plan in seen.items()}
    assert {sql: bad for sql, bad in found.items() if bad} == {}
    assert any("ix_clock_due" in step for plan in seen.values() for step in plan)
    assert any("ix_clock_started" in step for plan in seen.values() for step in plan)


def test_no_hot_statement_sorts_what_an_index_could_give_in_order(plans: tuple[Database, Plans]) -> None:
    database, seen = plans
    live(database)
    queues = ("FROM intake \nWHERE state", "FROM outbox \nWHERE outbox.state", "FROM timer")
    sorted_queues = [
        sql
        for sql, plan in seen.items()
        if any(queue in sql for queue in queues) and any("USE TEMP B-TREE" in step for step in plan)
    ]
    assert sorted_queues == []


def test_the_detector_sees_a_scan(plans: tuple[Database, Plans]) -> None:
    database, seen = plans
    with database.reading() as conn:
        conn.execute(text("SELECT * FROM ticket WHERE subject = 'x'"))
    assert [bad for plan in seen.values() for bad in steps("\n".join(plan))] == ["SCAN ticket"]
