"""`supportd init` makes a whole folder, for its owner only, and never touches what is there."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer

from commands.config import checked_config
from commands.exits import Exit
from commands.init import Refused, Written, init, instance_name, shipped, write_desk
from daemon.forms import is_name
from daemon.keyring import KeyRing, load_keyring
from tests.fakes.chance import CountingChance

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
TEXTS = {"policy/10-severity.toml": b"# rules\n", "templates/ack.txt": b"Hello\n", "templates/ack.de.txt": b"Hallo\n"}


def written(folder: Path) -> Written:
    outcome = write_desk(folder, "desk-1", TEXTS, NOW, CountingChance())
    assert isinstance(outcome, Written)
    return outcome


def test_a_new_folder_holds_settings_policy_templates_and_a_key(tmp_path: Path) -> None:
    desk = tmp_path / "new" / "desk"
    outcome = written(desk)
    assert {path.relative_to(desk).as_posix() for path in outcome.paths} == {*TEXTS, "keyring.toml", "supportd.toml"}
    assert (desk / "templates/ack.de.txt").read_bytes() == b"Hallo\n"
    assert 'instance = "desk-1"' in (desk / "supportd.toml").read_text(encoding="utf-8")
    assert isinstance(load_keyring(desk / "keyring.toml", ()), KeyRing)


def test_the_folder_and_the_key_ring_are_their_owners_only_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        written(tmp_path / "desk")
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "desk").iterdir()}
    assert modes["keyring.toml"] == 0o600
    assert {modes[name] for name in ("policy", "templates", "secrets", "state")} == {0o700}
    assert stat.S_IMODE((tmp_path / "desk").stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["supportd.toml", "keyring.toml", "policy", "templates"])
def test_where_a_part_exists_already_nothing_is_written(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    assert write_desk(tmp_path, "desk-1", TEXTS, NOW, CountingChance()) == Refused((tmp_path / name,))
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [(name, "mine")]


def test_a_link_to_nowhere_counts_as_being_there(tmp_path: Path) -> None:
    (tmp_path / "keyring.toml").symlink_to(tmp_path / "elsewhere")
    assert isinstance(write_desk(tmp_path, "desk-1", TEXTS, NOW, CountingChance()), Refused)
    assert not (tmp_path / "elsewhere").exists()


def test_two_desks_have_different_names_and_keys(tmp_path: Path) -> None:
    init(tmp_path / "one", None)
    init(tmp_path / "two", None)
    for name in ("supportd.toml", "keyring.toml"):
        assert (tmp_path / "one" / name).read_bytes() != (tmp_path / "two" / name).read_bytes()


def test_a_generated_name_is_readable_and_follows_from_chance() -> None:
    chance = CountingChance()
    assert instance_name(chance) == "amber-bunting-000000"
    assert is_name(instance_name(chance))


def test_what_ships_makes_a_desk_whose_only_faults_are_what_has_to_be_filled_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    init(tmp_path, "desk-1")
    assert "supportd config check" in capsys.readouterr().out
    path = tmp_path / "supportd.toml"
    assert {fault.problem for fault in checked_config(path, {}).faults} == {
        "host: this is still what the sample file says"
    }
    path.write_text(path.read_text(encoding="utf-8").replace("mail.example.com", "mail.corp.example"), encoding="utf-8")
    assert [fault.problem for fault in checked_config(path, {}).faults] == [
        f"password_file: {tmp_path}/secrets/password: there is no such file"
    ] * 2
    password = tmp_path / "secrets" / "password"
    password.write_text("secret\n", encoding="utf-8")
    password.chmod(0o600)
    assert checked_config(path, {}).ok


def test_english_and_german_texts_ship() -> None:
    assert {"templates/ack.txt", "templates/ack.de.txt"} <= set(shipped())
    assert any(name.startswith("policy/") for name in shipped())


@pytest.mark.parametrize("name", ["", "two words", "a" * 65, "x/y", "-x"])
def test_a_name_that_would_not_be_accepted_later_is_refused_now(tmp_path: Path, name: str) -> None:
    if name:
        with pytest.raises(typer.Exit) as ended:
            init(tmp_path / "desk", name)
        assert ended.value.exit_code == Exit.USAGE
        assert not (tmp_path / "desk").exists()
    assert not is_name(name)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(typer.Exit) as ended:
        init(tmp_path / "file" / "desk", None)
    assert ended.value.exit_code == Exit.TROUBLE
    assert str(tmp_path / "file") in capsys.readouterr().err


def test_a_second_init_says_what_is_there_and_ends_with_trouble(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    init(tmp_path, "desk-1")
    with pytest.raises(typer.Exit) as ended:
        init(tmp_path, "desk-2")
    assert ended.value.exit_code == Exit.TROUBLE
    assert f"already there: {tmp_path}/supportd.toml" in capsys.readouterr().err
