"""What a decision means for the clocks of its tickets: the last pass over its effects.

Takes effects as the event asked for them; gives them with clocks, due times and timers of every ticket they touch.
Never changes anything else. Whatever moves a ticket's status or terms comes by here, so no clock is ever forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from rules.clocks import Clocks, Terms, Turn, advance, begin, replay, retermed
from rules.effects import AddTurn, CancelTimer, ChangeTicket, Effect, OpenTicket, QueueMail, SetTimer
from rules.milestones import RESOLUTION_WARNINGS, done, milestones, resolution_timer, response_timer, still_warned
from rules.model import Event, OperatorActed, Replan, Snapshot, Ticket, TimerFired
from rules.policy import Policy
from rules.teams import owner
from rules.words import ClockKind, MailKind, Status, TimerReason

_CLOCK_TIMERS = (TimerReason.RESPONSE, TimerReason.RESOLUTION)
_WORKED_ON = (Status.NEW, Status.OPEN)


def kept(
    effects: Sequence[Effect], event: Event, snapshot: Snapshot, policy: Policy, now: datetime
) -> tuple[Effect, ...]:
    """The effects of `event`, complete."""
    found: list[Effect] = []
    touched = {number: None for effect in effects if (number := _touched(effect)) is not None}
    for effect in effects:
        match effect:
            case OpenTicket(ticket):
                found += _opened(ticket, effects, policy, now)
            case ChangeTicket() | AddTurn():
                number = _touched(effect)
                if number in touched and number is not None:  # once a ticket, where it was first touched
                    del touched[number]
                    found += _moved(number, effects, event, snapshot, policy, now)
            case _:
                found.append(effect)
    return tuple(found)


def first_clocks(ticket: Ticket, policy: Policy) -> Clocks:
    """The clocks of a ticket as it opens, before anybody was told a time."""
    turn = Turn(ticket.opened_at, ticket.status, owed=True, answered=False, told=None)
    return begin(turn, policy.promises[ticket.tier].terms(ticket.priority), policy.calendars)


def _touched(effect: Effect) -> int | None:
    match effect:
        case ChangeTicket(before=before):
            return before.number
        case AddTurn(ticket=ticket):
            return ticket
        case _:
            return None


def _opened(ticket: Ticket, effects: Sequence[Effect], policy: Policy, now: datetime) -> list[Effect]:
    is_told = any(
        isinstance(effect, QueueMail) and effect.kind is MailKind.ACKNOWLEDGEMENT and effect.ticket == ticket.number
        for effect in effects
    )
    told = ticket.due_at if is_told else None
    turn = Turn(ticket.opened_at, ticket.status, owed=True, answered=False, told=told)
    clocks = begin(turn, policy.promises[ticket.tier].terms(ticket.priority), policy.calendars)
    after = replace(ticket, clocks=clocks, due_at=clocks.response_due)
    if now - ticket.opened_at > policy.numbers.too_old:
        # Old mail (an import, a folder read from its beginning): late it is, but nobody is woken for it.
        pace = milestones(policy.promises[ticket.tier])
        after = replace(after, climbed=len(pace), warned=len(RESOLUTION_WARNINGS))
    return [OpenTicket(after), AddTurn(ticket.number, turn), *_timers(None, after, frozenset(), policy)]


def _moved(
    number: int, effects: Sequence[Effect], event: Event, snapshot: Snapshot, policy: Policy, now: datetime
) -> list[Effect]:
    before = snapshot.tickets[number]
    after = next(
        (each.after for each in reversed(effects) if isinstance(each, ChangeTicket) and each.after.number == number),
        before,
    )
    turns = [effect.turn for effect in effects if isinstance(effect, AddTurn) and effect.ticket == number]
    if not turns and before.status is not after.status:
        turns = [Turn(now, after.status, owed=False, answered=False, told=None)]
    if before.clocks is None:
        turns = [*_before_clocks(before), *turns]
        after = replace(after, team=after.team or owner(policy.teams, after.queue, after.level))
    clocks = _clocks(before, after, turns, event, snapshot, policy)
    after = replace(after, clocks=clocks, due_at=clocks.response_due)
    after = _counted(before, after, turns, event, policy, now)
    changes: list[Effect] = [] if after == before else [ChangeTicket(before, after)]
    timers = [*_timers(before, after, _unsure(event), policy), *_reminder(before, after, turns, policy, now)]
    if before.accept_by is not None and after.accept_by is None:
        timers.append(CancelTimer(number, TimerReason.ACCEPT))
    return [*changes, *(AddTurn(number, turn) for turn in turns), *timers]


def _counted(
    before: Ticket, after: Ticket, turns: Sequence[Turn], event: Event, policy: Policy, now: datetime
) -> Ticket:
    """What was already done because of the clocks, as far as it still counts."""
    is_answered = any(turn.answered for turn in turns)
    climbed, warned = after.climbed, after.warned
    if _is_another_response(before.clocks, after.clocks):
        climbed = 0
    elif before.tier is not after.tier or _is_replan(event):
        climbed = done(after, policy, now)
    if before.clocks is not None and after.clocks is not None and _are_other_terms(before.clocks, after.clocks):
        warned = still_warned(after, policy, now)
    return replace(
        after,
        climbed=climbed,
        warned=warned,
        reminded=after.reminded if after.status is before.status and not is_answered else 0,
        # Whoever answered has taken it; nobody has to take what waits for the customer, or is over.
        accept_by=after.accept_by if after.status in _WORKED_ON and not is_answered else None,
    )


def _is_replan(event: Event) -> bool:
    return isinstance(event, OperatorActed) and isinstance(event.act, Replan)


def _unsure(event: Event) -> frozenset[TimerReason]:
    """The timers that are not as the ticket and the policy say: the one that fired, all of another policy."""
    if isinstance(event, TimerFired):
        return frozenset({event.reason})
    return frozenset(_CLOCK_TIMERS if _is_replan(event) else ())


def _before_clocks(ticket: Ticket) -> list[Turn]:
    """The history of a ticket from before there were clocks, as far as it is known."""
    told = ticket.due_at if ticket.answered_at is None else None
    turns = [Turn(ticket.opened_at, Status.NEW, owed=True, answered=False, told=told)]
    if ticket.answered_at is not None:
        turns.append(Turn(ticket.answered_at, Status.PENDING, owed=False, answered=True, told=None))
    if ticket.status is not turns[-1].status:
        over = ticket.resolved_at or ticket.closed_at
        at = max(over or turns[-1].at, turns[-1].at)
        turns.append(Turn(at, ticket.status, owed=ticket.due_at is not None, answered=False, told=None))
    return turns


def _reminder(before: Ticket, after: Ticket, turns: Sequence[Turn], policy: Policy, now: datetime) -> list[Effect]:
    """A pending ticket waits for its customer from the last answer on; one that is no longer pending does not."""
    is_pending = after.status is Status.PENDING
    begins = before.status is not Status.PENDING or any(turn.answered for turn in turns)
    if is_pending and begins and policy.numbers.reminders:
        return [SetTimer(after.number, TimerReason.REMIND, now + policy.numbers.remind)]
    if before.status is Status.PENDING and not is_pending:
        return [CancelTimer(after.number, TimerReason.REMIND)]
    return []


def _clocks(
    before: Ticket, after: Ticket, turns: Sequence[Turn], event: Event, snapshot: Snapshot, policy: Policy
) -> Clocks:
    terms = policy.promises[after.tier].terms(after.priority)
    clocks = before.clocks
    if clocks is None:
        return replay(turns, terms, policy.calendars)
    history = snapshot.turns.get(after.number, ())
    if history and (_is_replan(event) or not clocks.are_under(terms)):
        return _anew(clocks, (*history, *turns), terms, policy)
    # A mail or a bounce may change the terms too, by a rule: its history is not read for that.
    clocks = retermed(replace(clocks, ended=()), terms, policy.calendars)
    for turn in turns:
        clocks = advance(clocks, turn, terms, policy.calendars)
    return clocks


def _anew(before: Clocks, turns: Sequence[Turn], terms: Terms, policy: Policy) -> Clocks:
    """Worked out from the history. What was answered stays judged by the terms it was answered under."""
    found = replay(turns, terms, policy.calendars)
    first = before.first if before.answered else found.first
    waited = None if before.following is None else before.following.started_at
    return replace(found, first=first, ended=tuple(clock for clock in found.ended if clock.started_at == waited))


def _is_another_response(before: Clocks | None, after: Clocks | None) -> bool:
    """Whether somebody waits for an answer who did not before; a first response is the same one all the time."""
    was, now = (None if each is None else each.response for each in (before, after))
    if now is None or now.kind is ClockKind.FIRST_RESPONSE:
        return False
    return was is None or (was.kind, was.started_at) != (now.kind, now.started_at)


def _are_other_terms(before: Clocks, after: Clocks) -> bool:
    """Whether the resolution is to be kept in another time."""
    was, now = before.resolution, after.resolution
    return (was.target, was.calendar) != (now.target, now.calendar)


def _timers(before: Ticket | None, after: Ticket, unsure: frozenset[TimerReason], policy: Policy) -> list[Effect]:
    """The timers that differ from what is set."""
    found: list[Effect] = []
    for reason, wanted in zip(_CLOCK_TIMERS, (response_timer, resolution_timer), strict=True):
        was = None if before is None or reason in unsure else wanted(before, policy)
        due = wanted(after, policy)
        if due is not None and due != was:
            found.append(SetTimer(after.number, reason, due))
        elif due is None and before is not None and (was is not None or reason in unsure):
            found.append(CancelTimer(after.number, reason))
    return found
