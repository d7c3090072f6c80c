"""Which policy is in force, and what another one would change, before it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.exits import Exit
from tests.commands.desk import CommandLine

TOLD = b"""\
From: tom@told.example
To: support@desk.example
Subject: A told time
Message-ID: <told@told.example>

When?
"""


def change(desk: CommandLine, file: str, before: str, after: str) -> None:
    path: Path = desk.folder / "policy" / file
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))


def test_nothing_is_in_force_before_it_was_switched_on(desk: CommandLine) -> None:
    assert desk.json("policy", "log") == []


def test_applying_switches_on_and_is_logged(desk: CommandLine) -> None:
    desk.ok("policy", "apply", "--yes")
    (entry,) = desk.json("policy", "log")
    assert entry["files"] > 10
    desk.ok("policy", "apply", "--yes")
    assert len(desk.json("policy", "log")) == 1, "the same policy is no new entry"


def test_a_plan_says_which_open_tickets_change_and_changes_none(desk: CommandLine) -> None:
    desk.ok("policy", "apply", "--yes")
    change(desk, "matrix.toml", 'standard = "low"', 'standard = "normal"')
    rows = desk.json("policy", "apply", "--plan")
    assert {row["new_priority"] for row in rows} == {"normal"}
    assert len(rows) == 4
    assert {row["priority"] for row in desk.json("ticket", "list", "--tier", "silver")} == {"low"}
    assert len(desk.json("policy", "log")) == 1


def test_applying_serves_open_tickets_as_the_new_policy_says(desk: CommandLine) -> None:
    desk.ok("policy", "apply", "--yes")
    before = {row["number"]: row["due_at"] for row in desk.json("ticket", "list")}
    change(desk, "tiers.toml", 'first_response = "24 hours"', 'first_response = "12 hours"')
    desk.ok("policy", "apply", "--yes")
    after = {row["number"]: row["due_at"] for row in desk.json("ticket", "list")}
    assert after[2] == before[2]
    assert all(after[number] < before[number] for number in (1, 3, 4, 6))


def test_a_told_time_never_moves_later_by_a_policy(desk: CommandLine) -> None:
    desk.ok("policy", "apply", "--yes")
    desk.import_mails(TOLD, answer=True)
    told = next(row for row in desk.json("ticket", "list") if row["subject"] == "A told time")
    change(desk, "tiers.toml", 'first_response = "24 hours"', 'first_response = "48 hours"')
    desk.ok("policy", "apply", "--yes")
    (after,) = [row for row in desk.json("ticket", "list") if row["number"] == told["number"]]
    assert after["due_at"] == told["due_at"]


def test_what_an_agent_set_by_hand_stays(desk: CommandLine) -> None:
    desk.ok("policy", "apply", "--yes")
    desk.ok("ticket", "set", "1", "--priority", "urgent")
    change(desk, "matrix.toml", 'standard = "low"', 'standard = "normal"')
    desk.ok("policy", "apply", "--yes")
    assert {row["number"]: row["priority"] for row in desk.json("ticket", "list")}[1] == "urgent"


def test_a_diff_shows_the_lines_that_differ(desk: CommandLine) -> None:
    desk.ok("policy", "apply", "--yes")
    (entry,) = desk.json("policy", "log")
    assert "no difference" in desk.run("policy", "diff", entry["policy"][:8]).stderr
    change(desk, "tiers.toml", 'first_response = "24 hours"', 'first_response = "12 hours"')
    text = desk.ok("policy", "diff", entry["policy"][:8])
    assert '-first_response = "24 hours"' in text
    assert '+first_response = "12 hours"' in text


def test_rolling_back_writes_the_older_texts_and_switches_them_on(desk: CommandLine) -> None:
    desk.ok("policy", "apply", "--yes")
    first = desk.json("policy", "log")[0]["policy"]
    change(desk, "tiers.toml", 'first_response = "24 hours"', 'first_response = "12 hours"')
    (desk.folder / "policy" / "99-new.toml").write_text("")
    desk.ok("policy", "apply", "--yes")
    desk.ok("policy", "rollback", first[:10], "--yes")
    assert desk.json("policy", "log", "--limit", "1")[0]["policy"] == first
    assert 'first_response = "24 hours"' in (desk.folder / "policy" / "tiers.toml").read_text()
    assert not (desk.folder / "policy" / "99-new.toml").exists()


@pytest.mark.parametrize(("words", "code"), [(("zzzz",), Exit.NOT_FOUND), (("",), Exit.USAGE)])
def test_a_digest_nobody_kept_or_two_begin_with_is_refused(
    desk: CommandLine, words: tuple[str, ...], code: Exit
) -> None:
    desk.ok("policy", "apply", "--yes")
    change(desk, "matrix.toml", 'standard = "low"', 'standard = "normal"')
    desk.ok("policy", "apply", "--yes")
    assert desk.run("policy", "rollback", *words, "--yes").exit_code == code


def test_a_policy_with_faults_is_never_switched_on(desk: CommandLine) -> None:
    change(desk, "matrix.toml", 'standard = "low"', 'standard = "lowest"')
    result = desk.run("policy", "apply", "--yes")
    assert result.exit_code == Exit.CONFIGURATION
    assert "matrix.toml:" in result.stderr
    assert desk.json("policy", "log") == []


def test_another_pace_or_resolution_is_a_change_too(desk: CommandLine) -> None:
    desk.ok("policy", "apply", "--yes")
    change(desk, "tiers.toml", 'resolution = "5 days"', 'resolution = "4 days"')
    rows = desk.json("policy", "apply", "--plan")
    assert rows
    assert all(row["retimed"] and row["due_at"] == row["new_due_at"] for row in rows)
    desk.ok("policy", "apply", "--yes")
    assert desk.json("policy", "apply", "--plan") == []
    change(desk, "tiers.toml", 'at = 100, to = "L2" }]', 'at = 80, to = "L2" }]')
    assert len(desk.json("policy", "apply", "--plan")) == len(rows)
