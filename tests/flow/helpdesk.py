"""A support desk on real servers: a folder made by `supportd init`, the daemon as a real process, answers by `--json`.

Takes the servers; gives a desk that is configured as an operator would do it and driven by its own command line.
Never calls into the daemon: the ledger is read (by `storage.views`) only to know when all work is done.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from daemon.settings import SmtpSettings
from rules.words import IntakeState, OutboxState
from storage import views
from storage.database import Database, open_database
from storage.tables import FolderRow, table_of
from tests.servers import program
from tests.servers.mailbox import Mailbox
from tests.servers.postfix import Postfix
from tests.servers.waiting import wait_for

SUPPORTD = Path(sys.executable).with_name("supportd")
FOLDER = table_of(FolderRow)
MANY = 100_000
CRASHED = 137

Values = Mapping[str, object]
Row = dict[str, object]


@dataclass(slots=True)
class HelpDesk:
    """One desk in a folder of its own; `mailbox` and `smtp` are its settings, to be changed before `configure`."""

    folder: Path
    address: str
    postfix: Postfix = field(repr=False)
    mailbox: dict[str, object]
    smtp: dict[str, object]
    database: str
    more_mailboxes: list[Values] = field(default_factory=list)
    sections: dict[str, Values] = field(default_factory=dict)

    @property
    def connections(self) -> int:
        """How many SMTP connections it may have open at once."""
        return SmtpSettings(host="").connections

    @property
    def inbox(self) -> Mailbox:
        """What lies on the IMAP server for the desk."""
        return self.postfix.dovecot.mailbox(self.address)

    def configure(self) -> None:
        """Write supportd.toml anew."""
        lines = ["[desk]", 'instance = "flow"', 'name = "Flow desk"', 'zone = "Europe/Berlin"']
        for mailbox in (self.mailbox, *self.more_mailboxes):
            lines += ["[[mailbox]]", *_lines(mailbox)]
        lines += ["[smtp]", *_lines(self.smtp)]
        for name, values in self.sections.items():
            lines += [f"[{name}]", *_lines(values)]
        (self.folder / "supportd.toml").write_text("\n".join(lines) + "\n")

    def keeps_all_in(self, url: str) -> None:
        """Use this database instead of the file in the desk's own folder."""
        self.database = url
        before, at, server = url.rpartition("@")
        scheme, colon, password = before.rpartition(":")
        values = {"url": f"{scheme}{at}{server}"}
        if colon and at:
            values["password_file"] = self.secret("database", password)
        self.sections["database"] = values
        self.configure()

    def secret(self, name: str, text: str) -> str:
        """Write a secret file only its owner can read; its path as settings name it."""
        path = self.folder / "secrets" / name
        path.touch(mode=0o600)
        path.write_text(text)
        return f"secrets/{name}"

    def command(self, *words: str) -> list[str]:
        return [str(SUPPORTD), *words, "--config", str(self.folder / "supportd.toml")]

    def says(self, *words: str) -> str:
        """Run a command; its standard output, whatever its exit code (that of `status` tells of alerts)."""
        return subprocess.run(self.command(*words), capture_output=True, text=True, cwd=self.folder).stdout

    def does(self, *words: str) -> str:
        """Run a command; its standard output. AssertionError with what it said when it fails."""
        done = subprocess.run(self.command(*words), capture_output=True, text=True, cwd=self.folder)
        assert done.returncode == 0, f"supportd {' '.join(words)}: {done.stderr or done.stdout}"
        return done.stdout

    def rows(self, *words: str) -> list[Row]:
        """A listing with `--json`."""
        rows: list[Row] = json.loads(self.does(*words, "--json"))
        return rows

    def tickets(self) -> list[Row]:
        """All tickets, by number."""
        return sorted(self.rows("ticket", "list"), key=lambda row: str(row["number"]).zfill(9))

    def intakes(self, *states: IntakeState) -> list[views.IntakeLine]:
        """The ledger, in these states (all without any)."""
        with self._reading() as database, database.reading() as connection:
            return views.intakes(connection, views.IntakeFilter(states=states), MANY)

    def outgoing(self, *states: OutboxState) -> list[views.OutboxLine]:
        """The outbox, in these states (all without any)."""
        with self._reading() as database, database.reading() as connection:
            return views.outbox(connection, views.OutboxFilter(states=states), MANY)

    @contextmanager
    def _reading(self) -> Iterator[Database]:
        database = open_database(self.database, create=False)
        try:
            yield database
        finally:
            database.close()

    def awaits_work_done(self, mails: int, *, seconds: float = 60) -> None:
        """Until the ledger holds at least so many mails, all are settled, and nothing waits to be sent."""

        def done() -> bool:
            intakes = self.intakes()
            waiting = [line for line in intakes if line.state is IntakeState.RECEIVED]
            unsent = self.outgoing(OutboxState.QUEUED, OutboxState.DISPATCHING)
            return len(intakes) >= mails and not waiting and not unsent

        wait_for(done, what=f"{mails} mails worked off", seconds=seconds, more=self.last_words)

    def awaits_first_sight(self) -> None:
        """Until the daemon has looked into an empty folder: mail that comes from now on is new to it."""

        def seen() -> bool:
            with self._reading() as database, database.reading() as connection:
                return connection.execute(select(FOLDER.c.first_seen)).scalar() is not None

        wait_for(seen, what="the folder's first sight", more=self.last_words)

    def log(self) -> str:
        """What the daemon wrote so far."""
        path = self.folder / "daemon.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def last_words(self) -> str:
        """The end of the log, for a test that fails."""
        return f"the daemon said:\n{self.log()[-4000:]}"

    @contextmanager
    def running(self, *, crash_at: str = "", ready: bool = True) -> Iterator[Daemon]:
        """The daemon, stopped by SIGTERM at the end if it still runs; `crash_at` names the crash point to die at."""
        environ = {**os.environ, **({"SUPPORTD_CRASH_AT": crash_at} if crash_at else {})}
        with (self.folder / "daemon.log").open("ab") as output:
            process = subprocess.Popen(
                [*program.as_user(program.own_user()), *self.command("run")],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=environ,
                start_new_session=True,
            )
        daemon = Daemon(self, process)
        try:
            if ready:
                wait_for(daemon.answers, what="the daemon's health answer", seconds=30)
            yield daemon
        finally:
            alive = process.poll() is None
            code = program.stop(process)
        assert not alive or code == 0, f"stopped by SIGTERM, it ended with {code}; {self.last_words()}"

    def socket(self) -> Path:
        return self.folder / "state/supportd.sock"


@dataclass(frozen=True, slots=True)
class Daemon:
    """A running `supportd run`."""

    desk: HelpDesk
    process: subprocess.Popen[bytes]

    def answers(self) -> bool:
        """Whether somebody is at its socket. Raises ServerFailedError when the daemon is gone."""
        code = self.process.poll()
        if code is not None:
            raise program.ServerFailedError("supportd run", code, self.desk.folder / "daemon.log")
        with suppress(OSError), socket.socket(socket.AF_UNIX) as probe:
            probe.connect(str(self.desk.socket()))
            return True
        return False

    def is_killed(self) -> None:
        """kill -9, and every process of it gone."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        wait_for(lambda: not program.living(self.process.pid), what="the end of the killed daemon's children")

    def awaits_crash(self, *, seconds: float = 30) -> None:
        """Until the crash point has ended it."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        assert self.process.returncode == CRASHED, f"not crashed: {self.process.returncode}\n{self.desk.log()[-4000:]}"
        wait_for(lambda: not program.living(self.process.pid), what="the end of the crashed daemon's children")


def _lines(values: Values) -> list[str]:
    """Settings as TOML; JSON's strings, numbers, truths and lists are TOML's too."""
    return [f"{name} = {json.dumps(value)}" for name, value in values.items()]


@contextmanager
def help_desk(postfix: Postfix, address: str) -> Iterator[HelpDesk]:
    """A desk at `address`, made and configured, not running. All mail in its folder becomes tickets (`start`)."""
    dovecot = postfix.dovecot
    with program.folder("desk") as base:
        folder = base / "desk"
        done = subprocess.run([str(SUPPORTD), "init", str(folder)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        mailbox: dict[str, object] = {"name": "support", "address": address}
        mailbox |= {"host": dovecot.host, "port": dovecot.ports.imap, "security": "none", "start": "all"}
        smtp: dict[str, object] = {"host": postfix.host, "port": postfix.ports.smtp, "security": "none"}
        desk = HelpDesk(folder, address, postfix, mailbox, smtp, f"sqlite:///{folder}/state/supportd.db")
        mailbox["password_file"] = desk.secret("password", dovecot.password)
        desk.configure()
        yield desk
