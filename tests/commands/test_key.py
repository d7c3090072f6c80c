"""`supportd key list` and `key rotate` show no secret and leave old keys verifying."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import typer

from commands.exits import Exit
from commands.key import list_keys, rotate_key, rotated
from commands.output import Shape
from daemon.keyring import MOST_KEYS, KeyRing, alone, load_keyring, new_ring, write_keyring
from tests.daemon.configured import write_config
from tests.fakes.chance import CountingChance

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    write_keyring(tmp_path / "keyring.toml", new_ring(NOW, CountingChance()))
    return write_config(tmp_path)


def ring_of(config: Path) -> KeyRing:
    ring = load_keyring(config.parent / "keyring.toml", ())
    assert isinstance(ring, KeyRing)
    return ring


def test_a_rotation_adds_a_signing_key_and_says_when_it_counts(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rotate_key(config)
    assert capsys.readouterr().out == "key 1 signs from the next start or reload (SIGHUP) on\n"
    assert [key.id for key in ring_of(config).keys] == [0, 1]


def test_I20_a_listing_shows_each_key_and_none_of_its_secrets(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rotate_key(config)
    capsys.readouterr()
    list_keys(config, Shape.TABLE)
    list_keys(config, Shape.JSON)
    table, _, as_json = capsys.readouterr().out.partition("[")
    assert [line.split() for line in table.splitlines()][1] == ["0", "2026-11-22", "17:00Z", "verifies"]
    assert [(row["id"], row["use"]) for row in json.loads("[" + as_json)] == [(0, "verifies"), (1, "signs")]
    for key in ring_of(config).keys:
        assert key.secret.reveal() not in table + as_json


def test_the_oldest_key_of_a_full_ring_falls_out_aloud(config: Path) -> None:
    path, chance = config.parent / "keyring.toml", CountingChance()
    for day in range(1, MOST_KEYS):
        rotated(path, NOW + timedelta(days=day), chance, 365)
    said = rotated(path, NOW + timedelta(days=400), chance, 365)
    assert said.endswith("; key 0 of 2026-11-22 fell out, what it signed had expired")


def test_a_ring_full_of_keys_that_are_needed_is_left_alone(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, chance = config.parent / "keyring.toml", CountingChance()
    for day in range(1, MOST_KEYS):
        rotated(path, NOW + timedelta(days=day), chance, 365)
    before = path.read_bytes()
    with pytest.raises(typer.Exit) as ended:
        rotated(path, NOW + timedelta(days=30), chance, 365)
    assert ended.value.exit_code == Exit.TROUBLE
    assert "what key 0 signed is valid until 2027-11-23" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_two_rotations_at_once_do_not_lose_a_key(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with alone(config.parent / "keyring.toml"), pytest.raises(typer.Exit) as ended:
        rotate_key(config)
    assert ended.value.exit_code == Exit.TROUBLE
    assert "another command is changing it" in capsys.readouterr().err


def test_A69_a_ring_that_others_may_read_ends_the_command(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (config.parent / "keyring.toml").chmod(0o644)
    with pytest.raises(typer.Exit) as ended:
        rotate_key(config)
    assert ended.value.exit_code == Exit.CONFIGURATION
    assert "others than its owner may use it" in capsys.readouterr().err
