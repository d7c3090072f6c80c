"""Which agents are told that a customer wrote: the one who has the ticket, else those on duty for the best promise.

Takes the effects of a decision about a mail, complete (after `rules.keeping`); gives the mails to agents.
Never tells anybody of robots' mails or plain thanks, and never a whole team: 200 tickets and 12 agents are not 2,400
mails.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from parsers.token import Purpose
from rules.agentletters import letter, person
from rules.duty import on_duty
from rules.effects import AddTurn, AppendMessage, ChangeTicket, Effect, OpenTicket, QueueMail, Step
from rules.model import Agent, MailArrived, Message, Snapshot, Ticket
from rules.names import new_text
from rules.policy import Policy
from rules.steps import step
from rules.templates import Filler
from rules.words import MessageKind, Tier

_MOST_WORDS = 20_000


def notified(
    effects: Sequence[Effect], event: MailArrived, snapshot: Snapshot, policy: Policy, now: datetime
) -> tuple[tuple[QueueMail, ...], tuple[Step, ...]]:
    """The mails, and the step that tells them; nothing where the mail asks for nothing."""
    messages = (each.message for each in effects if isinstance(each, AppendMessage))
    message = next((each for each in messages if _is_this_mail(each, event)), None)
    if message is None or not event.may_answer or event.aside is not None or not _asks(effects, message.ticket):
        return (), ()
    ticket = _afterwards(effects, message.ticket, snapshot)
    people = _whom(ticket, snapshot, policy, now)
    mails = tuple(_mail(who, ticket, message, event, snapshot, policy, now) for who in people)
    told = ", ".join(each.login for each in people) or "nobody"
    return mails, (step("notification", told),)


def _is_this_mail(message: Message, event: MailArrived) -> bool:
    return message.kind is MessageKind.INBOUND and message.intake == event.intake


def _asks(effects: Sequence[Effect], number: int) -> bool:
    """Somebody waits for an answer because of it."""
    return any(isinstance(each, AddTurn) and each.ticket == number and each.turn.owed for each in effects)


def _afterwards(effects: Sequence[Effect], number: int, snapshot: Snapshot) -> Ticket:
    for effect in reversed(effects):
        match effect:
            case ChangeTicket(_, after) if after.number == number:
                return after
            case OpenTicket(ticket) if ticket.number == number:
                return ticket
            case _:
                continue
    return snapshot.tickets[number]


def _whom(ticket: Ticket, snapshot: Snapshot, policy: Policy, now: datetime) -> tuple[Agent, ...]:
    holder = snapshot.agents.get(ticket.assignee) if ticket.assignee is not None else None
    if holder is not None and holder.active and holder.addresses:
        return (holder,)
    if ticket.tier is Tier.PLATINUM:
        return on_duty(ticket.team, snapshot.agents.values(), policy, now)
    return ()


def _mail(
    who: Agent,
    ticket: Ticket,
    message: Message,
    event: MailArrived,
    snapshot: Snapshot,
    policy: Policy,
    now: datetime,
) -> QueueMail:
    name = event.mail.from_[0].name if event.mail.from_ else ""
    account = snapshot.account if snapshot.account is not None and ticket.account == snapshot.account.id else None
    values: dict[str, Filler] = {
        "customer": person(message.author, name, snapshot),
        "account": "" if account is None else account.name,
        "language": "" if ticket.language == snapshot.mailbox.language else ticket.language,
        "unverified": not message.verified,
        "words": (new_text(event.mail).strip() or message.text.strip())[:_MOST_WORDS],
    }
    return letter("notification", Purpose.NOTIFICATION, who, ticket, message.seq, values, snapshot, policy, now)
