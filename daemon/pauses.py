"""When sending rests, for everybody or for one mailbox's sender, and who is told.

Takes troubles and successes; gives whose mails are not to be claimed now, and for how long.
Never decides about a mail: those stay in the outbox meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass

from daemon import log
from daemon.alerts import Alerts
from daemon.backoff import pause_seconds
from daemon.chance import Chance
from daemon.clock import Clock
from daemon.delivery import Trouble

EVERYBODY = ""  # no mailbox has this name
_CODES = (
    "smtp_secret_missing",
    "smtp_unreachable",
    "smtp_refused",
    "smtp_login_refused",
    "smtp_sender_refused",
    "smtp_certificate",
)
# Tried again soon, for who gives tokens may be back in a moment; a file that is missing will not be (F40).
_TOLD_AT_ONCE = frozenset({"smtp_secret_missing"})
# F27: a server that is away for a moment is nobody's business.
_ALARM_AFTER_SECONDS = 300.0


@dataclass(slots=True)
class _Pause:
    """Until when sending rests (monotonic); since when, and how often in a row, it went wrong."""

    until: float
    since: float
    failures: int


class Pauses:
    """Keyed by mailbox, or EVERYBODY."""

    def __init__(self, clock: Clock, chance: Chance, alerts: Alerts) -> None:
        self._clock = clock
        self._chance = chance
        self._alerts = alerts
        self._pauses: dict[str, _Pause] = {}

    def trouble(self, whose: str, trouble: Trouble) -> None:
        """It went wrong: rest, longer each time. Several connections that fail at once count once."""
        moment = self._clock.monotonic()
        pause = self._pauses.setdefault(whose, _Pause(moment, moment, 0))
        if pause.failures and pause.until > moment:
            return
        pause.failures += 1
        seconds = pause_seconds(trouble.lasting, pause.failures, self._chance.fraction())
        pause.until = moment + seconds
        log.sending_paused(trouble, whose, seconds)
        at_once = trouble.lasting or trouble.code in _TOLD_AT_ONCE
        if at_once or moment - pause.since >= _ALARM_AFTER_SECONDS:
            self._alerts.sound(trouble.code, whose, trouble.text)

    def working(self, whose: str) -> None:
        """The server took a mail: whatever it was is over."""
        if self._pauses.pop(whose, None) is not None:
            log.sending_resumed(whose)
        for code in _CODES:
            self._alerts.clear(code, whose)

    def resting(self) -> frozenset[str]:
        """Whose mails are not to be claimed now."""
        moment = self._clock.monotonic()
        return frozenset(whose for whose, pause in self._pauses.items() if pause.until > moment)

    def shortest(self) -> float | None:
        """Seconds until the first of those may be tried again; None when nobody rests."""
        moment = self._clock.monotonic()
        waits = [pause.until - moment for pause in self._pauses.values() if pause.until > moment]
        return min(waits, default=None)
