"""`mail show` says what supportd reads in a mail, whatever it is, without a desk."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import pytest
from typer.testing import CliRunner, Result

from cli import app
from commands.exits import Exit
from parsers.mail import Mail
from tests.commands.desk import HTML, JAPANESE, NASTY, REPLY
from tests.house.sources import ROOT
from tests.parsers.letters import multipart, part

ANSWER = b"From: ann@garden.example\r\nSubject: Re: Printer\r\n\r\nIt works again.\r\n\r\n> Does it work?\r\n"
AWAY = (
    b"Return-Path: <>\r\nFrom: ann@garden.example\r\nAuto-Submitted: auto-replied\r\nSubject: away\r\n\r\n"
    b"I am away until Monday.\r\n"
)
FULL = multipart(
    "mixed",
    part("text/plain", "See the report."),
    part('application/pdf; name="report.pdf"', "%PDF-1.7"),
    fields=("From: ann@garden.example", "Subject: Report"),
)
BOUNCE = multipart(
    "report",
    part("text/plain", "It could not be delivered."),
    part(
        "message/delivery-status",
        "Reporting-MTA: dns; mx.desk.example\n\nFinal-Recipient: rfc822; ann@garden.example\nAction: failed\n"
        "Status: 5.1.1\nRemote-MTA: dns; mx.garden.example\nDiagnostic-Code: smtp; 550 no such user\n",
    ),
    fields=("From: MAILER-DAEMON@mx.desk.example", "Subject: Undelivered Mail Returned to Sender"),
    parameters="; report-type=delivery-status",
)


class Terminal(Protocol):
    """Runs `mail show -` on a terminal with these variables set; gives what the terminal got."""

    def __call__(self, environ: Mapping[str, str], stdin: bytes) -> str: ...


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    def run(environ: Mapping[str, str], stdin: bytes) -> str:
        mail = tmp_path / "mail.eml"
        mail.write_bytes(stdin)
        command = [sys.executable, "-c", "from cli import main; main()", "mail", "show", str(mail)]
        kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        return on_terminal(command, {**kept, "TERM": "xterm", **environ})

    return run


def on_terminal(command: list[str], environ: Mapping[str, str]) -> str:
    """What `command` writes to a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=theirs, env=environ, cwd=ROOT):
        os.close(theirs)
        written = b""
        with contextlib.suppress(OSError):  # a terminal whose last user has gone says so by an error
            while piece := os.read(ours, 65536):
                written += piece
    os.close(ours)
    return written.decode().replace("\r\n", "\n")


def lines_of(title: str, raw: bytes) -> list[str]:
    """What `mail show` says behind `title`, a line each."""
    found = shown("-", stdin=raw).stdout.splitlines()
    return [line.removeprefix(title).strip() for line in found if line.startswith(title)]


def shown(*words: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["mail", "show", *words], input=stdin, catch_exceptions=False)


def test_a_mail_in_a_file_is_shown_with_headers_and_text(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(b"Received: from a.example by b.example; Sun, 22 Nov 2026 12:00:00 +0000\n" + REPLY)
    lines = shown(str(path)).stdout.splitlines()
    assert "from:        Ann Bee <ann@garden.example>" in lines
    assert "answers:     plain@garden.example" in lines
    assert "origin:      human" in lines
    assert any(line.startswith("received:    ") and "a.example" in line for line in lines)
    assert lines[-1] == "n| It was sent on Monday, by the way."


def test_a_mail_comes_from_standard_input_too() -> None:
    assert "先月の請求書をもう一度送っていただけますか。" in shown("-", stdin=JAPANESE).stdout
    assert "the red button does nothing." in shown("-", stdin=HTML).stdout


def test_as_json_everything_is_there() -> None:
    document = json.loads(shown("-", "--json", stdin=JAPANESE).stdout)
    assert document["mail"]["subject"] == "請求書について"
    assert document["mail"]["author"] == "yuki@tea.example"
    assert set(document) == {"mail", "received", "library_defects"}
    shown_too = {"reply", "quoted", "signature", "forwarded_text"}
    assert set(document["mail"]) == {field.name for field in dataclasses.fields(Mail)} | shown_too


def test_as_json_the_spans_say_what_each_stretch_of_the_text_is() -> None:
    mail = json.loads(shown("-", "--json", stdin=ANSWER).stdout)["mail"]
    kinds = [(span["kind"], mail["text"][span["start"] : span["end"]].strip()) for span in mail["spans"]]
    assert kinds[0] == ("reply", "It works again.")
    assert ("quoted", "> Does it work?") in kinds
    assert mail["reply"] == "It works again."
    assert mail["quoted"] == "> Does it work?"


def test_each_line_of_the_text_tells_what_it_is_without_any_colour() -> None:
    out = shown("-", stdin=ANSWER).stdout
    assert "n| new words   q| quote" in out
    assert "n| It works again.\n" in out
    assert "q| > Does it work?\n" in out
    assert "\x1b" not in out


def test_on_a_terminal_each_kind_has_its_colour_and_the_same_letters(terminal: Terminal) -> None:
    out = terminal({}, ANSWER)
    assert "\x1b[32mIt works again.\x1b[0m" in out
    assert "\x1b[36m> Does it work?\x1b[0m" in out
    assert "\x1b[32mn| new words" in out


def test_who_wants_no_colour_gets_none(terminal: Terminal) -> None:
    out = terminal({"NO_COLOR": "1"}, ANSWER)
    assert "\x1b" not in out
    assert "q| > Does it work?" in out


def test_what_came_along_is_told_with_size_digest_and_what_it_looks_like() -> None:
    (line,) = lines_of("attachment:", FULL)
    assert line.startswith("report.pdf (application/pdf, ")
    assert "sha256 " in line


def test_what_decided_the_origin_is_told() -> None:
    (line,) = lines_of("origin:", AWAY)
    assert line.startswith("auto_reply (")
    assert "Auto-Submitted: auto-replied" in line
    assert lines_of("return path:", AWAY) == ["<> (nobody wants to hear of it)"]


def test_what_is_wrong_is_told_in_words_and_by_its_code() -> None:
    assert lines_of("defect:", FULL)[0].startswith("there is no Message-ID (message_id_missing")


def test_a_report_tells_who_did_not_get_the_mail_and_why() -> None:
    (line,) = lines_of("report:", BOUNCE)
    assert line.startswith("ann@garden.example: failed 5.1.1 for good reason ")
    assert line.endswith("550 no such user (at mx.garden.example)")


def test_garbage_and_nothing_at_all_are_mails_with_defects() -> None:
    for raw in (b"", b"\x00\xff\xfe garbage", b"Subject: only a header"):
        result = shown("-", stdin=raw)
        assert result.exit_code == Exit.OK
        assert "defect:" in result.stdout


def test_a_file_that_is_not_there_is_said() -> None:
    result = shown("/nowhere.eml")
    assert (result.exit_code, result.stderr) == (Exit.NOT_FOUND, "supportd: /nowhere.eml: No such file or directory\n")


def test_A65_a_hostile_mail_cannot_command_the_terminal() -> None:
    out = shown("-", stdin=NASTY).stdout
    assert "\x1b" not in out
    assert "\\x1b[2J" in out
    assert "\\u202e" in out


def test_A44_the_html_of_a_mail_is_shown_without_what_acts() -> None:
    raw = (
        b"From: eve@evil.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        b"<p onclick='x()'>Hello <b>you</b><script>steal()</script><img src='//evil.example/p.gif'></p>\r\n"
    )
    assert shown("-", "--html", stdin=raw).stdout.strip() == "<p>Hello <b>you</b></p>"


def test_a_mail_without_html_shows_none() -> None:
    assert shown("-", "--html", stdin=JAPANESE).stdout.strip() == ""
