"""Making and upgrading tables: never without a checked copy, never half, never under a running desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, event, inspect, text

from storage import dialect, migrate
from storage.database import Database, open_database
from storage.faults import DatabaseRefused
from storage.migrate import AlreadyCurrent, Upgraded
from storage.schema import TARGET, Behind, Current, TooNew, schema_state
from storage.tables import METADATA


class DiedError(Exception):
    """The upgrade ended here."""


TOMORROW = replace(
    TARGET,
    schema=3,
    revision="0003",
    program="0.2.0",
    oldest_program="0.2.0",
    versions=(*TARGET.versions, Path(__file__).parent / "next_versions"),
)


@pytest.fixture
def empty(database_url: str) -> Iterator[Database]:
    """A database without any table."""
    address = dialect.parse_url(database_url)
    path = dialect.sqlite_path(address)
    if path is not None:
        path.touch()
    opened = Database(dialect.make_engine(address), path)
    yield opened
    opened.close()


def parts(definition: str) -> list[str]:
    """A CREATE statement as its words, the constraints in one order."""
    body, _, tail = definition.replace('"', "").rpartition(")")
    flat = " ".join(body.replace("(", " ( ").replace(")", " ) ").split())
    return sorted([*(part.strip() for part in flat.split(", CONSTRAINT ")), tail.strip()])


def definitions(conn: Connection) -> dict[str, object]:
    """Everything the database says about its tables."""
    if conn.dialect.name == "sqlite":
        rows = conn.execute(text("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))
        return {row.name: parts(row.sql or "") for row in rows}
    seen = inspect(conn)
    return {
        name: (
            [{**column, "type": str(column["type"])} for column in seen.get_columns(name)],
            seen.get_pk_constraint(name),
            sorted(seen.get_indexes(name), key=str),
            sorted(seen.get_unique_constraints(name), key=str),
            sorted(seen.get_check_constraints(name), key=str),
            sorted(seen.get_foreign_keys(name), key=str),
        )
        for name in seen.get_table_names()
    }


def wipe(conn: Connection) -> None:
    """As it was before anything was made."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("DROP SCHEMA public CASCADE"))
        conn.execute(text("CREATE SCHEMA public"))
    else:
        METADATA.drop_all(conn)
        conn.execute(text("DROP TABLE alembic_version"))


def test_the_migrations_end_in_the_tables_of_the_program(empty: Database) -> None:
    with empty.transaction() as conn:
        migrate.run(conn, TARGET)
        migrated = definitions(conn)
        wipe(conn)
    assert migrate.bring_up(empty) == Upgraded(None, TARGET.schema, None)
    with empty.reading() as conn:
        made = definitions(conn)
    assert made.keys() == migrated.keys()
    assert {name: (made[name], migrated[name]) for name in made if made[name] != migrated[name]} == {}


def test_alembic_finds_nothing_left_to_do(database: Database) -> None:
    with database.transaction() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, METADATA) == []
        command.current(migrate.alembic_config(conn, TARGET), check_heads=True)


# --- a newer program ---------------------------------------------------------------------------------


def fill(database: Database) -> None:
    """An account with a contact: a parent row with a child that a careless copy of the table would delete."""
    with database.transaction() as conn:
        conn.execute(text("INSERT INTO account (id, name, phone) VALUES (7, 'Acme', '')"))
        conn.execute(text("INSERT INTO contact (id, address, name, account) VALUES (1, 'a@x.test', 'A', 7)"))
        conn.execute(text("INSERT INTO account_domain (domain, account) VALUES ('x.test', 7)"))


def contacts(database: Database) -> list[tuple[object, ...]]:
    with database.reading() as conn:
        return [tuple(row) for row in conn.execute(text("SELECT * FROM contact"))]


def test_an_older_database_is_upgraded_with_everything_in_it(database: Database) -> None:
    fill(database)
    done = migrate.bring_up(database, TOMORROW)
    assert (done.before, done.after) == (2, 3) if isinstance(done, Upgraded) else False
    assert contacts(database) == [(1, "a@x.test", "A", 7, None, "blue")]
    assert migrate.bring_up(database, TOMORROW) == AlreadyCurrent(3)


def test_on_sqlite_the_copy_holds_the_database_as_it_was(database: Database) -> None:
    fill(database)
    done = migrate.bring_up(database, TOMORROW)
    assert isinstance(done, Upgraded)
    if database.dialect == "postgresql":
        assert done.copy is None
        return
    assert done.copy is not None
    assert done.copy.name == "desk.sqlite.schema-2"
    copy = open_database(f"sqlite:///{done.copy}", create=False, check=True)
    assert contacts(copy) == [(1, "a@x.test", "A", 7, None)]
    copy.close()


def test_F12_a_newer_database_is_refused_with_the_oldest_program_that_may_use_it(
    database: Database, database_url: str
) -> None:
    migrate.bring_up(database, TOMORROW)
    with pytest.raises(DatabaseRefused, match=r"schema 3.*0\.2\.0 or newer"):
        open_database(database_url, create=False)


def test_a_newer_database_that_an_old_program_may_use_opens(database: Database) -> None:
    migrate.bring_up(database, replace(TOMORROW, oldest_program="0.1.0"))
    with database.reading() as conn:
        assert schema_state(conn) == Current(3)
        assert schema_state(conn, replace(TARGET, program="0.0.9")) == TooNew(3, "0.1.0")


def test_an_older_postgresql_database_is_refused_until_it_is_upgraded(database: Database, database_url: str) -> None:
    with database.transaction() as conn:
        conn.execute(text("UPDATE schema_version SET version = 0"))
        conn.execute(text("DELETE FROM alembic_version"))
        assert schema_state(conn) == Behind(0)
        if conn.dialect.name == "sqlite":
            return
    with pytest.raises(DatabaseRefused, match="supportd db upgrade"):
        open_database(database_url, create=True)


def test_an_empty_database_is_refused_unless_tables_may_be_made(empty: Database, database_url: str) -> None:
    with pytest.raises(DatabaseRefused, match="supportd db upgrade"):
        open_database(database_url, create=False)
    assert migrate.upgrade(database_url) == Upgraded(None, 2, None)
    assert migrate.upgrade(database_url) == AlreadyCurrent(2)
    open_database(database_url, create=False).close()


def test_the_tables_of_another_program_are_left_alone(empty: Database, database_url: str) -> None:
    with empty.transaction() as conn:
        conn.execute(text("CREATE TABLE invoices (id INTEGER)"))
    with pytest.raises(DatabaseRefused, match="another program"):
        open_database(database_url, create=True)


def test_without_room_for_a_copy_nothing_is_changed(database: Database) -> None:
    fill(database)
    if database.path is None:
        return
    with pytest.raises(DatabaseRefused, match="no room"):
        migrate.bring_up(database, TOMORROW, room=lambda path: 1000)
    assert contacts(database) == [(1, "a@x.test", "A", 7, None)]
    assert sorted(path.name for path in database.path.parent.iterdir() if "schema" in path.name) == []


def test_a_running_desk_is_not_upgraded_under_its_feet(database: Database, database_url: str) -> None:
    running = open_database(database_url, create=False)
    running.work_here()
    with pytest.raises(DatabaseRefused, match="stop it"):
        migrate.bring_up(database, TOMORROW)
    running.close()
    assert isinstance(migrate.bring_up(database, TOMORROW), Upgraded)


def test_F12_an_upgrade_that_dies_at_any_statement_did_not_happen(database: Database) -> None:
    fill(database)
    count = [0]

    def die(*_: object) -> None:
        count[0] -= 1
        if count[0] <= 0:
            raise DiedError

    event.listen(database.engine, "before_cursor_execute", die)
    for statement in range(1, 1000):
        count[0] = statement
        try:
            migrate.bring_up(database, TOMORROW)
        except DiedError:
            count[0] = 1000
            assert contacts(database) == [(1, "a@x.test", "A", 7, None)]
            with database.reading() as conn:
                assert schema_state(conn, TOMORROW) == Behind(2)
        else:
            break
    count[0] = 1000
    # The server keeps the plan of a statement for as long as a connection lives.
    database.engine.dispose()
    assert statement > 10
    assert contacts(database) == [(1, "a@x.test", "A", 7, None, "blue")]
