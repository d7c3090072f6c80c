"""A ticket that waits for its customer: reminded twice, then resolved with a notice; all by policy.

Takes the timer and the ticket as it is now; gives effects and steps. Never reminds whom mails do not reach.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from parsers.mail import Address
from parsers.token import Purpose
from rules.caps import room
from rules.drafts import Letter, automatic_mail, can_be_written_to
from rules.effects import AppendMessage, CancelTimer, ChangeTicket, Effect, QueueMail, SetTimer, Step
from rules.lifecycle import Cause
from rules.model import Snapshot, Ticket
from rules.moves import moved, told
from rules.policy import Policy
from rules.sender import is_ours
from rules.steps import step
from rules.templates import Filler, fill
from rules.words import MailKind, Status, TimerReason


@dataclass(frozen=True, slots=True)
class Reminded:
    """What the timer leads to."""

    effects: tuple[Effect, ...]
    steps: tuple[Step, ...]


def reminder_due(ticket: Ticket, snapshot: Snapshot, policy: Policy, now: datetime) -> Reminded:
    """The next reminder, or the end of waiting."""
    numbers = policy.numbers
    if ticket.status is not Status.PENDING or not numbers.reminders:
        return Reminded((), (step("timer", "nothing", f"the ticket is {ticket.status}"),))
    later = room(snapshot, policy).since
    if later is not None:
        said = step("timer", "later", f"{len(snapshot.automatic)} automatic mails within 24 hours")
        return Reminded((SetTimer(ticket.number, TimerReason.REMIND, later),), (said,))
    if ticket.reminded >= numbers.reminders:
        return _given_up(ticket, snapshot, policy, now)
    is_last = ticket.reminded + 1 == numbers.reminders
    words: dict[str, Filler] = {"last": is_last, "days": numbers.remind.days}
    mail = _mail("reminder", words, ticket, snapshot, policy, now)
    note = told(ticket, "reminded the customer" if mail else "nobody to remind", now, None)
    after = replace(ticket, reminded=ticket.reminded + 1, last_seq=note.seq)
    timer = SetTimer(ticket.number, TimerReason.REMIND, now + numbers.remind)
    return Reminded((ChangeTicket(ticket, after), AppendMessage(note), *mail, timer), (step("timer", "reminded"),))


def _given_up(ticket: Ticket, snapshot: Snapshot, policy: Policy, now: datetime) -> Reminded:
    outcome = moved(ticket, Cause.RESOLVED, policy, now)
    assert outcome is not None
    note = told(ticket, "resolved: the customer did not answer", now, None)
    mail = _mail("given-up", {}, ticket, snapshot, policy, now)
    effects: tuple[Effect, ...] = (
        ChangeTicket(ticket, replace(outcome.after, last_seq=note.seq)),
        AppendMessage(note),
        *mail,
        *outcome.timers,
        CancelTimer(ticket.number, TimerReason.SURVEY),  # who never answered is not asked how it was
    )
    return Reminded(effects, (step("timer", "resolved", "no answer after the last reminder"),))


def _mail(
    template: str, words: dict[str, Filler], ticket: Ticket, snapshot: Snapshot, policy: Policy, now: datetime
) -> tuple[QueueMail, ...]:
    contact = snapshot.contacts.get(ticket.requester)
    if contact is None or not can_be_written_to(contact.address) or is_ours(contact.address, snapshot.desk):
        return ()
    if contact.address in snapshot.suppressed or room(snapshot, policy).never:
        return ()
    filled = fill(
        policy.templates, template, ticket.language, {"number": ticket.number, "desk": snapshot.desk.name, **words}
    )
    letter = Letter(
        kind=MailKind.NOTIFICATION,
        purpose=Purpose.ACKNOWLEDGEMENT,
        cause=f"{template}:{ticket.number}:{ticket.last_seq + 1}",
        person=contact.id,
        recipient=Address("", contact.address),
        from_name=snapshot.mailbox.display_name,
        seq=ticket.last_seq + 1,
        filled=filled,
        in_reply_to=None,
        references=(),
        language=ticket.language,
    )
    return (automatic_mail(letter, ticket, snapshot, now),)
