"""A PostgreSQL server for the tests.

Takes the installed PostgreSQL of Debian; gives one server on loopback with as many fresh databases as are asked for.
Never uses a cluster that is already there; with `durable` off (the default) it trades crash safety for speed.
"""

from __future__ import annotations

import itertools
import secrets
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from tests.servers import program

SUPERUSER = "supportd"

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0")


@dataclass(slots=True)
class Postgres:
    """A running server. Databases are made and dropped through one connection kept for that."""

    port: int
    password: str
    pid: int
    admin: psycopg.Connection[tuple[object, ...]]
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def url(self, database: str) -> str:
        """The SQLAlchemy address of a database of this server."""
        return f"postgresql+psycopg://{SUPERUSER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def fresh_database(self, template: str = "template0") -> str:
        """The address of a new database, a copy of `template` (empty by default)."""
        name = f"t{next(self._numbers)}"
        # Copying the files beats writing them to the log, on a server that does not sync.
        self._run("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)
        return self.url(name)

    def template(self, name: str, prepare: Callable[[str], object]) -> str:
        """Make the database `name` with `prepare(url)`, once, to be copied by `fresh_database(name)`."""
        known = self.admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
        if known is None:
            self._run("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, "template0")
            prepare(self.url(name))
        return name

    def drop(self, url: str) -> None:
        """Remove a database made by `fresh_database`, whoever is still connected to it."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", url.rpartition("/")[2])

    def _run(self, statement: str, *names: str) -> None:
        self.admin.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[Postgres]:
    """A server of its own, stopped and forgotten at the end; `durable` keeps fsync on."""
    with program.folder("pg") as base:
        port, password = program.free_port(), secrets.token_hex(12)
        data = _initialised(base, password)
        settings = ["listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={base}"]
        settings += [] if durable else FAST
        options = [word for setting in settings for word in ("-c", setting)]
        command = [*_owner(), _binary("postgres"), "-D", str(data), *options]
        # SIGINT is PostgreSQL's "fast" stop: it does not wait for clients.
        with program.running(
            "postgres", command, log=base / "log", ready=lambda: _ready(data), end=signal.SIGINT
        ) as process:
            address = f"postgresql://{SUPERUSER}:{password}@127.0.0.1:{port}/postgres"
            with psycopg.connect(address, autocommit=True) as admin:
                yield Postgres(port, password, process.pid, admin)


def _initialised(base: Path, password: str) -> Path:
    data, secret = base / "data", base / "password"
    secret.write_text(password)
    if program.am_root():
        # PostgreSQL refuses to run as root: the folder and everything in it is its own user's.
        for path in (base, secret):
            shutil.chown(path, "postgres", "postgres")
    secret.chmod(0o600)
    words = ["--auth=scram-sha-256", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--pwfile", str(secret)]
    subprocess.run(
        [*_owner(), _binary("initdb"), "-D", str(data), "-U", SUPERUSER, *words],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=base,
    )
    return data


def _ready(data: Path) -> bool:
    """The server listens before it serves; the last line of its pid file says when it does."""
    state = data / "postmaster.pid"
    return state.exists() and state.read_text().rstrip().endswith("ready")


def _owner() -> tuple[str, ...]:
    return program.as_user("postgres" if program.am_root() else program.own_user())


def _binary(name: str) -> str:
    """The newest installed version's program; Debian keeps them out of PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    return program.program(name, *map(str, folders))
