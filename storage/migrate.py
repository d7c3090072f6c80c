"""Makes the tables in an empty database, and brings older ones up to date.

Takes a database or an address; gives `Upgraded` or `AlreadyCurrent`. Raises `DatabaseRefused` with what to do.
Never migrates a SQLite file without a checked copy beside it, never under a running desk, and never half: it is one
transaction, with the version row last.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, text
from sqlalchemy.exc import DBAPIError

from storage import (
    clocks,  # noqa: F401  # its tables are of the schema too
    dialect,
    surveys,  # noqa: F401  # and so are these
)
from storage.database import Database, make_file
from storage.faults import DatabaseRefused, DatabaseUnavailable
from storage.numbers import CONTACTS, TICKETS
from storage.schema import (
    TARGET,
    Behind,
    Current,
    Empty,
    Foreign,
    SchemaState,
    Target,
    TooNew,
    refusal,
    schema_state,
)
from storage.tables import METADATA, SchemaRow, table_of
from storage.worker import Place

if TYPE_CHECKING:
    from alembic.config import Config

_SCRIPTS = Path(__file__).parent / "migrations"
_NO_ROOM = "there is no room for a copy of the database beside it: nothing was changed"


@dataclass(frozen=True, slots=True)
class AlreadyCurrent:
    """There was nothing to do."""

    version: int


@dataclass(frozen=True, slots=True)
class Upgraded:
    """`before`: None for a database that was empty. `copy`: the SQLite file as it was."""

    before: int | None
    after: int
    copy: Path | None


def state(database: Database) -> SchemaState:
    """What the database has."""
    with database.reading() as conn:
        return schema_state(conn)


def upgrade(url: str) -> Upgraded | AlreadyCurrent:
    """`db upgrade`: brings whatever is there up to date, on both databases."""
    address = dialect.parse_url(url)
    engine = dialect.make_engine(address)
    path = dialect.sqlite_path(address)
    if path is not None:
        make_file(path)
    database = Database(engine, path)
    try:
        return bring_up(database)
    finally:
        database.close()


def free_bytes(path: Path) -> int:
    """Room on the file system of `path`."""
    return shutil.disk_usage(path.parent).free


def bring_up(
    database: Database, target: Target = TARGET, room: Callable[[Path], int] = free_bytes
) -> Upgraded | AlreadyCurrent:
    """Makes or upgrades the tables, whichever is needed. `room`: bytes free where a file lies."""
    with database.reading() as conn:
        found = schema_state(conn, target)
    match found:
        case Current(version):
            return AlreadyCurrent(version)
        case Empty():
            return _create(database, target)
        case Behind(version):
            return _migrate(database, target, version, room)
        case TooNew() | Foreign():
            raise DatabaseRefused(refusal(found))


# --- an empty database -------------------------------------------------------------------------------


def _create(database: Database, target: Target) -> Upgraded | AlreadyCurrent:
    """Straight from the tables; a test holds that the migrations end in the very same."""
    if database.path is not None:
        _write_ahead(database)
    with database.transaction() as conn:
        dialect.lock_schema(conn)
        if isinstance(found := schema_state(conn, target), Current):
            return AlreadyCurrent(found.version)
        METADATA.create_all(conn)
        for name in (TICKETS, CONTACTS):
            dialect.make_sequence(conn, name)
        conn.execute(
            text(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
            )
        )
        conn.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": target.revision})
        _write_version(conn, target)
    return Upgraded(None, target.schema, None)


def _write_ahead(database: Database) -> None:
    # The journal mode lives in the file; it cannot be changed inside a transaction.
    raw = database.engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA query_only = 0")
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    except database.engine.dialect.loaded_dbapi.Error as error:  # a full disk shows here first
        raise dialect.translate_bare(error) from error
    finally:
        raw.close()


def _write_version(conn: Connection, target: Target) -> None:
    schema = table_of(SchemaRow)
    conn.execute(delete(schema))
    conn.execute(schema.insert(), {"version": target.schema, "oldest_program": target.oldest_program})


# --- an older one ------------------------------------------------------------------------------------


def _migrate(database: Database, target: Target, before: int, room: Callable[[Path], int]) -> Upgraded:
    if database.work_here() is Place.ELSEWHERE:
        raise DatabaseRefused("the desk is running on this database: stop it, then try again")
    copy = None
    with _without_foreign_keys(database) as conn:
        dialect.lock_schema(conn)
        if isinstance(schema_state(conn, target), Behind):
            if database.path is not None:
                # Under the writer's lock: nothing can be committed that the copy lacks.
                copy = checked_copy(database, database.path, before, room)
            run(conn, target)
            dialect.check_foreign_keys(conn)
            _write_version(conn, target)
    return Upgraded(before, target.schema, copy)


def run(conn: Connection, target: Target) -> None:
    """Alembic's part, inside the caller's transaction."""
    # Over a second to import, and hardly ever needed.
    from alembic import command

    command.upgrade(alembic_config(conn, target), target.revision)


def alembic_config(conn: Connection, target: Target) -> Config:
    """Alembic's settings, without a file; paths may hold any character."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(str(path).replace("%", "%%") for path in target.versions))
    config.attributes["connection"] = conn
    return config


@contextmanager
def _without_foreign_keys(database: Database) -> Iterator[Connection]:
    """A writer's transaction in which SQLite lets tables be copied and dropped without deleting their children."""
    if database.path is None:
        with database.transaction() as conn:
            yield conn
        return
    try:
        with database.engine.connect() as opened:
            # Outside a transaction, where alone the setting takes effect.
            opened.connection.cursor().execute("PRAGMA foreign_keys = OFF")
            try:
                with dialect.writing(opened).begin():
                    yield opened
            finally:
                opened.invalidate()
    except DBAPIError as error:
        raise dialect.translate(error, committing=False) from error


def checked_copy(database: Database, path: Path, version: int, room: Callable[[Path], int]) -> Path:
    """A copy of the file as it is, beside it, that SQLite finds whole and that has reached the disk."""
    wal = path.with_name(f"{path.name}-wal")
    size = path.stat().st_size + (wal.stat().st_size if wal.exists() else 0)
    # Once for the copy, once for the tables the migration rewrites.
    if room(path) < 2 * size:
        raise DatabaseRefused(_NO_ROOM)
    unfinished = path.with_name(f"{path.name}.copying")
    unfinished.unlink(missing_ok=True)
    try:
        dialect.copy_file(database.engine, unfinished)
    except DatabaseUnavailable as error:
        unfinished.unlink(missing_ok=True)
        raise DatabaseRefused(_NO_ROOM) from error
    _to_disk(unfinished)
    copy = unfinished.rename(path.with_name(f"{path.name}.schema-{version}"))
    _to_disk(copy.parent)
    return copy


def _to_disk(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
