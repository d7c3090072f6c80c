"""A promise is about to break: warnings, the climb L1 → L2 → L3, the operators.

Takes a timer of the response, the resolution or an acceptance, and the ticket as it is now; gives effects and steps.
Never climbs twice for one milestone, and never because of a timer whose reason is gone (F44). What came due together
while the daemon was down is done as one: the highest climb.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rules.clocks import Clock, moment
from rules.duty import on_duty
from rules.effects import Alarm, AppendMessage, CancelTimer, ChangeTicket, Effect, QueueMail, SetTimer, Step
from rules.milestones import REACHED, RESOLUTION_WARNINGS, Milestone, milestones, resolution_timer
from rules.model import Agent, Snapshot, Ticket
from rules.moves import told
from rules.notices import notice
from rules.plan import EscalationTarget
from rules.policy import Policy
from rules.steps import step
from rules.teams import owner
from rules.words import Status, TimerReason

_LEVELS = {EscalationTarget.L2: 2, EscalationTarget.L3: 3}
_SHORTEST_ACCEPTANCE = timedelta(minutes=2)
_LONG_AGO = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Acted:
    """What a milestone leads to."""

    effects: tuple[Effect, ...]
    steps: tuple[Step, ...]


def response_due(ticket: Ticket, snapshot: Snapshot, policy: Policy, now: datetime) -> Acted:
    """A milestone of the running response: warn, or climb."""
    response = None if ticket.clocks is None else ticket.clocks.response
    if response is None or not response.running:
        return Acted((), (step("timer", "nothing", "nobody waits for an answer any more"),))
    coming = milestones(policy.promises[ticket.tier])[ticket.climbed :]
    reached = [each for each in coming if _is_reached(response, each.per_mille, policy, now)]
    if not reached:
        due = moment(response, coming[0].per_mille, policy.calendars) if coming else None
        later = () if due is None else (SetTimer(ticket.number, TimerReason.RESPONSE, due),)
        return Acted(later, (step("timer", "later" if later else "nothing"),))
    counted = replace(ticket, climbed=ticket.climbed + len(reached))
    climbs = [each.climb for each in reached if each.climb is not None and each.climb not in REACHED[ticket.level]]
    since = moment(response, reached[-1].per_mille, policy.calendars)
    if not climbs:  # a warning, or a climb to where it is already: whoever has it hears how late it is
        return _or_quietly(_warned(ticket, counted, response, reached[-1], snapshot, policy, now), since, now)
    because = f"{reached[-1].per_mille / 10:g} % of the {response.kind.value.replace('_', ' ')} is used up"
    return _or_quietly(climb(ticket, counted, climbs[-1], because, snapshot, policy, now), since, now)


def acceptance_due(ticket: Ticket, snapshot: Snapshot, policy: Policy, now: datetime) -> Acted:
    """A team was given the ticket and nobody took it: it climbs on."""
    is_waiting = ticket.status in (Status.NEW, Status.OPEN)
    if ticket.accept_by is None or ticket.accept_by > now or ticket.assignee is not None or not is_waiting:
        return Acted((), (step("timer", "nothing", "somebody has taken it, or it was given on"),))
    target = EscalationTarget.L3 if ticket.level < _LEVELS[EscalationTarget.L3] else EscalationTarget.OPERATORS
    because = f"nobody of {ticket.team} took it in time"
    climbed = climb(ticket, replace(ticket, accept_by=None), target, because, snapshot, policy, now)
    return _or_quietly(climbed, ticket.accept_by, now)


def resolution_due(ticket: Ticket, snapshot: Snapshot, policy: Policy, now: datetime) -> Acted:
    """The resolution clock only warns."""
    resolution = None if ticket.clocks is None else ticket.clocks.resolution
    if resolution is None or not resolution.is_live or not resolution.running:
        return Acted((), (step("timer", "nothing", "the resolution clock stands"),))
    coming = RESOLUTION_WARNINGS[ticket.warned :]
    reached = [each for each in coming if _is_reached(resolution, each, policy, now)]
    if not reached:
        due = resolution_timer(ticket, policy)
        later = () if due is None else (SetTimer(ticket.number, TimerReason.RESOLUTION, due),)
        return Acted(later, (step("timer", "later" if later else "nothing"),))
    counted = replace(ticket, warned=ticket.warned + len(reached))
    since = moment(resolution, reached[-1], policy.calendars)
    return _or_quietly(
        _warned(ticket, counted, resolution, Milestone(reached[-1], None), snapshot, policy, now), since, now
    )


def climb(
    before: Ticket,
    counted: Ticket,
    target: EscalationTarget,
    because: str,
    snapshot: Snapshot,
    policy: Policy,
    now: datetime,
) -> Acted:
    """To the next level, whose team must take it; from the top to the operators. `counted`: the ticket so far."""
    level = _LEVELS.get(target, counted.level)
    note = told(counted, f"{because}: {_where(target)}", now, None)
    if target is EscalationTarget.OPERATORS:
        after = replace(counted, last_seq=note.seq, accept_by=None)
        alarm = Alarm("promise_breaking", f"#{before.number}", f"{before.tier}, level L{before.level}: {because}")
        said = step("escalation", "operators", because)
        effects = (ChangeTicket(before, after), AppendMessage(note), _no_acceptance(before), alarm)
        return Acted(tuple(each for each in effects if each is not None), (said,))
    response = None if counted.clocks is None else counted.clocks.response
    share = timedelta() if response is None else response.target / 10
    accept_by = now + max(_SHORTEST_ACCEPTANCE, share)
    team = owner(policy.teams, counted.queue, level)
    after = replace(counted, level=level, team=team, assignee=None, accept_by=accept_by, last_seq=note.seq)
    people = on_duty(team, snapshot.agents.values(), policy, now)
    mails = tuple(notice("escalation", after, who, because, snapshot, policy, now) for who in people)
    nobody = () if people else (Alarm("nobody_on_duty", team, f"#{before.number} climbed to L{level}"),)
    timer = SetTimer(before.number, TimerReason.ACCEPT, accept_by)
    said = step("escalation", f"L{level}", f"{because}; to {team}: {_names(people)}")
    return Acted((ChangeTicket(before, after), AppendMessage(note), *mails, timer, *nobody), (said,))


def _warned(
    before: Ticket,
    counted: Ticket,
    clock: Clock,
    reached: Milestone,
    snapshot: Snapshot,
    policy: Policy,
    now: datetime,
) -> Acted:
    """Whoever has it is told; the team on duty when nobody has."""
    because = f"{reached.per_mille / 10:g} % of the {clock.kind.value.replace('_', ' ')} is used up"
    owner_of = snapshot.agents.get(counted.assignee) if counted.assignee is not None else None
    is_reachable = owner_of is not None and owner_of.active and bool(owner_of.addresses)
    people = (owner_of,) if owner_of is not None and is_reachable else _on_duty(counted, snapshot, policy, now)
    note = told(counted, f"{because}: warned {_names(people)}", now, None)
    after = replace(counted, last_seq=note.seq)
    mails = tuple(notice("warning", after, who, because, snapshot, policy, now) for who in people)
    nobody = () if people else (Alarm("nobody_on_duty", counted.team, f"#{before.number}: {because}"),)
    said = step("escalation", "warning", f"{because}; {_names(people)}")
    return Acted((ChangeTicket(before, after), AppendMessage(note), *mails, *nobody), (said,))


def _or_quietly(acted: Acted, since: datetime | None, now: datetime) -> Acted:
    """What came due more than a day ago: the desk was down, and much else came due with it (F44).

    The operators get one mail that names all of it, nobody else gets any, and so nobody has to take anything by a time.
    """
    if since is None or now - since <= _LONG_AGO:
        return acted
    effects: list[Effect] = []
    for effect in acted.effects:
        match effect:
            case ChangeTicket(before, after):
                effects.append(ChangeTicket(before, replace(after, accept_by=None)))
                detail = f"{after.tier}, L{after.level}: {acted.steps[0].because}"
                effects.append(Alarm("long_overdue", f"#{before.number}", detail))
            case QueueMail() | Alarm() | SetTimer(reason=TimerReason.ACCEPT):
                continue
            case _:
                effects.append(effect)
    return Acted(tuple(effects), (*acted.steps, step("escalation", "quietly", "it came due more than a day ago")))


def _on_duty(ticket: Ticket, snapshot: Snapshot, policy: Policy, now: datetime) -> tuple[Agent, ...]:
    return on_duty(ticket.team, snapshot.agents.values(), policy, now)


def _is_reached(clock: Clock, per_mille: int, policy: Policy, now: datetime) -> bool:
    at = moment(clock, per_mille, policy.calendars)
    return at is not None and at <= now


def _no_acceptance(before: Ticket) -> Effect | None:
    return None if before.accept_by is None else CancelTimer(before.number, TimerReason.ACCEPT)


def _where(target: EscalationTarget) -> str:
    return "the operators are told" if target is EscalationTarget.OPERATORS else f"given to {target.value}"


def _names(people: tuple[Agent, ...]) -> str:
    return ", ".join(agent.login for agent in people) or "nobody is on duty"
