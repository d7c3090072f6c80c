"""Mails of agents, for tests: Bob's replies to mails of ours, as the parser would read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Unpack

from parsers.addresses import reply_address
from parsers.mail import Address, AuthenticationResults, Mail, TokenSeen
from parsers.token import Claim, Form, Purpose, sign
from rules.effects import Decision, QueueMail
from rules.model import Agent, Snapshot, Ticket
from rules.words import Role
from tests.build import (
    ANNA,
    BOB,
    NOW,
    SUPPORT,
    MailFields,
    SnapshotFields,
    a_desk,
    a_mail,
    a_proving_mailbox,
    a_snapshot_with,
    a_ticket,
    an_arrival,
)
from tests.rules.finding import all_of, decided

LEA = Agent(4, "lea", "Lea", ("lea@desk.example",), "first-line", active=True, role=Role.LEAD)
LOU = Agent(5, "lou", "Lou", ("lou@desk.example",), "first-line", active=True, role=Role.LIGHT)
GONE = Agent(6, "gus", "Gus", ("gus@desk.example",), "first-line", active=False)
TEAM: Mapping[int, Agent] = {each.id: each for each in (BOB, LEA, LOU, GONE)}
MINE = a_ticket(assignee=BOB.id)


def token(ticket: Ticket, purpose: Purpose = Purpose.NOTIFICATION, person: int = BOB.id) -> TokenSeen:
    """Of an agent's reply address; for CONFIRM `person` is the number of what was held."""
    claim = Claim(purpose, ticket.number, person, int(NOW.timestamp()) // 86_400 + 30)
    desk = a_desk()
    return TokenSeen(sign(Form.ADDRESS, claim, desk.keys, desk.instance, ticket.nonce), "to")


def vouches(result: str, domain: str = "desk.example") -> tuple[AuthenticationResults, ...]:
    """What our mail server says of an agent's mail."""
    return (AuthenticationResults(f"mx.desk.example; dmarc={result} header.from={domain}", 0),)


def from_bob(words: str, ticket: Ticket = MINE, **fields: Unpack[MailFields]) -> Mail:
    """A reply of Bob to a notification about the ticket."""
    author = fields.get("author", BOB.addresses[0])
    ordinary = a_mail(
        author=author,
        from_=(Address("Bob", author or ""),),
        message_id="bobs@mail.example",
        subject="Re: [#42] Printer",
        text=words,
        tokens=(token(ticket),),
        numbers=(42,),
        authentication=vouches("pass"),
        to=(Address("", reply_address(SUPPORT, "+", token(ticket).text)),),
    )
    return replace(ordinary, **fields)


def desk(*known: Ticket, **fields: Unpack[SnapshotFields]) -> Snapshot:
    """A desk with Bob, a lead, a light agent and one who left; its mail server checks senders."""
    threads = {each.number: ("first@customer.example",) for each in known or (MINE,)}
    ordinary = a_snapshot_with(*(known or (MINE,)), mailbox=a_proving_mailbox(), agents=TEAM, sender=None)
    return replace(replace(ordinary, threads=threads), **fields)


def sent(mail: Mail, snapshot: Snapshot | None = None) -> Decision:
    """What becomes of the mail."""
    return decided(an_arrival(mail), desk() if snapshot is None else snapshot)


def to_customer(decision: Decision) -> list[QueueMail]:
    return [mail for mail in all_of(decision, QueueMail) if mail.recipient == ANNA.address]


def to_bob(decision: Decision) -> QueueMail:
    found = [mail for mail in all_of(decision, QueueMail) if mail.recipient == BOB.addresses[0]]
    assert len(found) == 1, decision.effects
    return found[0]
