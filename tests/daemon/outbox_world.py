"""A desk's outbox for tests of the sending side: a SQLite file, mails in it, a responder that can be stopped dead.

Takes a folder and a courier; gives the world around one responder.
Never decides anything itself: failed deliveries are only noted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import count
from pathlib import Path

from daemon.alerts import Alerts
from daemon.decider import Decided
from daemon.delivery import Courier, Letter
from daemon.responder import Responder
from parsers.compose import compose
from rules.effects import AppendMessage, MarkOutbox, OpenTicket, QueueMail, SaveContact
from rules.model import DeliveryReported, Fresh
from rules.words import MailKind, OutboxState
from storage import desk, ledger, views
from storage.database import Database, open_database
from tests.fakes.chance import CountingChance
from tests.fakes.clock import FakeClock
from tests.storage import build

MANY = 10_000


class NotedReports:
    """Settles a failure by marking its row reported, and remembers it."""

    def __init__(self, world: OutboxWorld) -> None:
        self._world = world
        self.reported: list[DeliveryReported] = []
        self.answers: list[Decided] = []

    def decide(self, event: DeliveryReported) -> Decided:
        self.reported.append(event)
        answer = self.answers.pop(0) if self.answers else Decided.DONE
        if answer is Decided.DONE:
            self._world.mark_reported(event)
        return answer


class OutboxWorld:
    """One database and its responder. `restart` is what a new process would find."""

    def __init__(self, folder: Path, courier: Courier, connections: int = 2) -> None:
        self.url = f"sqlite:///{folder / 'desk.db'}"
        self.database: Database = open_database(self.url, create=True)
        self.clock = FakeClock(build.NOW)
        self.alerts = Alerts(self.database, self.clock, self._letters)
        self.reports = NotedReports(self)
        self.courier = courier
        self.connections = connections
        self.responder = self._responder()
        self._numbers = count(1)

    def _letters(self, code: str, subject: str, detail: str, now: object) -> list[Letter]:
        return [Letter(-1, "", "operators@desk.test", f"Subject: {code}\r\n\r\n{subject} {detail}\r\n".encode())]

    def _responder(self) -> Responder:
        return Responder(
            self.database,
            self.courier,
            self.clock,
            CountingChance(0.0),
            self.alerts,
            self.reports,
            self.connections,
            lambda: timedelta(hours=72),
        )

    def restart(self, courier: Courier) -> None:
        """A new process after the old one ended without a word."""
        self.database.close()
        self.database = open_database(self.url, create=False)
        self.alerts = Alerts(self.database, self.clock, self._letters)
        self.alerts.recall()
        self.courier = courier
        self.responder = self._responder()
        self.responder.recover()

    def queue(
        self, recipient: str, kind: MailKind = MailKind.ACKNOWLEDGEMENT, *, ticket: int = 0, mailbox: str = "main"
    ) -> int:
        """A mail in the outbox, in a ticket of its own unless `ticket` names an older one; gives the ticket."""
        serial = next(self._numbers)
        number = ticket or serial
        now = self.clock.now()
        with self.database.transaction() as conn:
            intake = ledger.record(conn, [build.arrival(serial)], now)[0]
        event = build.arrived(intake, build.mail(recipient), raw=f"raw {serial}", content=f"content {serial}")
        fresh = [Fresh(serial, serial, "nonce")]
        with self.database.reading() as conn:
            working = desk.read(conn, [event], fresh, build.MAILBOXES, build.DESK, now)
        mail = build.queue_mail(
            number, recipient, cause=f"cause-{serial}", kind=kind, message_id=f"m{serial}@desk.test", mailbox=mailbox
        )
        opened = (
            SaveContact(build.contact(serial, f"c{serial}@customer.test")),
            OpenTicket(build.ticket(number, serial)),
            AppendMessage(build.message(number)),
        )
        working.take(build.decision(*(() if ticket else opened), mail), _composed([mail]))
        with self.database.transaction() as conn:
            working.write(conn, now)
        return number

    def mark_reported(self, event: DeliveryReported) -> None:
        """What the decision on a failure does to the outbox."""
        state = OutboxState.FAILED if event.permanent else OutboxState.UNCERTAIN
        with self.database.reading() as conn:
            working = desk.read(conn, [event], [Fresh(0, 0, "nonce")], build.MAILBOXES, build.DESK, self.clock.now())
        working.take(build.decision(MarkOutbox(event.outbox.id, state, event.text)), [])
        with self.database.transaction() as conn:
            working.write(conn, self.clock.now())

    def work(self, steps: int = 30) -> float:
        """Step until the responder wants to rest; how long."""
        for _ in range(steps):
            seconds = self.responder.step()
            if seconds > 0:
                return seconds
        raise AssertionError(f"still at work after {steps} steps")

    def rows(self) -> list[views.OutboxLine]:
        with self.database.reading() as conn:
            return sorted(views.outbox(conn, views.OutboxFilter(), MANY), key=lambda row: row.id)

    def states(self) -> list[OutboxState]:
        return [row.state for row in self.rows()]

    def alert_codes(self) -> list[str]:
        return [raised.code for raised in self.alerts.open_now()]

    def close(self) -> None:
        self.database.close()


def _composed(mails: Iterable[QueueMail]) -> list[bytes]:
    return [compose(mail.draft) for mail in mails]
