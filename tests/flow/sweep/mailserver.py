"""An IMAP account in memory, behind the poller's own port: what it served, and what was done to it, for the oracle.

Takes mails; gives sessions (`daemon.imap.ImapSession`). Remembers every mail it ever held, by UIDVALIDITY and UID, and
for every mail that was moved or marked whether its ledger row was committed by then.
Never opens a socket; the bytes of the protocol are tested elsewhere (tests/daemon).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from daemon.bell import Bell
from daemon.imap import Connected, FolderMissing, FolderState, Listed, SessionLostError, Told, Unreachable

INBOX = "INBOX"
_HEADER_END = b"\r\n\r\n"

Key = tuple[int, int]


@dataclass(slots=True)
class Stored:
    """A mail in a folder."""

    raw: bytes
    received_at: datetime
    keywords: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Folder:
    """A folder in its present life."""

    uidvalidity: int = 1
    next_uid: int = 1
    mails: dict[int, Stored] = field(default_factory=dict)

    def put(self, raw: bytes, received_at: datetime) -> int:
        uid, self.next_uid = self.next_uid, self.next_uid + 1
        self.mails[uid] = Stored(raw, received_at)
        return uid


@dataclass(frozen=True, slots=True)
class Touched:
    """A deed on a mail of the inbox. `recorded`: whether its ledger row was committed before."""

    key: Key
    told: Told
    recorded: bool


class MailServer:
    """One account. `recorded(uidvalidity, uid)`: whether the ledger holds this delivery, asked at each deed."""

    def __init__(self, recorded: Callable[[int, int], bool]) -> None:
        self._recorded = recorded
        self.folders: dict[str, Folder] = {INBOX: Folder()}
        self.held: dict[Key, bytes] = {}
        self.expunged: set[Key] = set()
        self.touched: list[Touched] = []
        self.open_sessions = 0
        self.lost_after: int | None = None

    @property
    def inbox(self) -> Folder:
        return self.folders[INBOX]

    def deliver(self, raw: bytes, received_at: datetime) -> Key:
        """A mail for us."""
        key = (self.inbox.uidvalidity, self.inbox.put(raw, received_at))
        self.held[key] = raw
        return key

    def expunge(self, uid: int) -> None:
        """Its owner deletes a mail."""
        del self.inbox.mails[uid]
        self.expunged.add((self.inbox.uidvalidity, uid))

    def begin_new_life(self) -> None:
        """F15: the folder is recreated with what lay in it, in another order, so that old UIDs name other mails."""
        there = self.inbox
        reborn = Folder(there.uidvalidity + 1)
        for _, mail in sorted(there.mails.items(), reverse=True):
            uid = reborn.put(mail.raw, mail.received_at)
            self.held[reborn.uidvalidity, uid] = mail.raw
        self.folders[INBOX] = reborn

    def lose_session_after(self, calls: int) -> None:
        """The connection breaks in the middle of a call, so many calls from now."""
        self.lost_after = calls

    def dial(self, stop: Bell) -> Connected:
        """A logged-in session."""
        self.open_sessions += 1
        return Connected(Session(self))

    def touch(self, uids: Sequence[int], told: Told) -> None:
        life = self.inbox.uidvalidity
        self.touched += [Touched((life, uid), told, self._recorded(life, uid)) for uid in uids]

    def called(self) -> None:
        """One command: the connection may end with it."""
        if self.lost_after is None:
            return
        self.lost_after -= 1
        if self.lost_after <= 0:
            self.lost_after = None
            raise SessionLostError(Unreachable("the connection was cut"))


class Session:
    """`ImapSession` on the account."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._life = 0
        self._closed = False

    def open_folder(self, folder: str, *, read_only: bool) -> FolderState | FolderMissing:
        self._server.called()
        there = self._server.folders.get(folder)
        if there is None:
            return FolderMissing(folder)
        self._life = there.uidvalidity
        return FolderState(there.uidvalidity, len(there.mails), read_only, frozenset(), any_keyword=True)

    def uids_at(self, first: int, last: int) -> list[int]:
        return sorted(self._mails())[first - 1 : last]

    def uids_from(self, lowest: int) -> list[int]:
        return [uid for uid in sorted(self._mails()) if uid >= lowest]

    def list_mails(self, uids: Sequence[int]) -> dict[int, Listed]:
        return {uid: Listed(len(mail.raw), mail.received_at) for uid, mail in self._chosen(uids).items()}

    def dates(self, uids: Sequence[int]) -> dict[int, datetime]:
        return {uid: mail.received_at for uid, mail in self._chosen(uids).items()}

    def fetch(self, uids: Sequence[int]) -> dict[int, bytes]:
        return {uid: mail.raw for uid, mail in self._chosen(uids).items()}

    def fetch_headers(self, uid: int) -> bytes | None:
        mail = self._chosen([uid]).get(uid)
        return None if mail is None else mail.raw.partition(_HEADER_END)[0] + _HEADER_END

    def move(self, uids: Sequence[int], folder: str) -> Told:
        chosen = self._chosen(uids)
        target = self._server.folders.setdefault(folder, Folder())
        self._server.touch(list(chosen), Told.MOVED)
        for uid, mail in chosen.items():
            target.put(mail.raw, mail.received_at)
            del self._server.inbox.mails[uid]
        return Told.MOVED

    def mark(self, uids: Sequence[int], keyword: str) -> Told:
        chosen = self._chosen(uids)
        self._server.touch(list(chosen), Told.MARKED)
        for mail in chosen.values():
            mail.keywords.add(keyword)
        return Told.MARKED

    def can_idle(self) -> bool:
        return False

    def refresh(self) -> None:
        self._server.called()

    def idle(self, seconds: float, bells: Sequence[Bell]) -> bool:
        return False

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._server.open_sessions -= 1

    def _mails(self) -> dict[int, Stored]:
        """What lies in the open folder; a folder that was recreated meanwhile ends the session, as Dovecot does."""
        self._server.called()
        if self._server.inbox.uidvalidity != self._life:
            raise SessionLostError(Unreachable("the folder was recreated"))
        return self._server.inbox.mails

    def _chosen(self, uids: Sequence[int]) -> dict[int, Stored]:
        there = self._mails()
        return {uid: there[uid] for uid in uids if uid in there}
