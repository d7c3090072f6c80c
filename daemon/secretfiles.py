"""Reading a file that holds a secret, and only if it is kept like one.

Takes a path and the folders where the system mounts secrets; gives the bytes, or why they are refused (A69).
Never follows a link, waits for a pipe, or reads what others may read too. Never tells the content.

Under a mount (containers: /run/secrets, systemd: $CREDENTIALS_DIRECTORY) the system guards the files and sets their
modes and links itself: there, links that stay inside the mount and any mode are accepted.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CONTAINER_MOUNT = Path("/run/secrets")
_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class SecretFault:
    """Why a secret can't be had, naming where it should be and never what it is."""

    problem: str
    suggestion: str = ""

    def __str__(self) -> str:
        return self.problem + (f" ({self.suggestion})" if self.suggestion else "")


def mounts(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """The folders whose files the system guards for us."""
    credentials = environ.get("CREDENTIALS_DIRECTORY", "")
    return (CONTAINER_MOUNT, Path(credentials)) if credentials.startswith("/") else (CONTAINER_MOUNT,)


def read_secret_file(path: Path, guarded: tuple[Path, ...]) -> bytes | SecretFault:
    """The file's bytes, at most 64 kB. `guarded`: as `mounts` gives them."""
    mounted = _within_mount(path, guarded)
    try:
        # O_NONBLOCK: opening a pipe must not wait for its writer; the check below then refuses it
        descriptor = os.open(mounted or path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return _open_fault(path, error)
    try:
        return _read(path, descriptor, checked=mounted is None)
    except OSError as error:
        return SecretFault(f"{path}: cannot be read ({os.strerror(error.errno or 0)})")
    finally:
        os.close(descriptor)


def _within_mount(path: Path, guarded: tuple[Path, ...]) -> Path | None:
    """Where the path leads if that is inside the mount it starts in; None for any other file."""
    try:
        real = path.resolve()
        return real if any(real.is_relative_to(mount.resolve()) for mount in guarded) else None
    except (OSError, RuntimeError):  # a loop of links
        return None


def _read(path: Path, descriptor: int, *, checked: bool) -> bytes | SecretFault:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        return SecretFault(f"{path}: not a plain file")
    if checked and status.st_mode & 0o077:
        return SecretFault(f"{path}: others than its owner may use it", f"chmod 600 {path}")
    data = b""
    while len(data) <= _MOST_BYTES and (chunk := os.read(descriptor, _MOST_BYTES + 1 - len(data))):
        data += chunk
    return data if len(data) <= _MOST_BYTES else SecretFault(f"{path}: too large to be a secret")


def _open_fault(path: Path, error: OSError) -> SecretFault:
    match error.errno:
        case errno.ENOENT:
            return SecretFault(f"{path}: there is no such file")
        case errno.ELOOP:
            return SecretFault(f"{path}: a link is not followed", "name the file itself")
        case errno.EACCES:
            return SecretFault(f"{path}: this user may not read it", "it has to belong to the user supportd runs as")
        case errno.ENXIO:
            return SecretFault(f"{path}: not a plain file")
        case number:
            return SecretFault(f"{path}: cannot be opened ({os.strerror(number or 0)})")
