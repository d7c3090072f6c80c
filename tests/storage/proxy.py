"""A wire between us and PostgreSQL that can be cut, before or after the server hears a word (F36).

Takes the server's port; gives a port of its own. Never understands more than the one word it listens for.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Wire:
    """`cut_at`: the word of ours at which it is cut, None for never; `heard`: whether the server still gets it."""

    port: int
    cut_at: bytes | None = None
    heard: bool = False
    _pairs: list[socket.socket] = field(default_factory=list)

    def listen_for(self, word: bytes, *, heard: bool) -> None:
        self.cut_at, self.heard = word, heard

    def cut(self) -> None:
        """Both ends see the line go dead."""
        for end in self._pairs:
            end.close() if end.fileno() < 0 else end.shutdown(socket.SHUT_RDWR)
        self._pairs.clear()

    def carry(self, client: socket.socket, server: socket.socket) -> None:
        """Until one end is closed."""
        self._pairs += [client, server]
        back = threading.Thread(target=_pump, args=(server, client), daemon=True)
        back.start()
        try:
            while data := client.recv(65536):
                if self.cut_at is not None and self.cut_at in data:
                    self.cut_at = None
                    if self.heard:
                        # The server answers, and nobody is there to read it.
                        client.shutdown(socket.SHUT_RDWR)
                        server.sendall(data)
                        server.shutdown(socket.SHUT_WR)
                    else:
                        client.shutdown(socket.SHUT_RDWR)
                        server.shutdown(socket.SHUT_RDWR)
                    break
                server.sendall(data)
        except OSError:
            pass
        finally:
            back.join()
            client.close()
            server.close()


def _pump(source: socket.socket, to: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            to.sendall(data)
    except OSError:
        return


@contextmanager
def wire(server_port: int) -> Iterator[Wire]:
    """A wire to the server on loopback, for as long as the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        line = Wire(listener.getsockname()[1])
        carriers: list[threading.Thread] = []

        def accept() -> None:
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                server = socket.create_connection(("127.0.0.1", server_port))
                carrier = threading.Thread(target=line.carry, args=(client, server), daemon=True)
                carriers.append(carrier)
                carrier.start()

        acceptor = threading.Thread(target=accept, daemon=True)
        acceptor.start()
        yield line
        listener.shutdown(socket.SHUT_RDWR)
    acceptor.join()
    for carrier in carriers:
        carrier.join()
