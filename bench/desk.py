"""A desk for benchmarks: a folder, a daemon as its own process, and a look at its database.

Takes the servers' ports; gives a running `supportd run`.
Never imports the daemon: what is measured is what users start.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.program import stop
from tests.servers.waiting import wait_for

_CONFIG = """\
[desk]
instance = "bench"

[[mailbox]]
name = "support"
address = "support@desk.test"
host = "127.0.0.1"
port = {imap_port}
security = "none"
user = "{user}"
password_env = "SUPPORTD_BENCH_PASSWORD"
start = "all"
idle = true
poll_seconds = {poll_seconds}

[smtp]
host = "127.0.0.1"
port = {smtp_port}
security = "none"
connections = 8
"""
# Caps far above the load: each of the 400 customers writes several times within the minute.
CAPS = "[acknowledgement]\nstrangers_per_day = 10000\ncontacts_per_day = 10000\n"


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the servers listen."""

    imap: int
    smtp: int


@dataclass(frozen=True, slots=True)
class Desk:
    """A running daemon and its folder."""

    folder: Path
    pid: int

    def count(self, query: str) -> int:
        """A number out of the database, read beside the daemon."""
        with closing(sqlite3.connect(f"file:{self.database()}?mode=ro", uri=True, timeout=5)) as database:
            value: int = database.execute(query).fetchone()[0]
            return value

    def database(self) -> Path:
        """The SQLite file."""
        return next(self.folder.rglob("*.db"))

    def log(self) -> str:
        """What the daemon wrote."""
        return (self.folder / "daemon.log").read_text(errors="replace")


@contextmanager
def desk(folder: Path, ports: Ports, user: str, password: str, poll_seconds: int = 60) -> Iterator[Desk]:
    """`supportd init`, this benchmark's settings, `supportd run`; ready when the block begins."""
    environ = {**os.environ, "SUPPORTD_BENCH_PASSWORD": password}
    supportd = [sys.executable, "-m", "cli"]
    subprocess.run([*supportd, "init", str(folder)], check=True, capture_output=True)
    text = _CONFIG.format(imap_port=ports.imap, smtp_port=ports.smtp, user=user, poll_seconds=poll_seconds)
    (folder / "supportd.toml").write_text(text)
    numbers = folder / "policy" / "desk.toml"
    kept = numbers.read_text().replace("[acknowledgement]\n", "", 1)
    numbers.write_text(CAPS + kept)
    with (folder / "daemon.log").open("wb") as log:
        process = subprocess.Popen(
            [*supportd, "run", "--config", str(folder)], env=environ, stdout=log, stderr=log, start_new_session=True
        )
        try:
            wait_for(lambda: list(folder.rglob("*.sock")) or process.poll() is not None, what="the daemon", seconds=60)
            yield Desk(folder, process.pid)
        finally:
            stop(process)
