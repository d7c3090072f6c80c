"""Which mails of an open folder are not in the ledger yet: always a set difference, never a mark alone (F15, F16).

Takes a session and the ledger; gives UIDs, a window at a time, so that a folder of 200,000 mails needs neither a line
longer than a server may send nor much memory.
Never asks for \\Seen, a date or UIDNEXT.

A whole look goes through the folder by places (sequence numbers): they are dense, where UIDs may have gaps of
millions. A quick look asks only for UIDs above the highest that was listed; it is a saving and no more, since a whole
look follows after every connect, every ten minutes, and instead of it wherever the folder is small. Should another
client delete mails between two windows, places shift and a mail can be passed over: the next whole look finds it.
"""

from __future__ import annotations

from daemon.imap import ImapSession
from storage import ledger
from storage.database import Database
from storage.ledger import FolderSeen

WINDOW = 20_000


class Position:
    """Of one life of a folder, while one session lasts. `window`: mails listed in one command."""

    def __init__(self, session: ImapSession, database: Database, folder: FolderSeen, window: int = WINDOW) -> None:
        self._session = session
        self._database = database
        self._folder = folder
        self._window = window
        self._next = 1
        self._exists = 0
        self._highest = 0

    def begin(self, exists: int) -> None:
        """Start a whole look at a folder that holds `exists` mails."""
        self._next, self._exists = 1, exists

    def unfinished(self) -> bool:
        """Whether the whole look has windows left."""
        return self._next <= self._exists

    def next_window(self) -> list[int]:
        """The unknown UIDs of the next window, ascending."""
        last = min(self._next + self._window - 1, self._exists)
        # Asked whole where it fits: some servers take places for UIDs when a UID SEARCH names them.
        whole = self._exists <= self._window
        uids = self._session.uids_from(1) if whole else self._session.uids_at(self._next, last)
        self._next = last + 1
        return self._new(uids)

    def above(self) -> list[int]:
        """A quick look: the unknown UIDs above the highest one listed so far, ascending."""
        return self._new(self._session.uids_from(self._highest + 1))

    def _new(self, uids: list[int]) -> list[int]:
        if not uids:
            return []
        self._highest = max(self._highest, *uids)
        with self._database.reading() as conn:
            known = ledger.known_uids(conn, self._folder, min(uids), max(uids))
        return sorted(set(uids) - known)
