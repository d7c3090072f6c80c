"""`mail show` says what supportd reads in a mail, whatever it is, without a desk."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from cli import app
from commands.exits import Exit
from tests.commands.desk import HTML, JAPANESE, NASTY, REPLY


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
    assert lines[-1] == "It was sent on Monday, by the way."


def test_a_mail_comes_from_standard_input_too() -> None:
    assert "先月の請求書をもう一度送っていただけますか。" in shown("-", stdin=JAPANESE).stdout
    assert "the red button does nothing." in shown("-", stdin=HTML).stdout


def test_as_json_everything_is_there() -> None:
    document = json.loads(shown("-", "--json", stdin=JAPANESE).stdout)
    assert document["mail"]["subject"] == "請求書について"
    assert document["mail"]["author"] == "yuki@tea.example"
    assert set(document) == {"mail", "received", "library_defects"}


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
