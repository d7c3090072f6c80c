"""Rules for what happens to a ticket that is there: a change, a timer of a rule, a bounce, the answer to a survey.

Takes the event and the effects it has led to; gives further effects, and a step for every rule that was asked.
Never reacts to what rules themselves did: one event, one round of rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from rules.classify import Classified, desk_values, react, standing_of
from rules.consequences import Scene, follow
from rules.effects import AppendMessage, ChangeTicket, Effect, MarkOutbox, RecordSurvey, Step
from rules.escalation import climb
from rules.model import DeliveryReported, Event, MailArrived, OperatorActed, Replan, Snapshot, Ticket, TimerFired
from rules.names import On, Value, history_values, person_values
from rules.plan import EscalationTarget
from rules.policy import Policy
from rules.words import MessageKind, OutboxState, Status, TimerReason

_FIELDS = ("status", "severity", "tier", "priority", "queue", "level", "team", "assignee", "tags")
_TARGETS = {2: EscalationTarget.L2, 3: EscalationTarget.L3}


@dataclass(frozen=True, slots=True)
class Reacted:
    """What rules make of the event."""

    effects: tuple[Effect, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Happening:
    """What kind of thing happened to which ticket, and the values only that kind has."""

    on: On
    ticket: int
    values: Mapping[str, Value]


def reacted(event: Event, effects: Sequence[Effect], snapshot: Snapshot, policy: Policy, now: datetime) -> Reacted:
    """All rules for such an event, over the ticket as the event left it."""
    found = Reacted((), ())
    for happening in _happenings(event, effects, snapshot, now):
        before = snapshot.tickets.get(happening.ticket)
        if before is None or not any(rule.on is happening.on for rule in policy.rules):
            continue
        current = _as_left(before, (*effects, *found.effects))
        if current.status is Status.CLOSED or current.merged_into is not None:
            continue
        more = _round(happening, before, current, snapshot, policy, now)
        found = Reacted(found.effects + more.effects, found.steps + more.steps)
    return found


def _happenings(event: Event, effects: Sequence[Effect], snapshot: Snapshot, now: datetime) -> tuple[_Happening, ...]:
    match event:
        case TimerFired(ticket=number, reason=TimerReason.RULE):
            ticket = snapshot.tickets.get(number)
            due = () if ticket is None else tuple(name for name, at in ticket.timers if at <= now)
            return tuple(_Happening(On.TIMER, number, {"timer.name": name}) for name in due)
        case TimerFired():
            return ()
        case OperatorActed(act=act):
            return () if isinstance(act, Replan) else _changed(act.ticket, "agent", effects)
        case DeliveryReported(outbox=outbox):
            return _bounced(outbox.ticket, effects)
        case MailArrived(stub=stub):
            scored = next((effect for effect in effects if isinstance(effect, RecordSurvey)), None)
            if scored is not None:
                values: dict[str, Value] = {"survey.score": scored.score, "survey.comment": scored.comment}
                return (_Happening(On.SURVEY, scored.ticket, values),)
            written = next((effect.message for effect in effects if isinstance(effect, AppendMessage)), None)
            if stub is not None:
                return ()
            if written is None:  # an agent's mail that was commands alone
                changes = (effect for effect in effects if isinstance(effect, ChangeTicket))
                return tuple(each for change in changes for each in _changed(change.after.number, "agent", effects))[:1]
            if written.kind is MessageKind.INBOUND:
                return _changed(written.ticket, "customer", effects)
            if written.kind in (MessageKind.ANSWER, MessageKind.NOTE):
                return _changed(written.ticket, "agent", effects)
            return _bounced(written.ticket, effects)
        case _:
            assert_never(event)


def _changed(ticket: int, by: str, effects: Sequence[Effect]) -> tuple[_Happening, ...]:
    change = next((one for one in effects if isinstance(one, ChangeTicket) and one.after.number == ticket), None)
    if change is None:
        return ()
    fields = tuple(name for name in _FIELDS if getattr(change.before, name) != getattr(change.after, name))
    return (_Happening(On.CHANGE, ticket, {"change.by": by, "change.of": fields}),)


def _bounced(ticket: int, effects: Sequence[Effect]) -> tuple[_Happening, ...]:
    marks = [one for one in effects if isinstance(one, MarkOutbox) and one.state is OutboxState.FAILED]
    written = next((effect.message.ticket for effect in effects if isinstance(effect, AppendMessage)), ticket)
    return tuple(_Happening(On.BOUNCE, written, {"bounce.detail": mark.detail}) for mark in marks[:1])


def _as_left(before: Ticket, effects: Sequence[Effect]) -> Ticket:
    """The ticket after these effects; a message may have been added without another change."""
    changes = (one.after for one in effects if isinstance(one, ChangeTicket) and one.after.number == before.number)
    current = next(reversed(list(changes)), before)
    written = (one.message for one in effects if isinstance(one, AppendMessage))
    seqs = (message.seq for message in written if message.ticket == before.number)
    return replace(current, last_seq=max(current.last_seq, *seqs, 0))


def _round(
    happening: _Happening, before: Ticket, current: Ticket, snapshot: Snapshot, policy: Policy, now: datetime
) -> Reacted:
    requester = snapshot.contacts.get(current.requester)
    account = snapshot.account if current.account is not None else None
    values = {
        "mailbox": current.mailbox,
        **person_values(requester, account, known=requester is not None),
        **desk_values(policy, snapshot.agents.values(), now),
        **history_values(current, now),
        **happening.values,
    }
    classified = react(policy, happening.on, values, standing_of(current, snapshot.agents))
    stood = _stands(classified, current, snapshot, policy, now)
    may_write = current.clocks is not None and current.clocks.first.told is not None
    scene = Scene(snapshot, policy, now, "", None, may_write)
    followed = follow(classified.matched, _as_left(current, stood.effects), scene)
    others = tuple(effect for effect in stood.effects if not isinstance(effect, ChangeTicket))
    changes = () if followed.ticket == current else (ChangeTicket(before, followed.ticket),)
    return Reacted((*others, *changes, *followed.effects), (*classified.steps, *stood.steps, *followed.steps))


def _stands(classified: Classified, current: Ticket, snapshot: Snapshot, policy: Policy, now: datetime) -> Reacted:
    """The ticket as the rules want it to stand. A higher level is a climb: the next team must take it."""
    standing = classified.standing
    after = replace(
        current,
        severity=standing.severity,
        tier=standing.tier,
        priority=standing.priority,
        queue=standing.queue,
        tags=standing.tags,
    )
    if standing.level > current.level:
        because = f"rule {', '.join(rule.id for rule in classified.matched)}"
        acted = climb(current, after, _TARGETS[standing.level], because, snapshot, policy, now)
        return Reacted(acted.effects, acted.steps)
    after = replace(after, level=standing.level, team=standing.team)
    return Reacted(() if after == current else (ChangeTicket(current, after),), ())
