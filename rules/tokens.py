"""Our own marks: which tokens in a mail are genuine, and the marks new mails bear.

Takes mails, snapshots and tickets; gives verdicts and signed ids and addresses.
Never believes a token without the ticket's nonce; the layout and the MAC are `parsers.token`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from parsers.addresses import reply_address
from parsers.mail import TokenSeen
from parsers.token import Claim, Form, Purpose, Verdict, check, read, sign
from rules.model import Desk, Mailbox, Snapshot, Ticket

_DAY_SECONDS = 86_400
DESK_NONCE = ""  # what belongs to no ticket (alerts to operators) is signed with this
_AGENTS = 1  # the audience that a root's person stands for; customers are 0
QUOTED = "text"  # where a token stood in the text of a mail
RETURNED = "returned:"  # where a token stood inside a returned mail begins with this


@dataclass(frozen=True, slots=True)
class Mark:
    """A token that was checked. `ticket`: the one it names, None for the desk's own. `form`: what it was made as."""

    claim: Claim
    ticket: Ticket | None
    form: Form
    verdict: Verdict
    place: str


def today(moment: datetime) -> int:
    """Days since 1970, UTC: what expiry is written in."""
    return int(moment.astimezone(UTC).timestamp()) // _DAY_SECONDS


def checked(seen: tuple[TokenSeen, ...], snapshot: Snapshot, moment: datetime) -> tuple[Mark, ...]:
    """Every token that names a ticket we have (or the desk itself), with its verdict, in the order given."""
    marks = (_mark(one, snapshot, today(moment)) for one in seen)
    return tuple(mark for mark in marks if mark is not None)


def _mark(seen: TokenSeen, snapshot: Snapshot, day: int) -> Mark | None:
    token = read(seen.text)
    if token is None:
        return None
    ticket = snapshot.tickets.get(token.claim.ticket)
    if ticket is None and token.claim.purpose is not Purpose.DESK:
        return None
    nonce = DESK_NONCE if ticket is None else ticket.nonce
    desk = snapshot.desk
    # The form is part of what is signed, so at most one of the two fits, wherever the token was put.
    verdict = Verdict.FORGED
    for form in (Form.ADDRESS, Form.MESSAGE_ID):
        verdict = check(form, token, desk.keys, desk.instance, nonce, day)
        if verdict is not Verdict.FORGED:
            return Mark(token.claim, ticket, form, verdict, seen.place)
    return Mark(token.claim, ticket, Form.ADDRESS, Verdict.FORGED, seen.place)


def is_own_id(message_id: str, snapshot: Snapshot) -> bool:
    """Whether a Message-ID is one that we signed for a ticket in the snapshot."""
    seen = TokenSeen(message_id.partition("@")[0], "message-id")
    mark = _mark(seen, snapshot, 0)
    return mark is not None and mark.form is Form.MESSAGE_ID and mark.verdict is Verdict.GENUINE


def message_id(desk: Desk, mailbox: Mailbox, ticket: Ticket, purpose: Purpose, person: int, seq: int) -> str:
    """The Message-ID of a mail of ours: the same for the same mail, at most 70 characters with usual domains."""
    return _id(desk, mailbox, Claim(purpose, ticket.number, person, seq), ticket.nonce)


def root_id(desk: Desk, mailbox: Mailbox, ticket: Ticket) -> str:
    """The id that stands first in References of every mail of a ticket: stable, though providers replace others."""
    return _id(desk, mailbox, Claim(Purpose.ROOT, ticket.number, 0, 0), ticket.nonce)


def agents_root(desk: Desk, mailbox: Mailbox, ticket: Ticket) -> str:
    """The same for the mails that go to agents: a thread of its own, none of whose ids a customer sees."""
    return _id(desk, mailbox, Claim(Purpose.ROOT, ticket.number, _AGENTS, 0), ticket.nonce)


def reply_to(
    desk: Desk, mailbox: Mailbox, ticket: Ticket, person: int, now: datetime, purpose: Purpose = Purpose.REPLY
) -> str:
    """The address that this person answers this ticket with, until its token expires. Agents have other purposes."""
    claim = Claim(purpose, ticket.number, person, today(now) + desk.token_days)
    token = sign(Form.ADDRESS, claim, desk.keys, desk.instance, ticket.nonce)
    return reply_address(mailbox.address, desk.separator, token)


def _id(desk: Desk, mailbox: Mailbox, claim: Claim, nonce: str) -> str:
    token = sign(Form.MESSAGE_ID, claim, desk.keys, desk.instance, nonce)
    return f"{token}@{mailbox.address.rpartition('@')[2]}"
