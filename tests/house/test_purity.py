"""No clock, no chance and no I/O where there must be none, however it is spelled."""

from __future__ import annotations

import ast

import pytest

from tests.house.sources import Source, dotted, everything, imported, shipped, source, sources

# what the two pure floors may not import, at any depth of a file; whole packages
_WORLD = frozenset(
    "asyncio builtins ctypes fcntl fileinput getpass glob http imaplib importlib io logging mmap multiprocessing os "
    "pathlib pickle platform poplib queue random resource runpy secrets select selectors shelve shutil signal smtplib "
    "socket socketserver sqlite3 ssl subprocess sys sysconfig tempfile threading time tracemalloc uuid warnings "
    "webbrowser concurrent dbm aiosmtplib alembic imapclient psycopg pysqlite3 sqlalchemy sqlmodel structlog "
    "typer rich".split()
)
_WORLDLY_PARTS = ("urllib.request", "urllib.error", "email.utils.make_msgid", "email.utils.localtime")
_BUILT_IN_IO = frozenset({"open", "print", "input", "breakpoint", "eval", "exec", "compile", "__import__", "globals"})
_CLOCKS = frozenset({"now", "today", "utcnow"})
_TIME = frozenset(
    "time.time time.time_ns time.monotonic time.monotonic_ns time.perf_counter time.perf_counter_ns "
    "time.clock_gettime time.clock_gettime_ns time.localtime time.gmtime time.ctime "
    "func.now func.current_timestamp".split()
)
_CHANCE = frozenset({"random", "secrets", "uuid"})

# who may ask the machine for the time or for chance, and why
_ASK_TIME = {
    "daemon/clock.py": "it is the clock",
}
_ASK_CHANCE = {
    "daemon/chance.py": "it is the chance",
}


def worldly(found: Source) -> list[str]:
    """Imports and built-ins by which a file reaches the world."""
    imports = [
        f"{found.path}:{line} {name}"
        for line, name in imported(found)
        if name.partition(".")[0] in _WORLD or name.startswith(_WORLDLY_PARTS)
    ]
    calls = [
        f"{found.path}:{node.lineno} {node.func.id}()"
        for node in ast.walk(found.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _BUILT_IN_IO
    ]
    return imports + calls


def time_asked(found: Source) -> list[str]:
    """Places that ask what time it is: `datetime.now()` and its kin, and the functions of `time`."""
    asked = [
        f"{found.path}:{node.lineno} {name}"
        for node in ast.walk(found.tree)
        if isinstance(node, ast.Attribute)
        and (name := dotted(node))
        and (name in _TIME or (node.attr in _CLOCKS and name.split(".")[-2] in ("datetime", "date")))
    ]
    smuggled = [f"{found.path}:{line} {name}" for line, name in imported(found) if name in _TIME]
    return asked + smuggled


def chance_taken(found: Source) -> list[str]:
    """Imports of the modules that roll dice."""
    return [f"{found.path}:{line} {name}" for line, name in imported(found) if name.partition(".")[0] in _CHANCE]


def test_parsers_and_rules_never_reach_the_world() -> None:
    assert [problem for found in sources("parsers", "rules") for problem in worldly(found)] == []


def test_only_the_clock_asks_the_time() -> None:
    askers = [found for found in shipped() if found.path not in _ASK_TIME]
    assert [problem for found in askers for problem in time_asked(found)] == []


def test_only_chance_rolls_dice() -> None:
    takers = [found for found in shipped() if found.path not in _ASK_CHANCE]
    assert [problem for found in takers for problem in chance_taken(found)] == []


def test_no_test_sleeps_outside_the_one_place_that_waits_for_servers() -> None:
    sleepers = [
        f"{found.path}:{node.lineno}"
        for found in everything()
        if found.floor == "tests" and found.path not in ("tests/servers/waiting.py", "tests/fakes/killers.py")
        for node in ast.walk(found.tree)
        if isinstance(node, ast.Call) and dotted(node.func) in ("time.sleep", "sleep", "asyncio.sleep")
    ]
    assert sleepers == []


@pytest.mark.parametrize(
    "text",
    [
        "import os.path",
        "def f():\n    import socket",
        "from pathlib import Path",
        "import logging",
        "from urllib import request",
        "from email.utils import make_msgid",
        "x = open('f')",
        "print('x')",
        "from random import choice",
        "y = input()",
    ],
)
def test_reaching_the_world_would_be_seen(text: str) -> None:
    assert len(worldly(source("rules/x.py", text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "datetime.now(UTC)",
        "import datetime\ndatetime.datetime.utcnow()",
        "date.today()",
        "import time\ntime.time()",
        "from time import monotonic",
        "default_factory = datetime.now",
        "select(func.now())",
    ],
)
def test_asking_the_time_would_be_seen(text: str) -> None:
    assert len(time_asked(source("storage/x.py", text))) == 1


def test_handed_in_time_is_not_taken_for_a_clock() -> None:
    assert time_asked(source("daemon/x.py", "now = clock.now()\nself.clock.monotonic()")) == []


def test_rolling_dice_would_be_seen() -> None:
    assert chance_taken(source("storage/x.py", "import uuid")) == ["storage/x.py:1 uuid"]
