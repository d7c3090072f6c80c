"""Mails per second, beside the bare script, in one run: `python -m bench.throughput`.

Takes the load of `bench.load`, a real Dovecot and two smtp-sinks; gives a table: mails per second of both, their ratio,
and the peak memory of supportd. SQLite with synchronous=FULL for both.
Never compares figures of different runs: the machine's mood is in both numbers.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from bench import bare
from bench.desk import CAPS, Desk, Ports, desk
from bench.load import COUNT, SEED, load
from bench.memory import tree_pss
from tests.servers.dovecot import Dovecot, dovecot
from tests.servers.postfix import smtp_sink

_TARGET = 0.4
_MEMORY_MIB = 300
_OPEN = (
    "SELECT (SELECT count(*) FROM intake WHERE state = 'received')"
    " + (SELECT count(*) FROM outbox WHERE state IN ('queued', 'dispatching'))"
)


def main() -> None:
    """Run both and print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--count", type=int, default=COUNT, help="how many mails")
    options.add_argument("--rounds", type=int, default=1, help="how often both are run")
    chosen = options.parse_args()
    mails = [mail.raw for mail in load(chosen.count)]
    print(
        f"{chosen.count} mails, seed {SEED}, mean {sum(map(len, mails)) // len(mails)} bytes; caps: {CAPS.split()[1:]}"
    )
    print(f"{'round':>5} {'bare/s':>8} {'supportd/s':>11} {'ratio':>6} {'peak PSS MiB':>13} {'acks':>6}")
    for number in range(1, chosen.rounds + 1):
        _round(number, mails)
    print(
        f"wanted: ratio ≥ {_TARGET}, peak PSS ≤ {_MEMORY_MIB} MiB (the bare script does about 495/s on two quiet cores)"
    )


def _round(number: int, mails: list[bytes]) -> None:
    with dovecot() as server, tempfile.TemporaryDirectory() as folder:
        for user in ("bare@desk.test", "support@desk.test"):
            server.maildir(user).put(mails)
        reference = _bare(server, Path(folder))
        seconds, peak, acknowledged = _supportd(server, Path(folder) / "desk", len(mails))
    ours = len(mails) / seconds
    theirs = reference.mails / reference.seconds
    print(f"{number:>5} {theirs:>8.0f} {ours:>11.0f} {ours / theirs:>6.2f} {peak / 2**20:>13.0f} {acknowledged:>6}")


def _bare(server: Dovecot, folder: Path) -> bare.Run:
    with smtp_sink(keep=False) as sink:
        place = bare.Place(server.ports.imap, sink.port, "bare@desk.test", server.password, folder / "bare.db")
        return bare.run(place)


def _supportd(server: Dovecot, folder: Path, count: int) -> tuple[float, int, int]:
    with smtp_sink(keep=False) as sink:
        ports = Ports(server.ports.imap, sink.port)
        with desk(folder, ports, "support@desk.test", server.password) as running:
            started = time.monotonic()
            peak = _until_done(running, count)
            seconds = time.monotonic() - started
            sent = running.count("SELECT count(*) FROM outbox WHERE state = 'sent'")
    return seconds, peak, sent


def _until_done(running: Desk, count: int) -> int:
    """Wait until every mail is settled and has left; the highest memory seen on the way."""
    peak = 0
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline:
        peak = max(peak, tree_pss(running.pid))
        if running.count("SELECT count(*) FROM intake") == count and running.count(_OPEN) == 0:
            return peak
        time.sleep(0.1)
    raise RuntimeError(f"not done in ten minutes:\n{running.log()[-2000:]}")


if __name__ == "__main__":
    main()
