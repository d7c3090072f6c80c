"""The servers as pytest fixtures, one of each a session, started when first asked for.

Takes what the test asks for by name; gives running servers and fresh databases.
Never skips: a server that is not installed is an error naming the line that installs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.dovecot import Dovecot
from tests.servers.dovecot import dovecot as started_dovecot
from tests.servers.postfix import Postfix
from tests.servers.postfix import postfix as started_postfix
from tests.servers.postgres import Postgres
from tests.servers.postgres import postgres as started_postgres
from tests.servers.waiting import Stopwatch

START_UP = pytest.StashKey[list[str]]()


def started(request: pytest.FixtureRequest, server: str, watch: Stopwatch) -> None:
    """Remember how long a server took to start, for the summary of the session."""
    request.config.stash.setdefault(START_UP, []).append(f"{server} in {watch.seconds():.2f} s")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if times := config.stash.get(START_UP, []):
        terminalreporter.write_line(f"servers started: {', '.join(times)}")


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    """One PostgreSQL server for the whole session, without fsync."""
    watch = Stopwatch.start()
    with started_postgres() as server:
        started(request, "PostgreSQL", watch)
        yield server


@pytest.fixture(scope="session")
def dovecot(request: pytest.FixtureRequest) -> Iterator[Dovecot]:
    """One Dovecot for the whole session: tests keep apart by using addresses of their own."""
    watch = Stopwatch.start()
    with started_dovecot() as server:
        started(request, "Dovecot", watch)
        yield server


@pytest.fixture(scope="session")
def postfix(request: pytest.FixtureRequest, dovecot: Dovecot) -> Iterator[Postfix]:
    """One Postfix for the whole session, in front of the session's Dovecot."""
    watch = Stopwatch.start()
    with started_postfix(dovecot) as server:
        started(request, "Postfix", watch)
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of the test's own; the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'desk.sqlite'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.fresh_database()
    yield url
    server.drop(url)
