"""What storage must read before an event can be decided.

Takes an event; gives `Needs`: keys only. Never knows tables: storage needs no knowledge of mails, rules none of rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from parsers.mail import Mail
from parsers.token import Claim, Purpose, read
from rules.model import Answer, DeliveryReported, Event, MailArrived, OperatorActed, TimerFired, awaited, let_go
from rules.sender import claimed_address, reply_addresses

_MOST_NUMBERS = 20  # marks in one Subject that are looked up: the rest are not a customer's doing
_LARGEST = 2**31 - 1  # a token's numbers are any 32 bits, a database's are smaller
_OF_AGENTS = frozenset({Purpose.NOTE, Purpose.NOTIFICATION, Purpose.ESCALATION})
_MOST_ACTED_ON = 3  # tickets that one mail of an agent works on: the tokens of one are many, of more than that a trick


@dataclass(frozen=True, slots=True)
class Needs:
    """Keys: ticket numbers, contact ids, addresses, Message-IDs, digests of raw mail and content, and where it lay.

    `threads`: tickets whose newest Message-IDs are wanted as well, because an answer will refer to them.
    `turns`: tickets whose history is wanted, because their terms may change. `recent`: whose newest messages are.
    `held`: messages, by ticket and number, that an agent may let go.
    """

    tickets: frozenset[int]
    contacts: frozenset[int]
    addresses: frozenset[str]
    message_ids: frozenset[str]
    digests: frozenset[str]
    intake: int | None
    mailbox: str | None
    threads: frozenset[int]
    turns: frozenset[int]
    recent: frozenset[int]
    held: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the rules of a policy ask for that is not read for nothing.

    `mails_24h`: how many mails a sender wrote; `loads`: how many open tickets each agent has; `addresses`: contacts
    whom rules make followers.
    """

    mails_24h: bool
    loads: bool
    addresses: frozenset[str]


NO_WISHES = Wishes(mails_24h=False, loads=False, addresses=frozenset())


def needs(event: Event) -> Needs:
    """The keys of one event."""
    match event:
        case MailArrived():
            return _of_mail(event)
        case TimerFired(ticket=ticket):
            return _of_ticket(ticket, is_told=True)
        case DeliveryReported(outbox=outbox):
            return Needs(
                tickets=frozenset({outbox.ticket}),
                contacts=frozenset(),
                addresses=frozenset({outbox.recipient}),
                message_ids=frozenset({outbox.message_id}),
                digests=frozenset(),
                intake=None,
                mailbox=None,
                threads=frozenset(),
                turns=frozenset(),
                recent=frozenset(),
            )
        case OperatorActed(act=act):
            return _of_ticket(act.ticket, is_answered=isinstance(act, Answer))
        case _:
            assert_never(event)


def _of_ticket(ticket: int, *, is_answered: bool = False, is_told: bool = False) -> Needs:
    nothing: frozenset[str] = frozenset()
    threads = frozenset({ticket} if is_answered else ())
    return Needs(
        tickets=frozenset({ticket}),
        contacts=frozenset(),
        addresses=nothing,
        message_ids=nothing,
        digests=nothing,
        intake=None,
        mailbox=None,
        threads=threads,
        turns=frozenset({ticket}),
        recent=frozenset({ticket} if is_told else ()),
    )


def _of_mail(event: MailArrived) -> Needs:
    mail = event.mail
    claims = [token.claim for seen in mail.tokens if (token := read(seen.text)) is not None]
    named = {claim.ticket for claim in claims if 0 < claim.ticket <= _LARGEST} | set(mail.numbers[:_MOST_NUMBERS])
    if event.stub is not None:
        named.add(event.stub)
    ours = (*_OF_AGENTS, Purpose.CONFIRM)
    people = {claim.person for claim in claims if 0 < claim.person <= _LARGEST and claim.purpose not in ours}
    held = {(claim.ticket, claim.person) for claim in claims if claim.purpose is Purpose.CONFIRM}
    held = {(ticket, seq) for ticket, seq in held if 0 < ticket <= _LARGEST and 0 < seq <= _LARGEST}
    worked_on = _worked_on(mail, claims)
    return Needs(
        tickets=frozenset(named),
        contacts=frozenset(people),
        addresses=frozenset({claimed_address(mail), *reply_addresses(mail)}),
        message_ids=frozenset({*_ids(mail), *(let_go(ticket, seq) for ticket, seq in held)}),
        digests=frozenset({event.raw_sha256, event.content_sha256}),
        intake=event.intake,
        mailbox=event.mailbox,
        threads=worked_on,
        turns=worked_on,
        recent=worked_on,
        held=frozenset(sorted(held)[:_MOST_ACTED_ON]),
    )


def _worked_on(mail: Mail, claims: list[Claim]) -> frozenset[int]:
    """The tickets that an agent's mail may answer or change: such a mail bears one of their marks, or a command."""
    named = [claim.ticket for claim in claims if claim.purpose in (*_OF_AGENTS, Purpose.CONFIRM)]
    if mail.text.lstrip().startswith("#"):
        named += mail.numbers
    known = dict.fromkeys(number for number in named if 0 < number <= _LARGEST)
    return frozenset(list(known)[:_MOST_ACTED_ON])


def _ids(mail: Mail) -> set[str]:
    own = {mail.message_id} if mail.message_id is not None else set()
    thread = own | set(mail.in_reply_to) | set(mail.references)
    return thread | set(map(awaited, thread)) | set(mail.returned_ids)
