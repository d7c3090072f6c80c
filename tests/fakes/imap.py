"""An IMAP server that does what a test tells it, octet by octet: `FakeImap`, on loopback, in threads.

Takes mails, capabilities and scripts ("answer this command with these octets", "cut the answer after k", "be silent");
gives a port to connect to and, in `lines`, every line a client ever sent.
Speaks enough of RFC 9051 to pass the same tests as a real Dovecot (tests/daemon/test_imap_contract.py), and never more.
"""

from __future__ import annotations

import base64
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

EVERYTHING = ("IMAP4rev1", "IDLE", "MOVE", "UIDPLUS", "AUTH=PLAIN", "AUTH=XOAUTH2")
DELIVERED = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

_SET = re.compile(r"^(\d+|\*)(?::(\d+|\*))?$")


@dataclass(slots=True)
class Stored:
    """A mail in a folder."""

    raw: bytes
    received_at: datetime
    flags: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Folder:
    """A folder; `permanent` are its PERMANENTFLAGS."""

    uidvalidity: int = 1
    uidnext: int = 1
    mails: dict[int, Stored] = field(default_factory=dict)
    permanent: str = "\\Deleted \\Seen \\*"
    read_only: bool = False

    def add(self, raw: bytes, received_at: datetime = DELIVERED, uid: int | None = None) -> int:
        """Put a mail in; its UID."""
        number = self.uidnext if uid is None else uid
        self.mails[number] = Stored(raw, received_at)
        self.uidnext = max(self.uidnext, number + 1)
        return number

    def uids(self) -> list[int]:
        return sorted(self.mails)


@dataclass(slots=True)
class Script:
    """What is done once with the next command that starts with `command`, in place of or to the true answer.

    `reply`: octets to send instead ("TAG" stands for the command's tag), in one segment or several; `cut`: send only so
    many octets, then close; `silent`: from then on send nothing more; `close`: close after the reply; `first`: call
    this before anything is answered.
    """

    command: str
    reply: bytes | tuple[bytes, ...] | None = None
    cut: int | None = None
    silent: bool = False
    close: bool = False
    first: Callable[[], object] | None = None


@dataclass(slots=True)
class FakeImap:
    """A running server. Change its fields between commands as the test needs."""

    port: int
    password: str = "correct-horse"
    greeting: bytes = b"* OK ready\r\n"
    capabilities: tuple[str, ...] = EVERYTHING
    folders: dict[str, Folder] = field(default_factory=lambda: {"INBOX": Folder()})
    scripts: list[Script] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    connections: int = 0
    open: int = 0
    idling: list[Connection] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)

    host = "127.0.0.1"

    @property
    def inbox(self) -> Folder:
        return self.folders["INBOX"]

    def deliver(self, raw: bytes, received_at: datetime = DELIVERED) -> int:
        """A new mail in INBOX; who is idling is told."""
        with self.lock:
            uid = self.inbox.add(raw, received_at)
            for connection in self.idling:
                connection.tell()
        return uid

    def script(self, command: str, **what: object) -> None:
        """Add a `Script`."""
        self.scripts.append(Script(command, **what))  # type: ignore[arg-type] # the test names Script's own fields

    def count(self, command: str) -> int:
        """How many commands of this name came."""
        return sum(line.partition(" ")[2].upper().startswith(command) for line in self.lines)

    def next_script(self, command: str) -> Script | None:
        for script in self.scripts:
            if command.upper().startswith(script.command):
                self.scripts.remove(script)
                return script
        return None


class _HangUpError(Exception):
    """This connection ends now."""


class Connection:
    """One client."""

    def __init__(self, server: FakeImap, channel: socket.socket) -> None:
        self._server = server
        self._channel = channel
        self._lines = channel.makefile("rb")
        self._folder = Folder()
        self._writing = threading.Lock()
        self._left: int | None = None
        self._told = 0
        self._idling = ""

    def serve(self) -> None:
        """Until either side hangs up."""
        try:
            with self._channel, self._lines, suppress(_HangUpError, OSError):
                self.send(self._server.greeting)
                while line := self._line():
                    tag, _, command = line.partition(" ")
                    self._obey(tag, command)
        finally:
            with self._server.lock:
                self._server.open -= 1

    def send(self, octets: bytes) -> None:
        """Write, but never more than a script allows."""
        if self._left is not None:
            octets = octets[: self._left]
            self._left -= len(octets)
        with self._writing, suppress(OSError):
            self._channel.sendall(octets)
        if self._left == 0:
            raise _HangUpError

    def tell(self) -> None:
        """An untagged EXISTS."""
        self._told = len(self._folder.mails)
        self.send(b"* %d EXISTS\r\n" % self._told)

    def hang_up(self) -> None:
        with suppress(OSError):
            self._channel.shutdown(socket.SHUT_RDWR)

    def _line(self) -> str:
        line = self._lines.readline().decode("latin-1").rstrip("\r\n")
        if line:
            self._server.lines.append(line)
        return line

    def _obey(self, tag: str, command: str) -> None:
        if tag == "DONE":
            self.send(f"{self._idling} OK idled\r\n".encode())
            return
        script = self._server.next_script(command)
        if script is None:
            with self._server.lock:
                answer = self._answer(tag, command)
            self.send(answer)
            return
        if script.first is not None:
            script.first()
        self._left = script.cut
        self._idling = tag
        for segment in self._scripted(script, tag, command):
            self.send(segment)
        while script.silent and self._line():
            pass
        if script.close or script.silent:
            raise _HangUpError

    def _scripted(self, script: Script, tag: str, command: str) -> tuple[bytes, ...]:
        match script.reply:
            case None:
                return () if script.silent else (self._answer(tag, command),)
            case bytes(whole):
                return (whole.replace(b"TAG", tag.encode()),)
            case segments:
                return segments

    def _answer(self, tag: str, command: str) -> bytes:
        words = command.split(" ")
        name = words[0].upper()
        if name == "UID":
            name, words = f"UID_{words[1].upper()}", words[1:]
        method = getattr(self, f"_do_{name.lower()}", None)
        if method is None:
            return f"{tag} BAD unknown command\r\n".encode()
        untagged, status = method(tag, words[1:])
        return bytes(untagged) + f"{tag} {status}\r\n".encode()

    # --- not authenticated -------------------------------------------------------------------------

    def _do_capability(self, _: str, __: list[str]) -> tuple[bytes, str]:
        return f"* CAPABILITY {' '.join(self._server.capabilities)}\r\n".encode(), "OK done"

    def _do_login(self, _: str, words: list[str]) -> tuple[bytes, str]:
        return b"", self._login(" ".join(words[1:]).strip('"'))

    def _do_authenticate(self, _: str, words: list[str]) -> tuple[bytes, str]:
        self.send(b"+ \r\n")
        told = self._line().encode()
        with suppress(ValueError):
            told = base64.b64decode(told, validate=True)
        secret = told.split(b"\0")[-1] if words[0] == "PLAIN" else told.rpartition(b"Bearer ")[2].rstrip(b"\1")
        return b"", self._login(secret.decode("utf-8", "replace"))

    def _login(self, secret: str) -> str:
        return "OK in" if secret == self._server.password else f"NO [AUTHENTICATIONFAILED] not with {secret}"

    def _do_logout(self, _: str, __: list[str]) -> tuple[bytes, str]:
        self.send(b"* BYE bye\r\n")
        raise _HangUpError

    # --- folders -----------------------------------------------------------------------------------

    def _do_select(self, tag: str, words: list[str]) -> tuple[bytes, str]:
        untagged, status = self._do_examine(tag, words)
        read_only = self._folder.read_only or not status.startswith("OK")
        return untagged, status if read_only else status.replace("READ-ONLY", "READ-WRITE")

    def _do_examine(self, _: str, words: list[str]) -> tuple[bytes, str]:
        name = " ".join(words).strip('"')
        if name not in self._server.folders:
            return b"", "NO [NONEXISTENT] no such folder"
        self._folder = self._server.folders[name]
        self._told = len(self._folder.mails)
        lines = (
            f"* {len(self._folder.mails)} EXISTS",
            "* 0 RECENT",
            "* FLAGS (\\Answered \\Deleted \\Seen)",
            f"* OK [PERMANENTFLAGS ({self._folder.permanent})] limited",
            f"* OK [UIDVALIDITY {self._folder.uidvalidity}] valid",
            f"* OK [UIDNEXT {self._folder.uidnext}] next",
        )
        return "".join(f"{line}\r\n" for line in lines).encode(), "OK [READ-ONLY] open"

    def _do_create(self, _: str, words: list[str]) -> tuple[bytes, str]:
        self._server.folders[" ".join(words).strip('"')] = Folder()
        return b"", "OK made"

    def _do_noop(self, _: str, __: list[str]) -> tuple[bytes, str]:
        self._told = len(self._folder.mails)
        return f"* {self._told} EXISTS\r\n".encode(), "OK nothing"

    # --- mails -------------------------------------------------------------------------------------

    def _do_uid_search(self, _: str, words: list[str]) -> tuple[bytes, str]:
        if words[0].upper() == "UID":
            found = self._uids(words[1])
        else:
            places = self._folder.uids()
            found = [places[place - 1] for place in _numbers(words[0], list(range(1, len(places) + 1)))]
        return f"* SEARCH {' '.join(map(str, found))}\r\n".encode(), "OK found"

    def _do_uid_fetch(self, _: str, words: list[str]) -> tuple[bytes, str]:
        places = self._folder.uids()
        items = " ".join(words[1:]).strip("()").split(" ")
        answers = [
            b"* %d FETCH (%s)\r\n" % (places.index(uid) + 1, b" ".join(self._item(uid, item) for item in items))
            for uid in self._uids(words[0])
        ]
        return b"".join(answers), "OK fetched"

    def _item(self, uid: int, item: str) -> bytes:
        mail = self._folder.mails[uid]
        match item.upper():
            case "UID":
                return b"UID %d" % uid
            case "RFC822.SIZE":
                return b"RFC822.SIZE %d" % len(mail.raw)
            case "INTERNALDATE":
                return mail.received_at.strftime('INTERNALDATE "%d-%b-%Y %H:%M:%S %z"').encode()
            case "BODY.PEEK[]":
                return b"BODY[] {%d}\r\n" % len(mail.raw) + mail.raw
            case header if header.startswith("BODY.PEEK[HEADER]"):
                block = (mail.raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")[: int(item.rpartition(".")[2][:-1])]
                return b"BODY[HEADER]<0> {%d}\r\n" % len(block) + block
            case other:
                raise AssertionError(f"the fake cannot fetch {other}")

    def _do_uid_store(self, _: str, words: list[str]) -> tuple[bytes, str]:
        for uid in self._uids(words[0]):
            self._folder.mails[uid].flags |= set(" ".join(words[2:]).strip("()").split(" "))
        return b"", "OK stored"

    def _do_uid_copy(self, _: str, words: list[str]) -> tuple[bytes, str]:
        name = " ".join(words[1:]).strip('"')
        if name not in self._server.folders:
            return b"", "NO [TRYCREATE] no such folder"
        for uid in self._uids(words[0]):
            self._server.folders[name].add(self._folder.mails[uid].raw, self._folder.mails[uid].received_at)
        return b"", "OK copied"

    def _do_uid_move(self, tag: str, words: list[str]) -> tuple[bytes, str]:
        uids = self._uids(words[0])
        untagged, status = self._do_uid_copy(tag, words)
        if status.startswith("OK"):
            untagged += self._remove(uids)
        return untagged, status

    def _do_uid_expunge(self, _: str, words: list[str]) -> tuple[bytes, str]:
        deleted = [uid for uid in self._uids(words[0]) if "\\Deleted" in self._folder.mails[uid].flags]
        return self._remove(deleted), "OK gone"

    def _remove(self, uids: list[int]) -> bytes:
        lines = []
        for uid in uids:
            lines.append(b"* %d EXPUNGE\r\n" % (self._folder.uids().index(uid) + 1))
            del self._folder.mails[uid]
        return b"".join(lines)

    def _do_idle(self, _: str, __: list[str]) -> tuple[bytes, str]:
        news = len(self._folder.mails) != self._told
        # One segment, as Dovecot does it.
        self._told = len(self._folder.mails)
        self.send(b"+ idling\r\n" + (b"* %d EXISTS\r\n" % self._told if news else b""))
        self._server.idling.append(self)
        # Deliveries need the lock while we wait.
        self._server.lock.release()
        try:
            line = self._line()
        finally:
            self._server.lock.acquire()
            self._server.idling.remove(self)
        if line != "DONE":
            raise _HangUpError
        return b"", "OK idled"

    def _uids(self, text: str) -> list[int]:
        return _numbers(text, self._folder.uids())


def _numbers(text: str, there: list[int]) -> list[int]:
    """Which of `there` a sequence-set names; "*" is the last, and n:* names it even when it is below n."""
    named: set[int] = set()
    for part in text.split(","):
        found = _SET.match(part)
        assert found is not None, f"the fake cannot read the set {text!r}"
        low, high = (
            (there[-1] if there else 0) if end == "*" else int(end) for end in (found[1], found[2] or found[1])
        )
        named.update(number for number in there if min(low, high) <= number <= max(low, high))
    return sorted(named)


@contextmanager
def fake_imap() -> Iterator[FakeImap]:
    """A server on a free port of loopback, gone with all its threads at the end."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = FakeImap(listener.getsockname()[1])
        clients: list[tuple[threading.Thread, Connection]] = []

        def accept() -> None:
            while True:
                try:
                    channel, _ = listener.accept()
                except OSError:
                    return
                channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                server.connections += 1
                with server.lock:
                    server.open += 1
                connection = Connection(server, channel)
                thread = threading.Thread(target=connection.serve)
                clients.append((thread, connection))
                thread.start()

        acceptor = threading.Thread(target=accept)
        acceptor.start()
        try:
            yield server
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            acceptor.join()
            for thread, connection in clients:
                connection.hang_up()
                thread.join()
