"""The one place that knows where SQLite and PostgreSQL differ.

Takes an address; gives an engine, and the few statements the two write differently. Never knows a table.

PostgreSQL runs writers at READ COMMITTED: every write that depends on something read carries its own check (a version,
a state, a unique key), so a stronger level would only add retries. Readers run at REPEATABLE READ, read only, so
that the many queries of one working set see one moment, as a SQLite read transaction does.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

from pysqlite3 import dbapi2 as pysqlite3
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Select,
    String,
    Table,
    bindparam,
    create_engine,
    event,
    func,
    select,
    text,
    true,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.pool import QueuePool

from storage.faults import Conflict, DatabaseRefused, DatabaseUnavailable, Unavailable

OLDEST_SQLITE = (3, 51, 3)
_BUSY_SECONDS = 10.0
_CONNECTIONS = 12
_WRITER = "supportd_writer"
# Any constant will do: advisory locks are the database's own.
_SCHEMA_KEY = 0x737570706F7275

# Result codes of https://sqlite.org/rescode.html, the low byte of the extended ones.
_SQLITE_CODES = {
    5: Unavailable.LOCKED,
    6: Unavailable.LOCKED,
    8: Unavailable.READONLY,
    10: Unavailable.GONE,
    13: Unavailable.FULL,
    14: Unavailable.GONE,
}
_SQLITE_DAMAGED = (11, 26)

# SQLSTATE: whole transaction again (F37), or why the server cannot be used.
_AGAIN = frozenset({"40001", "40P01", "55P03", "57014"})
_POSTGRES_CODES = {
    "25006": Unavailable.READONLY,
    "53100": Unavailable.FULL,
    "53200": Unavailable.FULL,
    "53300": Unavailable.UNREACHABLE,
}

Insert = sqlite.Insert | postgresql.Insert


# --- engines -----------------------------------------------------------------------------------------


def parse_url(url: str) -> URL:
    """The address as SQLAlchemy reads it; `DatabaseRefused`, not repeating it (passwords), when it is none of ours."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseRefused(
            "the database address is not a URL like sqlite:////var/lib/supportd/desk.sqlite"
        ) from None
    match parsed.get_backend_name():
        case "sqlite":
            if not parsed.database or parsed.database == ":memory:":
                raise DatabaseRefused("the database must be a file: the desk remembers nothing without one")
            return parsed
        case "postgresql":
            return parsed.set(drivername="postgresql+psycopg")
        case other:
            raise DatabaseRefused(f"the database must be sqlite or postgresql, not {other}")


def sqlite_path(url: URL) -> Path | None:
    """The file behind the address; None for a server."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def sqlite_module() -> ModuleType:
    """The interpreter's own SQLite where it is new enough, else the one that comes with pysqlite3."""
    if sqlite3.sqlite_version_info >= OLDEST_SQLITE:
        return sqlite3
    return pysqlite3


def refuse_old_sqlite(version: tuple[int, ...]) -> None:
    """Before 3.51.3 two connections in WAL mode can lose committed writes (F10)."""
    if version < OLDEST_SQLITE:
        found, wanted = (".".join(map(str, numbers)) for numbers in (version, OLDEST_SQLITE))
        raise DatabaseRefused(
            f"SQLite {found} can lose committed writes when two programs use the database; {wanted} or newer is "
            "needed: install the package pysqlite3, or a Python that brings it"
        )


def make_engine(url: URL) -> Engine:
    """An engine whose transactions say BEGIN as `writing` and `reading` ask for. Opens nothing yet."""
    path = sqlite_path(url)
    if path is None:
        return _postgres_engine(url)
    module = sqlite_module()
    refuse_old_sqlite(module.sqlite_version_info)
    return _sqlite_engine(module, path, "ro" if url.query.get("mode") == "ro" else "rw")


def _sqlite_engine(module: ModuleType, path: Path, mode: str) -> Engine:
    # mode=rw never makes a file: one that has gone is an error, not an empty desk (F07).
    name = f"file:{quote(str(path))}?mode={mode}"

    def connect() -> Any:
        opened = module.connect(
            name, uri=True, isolation_level=None, timeout=_BUSY_SECONDS, check_same_thread=False, cached_statements=256
        )
        for pragma in ("synchronous = FULL", "foreign_keys = ON", "journal_size_limit = 67108864"):
            opened.execute(f"PRAGMA {pragma}")
        return opened

    engine = create_engine(
        "sqlite://", module=module, creator=connect, poolclass=QueuePool, pool_size=_CONNECTIONS, max_overflow=4
    )

    @event.listens_for(engine, "begin")
    def begin(conn: Connection) -> None:
        writer = bool(conn.get_execution_options().get(_WRITER))
        # A reader that turned writer half-way would fail at once whenever somebody else wrote meanwhile (F08).
        conn.connection.cursor().execute(f"PRAGMA query_only = {int(not writer)}")
        conn.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    return engine


def _postgres_engine(url: URL) -> Engine:
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=_CONNECTIONS,
        max_overflow=4,
        connect_args={"connect_timeout": 10, "application_name": "supportd", "options": "-c lock_timeout=15s"},
    )


def writing(conn: Connection) -> Connection:
    """The connection, set to begin its next transaction as a writer."""
    return conn.execution_options(**{_WRITER: True})


def reading(conn: Connection) -> Connection:
    """The connection, set to see one moment."""
    if conn.dialect.name == "postgresql":
        return conn.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return conn


def still_in_transaction(conn: Connection) -> bool:
    """False when SQLite has rolled the transaction back by itself, as it does when the disk is full."""
    if conn.dialect.name == "postgresql":
        return True
    return bool(conn.connection.dbapi_connection.in_transaction)  # type: ignore[union-attr]  # set while connected


# --- errors ------------------------------------------------------------------------------------------


def translate(error: DBAPIError | PoolExhausted, *, committing: bool) -> Exception:
    """Our word for what the database said; the error itself when it is a bug of ours."""
    if isinstance(error, PoolExhausted):
        return DatabaseUnavailable(Unavailable.LOCKED, "no database connection came free")
    if isinstance(error, IntegrityError):
        return Conflict("somebody else wrote the same first") if is_unique_clash(error) else error
    if isinstance(error.orig, Exception) and hasattr(error.orig, "sqlite_errorcode"):
        said = translate_bare(error.orig)
        return error if said is error.orig else said
    return _translate_postgres(error, committing)


def translate_bare(error: Exception) -> Exception:
    """As `translate`, for what SQLite's own driver raised where SQLAlchemy does not stand between."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _SQLITE_DAMAGED:
        return DatabaseRefused(DAMAGED)
    reason = _SQLITE_CODES.get(code)
    return error if reason is None else DatabaseUnavailable(reason, str(error))


def _translate_postgres(error: DBAPIError, committing: bool) -> Exception:
    state = getattr(error.orig, "sqlstate", None)
    if state in _AGAIN:
        return Conflict("the server asks to do the transaction again")
    if state in _POSTGRES_CODES:
        return DatabaseUnavailable(_POSTGRES_CODES[state], first_line(error))
    # Classes 08 and 57P: the connection or the server is going away. No state at all: the socket broke.
    lost = error.connection_invalidated or state is None or state.startswith(("08", "57P"))
    if lost and "Operational" in type(error).__name__:
        return DatabaseUnavailable(Unavailable.UNREACHABLE, first_line(error), outcome_unknown=committing)
    return error


DAMAGED = (
    "the database file is damaged; nothing was changed. Stop every program that uses it, copy the file with its "
    "-wal aside, then put back the last copy, or save what is left with: sqlite3 DAMAGED .recover | sqlite3 NEW"
)


def first_line(error: DBAPIError) -> str:
    """What the driver said, without statement and values, which may hold customers' words."""
    return str(error.orig).strip().partition("\n")[0]


def is_unique_clash(error: IntegrityError) -> bool:
    """Whether a unique key refused the row (and not a CHECK, NULL or foreign key: those are bugs of ours)."""
    state = getattr(error.orig, "sqlstate", None)
    # pysqlite3 gives only the primary result code: the message tells the kinds apart.
    return state == "23505" or (state is None and str(error.orig).startswith("UNIQUE constraint failed"))


# --- statements --------------------------------------------------------------------------------------


def insert(conn: Connection, table: Table) -> Insert:
    """INSERT that knows ON CONFLICT."""
    return postgresql.insert(table) if conn.dialect.name == "postgresql" else sqlite.insert(table)


def next_numbers(conn: Connection, sequence: str, count: int) -> Sequence[int]:
    """`count` numbers nobody else gets, in order; gaps are allowed. A writer's transaction only."""
    if count == 0:
        return ()
    if conn.dialect.name == "postgresql":
        drawn = conn.execute(
            text("SELECT nextval(CAST(:name AS regclass)) FROM generate_series(1, :count)"),
            {"name": sequence, "count": count},
        )
        return sorted(drawn.scalars())
    after = conn.execute(
        text("UPDATE sequence SET next = next + :count WHERE name = :name RETURNING next"),
        {"name": sequence, "count": count},
    ).scalar_one()
    return range(after - count, after)


@cache
def newest_of_each(
    name: str, key: Column[Any], order: Column[Any], columns: tuple[Column[Any], ...], limit: int
) -> Select[Any]:
    """Of one table, for each value of the parameter `wanted`, the `limit` rows with the largest `order`.

    Reads no more than it gives, however many rows share a value: the cut is made inside, once for each value.
    """
    table = key.table
    if name == "postgresql":
        given = bindparam("wanted", type_=postgresql.ARRAY(String))
        each = func.unnest(given).table_valued("value", name="each_wanted").render_derived()
        of_one = select(*columns).where(key == each.c.value).order_by(order.desc()).limit(limit)
        newest = of_one.correlate(each).lateral("newest")
        return select(newest).select_from(each).join(newest, true())
    each = func.json_each(bindparam("wanted", type_=String)).table_valued("value", name="each_wanted")
    other = table.alias("other")
    newest_first = select(other.c[order.name]).order_by(other.c[order.name].desc()).limit(limit)
    of_one = newest_first.where(other.c[key.name] == each.c.value).correlate(each)
    return select(*columns).select_from(each).join(table, (key == each.c.value) & order.in_(of_one))


def list_parameter(conn: Connection, values: Sequence[str]) -> object:
    """A list as one parameter (`newest_of_each`)."""
    return list(values) if conn.dialect.name == "postgresql" else json.dumps(values)


def lock_schema(conn: Connection) -> None:
    """Until the transaction ends nobody else makes or changes tables; a SQLite writer is alone anyway."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SCHEMA_KEY})


def check_foreign_keys(conn: Connection) -> None:
    """After a migration without them: SQLite has to look for itself."""
    if conn.dialect.name == "sqlite" and conn.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise DatabaseRefused("the upgrade would break links between tables: nothing was changed")


def copy_file(engine: Engine, to: Path) -> None:
    """A copy of what is committed, checked page by page; `to` must not exist. SQLite only."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA query_only = 0")
        raw.cursor().execute("VACUUM INTO ?", (str(to),))
        copy = sqlite_module().connect(f"file:{quote(str(to))}?mode=ro", uri=True)
        try:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            copy.close()
    except Exception as error:
        reason = _SQLITE_CODES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if reason is None:
            raise
        raise DatabaseUnavailable(reason, str(error)) from error
    finally:
        raw.close()
    if verdict != "ok":
        raise DatabaseRefused(DAMAGED)


def make_sequence(conn: Connection, name: str) -> None:
    """Starts a sequence at 1 (schema creation)."""
    if conn.dialect.name == "postgresql":
        conn.execute(text(f"CREATE SEQUENCE IF NOT EXISTS {name}"))
    else:
        conn.execute(text("INSERT INTO sequence (name, next) VALUES (:name, 1)"), {"name": name})
