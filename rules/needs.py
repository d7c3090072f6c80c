"""What storage must read before a decision on an event can be made.

Takes an event; gives `Needs`, so that storage needs no knowledge of mails. Never decides what the answers mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from parsers.mail import Mail
from parsers.token import read
from rules.model import DeliveryReported, Event, MailArrived, OperatorActed, TimerFired

# A References header may be stretched by its sender; the ends of the chain are what names the ticket.
_IDS = 64


@dataclass(frozen=True, slots=True)
class Needs:
    """Keys to look up; the snapshot also holds what they lead to."""

    tickets: frozenset[int]
    contacts: frozenset[int]
    addresses: frozenset[str]
    message_ids: frozenset[str]
    digests: frozenset[str]
    intake: int | None
    mailbox: str | None


def needs(event: Event) -> Needs:
    """The keys that `event` names."""
    match event:
        case MailArrived():
            return _of_mail(event)
        case TimerFired(ticket=ticket):
            return _of_ticket(ticket)
        case DeliveryReported(outbox=outbox):
            return Needs(
                tickets=frozenset({outbox.ticket}),
                contacts=frozenset(),
                addresses=frozenset({outbox.recipient}),
                message_ids=frozenset({outbox.message_id}),
                digests=frozenset(),
                intake=None,
                mailbox=None,
            )
        case OperatorActed(act=act):
            return _of_ticket(act.ticket)
        case _:
            assert_never(event)


def _of_ticket(ticket: int) -> Needs:
    nothing: frozenset[str] = frozenset()
    return Needs(frozenset({ticket}), frozenset(), nothing, nothing, nothing, None, None)


def _of_mail(event: MailArrived) -> Needs:
    mail = event.mail
    tokens = [read(seen.text) for seen in mail.tokens]
    return Needs(
        tickets=frozenset(mail.numbers) | {token.claim.ticket for token in tokens if token is not None},
        contacts=frozenset(token.claim.person for token in tokens if token is not None),
        addresses=_addresses(mail),
        message_ids=_message_ids(mail),
        digests=frozenset({event.raw_sha256, event.content_sha256}),
        intake=event.intake,
        mailbox=event.mailbox,
    )


def _addresses(mail: Mail) -> frozenset[str]:
    named = {address.addr for address in (*mail.from_, *mail.reply_to)}
    return frozenset(named if mail.author is None else named | {mail.author})


def _message_ids(mail: Mail) -> frozenset[str]:
    ids = {*mail.in_reply_to[:_IDS], *mail.references[:1], *mail.references[-_IDS:], *mail.returned_ids[:_IDS]}
    return frozenset(ids if mail.message_id is None else ids | {mail.message_id})
