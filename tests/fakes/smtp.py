"""A scriptable SMTP server on loopback, in threads: the delivery history is the oracle of I05, I06 and I07.

Takes a script that says what happens at a command (banner and final dot count as commands); gives the port and the
history of every mail it accepted, whether or not it told so. Without a script it is an honest server.
Never sleeps: a hanging server hangs until it is closed.
"""

from __future__ import annotations

import base64
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.servers.certificates import Certificate

CONNECT, DOT = "CONNECT", "."
STAGES = (CONNECT, "EHLO", "AUTH", "MAIL", "RCPT", "DATA", DOT)


@dataclass(frozen=True, slots=True)
class Say:
    """Reply so. A 2xx reply to the final dot accepts the mail."""

    code: int
    text: str


@dataclass(frozen=True, slots=True)
class Raw:
    """Reply these bytes, whatever they are; a mail at the dot is not accepted."""

    octets: bytes


@dataclass(frozen=True, slots=True)
class Close:
    """Hang up without a word. `accept`: the mail at the final dot is kept all the same."""

    accept: bool = False


@dataclass(frozen=True, slots=True)
class Hang:
    """Say nothing more until the server is closed. `accept` as above."""

    accept: bool = False


@dataclass(frozen=True, slots=True)
class WaitFor:
    """Go on as usual once the event is set."""

    event: threading.Event


Action = Say | Raw | Close | Hang | WaitFor


@dataclass(frozen=True, slots=True)
class Command:
    """What the script is asked about. `number`: how many commands of this name the server has seen before."""

    name: str
    argument: str
    number: int
    connection: int


Script = Callable[[Command], Action | None]


@dataclass(frozen=True, slots=True)
class Taken:
    """A mail the server accepted."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    connection: int


def honest(command: Command) -> Action | None:
    """The script of a server that does its job."""
    return None


def once(name: str, *actions: Action) -> Script:
    """The first commands of that name meet these actions, one each; then all is well."""

    def script(command: Command) -> Action | None:
        return actions[command.number] if command.name == name and command.number < len(actions) else None

    return script


def always(name: str, action: Action) -> Script:
    """Every command of that name meets this action."""
    return lambda command: action if command.name == name else None


def recipients(table: Mapping[str, Action]) -> Script:
    """RCPT by address."""

    def script(command: Command) -> Action | None:
        if command.name != "RCPT":
            return None
        return next((action for address, action in table.items() if f"<{address}>" in command.argument), None)

    return script


@dataclass(slots=True)
class FakeSmtp:
    """A running server. `script` may be exchanged while it runs."""

    listener: socket.socket
    script: Script
    users: Mapping[str, str]
    extensions: tuple[str, ...]
    certificate: Certificate | None
    implicit_tls: bool
    history: list[Taken] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    connections: int = 0
    closing: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    open: list[socket.socket] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    def copies(self, recipient: str) -> list[bytes]:
        """Every mail accepted for an address, in order."""
        with self.lock:
            return [taken.raw for taken in self.history if recipient in taken.recipients]

    def seen(self, name: str) -> int:
        """How many commands of that name have come."""
        with self.lock:
            return self.counts[name]

    def serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with self.lock:
                number, self.connections = self.connections, self.connections + 1
                self.open.append(client)
            thread = threading.Thread(target=self._talk, args=(client, number), name=f"fake-smtp-{number}")
            self.threads.append(thread)
            thread.start()

    def _talk(self, client: socket.socket, number: int) -> None:
        with suppress(OSError, ssl.SSLError):
            if self.implicit_tls:
                client = self.wrap(client)
            _Conversation(self, client, number).run()
        _drop(client)

    def wrap(self, client: socket.socket) -> socket.socket:
        assert self.certificate is not None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate.chain, self.certificate.key)
        wrapped = context.wrap_socket(client, server_side=True)
        with self.lock:
            self.open.append(wrapped)
        return wrapped

    def note(self, name: str, argument: str, connection: int) -> Command:
        with self.lock:
            number = self.counts[name]
            self.counts[name] += 1
            return Command(name, argument, number, connection)

    def hang_up(self) -> None:
        """Cut every connection, as a restarted server would; new ones are welcome."""
        with self.lock:
            sockets, self.open = self.open, []
        for client in sockets:
            with suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.closing.set()
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.hang_up()
        for thread in self.threads:
            thread.join(5)


class _HungUpError(Exception):
    """The conversation is over."""


class _Conversation:
    """One connection."""

    def __init__(self, server: FakeSmtp, client: socket.socket, number: int) -> None:
        self._server = server
        self._client = client
        self._number = number
        self._file = client.makefile("rb")
        self._sender = ""
        self._recipients: list[str] = []

    def run(self) -> None:
        try:
            self._step(CONNECT, "", lambda: "220 fake.test ESMTP")
            while line := self._file.readline(8192):
                name, _, argument = line.decode("utf-8").rstrip("\r\n").partition(" ")
                self._command(name.upper(), argument)
        except _HungUpError:
            return
        finally:
            self._file.close()
            _drop(self._client)

    def _command(self, name: str, argument: str) -> None:
        match name:
            case "EHLO":
                self._step(name, argument, self._greeting)
            case "STARTTLS":
                self._step(name, argument, lambda: "220 go ahead")
                self._file.close()
                self._client = self._server.wrap(self._client)
                self._file = self._client.makefile("rb")
            case "AUTH":
                self._step(name, argument, lambda: self._login(argument))
            case "MAIL":
                self._step(name, argument, lambda: self._from(argument))
            case "RCPT":
                self._step(name, argument, lambda: self._to(argument))
            case "DATA":
                if self._step(name, argument, lambda: "354 go ahead" if self._recipients else "503 no recipients"):
                    self._data()
            case "QUIT":
                self._step(name, argument, lambda: "221 bye")
                raise _HungUpError
            case _:
                self._step(name, argument, self._forget)

    def _step(self, name: str, argument: str, usual: Callable[[], str]) -> bool:
        """Do what the script says, or what is usual; True when the reply was a success."""
        action = self._server.script(self._server.note(name, argument, self._number))
        match action:
            case None:
                reply = usual()
            case WaitFor(event=event):
                while not event.wait(0.05):
                    if self._server.closing.is_set():
                        raise _HungUpError
                reply = usual()
            case Say(code=code, text=text):
                reply = f"{code} {text}"
                if 200 <= code < 400:
                    usual()
            case Raw(octets=octets):
                self._client.sendall(octets)
                return False
            case Close(accept=accept) | Hang(accept=accept):
                if accept:
                    usual()
                if isinstance(action, Hang):
                    self._server.closing.wait()
                raise _HungUpError
        self._client.sendall(reply.encode("utf-8") + b"\r\n")
        if reply.startswith("421"):
            raise _HungUpError
        return reply[0] in "23"

    def _greeting(self) -> str:
        lines = ["fake.test", *self._server.extensions]
        if self._server.users:
            lines.append("AUTH PLAIN XOAUTH2")
        if self._server.certificate is not None and not self._server.implicit_tls:
            lines.append("STARTTLS")
        return "\r\n".join([*(f"250-{line}" for line in lines[:-1]), f"250 {lines[-1]}"])

    def _login(self, argument: str) -> str:
        mechanism, _, encoded = argument.partition(" ")
        text = base64.b64decode(encoded).decode("utf-8")
        if mechanism == "PLAIN":
            _, user, secret = text.split("\0")
        else:
            user, secret = text.removeprefix("user=").removesuffix("\x01\x01").split("\x01auth=Bearer ")
        return "235 welcome" if self._server.users.get(user) == secret else "535 5.7.8 wrong password"

    def _from(self, argument: str) -> str:
        self._forget()
        self._sender = _address(argument)
        return "250 sender ok"

    def _to(self, argument: str) -> str:
        self._recipients.append(_address(argument))
        return "250 recipient ok"

    def _forget(self) -> str:
        self._sender, self._recipients = "", []
        return "250 ok"

    def _data(self) -> None:
        lines: list[bytes] = []
        while (line := self._file.readline()) != b".\r\n":
            if not line:
                raise _HungUpError
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        raw = b"".join(lines)
        self._step(DOT, "", lambda: self._accept(raw))
        self._forget()

    def _accept(self, raw: bytes) -> str:
        with self._server.lock:
            taken = Taken(self._sender, tuple(self._recipients), raw, self._number)
            self._server.history.append(taken)
            return f"250 2.0.0 queued as {len(self._server.history)}"


def _drop(client: socket.socket) -> None:
    with suppress(OSError):
        client.shutdown(socket.SHUT_RDWR)
    client.close()


def _address(argument: str) -> str:
    return argument.partition("<")[2].partition(">")[0]


@contextmanager
def fake_smtp(
    script: Script = honest,
    *,
    users: Mapping[str, str] | None = None,
    extensions: Sequence[str] = ("SIZE 50000000",),
    certificate: Certificate | None = None,
    implicit_tls: bool = False,
    host: str = "127.0.0.1",
) -> Iterator[FakeSmtp]:
    """A server that listens while the block runs."""
    listener = socket.create_server((host, 0))
    server = FakeSmtp(listener, script, users or {}, tuple(extensions), certificate, implicit_tls)
    thread = threading.Thread(target=server.serve, name="fake-smtp")
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(5)
