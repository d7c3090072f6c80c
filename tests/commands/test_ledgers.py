"""Ledger and outbox are listed, shown as they were, and put back to work or taken out of it by hand."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text

from commands.exits import Exit
from tests.commands.desk import HTML, PLAIN, CommandLine


def write(desk: CommandLine, statement: str) -> None:
    """What a daemon would have written by now."""
    engine = create_engine(f"sqlite:///{desk.database}")
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_deliveries_are_listed_newest_first(desk: CommandLine) -> None:
    rows = desk.json("intake", "list")
    assert [(row["id"], row["ticket"], row["seq"]) for row in rows] == [
        (6, 6, 1), (5, 1, 2), (4, 4, 1), (3, 3, 1), (2, 2, 1), (1, 1, 1),
    ]  # fmt: skip
    assert {row["state"] for row in rows} == {"processed"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--ticket", "1"), "5\n1\n"),
        (("--state", "received"), ""),
        (("--state", "processed", "--state", "quarantined", "--limit", "2"), "6\n5\n"),
        (("--reason", "own_mail"), ""),
        (("--mailbox", "support", "--limit", "1"), "6\n"),
    ],
)
def test_filters_narrow_the_ledger(desk: CommandLine, words: tuple[str, ...], expected: str) -> None:
    assert desk.ok("intake", "list", "-q", *words) == expected


def test_the_bytes_of_a_delivery_are_those_that_came(desk: CommandLine) -> None:
    result = desk.run("intake", "show", "4", "--raw")
    assert result.stdout_bytes == HTML.replace(b"\n", b"\r\n")


def test_a_delivery_shows_its_reason_in_words(desk: CommandLine) -> None:
    write(desk, "UPDATE intake SET state = 'quarantined', reason = 'parser_killed' WHERE id = 4")
    shown = desk.ok("intake", "show", "4")
    assert "state:          quarantined" in shown
    assert "received at:    2026-11-22 12:00:00Z" in shown
    assert "that is:        the parser child was killed by this mail three times" in shown


def test_what_was_set_aside_is_worked_off_again_by_the_next_worker(desk: CommandLine) -> None:
    write(desk, "UPDATE intake SET state = 'quarantined', reason = 'parser_killed' WHERE id = 4")
    assert desk.ok("intake", "retry", "4") == "4 is to be worked off again\n"
    assert desk.json("intake", "show", "4")["state"] == "received"
    desk.import_mails()
    assert desk.json("intake", "show", "4")["state"] == "processed"


def test_the_stub_of_such_a_mail_says_where_it_is_now_and_is_closed(desk: CommandLine) -> None:
    write(desk, "UPDATE intake SET state = 'quarantined', reason = 'parser_killed' WHERE id = 4")
    write(desk, "DELETE FROM message_id WHERE ticket = 4")  # a stub bears none
    desk.ok("intake", "retry", "4")
    desk.import_mails()
    number = desk.json("intake", "show", "4")["ticket"]
    assert number != 4
    (stub,) = desk.json("ticket", "show", "4")
    assert stub["line"]["status"] == "closed"
    assert stub["messages"][-1]["text"] == f"The mail was worked on again: processed, see #{number}"


def test_a_mail_that_was_worked_off_is_neither_retried_nor_dropped(desk: CommandLine) -> None:
    for words in (("retry", "4"), ("drop", "-y", "4"), ("retry", "99")):
        assert desk.run("intake", *words).exit_code == Exit.TROUBLE
    assert desk.json("intake", "show", "4")["state"] == "processed"


def test_drop_asks_has_a_dry_run_and_keeps_the_bytes(desk: CommandLine) -> None:
    write(desk, "UPDATE intake SET state = 'quarantined', reason = 'parser_killed' WHERE id = 1")
    assert desk.ok("intake", "drop", "--dry-run", "1") == "would drop mail 1\n"
    assert desk.run("intake", "drop", "1", stdin="n\n").exit_code == Exit.CANCELLED
    assert desk.json("intake", "show", "1")["state"] == "quarantined"
    assert desk.ok("intake", "drop", "-y", "1") == "1 is dropped; its bytes stay\n"
    assert desk.json("intake", "show", "1")["reason"] == "dropped_by_operator"
    assert desk.run("intake", "show", "1", "--raw").stdout_bytes == PLAIN.replace(b"\n", b"\r\n")


def test_outgoing_mails_are_listed_by_ticket_kind_and_recipient(desk: CommandLine) -> None:
    desk.ok("ticket", "reply", "1", "-m", "first")
    desk.ok("ticket", "reply", "3", "-m", "second")
    assert desk.ok("outbox", "list", "-q") == "2\n1\n"
    assert desk.ok("outbox", "list", "-q", "--ticket", "3") == "2\n"
    assert desk.ok("outbox", "list", "-q", "--recipient", "ann@garden.example") == "1\n"
    assert desk.ok("outbox", "list", "-q", "--kind", "survey") == ""
    assert desk.ok("outbox", "list", "-q", "--state", "queued", "--kind", "answer") == "2\n1\n"


def test_a_cancelled_mail_can_be_queued_again_with_the_same_bytes(desk: CommandLine) -> None:
    desk.ok("ticket", "reply", "1", "-m", "first")
    before = desk.run("outbox", "show", "1", "--raw").stdout_bytes
    assert desk.ok("outbox", "cancel", "--dry-run", "1") == "would cancel mail 1\n"
    assert desk.ok("outbox", "cancel", "-y", "1") == "1 is cancelled\n"
    assert desk.json("outbox", "show", "1")["state"] == "cancelled"
    assert desk.run("outbox", "cancel", "-y", "1").exit_code == Exit.TROUBLE
    assert desk.ok("outbox", "retry", "-", stdin="1\n") == "1 is queued again\n"
    assert desk.json("outbox", "show", "1")["state"] == "queued"
    assert desk.run("outbox", "show", "1", "--raw").stdout_bytes == before


def test_a_mail_that_has_left_is_neither_cancelled_nor_sent_again(desk: CommandLine) -> None:
    desk.ok("ticket", "reply", "1", "-m", "first")
    write(desk, "UPDATE outbox SET state = 'sent'")
    for verb in (("cancel", "-y"), ("retry",)):
        result = desk.run("outbox", *verb, "1")
        assert (result.exit_code, result.stderr) == (Exit.TROUBLE, "1 has left, or is leaving just now\n")


@pytest.mark.parametrize("group", ["intake", "outbox"])
def test_a_row_that_is_not_there_is_said(desk: CommandLine, group: str) -> None:
    for words in ((), ("--raw",), ("--json",)):
        assert desk.run(group, "show", "99", *words).exit_code == Exit.NOT_FOUND
