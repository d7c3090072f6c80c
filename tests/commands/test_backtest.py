"""Last month's mail under another policy, before it is switched on; nothing is ever written."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from commands.exits import Exit
from tests.commands.desk import MAILS, CommandLine, mbox


def folder_digest(desk: CommandLine) -> str:
    return hashlib.sha256(desk.database.read_bytes()).hexdigest()


def other_policy(desk: CommandLine, folder: Path, file: str, before: str, after: str) -> Path:
    shutil.copytree(desk.folder / "policy", folder)
    text = (folder / file).read_text()
    assert before in text
    (folder / file).write_text(text.replace(before, after))
    return folder


def differences(desk: CommandLine, *words: str) -> list[dict[str, str]]:
    result = desk.run("rules", "backtest", "--json", *words)
    assert result.exit_code in (Exit.OK, Exit.TROUBLE), result.output
    found: list[dict[str, str]] = json.loads(result.stdout)["differences"]
    return found


def test_the_same_policy_differs_in_nothing(desk: CommandLine) -> None:
    result = desk.run("rules", "backtest", "--since", "2000-01-01", "--against", str(desk.folder / "policy"))
    assert (result.exit_code, result.stdout) == (Exit.OK, "6 mails: 0 would be treated differently\n")


def test_another_matrix_shows_in_the_priorities(desk: CommandLine, tmp_path: Path) -> None:
    before = other_policy(desk, tmp_path / "old", "matrix.toml", 'standard = "low"', 'standard = "normal"')
    rows = differences(desk, "--since", "2000-01-01", "--against", str(before))
    assert {(row["field"], row["before"], row["after"]) for row in rows} == {("priority", "normal", "low")}
    assert len(rows) == 4


def test_a_rule_that_ignores_mail_shows_in_tickets_and_mails(desk: CommandLine, tmp_path: Path) -> None:
    (desk.folder / "policy" / "60-own.toml").write_text(
        '[[rule]]\nid = "no-shops"\nwhen = "mail.from_domain == \'shop.example\'"\nthen = { ignore = true }\n'
    )
    before = other_policy(desk, tmp_path / "old", "matrix.toml", 'standard = "low"', 'standard = "low"')
    (before / "60-own.toml").unlink()
    rows = differences(desk, "--since", "2000-01-01", "--against", str(before))
    assert {row["sender"] for row in rows} == {"bob@shop.example"}
    assert {row["field"] for row in rows} >= {"state", "opens", "acknowledged", "mails"}


def test_a_file_of_mails_serves_as_well(desk: CommandLine, tmp_path: Path) -> None:
    before = other_policy(desk, tmp_path / "old", "matrix.toml", 'standard = "low"', 'standard = "normal"')
    path = tmp_path / "old.mbox"
    path.write_bytes(mbox(MAILS))
    assert len(differences(desk, str(path), "--against", str(before))) == 4


def test_a_reply_joins_its_ticket_in_the_rehearsal_too(desk: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "old.mbox"
    path.write_bytes(mbox(MAILS))
    before = other_policy(
        desk, tmp_path / "old", "tiers.toml", 'first_response = "24 hours"', 'first_response = "1 hour"'
    )
    rows = differences(desk, str(path), "--against", str(before))
    assert {row["field"] for row in rows} == {"due_at"}
    assert len(rows) == 4, "the reply opens nothing, so it is promised nothing"


def test_the_policy_in_force_is_what_it_is_held_against(desk: CommandLine) -> None:
    desk.ok("policy", "apply", "--yes")
    path = desk.folder / "policy" / "matrix.toml"
    path.write_text(path.read_text().replace('standard = "low"', 'standard = "normal"'))
    assert len(differences(desk, "--since", "2000-01-01")) == 4


def test_nothing_to_compare_with_is_said(desk: CommandLine) -> None:
    assert desk.run("rules", "backtest").exit_code == Exit.NOT_FOUND


def test_nothing_is_written(desk: CommandLine, tmp_path: Path) -> None:
    desk.ok("policy", "apply", "--yes")
    before = (folder_digest(desk), desk.json("ticket", "list"), desk.json("outbox", "list"))
    other = other_policy(desk, tmp_path / "old", "matrix.toml", 'standard = "low"', 'standard = "normal"')
    differences(desk, "--since", "2000-01-01", "--against", str(other))
    assert (folder_digest(desk), desk.json("ticket", "list"), desk.json("outbox", "list")) == before
