"""The one place in the world that works on the ledger of a database.

Takes a database; gives whether this program holds the place. What a dead program had in hand can only be told from
what a living one has in hand because the operating system, or the server, takes the place from the dead.
Never waits for the place.
"""

from __future__ import annotations

import fcntl
import os
from enum import Enum, auto
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

# Any constant will do: advisory locks are the database's own.
_ADVISORY_KEY = 0x737570706F7274


class Place(Enum):
    """Whether this program may work."""

    OURS = auto()
    ELSEWHERE = auto()


class WorkerPlace:
    """Held from the first successful `take` until `leave`, or the end of the process."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self._engine = engine
        self._path = None if path is None else path.with_name(f"{path.name}-worker")
        self._file: int | None = None
        self._session: Connection | None = None

    def take(self) -> Place:
        return self._take_session() if self._path is None else self._take_file(self._path)

    def leave(self) -> None:
        """As the end of the process would."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        if self._session is not None:
            _end(self._session)
            self._session = None

    def _take_file(self, path: Path) -> Place:
        if self._file is not None:
            return Place.OURS
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(opened)
            return Place.ELSEWHERE
        self._file = opened
        return Place.OURS

    def _take_session(self) -> Place:
        if self._session is not None and self._session_lives(self._session):
            return Place.OURS
        self.leave()
        session = self._engine.connect()
        try:
            session.execution_options(isolation_level="AUTOCOMMIT")
            taken = session.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _ADVISORY_KEY}).scalar_one()
        except BaseException:
            # Whether the lock was given is not known: the session must end, and with it the lock.
            _end(session)
            raise
        if taken:
            self._session = session
            return Place.OURS
        session.close()
        return Place.ELSEWHERE

    def _session_lives(self, session: Connection) -> bool:
        try:
            session.execute(text("SELECT 1"))
        except DBAPIError:
            return False
        return True


def _end(session: Connection) -> None:
    """Not back into the pool: the lock belongs to the session."""
    session.invalidate()
    session.close()
