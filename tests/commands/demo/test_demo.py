"""The demo shows the main job, fails by name when something does not arrive, and leaves nothing behind."""

from __future__ import annotations

import imaplib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from commands.demo.show import demo
from commands.exits import Exit

_REPOSITORY = Path(__file__).resolve().parents[3]


@contextmanager
def performed(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """`supportd demo`, its temporary folder inside `folder`."""
    with subprocess.Popen(
        [sys.executable, "-m", "cli", "demo", *words],
        cwd=_REPOSITORY,
        env={**os.environ, "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as running:
        try:
            yield running
        finally:
            if running.poll() is None:
                running.kill()


def read_until(running: subprocess.Popen[str], words: str) -> str:
    """What it prints, to the line with `words`; what it says when it ends before."""
    assert running.stdout is not None
    told = ""
    for line in running.stdout:
        told += line
        if words in line:
            return told
    raise AssertionError(told)


def processes_of(folder: Path) -> list[str]:
    """The command lines of processes that name the folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(folder) in words:
            found.append(words)
    return found


def test_the_whole_demo_plays_and_with_keep_any_mail_client_can_look(tmp_path: Path) -> None:
    with performed(tmp_path, "--keep") as running:
        told = read_until(running, "Ctrl-C ends it")
        assert "All 12 mails came out as they should" in told
        assert "#6 platinum, urgent for an outage, platinum contract" in told
        assert re.search(r"← dirk@werk.test +has “\[#5\] Wir haben Ihre E-Mail erhalten”", told)
        assert "call your support line: +49 30 5550 100" in told
        assert "\x1b" not in told
        port = re.search(r"IMAP +host 127\.0\.0\.1 +port (\d+)", told)
        password = re.search(r"password +(\S+)", told)
        assert port is not None
        assert password is not None
        with imaplib.IMAP4("127.0.0.1", int(port[1]), timeout=10) as client:
            client.login("ann@garden.test", password[1])
            assert client.select("INBOX", readonly=True)[1] == [b"1"]
        running.send_signal(signal.SIGINT)
        running.communicate()
    assert running.returncode == Exit.OK
    assert list(tmp_path.iterdir()) == []
    assert processes_of(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_in_the_middle_it_leaves_no_process_and_no_folder(tmp_path: Path, number: signal.Signals) -> None:
    with performed(tmp_path) as running:
        read_until(running, "→ eve@street.test")
        assert processes_of(tmp_path) != []
        running.send_signal(number)
        told, _ = running.communicate()
    assert running.returncode == Exit.INTERRUPTED
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []
    assert processes_of(tmp_path) == []


def test_with_the_responder_cut_off_it_fails_and_names_what_did_not_arrive(capsys: pytest.CaptureFixture[str]) -> None:
    assert demo(keep=False, cut_responder=True, patience=10.0) is Exit.TROUBLE
    told, faults = capsys.readouterr()
    missing = [line for line in faults.splitlines() if line.startswith("missing: ")]
    assert "missing: a plain question: the acknowledgement did not arrive at ann@garden.test" in missing
    assert "missing: an outage, platinum contract: the acknowledgement did not arrive at olivia@bigcorp.test" in missing
    assert any(line.startswith("missing: a reply to the acknowledgement: was never sent") for line in missing)
    assert not any("mailing list" in line for line in missing)
    assert "What to try next" not in told
    assert "came out as they should" not in told
