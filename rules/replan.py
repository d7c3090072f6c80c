"""What another policy means for tickets that are already open.

Takes a ticket, its history and people, and the policies before and after; gives the tier, priority and due time it
would have. Never touches what an agent set by hand: where a ticket is not as the old policy would have it, it stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rules.classify import retier
from rules.clocks import Turn, replay
from rules.model import Account, Contact, Ticket
from rules.names import Standing, person_values
from rules.policy import Policy
from rules.words import Priority, Tier


@dataclass(frozen=True, slots=True)
class Replanned:
    """One ticket under two policies."""

    ticket: int
    subject: str
    tier: Tier
    new_tier: Tier
    priority: Priority
    new_priority: Priority
    due_at: datetime | None
    new_due_at: datetime | None

    @property
    def differs(self) -> bool:
        """Whether anything changes."""
        return (self.tier, self.priority, self.due_at) != (self.new_tier, self.new_priority, self.new_due_at)


def replanned(
    ticket: Ticket,
    turns: Sequence[Turn],
    people: tuple[Contact, Account | None],
    before: Policy,
    after: Policy,
) -> Replanned:
    """The ticket as it is, and as it would be."""
    tier = ticket.tier
    if _tier(ticket, people, before) is ticket.tier:
        tier = _tier(ticket, people, after)
    priority = ticket.priority
    if before.matrix[(ticket.tier, ticket.severity)] is ticket.priority:
        priority = after.matrix[(tier, ticket.severity)]
    due_at = ticket.due_at
    if turns:
        due_at = replay(turns, after.promises[tier].terms(priority), after.calendars).response_due
    return Replanned(ticket.number, ticket.subject, ticket.tier, tier, ticket.priority, priority, ticket.due_at, due_at)


def _tier(ticket: Ticket, people: tuple[Contact, Account | None], policy: Policy) -> Tier:
    contact, account = people
    standing = Standing(ticket.severity, Tier.SILVER, ticket.priority, ticket.queue, ticket.level, ticket.tags)
    return retier(policy, person_values(contact, account, known=True), standing).standing.tier
