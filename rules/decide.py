"""The one decision: an event and what is known in, the effects wanted and the reasons out.

Takes event, snapshot, policy and the time; gives a `Decision`. Pure: the same four give the same decision, always.
Never reads, writes, waits or rolls dice; numbers and nonces for what is new come in the snapshot.
"""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from rules.arrival import arrived
from rules.effects import TRACE_VERSION, Decision, Effect, MarkOutbox, Step, Trace
from rules.failures import Failure, failed, uncertain
from rules.keeping import kept
from rules.model import DeliveryReported, Event, MailArrived, OperatorActed, Snapshot, TimerFired
from rules.notify import notified
from rules.operator import acted
from rules.policy import Policy
from rules.reactions import reacted
from rules.steps import step
from rules.thread import target
from rules.timers import fired
from rules.words import Evidence, OutboxState

_LONGEST_INPUT = 300


def decide(event: Event, snapshot: Snapshot, policy: Policy, now: datetime) -> Decision:
    """What is to be done about `event`."""
    evidence = Evidence.NONE
    effects: tuple[Effect, ...]
    steps: tuple[Step, ...]
    match event:
        case MailArrived():
            outcome = arrived(event, snapshot, policy, now)
            effects, steps, evidence = outcome.effects, outcome.steps, outcome.evidence
        case TimerFired():
            fire = fired(event, snapshot, policy, now)
            effects, steps = fire.effects, fire.steps
        case DeliveryReported():
            effects, steps = _reported(event, snapshot, policy, now)
        case OperatorActed():
            done = acted(event, snapshot, policy, now)
            effects, steps = done.effects, done.steps
        case _:
            assert_never(event)
    reaction = reacted(event, effects, snapshot, policy, now)
    effects, steps = effects + reaction.effects, steps + reaction.steps
    effects = kept(effects, event, snapshot, policy, now)
    if isinstance(event, MailArrived):
        mails, told = notified(effects, event, snapshot, policy, now)
        effects, steps = (*effects, *mails), (*steps, *told)
    trace = Trace(TRACE_VERSION, type(event).__name__, policy.digest, now, _inputs(event), steps, evidence)
    return Decision(effects, trace)


def _reported(
    event: DeliveryReported, snapshot: Snapshot, policy: Policy, now: datetime
) -> tuple[tuple[Effect, ...], tuple[Step, ...]]:
    """The server we hand mails to has refused one for good, or we do not know what became of it."""
    outbox = event.outbox
    failure = Failure(outbox.kind, outbox.recipient, event.status, event.text, None)
    ticket = snapshot.tickets.get(outbox.ticket)
    state = OutboxState.FAILED if event.permanent else OutboxState.UNCERTAIN
    marked = MarkOutbox(outbox.id, state, f"{event.status} {event.text}".strip())
    told = step("delivery", state.value, f"the {outbox.kind} to {outbox.recipient}: {event.status} {event.text}")
    if ticket is None:
        return (marked,), (told,)
    ticket = target(ticket, snapshot)
    outcome = failed(ticket, failure, policy, now) if event.permanent else uncertain(ticket, failure, now)
    return (*outcome.effects, marked), (told,)


def _inputs(event: Event) -> tuple[tuple[str, str], ...]:
    """What the decision was about, by reference."""
    match event:
        case MailArrived():
            mail = event.mail
            pairs = [
                ("intake", str(event.intake)),
                ("mailbox", event.mailbox),
                ("received_at", event.received_at.isoformat()),
                ("raw_sha256", event.raw_sha256),
                ("message_id", mail.message_id or ""),
                ("from", mail.author or ""),
                ("subject", mail.subject),
            ]
        case TimerFired():
            pairs = [("ticket", str(event.ticket)), ("timer", event.reason.value), ("due", event.due.isoformat())]
        case DeliveryReported():
            pairs = [("ticket", str(event.outbox.ticket)), ("outbox", str(event.outbox.id))]
        case OperatorActed():
            pairs = [("ticket", str(event.act.ticket)), ("actor", event.actor), ("act", type(event.act).__name__)]
            if event.agent is not None:
                pairs.append(("agent", str(event.agent)))
        case _:
            assert_never(event)
    return tuple((name, value[:_LONGEST_INPUT]) for name, value in pairs)
