"""What settings mean together: each setting is right by itself, and still the file can't be meant.

Takes whole settings (and the environment, for what they point at); gives faults that name the key they stand at.
Never stops at the first, never repeats a value.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from daemon.secretfiles import SecretFault
from daemon.secrets import read_password
from daemon.settings import DatabaseSettings, MailboxSettings, PasswordSettings, ServerSettings, Settings
from parsers.places import KeyPath
from parsers.token import TOKEN_LENGTH

_LOCAL_PART_OCTETS = 64  # RFC 5321, section 4.5.3.1.1
_SOCKET_BYTES = 107  # sun_path of Linux, without its closing zero
_PASSWORD_KEYS = ("password_file", "password_credential", "password_env")


@dataclass(frozen=True, slots=True)
class SectionFault:
    """What is wrong at a path of the document. `at_key`: the key is meant, not its value."""

    at: KeyPath
    problem: str
    suggestion: str = ""
    at_key: bool = False


def check_section(at: KeyPath, section: object) -> tuple[SectionFault, ...]:
    """Every contradiction within one section; `at`: where it stands."""
    faults: list[SectionFault] = []
    if isinstance(section, PasswordSettings):
        faults += _too_many_passwords(at, section)
    if isinstance(section, ServerSettings):
        faults += [*_plain_text(at, section), *_login(at, section)]
    if isinstance(section, MailboxSettings):
        faults += _mailbox(at, section)
    if isinstance(section, DatabaseSettings):
        faults += _database(at, section)
    return tuple(faults)


def check_together(settings: Settings) -> tuple[SectionFault, ...]:
    """Every contradiction between sections."""
    faults = list(_repeated(settings))
    if len(bytes(settings.paths.socket)) > _SOCKET_BYTES:
        problem = f"the socket's whole path is longer than {_SOCKET_BYTES} bytes"
        faults.append(SectionFault(("paths", "socket"), problem, "set paths.socket to a shorter one"))
    if settings.alerts.mailbox not in {mailbox.name for mailbox in settings.mailboxes}:
        faults.append(SectionFault(("alerts", "mailbox"), "there is no [[mailbox]] of this name"))
    return tuple(faults)


def check_secrets(sections: Sequence[tuple[KeyPath, object]], environ: Mapping[str, str]) -> tuple[SectionFault, ...]:
    """Every secret, program or certificate file that is not there or not kept as it has to be, section by section."""
    faults: list[SectionFault] = []
    for at, source in sections:
        if not isinstance(source, PasswordSettings):
            continue
        found = read_password(source, environ)
        if isinstance(found, SecretFault):
            used = next((key for key in _PASSWORD_KEYS[::-1] if getattr(source, key)), _PASSWORD_KEYS[0])
            faults.append(SectionFault((*at, used), found.problem, found.suggestion))
    for at, server in sections:
        if not isinstance(server, ServerSettings):
            continue
        if server.token_command and shutil.which(server.token_command[0], path=environ.get("PATH")) is None:
            faults.append(SectionFault((*at, "token_command", 0), "there is no such program, or it may not be run"))
        if server.ca_file is not None and not _readable(server.ca_file):
            faults.append(SectionFault((*at, "ca_file"), "there is no such file, or it may not be read"))
    return tuple(faults)


def _readable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.R_OK)


def _plain_text(at: KeyPath, server: ServerSettings) -> Iterator[SectionFault]:
    if server.security == "none" and not _is_loopback(server.host):
        yield SectionFault(
            (*at, "security"),
            "none is accepted only when the host is this machine: password and mail would be sent for all to read",
            "tls or starttls",
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _login(at: KeyPath, server: ServerSettings) -> Iterator[SectionFault]:
    has_password = any(getattr(server, key) for key in _PASSWORD_KEYS)
    match server.auth:
        case "xoauth2" if not server.token_command:
            yield SectionFault((*at, "auth"), "xoauth2 needs token_command")
        case "xoauth2" if not server.user:
            yield SectionFault((*at, "auth"), "xoauth2 needs user")
        case "xoauth2" if has_password:
            yield SectionFault((*at, "auth"), "with xoauth2 no password is used", "drop the password_… setting")
        case "password" if server.token_command:
            yield SectionFault((*at, "token_command"), "token_command is used with xoauth2", 'set auth = "xoauth2"')
        case "password" if server.user and not has_password:
            yield SectionFault(
                (*at, "user"), "there is no password for the login", f"set one of {', '.join(_PASSWORD_KEYS)}"
            )
        case "password" if has_password and not server.user:
            yield SectionFault((*at, "user"), "there is a password but no user to log in as", "set user")


def _too_many_passwords(at: KeyPath, source: PasswordSettings) -> Iterator[SectionFault]:
    used = [key for key in _PASSWORD_KEYS if getattr(source, key)]
    for key in used[1:]:
        yield SectionFault((*at, key), f"{used[0]} is set already", "keep one of them", at_key=True)


def _database(at: KeyPath, database: DatabaseSettings) -> Iterator[SectionFault]:
    """A password needs somebody it belongs to."""
    used = next((key for key in _PASSWORD_KEYS if getattr(database, key)), None)
    if used is None:
        return
    if database.url.startswith("sqlite"):
        yield SectionFault((*at, used), "SQLite has no password", "drop it, or set url", at_key=True)
    elif not urlsplit(database.url).username:
        yield SectionFault((*at, "url"), "there is a password but no user", "postgresql://USER@HOST/NAME")


def _mailbox(at: KeyPath, mailbox: MailboxSettings) -> Iterator[SectionFault]:
    room = _LOCAL_PART_OCTETS - TOKEN_LENGTH - 1
    if len(mailbox.address.rpartition("@")[0].encode()) > room:
        yield SectionFault(
            (*at, "address"), f"a token doesn't fit behind it: at most {room} characters may stand before the @"
        )
    if mailbox.after == "move" and not mailbox.after_folder:
        yield SectionFault((*at, "after"), "move needs after_folder")
    if mailbox.after == "move" and mailbox.after_folder and mailbox.after_folder == mailbox.folder:
        yield SectionFault((*at, "after_folder"), "this is the folder that is watched")
    if not mailbox.folder:
        yield SectionFault((*at, "folder"), "the folder's name is empty")


def _repeated(settings: Settings) -> Iterator[SectionFault]:
    """Two mailboxes of one name, or one folder watched twice: its mail would arrive twice."""
    names: set[str] = set()
    folders: set[tuple[str, int, str, str]] = set()
    for index, mailbox in enumerate(settings.mailboxes):
        folder = (mailbox.host, mailbox.port, mailbox.user, mailbox.folder)
        if mailbox.name.casefold() in names:
            yield SectionFault(("mailbox", index, "name"), "an earlier [[mailbox]] has this name")
        elif folder in folders:
            yield SectionFault(("mailbox", index), "an earlier [[mailbox]] watches the same folder", at_key=True)
        names.add(mailbox.name.casefold())
        folders.add(folder)
