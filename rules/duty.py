"""Who is on duty: the agents of a team that a mail may wake now.

Takes a team's id, agents and the time; gives agents, in order of their logins. Never sends anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rules.model import Agent
from rules.policy import Policy


def on_duty(team: str, agents: Iterable[Agent], policy: Policy, now: datetime) -> tuple[Agent, ...]:
    """The active agents of `team` who have an address, as the rota says; all of them where it says nothing."""
    shifts = [shift for shift in policy.rota if shift.team == team]
    there = (agent for agent in agents if agent.active and agent.team == team and agent.addresses)
    awake = (
        agent
        for agent in there
        if not shifts or any(shift.holds(agent.login, policy.calendars, now) for shift in shifts)
    )
    return tuple(sorted(awake, key=lambda agent: agent.login))
