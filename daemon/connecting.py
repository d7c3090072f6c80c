"""Getting a connected, encrypted socket, in bounded time and ended at once by a bell.

Takes host, port, TLS context and a bell; gives a socket. Raises OSError, ssl.SSLError and TimeoutError.
Never sends or reads anything but the TLS handshake. Only the name's look-up cannot be interrupted.
"""

from __future__ import annotations

import os
import select
import socket
import ssl
from dataclasses import dataclass

from daemon.bell import Bell
from daemon.clock import Clock


@dataclass(frozen=True, slots=True)
class Patience:
    """Until when to wait (on the monotonic clock), and the bell that ends the wait."""

    clock: Clock
    deadline: float
    stop: Bell

    def wait(self, sock: socket.socket, event: int) -> None:
        """Until `sock` is ready for `event`; TimeoutError when the time is over or the bell rings."""
        poller = select.poll()
        poller.register(sock, event)
        poller.register(self.stop, select.POLLIN)
        ready = poller.poll(max(0.0, self.deadline - self.clock.monotonic()) * 1000)
        if sock.fileno() not in (descriptor for descriptor, _ in ready) or self.stop.rings():
            raise TimeoutError


def reach(host: str, port: int, patience: Patience) -> socket.socket:
    """A TCP connection to the first of the host's addresses that answers."""
    failure: OSError = OSError("the name has no address")
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        sock = socket.socket(family, kind, protocol)
        try:
            sock.setblocking(False)
            _connect(sock, address, patience)
        except OSError as error:
            sock.close()
            failure = error
        else:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return sock
    raise failure


def encrypt(sock: socket.socket, context: ssl.SSLContext, host: str, patience: Patience) -> ssl.SSLSocket:
    """Shake hands, and check the certificate as `context` says. On failure the socket is closed."""
    secured = context.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
    try:
        secured.setblocking(False)
        while True:
            try:
                secured.do_handshake()
            except ssl.SSLWantReadError:
                patience.wait(secured, select.POLLIN)
            except ssl.SSLWantWriteError:
                patience.wait(secured, select.POLLOUT)
            else:
                return secured
    except BaseException:
        secured.close()
        raise


def _connect(sock: socket.socket, address: tuple[object, ...], patience: Patience) -> None:
    try:
        sock.connect(address)
    except BlockingIOError:
        patience.wait(sock, select.POLLOUT)
        failure = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if failure:
            raise OSError(failure, os.strerror(failure)) from None
