"""Outgoing mails as values: the headers each kind bears (H01–H17, and what DESIGN changes of them).

Takes the desk, a ticket, a recipient and words; gives `Draft`s and the `QueueMail`s around them.
Never puts a customer's words into a header but for the Subject of a proven sender, which `compose` cleans.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from parsers.addresses import plain_addr
from parsers.draft import AutoSubmitted, Draft
from parsers.mail import Address
from parsers.token import Purpose
from rules.effects import QueueMail
from rules.model import Desk, Mailbox, Snapshot, Ticket
from rules.templates import Filled
from rules.tokens import agents_root, message_id, reply_to, root_id
from rules.words import MailKind

# "Re:" in the languages whose programs translate it, lower case: one row more is all a new one takes.
_REPLY_MARKS = (
    *("re", "aw", "antw", "antwort", "sv", "vs", "ref", "rv", "odp", "ynt", "res", "rif", "r", "fw", "fwd", "wg"),
    *("tr", "i", "enc", "doorst", "vl", "videresend", "vb", "回复", "答复", "转发", "返信", "転送"),
)
_LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class Letter:
    """What differs between mails: whom for, which words, what they answer."""

    kind: MailKind
    purpose: Purpose
    cause: str
    person: int
    recipient: Address
    from_name: str
    seq: int
    filled: Filled
    in_reply_to: str | None
    references: tuple[str, ...]
    language: str


def automatic_mail(letter: Letter, ticket: Ticket, snapshot: Snapshot, now: datetime) -> QueueMail:
    """An acknowledgement or summary: marked so that no program answers it (RFC 3834 5; H08–H10)."""
    return _queued(letter, ticket, snapshot, now, automatic=True)


def personal_mail(letter: Letter, ticket: Ticket, snapshot: Snapshot, now: datetime) -> QueueMail:
    """An agent's answer: a person's mail, with none of the marks of programs."""
    return _queued(letter, ticket, snapshot, now, automatic=False)


def agent_mail(letter: Letter, ticket: Ticket, snapshot: Snapshot, now: datetime) -> QueueMail:
    """A mail to an agent: no Auto-Submitted, so that an out-of-office note comes back, but no receipts and no echo.

    Its thread is the agents' own, which customers never see: one root a ticket, and whatever happened answers it.
    """
    queued = _queued(letter, ticket, snapshot, now, automatic=False)
    reply = reply_to(snapshot.desk, snapshot.mailbox, ticket, letter.person, now, letter.purpose)
    root = agents_root(snapshot.desk, snapshot.mailbox, ticket)
    draft = replace(
        queued.draft,
        reply_to=Address(snapshot.mailbox.display_name, reply),
        suppress="DR, RN, NRN, AutoReply",
        in_reply_to=root,
        references=(root,),
        extra=_filterable(ticket, snapshot),
    )
    return replace(queued, draft=draft)


def _filterable(ticket: Ticket, snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """What an agent's program can sort by."""
    domain = snapshot.mailbox.address.rpartition("@")[2]
    return (
        ("X-Supportd-Ticket", str(ticket.number)),
        ("X-Supportd-Tier", ticket.tier.value),
        ("X-Supportd-Status", ticket.status.value),
        ("List-Id", f"<{ticket.team or 'desk'}.{snapshot.desk.instance}.{domain}>"),
    )


def survey_mail(letter: Letter, ticket: Ticket, snapshot: Snapshot, now: datetime) -> QueueMail:
    """A survey: automatic, and answered to an address that says so."""
    queued = _queued(letter, ticket, snapshot, now, automatic=True)
    reply = reply_to(snapshot.desk, snapshot.mailbox, ticket, letter.person, now, Purpose.SURVEY)
    return replace(queued, draft=replace(queued.draft, reply_to=Address(snapshot.mailbox.display_name, reply)))


def can_be_written_to(address: str) -> bool:
    """Whether an address is plain enough for an SMTP command (A24)."""
    return plain_addr(address) is not None


def plain_subject(subject: str) -> str:
    """A subject without the marks that replies pile up: "AW: Re: [#42] Printer" → "Printer"; never empty."""
    text = " ".join(subject.split())
    while True:
        shorter = _without_mark(text)
        if shorter == text:
            return text[:_LONGEST_SUBJECT] or "…"
        text = shorter


def _without_mark(text: str) -> str:
    if text.startswith("[#"):
        digits, closed, rest = text[2:].partition("]")
        if closed and digits.isascii() and digits.isdecimal():
            return rest.lstrip()
    for colon in (":", "："):
        mark, found, rest = text.partition(colon)
        if found and mark.strip().lower().rstrip("0123456789[]()^") in _REPLY_MARKS:
            return rest.lstrip()
    return text


def _queued(letter: Letter, ticket: Ticket, snapshot: Snapshot, now: datetime, *, automatic: bool) -> QueueMail:
    desk, mailbox = snapshot.desk, snapshot.mailbox
    return QueueMail(
        kind=letter.kind,
        cause=letter.cause,
        mailbox=mailbox.name,
        ticket=ticket.number,
        seq=letter.seq,
        sender=mailbox.address,
        recipient=letter.recipient.addr,
        automatic=automatic,
        draft=_draft(letter, ticket, desk, mailbox, now, automatic=automatic),
    )


def _draft(letter: Letter, ticket: Ticket, desk: Desk, mailbox: Mailbox, now: datetime, *, automatic: bool) -> Draft:
    own = message_id(desk, mailbox, ticket, letter.purpose, letter.person, letter.seq)
    root = root_id(desk, mailbox, ticket)
    return Draft(
        message_id=own,
        loop=own,
        date=now,
        from_=Address(letter.from_name, mailbox.address),
        to=letter.recipient,
        cc=(),
        reply_to=Address(mailbox.display_name, reply_to(desk, mailbox, ticket, letter.person, now)),
        subject=letter.filled.subject,
        in_reply_to=letter.in_reply_to,
        references=(root, *(one for one in letter.references if one != root)),
        auto_submitted=AutoSubmitted.REPLIED if automatic else None,
        suppress="All" if automatic else None,
        bulk=automatic,
        language=letter.language,
        extra=(),
        text=letter.filled.text,
        html=letter.filled.html,
        files=(),
    )
