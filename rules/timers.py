"""A timer came due: closing what stayed resolved, and the summary of held-back acknowledgements.

Takes the event, the snapshot and the policy; gives effects and steps.
Never acts on a timer whose reason is gone: each looks at the ticket as it is now (F44).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from parsers.mail import Address
from parsers.token import Purpose
from rules.acknowledge import daily_cap
from rules.consequences import next_timer
from rules.drafts import Letter, automatic_mail, can_be_written_to
from rules.effects import CancelTimer, Effect, SetTimer, Step
from rules.escalation import Acted, acceptance_due, resolution_due, response_due
from rules.lifecycle import Cause
from rules.model import Snapshot, Ticket, TimerFired
from rules.moves import changed, moved
from rules.policy import Policy
from rules.reminders import reminder_due
from rules.sender import is_ours
from rules.steps import step
from rules.surveys import survey_due
from rules.templates import fill
from rules.words import MailKind, Status, TimerReason

_MOST_NUMBERS = 50
_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Fired:
    """What a timer leads to."""

    effects: tuple[Effect, ...]
    steps: tuple[Step, ...]


def fired(event: TimerFired, snapshot: Snapshot, policy: Policy, now: datetime) -> Fired:
    """What the timer leads to; nothing when its ticket is gone."""
    ticket = snapshot.tickets.get(event.ticket)
    if ticket is None:
        return Fired((), (step("timer", "nothing", "the ticket is gone"),))
    match event.reason:
        case TimerReason.AUTO_CLOSE:
            return _auto_close(ticket, policy, now)
        case TimerReason.SUMMARY:
            return _summary(event, ticket, snapshot, policy, now)
        case TimerReason.RESPONSE:
            return _escalated(response_due(ticket, snapshot, policy, now))
        case TimerReason.RESOLUTION:
            return _escalated(resolution_due(ticket, snapshot, policy, now))
        case TimerReason.ACCEPT:
            return _escalated(acceptance_due(ticket, snapshot, policy, now))
        case TimerReason.REMIND:
            reminded = reminder_due(ticket, snapshot, policy, now)
            return Fired(reminded.effects, reminded.steps)
        case TimerReason.SURVEY:
            surveyed = survey_due(ticket, snapshot, policy, now)
            return Fired(surveyed.effects, surveyed.steps)
        case TimerReason.RULE:
            return _of_rules(ticket, now)
        case _:
            assert_never(event.reason)


def _escalated(acted: Acted) -> Fired:
    return Fired(acted.effects, acted.steps)


def _of_rules(ticket: Ticket, now: datetime) -> Fired:
    """What is due is over; the rest waits on. Which rules it makes run, `rules.reactions` asks."""
    names = [name for name, due in ticket.timers if due <= now]
    rest = tuple((name, due) for name, due in ticket.timers if due > now)
    after = replace(ticket, timers=() if ticket.status is Status.CLOSED else rest)
    following = next_timer(after) if after.timers else ()
    return Fired((*changed(ticket, after), *following), (step("timer", "due" if names else "later", ", ".join(names)),))


def _auto_close(ticket: Ticket, policy: Policy, now: datetime) -> Fired:
    if ticket.status is not Status.RESOLVED or ticket.resolved_at is None:
        return Fired((), (step("timer", "nothing", f"the ticket is {ticket.status} by now"),))
    due = ticket.resolved_at + policy.numbers.auto_close
    if due > now:  # resolved anew, or the policy gives it longer, since the timer was set
        return Fired((SetTimer(ticket.number, TimerReason.AUTO_CLOSE, due),), (step("timer", "later"),))
    outcome = moved(ticket, Cause.TIME_PASSED, policy, now)
    assert outcome is not None
    days = policy.numbers.auto_close.days
    return Fired(changed(ticket, outcome.after), (step("timer", "closed", f"resolved for {days} days"),))


def _summary(event: TimerFired, ticket: Ticket, snapshot: Snapshot, policy: Policy, now: datetime) -> Fired:
    """One mail for all that is held back, and one more than the cap within any 24 hours."""
    contact = snapshot.contacts.get(ticket.requester)
    named = tuple(dict.fromkeys((ticket.number, *snapshot.held_back)))
    over = tuple(CancelTimer(number, TimerReason.SUMMARY) for number in named if number != ticket.number)
    if contact is None or not can_be_written_to(contact.address) or is_ours(contact.address, snapshot.desk):
        return Fired(over, (step("acknowledgement", "no_reply_address"),))
    if contact.address in snapshot.suppressed:
        return Fired(over, (step("acknowledgement", "address_suppressed", contact.address),))
    cap = daily_cap(snapshot.account, policy)
    if cap == 0:
        return Fired(over, (step("acknowledgement", "sender_capped", "the cap is 0 by now"),))
    if len(snapshot.automatic) > cap:
        due = snapshot.automatic[-cap - 1] + _DAY
        later = tuple(SetTimer(number, TimerReason.SUMMARY, due) for number in named)
        return Fired(later, (step("timer", "later", f"{len(snapshot.automatic)} automatic mails within 24 hours"),))
    numbers = tuple(map(str, named))
    letter = Letter(
        kind=MailKind.ACKNOWLEDGEMENT,
        purpose=Purpose.ACKNOWLEDGEMENT,
        cause=f"summary:{ticket.number}:{event.due:%Y-%m-%dT%H:%M:%S}",
        person=contact.id,
        recipient=Address("", contact.address),
        from_name=snapshot.mailbox.display_name,
        seq=ticket.last_seq,
        filled=fill(
            policy.templates,
            "summary",
            ticket.language,
            {"numbers": numbers[:_MOST_NUMBERS], "desk": snapshot.desk.name},
        ),
        in_reply_to=None,
        references=(),
        language=ticket.language,
    )
    told = step("acknowledgement", "summary", ", ".join(f"#{number}" for number in numbers))
    return Fired((automatic_mail(letter, ticket, snapshot, now), *over), (told,))
