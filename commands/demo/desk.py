"""The desk of the demo: a folder made by `init`, the daemon as a process of its own, and its answers by `--json`.

Takes an empty folder and the mail servers' ports; gives a running daemon and what the command line says of it.
Never imports the daemon: the demo drives supportd the way an operator does.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from commands.demo.servers import HOST
from commands.demo.stories import PHONE, SUPPORT

PASSWORD = "demo"  # noqa: S105 -- of servers that live as long as the demo, on loopback
_STOP_SECONDS = 15.0
_CONFIG = """\
[desk]
instance = "demo"
name = "Demo desk"
zone = "Europe/Berlin"
phone = "{phone}"

[[mailbox]]
name = "support"
address = "{support}"
host = "{host}"
port = {imap_port}
security = "none"
user = "{support}"
password_env = "SUPPORTD_DEMO_PASSWORD"
poll_seconds = 1
start = "all"

[smtp]
host = "{host}"
port = {smtp_port}
security = "none"
"""


class Desk:
    """One desk in `folder`."""

    def __init__(self, folder: Path, imap_port: int, smtp_port: int) -> None:
        self.folder = folder
        self.config = folder / "supportd.toml"
        self.log = folder / "daemon.log"
        self._ports = (imap_port, smtp_port)
        self._environ = {**os.environ, "SUPPORTD_DEMO_PASSWORD": PASSWORD}
        self._daemon: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """`supportd init`, the demo's own supportd.toml, and a customer with a platinum contract."""
        self.run("init", str(self.folder))
        imap_port, smtp_port = self._ports
        text = _CONFIG.format(support=SUPPORT, phone=PHONE, host=HOST, imap_port=imap_port, smtp_port=smtp_port)
        self.config.write_text(text, encoding="utf-8")
        self.run("account", "add", "Big Corp", "--domain", "bigcorp.test", "--tier", "platinum")

    def start(self) -> None:
        """`supportd run`, its log into a file beside the database."""
        with self.log.open("wb") as log:
            command = [*_supportd(), "run", "--config", str(self.config)]
            # In a session of its own: Ctrl-C is for the demo, which then stops the daemon in good order.
            self._daemon = subprocess.Popen(  # noqa: S603 -- our own program
                command, env=self._environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def alive(self) -> bool:
        """Whether the daemon runs."""
        return self._daemon is not None and self._daemon.poll() is None

    def stop(self) -> None:
        """SIGTERM, as a service manager would."""
        if self._daemon is None or self._daemon.poll() is not None:
            return
        self._daemon.send_signal(signal.SIGTERM)
        try:
            self._daemon.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._daemon.kill()
            self._daemon.wait()

    def run(self, *words: str) -> str:
        """A command of the command line; its standard output. RuntimeError with what it said when it fails."""
        chosen = () if words[0] == "init" else ("--config", str(self.config))
        done = subprocess.run(  # noqa: S603 -- our own program
            [*_supportd(), *words, *chosen],
            env=self._environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"supportd {' '.join(words)}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def rows(self, *words: str) -> list[dict[str, Any]]:
        """A listing with `--json`."""
        rows: list[dict[str, Any]] = json.loads(self.run(*words, "--json"))
        return rows

    def document(self, *words: str) -> dict[str, Any]:
        """One thing with `--json`."""
        document: dict[str, Any] = json.loads(self.run(*words, "--json"))
        return document

    def show(self, *words: str) -> None:
        """A command of the command line, its output where ours goes."""
        command = [*_supportd(), *words, "--config", str(self.config)]
        subprocess.run(command, env=self._environ, stdin=subprocess.DEVNULL, check=True)  # noqa: S603 -- our own program


def _supportd() -> list[str]:
    return [sys.executable, "-m", "cli"]
