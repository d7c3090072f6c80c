"""Old mail comes in through the same pipeline: once, in order, resumable, and without a word to anybody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from commands.exits import Exit
from storage.database import open_database
from storage.worker import Place
from tests.commands.desk import HTML, MAILS, OUTAGE, PLAIN, REPLY, CommandLine, mbox

_MANY = 130
_LONG_SECONDS = 60


def many(folder: Path, count: int = _MANY) -> Path:
    path = folder / "many.mbox"
    mails = [
        PLAIN.replace(b"<plain@", f"<plain-{number}@".encode()) + f"{number}\n".encode() for number in range(count)
    ]
    path.write_bytes(mbox(mails))
    return path


def command(desk: CommandLine, *words: str, **environ: str) -> subprocess.Popen[bytes]:
    """The command line in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "cli", *words, "--config", str(desk.folder)],
        env={**os.environ, **environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@contextmanager
def worked_elsewhere(desk: CommandLine) -> Iterator[None]:
    """As if the daemon ran."""
    database = open_database(f"sqlite:///{desk.database}", create=False)
    try:
        assert database.work_here() is Place.OURS
        yield
    finally:
        database.close()


def test_every_mail_becomes_a_ticket_or_joins_one_and_nothing_is_sent(desk: CommandLine) -> None:
    assert [(row["id"], row["ticket"]) for row in reversed(desk.json("intake", "list"))] == [
        (1, 1), (2, 2), (3, 3), (4, 4), (5, 1), (6, 6),
    ]  # fmt: skip
    assert desk.json("outbox", "list") == []


def test_a_second_import_finds_everything_there(desk: CommandLine) -> None:
    assert desk.import_mails(*MAILS) == "0 of 6 mails were new; all are worked off\n"
    assert len(desk.json("ticket", "list")) == 5


def test_mails_that_are_new_are_added_to_those_that_are_there(empty_desk: CommandLine) -> None:
    assert empty_desk.import_mails(PLAIN).startswith("1 of 1")
    assert empty_desk.import_mails(PLAIN, REPLY).startswith("1 of 2")
    assert [row["messages"] for row in empty_desk.json("ticket", "list")] == [2]


def test_with_answer_the_mails_are_acknowledged_as_if_they_came_now(empty_desk: CommandLine, tmp_path: Path) -> None:
    folder = maildir(tmp_path, {"fresh": PLAIN})
    empty_desk.ok("import", "maildir", str(folder), "--answer")
    (mail,) = empty_desk.json("outbox", "list")
    assert (mail["kind"], mail["recipient"]) == ("acknowledgement", "ann@garden.example")


def maildir(folder: Path, mails: dict[str, bytes]) -> Path:
    box = folder / "box"
    for part in ("cur", "new", "tmp"):
        (box / part).mkdir(parents=True)
    for name, mail in mails.items():
        (box / ("cur" if ":2," in name else "new") / name).write_bytes(mail)
    return box


def test_a_maildir_is_read_in_the_order_of_delivery_whatever_was_read(empty_desk: CommandLine, tmp_path: Path) -> None:
    box = maildir(
        tmp_path,
        {
            "1700000002.M1P1.host:2,S": REPLY,
            "1700000001.M1P1.host": PLAIN,
            "1700000003.M1P1.host:2,": HTML.replace(b"\n", b"\r\n"),
            ".hidden": OUTAGE,
        },
    )
    assert empty_desk.ok("import", "maildir", str(box)) == "3 of 3 mails were new; all are worked off\n"
    rows = empty_desk.json("intake", "list")
    assert [(row["ticket"], row["seq"], row["received_at"]) for row in reversed(rows)] == [
        (1, 1, "2023-11-14T22:13:21+00:00"),
        (1, 2, "2023-11-14T22:13:22+00:00"),
        (3, 1, "2023-11-14T22:13:23+00:00"),
    ]
    shown = empty_desk.run("intake", "show", "3", "--raw").stdout_bytes
    assert shown == HTML.replace(b"\n", b"\r\n")


def test_a_file_that_cannot_be_read_is_named_and_the_others_come_in(empty_desk: CommandLine, tmp_path: Path) -> None:
    box = maildir(tmp_path, {"1700000001.M1P1.host": PLAIN})
    (box / "new" / "1700000000.M1P1.host").mkdir()
    result = empty_desk.run("import", "maildir", str(box))
    assert result.exit_code == Exit.TROUBLE
    assert "1700000000.M1P1.host: Is a directory" in result.stderr
    assert result.stdout == "1 of 2 mails were new; all are worked off\n"


def test_a_mail_over_the_limit_keeps_its_headers_and_opens_a_ticket(empty_desk: CommandLine) -> None:
    text = empty_desk.config.read_text(encoding="utf-8")
    empty_desk.config.write_text(text.replace("[smtp]", "max_mail_bytes = 65536\n[smtp]"), encoding="utf-8")
    empty_desk.import_mails(PLAIN + b"x" * 70_000 + b"\n")
    (row,) = empty_desk.json("intake", "list")
    assert (row["state"], row["size"] > 70_000, row["ticket"]) == ("oversize", True, 1)
    assert len(empty_desk.run("intake", "show", "1", "--raw").stdout_bytes) < 1000


def test_killed_in_the_middle_and_run_again_there_is_one_ticket_for_each_mail(empty_desk: CommandLine) -> None:
    path = many(empty_desk.folder)
    killed = command(empty_desk, "import", "mbox", str(path), SUPPORTD_CRASH_AT="pipeline.before_write:2")
    assert killed.wait(_LONG_SECONDS) == 137
    killed.communicate()
    between = len(empty_desk.json("intake", "list", "--limit", "1000"))
    assert 0 < between < _MANY
    again = empty_desk.ok("import", "mbox", str(path))
    assert again == f"{_MANY - between} of {_MANY} mails were new; all are worked off\n"
    rows = empty_desk.json("intake", "list", "--limit", "1000")
    assert {row["state"] for row in rows} == {"processed"}
    tickets = empty_desk.json("ticket", "list", "--limit", "1000")
    assert len(rows) == len(tickets) == _MANY
    assert sum(row["messages"] for row in tickets) == _MANY
    assert empty_desk.json("outbox", "list") == []


def test_ctrl_c_stops_with_130_and_a_word_and_the_next_run_goes_on(empty_desk: CommandLine) -> None:
    path = many(empty_desk.folder, 2000)
    running = command(empty_desk, "import", "mbox", str(path))
    assert running.stderr is not None
    running.stderr.readline()  # the label of the progress bar: it has begun
    running.send_signal(signal.SIGINT)
    _, stderr = running.communicate(timeout=_LONG_SECONDS)
    assert running.returncode == Exit.INTERRUPTED
    assert stderr.decode() == "stopped: the same command goes on from here\n"


def test_while_the_daemon_runs_it_does_the_work(desk: CommandLine) -> None:
    with worked_elsewhere(desk):
        told = desk.import_mails(PLAIN.replace(b"<plain@", b"<new@"))
        assert told == "1 of 1 mails were new; the running daemon works them off\n"
        assert desk.json("intake", "show", "7")["state"] == "received"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("mbox", "/nowhere.mbox"), Exit.NOT_FOUND, "/nowhere.mbox: no such file"),
        (("maildir", "/tmp"), Exit.NOT_FOUND, "/tmp: no maildir (it has no folder `cur`)"),
        (("mbox", "{config}", "--mailbox", "sales"), Exit.USAGE, "there is no mailbox sales: support"),
    ],
)
def test_a_wrong_source_or_mailbox_is_said(desk: CommandLine, words: tuple[str, ...], code: Exit, said: str) -> None:
    result = desk.run("import", *(word.format(config=desk.config) for word in words))
    assert (result.exit_code, result.stderr) == (code, f"supportd: {said}\n")


def test_the_progress_bar_is_beside_the_output(desk: CommandLine) -> None:
    result = desk.run("import", "mbox", str(desk.folder / "old.mbox"))
    assert result.stderr == "mbox:old.mbox\n"
    assert result.stdout == "0 of 6 mails were new; all are worked off\n"
