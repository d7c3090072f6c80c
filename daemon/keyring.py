"""The key ring: the secrets that sign reply addresses and Message-IDs, in one file only its owner may read.

Takes the file's path, `now` and chance; gives the ring, `parsers.token.Keys` made of it, or why it is refused.
Never shows a key, never leaves a half-written ring, never drops a key whose reply addresses are still valid.

The file is TOML: `signing`, and a [[key]] with id, made and secret (64 hexadecimal digits) for each of at most 16
keys. The id is in every token (4 bits). New tokens bear the signing key; the others go on verifying (F40).
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from daemon.chance import Chance
from daemon.secretfiles import SecretFault, read_secret_file
from daemon.secrets import Secret
from parsers.places import Place, TomlDocument, TomlFault, read_toml
from parsers.token import Keys

MOST_KEYS = 16
_NONCES_IN_A_SECRET = 4  # of 64 bits each: as long as the hash of the MAC
_SECRET_DIGITS = 64
_HEAD = """\
# The keys that sign reply addresses: whoever has them can write into tickets. Keep this file to its owner (0600).
# `supportd key list` shows it without the secrets, `supportd key rotate` adds a key.
"""


@dataclass(frozen=True, slots=True)
class RingKey:
    """One key. `made`: when, in UTC; it signed from then until the next one was made."""

    id: int
    made: datetime
    secret: Secret


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All keys, oldest first; the last one signs."""

    keys: tuple[RingKey, ...]

    @property
    def signing(self) -> RingKey:
        return self.keys[-1]


@dataclass(frozen=True, slots=True)
class Rotated:
    """A ring with a new signing key. `dropped`: the oldest one, where the ring was full."""

    ring: KeyRing
    dropped: RingKey | None


@dataclass(frozen=True, slots=True)
class StillNeeded:
    """The ring is full, and reply addresses of its oldest key are valid until `until`."""

    oldest: RingKey
    until: datetime


def token_keys(ring: KeyRing) -> Keys:
    """The ring as tokens are signed and checked with it."""
    return Keys(ring.signing.id, {key.id: bytes.fromhex(key.secret.reveal()) for key in ring.keys})


def new_ring(now: datetime, chance: Chance) -> KeyRing:
    """A ring of one key."""
    return KeyRing((_new_key(0, now, chance),))


def rotate(ring: KeyRing, now: datetime, chance: Chance, token_days: int) -> Rotated | StillNeeded:
    """A new signing key; the others stay. Of a full ring the oldest falls out, once its addresses have expired."""
    if len(ring.keys) < MOST_KEYS:
        free = min(set(range(MOST_KEYS)) - {key.id for key in ring.keys})
        return Rotated(KeyRing((*ring.keys, _new_key(free, now, chance))), None)
    oldest, second, *_ = ring.keys
    until = second.made + timedelta(days=token_days)
    if now < until:
        return StillNeeded(oldest, until)
    return Rotated(KeyRing((*ring.keys[1:], _new_key(oldest.id, now, chance))), oldest)


def _new_key(number: int, now: datetime, chance: Chance) -> RingKey:
    digits = "".join(chance.nonce() for _ in range(_NONCES_IN_A_SECRET))
    return RingKey(number, now.replace(microsecond=0), Secret(digits))


def load_keyring(path: Path, guarded: tuple[Path, ...]) -> KeyRing | SecretFault:
    """The ring in a file. `guarded`: as `daemon.secretfiles.mounts` gives them."""
    data = read_secret_file(path, guarded)
    if isinstance(data, SecretFault):
        return data
    try:
        document = read_toml(data.decode("utf-8"))
    except UnicodeDecodeError:
        return SecretFault(f"{path}: not text in UTF-8")
    if isinstance(document, TomlFault):
        return _fault(path, document.place, document.problem)
    return _ring(path, document)


def _ring(path: Path, document: TomlDocument) -> KeyRing | SecretFault:
    tables = document.data.get("key")
    if not isinstance(tables, list) or not 0 < len(tables) <= MOST_KEYS:
        return _fault(path, Place(1, 1), f"a key ring has 1 to {MOST_KEYS} [[key]] sections")
    keys: dict[int, RingKey] = {}
    for index, table in enumerate(tables):
        place = document.keys.get(("key", index), Place(1, 1))
        key = _key(table) if isinstance(table, Mapping) else None
        if key is None:
            return _fault(path, place, f"a key has id (0 to {MOST_KEYS - 1}), made (a time with zone) and secret")
        if key.id in keys:
            return _fault(path, place, "two keys have the same id")
        keys[key.id] = key
    signing = document.data.get("signing")
    if not isinstance(signing, int) or signing not in keys:
        return _fault(path, document.values.get(("signing",), Place(1, 1)), "signing has to be the id of a key")
    others = sorted((key for key in keys.values() if key.id != signing), key=lambda key: key.made)
    return KeyRing((*others, keys[signing]))


def _key(table: Mapping[str, object]) -> RingKey | None:
    match table:
        case {"id": int(number), "made": datetime() as made, "secret": str(digits), **rest}:
            well = not rest and 0 <= number < MOST_KEYS and made.tzinfo is not None and len(digits) == _SECRET_DIGITS
            known = well and set(digits) <= set("0123456789abcdef")
            return RingKey(number, made, Secret(digits)) if known else None
        case _:
            return None


def _fault(path: Path, place: Place, problem: str) -> SecretFault:
    return SecretFault(f"{path}:{place.line}:{place.column}: {problem}", "restore it, or make a new one")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep others from changing the ring between reading and writing it; BlockingIOError when somebody does."""
    descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def write_keyring(path: Path, ring: KeyRing) -> None:
    """Replace the file, or make it, in one step: readers see the old ring or the new one. OSError as it comes."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)  # left by a crash; `alone` keeps it from being somebody's at work
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(_text(ring))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _text(ring: KeyRing) -> str:
    tables = [
        f'\n[[key]]\nid = {key.id}\nmade = {key.made.isoformat()}\nsecret = "{key.secret.reveal()}"\n'
        for key in ring.keys
    ]
    return f"{_HEAD}\nsigning = {ring.signing.id}\n" + "".join(tables)
