"""When a running clock asks for something: a warning, a climb to the next level, the operators.

Takes a tier's escalation steps and a ticket; gives its milestones, and when the next one is due.
Never acts: that is `rules.escalation`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rules.clocks import moment
from rules.model import Ticket
from rules.plan import EscalationTarget, Promise
from rules.policy import Policy

# The resolution clock only warns: when three quarters are used up, and when it is missed.
RESOLUTION_WARNINGS = (750, 1000)


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
