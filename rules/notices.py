"""Mails to the people of the desk: what a ticket is about, what is promised, how much time is left.

Takes a ticket, a person and why; gives the mail. Never goes to a customer, and never decides whether one is sent.
"""

from __future__ import annotations

from datetime import datetime

from parsers.mail import Address
from parsers.token import Purpose
from rules.agentletters import actions
from rules.calendars import elapsed
from rules.dates import in_words
from rules.drafts import Letter, agent_mail, automatic_mail, plain_subject
from rules.effects import QueueMail
from rules.model import Agent, Snapshot, Ticket
from rules.policy import Policy
from rules.templates import Filler, fill
from rules.words import MailKind, MessageKind

_MOST_WORDS = 2_000
_DESK_LANGUAGE = "en"
_NOBODY = 0  # whoever reads an address of operators is no person that a token could be for


def notice(
    template: str, ticket: Ticket, agent: Agent, because: str, snapshot: Snapshot, policy: Policy, now: datetime
) -> QueueMail:
    """One mail an agent and event, with all that is needed to go on."""
    recipient = Address(agent.name, agent.addresses[0])
    links = actions(ticket, agent, snapshot, now)
    letter = _letter(template, agent.id, recipient, ticket, because, links, snapshot, policy, now)
    return agent_mail(letter, ticket, snapshot, now)


def notice_to(
    address: str, ticket: Ticket, because: str, snapshot: Snapshot, policy: Policy, now: datetime
) -> QueueMail:
    """The same for an address that is no agent's: automatic, and nothing can be done by replying."""
    letter = _letter("notice", _NOBODY, Address("", address), ticket, because, "", snapshot, policy, now)
    return automatic_mail(letter, ticket, snapshot, now)


def _letter(
    template: str,
    person: int,
    recipient: Address,
    ticket: Ticket,
    because: str,
    links: str,
    snapshot: Snapshot,
    policy: Policy,
    now: datetime,
) -> Letter:
    kind = MailKind.ESCALATION if template == "escalation" else MailKind.NOTIFICATION
    return Letter(
        kind=kind,
        purpose=Purpose.ESCALATION if kind is MailKind.ESCALATION else Purpose.NOTIFICATION,
        cause=f"{template}:{ticket.number}:{ticket.last_seq}",
        person=person,
        recipient=recipient,
        from_name=snapshot.mailbox.display_name,
        seq=ticket.last_seq,
        filled=fill(policy.templates, template, _DESK_LANGUAGE, _words(ticket, because, links, snapshot, policy, now)),
        in_reply_to=None,
        references=(),
        language=_DESK_LANGUAGE,
    )


def _words(
    ticket: Ticket, because: str, links: str, snapshot: Snapshot, policy: Policy, now: datetime
) -> dict[str, Filler]:
    requester = snapshot.contacts.get(ticket.requester)
    account = snapshot.account.name if snapshot.account is not None and ticket.account is not None else ""
    accept_by = "" if ticket.accept_by is None else in_words(ticket.accept_by, snapshot.desk.zone, _DESK_LANGUAGE)
    due = "" if ticket.due_at is None else in_words(ticket.due_at, snapshot.desk.zone, _DESK_LANGUAGE)
    return {
        "number": ticket.number,
        "subject": plain_subject(ticket.subject),
        "because": because,
        "customer": "" if requester is None else requester.address,
        "account": account,
        "tier": ticket.tier.value,
        "priority": ticket.priority.value,
        "level": ticket.level,
        "team": ticket.team,
        "due": due,
        "left": _left(ticket, policy, now),
        "accept_by": accept_by,
        "so_far": so_far(ticket, snapshot),
        "actions": links,
        "desk": snapshot.desk.name,
    }


def _left(ticket: Ticket, policy: Policy, now: datetime) -> str:
    """Working time until the answer is due, "" when it is over."""
    response = None if ticket.clocks is None else ticket.clocks.response
    if response is None or response.due_at is None or response.due_at <= now:
        return ""
    minutes = int(elapsed(policy.calendars[response.calendar], now, response.due_at).total_seconds()) // 60
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def so_far(ticket: Ticket, snapshot: Snapshot) -> str:
    """What was said and tried: the newest messages, oldest of them first."""
    recent = snapshot.recent.get(ticket.number, ())
    words = {MessageKind.INBOUND: "wrote", MessageKind.ANSWER: "answered", MessageKind.NOTE: "noted"}
    lines = [
        f"{message.at:%Y-%m-%d %H:%M} UTC, {message.author} {words[message.kind]}:\n{message.text.strip()}"
        for message in recent
        if message.kind in words
    ]
    return "\n\n".join(lines)[-_MOST_WORDS:]
