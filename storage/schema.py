"""Which schema this program wants, which one a database has, and what follows from the difference.

Takes a connection; gives `SchemaState`. Never changes a table: that is `storage.migrate`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text

# The version of storage.tables; a migration raises it by one. The revision's name in storage/migrations/versions.
SCHEMA = 1
REVISION = "0001"
# This program, and the oldest one that may use a database of SCHEMA.
PROGRAM = "0.1.0"
OLDEST_PROGRAM = "0.1.0"


@dataclass(frozen=True, slots=True)
class Empty:
    """No table at all."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Tables, but not ours."""


@dataclass(frozen=True, slots=True)
class Current:
    """Ready for use: of this program's version, or of a newer one that this program may still use."""

    version: int


@dataclass(frozen=True, slots=True)
class Behind:
    """Must be upgraded first."""

    version: int


@dataclass(frozen=True, slots=True)
class TooNew:
    """Made by a newer program; `oldest_program` names the oldest that may use it."""

    version: int
    oldest_program: str


SchemaState = Empty | Foreign | Current | Behind | TooNew


def schema_state(conn: Connection) -> SchemaState:
    """What the database has."""
    names = inspect(conn).get_table_names()
    if not names:
        return Empty()
    if "schema_version" not in names:
        return Foreign()
    row = conn.execute(text("SELECT version, oldest_program FROM schema_version")).one_or_none()
    return Foreign() if row is None else judge(int(row[0]), str(row[1]), program=PROGRAM)


def judge(version: int, oldest_program: str, *, program: str) -> SchemaState:
    """Whether `program` may use a schema of `version` that asks for `oldest_program`."""
    if version < SCHEMA:
        return Behind(version)
    if version > SCHEMA and _numbers(program) < _numbers(oldest_program):
        return TooNew(version, oldest_program)
    return Current(version)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
