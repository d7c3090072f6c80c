"""Which schema this program wants, which one a database has, and what follows from the difference.

Takes a connection; gives `SchemaState`. Never changes a table: that is `storage.migrate`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text


@dataclass(frozen=True, slots=True)
class Target:
    """What a program wants of a database.

    `schema`: the version of storage.tables; `revision`: the migration that ends there; `program`: itself;
    `oldest_program`: the oldest that may use such a database; `versions`: the folders of migrations.
    """

    schema: int
    revision: str
    program: str
    oldest_program: str
    versions: tuple[Path, ...]


TARGET = Target(
    schema=2,
    revision="0002",
    program="0.1.0",
    oldest_program="0.1.0",
    versions=(Path(__file__).parent / "migrations" / "versions",),
)


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


def schema_state(conn: Connection, target: Target = TARGET) -> SchemaState:
    """What the database has, as the program of `target` sees it."""
    names = inspect(conn).get_table_names()
    if not names:
        return Empty()
    if "schema_version" not in names:
        return Foreign()
    row = conn.execute(text("SELECT version, oldest_program FROM schema_version")).one_or_none()
    return Foreign() if row is None else _judge(int(row[0]), str(row[1]), target)


def _judge(version: int, oldest_program: str, target: Target) -> SchemaState:
    if version < target.schema:
        return Behind(version)
    if version > target.schema and _numbers(target.program) < _numbers(oldest_program):
        return TooNew(version, oldest_program)
    return Current(version)


def refusal(state: Foreign | TooNew) -> str:
    """Why nothing can be done, in words."""
    match state:
        case Foreign():
            return "the database holds tables of another program"
        case TooNew(version, oldest):
            return f"the database has schema {version}: it needs supportd {oldest} or newer"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
