"""What a decision means for the clocks of its tickets: the last pass over its effects.

Takes effects as the event asked for them; gives them with clocks, due times and timers of every ticket they touch.
Never changes anything else. Whatever moves a ticket's status or terms comes by here, so no clock is ever forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from rules.clocks import Clocks, Terms, Turn, advance, begin, replay
from rules.effects import AddTurn, CancelTimer, ChangeTicket, Effect, OpenTicket, QueueMail, SetTimer
from rules.milestones import resolution_timer, response_timer
from rules.model import Snapshot, Ticket
from rules.policy import Policy
from rules.words import MailKind, Status, TimerReason

_CLOCK_TIMERS = (TimerReason.RESPONSE, TimerReason.RESOLUTION)


def kept(
    effects: Sequence[Effect], fired: TimerReason | None, snapshot: Snapshot, policy: Policy, now: datetime
) -> tuple[Effect, ...]:
    """The effects, complete. `fired`: the timer the event was, which is gone and may have to be set again."""
    found: list[Effect] = []
    touched = {number: None for effect in effects if (number := _touched(effect)) is not None}
    for effect in effects:
        match effect:
            case OpenTicket(ticket):
                found += _opened(ticket, effects, policy)
            case ChangeTicket() | AddTurn():
                number = _touched(effect)
                if number in touched and number is not None:  # once a ticket, where it was first touched
                    del touched[number]
                    found += _moved(number, effects, fired, snapshot, policy, now)
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


def _opened(ticket: Ticket, effects: Sequence[Effect], policy: Policy) -> list[Effect]:
    is_told = any(
        isinstance(effect, QueueMail) and effect.kind is MailKind.ACKNOWLEDGEMENT and effect.ticket == ticket.number
        for effect in effects
    )
    told = ticket.due_at if is_told else None
    turn = Turn(ticket.opened_at, ticket.status, owed=True, answered=False, told=told)
    clocks = begin(turn, policy.promises[ticket.tier].terms(ticket.priority), policy.calendars)
    after = replace(ticket, clocks=clocks, due_at=clocks.response_due)
    return [OpenTicket(after), AddTurn(ticket.number, turn), *_timers(None, after, None, policy)]


def _moved(
    number: int, effects: Sequence[Effect], fired: TimerReason | None, snapshot: Snapshot, policy: Policy, now: datetime
) -> list[Effect]:
    before = snapshot.tickets[number]
    after = next(
        (each.after for each in reversed(effects) if isinstance(each, ChangeTicket) and each.after.number == number),
        before,
    )
    turns = [effect.turn for effect in effects if isinstance(effect, AddTurn) and effect.ticket == number]
    if not turns and before.status is not after.status:
        turns = [Turn(now, after.status, owed=False, answered=False, told=None)]
    clocks = _clocks(before, after, turns, snapshot, policy)
    climbed = after.climbed if _is_same_response(before.clocks, clocks) else 0
    due_at = clocks.response_due
    reminded = after.reminded if after.status is before.status and not any(turn.answered for turn in turns) else 0
    after = replace(after, clocks=clocks, due_at=due_at, climbed=climbed, reminded=reminded)
    changes: list[Effect] = [] if after == before else [ChangeTicket(before, after)]
    timers = [*_timers(before, after, fired, policy), *_reminder(before, after, turns, policy, now)]
    return [*changes, *(AddTurn(number, turn) for turn in turns), *timers]


def _reminder(before: Ticket, after: Ticket, turns: Sequence[Turn], policy: Policy, now: datetime) -> list[Effect]:
    """A pending ticket waits for its customer from the last answer on; one that is no longer pending does not."""
    is_pending = after.status is Status.PENDING
    begins = before.status is not Status.PENDING or any(turn.answered for turn in turns)
    if is_pending and begins and policy.numbers.reminders:
        return [SetTimer(after.number, TimerReason.REMIND, now + policy.numbers.remind)]
    if before.status is Status.PENDING and not is_pending:
        return [CancelTimer(after.number, TimerReason.REMIND)]
    return []


def _clocks(before: Ticket, after: Ticket, turns: Sequence[Turn], snapshot: Snapshot, policy: Policy) -> Clocks:
    terms = policy.promises[after.tier].terms(after.priority)
    clocks = before.clocks
    history = snapshot.turns.get(after.number, ())
    if clocks is None or (history and not clocks.are_under(terms)):
        opened = Turn(before.opened_at, before.status, owed=True, answered=False, told=before.due_at)
        return _anew(clocks, (*(history or (opened,)), *turns), terms, policy)
    clocks = replace(clocks, ended=())
    for turn in turns:
        clocks = advance(clocks, turn, terms, policy.calendars)
    return clocks


def _anew(before: Clocks | None, turns: Sequence[Turn], terms: Terms, policy: Policy) -> Clocks:
    """Worked out from the history. What was answered stays judged by the terms it was answered under."""
    found = replay(turns, terms, policy.calendars)
    if before is None:
        return found
    first = before.first if before.answered else found.first
    waited = None if before.following is None else before.following.started_at
    return replace(found, first=first, ended=tuple(clock for clock in found.ended if clock.started_at == waited))


def _is_same_response(before: Clocks | None, after: Clocks) -> bool:
    """Whether the same wait for an answer goes on."""
    was, now = (None if each is None else each.response for each in (before, after))
    return was is not None and now is not None and (was.kind, was.started_at) == (now.kind, now.started_at)


def _timers(before: Ticket | None, after: Ticket, fired: TimerReason | None, policy: Policy) -> list[Effect]:
    """The timers that differ from what is set; one that has just fired is gone, so it is set anew."""
    found: list[Effect] = []
    for reason, wanted in zip(_CLOCK_TIMERS, (response_timer, resolution_timer), strict=True):
        was = None if before is None or fired is reason else wanted(before, policy)
        due = wanted(after, policy)
        if due is not None and due != was:
            found.append(SetTimer(after.number, reason, due))
        elif due is None and was is not None:
            found.append(CancelTimer(after.number, reason))
    return found
