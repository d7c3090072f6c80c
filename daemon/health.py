"""How the daemon is asked how it is: a UNIX socket, and systemd's notify socket.

Takes a function that tells the health, and one to call when a command has put something new into the database.
Gives one JSON document to whoever connects. `poke` and `reload`, each a line, are answered `ok`.
Never waits for a client longer than a moment, and never tells a secret or an address.
"""

from __future__ import annotations

import errno
import json
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from daemon import log
from daemon.bell import Bell, ready

_CLIENT_SECONDS = 1.0
_ASK_SECONDS = 5.0
_BACKLOG = 16
_MOST_REQUEST = 200
_MOST_ANSWER = 1 << 20
_POKE = b"poke"
_RELOAD = b"reload"
_ASLEEP = 3600.0

Document = Mapping[str, object]


class SocketTakenError(Exception):
    """Somebody answers at this socket: another daemon runs here."""


class HealthSocket:
    """One thread's work: `step` answers who is waiting, `wait` waits for the next."""

    def __init__(
        self,
        path: Path,
        health: Callable[[], Document],
        poked: Callable[[], None],
        reload: Callable[[], None] = lambda: None,
    ) -> None:
        """Raises SocketTakenError, or OSError where the path can't be a socket."""
        self._path = path
        self._health = health
        self._requests = {_POKE: poked, _RELOAD: reload}
        self._bell = Bell()
        self._listener = _listen(path)

    def step(self) -> float:
        """Answer one client; 0.0 while there may be more."""
        try:
            client, _ = self._listener.accept()
        except BlockingIOError:
            return _ASLEEP
        except OSError as error:
            # A client that was gone before we came; running out of descriptors is a broken world.
            if error.errno in (errno.EMFILE, errno.ENFILE):
                raise
            return 0.0
        with client:
            try:
                self._answer(client)
            except (OSError, UnicodeError) as error:
                log.health_refused(type(error).__name__)
        return 0.0

    def wait(self, seconds: float) -> None:
        """Until somebody connects or `wake`."""
        ready([self._listener.fileno(), self._bell.fileno()], seconds)
        self._bell.silence()

    def wake(self) -> None:
        """End the waiting. Any thread."""
        self._bell.ring()

    def stop(self) -> None:
        self.wake()

    def close(self) -> None:
        """Nobody is answered any more; the socket file goes."""
        self._listener.close()
        self._bell.close()
        self._path.unlink(missing_ok=True)

    def _answer(self, client: socket.socket) -> None:
        """A client that says nothing for a moment, or hangs up its side, wants the health."""
        client.settimeout(_CLIENT_SECONDS)
        request = b""
        with suppress(TimeoutError):
            while b"\n" not in request and len(request) < _MOST_REQUEST:
                piece = client.recv(_MOST_REQUEST)
                if not piece:
                    break
                request += piece
        asked = self._requests.get(b"".join(request.split()[:1]))
        if asked is not None:
            asked()
            client.sendall(b"ok\n")
            return
        client.sendall(json.dumps(self._health()).encode("ascii") + b"\n")


def _listen(path: Path) -> socket.socket:
    if ask(path) is not None:
        raise SocketTakenError(f"another supportd answers at {path}")
    path.unlink(missing_ok=True)  # left by one that was killed
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(str(path))
        path.chmod(0o600)
        listener.listen(_BACKLOG)
        listener.setblocking(False)
    except OSError:
        listener.close()
        raise
    return listener


# --- the other end -----------------------------------------------------------------------------------


def ask(path: Path) -> Document | None:
    """The health of the daemon at that socket; None when none answers."""
    answer = _talk(path, b"health\n")
    if answer is None:
        return None
    try:
        document = json.loads(answer)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def poke(path: Path) -> bool:
    """Tell the daemon that there is something new in the database; False when none runs: it will see by itself."""
    return _talk(path, _POKE + b"\n") is not None


def reload(path: Path) -> bool:
    """Ask the daemon to read its policy anew, as SIGHUP does; False when none runs."""
    return _talk(path, _RELOAD + b"\n") is not None


def _talk(path: Path, request: bytes) -> bytes | None:
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(_ASK_SECONDS)
        try:
            client.connect(str(path))
            client.sendall(request)
            answer = b""
            while len(answer) < _MOST_ANSWER and (piece := client.recv(1 << 16)):
                answer += piece
        except OSError:
            return None
        return answer


# --- systemd -----------------------------------------------------------------------------------------


class ServiceManager:
    """systemd, when it started us with NOTIFY_SOCKET (sd_notify(3)); otherwise nobody."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        place = environ.get("NOTIFY_SOCKET", "")
        # "@" stands for the NUL that opens an abstract address.
        self._place = f"\0{place[1:]}" if place.startswith("@") else place
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) if place else None
        self._watchdog = _watchdog_seconds(environ)

    @property
    def watchdog_seconds(self) -> float | None:
        """How often `alive` is expected at least, halved for safety; None when nobody watches."""
        return None if self._watchdog is None else self._watchdog / 2

    def ready(self) -> None:
        self._tell("READY=1")

    def alive(self) -> None:
        self._tell("WATCHDOG=1")

    def stopping(self) -> None:
        self._tell("STOPPING=1")

    def close(self) -> None:
        """Nothing is told any more."""
        if self._socket is not None:
            self._socket.close()

    def _tell(self, state: str) -> None:
        if self._socket is not None:
            # One that does not listen must hold nothing up; that it hears nothing is its sign.
            with suppress(OSError):
                self._socket.sendto(state.encode("ascii"), socket.MSG_DONTWAIT, self._place)


def _watchdog_seconds(environ: Mapping[str, str]) -> float | None:
    microseconds = environ.get("WATCHDOG_USEC", "")
    return int(microseconds) / 1e6 if microseconds.isascii() and microseconds.isdigit() else None
