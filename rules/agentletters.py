"""The mails that agents get about a ticket: what happened, what was refused or asked, what waits for their yes.

Takes an agent, a ticket and words; gives `QueueMail`s with a signed address to answer to and signed actions.
Never goes to anybody but an agent, at the registered address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from parsers.mail import Address
from parsers.token import Purpose
from rules.drafts import Letter, agent_mail, plain_subject
from rules.effects import QueueMail
from rules.model import Agent, Snapshot, Ticket
from rules.policy import Policy
from rules.sender import greeting
from rules.templates import Filler, fill
from rules.tokens import reply_to
from rules.words import MailKind, Status

DESK_LANGUAGE = "en"
_COMMANDS = ("take", "close", "escalate", "spam")


def letter(
    template: str,
    purpose: Purpose,
    agent: Agent,
    ticket: Ticket,
    seq: int,
    values: Mapping[str, Filler],
    snapshot: Snapshot,
    policy: Policy,
    now: datetime,
) -> QueueMail:
    """A mail about message `seq`. `purpose`: what an answer to it is. `values`: what this template has of its own."""
    common: dict[str, Filler] = {
        "number": ticket.number,
        "subject": plain_subject(ticket.subject),
        "status": status_line(ticket, snapshot, now),
        "actions": actions(ticket, agent, snapshot, now),
        "desk": snapshot.desk.name,
    }
    mail = Letter(
        kind=MailKind.NOTIFICATION,
        purpose=purpose,
        cause=f"{template}:{ticket.number}:{seq}",
        person=agent.id,
        recipient=Address(agent.name, agent.addresses[0]),
        from_name=snapshot.mailbox.display_name,
        seq=seq,
        filled=fill(policy.templates, template, DESK_LANGUAGE, common | dict(values)),
        in_reply_to=None,
        references=(),
        language=DESK_LANGUAGE,
    )
    return agent_mail(mail, ticket, snapshot, now)


def for_a_yes(mail: QueueMail, ticket: Ticket, seq: int, snapshot: Snapshot, now: datetime) -> QueueMail:
    """The mail, answered to the address that lets message `seq` go; counted, so that a forger cannot flood an agent."""
    address = reply_to(snapshot.desk, snapshot.mailbox, ticket, seq, now, Purpose.CONFIRM)
    draft = replace(mail.draft, reply_to=Address(snapshot.mailbox.display_name, address))
    return replace(mail, automatic=True, draft=draft)


def status_line(ticket: Ticket, snapshot: Snapshot, now: datetime) -> str:
    """ "Gold · due 14:05 · L1", and the status where it is not the ordinary one."""
    words = [ticket.tier.value.capitalize()]
    if ticket.due_at is not None:
        words.append(f"due {_clock(ticket.due_at, snapshot, now)}")
    words.append(f"L{ticket.level}")
    if ticket.status not in (Status.NEW, Status.OPEN):
        words.append(ticket.status.value.replace("_", " "))
    return " · ".join(words)


def _clock(moment: datetime, snapshot: Snapshot, now: datetime) -> str:
    zone = ZoneInfo(snapshot.desk.zone)
    due, today = moment.astimezone(zone), now.astimezone(zone)
    return f"{due:%H:%M}" if due.date() == today.date() else f"{due:%a %d %b %H:%M}"


def actions(ticket: Ticket, agent: Agent, snapshot: Snapshot, now: datetime) -> str:
    """Links that open a mail with a command in it, and the address where all words are notes."""
    answer, note = (
        reply_to(snapshot.desk, snapshot.mailbox, ticket, agent.id, now, purpose)
        for purpose in (Purpose.NOTIFICATION, Purpose.NOTE)
    )
    subject = quote(f"Re: [#{ticket.number}]", safe="")
    lines = [
        f"answer    mailto:{answer}?subject={subject}",
        f"note      mailto:{note}?subject={subject}",
        *(f"{name:<9} mailto:{answer}?subject={subject}&body=%23{name}" for name in _COMMANDS),
    ]
    return "\n".join(lines)


def person(address: str, name: str, snapshot: Snapshot) -> str:
    """Who a customer is: always with the address, and never by a name that is one of ours (A28)."""
    ours = {snapshot.desk.name, snapshot.mailbox.display_name, *(each.name for each in snapshot.agents.values())}
    shown = greeting(name)
    if not shown:
        return f"(name hidden) {address}" if name.strip() else address
    is_ours = shown.casefold() in {each.casefold() for each in ours}
    return f"(name hidden) {address}" if is_ours else f"{shown} <{address}>"
