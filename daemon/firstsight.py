"""The first sight of a folder: what lies there is recorded, and becomes tickets only as `start` says.

Takes an open folder that the ledger has not seen whole; gives ledger rows, ignored with reason "before_start", for its
old mails, without fetching any. What is not ignored is left unknown, and so comes in like any new mail.
Never ignores a mail that came after the first sight began, not even when that was broken off and is taken up again.

What is old:
- `start = "all"`: nothing.
- a date: what the server says was delivered on an earlier day, in the server's own zone (as IMAP's SINCE does).
- `"new"`, on a folder never watched before: everything there. The first rows committed hold the highest UID; when the
  first sight is taken up again after a crash, whatever has a higher one came later and is new.
- `"new"`, on a folder that was watched under another UIDVALIDITY: what was delivered more than a day before it was
  first watched. The rest is fetched again and told apart from what is known by its digests (F15): nothing is lost that
  came since the last look, or while the folder was being restored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from daemon import log
from daemon.imap import ImapSession
from daemon.watchports import WatchPorts, delivered_at
from rules.words import IntakeState
from storage import folders, ledger
from storage.crashpoints import crashpoint
from storage.ledger import Arrival, FolderSeen

_WINDOW = 1_000
_ROWS_A_COMMIT = 1_000
# Clocks differ, and what was ignored wrongly would be lost, while what is fetched twice is a duplicate.
_MARGIN = timedelta(days=1)

IsOld = Callable[[int, datetime | None], bool]


class FirstSight:
    """One first sight, from the end of the folder backwards. `exists`: mails in the folder when it was opened."""

    def __init__(
        self, session: ImapSession, ports: WatchPorts, folder: FolderSeen, start: str | date, exists: int
    ) -> None:
        self._session = session
        self._ports = ports
        self._folder = folder
        self._began = ports.clock.now()
        self._exists = self._last = exists
        self._ignored = 0
        self._reached = 0
        self._is_old = self._rule(start)

    def step(self) -> bool:
        """Record one window; True when the first sight is over."""
        if self._is_old is not None and self._last > 0:
            first = max(1, self._last - _WINDOW + 1)
            # Asked whole where it fits, as a later look does (`daemon.position`).
            whole = first == 1 and self._last == self._exists
            self._ignore_old(self._session.uids_from(1) if whole else self._session.uids_at(first, self._last))
            self._last = first - 1
            if self._last > 0:
                return False
        with self._ports.database.transaction() as conn:
            ledger.record_first_sight(conn, self._folder, self._began)
        log.first_sight_over(self._folder.mailbox, self._folder.folder, self._ignored)
        return True

    def _rule(self, start: str | date) -> IsOld | None:
        if start == "all":
            return None
        if isinstance(start, date):
            first_day = start
            return lambda _, told: told is not None and told.date() < first_day
        with self._ports.database.reading() as conn:
            since = folders.watched_since(conn, self._folder.mailbox, self._folder.folder)
            reached = folders.highest_known(conn, self._folder)
        if since is not None:
            return lambda _, told: told is not None and delivered_at(told, self._began) < since - _MARGIN
        self._reached = reached or 0
        return lambda uid, _: uid <= self._reached

    def _ignore_old(self, uids: Sequence[int]) -> None:
        if not uids or self._is_old is None:
            return
        # Windows come from the end: the first one holds the highest.
        self._reached = self._reached or max(uids)
        with self._ports.database.reading() as conn:
            known = ledger.known_uids(conn, self._folder, min(uids), max(uids))
        unknown = sorted(set(uids) - known, reverse=True)
        dates = self._session.dates(unknown)
        old = [uid for uid in unknown if self._is_old(uid, dates.get(uid))]
        for start in range(0, len(old), _ROWS_A_COMMIT):
            rows = [self._ignored_row(uid, dates.get(uid)) for uid in old[start : start + _ROWS_A_COMMIT]]
            crashpoint("intake.before_record")
            with self._ports.database.transaction() as conn:
                ledger.record(conn, rows, self._ports.clock.now())
            crashpoint("intake.after_record")
            self._ignored += len(rows)

    def _ignored_row(self, uid: int, told: datetime | None) -> Arrival:
        return Arrival(
            folder=self._folder,
            uid=uid,
            received_at=delivered_at(told, self._began),
            size=0,
            packed=b"",
            # No digest: nothing was fetched, so nothing may ever be taken for its twin.
            raw_sha256="",
            content_sha256="",
            message_id=None,
            state=IntakeState.IGNORED,
            reason="before_start",
            may_answer=False,
        )


def begin(
    session: ImapSession, ports: WatchPorts, folder: FolderSeen, start: str | date, exists: int
) -> FirstSight | None:
    """The first sight that is still to be made; None for a folder that was seen."""
    with ports.database.reading() as conn:
        if not ledger.first_sight(conn, folder):
            return None
    return FirstSight(session, ports, folder, start, exists)
