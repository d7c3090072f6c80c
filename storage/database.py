"""The database: opened, checked, and used in transactions.

Takes an address; gives `Database` with `transaction()` for writers and `reading()` for everybody else.
Raises `Conflict`, `DatabaseUnavailable` and `DatabaseRefused` (storage.faults) and lets our bugs through as they are.
Never keeps a transaction open across anything but statements: no network, no waiting for people.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from storage import dialect
from storage.fairlock import FairLock
from storage.faults import DatabaseRefused, DatabaseUnavailable, Unavailable
from storage.schema import Behind, Current, Empty, Foreign, TooNew, refusal, schema_state
from storage.worker import Place, WorkerPlace

# Checking every page of a larger file would hold up the start for minutes.
_CHECK_ALL_BELOW = 1 << 30


class Database:
    """An open database. Safe to share between threads."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self._engine = engine
        self._path = path
        self._identity = _identity(path)
        self._turn = FairLock()
        self._worker = WorkerPlace(engine, path)

    @property
    def dialect(self) -> Literal["sqlite", "postgresql"]:
        return "sqlite" if self._path is not None else "postgresql"

    @property
    def path(self) -> Path | None:
        """The SQLite file; None on PostgreSQL."""
        return self._path

    @property
    def engine(self) -> Engine:
        """For `storage` only: everything else uses the two transactions."""
        return self._engine

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A writer's transaction: committed when the block ends, undone when it raises. Granted in order of asking."""
        if self._path is None:
            with self._writer() as conn:
                yield conn
            return
        with self._turn:
            with self._writer() as conn:
                yield conn

    @contextmanager
    def _writer(self) -> Iterator[Connection]:
        committing = False
        try:
            self._still_there()
            with self._engine.connect() as opened:
                conn = dialect.writing(opened)
                with conn.begin() as transaction:
                    yield conn
                    if not dialect.still_in_transaction(conn):
                        raise DatabaseUnavailable(Unavailable.FULL, "the transaction was rolled back by SQLite itself")
                    committing = True
                    _commit(conn, transaction)
        except (DBAPIError, PoolExhausted) as error:
            raise dialect.translate(error, committing=committing) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A reader's transaction: sees one moment, writes nothing, waits for nobody."""
        try:
            self._still_there()
            with self._engine.connect() as opened:
                conn = dialect.reading(opened)
                with conn.begin() as transaction:
                    yield conn
                    _commit(conn, transaction)
        except (DBAPIError, PoolExhausted) as error:
            raise dialect.translate(error, committing=False) from error

    def work_here(self) -> Place:
        """Takes the one worker's place of this database, or says who has it."""
        try:
            return self._worker.take()
        except (DBAPIError, PoolExhausted) as error:
            raise dialect.translate(error, committing=False) from error

    def close(self) -> None:
        """Gives every connection back, and the worker's place."""
        self._worker.leave()
        self._engine.dispose()

    def _still_there(self) -> None:
        """A file that was deleted or replaced under us would take what we write with it (F07)."""
        if self._path is not None and _identity(self._path) != self._identity:
            raise DatabaseUnavailable(Unavailable.GONE, "the database file was deleted or replaced")


def _commit(conn: Connection, transaction: RootTransaction) -> None:
    """After a COMMIT that fails SQLite stays in the transaction, with its lock, while SQLAlchemy takes it for over."""
    try:
        transaction.commit()
    except BaseException:
        conn.invalidate()
        raise


def _identity(path: Path | None) -> tuple[int, int] | None:
    if path is None:
        return None
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def open_database(url: str, *, create: bool, check: bool = False) -> Database:
    """The database behind `url`, ready for use.

    `create`: make the file and the tables where there are none. `check`: look for damage first (a daemon's start).
    An older SQLite schema is upgraded, after a checked copy; an older PostgreSQL one is refused.
    Raises `DatabaseRefused` or `DatabaseUnavailable`.
    """
    address = dialect.parse_url(url)
    path = dialect.sqlite_path(address)
    engine = dialect.make_engine(address)
    if path is not None and not path.exists():
        if not create:
            raise DatabaseUnavailable(Unavailable.GONE, f"there is no database file at {path}")
        make_file(path)
    database = Database(engine, path)
    try:
        if check and path is not None:
            _look_for_damage(database, path)
        _bring_up(database, create)
    except BaseException:
        database.close()
        raise
    return database


def make_file(path: Path) -> None:
    """An empty file that only its owner can read, unless it is there; SQLite would leave the mode to the umask."""
    try:
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise DatabaseRefused(f"the database file {path} cannot be made: {error.strerror}") from error


def _look_for_damage(database: Database, path: Path) -> None:
    """PRAGMA quick_check (F11); of a large file all but the raw mails, whose digests are in the ledger."""
    with database.reading() as conn:
        tables: list[str] = [""]
        if path.stat().st_size > _CHECK_ALL_BELOW:
            names = conn.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
            tables = [f"({name})" for name in names if name not in ("raw_mail", "outbox_mail") and name.isidentifier()]
        for table in tables:
            if conn.exec_driver_sql(f"PRAGMA quick_check{table}").scalars().first() != "ok":
                raise DatabaseRefused(dialect.DAMAGED)


def _bring_up(database: Database, create: bool) -> None:
    with database.reading() as conn:
        state = schema_state(conn)
    match state:
        case Current():
            return
        case Empty() if not create:
            raise DatabaseRefused("the database is empty: run `supportd db upgrade` to make its tables")
        case Behind(version) if database.dialect == "postgresql":
            raise DatabaseRefused(f"the database has schema {version}: stop the desk, then run `supportd db upgrade`")
        case TooNew() | Foreign():
            raise DatabaseRefused(refusal(state))
        case Empty() | Behind():
            # Tables and migrations are only loaded when there is something to do.
            from storage import migrate

            migrate.bring_up(database)
