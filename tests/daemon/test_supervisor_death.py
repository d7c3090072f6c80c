"""F39: whatever ends one worker ends the daemon, in order, and is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from daemon.chance import SystemChance
from daemon.clock import SystemClock
from daemon.health import ask
from daemon.keyring import new_ring, token_keys
from daemon.logsink import LogSink
from daemon.parserpool import Parsed, ParserDied, ParserPoolError
from daemon.policyfiles import load_policy
from daemon.secrets import Secret
from daemon.settings import DeskSettings, MailboxSettings, PathSettings, Settings, SmtpSettings
from daemon.supervisor import Ended, Setup, Supervisor
from rules.policy import Policy
from storage import alerts, ledger
from storage.database import Database, open_database
from tests.servers.program import free_port
from tests.storage import build

SHIPPED = Path(__file__).parents[2] / "rules/shipped"


class BrokenReader:
    """The fork server is gone."""

    def parse(self, raws: Sequence[bytes]) -> list[Parsed | ParserDied]:
        raise ParserPoolError("the fork server is gone")

    parse_headers = parse


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(f"sqlite:///{tmp_path / 'desk.db'}", create=True)) as opened:
        yield opened


def _setup(folder: Path) -> Setup:
    policy = load_policy(SHIPPED / "policy", SHIPPED / "templates")
    assert isinstance(policy, Policy)
    mailbox = MailboxSettings(
        name="main", address="support@example.test", host="127.0.0.1", port=free_port(), security="none"
    )
    settings = Settings(
        file=folder / "supportd.toml",
        desk=DeskSettings(instance="test"),
        mailboxes=(mailbox,),
        smtp=SmtpSettings(host="127.0.0.1", port=free_port(), security="none"),
        paths=PathSettings(socket=folder / "desk.sock"),
    )
    keys = token_keys(new_ring(build.NOW, SystemChance()))
    return Setup(settings, keys, policy, Secret(""), {}, "0")


def _runs_until_its_death(database: Database, folder: Path) -> Ended:
    """A mail waits, and reading it ends the pipeline."""
    with database.transaction() as conn:
        ledger.record(conn, [build.arrival(1)], build.NOW)
    with (folder / "log").open("wb") as log:
        sink = LogSink(log.fileno(), lambda lost: None)
        daemon = Supervisor(_setup(folder), database, BrokenReader(), sink, SystemClock(), SystemChance())
        ended = daemon.work()
        sink.close()
    return ended


def _open_alerts(database: Database) -> list[tuple[str, str]]:
    with database.reading() as conn:
        return [(row.code, row.subject) for row in alerts.open_alerts(conn)]


def test_F39_a_worker_that_dies_takes_the_daemon_down_and_says_so(database: Database, tmp_path: Path) -> None:
    assert _runs_until_its_death(database, tmp_path) is Ended.WORKER_DIED
    assert ("worker_died", "pipeline") in _open_alerts(database)
    assert ask(tmp_path / "desk.sock") is None


def test_a_start_ends_the_alarms_that_nobody_else_would_end(database: Database, tmp_path: Path) -> None:
    over = [
        ("policy_refused", ""),
        ("database_locked", ""),
        ("event_failed", "timer of ticket 7"),
        ("imap_login_refused", "no longer watched"),
    ]
    lasting = ("imap_login_refused", "main")
    with database.transaction() as conn:
        for code, subject in (*over, lasting):
            alerts.raise_alert(conn, code, subject, "", build.NOW)
    _runs_until_its_death(database, tmp_path)
    still_open = _open_alerts(database)
    assert lasting in still_open
    assert not set(over) & set(still_open)
