"""`supportd init`: a folder with everything a desk needs.

Takes the folder, perhaps a name for the instance; gives supportd.toml, the support plan, the mails' texts and a new
key ring, and says what to do next. Never overwrites anything: one file that exists already, and nothing is written.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import assert_never

from commands.exits import Exit
from commands.output import fail, say
from daemon.chance import Chance, SystemChance
from daemon.clock import SystemClock
from daemon.forms import is_name
from daemon.keyring import new_ring, write_keyring
from daemon.sample import sample

_SETTINGS = "supportd.toml"
_KEYRING = "keyring.toml"
_SHIPPED = ("policy", "templates")
_PRIVATE = ("secrets", "state")

# 32 each, so that two hexadecimal digits choose one evenly; short, common, and no two sound alike
_MANNERS = (
    "amber", "bold", "brisk", "calm", "clear", "crisp", "dapper", "eager", "fair", "fond", "gentle", "glad", "honest",
    "jolly", "keen", "kind", "light", "lively", "lucky", "mellow", "merry", "neat", "noble", "patient", "plain",
    "proud", "quiet", "steady", "sunny", "swift", "warm", "wise",
)  # fmt: skip
_BIRDS = (
    "bunting", "condor", "crane", "curlew", "dove", "dunlin", "eagle", "egret", "falcon", "finch", "gannet", "goose",
    "grebe", "heron", "hoopoe", "ibis", "jackdaw", "kestrel", "lark", "linnet", "magpie", "martin", "osprey", "owl",
    "pelican", "plover", "puffin", "raven", "robin", "stork", "swan", "wren",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """Everything that was made, in order."""

    instance: str
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """What is there already; nothing was written."""

    existing: tuple[Path, ...]


def init(directory: Path, instance: str | None) -> None:
    """Make the folder and say what to do next."""
    clock, chance = SystemClock(), SystemChance()
    name = instance or instance_name(chance)
    if not is_name(name):
        fail("an instance's name is a word of letters, digits, - and _, at most 64 of them", Exit.USAGE)
    try:
        outcome = write_desk(directory, name, shipped(), clock.now(), chance)
    except OSError as error:
        fail(f"{error.filename or directory}: cannot be written ({error.strerror})", Exit.TROUBLE)
    match outcome:
        case Written(paths=paths):
            for line in _next_steps(directory, name, len(paths)):
                say(line)
        case Refused(existing):
            there = ", ".join(str(path) for path in existing)
            fail(f"already there: {there}. Nothing was written; choose another folder", Exit.TROUBLE)
        case _:
            assert_never(outcome)


def instance_name(chance: Chance) -> str:
    """A name that people can tell apart and no other installation has."""
    digits = chance.nonce()
    manner, bird = int(digits[0:2], 16) % len(_MANNERS), int(digits[2:4], 16) % len(_BIRDS)
    return f"{_MANNERS[manner]}-{_BIRDS[bird]}-{digits[4:10]}"


def shipped() -> dict[str, bytes]:
    """The support plan and the mails' texts that come with the program, by path relative to the folder."""
    home = files("rules.shipped")
    return {
        f"{folder}/{entry.name}": entry.read_bytes()
        for folder in _SHIPPED
        for entry in sorted(home.joinpath(folder).iterdir(), key=lambda entry: entry.name)
        if entry.is_file()
    }


def write_desk(
    directory: Path, instance: str, texts: Mapping[str, bytes], now: datetime, chance: Chance
) -> Written | Refused:
    """The whole folder, or nothing. `texts`: as `shipped` gives them. OSError as it comes."""
    planned = (_SETTINGS, _KEYRING, *_SHIPPED)
    existing = tuple(directory / name for name in planned if os.path.lexists(directory / name))
    if existing:
        return Refused(existing)
    made: list[Path] = []
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in (*_SHIPPED, *_PRIVATE):
        (directory / name).mkdir(mode=0o700, exist_ok=True)
    for name, data in texts.items():
        made.append(_write(directory / name, data))
    write_keyring(directory / _KEYRING, new_ring(now, chance))
    # last: a folder with supportd.toml in it is complete
    return Written(instance, (*made, directory / _KEYRING, _write(directory / _SETTINGS, sample(instance).encode())))


def _write(path: Path, data: bytes) -> Path:
    with path.open("xb") as file:
        file.write(data)
    return path


def _next_steps(directory: Path, instance: str, count: int) -> tuple[str, ...]:
    shown = shlex.quote(str(directory))
    return (
        f"{directory}: {count} files for the instance {instance}",
        "Next:",
        f"  1. cd {shown}",
        "  2. put the mailbox's password into secrets/password: install -m 600 /dev/stdin secrets/password, Ctrl-D",
        f"  3. fill in {_SETTINGS}: the address, the IMAP and the SMTP server",
        "  4. supportd config check",
        "  5. supportd run",
    )
