"""Settings files for tests.

Takes a folder; gives the smallest file that is good, with its password file beside it, as a new user would write it.
Never holds more than the README's ten lines.
"""

from __future__ import annotations

from pathlib import Path

from daemon.configuration import ConfigFault, load
from daemon.settings import Settings

CANARY = "canary-8ca1f0"

MINIMAL = """\
[desk]
instance = "desk-1"
[[mailbox]]
name = "support"
address = "support@corp.example"
host = "imap.corp.example"
password_file = "password"
[smtp]
host = "smtp.corp.example"
user = "support@corp.example"
password_file = "password"
"""


def write_config(folder: Path, text: str = MINIMAL) -> Path:
    """supportd.toml with `text`, and the file `password` beside it."""
    password = folder / "password"
    password.write_text(f"{CANARY}-password\n", encoding="utf-8")
    password.chmod(0o600)
    path = folder / "supportd.toml"
    path.write_text(text, encoding="utf-8")
    return path


def loaded(folder: Path, text: str = MINIMAL) -> Settings:
    """The settings of a file that has to be good."""
    settings = load(write_config(folder, text), {})
    assert isinstance(settings, Settings), [str(fault) for fault in settings]
    return settings


def refused(folder: Path, text: str) -> tuple[ConfigFault, ...]:
    """The faults of a file that has to be refused."""
    faults = load(write_config(folder, text), {"PATH": "/usr/bin:/bin"})
    assert not isinstance(faults, Settings)
    assert faults
    return faults
