"""The PostgreSQL of the tests starts, makes databases and leaves nothing behind."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text

from tests.servers.postgres import Postgres
from tests.servers.postgres import postgres as started_postgres
from tests.servers.program import living


def test_each_fresh_database_is_empty_and_its_own(postgres: Postgres) -> None:
    first, second = postgres.fresh_database(), postgres.fresh_database()
    for url in (first, second):
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE only_here (x int)"))
        engine.dispose()
        postgres.drop(url)

    assert first != second


def test_a_template_is_prepared_once_and_copied(postgres: Postgres) -> None:
    prepared: list[str] = []

    def prepare(url: str) -> None:
        prepared.append(url)
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE made AS SELECT 7 AS x"))
        engine.dispose()

    copies = [postgres.fresh_database(postgres.template("with_made", prepare)) for _ in range(2)]

    assert len(prepared) == 1
    for url in copies:
        engine = create_engine(url)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT x FROM made")).scalar_one() == 7
        engine.dispose()
        postgres.drop(url)


def _interrupted() -> None:
    with started_postgres() as server:
        raise KeyboardInterrupt(server.pid)


def test_the_server_is_gone_even_after_an_interruption() -> None:
    with pytest.raises(KeyboardInterrupt) as interrupted:
        _interrupted()

    assert living(interrupted.value.args[0]) == []


def test_both_databases_are_given_by_the_fixture(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
    engine.dispose()
