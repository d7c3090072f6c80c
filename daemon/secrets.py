"""Secrets in memory, and what a login needs, read anew at each login (F40: a changed password counts at once).

Takes the settings that say where a password is, and the environment; gives `Secret` values or a `SecretFault`.
Never shows a secret: not in repr, str, JSON, pickles, problems or logs, nor what a token program wrote (A68, I20).
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

from daemon.secretfiles import SecretFault, mounts, read_secret_file
from daemon.settings import DatabaseSettings, PasswordSettings, ServerSettings

_MOST_TOKEN_BYTES = 16 * 1024


class Secret:
    """A text nobody sees by accident; only `reveal()` gives it."""

    __slots__ = ("__text",)

    def __init__(self, text: str) -> None:
        self.__text = text

    def reveal(self) -> str:
        """The secret itself: for the call that needs it, never for a variable that lives longer."""
        return self.__text

    def __repr__(self) -> str:
        return "Secret(…)"

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a secret is never pickled or copied")


@dataclass(frozen=True, slots=True)
class Password:
    """Log in with a password."""

    user: str
    secret: Secret


@dataclass(frozen=True, slots=True)
class AccessToken:
    """Log in by XOAUTH2."""

    user: str
    secret: Secret


@dataclass(frozen=True, slots=True)
class NoLogin:
    """The server wants none (an SMTP relay that trusts this machine)."""


Credentials = Password | AccessToken | NoLogin


def credentials(server: ServerSettings, environ: Mapping[str, str]) -> Credentials | SecretFault:
    """What to log in with now. Runs `token_command` for xoauth2, so it may take `token_seconds`."""
    if not server.user:
        return NoLogin()
    if server.auth == "xoauth2":
        token = access_token(server.token_command, server.token_seconds)
        return token if isinstance(token, SecretFault) else AccessToken(server.user, token)
    password = read_password(server, environ)
    if password is None:
        return SecretFault("no password is configured", "set password_file, password_credential or password_env")
    return password if isinstance(password, SecretFault) else Password(server.user, password)


def read_password(settings: PasswordSettings, environ: Mapping[str, str]) -> Secret | SecretFault | None:
    """The password as it is now; None where none is configured. A line end after it is not part of it."""
    if settings.password_env:
        name = settings.password_env
        if name not in environ:
            return SecretFault(f"the environment has no {name}")
        return _one_line(environ[name], f"the environment variable {name}")
    path: Path | None = settings.password_file
    if settings.password_credential:
        folder = environ.get("CREDENTIALS_DIRECTORY", "")
        if not folder.startswith("/"):
            return SecretFault(
                f"the credential {settings.password_credential} can't be read: $CREDENTIALS_DIRECTORY is not set",
                "systemd sets it in a unit with LoadCredential=",
            )
        path = Path(folder) / settings.password_credential
    if path is None:
        return None
    data = read_secret_file(path, mounts(environ))
    if isinstance(data, SecretFault):
        return data
    try:
        return _one_line(data.decode("utf-8"), str(path))
    except UnicodeDecodeError:
        return SecretFault(f"{path}: not text in UTF-8")


def database_url(settings: DatabaseSettings, environ: Mapping[str, str]) -> Secret | SecretFault:
    """The URL to open the database with: the configured one with its password, if it has one, put in."""
    password = read_password(settings, environ)
    if isinstance(password, SecretFault):
        return password
    if password is None or not settings.url.startswith("postgresql"):
        return Secret(settings.url)
    scheme, _, rest = settings.url.partition("://")
    authority, slash, path = rest.partition("/")
    user, at, host = authority.rpartition("@")
    return Secret(f"{scheme}://{user}:{quote(password.reveal(), safe='')}{at}{host}{slash}{path}")


def access_token(command: Sequence[str], seconds: float) -> Secret | SecretFault:
    """What `command` prints: an access token. It runs without a shell, in its own process group, at most `seconds`."""
    program = command[0]
    try:
        # S603: the command is the operator's own, a list from the settings file, and no shell reads it
        child = subprocess.Popen(  # noqa: S603
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # whatever it says may hold the token
            start_new_session=True,
        )
    except OSError as error:
        return SecretFault(f"token_command {program} cannot be run ({os.strerror(error.errno or 0)})")
    with child:
        try:
            output, _ = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            return SecretFault(f"token_command {program} took longer than {seconds:g} seconds")
    if child.returncode != 0:
        hint = "run it by hand as the user supportd runs as: what it says is not kept here"
        return SecretFault(f"token_command {program} ended with status {child.returncode}", hint)
    return _token(output, program)


def _token(output: bytes, program: str) -> Secret | SecretFault:
    text = output[: _MOST_TOKEN_BYTES + 1].strip()
    if not text:
        return SecretFault(f"token_command {program} printed nothing")
    if len(text) > _MOST_TOKEN_BYTES or any(not 33 <= byte <= 126 for byte in text):
        return SecretFault(f"token_command {program} printed something that is no access token")
    return Secret(text.decode("ascii"))


def _one_line(text: str, where: str) -> Secret | SecretFault:
    line = text.removesuffix("\n").removesuffix("\r")
    if not line:
        return SecretFault(f"{where}: empty")
    if any(character in line for character in "\r\n\0"):
        return SecretFault(f"{where}: more than one line")
    return Secret(line)
