"""`supportd status` says in words and by its exit code how the desk is, with the daemon down too."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from commands.exits import Exit
from commands.status import unwritten
from tests.commands.desk import CommandLine


def test_a_daemon_that_does_not_run_has_an_exit_code_of_its_own(desk: CommandLine) -> None:
    result = desk.run("status")
    assert result.exit_code == Exit.NOT_WORKING
    assert "not running" in result.stdout


def test_the_desk_is_counted_without_a_daemon(desk: CommandLine) -> None:
    told = json.loads(desk.run("status", "--json").stdout)
    assert told["state"] == "down"
    assert sum(told["tickets"].values()) == 5
    assert sum(told["intake"].values()) == 6


def test_F05_an_alarm_the_full_database_could_not_hold_is_told_by_the_daemon() -> None:
    since = datetime(2026, 11, 22, 12, tzinfo=UTC)
    rows = [{"code": code, "subject": "", "since": since.isoformat()} for code in ("database_full", "imap_unreachable")]
    (alarm,) = unwritten({"alerts": rows}, {("imap_unreachable", "")})
    assert (alarm.code, alarm.since) == ("database_full", since)
    assert alarm.words == "the disk or the database is full; polling has stopped"
