"""Starting and stopping other people's programs.

Takes a command line; gives a running process that is gone, with all its children, when the block is left: by an end, an
exception or Ctrl-C alike. Should the tests themselves be killed, the kernel ends the process (parent-death signal).
Never ends a process by name: only by the number it was started with.
"""

from __future__ import annotations

import grp
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.servers.waiting import wait_for

# Starts no service and touches no configuration.
INSTALL = "make servers"

# Below the range the kernel hands to outgoing connections: nobody's connection takes a port between choice and use.
LOWEST_PORT, HIGHEST_PORT = 20_000, 32_000

# Where Debian keeps daemons that a normal user's PATH leaves out.
SYSTEM_FOLDERS = ("/usr/sbin", "/sbin", "/usr/local/sbin")


class ServerMissingError(Exception):
    """A server program is not installed; says the one line that installs it."""

    def __init__(self, program: str) -> None:
        super().__init__(f"{program} is not installed. Install the servers of the tests with: {INSTALL}")


class ServerFailedError(Exception):
    """A server did not start; carries the end of its log."""

    def __init__(self, name: str, code: int, log: Path) -> None:
        said = log.read_text(errors="replace")[-3000:] if log.exists() else "(no log)"
        super().__init__(f"{name} ended with {code} while starting:\n{said}")


def program(name: str, *folders: str) -> str:
    """The full path of an installed program, looked for in `folders`, PATH and the system's own folders.

    Raises ServerMissingError.
    """
    path = os.pathsep.join((*folders, os.environ.get("PATH", ""), *SYSTEM_FOLDERS))
    found = shutil.which(name, path=path)
    if found is None:
        raise ServerMissingError(name)
    return found


def am_root() -> bool:
    return os.geteuid() == 0


def own_user() -> str:
    """The login name the tests run as."""
    return pwd.getpwuid(os.geteuid()).pw_name


def own_group() -> str:
    """The primary group the tests run as."""
    return grp.getgrgid(os.getegid()).gr_name


def give(path: Path, owner: str) -> None:
    """Make a file or folder another user's, as far as we may."""
    if am_root():
        shutil.chown(path, owner, owner)


def as_root() -> tuple[str, ...]:
    """The words to put before a command that needs root: none for root itself, `sudo -n` for anybody else."""
    return () if am_root() else (program("sudo"), "-n")


def as_user(user: str) -> tuple[str, ...]:
    """The words that run a command as `user` and tie its life to ours; only the latter when we are not root."""
    tied = (program("setpriv"), "--pdeathsig", "TERM")
    if am_root() and user != "root":
        return (*tied, "--reuid", user, "--regid", user, "--init-groups", "--")
    return (*tied, "--")


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on now."""
    while True:
        port = LOWEST_PORT + secrets.randbelow(HIGHEST_PORT - LOWEST_PORT)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def listens(*ports: int) -> bool:
    """Whether somebody accepts connections on each of these loopback ports."""
    with suppress(OSError):
        for port in ports:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    return False


@contextmanager
def folder(name: str) -> Iterator[Path]:
    """A temporary folder with a short path (UNIX sockets allow 107 bytes) that servers under other users may enter."""
    base = Path(tempfile.mkdtemp(prefix=f"supportd-{name}-"))
    base.chmod(0o755)
    try:
        yield base
    finally:
        try:
            shutil.rmtree(base)
        except PermissionError:
            # A server that ran as root has left files that only root may remove.
            subprocess.run([*as_root(), "rm", "-rf", "--", str(base)], check=True)


@contextmanager
def running(
    name: str,
    command: Sequence[str],
    *,
    log: Path,
    ready: Callable[[], bool],
    end: signal.Signals = signal.SIGTERM,
    patience: float = 10.0,
) -> Iterator[subprocess.Popen[bytes]]:
    """The command as a process of its own session, its output in `log`, from when it is `ready`.

    Ended by `end`, and by SIGKILL to its whole session if it has not gone in `patience` seconds.

    Raises ServerFailedError.
    """
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    try:
        wait_for(lambda: _up(name, process, log) and ready(), what=f"{name} ready", seconds=30)
        yield process
    finally:
        stop(process, end, seconds=patience)


def _up(name: str, process: subprocess.Popen[bytes], log: Path) -> bool:
    code = process.poll()
    if code is not None:
        raise ServerFailedError(name, code, log)
    return True


def stop(process: subprocess.Popen[bytes], end: signal.Signals = signal.SIGTERM, *, seconds: float = 10.0) -> int:
    """End a process we started and whatever is left of its session; its exit code."""
    if process.poll() is None:
        process.send_signal(end)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        process.kill()
        process.wait()
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    wait_for(lambda: not living(process.pid), what=f"the end of session {process.pid}")
    return process.returncode


def living(session: int) -> list[int]:
    """The processes of a session that still run; one that is over and only waits to be reaped does not count."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            # The name may hold spaces and brackets: what follows the last bracket is regular.
            state, _, _, its_session, *_ = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(its_session) == session and state not in "ZX":
                found.append(int(folder.name))
    return found
