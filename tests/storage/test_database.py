"""A broken world: each fault has its own word, and nothing is ever half written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import QueuePool

from storage import dialect, ledger, views
from storage.database import Database, open_database
from storage.faults import Conflict, DatabaseRefused, DatabaseUnavailable, Unavailable
from storage.views import IntakeFilter
from storage.worker import Place
from tests.servers.postgres import Postgres
from tests.storage import build
from tests.storage.proxy import Wire, wire

# The message of the protocol, not the end of "READ COMMITTED".
COMMIT = b"COMMIT\0"


def record(database: Database, uid: int, size: int = 10) -> None:
    """One more ledger row with its bytes, which do not compress."""
    with database.transaction() as conn:
        ledger.record(conn, [build.arrival(uid, os.urandom(size))], build.NOW)


def uids(database: Database) -> list[int]:
    with database.reading() as conn:
        return sorted(line.uid for line in views.intakes(conn, IntakeFilter(), 1000))


def unavailable(act: Callable[[], object]) -> DatabaseUnavailable:
    """What `act` found out about the world."""
    with pytest.raises(DatabaseUnavailable) as caught:
        act()
    return caught.value


# --- transactions ------------------------------------------------------------------------------------


def test_I15_what_fails_in_a_transaction_leaves_nothing(database: Database) -> None:
    def half() -> None:
        with database.transaction() as conn:
            ledger.record(conn, [build.arrival(1)], build.NOW)
            raise KeyError

    with pytest.raises(KeyError):
        half()
    assert uids(database) == []
    record(database, 2)
    assert uids(database) == [2]


def test_a_reader_sees_one_moment_while_others_write(database: Database) -> None:
    record(database, 1)
    with database.reading() as conn:
        assert len(views.intakes(conn, IntakeFilter(), 10)) == 1
        record(database, 2)
        assert len(views.intakes(conn, IntakeFilter(), 10)) == 1
    assert uids(database) == [1, 2]


def test_F08_a_reader_cannot_turn_writer(database: Database) -> None:
    def write() -> None:
        with database.reading() as conn:
            ledger.record(conn, [build.arrival(9)], build.NOW)

    assert unavailable(write).reason_code is Unavailable.READONLY
    record(database, 1)
    assert uids(database) == [1]


def test_threads_that_write_at_once_all_get_their_turn(database: Database) -> None:
    def write(first: int) -> None:
        for uid in range(first, first + 10):
            record(database, uid)

    threads = [threading.Thread(target=write, args=(first,)) for first in range(0, 80, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert uids(database) == list(range(80))


def test_a_bug_of_ours_is_not_dressed_up_as_a_broken_world(database: Database) -> None:
    with pytest.raises(Exception, match="no_such_table") as caught, database.transaction() as conn:
        conn.execute(text("SELECT * FROM no_such_table"))
    assert not isinstance(caught.value, DatabaseUnavailable | DatabaseRefused | Conflict)


# --- addresses ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["", "sqlite://", "sqlite:///:memory:", "mysql://root:secret@x/y", "secret"])
def test_an_address_that_is_none_of_ours_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(DatabaseRefused) as caught:
        open_database(url, create=True)
    assert "secret" not in str(caught.value)


def test_a_plain_postgresql_address_will_do(postgres: Postgres) -> None:
    url = postgres.fresh_database()
    open_database(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False), create=True).close()
    postgres.drop(url)


# --- SQLite ------------------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.sqlite"


@pytest.fixture
def desk(path: Path) -> Iterator[Database]:
    """A database in a file."""
    opened = open_database(f"sqlite:///{path}", create=True)
    yield opened
    opened.close()


def test_F09_the_database_is_synced_at_every_commit(desk: Database) -> None:
    with desk.transaction() as conn:
        assert conn.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert conn.execute(text("PRAGMA synchronous")).scalar_one() == 2
        assert conn.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


def test_a_new_database_is_for_its_owner_only(desk: Database, path: Path) -> None:
    assert path.stat().st_mode & 0o077 == 0


def test_F05_a_full_disk_undoes_the_transaction_and_ends_when_there_is_room(desk: Database, path: Path) -> None:
    record(desk, 1)

    def fill() -> None:
        with desk.transaction() as conn:
            pages = conn.execute(text("PRAGMA page_count")).scalar_one()
            conn.execute(text(f"PRAGMA max_page_count = {pages + 5}"))
            ledger.record(conn, [build.arrival(2, os.urandom(200_000))], build.NOW)

    assert unavailable(fill).reason_code is Unavailable.FULL
    assert uids(desk) == [1]
    with desk.transaction() as conn:
        conn.execute(text("PRAGMA max_page_count = 1000000"))
    record(desk, 3)
    assert uids(desk) == [1, 3]


def test_F05_a_full_disk_is_known_by_the_driver_s_own_words_too(tmp_path: Path) -> None:
    (tmp_path / "bare.db").touch()
    engine = dialect.make_engine(dialect.parse_url(f"sqlite:///{tmp_path / 'bare.db'}"))
    raw = engine.raw_connection()
    raw.cursor().execute("PRAGMA query_only = 0")
    raw.cursor().execute("PRAGMA max_page_count = 1")
    with pytest.raises(engine.dialect.loaded_dbapi.Error) as caught:
        raw.cursor().execute("CREATE TABLE more (than TEXT, one TEXT, page TEXT)")
    raw.close()
    engine.dispose()
    said = dialect.translate_bare(caught.value)
    assert isinstance(said, DatabaseUnavailable)
    assert said.reason_code is Unavailable.FULL


def test_F05_code_that_carries_on_after_a_full_disk_commits_nothing(desk: Database) -> None:
    def carry_on() -> None:
        with desk.transaction() as conn:
            pages = conn.execute(text("PRAGMA page_count")).scalar_one()
            conn.execute(text(f"PRAGMA max_page_count = {pages + 5}"))
            with pytest.raises(Exception, match="full"):
                ledger.record(conn, [build.arrival(2, os.urandom(200_000))], build.NOW)

    assert unavailable(carry_on).reason_code is Unavailable.FULL
    assert uids(desk) == []


def test_F07_a_deleted_file_is_noticed_before_anything_is_written(desk: Database, path: Path) -> None:
    record(desk, 1)
    path.unlink()
    assert unavailable(lambda: record(desk, 2)).reason_code is Unavailable.GONE
    assert unavailable(lambda: uids(desk)).reason_code is Unavailable.GONE
    assert not path.exists(), "an empty desk must not take its place"


def test_F07_a_replaced_file_is_noticed(desk: Database, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    open_database(f"sqlite:///{other}", create=True).close()
    other.rename(path)
    assert unavailable(lambda: record(desk, 2)).reason_code is Unavailable.GONE


def test_F07_a_missing_file_is_not_made_unless_asked_for(path: Path) -> None:
    assert unavailable(lambda: open_database(f"sqlite:///{path}", create=False)).reason_code is Unavailable.GONE
    assert not path.exists()


def test_F07_a_database_that_cannot_be_written_can_be_read(desk: Database, path: Path) -> None:
    record(desk, 1)
    readonly = open_database(f"sqlite:///{path}?mode=ro", create=False)
    assert uids(readonly) == [1]
    assert unavailable(lambda: record(readonly, 2)).reason_code is Unavailable.READONLY
    readonly.close()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseRefused, match="cannot be made"):
        open_database(f"sqlite:///{tmp_path}/nowhere/desk.sqlite", create=True)


def test_F08_a_lock_held_by_another_program_is_waited_for_then_reported(desk: Database, path: Path) -> None:
    record(desk, 1)
    other = dialect.sqlite_module().connect(str(path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with desk.reading() as conn:
        assert len(views.intakes(conn, IntakeFilter(), 10)) == 1, "readers wait for nobody"
    with desk.engine.connect() as conn:
        # The one idle connection, which the writer will be given.
        conn.connection.cursor().execute("PRAGMA busy_timeout = 50")
    assert unavailable(lambda: record(desk, 2)).reason_code is Unavailable.LOCKED
    other.execute("ROLLBACK")
    other.close()
    record(desk, 3)
    assert uids(desk) == [1, 3]


@pytest.mark.parametrize(
    ("version", "refused"),
    [
        ((3, 40, 1), True),
        ((3, 44, 6), True),
        ((3, 50, 7), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 4), False),
    ],
)
def test_F10_a_sqlite_that_can_lose_writes_is_refused(version: tuple[int, int, int], refused: bool) -> None:
    if not refused:
        dialect.refuse_old_sqlite(version)
        return
    with pytest.raises(DatabaseRefused, match=r"3\.51\.3"):
        dialect.refuse_old_sqlite(version)


def test_F10_the_sqlite_in_use_is_new_enough() -> None:
    module = dialect.sqlite_module()
    assert module.sqlite_version_info >= dialect.OLDEST_SQLITE
    assert (module is sqlite3) == (sqlite3.sqlite_version_info >= dialect.OLDEST_SQLITE)


def test_F11_a_damaged_page_is_found_at_start_and_the_file_left_as_it_is(desk: Database, path: Path) -> None:
    for uid in range(50):
        record(desk, uid, 3000)
    with desk.engine.connect() as conn:
        conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.close()
    whole = path.read_bytes()
    damaged = whole[: 2 * 4096] + bytes(byte ^ 0x5A for byte in whole[2 * 4096 : 3 * 4096]) + whole[3 * 4096 :]
    path.write_bytes(damaged)
    with pytest.raises(DatabaseRefused, match="damaged"):
        open_database(f"sqlite:///{path}", create=True, check=True)
    assert path.read_bytes() == damaged


def test_F11_what_is_no_database_is_refused(path: Path) -> None:
    path.write_bytes(b"From ann@customer.test Sun Nov 22 12:00:00 2026\n" * 200)
    with pytest.raises(DatabaseRefused, match="damaged"):
        open_database(f"sqlite:///{path}", create=True)


def test_F11_a_write_ahead_log_cut_short_loses_only_its_end(desk: Database, path: Path, tmp_path: Path) -> None:
    for uid in range(1, 6):
        record(desk, uid)
    log = path.with_name(path.name + "-wal").read_bytes()
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(path.read_bytes())
    copy.with_name("copy.sqlite-wal").write_bytes(log[: len(log) - 100])
    again = open_database(f"sqlite:///{copy}", create=False, check=True)
    assert uids(again) == [1, 2, 3, 4]
    again.close()


WRITER = """
import sys
from storage.database import open_database
from tests.storage import build
from storage import ledger
database = open_database(sys.argv[1], create=False)
print("ready", flush=True)
uid = 0
while True:
    uid += 1
    with database.transaction() as conn:
        ledger.record(conn, [build.arrival(uid)], build.NOW)
"""


def test_a_busy_daemon_does_not_starve_the_command_line(desk: Database, path: Path) -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", WRITER, f"sqlite:///{path}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as daemon:
        try:
            assert daemon.stdout is not None
            assert daemon.stdout.readline() == b"ready\n"
            for uid in range(1_000_000, 1_000_020):
                record(desk, uid)
        finally:
            daemon.kill()


# --- PostgreSQL --------------------------------------------------------------------------------------


@pytest.fixture
def line(postgres: Postgres) -> Iterator[Wire]:
    """A wire to the server that can be cut."""
    with wire(postgres.port) as made:
        yield made


@pytest.fixture
def remote(postgres: Postgres, line: Wire) -> Iterator[Database]:
    """A database at the other end of the wire."""
    url = postgres.fresh_database()
    opened = open_database(make_url(url).set(port=line.port).render_as_string(hide_password=False), create=True)
    record(opened, 1)
    yield opened
    opened.close()
    postgres.drop(url)


def test_F36_a_connection_lost_before_the_commit_was_heard_is_of_unknown_outcome(remote: Database, line: Wire) -> None:
    line.listen_for(COMMIT, heard=False)
    error = unavailable(lambda: record(remote, 2))
    assert (error.reason_code, error.outcome_unknown) == (Unavailable.UNREACHABLE, True)
    assert uids(remote) == [1]
    record(remote, 2)
    assert uids(remote) == [1, 2]


def test_F36_a_commit_whose_answer_was_lost_is_done_again_without_harm(remote: Database, line: Wire) -> None:
    line.listen_for(COMMIT, heard=True)
    error = unavailable(lambda: record(remote, 2))
    assert (error.reason_code, error.outcome_unknown) == (Unavailable.UNREACHABLE, True)
    record(remote, 2)
    assert uids(remote) == [1, 2]


def test_F36_a_connection_lost_in_mid_transaction_wrote_nothing(remote: Database, line: Wire) -> None:
    line.listen_for(b"INSERT INTO raw_mail", heard=True)
    error = unavailable(lambda: record(remote, 2))
    assert (error.reason_code, error.outcome_unknown) == (Unavailable.UNREACHABLE, False)
    assert uids(remote) == [1]


def test_F36_idle_connections_that_died_are_replaced_unnoticed(remote: Database, line: Wire) -> None:
    line.cut()
    assert uids(remote) == [1]


def test_a_session_that_cannot_ask_for_the_worker_s_place_is_closed(remote: Database) -> None:
    def fail(*_: object) -> None:
        raise KeyError

    event.listen(remote.engine, "before_cursor_execute", fail)
    with pytest.raises(KeyError) as caught:
        remote.work_here()
    event.remove(remote.engine, "before_cursor_execute", fail)
    pool = remote.engine.pool
    assert isinstance(pool, QueuePool)
    assert pool.checkedout() == 0, caught
    assert remote.work_here() is Place.OURS


def test_F36_a_server_that_is_not_there_cannot_be_reached(postgres: Postgres) -> None:
    url = make_url(postgres.url("x")).set(port=1).render_as_string(hide_password=False)
    error = unavailable(lambda: open_database(url, create=True))
    assert error.reason_code is Unavailable.UNREACHABLE
    assert postgres.password not in str(error)


def test_a_database_the_server_does_not_have_is_named(postgres: Postgres) -> None:
    error = unavailable(lambda: open_database(postgres.url("nowhere"), create=True))
    assert error.reason_code is Unavailable.UNREACHABLE
    assert '"nowhere" does not exist' in error.detail


@pytest.mark.parametrize("state", ["40001", "40P01", "57014", "55P03"])
def test_F37_what_the_server_wants_done_again_is_a_conflict(remote: Database, state: str) -> None:
    raising = text(f"DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '{state}'; END $$")
    with pytest.raises(Conflict), remote.transaction() as conn:
        conn.execute(raising)


def test_F07_a_read_only_server_is_said_to_be_so(remote: Database) -> None:
    def write() -> None:
        with remote.transaction() as conn:
            conn.execute(text("SET TRANSACTION READ ONLY"))
            ledger.record(conn, [build.arrival(9)], build.NOW)

    assert unavailable(write).reason_code is Unavailable.READONLY
