"""A wire that breaks at a chosen moment (F36): between a client and a server, on loopback.

Takes the server's port and a word; gives a port that passes everything on until the word goes by, then cuts.
Never changes a byte of what it passes on.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum

from tests.servers.waiting import wait_for

CHUNK = 65536


class Cut(StrEnum):
    """When the wire breaks: the server never gets the word, or it does and the client never hears the answer."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(slots=True)
class Proxy:
    """A running proxy; it cuts once for each `arm`, and is a plain wire until then."""

    port: int
    upstream: int
    cuts: int = 0
    _armed: tuple[bytes, Cut, list[int]] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def arm(self, word: bytes, when: Cut, *, passing: int = 0) -> None:
        """Cut at the client's next chunk that holds `word`, after letting `passing` of them by."""
        with self._lock:
            self._armed = (word, when, [passing])

    def awaits_cut(self) -> None:
        """Until it has cut."""
        wait_for(lambda: self.cuts > 0, what="the cut of the wire")

    def hit(self, chunk: bytes) -> Cut | None:
        """How to cut at this chunk of the client's, if at all."""
        with self._lock:
            if self._armed is None:
                return None
            word, when, left = self._armed
            if word not in chunk:
                return None
            left[0] -= 1
            if left[0] >= 0:
                return None
            self._armed = None
            self.cuts += 1
            return when

    def serve(self, client: socket.socket) -> None:
        """One connection, until either side or a cut ends it."""
        server = socket.create_connection(("127.0.0.1", self.upstream))
        # Set once the word has gone to the server: its answer is swallowed.
        deaf = threading.Event()
        back = threading.Thread(target=_answers, args=(server, client, deaf), daemon=True)
        back.start()
        with client, server:
            self._asks(client, server, deaf)
            # A client that is to hear nothing must not hear of the cut, either, before the server is done.
            back.join(10)

    def _asks(self, client: socket.socket, server: socket.socket, deaf: threading.Event) -> None:
        with suppress(OSError):
            while chunk := client.recv(CHUNK):
                match self.hit(chunk):
                    case Cut.BEFORE:
                        break
                    case Cut.AFTER:
                        deaf.set()
                        server.sendall(chunk)
                        return
                    case None:
                        server.sendall(chunk)
        _hang_up(server)


def _answers(server: socket.socket, client: socket.socket, deaf: threading.Event) -> None:
    with suppress(OSError):
        while chunk := server.recv(CHUNK):
            if deaf.is_set():
                break
            client.sendall(chunk)
    _hang_up(client)
    _hang_up(server)


def _hang_up(side: socket.socket) -> None:
    with suppress(OSError):
        side.shutdown(socket.SHUT_RDWR)


@contextmanager
def proxy(upstream: int) -> Iterator[Proxy]:
    """A wire to a loopback port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        wire = Proxy(listener.getsockname()[1], upstream)
        accepting = threading.Thread(target=_accept, args=(listener, wire), daemon=True)
        accepting.start()
        try:
            yield wire
        finally:
            # Closing alone does not wake a thread that waits in accept.
            _hang_up(listener)
            accepting.join(10)


def _accept(listener: socket.socket, wire: Proxy) -> None:
    with suppress(OSError):
        while True:
            client, _ = listener.accept()
            threading.Thread(target=wire.serve, args=(client,), daemon=True).start()
