"""The octets between us and an IMAP server: imaplib's connection, with every read and write bounded.

Takes an address, a TLS context, limits and a bell that ends any wait; gives lines and literals to imaplib.
Raises `TooMuchError` and `CutOffError` (both imaplib's `abort`) on whatever is too long, too slow or cut off (F13, F20,
A73), and `InsecureError` when the connection cannot be made safe (A71). The connection is then to be thrown away.
Never reads a literal before its length was checked, and never sends a line that is not exactly one line (A33).

Replaces only what imaplib declares replaceable (open, read, readline, send, shutdown) and `_command`, through which
every command passes.
"""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daemon.bell import Bell, ready
from daemon.clock import Clock
from daemon.connecting import Patience, encrypt, reach

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_LINE_END = b"\r\n"
_UNSAFE = (b"\r", b"\n", b"\0")
_RECEIVE = 1 << 16
# What the next command still needs from earlier answers; the rest would only pile up (one EXISTS for each new mail).
_KEPT = frozenset({"BYE", "CAPABILITY", "PREAUTH", "READ-ONLY"})

abort = imaplib.IMAP4.abort


class CutOffError(abort):
    """The connection ended or fell silent."""


class TooMuchError(abort):
    """The server sends more than it may."""


@dataclass(frozen=True, slots=True)
class WireLimits:
    """`connect_seconds`, `read_seconds`: until connected, and of silence; `command_seconds`: one command in all, and
    `bulk_seconds` one that fetches.

    `line_octets`, `literal_octets`, `command_octets`: one line, one literal, and everything one command is answered.
    """

    connect_seconds: float
    read_seconds: float
    command_seconds: float
    bulk_seconds: float
    line_octets: int
    literal_octets: int
    command_octets: int


class InsecureError(Exception):
    """The server wants to talk in the clear, or somebody in between does."""


class UnsafeCommandError(Exception):
    """A bug of ours: a command would have been more than one line."""


class Wire(imaplib.IMAP4):
    """One connection. `context`: TLS from the first octet; None for STARTTLS (see `secure`) or none at all."""

    def __init__(
        self, host: str, port: int, context: ssl.SSLContext | None, limits: WireLimits, clock: Clock, stop: Bell
    ) -> None:
        self._context = context
        self._limits = limits
        self._clock = clock
        self._stop = stop
        self._received = bytearray()
        self._scanned = 0
        self.fresh_allowance()
        super().__init__(host, port, limits.connect_seconds)

    # --- what imaplib lets one replace -------------------------------------------------------------

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        """Connect, and shake hands when TLS comes first. OSError, ssl.SSLError."""
        self.host, self.port = host, port
        patience = self._patience(timeout)
        self.sock = reach(host, port, patience)
        if self._context is not None:
            self.sock = encrypt(self.sock, self._context, host, patience)
        self.sock.settimeout(self._limits.read_seconds)

    def read(self, size: int) -> bytes:
        """A literal, whole or not at all."""
        if size > self._limits.literal_octets:
            raise TooMuchError("the server sends a literal larger than it may")
        while len(self._received) < size:
            self._receive()
        return self._take(size)

    def readline(self) -> bytes:
        """One line with its end."""
        while (end := self._received.find(b"\n", self._scanned)) < 0:
            self._scanned = len(self._received)
            if self._scanned > self._limits.line_octets:
                raise TooMuchError("the server sends a line without end")
            self._receive()
        return self._take(end + 1)

    def send(self, data: ReadableBuffer) -> None:
        """One line, or the answer to a continuation. UnsafeCommandError for anything else."""
        octets = bytes(memoryview(data))
        body = octets.removesuffix(_LINE_END)
        if any(octet in body for octet in _UNSAFE):
            raise UnsafeCommandError("a command holds a line end or NUL")
        self.sock.sendall(octets)

    def shutdown(self) -> None:
        """Close at once."""
        self.sock.close()

    def _command(self, name: str, *args: object) -> bytes:
        for kind in [kind for kind in self.untagged_responses if kind not in _KEPT]:
            del self.untagged_responses[kind]
        self.fresh_allowance(bulk="FETCH" in args)
        tag: bytes = super()._command(name, *args)  # type: ignore[misc] # private, and the only way every command goes
        return tag

    # --- what we add -------------------------------------------------------------------------------

    def fresh_allowance(self, *, bulk: bool = False) -> None:
        """What comes from here on belongs to a new command."""
        self._octets_left = self._limits.command_octets
        seconds = self._limits.bulk_seconds if bulk else self._limits.command_seconds
        self._deadline = self._clock.monotonic() + seconds

    def secure(self, context: ssl.SSLContext) -> None:
        """STARTTLS (RFC 9051 6.2.1): what was said in the clear is forgotten, what was smuggled in is refused."""
        if "STARTTLS" not in self.capabilities:
            raise InsecureError("the server does not offer STARTTLS")
        kind, _ = self._simple_command("STARTTLS")
        if kind != "OK":
            raise InsecureError("the server refuses STARTTLS")
        if self._received:
            raise InsecureError("the server sent more than its answer before TLS began")
        self.untagged_responses.clear()
        self.sock = encrypt(self.sock, context, self.host, self._patience(None))
        self.sock.settimeout(self._limits.read_seconds)
        self._get_capabilities()

    def wait(self, seconds: float, bells: Sequence[Bell]) -> bool:
        """Whether the server has something to say, waiting at most `seconds` or until a bell rings."""
        if self._received or self._pending():
            return True
        descriptors = [self.sock.fileno(), *(bell.fileno() for bell in bells)]
        return self.sock.fileno() in ready(descriptors, seconds)

    def _patience(self, seconds: float | None) -> Patience:
        seconds = self._limits.connect_seconds if seconds is None else seconds
        return Patience(self._clock, self._clock.monotonic() + seconds, self._stop)

    def _receive(self) -> None:
        """At least one more octet, in time and within the allowance."""
        seconds = min(self._limits.read_seconds, self._deadline - self._clock.monotonic())
        if not self.wait_for_more(seconds):
            raise CutOffError("the server is silent" if not self._stop.rings() else "we are stopping")
        piece = self.sock.recv(_RECEIVE)
        if not piece:
            raise CutOffError("the server closed the connection")
        self._octets_left -= len(piece)
        if self._octets_left < 0:
            raise TooMuchError("the server sends more than the command can want")
        self._received += piece

    def wait_for_more(self, seconds: float) -> bool:
        """As `wait`, but for octets that are not here yet, and only stopping ends it early."""
        if seconds <= 0 or self._stop.rings():
            return False
        return self._pending() or self.sock.fileno() in ready([self.sock.fileno(), self._stop.fileno()], seconds)

    def _pending(self) -> bool:
        return isinstance(self.sock, ssl.SSLSocket) and self.sock.pending() > 0

    def _take(self, count: int) -> bytes:
        taken = bytes(memoryview(self._received)[:count])
        del self._received[:count]
        self._scanned = 0
        return taken
