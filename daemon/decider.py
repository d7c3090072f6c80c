"""One event that is no mail, decided and committed: a timer, a delivery report.

Takes the event; gives whether it is done, comes again later, or met a bug of ours.
Never lets one bad event stop the others or come back at once: it is told to the operators and left for the next start.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from daemon import log
from daemon.alerts import Alerts
from daemon.chance import Chance
from daemon.clock import Clock
from daemon.pipeline import Context, perform
from rules.effects import Alarm, Decision, QueueMail
from rules.model import DeliveryReported, Fresh, TimerFired
from storage import numbers
from storage.database import Database
from storage.faults import Conflict, DatabaseUnavailable


class Decided(Enum):
    """What became of an event."""

    DONE = auto()
    LATER = auto()
    BROKEN = auto()


class Decider:
    """Used by ticker and responder. `mails_queued`: called when a decision put mails into the outbox."""

    def __init__(
        self,
        database: Database,
        context: Callable[[], Context],
        clock: Clock,
        chance: Chance,
        alerts: Alerts,
        mails_queued: Callable[[], None],
    ) -> None:
        self._database = database
        self._context = context
        self._clock = clock
        self._chance = chance
        self._alerts = alerts
        self._mails_queued = mails_queued

    def decide(self, event: TimerFired | DeliveryReported) -> Decided:
        try:
            decision = self._perform(event)
        except DatabaseUnavailable:
            raise
        except Conflict:
            return Decided.LATER
        except Exception as error:  # noqa: BLE001 -- our own bug on one event must not stop the others
            name, subject = _about(event)
            log.event_failed(name, subject, error)
            self._alerts.sound("event_failed", f"{name} {subject}", type(error).__name__)
            return Decided.BROKEN
        if any(isinstance(effect, QueueMail) for effect in decision.effects):
            self._mails_queued()
        if any(isinstance(effect, Alarm) for effect in decision.effects):
            self._alerts.tell_decided()
        return Decided.DONE

    def _perform(self, event: TimerFired | DeliveryReported) -> Decision:
        with self._database.transaction() as conn:
            reserved = numbers.reserve_fresh(conn, 1)[0]
        fresh = Fresh(reserved.ticket, reserved.contact, self._chance.nonce())
        return perform(self._database, self._context(), event, fresh, self._clock)


def _about(event: TimerFired | DeliveryReported) -> tuple[str, int]:
    match event:
        case TimerFired(ticket=ticket):
            return "timer of ticket", ticket
        case DeliveryReported(outbox=row):
            return "delivery report on outbox", row.id
