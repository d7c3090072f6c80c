"""Alarms about how things stand, not about what just happened (O51): set aside, of unknown fate, waiting too long.

Takes what storage counts; sounds an alert while a state lasts and clears it once a human or time has ended it.
Never acts on what it sees.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.alerts import Alerts
from daemon.clock import Clock
from storage import outbox
from storage.database import Database
from storage.standing import standing

_EVERY_SECONDS = 120.0
_INTAKE_PATIENCE = timedelta(minutes=15)
_OUTBOX_PATIENCE = timedelta(minutes=30)


class Watch:
    """One thread's worth of looking. `step` gives the seconds until it wants to be called again."""

    def __init__(self, database: Database, clock: Clock, alerts: Alerts) -> None:
        self._database = database
        self._clock = clock
        self._alerts = alerts

    def step(self) -> float:
        with self._database.reading() as conn:
            seen, sendable = standing(conn), outbox.next_due(conn)
        now = self._clock.now()
        self._alerts.write_down()
        self._alerts.tell_decided()
        self._tell("mails_quarantined", seen.quarantined > 0, f"{seen.quarantined} mails")
        self._tell("mails_uncertain", seen.uncertain > 0, f"{seen.uncertain} mails")
        self._tell_wait("intake_stalled", seen.waiting_since, now, _INTAKE_PATIENCE)
        self._tell_wait("outbox_stalled", sendable, now, _OUTBOX_PATIENCE)
        return _EVERY_SECONDS

    def _tell_wait(self, code: str, since: datetime | None, now: datetime, patience: timedelta) -> None:
        late = since is not None and now - since > patience
        self._tell(code, late, "" if since is None else f"since {since:%Y-%m-%d %H:%M} UTC")

    def _tell(self, code: str, wrong: bool, detail: str) -> None:
        if wrong:
            self._alerts.sound(code, "", detail)
        else:
            self._alerts.clear(code, "")
