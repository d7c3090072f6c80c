"""What people do with tickets by command: answer, note, change, assign, close, reopen.

Takes the event, the snapshot and the policy; gives effects and steps. An act that is not allowed changes nothing and
ends in a step "act" with the outcome "refused" and a reason code. Never lets anything internal reach a customer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from parsers.mail import Address
from parsers.token import Purpose
from rules.classify import retier, standing_of
from rules.clocks import Turn
from rules.drafts import Letter, can_be_written_to, personal_mail, plain_subject
from rules.effects import AddTurn, AppendMessage, ChangeTicket, Effect, Step
from rules.lifecycle import BY_HAND, Cause
from rules.model import (
    Answer,
    Assign,
    Change,
    Close,
    Contact,
    Message,
    Note,
    OperatorActed,
    Reopen,
    Replan,
    Snapshot,
    Ticket,
)
from rules.moves import Moved, changed, moved
from rules.names import Standing, Value, person_values
from rules.policy import Policy
from rules.sender import greeting
from rules.steps import step
from rules.teams import owner
from rules.templates import Filler, fill
from rules.tokens import root_id
from rules.words import MailKind, MessageKind, Priority, Status, Tier

_MOST_TAGS = 50
_REFERENCES = 20


@dataclass(frozen=True, slots=True)
class Done:
    """Effects and the steps that tell them."""

    effects: tuple[Effect, ...]
    steps: tuple[Step, ...]


def acted(event: OperatorActed, snapshot: Snapshot, policy: Policy, now: datetime) -> Done:
    """What the act leads to."""
    ticket = snapshot.tickets.get(event.act.ticket)
    if ticket is None:
        return refused("ticket_unknown")
    if ticket.merged_into is not None:
        return refused("ticket_merged", f"into #{ticket.merged_into}")
    if event.agent is not None and not _works_here(event.agent, snapshot):
        return refused("agent_unknown")
    match event.act:
        case Answer() as act:
            return _answered(event, act, ticket, snapshot, policy, now)
        case Note(text=text):
            return _noted(event, text, ticket, snapshot, policy, now)
        case Change() as act:
            return _changed(act, ticket, snapshot, policy, now)
        case Assign(agent=agent):
            return _assigned(agent, ticket, snapshot, policy, now)
        case Close(final=final):
            return _moved_by_hand(ticket, Cause.CLOSED if final else Cause.RESOLVED, policy, now)
        case Reopen():
            return _moved_by_hand(ticket, Cause.REOPENED, policy, now)
        case Replan(tier=tier, priority=priority):
            return _replanned(ticket, tier, priority)
        case _:
            assert_never(event.act)


def refused(code: str, because: str = "") -> Done:
    """Nothing happens; the code is one of `rules.reasons`."""
    return Done((), (step("act", "refused", code), *((step("act", "detail", because),) if because else ())))


# --- words -------------------------------------------------------------------------------------------


def _answered(
    event: OperatorActed, act: Answer, ticket: Ticket, snapshot: Snapshot, policy: Policy, now: datetime
) -> Done:
    requester = snapshot.contacts.get(ticket.requester)
    if not act.text.strip():
        return refused("text_empty")
    if requester is None or not can_be_written_to(requester.address):
        return refused("no_reply_address")
    outcome = _after_answer(ticket, act.status, policy, now)
    if outcome is None:
        return refused("status_forbids", ticket.status.value)
    seq = ticket.last_seq + 1
    mail = personal_mail(_letter(event, act, ticket, requester, seq, snapshot, policy), ticket, snapshot, now)
    after = replace(outcome.after, last_seq=seq, answered_at=ticket.answered_at or now, accept_by=None)
    turn = AddTurn(ticket.number, Turn(now, after.status, owed=False, answered=True, told=None))
    message = _message(event, ticket, MessageKind.ANSWER, act.text, snapshot, now, (mail.draft.message_id,))
    told = step("act", "answered", f"to {requester.address}; status {ticket.status} → {after.status}")
    return Done((*changed(ticket, after), turn, AppendMessage(message), mail, *outcome.timers), (told,))


def _after_answer(ticket: Ticket, wanted: Status, policy: Policy, now: datetime) -> Moved | None:
    """An answer leads to pending; from there to whatever else was asked for."""
    first = moved(ticket, Cause.ANSWERED, policy, now)
    if first is None or wanted is Status.PENDING:
        return first
    cause = BY_HAND.get(wanted)
    second = None if cause is None else moved(first.after, cause, policy, now)
    return None if second is None else Moved(second.after, (*first.timers, *second.timers))


def _letter(
    event: OperatorActed,
    act: Answer,
    ticket: Ticket,
    requester: Contact,
    seq: int,
    snapshot: Snapshot,
    policy: Policy,
) -> Letter:
    agent = None if event.agent is None else snapshot.agents[event.agent]
    desk_name = snapshot.mailbox.display_name
    values: dict[str, Filler] = {
        "number": ticket.number,
        "subject": plain_subject(ticket.subject),
        "text": act.text,
        "agent": "" if agent is None else agent.name,
        "desk": snapshot.desk.name,
    }
    chain = snapshot.threads.get(ticket.number, ())[-_REFERENCES:]
    root = root_id(snapshot.desk, snapshot.mailbox, ticket)
    return Letter(
        kind=MailKind.ANSWER,
        purpose=Purpose.ANSWER,
        cause=f"answer:{ticket.number}:{seq}",
        person=requester.id,
        recipient=Address(greeting(requester.name), requester.address),
        from_name=desk_name if agent is None else f"{agent.name} via {desk_name}",
        seq=seq,
        filled=fill(policy.templates, "answer", ticket.language, values),
        in_reply_to=chain[-1] if chain else root,
        references=chain,
        language=ticket.language,
    )


def _noted(event: OperatorActed, text: str, ticket: Ticket, snapshot: Snapshot, policy: Policy, now: datetime) -> Done:
    if not text.strip():
        return refused("text_empty")
    message = _message(event, ticket, MessageKind.NOTE, text, snapshot, now, ())
    outcome = moved(ticket, Cause.AGENT_ACTED, policy, now) or Moved(ticket, ())
    after = replace(outcome.after, last_seq=message.seq)
    return Done((*changed(ticket, after), AppendMessage(message), *outcome.timers), (step("act", "noted"),))


def _message(
    event: OperatorActed,
    ticket: Ticket,
    kind: MessageKind,
    text: str,
    snapshot: Snapshot,
    now: datetime,
    message_ids: tuple[str, ...],
) -> Message:
    author = event.actor if event.agent is None else snapshot.agents[event.agent].login
    return Message(
        ticket=ticket.number,
        seq=ticket.last_seq + 1,
        kind=kind,
        at=now,
        author=author,
        verified=True,
        subject=ticket.subject if kind is MessageKind.ANSWER else "",
        text=text,
        intake=None,
        message_ids=message_ids,
    )


# --- fields ------------------------------------------------------------------------------------------


def _changed(act: Change, ticket: Ticket, snapshot: Snapshot, policy: Policy, now: datetime) -> Done:
    if act.queue is not None and act.queue not in policy.numbers.queues:
        return refused("queue_unknown", ", ".join(policy.numbers.queues))
    outcome = moved(ticket, Cause.AGENT_ACTED, policy, now) or Moved(ticket, ())
    timers = outcome.timers
    if act.status is not None:
        cause = BY_HAND.get(act.status)
        by_hand = None if cause is None else moved(ticket, cause, policy, now)
        if by_hand is None:
            return refused("status_forbids", f"{ticket.status} → {act.status}")
        outcome, timers = by_hand, by_hand.timers
    standing, steps = _standing(act, ticket, snapshot, policy)
    tags = tuple(tag for tag in dict.fromkeys((*ticket.tags, *act.add_tags)) if tag not in act.drop_tags)
    after = replace(
        outcome.after,
        severity=standing.severity,
        tier=standing.tier,
        priority=standing.priority,
        queue=standing.queue,
        level=standing.level,
        tags=tags[:_MOST_TAGS],
    )
    if (after.queue, after.level) != (ticket.queue, ticket.level):
        # Another team's now, and given by hand: nobody has to take it by a time.
        after = replace(after, team=owner(policy.teams, after.queue, after.level), accept_by=None)
    if after == ticket:
        return refused("nothing_to_change")
    return Done((*changed(ticket, after), *timers), (*steps, step("act", "changed", _difference(ticket, after))))


def _standing(act: Change, ticket: Ticket, snapshot: Snapshot, policy: Policy) -> tuple[Standing, tuple[Step, ...]]:
    """What was asked for; what follows from it by policy where nothing was: severity → tier → priority."""
    severity, tier = act.severity or ticket.severity, act.tier or ticket.tier
    queue, level = act.queue or ticket.queue, act.level or ticket.level
    standing = replace(standing_of(ticket, snapshot.agents), severity=severity, tier=tier, queue=queue, level=level)
    steps: tuple[Step, ...] = ()
    if severity is not ticket.severity and act.tier is None:
        classified = retier(policy, _known(ticket, snapshot), standing)
        standing, steps = replace(standing, tier=classified.standing.tier), classified.steps
    if act.priority is not None:
        return replace(standing, priority=act.priority), steps
    if severity is not ticket.severity or standing.tier is not ticket.tier:
        return replace(standing, priority=policy.matrix[(standing.tier, severity)]), steps
    return standing, steps


def _known(ticket: Ticket, snapshot: Snapshot) -> dict[str, Value]:
    requester = snapshot.contacts.get(ticket.requester)
    account = snapshot.account if ticket.account is not None else None
    return person_values(requester, account, known=requester is not None)


def _assigned(agent: int | None, ticket: Ticket, snapshot: Snapshot, policy: Policy, now: datetime) -> Done:
    if agent is not None and not _works_here(agent, snapshot):
        return refused("agent_unknown")
    if agent == ticket.assignee:
        return refused("nothing_to_change")
    outcome = moved(ticket, Cause.AGENT_ACTED, policy, now) or Moved(ticket, ())
    after = replace(outcome.after, assignee=agent, accept_by=None if agent is not None else ticket.accept_by)
    to = "nobody" if agent is None else snapshot.agents[agent].login
    return Done((*changed(ticket, after), *outcome.timers), (step("act", "assigned", f"to {to}"),))


def _works_here(agent: int, snapshot: Snapshot) -> bool:
    return agent in snapshot.agents and snapshot.agents[agent].active


def _moved_by_hand(ticket: Ticket, cause: Cause, policy: Policy, now: datetime) -> Done:
    outcome = moved(ticket, cause, policy, now)
    if outcome is None:
        return refused("status_forbids", ticket.status.value)
    if outcome.after == ticket:
        return refused("nothing_to_change", ticket.status.value)
    told = step("act", "changed", _difference(ticket, outcome.after))
    return Done((*changed(ticket, outcome.after), *outcome.timers), (told,))


def _replanned(ticket: Ticket, tier: Tier, priority: Priority) -> Done:
    """Written even where tier and priority stay: the clocks may not."""
    after = replace(ticket, tier=tier, priority=priority)
    told = step("act", "changed", _difference(ticket, after) or "clocks worked out anew")
    return Done((ChangeTicket(ticket, after),), (told,))


def _difference(before: Ticket, after: Ticket) -> str:
    fields = ("status", "severity", "tier", "priority", "queue", "level", "tags")
    return "; ".join(
        f"{field} {_shown(getattr(before, field))} → {_shown(getattr(after, field))}"
        for field in fields
        if getattr(before, field) != getattr(after, field)
    )


def _shown(value: object) -> str:
    match value:
        case None:
            return "none"
        case datetime():
            return value.isoformat(timespec="minutes")
        case tuple():
            return ", ".join(map(str, value)) or "none"
        case _:
            return str(value)
