"""A database that cannot be used ends a command with words and exit code 5, and nothing half done."""

from __future__ import annotations

import pytest
import typer
from sqlalchemy import create_engine, text

from commands.exits import Exit
from commands.store import open_store, read_settings
from storage.database import open_database
from storage.faults import DatabaseUnavailable, Unavailable
from tests.commands.desk import CommandLine


def test_a_listing_makes_no_database_where_there_is_none(empty_desk: CommandLine) -> None:
    result = empty_desk.run("ticket", "list")
    assert result.exit_code == Exit.DATABASE
    assert result.stderr.startswith("supportd: the database is not there (the first `supportd run` or ")
    assert list((empty_desk.folder / "state").glob("*.db")) == []


def test_the_first_change_makes_the_database(empty_desk: CommandLine) -> None:
    empty_desk.ok("agent", "add", "kim")
    assert empty_desk.ok("agent", "list", "-q") == "kim\n"


def test_db_upgrade_makes_the_tables_and_says_when_there_is_nothing_to_do(empty_desk: CommandLine) -> None:
    assert empty_desk.ok("db", "upgrade").startswith("schema made: now ")
    assert empty_desk.ok("db", "upgrade") == "the database is at this program's version: nothing to do\n"
    assert empty_desk.ok("ticket", "list", "-q") == ""


def test_a_database_that_cannot_be_opened_is_not_said_to_be_missing(desk: CommandLine) -> None:
    path = desk.database
    path.unlink()
    path.mkdir()
    result = desk.run("ticket", "list")
    assert result.exit_code == Exit.DATABASE
    assert f"{path} cannot be opened; is its disk full" in result.stderr


@pytest.mark.parametrize("words", [("ticket", "list"), ("agent", "add", "zoe"), ("ticket", "close", "-y", "1")])
def test_a_file_that_is_no_database_is_refused(desk: CommandLine, words: tuple[str, ...]) -> None:
    desk.database.write_bytes(b"this is no database, but a text that is long enough to look at" * 20)
    result = desk.run(*words)
    assert (result.exit_code, result.stdout) == (Exit.DATABASE, "")
    assert result.stderr.startswith("supportd: ")
    assert len(result.stderr.splitlines()) == 1


def test_a_database_of_a_newer_program_is_refused(desk: CommandLine) -> None:
    engine = create_engine(f"sqlite:///{desk.database}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE schema_version SET version = 9999, oldest_program = '99.0'"))
    engine.dispose()
    before = desk.database.read_bytes()
    result = desk.run("agent", "add", "zoe")
    assert result.exit_code == Exit.DATABASE
    assert "newer" in result.stderr
    assert desk.database.read_bytes() == before


def test_a_listing_waits_for_nobody_who_writes(desk: CommandLine) -> None:
    database = open_database(f"sqlite:///{desk.database}", create=False)
    with database.transaction():
        assert desk.ok("ticket", "list", "-q").split() == ["2", "1", "3", "4", "6"]
    database.close()


@pytest.mark.parametrize("reason", list(Unavailable))
def test_whatever_makes_the_database_unavailable_has_its_words(
    desk: CommandLine, reason: Unavailable, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended:
        with open_store(read_settings(desk.config), create=False):
            raise DatabaseUnavailable(reason, "what the system said")
    told = capsys.readouterr().err
    assert ended.value.exit_code == Exit.DATABASE
    assert told.startswith("supportd: ")
    assert told.endswith(" (what the system said)\n")
