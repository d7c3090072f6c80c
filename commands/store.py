"""Where a command finds its desk: supportd.toml, and the database behind it.

Takes the path of `--config`; gives settings and an open database, or ends the command with words and an exit code.
Never loads what decides: listings start faster without it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from commands.exits import Exit
from commands.output import fail, warn
from daemon.configuration import load_without_secrets
from daemon.secretfiles import SecretFault
from daemon.secrets import database_url
from daemon.settings import Settings
from storage.database import Database, open_database
from storage.dialect import parse_url, sqlite_path
from storage.faults import DatabaseRefused, DatabaseUnavailable, Unavailable

_PLACES = (Path("supportd.toml"), Path("/etc/supportd/supportd.toml"))
VARIABLE = "SUPPORTD_CONFIG"

_UNAVAILABLE: dict[Unavailable, str] = {
    Unavailable.FULL: "the disk of the database is full: nothing was written",
    Unavailable.READONLY: "the database may not be written to: nothing was changed",
    Unavailable.LOCKED: "another program holds the database: nothing was done, try again",
    Unavailable.GONE: "the database is not there (the first `supportd run` or `supportd db upgrade` makes it)",
    Unavailable.UNREACHABLE: "the database server does not answer",
}


def find_config(given: Path | None) -> Path:
    """`--config` (a folder means its file), else $SUPPORTD_CONFIG, else ./supportd.toml, else the one in /etc."""
    if given is None and os.environ.get(VARIABLE):
        given = Path(os.environ[VARIABLE])
    if given is not None:
        return given / "supportd.toml" if given.is_dir() else given
    for place in _PLACES:
        if place.exists():
            return place
    fail("no supportd.toml here: use --config FILE, or `supportd init` to make one", Exit.CONFIGURATION)


def read_settings(config: Path) -> Settings:
    """The settings, without looking at the daemon's secrets."""
    settings = load_without_secrets(config)
    if isinstance(settings, Settings):
        return settings
    for fault in settings:
        warn(str(fault))
    fail("the configuration has faults", Exit.CONFIGURATION)


@contextmanager
def open_store(settings: Settings, *, create: bool) -> Iterator[Database]:
    """The database alone; its troubles end the command with words and `Exit.DATABASE`."""
    url = database_url(settings.database, os.environ)
    if isinstance(url, SecretFault):
        fail(str(url), Exit.CONFIGURATION)
    try:
        database = open_database(url.reveal(), create=create)
        try:
            yield database
        finally:
            database.close()
    except DatabaseRefused as error:
        fail(str(error), Exit.DATABASE)
    except DatabaseUnavailable as error:
        fail(f"{words_for(error, url.reveal())} ({error.detail})", Exit.DATABASE)


def words_for(error: DatabaseUnavailable, url: str) -> str:
    """SQLite opens a file in a folder it may not write to, or on a full disk, no more than one that is not there."""
    path = sqlite_path(parse_url(url))
    if error.reason_code is Unavailable.GONE and path is not None and path.exists():
        return f"{path} cannot be opened; is its disk full, or may this user not write to its folder?"
    return _UNAVAILABLE[error.reason_code]


@contextmanager
def reading(config: Path | None) -> Iterator[Connection]:
    """One look at the desk's database, which is not made: a wrong path would look like an empty desk."""
    with open_store(read_settings(find_config(config)), create=False) as database, database.reading() as connection:
        yield connection


@contextmanager
def writing(config: Path | None) -> Iterator[Database]:
    """The desk's database for changes that no decision makes, such as adding an agent; made when it is not there."""
    with open_store(read_settings(find_config(config)), create=True) as database:
        yield database


def poke(settings: Settings) -> None:
    """Tell the daemon, if one runs, that there is something new in the database."""
    # It brings the log along, which listings do without.
    from daemon.health import poke as poke_socket

    poke_socket(settings.paths.socket)
