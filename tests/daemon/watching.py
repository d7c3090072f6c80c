"""A watched mailbox for tests: FakeImap on one side, a real ledger on the other, a clock that only the test moves.

Takes settings that differ from the default; gives the poller, what it recorded, and what was alarmed.
Never waits: `run` steps the poller until it has nothing to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from daemon.bell import Bell
from daemon.imap import Connected, Failure
from daemon.imapsession import Account, connect
from daemon.poller import Poller
from daemon.secrets import Password, Secret
from daemon.settings import MailboxSettings
from daemon.watchports import WatchPorts
from storage import ledger
from storage.database import Database, open_database
from storage.tables import FolderRow, IntakeRow, table_of
from tests.daemon.imap_world import account
from tests.fakes.chance import CountingChance
from tests.fakes.clock import FakeClock
from tests.fakes.imap import FakeImap

INTAKE, FOLDER = table_of(IntakeRow), table_of(FolderRow)
MOST_STEPS = 5_000


@dataclass(slots=True)
class Alarmed:
    """Remembers alarms."""

    open: dict[tuple[str, str], str] = field(default_factory=dict)
    ever: list[str] = field(default_factory=list)

    def sound(self, code: str, subject: str, detail: str) -> None:
        self.open[code, subject] = detail
        self.ever.append(code)

    def clear(self, code: str, subject: str) -> None:
        self.open.pop((code, subject), None)

    def codes(self) -> set[str]:
        return {code for code, _ in self.open}


@dataclass(frozen=True, slots=True)
class Row:
    """A ledger row, as far as these tests care."""

    intake: int
    uidvalidity: int
    uid: int
    state: str
    reason: str | None
    action: str
    size: int
    received_at: datetime
    message_id: str | None
    raw: bytes


def mailbox(**different: object) -> MailboxSettings:
    """Settings of a mailbox; `start` is "all" unless said otherwise."""
    usual = MailboxSettings(host="127.0.0.1", name="support", address="support@example.test", start="all")
    return replace(usual, **different)  # type: ignore[arg-type] # the test names MailboxSettings' own fields


@dataclass(slots=True)
class Watched:
    """One mailbox being watched."""

    server: FakeImap
    settings: MailboxSettings
    database: Database
    poller: Poller
    clock: FakeClock
    alarms: Alarmed
    arrivals: list[int]

    def run(self) -> float:
        """Step until there is nothing to do; the seconds the poller would wait then."""
        for _ in range(MOST_STEPS):
            seconds = self.poller.step()
            if seconds > 0:
                return seconds
        raise AssertionError("the poller never rests")

    def look_again(self) -> float:
        """Let the time to the next look pass, and look."""
        self.clock.advance(self.settings.poll_seconds + 1)
        return self.run()

    def after_rest(self) -> float:
        """Let any pause pass, and look."""
        self.clock.advance(4000)
        return self.run()

    def rows(self) -> list[Row]:
        """The ledger, in the order of recording."""
        query = select(INTAKE, FOLDER.c.uidvalidity).join(FOLDER, FOLDER.c.id == INTAKE.c.folder).order_by(INTAKE.c.id)
        with self.database.reading() as conn:
            return [
                Row(
                    row.id,
                    row.uidvalidity,
                    row.uid,
                    row.state,
                    row.reason,
                    row.action,
                    row.size,
                    row.received_at,
                    row.message_id,
                    ledger.raw_mail(conn, row.id) or b"",
                )
                for row in conn.execute(query)
            ]

    def raws(self) -> list[bytes]:
        """What was recorded whole."""
        return [row.raw for row in self.rows() if row.state == "received"]


def dial_to(server: FakeImap, clock: FakeClock, max_mail_bytes: int) -> Callable[[Bell], Connected | Failure]:
    """How to connect to the fake."""
    there: Account = account(server.host, server.port, max_mail_bytes=max_mail_bytes, read_seconds=5.0)

    def dial(stop: Bell) -> Connected | Failure:
        return connect(there, Password("support@example.test", Secret("correct-horse")), clock, stop)

    return dial


@contextmanager
def watched(
    server: FakeImap, path: Path, settings: MailboxSettings | None = None, clock: FakeClock | None = None
) -> Iterator[Watched]:
    """A poller of `server` with its ledger in `path`; a second one on the same path is the daemon started again."""
    settings = settings or mailbox()
    clock = clock or FakeClock()
    database = open_database(f"sqlite:///{path / 'desk.db'}", create=True)
    alarms = Alarmed()
    arrivals: list[int] = []
    ports = WatchPorts(database, clock, CountingChance(0.0), alarms, lambda: arrivals.append(1))
    poller = Poller(settings, dial_to(server, clock, settings.max_mail_bytes), ports)
    try:
        yield Watched(server, settings, database, poller, clock, alarms, arrivals)
    finally:
        poller.close()
        database.close()
