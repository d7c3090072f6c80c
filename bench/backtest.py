"""`python -m bench.backtest`: how long a rehearsal of stored mail under another policy takes.

Takes a count of mails of `bench/load.py`, stored in a desk of their own; prints seconds and mails a second of
`supportd rules backtest` beside a bare parse of the same mails on one core, in one run.
Never counts the storing, and never compares figures of different runs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.load import SEED, load
from parsers.digest import fingerprint, raw_sha256
from parsers.read import parse
from rules.words import IntakeState
from storage import ledger
from storage.database import open_database
from storage.ledger import Arrival, FolderSeen, pack

COUNT = 10_000
_WANTED_SECONDS = 60
_FIRST = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
_FOLDER = FolderSeen("support", "INBOX", 1)
_AT_ONCE = 200
_CONFIG = """\
[desk]
instance = "bench"
[[mailbox]]
name = "support"
address = "support@desk.test"
host = "127.0.0.1"
security = "none"
password_env = "SUPPORTD_BENCH_PASSWORD"
[smtp]
host = "127.0.0.1"
security = "none"
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One backtest: seconds from the command's start to its end, CPU seconds of its processes, mails that differ."""

    mails: int
    seconds: float
    cpu: float
    differ: int


def desk(folder: Path) -> Path:
    """A desk's folder as `supportd init` makes it; gives that of a policy beside it in which much is of more weight."""
    subprocess.run([sys.executable, "-m", "cli", "init", str(folder)], check=True, capture_output=True)
    (folder / "supportd.toml").write_text(_CONFIG)
    other = folder / "other"
    shutil.copytree(folder / "policy", other)
    matrix = other / "matrix.toml"
    matrix.write_text(matrix.read_text().replace('standard = "low"', 'standard = "normal"'))
    return other


def store(folder: Path, mails: list[bytes]) -> None:
    """The mails in the desk's ledger, half a minute apart."""
    path = folder / "state" / "supportd.db"
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with closing(open_database(f"sqlite:///{path}", create=True)) as database:
        for start in range(0, len(mails), _AT_ONCE):
            rows = [_arrival(start + place, raw) for place, raw in enumerate(mails[start : start + _AT_ONCE])]
            with database.transaction() as conn:
                ledger.record(conn, rows, rows[-1].received_at)


def backtest(folder: Path, other: Path) -> Run:
    """Run the command as a user does."""
    command = [sys.executable, "-m", "cli", "rules", "backtest", "--since", "2000-01-01", "--json"]
    started, worked = time.monotonic(), _children()
    done = subprocess.run(
        [*command, "--against", str(other), "--config", str(folder)],
        capture_output=True,
        text=True,
        env={**os.environ, "SUPPORTD_BENCH_PASSWORD": "none"},
    )
    seconds = time.monotonic() - started
    if not done.stdout:
        raise RuntimeError(f"the backtest said nothing: {done.stderr[-2000:]}")
    report = json.loads(done.stdout)
    return Run(report["mails"], seconds, _children() - worked, len({row["mail"] for row in report["differences"]}))


def bare(mails: list[bytes]) -> Run:
    """Read the mails one after another, and nothing else."""
    started, worked = time.monotonic(), time.process_time()
    for raw in mails:
        parse(raw)
    return Run(len(mails), time.monotonic() - started, time.process_time() - worked, 0)


def _children() -> float:
    """CPU seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _arrival(number: int, raw: bytes) -> Arrival:
    seen = fingerprint(raw)
    return Arrival(
        folder=_FOLDER,
        uid=number + 1,
        received_at=_FIRST + timedelta(seconds=30 * number),
        size=len(raw),
        packed=pack(raw),
        raw_sha256=raw_sha256(raw),
        content_sha256=seen.content_sha256,
        message_id=seen.message_id,
        state=IntakeState.RECEIVED,
        reason=None,
        may_answer=True,
    )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--count", type=int, default=COUNT, help="how many mails")
    chosen = options.parse_args()
    mails = [mail.raw for mail in load(chosen.count)]
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "desk"
        other = desk(folder)
        store(folder, mails)
        print(f"{chosen.count} mails, seed {SEED}, mean {sum(map(len, mails)) // len(mails)} bytes")
        alone = bare(mails)
        run = backtest(folder, other)
    print(f"{'':<22}{'seconds':>9}{'CPU s':>9}{'mails/s':>9}")
    for name, each in (("bare parse, one core", alone), ("rules backtest", run)):
        print(f"{name:<22}{each.seconds:>9.1f}{each.cpu:>9.1f}{each.mails / each.seconds:>9.0f}")
    print(f"{run.differ} would be treated differently; wanted: {COUNT} mails in under {_WANTED_SECONDS} s on two cores")


if __name__ == "__main__":
    main()
