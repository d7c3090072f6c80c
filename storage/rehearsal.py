"""A desk in memory only: what decisions would have done, one after another, and nothing written anywhere.

Takes today's people, then event after event; gives snapshots that show what earlier decisions did, as
`storage.desk` does for a batch. Never touches a database after its people were read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from rules.effects import AppendMessage, Decision, QueueMail
from rules.model import Desk, Event, Fresh, Mailbox, Snapshot, Ticket
from rules.needs import Wishes, needs
from rules.words import MessageKind
from storage import people
from storage.desk import WorkingSet
from storage.recall import DAY, Known

_NONCE = "rehearsal"
_NO_BYTES = b""
_EVERYBODY = 10_000_000


class Rehearsal:
    """For each event in turn `snapshot`, then `take` with the decision on it."""

    def __init__(self, conn: Connection, mailboxes: Mapping[str, Mailbox], desk: Desk, wishes: Wishes) -> None:
        self._wishes = wishes
        self._wrote: deque[tuple[datetime, str, int]] = deque()
        self._known = Known()
        for contact in people.contacts(conn, limit=_EVERYBODY):
            self._known.add_contact(contact)
        self._known.accounts = {account.id: account for account in people.accounts(conn)}
        self._known.domains = {name: each.id for each in self._known.accounts.values() for name in each.domains}
        self._known.agents = {agent.id: agent for agent in people.agents(conn)}
        self._mailboxes = mailboxes
        self._desk = desk
        self._tickets = 0
        self._contacts = max(self._known.contacts, default=0)
        self._working: WorkingSet | None = None

    def snapshot(self, event: Event, now: datetime) -> Snapshot:
        """What the decision on `event` may know."""
        self._tickets += 1
        self._contacts += 1
        fresh = Fresh(self._tickets, self._contacts, _NONCE)
        wanted = [needs(event)]
        self._forget(wanted[0].addresses, now)
        self._working = WorkingSet(
            self._known, [event], wanted, [fresh], self._mailboxes, self._desk, now, self._wishes
        )
        return self._working.snapshot(event, 0)

    def take(self, decision: Decision) -> None:
        """The decision on the event of the last snapshot."""
        assert self._working is not None
        mails = sum(isinstance(effect, QueueMail) for effect in decision.effects)
        self._working.take(decision, [_NO_BYTES] * mails)
        written = (effect.message for effect in decision.effects if isinstance(effect, AppendMessage))
        self._wrote.extend((one.at, one.author, one.ticket) for one in written if one.kind is MessageKind.INBOUND)

    def _forget(self, addresses: Iterable[str], now: datetime) -> None:
        """What a real desk would no longer count: mails of more than a day ago, automatic ones to these addresses."""
        while self._wrote and self._wrote[0][0] <= now - DAY:
            _, author, ticket = self._wrote.popleft()
            self._known.mails_of[author] -= 1
            self._known.ticket_mails[ticket] -= 1
        for address in addresses:
            moments = self._known.automatic.get(address, [])
            while moments and moments[0] <= now - DAY:
                del moments[0]

    def ticket(self, number: int) -> Ticket | None:
        """A ticket as the decisions so far have made it."""
        return self._known.tickets.get(number)
