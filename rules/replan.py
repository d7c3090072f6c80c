"""What another policy means for tickets that are already open.

Takes a ticket, its history and people, and the policies before and after; gives the tier, priority and due time it
would have. Never touches what an agent set by hand: where a ticket is not as the old policy would have it, it stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rules.classify import retier, standing_of
from rules.clocks import Turn, replay
from rules.milestones import resolution_timer, response_timer
from rules.model import Account, Contact, Ticket
from rules.names import person_values
from rules.policy import Policy
from rules.words import Priority, Tier


@dataclass(frozen=True, slots=True)
class Replanned:
    """One ticket under two policies. `retimed`: another clock or timer than the one that answers `due_at` changes."""

    ticket: int
    subject: str
    tier: Tier
    new_tier: Tier
    priority: Priority
    new_priority: Priority
    due_at: datetime | None
    new_due_at: datetime | None
    retimed: bool

    @property
    def differs(self) -> bool:
        """Whether anything changes."""
        return self.retimed or (self.tier, self.priority, self.due_at) != (
            self.new_tier,
            self.new_priority,
            self.new_due_at,
        )


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
    then = ticket
    if turns and ticket.clocks is not None:
        clocks = replay(turns, after.promises[tier].terms(priority), after.calendars)
        then = replace(ticket, tier=tier, clocks=clocks, due_at=clocks.response_due)
    return Replanned(
        ticket=ticket.number,
        subject=ticket.subject,
        tier=ticket.tier,
        new_tier=tier,
        priority=ticket.priority,
        new_priority=priority,
        due_at=ticket.due_at,
        new_due_at=then.due_at,
        retimed=_times(ticket, before) != _times(then, after),
    )


def _times(ticket: Ticket, policy: Policy) -> tuple[object, ...]:
    """When something is due for it: what the live clocks say, and what they wake somebody for."""
    live = () if ticket.clocks is None else ticket.clocks.live
    clocks = tuple((clock.kind, clock.started_at, clock.target, clock.due_at) for clock in live)
    return (clocks, response_timer(ticket, policy), resolution_timer(ticket, policy))


def _tier(ticket: Ticket, people: tuple[Contact, Account | None], policy: Policy) -> Tier:
    contact, account = people
    standing = replace(standing_of(ticket, {}), tier=Tier.SILVER)
    return retier(policy, person_values(contact, account, known=True), standing).standing.tier
