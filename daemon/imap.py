"""What the poller says to an IMAP server, as a narrow port, and what may come of it.

Takes nothing: it declares `ImapSession` and the outcomes of connecting and opening, as values.
Gives `SessionLostError` too, which every method of a session may raise, with the outcome in it: an established session
that broke is to be thrown away. Never talks to a server itself: `daemon.imapsession` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from daemon.bell import Bell

HIGHEST_UID = (1 << 32) - 1

# --- outcomes --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LoginRefused:
    """The credentials are wrong, or there are none. `detail` never holds a word of the server's or of a secret."""

    detail: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No connection, or it broke, or the server cannot at the moment."""

    detail: str


@dataclass(frozen=True, slots=True)
class CertificateInvalid:
    """Whoever answers cannot prove to be the server (A72)."""

    detail: str


@dataclass(frozen=True, slots=True)
class Insecure:
    """The connection cannot be encrypted, or somebody meddled with its start (A71)."""

    detail: str


@dataclass(frozen=True, slots=True)
class FolderMissing:
    """The account has no such folder, or we may not open it."""

    detail: str


@dataclass(frozen=True, slots=True)
class Garbage:
    """What the server says is not IMAP."""

    detail: str


@dataclass(frozen=True, slots=True)
class NoSecret:
    """There is nothing to log in with: a file that cannot be read, or `token_command` failed. Nobody was asked."""

    detail: str


Failure = NoSecret | LoginRefused | Unreachable | CertificateInvalid | Insecure | FolderMissing | Garbage


@dataclass(frozen=True, slots=True)
class Connected:
    """Logged in; no folder is open yet."""

    session: ImapSession


class SessionLostError(Exception):
    """The session is over; `outcome` says why. Whatever it was doing did not happen, or will show at the next look."""

    def __init__(self, outcome: Unreachable | Garbage) -> None:
        super().__init__(outcome.detail)
        self.outcome = outcome


class Told(StrEnum):
    """What became of telling the server that a mail is recorded; kept in the ledger."""

    MOVED = "moved"
    MARKED = "marked"
    LEFT = "left"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FolderState:
    """An open folder. `exists`: mails in it. `keywords`: what may be set, lower case; `any_keyword`: or anything."""

    uidvalidity: int
    exists: int
    read_only: bool
    keywords: frozenset[str]
    any_keyword: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A mail as the server announces it, before its bytes. Its true size is the length of what is fetched (F14)."""

    size: int
    received_at: datetime | None


class ImapSession(Protocol):
    """One logged-in connection. Every method may raise SessionLostError."""

    def open_folder(self, folder: str, *, read_only: bool) -> FolderState | FolderMissing:
        """SELECT, or EXAMINE where nothing shall change. A folder that turns out to be read-only is opened as that."""

    def uids_at(self, first: int, last: int) -> list[int]:
        """The UIDs of the mails at these places (sequence numbers, 1 to `exists`) of the open folder."""

    def uids_from(self, lowest: int) -> list[int]:
        """The UIDs from `lowest` upwards."""

    def list_mails(self, uids: Sequence[int]) -> dict[int, Listed]:
        """Size and date; a UID that is no longer there is left out (F17)."""

    def dates(self, uids: Sequence[int]) -> dict[int, datetime]:
        """When they were delivered, as the server has it, in its own zone."""

    def fetch(self, uids: Sequence[int]) -> dict[int, bytes]:
        """Whole mails; one that the server did not give is left out (F14)."""

    def fetch_headers(self, uid: int) -> bytes | None:
        """The header block, cut at 256 KiB; None when the server did not give it."""

    def move(self, uids: Sequence[int], folder: str) -> Told:
        """Into `folder`, which is made when it is missing; LEFT when the server lacks what that takes (F19)."""

    def mark(self, uids: Sequence[int], keyword: str) -> Told:
        """Set a keyword; LEFT when the folder takes none."""

    def can_idle(self) -> bool:
        """Whether `idle` is of use."""

    def refresh(self) -> None:
        """NOOP: lets the server tell what is new, without which some do not show it."""

    def idle(self, seconds: float, bells: Sequence[Bell]) -> bool:
        """IDLE until the server has news (True), a bell rings or the time is over."""

    def close(self) -> None:
        """End the connection, whatever state it is in. Raises nothing."""
