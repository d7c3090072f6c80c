"""A folder with years of old mail, on a real Dovecot: `python -m bench.folder --counts 20000 200000`.

Takes how many mails; gives the seconds of the first look, which records them all as old, and of a later one, and the
peak memory of the process that looks. Beside them, in the same run, what the server takes to list the same folder.
Never fetches a mail: with `start = "new"` nothing of what lies there is.
"""

from __future__ import annotations

import argparse
import imaplib
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from daemon.clock import SystemClock
from daemon.poller import Poller, dialer
from daemon.settings import MailboxSettings
from daemon.watchports import WatchPorts
from storage.database import open_database
from tests.daemon.watching import Alarmed
from tests.fakes.chance import CountingChance
from tests.servers.dovecot import Dovecot, dovecot
from tests.servers.program import give
from tests.servers.waiting import Stopwatch

USER = "years@desk.test"
_MAIL = b"From: a@customer.test\r\nSubject: Old\r\nMessage-ID: <old@customer.test>\r\n\r\nLong ago.\r\n"
# File systems allow some 65,000 names for one file.
_NAMES_A_FILE = 10_000
_PASSWORD = "SUPPORTD_BENCH_PASSWORD"


@dataclass(frozen=True, slots=True)
class Looks:
    """Seconds of the first and of a later look, and the peak memory (RSS) after both."""

    first: float
    later: float
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Measured:
    """`listing`: seconds in which a bare client lists UIDs and dates, once the server's indexes are made."""

    mails: int
    listing: float
    looks: Looks
    recorded: int


def main() -> None:
    """Measure each size and print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--counts", type=int, nargs="+", default=[20_000, 200_000], help="how many mails")
    options.add_argument("--look", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--port", type=int, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.look is not None:
        print(json.dumps(asdict(_look_twice(chosen.look, chosen.port))))
        return
    print(f"{'mails':>8} {'listing s':>10} {'first look s':>13} {'later look s':>13} {'peak RSS MiB':>13}")
    for count in chosen.counts:
        with dovecot() as server:
            found = measured(server, count)
        looks = found.looks
        print(
            f"{found.mails:>8} {found.listing:>10.2f} {looks.first:>13.2f} {looks.later:>13.2f} "
            f"{looks.peak_bytes / 2**20:>13.0f}"
        )


def measured(server: Dovecot, count: int) -> Measured:
    """Fill the folder, list it as a bare client does, then let a watcher look at it twice, in a process of its own."""
    _fill(server, count)
    _listing(server)  # the server's indexes are nobody's cost
    watch = Stopwatch.start()
    assert _listing(server) == count
    listing = watch.seconds()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "desk.db"
        command = [sys.executable, "-m", "bench.folder", "--look", str(database), "--port", str(server.ports.imap)]
        environ = {**os.environ, _PASSWORD: server.password}
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environ).stdout
        with closing(sqlite3.connect(database)) as rows:
            recorded = rows.execute("SELECT count(*) FROM intake WHERE reason = 'before_start'").fetchone()[0]
    return Measured(count, listing, Looks(**json.loads(told)), recorded)


def _fill(server: Dovecot, count: int) -> None:
    """One mail under many names: a folder is its names."""
    maildir = server.maildir(USER)
    maildir.put([])
    for number in range(count):
        if number % _NAMES_A_FILE == 0:
            mail = maildir.path / "tmp" / f"{number}"
            mail.write_bytes(_MAIL)
            give(mail, maildir.owner)
        os.link(mail, maildir.path / "cur" / f"{1_500_000_000 + number}.M{number}.bench:2,S")


def _listing(server: Dovecot) -> int:
    with imaplib.IMAP4(server.host, server.ports.imap) as client:
        client.login(USER, server.password)
        client.select("INBOX", readonly=True)
        return len(client.fetch("1:*", "(UID INTERNALDATE)")[1])


def _look_twice(database: Path, port: int) -> Looks:
    first, later = _look(database, port), _look(database, port)
    return Looks(first, later, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10)


def _look(database: Path, port: int) -> float:
    """As a daemon that starts: until the watcher has nothing to do."""
    settings = MailboxSettings(
        name="years", address=USER, user=USER, host="127.0.0.1", port=port, security="none", password_env=_PASSWORD
    )
    with closing(open_database(f"sqlite:///{database}", create=True)) as opened:
        ports = WatchPorts(opened, SystemClock(), CountingChance(), Alarmed(), lambda: None)
        poller = Poller(settings, dialer(settings, os.environ, ports.clock), ports)
        watch = Stopwatch.start()
        while poller.step() <= 0:
            pass
        seconds = watch.seconds()
        assert poller.last_look is not None, "the folder was not seen through to its end"
        poller.close()
    return seconds


if __name__ == "__main__":
    main()
