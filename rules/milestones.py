"""When a running clock asks for something: a warning, a climb to the next level, the operators.

Takes a tier's escalation steps and a ticket; gives its milestones, and when the next one is due.
Never acts: that is `rules.escalation`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rules.clocks import moment
from rules.model import Ticket
from rules.plan import EscalationTarget, Promise
from rules.policy import Policy

# The resolution clock only warns: when three quarters are used up, and when it is missed.
RESOLUTION_WARNINGS = (750, 1000)
# What is no climb from a level.
REACHED: Mapping[int, frozenset[EscalationTarget]] = {
    1: frozenset(),
    2: frozenset({EscalationTarget.L2}),
    3: frozenset({EscalationTarget.L2, EscalationTarget.L3}),
}


@dataclass(frozen=True, slots=True)
class Milestone:
    """At so many thousandths of the response target. `climb`: where to; None: a warning that a climb is near."""

    per_mille: int
    climb: EscalationTarget | None


def milestones(promise: Promise) -> tuple[Milestone, ...]:
    """A warning at half the way to each climb, and the climbs, in order of time."""
    found: list[Milestone] = []
    before = 0
    for each in promise.escalation:
        at = each.per_cent * 10
        found += [Milestone((before + at) // 2, None), Milestone(at, each.to)]
        before = at
    return tuple(found)


def response_timer(ticket: Ticket, policy: Policy) -> datetime | None:
    """When the next milestone of the running response is reached; None without one."""
    coming = milestones(policy.promises[ticket.tier])
    if ticket.clocks is None or ticket.clocks.response is None or ticket.climbed >= len(coming):
        return None
    return moment(ticket.clocks.response, coming[ticket.climbed].per_mille, policy.calendars)


def resolution_timer(ticket: Ticket, policy: Policy) -> datetime | None:
    """When the resolution warns next; None when it has done so, or stands."""
    if ticket.clocks is None or not ticket.clocks.resolution.is_live or ticket.warned >= len(RESOLUTION_WARNINGS):
        return None
    return moment(ticket.clocks.resolution, RESOLUTION_WARNINGS[ticket.warned], policy.calendars)


def done(ticket: Ticket, policy: Policy, now: datetime) -> int:
    """How many milestones of its tier are behind the ticket, whose pace or terms have changed.

    Up to the last climb that is no climb from its level; then the warnings whose time has come, of those it has had.
    """
    coming = milestones(policy.promises[ticket.tier])
    climbs = (index for index, each in enumerate(coming, start=1) if each.climb in REACHED[ticket.level])
    behind = max(climbs, default=0)
    if ticket.climbed > behind and behind < len(coming) and coming[behind].climb is None:
        at = _at(ticket, coming[behind], policy)
        behind += at is not None and at <= now
    return behind


def still_warned(ticket: Ticket, policy: Policy, now: datetime) -> int:
    """How many warnings of the resolution count, under other terms than those they were given under."""
    if ticket.clocks is None:
        return 0
    moments = (moment(ticket.clocks.resolution, each, policy.calendars) for each in RESOLUTION_WARNINGS)
    reached = sum(at is not None and at <= now for at in moments)
    return min(ticket.warned, reached)


def _at(ticket: Ticket, milestone: Milestone, policy: Policy) -> datetime | None:
    response = None if ticket.clocks is None else ticket.clocks.response
    return None if response is None else moment(response, milestone.per_mille, policy.calendars)
