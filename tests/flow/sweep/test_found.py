"""What the sweeps found, each as the shortest story that shows it."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from storage.crashpoints import install
from storage.database import Database, open_database
from tests.flow.sweep.breaking import Break, Breaker, breaks_of, story_with_break
from tests.flow.sweep.invariants import broken
from tests.flow.sweep.sim import Plan, Sim
from tests.flow.sweep.stages import Files, Stage
from tests.flow.sweep.story import first_mails

# Connecting, opening the folder and the first sight: what a desk does first.
ENTERING = 12


def fail_at_commit(database: Database) -> None:
    """A row that names another which is not there, and is only looked at when all is done."""
    with database.transaction() as conn:
        conn.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        conn.exec_driver_sql("INSERT INTO raw_mail (intake, packed) VALUES (77, x'00')")


def test_F08_a_commit_that_fails_lets_go_of_the_file(files: Files) -> None:
    """SQLite stays in the transaction, with its lock, when COMMIT fails."""
    with files.desk() as url:
        first, second = open_database(url, create=False), open_database(url, create=False)
        try:
            with pytest.raises(IntegrityError):
                fail_at_commit(first)
            for database in (first, second):
                with database.transaction() as conn:
                    assert conn.exec_driver_sql("SELECT count(*) FROM raw_mail").scalar_one() == 0
        finally:
            first.close()
            second.close()


def test_I19_a_database_that_fails_while_a_mailbox_is_entered_leaves_no_session_open(files: Files) -> None:
    for at in range(1, ENTERING + 1):
        assert story_with_break(files, Break.LOCKED, at).told.wrong == ()


def test_F36_mails_whose_claim_was_committed_but_not_answered_are_sent_all_the_same(stage: Stage) -> None:
    """They were in nobody's hands, and waited for the next start of the daemon."""
    breaker = Breaker(breaks_of(stage)[-1], at=0, times=0)

    def arm(name: str) -> None:
        if name == "outbox.before_claim" and not breaker.times:
            breaker.at, breaker.times = breaker.counted + 1, 1

    with stage.desk() as url:
        sim = Sim(url, Plan(on_boot=breaker.attach))
        sim.deliver(*first_mails())
        try:
            with install(arm):
                sim.settle()
            assert breaker.broke == 1
            assert sim.starts == 1
            assert broken(sim) == []
            assert len(sim.post.history) == 4
        finally:
            sim.close()
