"""What the daemon says of itself when it is asked: one document, made from memory alone.

Takes the workers, the pollers, the alerts and the log's sink; gives plain values for JSON.
Never asks the database: an answer must come when that is the trouble.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from daemon.alerts import Alerts
from daemon.clock import Clock
from daemon.logsink import LogSink
from daemon.poller import Poller
from daemon.worker import Activity, Vital, Worker


class HealthReport:
    """`state`: fail when a worker is stuck, gone or without database; trouble when an alarm is open; else ok."""

    def __init__(
        self,
        version: str,
        clock: Clock,
        policy: Callable[[], str],
        workers: Sequence[Worker],
        pollers: Sequence[Poller],
        alerts: Alerts,
        sink: LogSink,
    ) -> None:
        self._version = version
        self._clock = clock
        self._policy = policy
        self._workers = workers
        self._pollers = pollers
        self._alerts = alerts
        self._sink = sink
        self._since = clock.now()

    def document(self) -> dict[str, object]:
        vitals = [worker.vital() for worker in self._workers]
        open_now = self._alerts.open_now()
        failing = any(vital.stuck or vital.activity in (Activity.ENDED, Activity.NO_DATABASE) for vital in vitals)
        return {
            "state": "fail" if failing else "trouble" if open_now else "ok",
            "version": self._version,
            "process": os.getpid(),
            "since": self._since.isoformat(),
            "now": self._clock.now().isoformat(),
            "policy": self._policy(),
            "workers": [_worker(vital) for vital in vitals],
            "mailboxes": [_mailbox(poller) for poller in self._pollers],
            "alerts": [
                {"code": raised.code, "subject": raised.subject, "since": raised.since.isoformat()}
                for raised in open_now
            ],
            "log_lines_lost": self._sink.lost,
        }


def _worker(vital: Vital) -> dict[str, object]:
    return {
        "name": vital.name,
        "activity": vital.activity.value,
        "silent_seconds": round(vital.silent, 1),
        "stuck": vital.stuck,
    }


def _mailbox(poller: Poller) -> dict[str, object]:
    looked = poller.last_look
    return {"name": poller.name, "last_look": None if looked is None else looked.isoformat()}
