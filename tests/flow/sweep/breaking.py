"""Breaks the n-th statement of the daemon's database, once or for a while, as a full disk or a lost server would.

Takes the number of the statement and the way it breaks; gives a hook for each new process's engine.
Never touches the command line's connection: a person sees the error and types the command again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

from storage import dialect
from tests.flow.sweep.crashing import Told, story
from tests.flow.sweep.sim import Plan
from tests.flow.sweep.stages import Files, Stage


class Break(Enum):
    """How a statement breaks."""

    FULL = "SQLite: the disk is full, and the transaction is rolled back by SQLite itself"
    NO_ROOM = "SQLite: the disk is so full that only rows that are there can still be written"
    LOCKED = "SQLite: another program holds the file for too long"
    CUT_BEFORE = "PostgreSQL: the connection is gone before the statement or COMMIT"
    CUT_AFTER_COMMIT = "PostgreSQL: COMMIT was done, and the connection was gone before the answer"


_SQLITE_FULL, _SQLITE_BUSY = 13, 5
_WRITES = ("INSERT", "UPDATE", "DELETE", "COMMIT")
_MEETS = {Break.FULL: _WRITES, Break.NO_ROOM: ("INSERT",), Break.CUT_AFTER_COMMIT: ("COMMIT",)}


@dataclass(slots=True)
class Breaker:
    """`at`: the number of the first statement to break, counted from 1 over all processes; `times`: how many in a row.

    Statements that cannot meet the break (a SELECT and a full disk) are not counted.
    """

    how: Break
    at: int
    times: int = 1
    counted: int = 0
    broke: int = 0

    def attach(self, engine: Engine) -> None:
        """To a new process's engine."""
        event.listen(engine, "before_cursor_execute", self._on_statement)
        event.listen(engine, "commit", self._on_commit)

    def _on_statement(self, conn: Connection, cursor: Any, statement: str, *_: object) -> None:
        self._meet(conn, statement)

    def _on_commit(self, conn: Connection) -> None:
        self._meet(conn, "COMMIT")

    def _meet(self, conn: Connection, statement: str) -> None:
        if not statement.lstrip().startswith(_MEETS.get(self.how, "")):
            return
        self.counted += 1
        if self.at <= self.counted < self.at + self.times:
            self.broke += 1
            self._break(conn, statement)

    def _break(self, conn: Connection, statement: str) -> None:
        driver: Any = conn.connection.dbapi_connection
        match self.how:
            case Break.FULL | Break.NO_ROOM:
                driver.rollback()
                raise _sqlite_error(statement, _SQLITE_FULL, "database or disk is full")
            case Break.LOCKED:
                raise _sqlite_error(statement, _SQLITE_BUSY, "database is locked")
            case Break.CUT_BEFORE:
                driver.close()
            case Break.CUT_AFTER_COMMIT:
                driver.commit()
                driver.close()


def _sqlite_error(statement: str, code: int, words: str) -> OperationalError:
    said = dialect.sqlite_module().OperationalError(words)
    said.sqlite_errorcode = code
    return OperationalError(statement, {}, said)


@dataclass(frozen=True, slots=True)
class Broken:
    """A story with breaks. `counted`: statements that could have met it; `broke`: that did."""

    told: Told
    counted: int
    broke: int


def story_with_break(stage: Stage, how: Break, at: int, times: int = 1) -> Broken:
    """The story, with the statements from `at` breaking; 0 for none."""
    breaker = Breaker(how, at, times if at else 0)
    told = story(stage, plan=Plan(on_boot=breaker.attach))
    return Broken(told, breaker.counted, breaker.broke)


def breaks_of(stage: Stage) -> tuple[Break, ...]:
    """The ways in which this kind of database breaks."""
    return (Break.FULL, Break.LOCKED) if isinstance(stage, Files) else (Break.CUT_BEFORE, Break.CUT_AFTER_COMMIT)
