"""The key ring: what old keys signed stays valid, nobody else may read it, and it is never half written."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from daemon.keyring import (
    MOST_KEYS,
    KeyRing,
    Rotated,
    StillNeeded,
    alone,
    load_keyring,
    new_ring,
    rotate,
    token_keys,
    write_keyring,
)
from daemon.secretfiles import SecretFault
from parsers.token import Claim, Form, Purpose, Token, Verdict, check, read, sign
from tests.daemon.configured import CANARY
from tests.fakes.chance import CountingChance

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
CLAIM = Claim(Purpose.REPLY, 42, 7, 30_000)


def full_ring(chance: CountingChance) -> KeyRing:
    """16 keys, one made each day from NOW on."""
    ring = new_ring(NOW, chance)
    for day in range(1, MOST_KEYS):
        outcome = rotate(ring, NOW + timedelta(days=day), chance, 365)
        assert isinstance(outcome, Rotated)
        ring = outcome.ring
    return ring


def signed(ring: KeyRing) -> Token:
    token = read(sign(Form.ADDRESS, CLAIM, token_keys(ring), "desk-1", "nonce"))
    assert token is not None
    return token


def verdict(ring: KeyRing, token: Token) -> Verdict:
    return check(Form.ADDRESS, token, token_keys(ring), "desk-1", "nonce", today=20_000)


def reason(found: KeyRing | SecretFault) -> str:
    assert isinstance(found, SecretFault)
    assert CANARY not in str(found)
    return str(found)


def test_F40_what_an_older_key_signed_stays_valid_after_a_rotation() -> None:
    chance = CountingChance()
    before = new_ring(NOW, chance)
    outcome = rotate(before, NOW, chance, 365)
    assert isinstance(outcome, Rotated)
    assert verdict(outcome.ring, signed(before)) is Verdict.GENUINE
    assert signed(outcome.ring).key == 1
    assert verdict(before, signed(outcome.ring)) is Verdict.FORGED


def test_keys_are_256_bits_of_chance_and_differ() -> None:
    keys = token_keys(full_ring(CountingChance()))
    assert {len(secret) for secret in keys.secrets.values()} == {32}
    assert len(set(keys.secrets.values())) == MOST_KEYS


def test_a_full_ring_drops_no_key_whose_addresses_are_still_valid() -> None:
    """The oldest key signed until the second was made; the last of its addresses expires token_days later."""
    ring = full_ring(CountingChance())
    outcome = rotate(ring, NOW + timedelta(days=30), CountingChance(), 365)
    assert outcome == StillNeeded(ring.keys[0], NOW + timedelta(days=1 + 365))


def test_a_full_ring_drops_its_oldest_key_once_its_addresses_have_expired() -> None:
    ring = full_ring(CountingChance())
    outcome = rotate(ring, NOW + timedelta(days=366), CountingChance(), 365)
    assert isinstance(outcome, Rotated)
    assert outcome.dropped == ring.keys[0]
    assert len(outcome.ring.keys) == MOST_KEYS
    assert outcome.ring.signing.id == ring.keys[0].id
    assert outcome.ring.signing.secret is not ring.keys[0].secret


def test_a_written_ring_reads_back_and_is_only_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "keyring.toml"
    ring = full_ring(CountingChance())
    write_keyring(path, ring)
    found = load_keyring(path, ())
    assert isinstance(found, KeyRing)
    assert token_keys(found) == token_keys(ring)
    assert [(key.id, key.made) for key in found.keys] == [(key.id, key.made) for key in ring.keys]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["keyring.toml"]


def test_a_ring_is_replaced_and_never_written_in_place(tmp_path: Path) -> None:
    path = tmp_path / "keyring.toml"
    write_keyring(path, new_ring(NOW, CountingChance()))
    with path.open(encoding="utf-8") as before:
        write_keyring(path, full_ring(CountingChance()))
        assert before.read().count("[[key]]") == 1


def test_what_a_crash_left_beside_the_ring_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "keyring.toml"
    (tmp_path / ".keyring.toml.new").write_text("half", encoding="utf-8")
    write_keyring(path, new_ring(NOW, CountingChance()))
    assert isinstance(load_keyring(path, ()), KeyRing)


def test_only_one_at_a_time_changes_the_ring(tmp_path: Path) -> None:
    path = tmp_path / "keyring.toml"
    with alone(path), pytest.raises(BlockingIOError), alone(path):
        raise AssertionError("two were let in")
    with alone(path):
        write_keyring(path, new_ring(NOW, CountingChance()))


def test_A69_a_ring_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keyring.toml"
    write_keyring(path, new_ring(NOW, CountingChance()))
    path.chmod(0o640)
    assert "others than its owner may use it" in reason(load_keyring(path, ()))


def test_A69_a_ring_behind_a_link_or_a_pipe_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keyring.toml"
    write_keyring(path, new_ring(NOW, CountingChance()))
    (tmp_path / "link").symlink_to(path)
    os.mkfifo(tmp_path / "pipe", 0o600)
    assert "a link is not followed" in reason(load_keyring(tmp_path / "link", ()))
    assert "not a plain file" in reason(load_keyring(tmp_path / "pipe", ()))


KEY = f'[[key]]\nid = 0\nmade = 2026-11-22T17:00:00Z\nsecret = "{"ab" * 32}"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "1:1: a key ring has 1 to 16"),
        ("signing = 0\n", "1:1: a key ring has 1 to 16"),
        (f"signing = 1\n{KEY}", "1:11: signing has to be the id of a key"),
        (KEY, "1:1: signing has to be the id of a key"),
        (f"signing = 0\n{KEY}{KEY}", "6:3: two keys have the same id"),
        (f"signing = 0\n{KEY * 17}", "a key ring has 1 to 16"),
        (f"signing = 0\n{KEY}".replace("id = 0", "id = 16"), "2:3: a key has id"),
        (f"signing = 0\n{KEY}".replace("Z", ""), "2:3: a key has id"),
        (f'signing = 0\n{KEY}[[key]]\nsecret = "{CANARY}"\n', "6:3: a key has id"),
        (f"signing = 0\n{KEY}".replace("ab" * 32, CANARY), "2:3: a key has id"),
        (f"signing = 0\n{KEY}".replace('"' + "ab" * 32, CANARY), "5:10: invalid value"),
        (f"signing = 0\n{KEY}".replace("abab", "ABAB"), "2:3: a key has id"),
    ],
)
def test_F40_a_damaged_ring_is_refused_in_its_place_and_without_a_key(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "keyring.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    found = reason(load_keyring(path, ()))
    assert found.startswith(f"{path}:")
    assert words in found
    assert "abab" not in found


def test_I20_a_ring_shows_none_of_its_keys() -> None:
    ring = new_ring(NOW, CountingChance())
    digits = ring.signing.secret.reveal()
    assert digits not in f"{ring!r} {ring.signing} {token_keys(ring)!r}"
