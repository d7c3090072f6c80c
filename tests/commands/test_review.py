"""An account's quarter: its borders, its slowest answers, and the page that is written of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commands.exits import Exit
from commands.review import Period, last_quarter, read_quarter, slowest
from rules.clocks import Clock
from rules.effects import AskSurvey, RecordSurvey
from rules.words import ClockKind, Priority, Tier
from storage import surveys
from storage.database import open_database
from storage.promises import Promised
from tests.commands.desk import CommandLine

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def utc(*parts: int) -> datetime:
    return datetime(parts[0], parts[1], parts[2], parts[3], tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2026Q1", utc(2025, 12, 31, 23), utc(2026, 3, 31, 22)),
        ("2026q2", utc(2026, 3, 31, 22), utc(2026, 6, 30, 22)),
        ("2026Q4", utc(2026, 9, 30, 22), utc(2026, 12, 31, 23)),
    ],
)
def test_a_quarter_goes_from_midnight_to_midnight_where_the_desk_is(
    text: str, since: datetime, until: datetime
) -> None:
    assert read_quarter(text, BERLIN) == Period(text.upper(), since, until)


@pytest.mark.parametrize("text", ["2026", "2026Q5", "Q4", "2026Q", "26Q4", "2026Q11", "٢٠٢٦Q4", "0000Q1"])
def test_what_is_no_quarter_is_told_apart(text: str) -> None:
    assert read_quarter(text, BERLIN) is None


def test_without_a_wish_it_is_the_quarter_that_is_over() -> None:
    assert last_quarter(NOW, BERLIN).name == "2026Q3"
    assert last_quarter(utc(2026, 12, 31, 22), BERLIN).name == "2026Q3"
    assert last_quarter(utc(2026, 12, 31, 23), BERLIN).name == "2026Q4", "it is midnight in Berlin"
    assert last_quarter(utc(2026, 2, 1, 0), BERLIN).name == "2025Q4"


def promised(ticket: int, took: timedelta, target: timedelta, *, ended: bool = True) -> Promised:
    end = NOW + took if ended else None
    clock = Clock(ClockKind.FIRST_RESPONSE, target, "always", NOW, took, NOW, not ended, NOW + target, end, None)
    return Promised(ticket, f"subject {ticket}", clock, Tier.GOLD, Priority.HIGH, "first-line", "", "Big Corp")


def test_the_slowest_answers_are_those_that_took_most_of_their_target() -> None:
    hour = timedelta(hours=1)
    rows = [promised(1, hour, 2 * hour), promised(2, 5 * hour, 24 * hour), promised(3, 3 * hour, 2 * hour)]
    waiting = promised(4, 9 * hour, hour, ended=False)
    assert [(slow.ticket, slow.in_time) for slow in slowest([*rows, waiting])] == [(3, False), (1, True), (2, True)]


@pytest.fixture
def asked(desk: CommandLine) -> CommandLine:
    """Big Corp was asked about its ticket, and answered."""
    with_account = AskSurvey(2, 1, None, "first-line", Tier.PLATINUM, 1)
    database = open_database(f"sqlite:///{desk.database}", create=False)
    with database.transaction() as conn:
        surveys.ask(conn, [with_account, AskSurvey(1, 1, None, "first-line", Tier.SILVER, None)], NOW)
        surveys.record(conn, [RecordSurvey(2, 4, "Quick,\nbut \x1b[31mred.")], NOW)
    database.close()
    return desk


def test_the_review_tells_of_this_account_and_nobody_else(asked: CommandLine) -> None:
    told = asked.ok("review", "account", "Big Corp", "--quarter", "2026Q4").splitlines()
    assert told[0] == "Review of Big Corp, 2026Q4"
    assert told[1] == "2026-10-01 to 2026-12-31; 1 ticket opened"
    assert any(line.startswith("  first response") for line in told)
    assert "  support, critical: 1 ticket" in told
    assert "  4.00 of 5 (1 of 1 answered)" in told
    assert told[told.index("  #2, 4 of 5:") + 1] == "      Quick,"
    assert "\x1b" not in "".join(told)


def test_a_quarter_without_anything_is_told_as_such(asked: CommandLine) -> None:
    found = asked.json("review", "account", "Big Corp", "--quarter", "2026Q3")
    assert (found["tickets"], found["promises"], found["topics"], found["survey"]) == (0, [], [], None)
    assert "Nobody was asked." in asked.ok("review", "account", "Big Corp", "--quarter", "2026Q3")


def test_the_review_is_written_to_a_file(asked: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "review.txt"
    said = asked.ok("review", "account", "Big Corp", "--quarter", "2026Q4", "--out", str(path))
    assert said == f"the review of Big Corp, 2026Q4, is in {path}\n"
    assert path.read_text() == asked.ok("review", "account", "Big Corp", "--quarter", "2026Q4")


def test_what_is_not_there_is_said(desk: CommandLine, tmp_path: Path) -> None:
    assert desk.run("review", "account", "Small Corp").exit_code == Exit.NOT_FOUND
    assert desk.run("review", "account", "Big Corp", "--quarter", "last").exit_code == Exit.USAGE
    nowhere = str(tmp_path / "no" / "where")
    assert desk.run("review", "account", "Big Corp", "--out", nowhere).exit_code == Exit.TROUBLE
