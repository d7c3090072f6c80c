"""A mailbox on either kind of IMAP server, seen from both sides: ours (account and login) and its owner's.

Takes a running FakeImap or Dovecot; gives the same handles for both, so that one test can be run against each.
Never decides anything: what a server does is the server's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from daemon.bell import Bell
from daemon.clock import SystemClock
from daemon.imap import Connected, Failure, FolderState, ImapSession
from daemon.imapsession import Account, connect
from daemon.secrets import Credentials, Password, Secret
from tests.fakes.imap import FakeImap
from tests.servers.dovecot import Dovecot


class World(Protocol):
    """One account on one server."""

    def account(self) -> Account: ...

    def login(self) -> Credentials: ...

    def deliver(self, raw: bytes) -> None: ...

    def mails(self, folder: str = "INBOX") -> list[bytes]: ...

    def flags(self, folder: str = "INBOX") -> list[set[str]]: ...


def account(
    host: str,
    port: int,
    security: str = "none",
    ca_file: Path | None = None,
    max_mail_bytes: int = 1 << 20,
    read_seconds: float = 10.0,
) -> Account:
    """An account with limits that fit a test."""
    return Account(
        host=host,
        port=port,
        security=security,
        ca_file=ca_file,
        connect_seconds=5.0,
        read_seconds=read_seconds,
        max_mail_bytes=max_mail_bytes,
        batch_bytes=1 << 20,
    )


@dataclass(frozen=True, slots=True)
class FakeWorld:
    """On FakeImap."""

    server: FakeImap

    def account(self) -> Account:
        return account(self.server.host, self.server.port)

    def login(self) -> Credentials:
        return Password("support@example.test", Secret(self.server.password))

    def deliver(self, raw: bytes) -> None:
        self.server.deliver(raw)

    def mails(self, folder: str = "INBOX") -> list[bytes]:
        there = self.server.folders[folder]
        return [there.mails[uid].raw for uid in there.uids()]

    def flags(self, folder: str = "INBOX") -> list[set[str]]:
        there = self.server.folders[folder]
        return [there.mails[uid].flags for uid in there.uids()]


@dataclass(frozen=True, slots=True)
class DovecotWorld:
    """On a real Dovecot, with an address of its own."""

    server: Dovecot
    user: str

    def account(self) -> Account:
        return account(self.server.host, self.server.ports.imap)

    def login(self) -> Credentials:
        return Password(self.user, Secret(self.server.password))

    def deliver(self, raw: bytes) -> None:
        self.server.deliver(self.user, raw)

    def mails(self, folder: str = "INBOX") -> list[bytes]:
        return [letter.raw for letter in self.server.mailbox(self.user).letters(folder)]

    def flags(self, folder: str = "INBOX") -> list[set[str]]:
        # Dovecot itself adds \\Recent.
        return [set(letter.flags) - {"\\Recent"} for letter in self.server.mailbox(self.user).letters(folder)]


def session_of(outcome: Connected | Failure) -> ImapSession:
    """The session, or the outcome that came instead as an error of the test."""
    assert isinstance(outcome, Connected), outcome
    return outcome.session


def enter(world: World, stop: Bell) -> ImapSession:
    """Connected and logged in."""
    return session_of(connect(world.account(), world.login(), SystemClock(), stop))


def opened(session: ImapSession, folder: str = "INBOX", *, read_only: bool = False) -> FolderState:
    """The folder's state; it must exist."""
    state = session.open_folder(folder, read_only=read_only)
    assert isinstance(state, FolderState), state
    return state
