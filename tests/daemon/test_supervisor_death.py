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


def test_F39_a_worker_that_dies_takes_the_daemon_down_and_says_so(database: Database, tmp_path: Path) -> None:
    with database.transaction() as conn:
        ledger.record(conn, [build.arrival(1)], build.NOW)
    with (tmp_path / "log").open("wb") as log:
        sink = LogSink(log.fileno(), lambda lost: None)
        daemon = Supervisor(_setup(tmp_path), database, BrokenReader(), sink, SystemClock(), SystemChance())

        ended = daemon.work()

        sink.close()
    assert ended is Ended.WORKER_DIED
    with database.reading() as conn:
        assert ("worker_died", "pipeline") in [(row.code, row.subject) for row in alerts.open_alerts(conn)]
    assert ask(tmp_path / "desk.sock") is None
