"""A desk for tests of the command line: a folder, a real SQLite file, and commands called in this process.

Takes a folder; gives the results of commands. Mails come in by `import mbox`, as old mail does.
Never starts a daemon, and never sends a mail.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from cli import app
from commands.exits import Exit

CONFIG = """\
[desk]
instance = "desk-1"
name = "Test desk"
phone = "+49 30 5550 100"
[[mailbox]]
name = "support"
address = "support@desk.example"
host = "127.0.0.1"
security = "none"
password_env = "PASSWORD"
[smtp]
host = "127.0.0.1"
security = "none"
"""

PLAIN = b"""\
From: Ann Bee <ann@garden.example>
To: support@desk.example
Subject: Where is my order?
Message-ID: <plain@garden.example>

Hello,

where is order 4711?
"""
OUTAGE = b"""\
From: olivia@bigcorp.example
To: support@desk.example
Subject: Outage: production is down
Message-ID: <outage@bigcorp.example>

Everything is down since 9:40.
"""
JAPANESE = """\
From: =?utf-8?b?55Sx57SA?= <yuki@tea.example>
To: support@desk.example
Subject: =?utf-8?b?6KuL5rGC5pu444Gr44Gk44GE44Gm?=
Message-ID: <japanese@tea.example>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

お世話になっております。
先月の請求書をもう一度送っていただけますか。
""".encode()
HTML = b"""\
From: bob@shop.example
To: support@desk.example
Subject: The red button
Message-ID: <html@shop.example>
Content-Type: text/html; charset=utf-8

<html><body><p>Hello,</p><p>the <b>red</b> button does <i>nothing</i>.</p><ul><li>one<li>two</ul></body></html>
"""
REPLY = b"""\
From: Ann Bee <ann@garden.example>
To: support@desk.example
Subject: Re: Where is my order?
Message-ID: <reply@garden.example>
In-Reply-To: <plain@garden.example>
References: <plain@garden.example>

It was sent on Monday, by the way.
"""
# A sender, a subject and a text that would recolour, retitle and reverse a terminal.
NASTY = b"""\
From: "=?utf-8?q?Eve=1B[31m=E2=80=AE?=" <eve@street.example>
To: support@desk.example
Subject: =?utf-8?q?=1B]0;owned=07red=E2=80=AE[bold]x[/bold]?=
Message-ID: <nasty@street.example>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

clear \x1b[2J screen, \xe2\x80\xae reversed, \x07 bell
"""
MAILS = (PLAIN, OUTAGE, JAPANESE, HTML, REPLY, NASTY)


def mbox(mails: Sequence[bytes]) -> bytes:
    """An mbox file of mails delivered in one and the same second: their order is that of the file."""
    return b"".join(b"From sender@desk.example Sun Nov 22 12:00:00 2026\n" + mail + b"\n" for mail in mails)


@dataclass(frozen=True, slots=True)
class CommandLine:
    """The command line of one desk."""

    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "supportd.toml"

    @property
    def database(self) -> Path:
        return next((self.folder / "state").glob("*.db"))

    def run(self, *words: str, stdin: str | None = None) -> Result:
        """A command, however it ends."""
        environ = {"SUPPORTD_CONFIG": str(self.folder), "COLUMNS": "200", "TERM": "dumb"}
        return CliRunner().invoke(app, list(words), input=stdin, env=environ, catch_exceptions=False)

    def ok(self, *words: str, stdin: str | None = None) -> str:
        """What a command prints that has to go well."""
        result = self.run(*words, stdin=stdin)
        assert result.exit_code == Exit.OK, result.output
        return result.stdout

    def json(self, *words: str) -> Any:
        """What a command prints with `--json`."""
        return json.loads(self.ok(*words, "--json"))

    def ticket(self, number: int) -> dict[str, Any]:
        """A ticket's line."""
        line: dict[str, Any] = self.json("ticket", "show", str(number))[0]["line"]
        return line

    def import_mails(self, *mails: bytes, answer: bool = False) -> str:
        """By `import mbox`."""
        path = self.folder / "old.mbox"
        path.write_bytes(mbox(mails))
        return self.ok("import", "mbox", str(path), *(("--answer",) if answer else ()))


def new_desk(folder: Path) -> CommandLine:
    """A desk as `init` writes it, with settings for this machine."""
    desk = CommandLine(folder)
    desk.ok("init", str(folder), "--instance", "desk-1")
    desk.config.write_text(CONFIG, encoding="utf-8")
    return desk


def furnished_desk(folder: Path) -> CommandLine:
    """A desk with an account, two agents and six mails in five tickets."""
    desk = new_desk(folder)
    desk.ok("agent", "add", "kim", "--address", "kim@desk.example", "--name", "Kim")
    desk.ok("agent", "add", "lee", "--address", "lee@desk.example", "--name", "Lee")
    desk.ok("account", "add", "Big Corp", "--domain", "bigcorp.example", "--tier", "platinum", "--agent", "kim")
    desk.import_mails(*MAILS)
    return desk


def copied(desk: CommandLine, folder: Path) -> CommandLine:
    """The same desk once more."""
    shutil.copytree(desk.folder, folder)
    return CommandLine(folder)
