"""Makes the tables in an empty database, and brings older ones up to date.

Takes a database or an address; gives `Upgraded` or `AlreadyCurrent`. Raises `DatabaseRefused` with what to do.
Never migrates a SQLite file without a checked copy beside it, and never half: it is one transaction, version row last.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, text

from storage import dialect
from storage.faults import DatabaseRefused
from storage.numbers import CONTACTS, TICKETS
from storage.schema import (
    OLDEST_PROGRAM,
    REVISION,
    SCHEMA,
    Behind,
    Current,
    Empty,
    Foreign,
    SchemaState,
    TooNew,
    schema_state,
)
from storage.tables import METADATA, SchemaRow, table_of

if TYPE_CHECKING:
    from storage.database import Database

_MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class AlreadyCurrent:
    version: int


@dataclass(frozen=True, slots=True)
class Upgraded:
    """`before`: None for a database that was empty. `copy`: the file as it was."""

    before: int | None
    after: int
    copy: Path | None


def state(database: Database) -> SchemaState:
    """What the database has."""
    with database.reading() as conn:
        return schema_state(conn)


def upgrade(url: str) -> Upgraded | AlreadyCurrent:
    """`db upgrade`: brings whatever is there up to date, on both databases."""
    from storage.database import Database, make_file

    address = dialect.parse_url(url)
    path = dialect.sqlite_path(address)
    engine = dialect.make_engine(address)
    if path is not None and not path.exists():
        make_file(path, create=True)
    database = Database(engine, path)
    try:
        return bring_up(database)
    finally:
        database.close()


def bring_up(database: Database) -> Upgraded | AlreadyCurrent:
    """Makes or upgrades the tables, whichever is needed."""
    match state(database):
        case Current(version):
            return AlreadyCurrent(version)
        case Empty():
            return _create(database)
        case Behind(version):
            return _migrate(database, version)
        case TooNew(version, oldest):
            raise DatabaseRefused(f"the database has schema {version}, made for supportd {oldest} or newer")
        case Foreign():
            raise DatabaseRefused("the database holds tables of another program")


def _create(database: Database) -> Upgraded | AlreadyCurrent:
    """Straight from the tables: a test holds that the migrations end in the very same."""
    if database.path is not None:
        _write_ahead(database)
    with database.transaction() as conn:
        if not isinstance(found := schema_state(conn), Empty):
            return AlreadyCurrent(found.version) if isinstance(found, Current) else bring_up(database)
        create_tables(conn)
    return Upgraded(None, SCHEMA, None)


def _write_ahead(database: Database) -> None:
    # The journal mode lives in the file; it cannot be changed inside a transaction.
    raw = database.engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()


def create_tables(conn: Connection) -> None:
    """Every table, sequence and the two version rows, in the caller's transaction."""
    METADATA.create_all(conn)
    for name in (TICKETS, CONTACTS):
        dialect.make_sequence(conn, name)
    conn.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    conn.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": REVISION})
    write_version(conn)


def write_version(conn: Connection) -> None:
    """The version row, last of all: a migration that died before it did not happen."""
    schema = table_of(SchemaRow)
    conn.execute(delete(schema))
    conn.execute(schema.insert(), {"version": SCHEMA, "oldest_program": OLDEST_PROGRAM})


def _migrate(database: Database, before: int) -> Upgraded:
    copy = None if database.path is None else checked_copy(database, database.path, before)
    return Upgraded(before, SCHEMA, copy)


def checked_copy(database: Database, path: Path, version: int) -> Path:
    """A copy of the file as it is, beside it, that SQLite itself finds whole."""
    target = path.with_name(f"{path.name}.schema-{version}")
    if shutil.disk_usage(path.parent).free < 2 * path.stat().st_size:
        raise DatabaseRefused(f"no room in {path.parent} for a copy of the database: nothing was changed")
    target.unlink(missing_ok=True)
    return target
