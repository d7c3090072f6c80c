"""From UIDs to ledger rows: sizes first, then whole mails in batches bounded by count and bytes, then one commit.

Takes the UIDs that are not in the ledger; gives rows with raw bytes, committed, and says that mails arrived.
Never holds more than a batch, never fetches a mail over the limit (only its headers, "oversize"), and never stores one
of which a single octet is missing: a session that breaks stores nothing (F13).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from daemon import log
from daemon.imap import ImapSession, Listed, SessionLostError
from daemon.misses import Misses
from daemon.settings import MailboxSettings
from daemon.watchports import WatchPorts, delivered_at
from parsers.digest import fingerprint, raw_sha256
from rules.words import IntakeState
from storage import ledger
from storage.crashpoints import crashpoint
from storage.ledger import Arrival, FolderSeen

_LISTED_AT_ONCE = 200
_HEADER_END = b"\r\n\r\n"

Announced = tuple[int, Listed]


class Gatherer:
    """Of one life of a folder, while one session lasts."""

    def __init__(
        self,
        settings: MailboxSettings,
        session: ImapSession,
        folder: FolderSeen,
        ports: WatchPorts,
        misses: Misses,
    ) -> None:
        self._settings = settings
        self._session = session
        self._folder = folder
        self._ports = ports
        self._misses = misses
        self._unlisted: deque[int] = deque()
        self._listed: deque[Announced] = deque()

    def add(self, uids: Sequence[int]) -> None:
        """These are to be fetched; those that were missed a moment ago have to wait."""
        self._unlisted.extend(uid for uid in uids if not self._misses.rests(uid))

    def busy(self) -> bool:
        """Whether anything is left to fetch."""
        return bool(self._unlisted or self._listed)

    def step(self) -> None:
        """Fetch and record one batch; SessionLostError, and then nothing of it is stored."""
        if not self._listed:
            self._list_some()
        if not self._listed:
            return
        uid, listed = self._listed[0]
        if listed.size > self._settings.max_mail_bytes or self._misses.headers_only(uid):
            self._fetch([self._listed[0]], self._headers)
        else:
            self._fetch(self._batch(), self._whole)

    def _list_some(self) -> None:
        some = [self._unlisted[place] for place in range(min(_LISTED_AT_ONCE, len(self._unlisted)))]
        listed = self._session.list_mails(some)
        for uid in some:
            self._unlisted.popleft()
            if uid in listed:
                self._listed.append((uid, listed[uid]))
            else:
                self._misses.not_given(uid)

    def _batch(self) -> list[Announced]:
        """The head of what is listed, as far as one batch goes; a mail under suspicion goes alone."""
        batch: list[Announced] = []
        octets = 0
        for uid, listed in self._listed:
            octets += listed.size
            if batch and (
                len(batch) == self._settings.batch_count
                or octets > self._settings.batch_bytes
                or listed.size > self._settings.max_mail_bytes
                or self._misses.alone(uid)
            ):
                break
            batch.append((uid, listed))
            if self._misses.alone(uid):
                break
        return batch

    def _fetch(self, batch: list[Announced], fetch: Callable[[list[Announced]], list[Arrival]]) -> None:
        """Fetch, record, and only then forget that they were wanted: a database that fails now gets them again."""
        uids = [uid for uid, _ in batch]
        began = self._ports.clock.monotonic()
        try:
            arrivals = fetch(batch)
        except SessionLostError:
            self._misses.session_lost(uids)
            raise
        intakes = self._record(arrivals) if arrivals else []
        for _ in batch:
            self._listed.popleft()
        came = {arrival.uid for arrival in arrivals}
        self._misses.came(came)
        for uid in uids:
            if uid not in came:
                self._misses.not_given(uid)
        if intakes:
            octets = sum(arrival.size for arrival in arrivals)
            milliseconds = (self._ports.clock.monotonic() - began) * 1000
            log.mails_recorded(self._settings.name, intakes, octets, milliseconds)
            self._ports.arrived()

    def _whole(self, batch: list[Announced]) -> list[Arrival]:
        raws = self._session.fetch([uid for uid, _ in batch])
        return [self._arrival(uid, listed, raws[uid]) for uid, listed in batch if _given(raws.get(uid), listed)]

    def _headers(self, batch: list[Announced]) -> list[Arrival]:
        ((uid, listed),) = batch
        header = self._session.fetch_headers(uid)
        return [] if header is None else [self._oversize(uid, listed, header)]

    def _arrival(self, uid: int, listed: Listed, raw: bytes) -> Arrival:
        if len(raw) > self._settings.max_mail_bytes:
            # The announced size was wrong.
            return self._oversize(
                uid, Listed(len(raw), listed.received_at), raw.partition(_HEADER_END)[0] + _HEADER_END
            )
        return self._row(uid, listed, raw, len(raw), None)

    def _oversize(self, uid: int, listed: Listed, header: bytes) -> Arrival:
        return self._row(uid, listed, header, listed.size, "oversize")

    def _row(self, uid: int, listed: Listed, raw: bytes, size: int, reason: str | None) -> Arrival:
        known_by = fingerprint(raw)
        return Arrival(
            folder=self._folder,
            uid=uid,
            received_at=delivered_at(listed.received_at, self._ports.clock.now()),
            size=size,
            packed=ledger.pack(raw),
            raw_sha256=raw_sha256(raw),
            content_sha256=known_by.content_sha256,
            message_id=known_by.message_id,
            state=IntakeState.RECEIVED,
            reason=reason,
            may_answer=True,
        )

    def _record(self, arrivals: list[Arrival]) -> list[int]:
        crashpoint("intake.before_record")
        with self._ports.database.transaction() as conn:
            intakes = ledger.record(conn, arrivals, self._ports.clock.now())
            if self._settings.after == "leave":
                ledger.server_action_done(conn, intakes, "left")
        crashpoint("intake.after_record")
        return intakes


def _given(raw: bytes | None, listed: Listed) -> bool:
    """Whether the mail came: no answer is none, and nor is an empty one for a mail that has a size (F14)."""
    return bool(raw) or (raw is not None and listed.size == 0)
