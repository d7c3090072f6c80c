"""`supportd config check` looks at settings, secrets, key ring and policy, and tells every fault in its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from commands.config import check, checked_config
from commands.exits import Exit
from commands.init import init
from tests.daemon.configured import CANARY, MINIMAL, write_config


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The path of a good supportd.toml in a folder as `init` makes it."""
    init(tmp_path, "desk-1")
    return write_config(tmp_path)


def test_a_good_desk_is_told_in_one_line(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    check(desk, as_json=False)
    said = capsys.readouterr()
    assert said.out.startswith(f"{desk}: good (mailboxes: support; keys: 1; policy: ")
    assert said.err == ""


def test_faults_go_to_standard_error_and_the_code_says_configuration(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.write_text(MINIMAL + f'[alerts]\ntoo = "{CANARY}"\n', encoding="utf-8")
    capsys.readouterr()
    with pytest.raises(typer.Exit) as ended:
        check(desk, as_json=False)
    said = capsys.readouterr()
    assert ended.value.exit_code == Exit.CONFIGURATION
    assert said.err == f"{desk}:13:1: unknown setting 'too' (did you mean to?)\n"
    assert said.out == f"{desk}: 1 fault; supportd will not start with it\n"
    assert CANARY not in said.out + said.err


def test_json_holds_every_fault_with_its_place(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk.parent / "password").chmod(0o644)
    capsys.readouterr()
    with pytest.raises(typer.Exit):
        check(desk, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert [(fault["line"], fault["column"]) for fault in told["faults"]] == [(7, 17), (11, 17)]


def test_secrets_key_ring_and_policy_are_told_together(desk: Path) -> None:
    (desk.parent / "password").unlink()
    (desk.parent / "keyring.toml").chmod(0o644)
    rules = sorted((desk.parent / "policy").glob("*.toml"))[0]
    rules.write_text("nonsense", encoding="utf-8")
    told = [str(fault) for fault in checked_config(desk, {}).faults]
    assert f"{desk}:7:17: password_file: {desk.parent}/password: there is no such file" in told
    assert any("keyring.toml: others than its owner may use it" in line for line in told)
    assert any(line.startswith(f"{rules}:1:") for line in told), told


def test_a_secret_that_is_missing_is_told_beside_what_is_wrong_with_the_file(desk: Path) -> None:
    (desk.parent / "password").unlink()
    desk.write_text(MINIMAL + "[alerts]\ntoo = 1\n", encoding="utf-8")
    told = [str(fault) for fault in checked_config(desk, {}).faults]
    assert [line.partition(": ")[0] for line in told] == [f"{desk}:7:17", f"{desk}:11:17", f"{desk}:13:1"]


def test_a_missing_policy_folder_is_a_fault_and_no_traceback(desk: Path) -> None:
    desk.write_text(MINIMAL + '[paths]\npolicy = "nowhere"\n', encoding="utf-8")
    checked = checked_config(desk, {})
    assert not checked.ok
    assert any("nowhere" in str(fault) for fault in checked.faults)
