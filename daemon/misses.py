"""Mails that a server lists and does not give: how often that happened, and when to ask again (F14, F17).

Takes UIDs that were missed, that came, and that are still listed; gives which to leave alone for a while, which to
fetch alone, and of which to believe only the headers.
Never forgets one that is still listed, and never lets one hold up the others. It lasts as long as the process: after a
restart everything unknown is simply asked for again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from daemon import log
from daemon.clock import Clock
from daemon.watchports import Alarms

ALARM_AT = 3
_CODE = "imap_not_fetched"
_REST_SECONDS, _LONGEST_REST_SECONDS = 30.0, 3600.0


@dataclass(slots=True)
class _Miss:
    """`broke`: how often the session was lost while this mail, alone, was being fetched."""

    times: int
    broke: int
    rests_until: float


class Misses:
    """Of one mailbox, in one life of its folder."""

    def __init__(self, mailbox: str, clock: Clock, alarms: Alarms) -> None:
        self._mailbox = mailbox
        self._clock = clock
        self._alarms = alarms
        self._missed: dict[int, _Miss] = {}
        self._suspects: set[int] = set()
        self._met: set[int] = set()

    def not_given(self, uid: int) -> None:
        """The server answered, but not with this mail."""
        miss = self._count(uid)
        log.mail_not_fetched(self._mailbox, uid, miss.times)

    def session_lost(self, uids: list[int]) -> None:
        """The session broke while these were being fetched: one of them may be why, so each is fetched alone."""
        if len(uids) == 1:
            self._count(uids[0]).broke += 1
        self._suspects.update(uids)

    def came(self, uids: Iterable[int]) -> None:
        """These are in the ledger now."""
        for uid in uids:
            self._missed.pop(uid, None)
            self._suspects.discard(uid)
        self._clear_alarm()

    def begin_look(self) -> None:
        """A whole look at the folder begins."""
        self._met = set()

    def still_listed(self, uids: Iterable[int]) -> None:
        """These, of one window of the look, are listed and unknown. Only those that were missed are remembered."""
        self._met.update(uid for uid in uids if uid in self._missed or uid in self._suspects)

    def end_look(self) -> None:
        """What was missed and is no longer listed has been deleted by its owner."""
        self._missed = {uid: miss for uid, miss in self._missed.items() if uid in self._met}
        self._suspects &= self._met
        self._clear_alarm()

    def rests(self, uid: int) -> bool:
        """Whether it is too early to ask for it again."""
        miss = self._missed.get(uid)
        return miss is not None and miss.rests_until > self._clock.monotonic()

    def alone(self, uid: int) -> bool:
        """Whether it is to be fetched by itself."""
        return uid in self._suspects or uid in self._missed

    def headers_only(self, uid: int) -> bool:
        """Whether fetching it whole broke the session so often that only its headers are asked for."""
        miss = self._missed.get(uid)
        return miss is not None and miss.broke >= ALARM_AT

    def _count(self, uid: int) -> _Miss:
        miss = self._missed.setdefault(uid, _Miss(0, 0, 0.0))
        rest = min(_LONGEST_REST_SECONDS, _REST_SECONDS * 2 ** min(miss.times, 10))
        miss.times += 1
        miss.rests_until = self._clock.monotonic() + rest
        if miss.times >= ALARM_AT:
            self._alarms.sound(_CODE, self._mailbox, f"UID {uid}, asked for {miss.times} times")
        return miss

    def _clear_alarm(self) -> None:
        if all(miss.times < ALARM_AT for miss in self._missed.values()):
            self._alarms.clear(_CODE, self._mailbox)
