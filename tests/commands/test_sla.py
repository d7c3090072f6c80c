"""What was promised by when and why, what will break, and how promises were kept."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from commands.exits import Exit
from commands.groups import By
from commands.sla import attained
from rules.calendars import round_the_clock
from rules.clocks import Terms, Turn, named, replay
from rules.derivation import derived
from rules.words import ClockKind, Priority, Status, Tier
from storage.promises import Promised
from tests.commands.desk import CommandLine

HOUR = timedelta(hours=1)
START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
CALENDARS = named((round_the_clock("always", ZoneInfo("UTC")),))
TERMS = Terms(
    {ClockKind.FIRST_RESPONSE: 2 * HOUR, ClockKind.NEXT_RESPONSE: 2 * HOUR, ClockKind.RESOLUTION: 10 * HOUR},
    dict.fromkeys(ClockKind, "always"),
)
TURNS = (
    Turn(START, Status.NEW, owed=True, answered=False, told=None),
    Turn(START + HOUR, Status.PENDING, owed=False, answered=True, told=None),
    Turn(START + 5 * HOUR, Status.OPEN, owed=True, answered=False, told=None),
    Turn(START + 8 * HOUR, Status.PENDING, owed=False, answered=True, told=None),
    Turn(START + 9 * HOUR, Status.RESOLVED, owed=False, answered=False, told=None),
)


def test_a_derivation_counts_what_its_clock_counted() -> None:
    found = derived(TURNS, TERMS, CALENDARS, START + 20 * HOUR)
    assert [(each.clock.kind, each.counted) for each in found] == [
        (ClockKind.FIRST_RESPONSE, HOUR),
        (ClockKind.RESOLUTION, 4 * HOUR),
        (ClockKind.NEXT_RESPONSE, 3 * HOUR),
    ]


def test_a_pause_is_a_stretch_that_does_not_count() -> None:
    resolution = derived(TURNS, TERMS, CALENDARS, START + 20 * HOUR)[1]
    assert [(stretch.status, stretch.counts, stretch.counted / HOUR) for stretch in resolution.stretches] == [
        (Status.NEW, True, 1),
        (Status.PENDING, False, 0),
        (Status.OPEN, True, 3),
        (Status.PENDING, False, 0),
    ]


def test_attainment_counts_kept_broken_and_running() -> None:
    clocks = replay(TURNS, TERMS, CALENDARS)
    rows = [
        Promised(1, "Printer", clock, Tier.GOLD, Priority.HIGH, "first-line", "", "")
        for clock in (clocks.first, *clocks.ended, clocks.resolution)
    ]
    found = {row.kind: (row.kept, row.broken, row.running) for row in attained(rows, By.TIER, START + 20 * HOUR)}
    assert found == {
        ClockKind.FIRST_RESPONSE: (1, 0, 0),
        ClockKind.NEXT_RESPONSE: (0, 1, 0),
        ClockKind.RESOLUTION: (1, 0, 0),
    }


def test_an_open_clock_is_running_until_its_time_is_over() -> None:
    clock = replay(TURNS[:1], TERMS, CALENDARS).first
    row = Promised(1, "Printer", clock, Tier.GOLD, Priority.HIGH, "first-line", "", "")
    assert attained([row], By.MONTH, START + HOUR)[0].running == 1
    assert attained([row], By.MONTH, START + 3 * HOUR)[0].broken == 1


def test_sla_explain_tells_each_clock_in_words(desk: CommandLine) -> None:
    text = desk.ok("sla", "explain", "2")
    assert text.startswith("ticket #2: platinum, priority urgent, new\n")
    assert "first response: target 15 min, calendar always" in text
    assert "counted so far" in text


def test_what_was_answered_is_told_as_it_was_judged(desk: CommandLine) -> None:
    before = first_of(desk, 1)
    desk.ok("ticket", "reply", "1", "-m", "Try this.")
    desk.ok("ticket", "set", "1", "--tier", "platinum")
    assert first_of(desk, 1)["target"] == before["target"]


def first_of(desk: CommandLine, number: int) -> dict[str, object]:
    clocks = desk.json("sla", "explain", str(number))["clocks"]
    found: dict[str, object] = next(each["clock"] for each in clocks if each["clock"]["kind"] == "first_response")
    return found


def test_sla_explain_of_no_ticket_says_so(desk: CommandLine) -> None:
    assert desk.run("sla", "explain", "99").exit_code == Exit.NOT_FOUND


def test_the_forecast_lists_the_earliest_first(desk: CommandLine) -> None:
    rows = desk.json("sla", "forecast", "--hours", "200")
    dues = [row["due_at"] for row in rows]
    assert dues == sorted(dues)
    assert rows[0]["ticket"] == 2
    assert {"first_response", "resolution"} == {row["kind"] for row in rows}


def test_a_report_counts_by_what_is_asked_for(desk: CommandLine) -> None:
    found = desk.json("sla", "report", "--by", "account", "--since", "2000-01-01")
    assert {row["group"] for row in found["rows"]} == {"Big Corp", "no account"}
    assert sum(row["kept"] + row["broken"] + row["running"] for row in found["rows"]) == 10


def test_what_another_policy_would_have_meant(desk: CommandLine, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(desk.folder / "policy", other)
    tiers = (other / "tiers.toml").read_text()
    (other / "tiers.toml").write_text(tiers.replace('resolution = "5 days"', 'resolution = "200 days"'))
    found = desk.json("sla", "whatif", str(other), "--since", "2000-01-01")
    silver = {row["kind"]: row for row in found["rows"] if row["tier"] == "silver"}
    assert silver["resolution"]["tickets"] == 4
    assert silver["resolution"]["broken_then"] == 0


def test_a_wrong_other_policy_is_refused_with_its_faults(desk: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = desk.run("sla", "whatif", str(tmp_path / "empty"))
    assert result.exit_code == Exit.CONFIGURATION
    assert "policy/tiers.toml:1:1: the file is missing" in result.stdout
