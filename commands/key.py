"""`supportd key list` and `supportd key rotate`.

Takes the path of supportd.toml; gives the ring without its secrets, or a ring with a new signing key.
Never prints a secret.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from commands.exits import Exit
from commands.output import Column, Shape, fail, listing, say
from commands.store import read_settings
from daemon.chance import Chance, SystemChance
from daemon.clock import SystemClock
from daemon.keyring import KeyRing, StillNeeded, alone, load_keyring, rotate, write_keyring
from daemon.secretfiles import SecretFault, mounts


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key as it is listed. `use`: "signs" for the one new tokens bear, "verifies" for the others."""

    id: int
    made: datetime
    use: str


def list_keys(config: Path, wanted: Shape) -> None:
    """Print the ring, oldest key first."""
    ring = _ring(read_settings(config).paths.keyring)
    rows = [KeyRow(key.id, key.made, "signs" if key is ring.signing else "verifies") for key in ring.keys]
    columns: tuple[Column[KeyRow], ...] = (
        Column("id", lambda row: row.id),
        Column("made", lambda row: row.made),
        Column("use", lambda row: row.use),
    )
    listing(rows, columns, wanted)


def rotate_key(config: Path) -> None:
    """Add a key and sign with it from the daemon's next reload on; what older keys signed stays valid."""
    settings = read_settings(config)
    path = settings.paths.keyring
    try:
        with alone(path):
            say(rotated(path, SystemClock().now(), SystemChance(), settings.desk.token_days))
    except BlockingIOError:
        fail(f"{path}: another command is changing it", Exit.TROUBLE)
    except OSError as error:
        fail(f"{path}: cannot be written ({error.strerror})", Exit.TROUBLE)


def rotated(path: Path, now: datetime, chance: Chance, token_days: int) -> str:
    """Rotate the ring in a file; gives the words that say so. Ends the command when the ring is full of live keys."""
    outcome = rotate(_ring(path), now, chance, token_days)
    if isinstance(outcome, StillNeeded):
        until = f"{outcome.until:%Y-%m-%d}"
        fail(f"{path}: full, and what key {outcome.oldest.id} signed is valid until {until}", Exit.TROUBLE)
    write_keyring(path, outcome.ring)
    dropped = outcome.dropped
    gone = f"; key {dropped.id} of {dropped.made:%Y-%m-%d} fell out, what it signed had expired" if dropped else ""
    return f"key {outcome.ring.signing.id} signs from the next start or reload (SIGHUP) on{gone}"


def _ring(path: Path) -> KeyRing:
    ring = load_keyring(path, mounts(os.environ))
    if isinstance(ring, SecretFault):
        fail(str(ring), Exit.CONFIGURATION)
    return ring
