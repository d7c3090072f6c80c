"""The breaking wire breaks where it is told to."""

from __future__ import annotations

import psycopg
import pytest

from tests.servers.postgres import Postgres
from tests.servers.proxy import Cut, proxy


@pytest.mark.parametrize(("when", "kept"), [(Cut.BEFORE, 0), (Cut.AFTER, 1)])
def test_a_wire_cut_around_commit_hides_whether_it_was_done(postgres: Postgres, when: Cut, kept: int) -> None:
    url = postgres.fresh_database()
    direct = url.replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(direct, autocommit=True) as keeper, proxy(postgres.port) as wire:
        keeper.execute("CREATE TABLE seen (x int)")
        with psycopg.connect(direct.replace(f":{postgres.port}/", f":{wire.port}/")) as connection:
            connection.execute("INSERT INTO seen VALUES (1)")
            wire.arm(b"COMMIT", when)
            with pytest.raises(psycopg.OperationalError):
                connection.commit()
        wire.awaits_cut()
        counted = keeper.execute("SELECT count(*) FROM seen").fetchone()
    postgres.drop(url)

    assert counted == (kept,)


def test_an_unarmed_wire_passes_everything_on(postgres: Postgres) -> None:
    url = postgres.fresh_database().replace("postgresql+psycopg", "postgresql")
    with proxy(postgres.port) as wire:
        with psycopg.connect(url.replace(f":{postgres.port}/", f":{wire.port}/")) as connection:
            row = connection.execute("SELECT repeat('x', 200000)").fetchone()
    postgres.drop(url)

    assert row == ("x" * 200_000,)
    assert wire.cuts == 0
