"""Which ticket does a mail belong to? (DESIGN: joining)

Takes the event, its sender and the snapshot; gives `Joining`: verified, unverified or none, and why.
Never lets a number, a forged token or a stranger's good memory for Message-IDs act as proof (A01, A07–A09, A12).

Every hint is looked at; the first that makes the mail verified wins, else the first that makes it unverified.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from parsers.token import Form, Purpose, Verdict
from rules.drafts import plain_subject
from rules.effects import Check, Step
from rules.model import MailArrived, Snapshot, Ticket, awaited, going_on
from rules.policy import Policy
from rules.sender import Sender
from rules.steps import looked, step
from rules.tokens import QUOTED, Mark, checked
from rules.words import Evidence, Status

_MERGE_HOPS = 20
_TOLD = 50  # hints kept in the trace: a hundred ids that twenty tickets bear each are a stranger's doing


class Proof(StrEnum):
    """How far a mail is believed to belong to its ticket."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Joining:
    """`ticket`: None exactly when `proof` is NONE. `follows`: an older ticket that a new one is linked to.

    `flooded`: whether it is linked because the older one takes no more mails today.
    """

    proof: Proof
    ticket: Ticket | None
    follows: int | None
    step: Step
    flooded: bool = False


@dataclass(frozen=True, slots=True)
class _Hint:
    """One reason to look at a ticket. `ticket`: where merges lead. `awaits`: it holds an answer to this very mail."""

    text: str
    ticket: Ticket
    proof: Proof
    because: str
    awaits: bool = False


def join(event: MailArrived, sender: Sender, snapshot: Snapshot, policy: Policy) -> Joining:
    """Where the mail goes."""
    marks = checked(event.mail.tokens, snapshot, event.received_at)
    hints = tuple(_hints(event, sender, snapshot, marks))
    checks = tuple(looked(hint.text, held=hint.proof is not Proof.NONE, because=hint.because) for hint in hints)
    checks += tuple(_worthless(mark) for mark in marks if mark.verdict is not Verdict.GENUINE)
    if len(checks) > _TOLD:
        checks = (*checks[:_TOLD], looked(f"{len(checks) - _TOLD} more like these", held=False))
    chosen = _best(hints)
    if chosen is None:
        linked = _expired(marks, snapshot) or _expecting(hints)
        why = "an expired token names an older ticket" if _expired(marks, snapshot) else "nothing in it names a ticket"
        return Joining(Proof.NONE, None, linked, step("joining", "new ticket", why, checks=checks))
    obstacle = _obstacle(chosen.ticket, marks, event, snapshot, policy)
    if obstacle is not None:
        because = f"{obstacle}; linked to #{chosen.ticket.number}"
        return Joining(Proof.NONE, None, chosen.ticket.number, step("joining", "new ticket", because, checks=checks))
    if _flooded(chosen.ticket, snapshot, policy):
        return _beyond(chosen, sender, snapshot, policy, checks)
    because = f"#{chosen.ticket.number} by {chosen.text}: {chosen.because}"
    return Joining(chosen.proof, chosen.ticket, None, step("joining", chosen.proof.value, because, checks=checks))


def _flooded(ticket: Ticket, snapshot: Snapshot, policy: Policy) -> bool:
    return snapshot.ticket_mails.get(ticket.number, 0) >= policy.numbers.messages_per_day


def _beyond(chosen: _Hint, sender: Sender, snapshot: Snapshot, policy: Policy, checks: tuple[Check, ...]) -> Joining:
    """A ticket that has had too many mails today (A60): the rest of them share another.

    Only the sender's own, or one of somebody who takes part in the first: else a stranger's would draw in customers.
    """
    first = chosen.ticket
    full = f"#{first.number} has had {policy.numbers.messages_per_day} mails within a day"
    for number in snapshot.bearers.get(going_on(first.number), ()):
        ticket = target(snapshot.tickets[number], snapshot) if number in snapshot.tickets else first
        if ticket.status is Status.CLOSED or _flooded(ticket, snapshot, policy):
            continue
        proof = Proof.VERIFIED if _takes_part(sender, ticket, ticket) else Proof.UNVERIFIED
        if proof is Proof.VERIFIED or ticket.requester in (first.requester, *first.followers):
            because = f"{full}; #{ticket.number} goes on with it"
            return Joining(proof, ticket, None, step("joining", proof.value, because, checks=checks))
    told = step("joining", "new ticket", f"{full}; linked to it", checks=checks)
    return Joining(Proof.NONE, None, first.number, told, flooded=True)


def target(ticket: Ticket, snapshot: Snapshot) -> Ticket:
    """Where merges lead; the last one known when the chain is broken or runs in a circle."""
    seen = {ticket.number}
    for _ in range(_MERGE_HOPS):
        following = snapshot.tickets.get(ticket.merged_into) if ticket.merged_into is not None else None
        if following is None or following.number in seen:
            return ticket
        ticket = following
        seen.add(ticket.number)
    return ticket


def _hints(event: MailArrived, sender: Sender, snapshot: Snapshot, marks: tuple[Mark, ...]) -> Iterator[_Hint]:
    mail = event.mail
    for mark in marks:
        if mark.verdict is Verdict.GENUINE and mark.ticket is not None and mark.claim.purpose is not Purpose.DESK:
            yield _by_token(mark, mark.ticket, sender, snapshot)
    for identifier in dict.fromkeys((*mail.in_reply_to, *reversed(mail.references))):
        for ticket in _bearers(identifier, event, snapshot):
            yield _by_reference(f"the reference to {_short(identifier)}", ticket, sender, snapshot)
        for ticket in _bearers(awaited(identifier), event, snapshot):
            yield _by_awaited(f"the reference to {_short(identifier)}, never seen", ticket, sender, snapshot)
    if mail.message_id is not None:
        for ticket in _bearers(mail.message_id, event, snapshot):
            yield _by_own_id(event, ticket, sender, snapshot)
        for ticket in _bearers(awaited(mail.message_id), event, snapshot):
            hint = _by_awaited("its own Message-ID, which the ticket awaits", ticket, sender, snapshot)
            yield replace(hint, awaits=hint.proof is Proof.NONE)
    for number in mail.numbers:
        if number in snapshot.tickets:
            yield _by_number(number, snapshot.tickets[number], sender, snapshot)


def _bearers(identifier: str, event: MailArrived, snapshot: Snapshot) -> list[Ticket]:
    """Tickets with a message that bears the id, newest first, those of the same mailbox before others."""
    found = [snapshot.tickets[number] for number in snapshot.bearers.get(identifier, ()) if number in snapshot.tickets]
    return sorted(found, key=lambda ticket: ticket.mailbox != event.mailbox)


def _by_token(mark: Mark, named: Ticket, sender: Sender, snapshot: Snapshot) -> _Hint:
    ticket = target(named, snapshot)
    if mark.place == QUOTED:
        return _Hint("our mark in the text", ticket, Proof.UNVERIFIED, "anybody may quote one")
    if mark.form is Form.MESSAGE_ID:
        return _by_reference(f"our own id in {mark.place}", named, sender, snapshot)
    text = f"the token in {mark.place}"
    if not _takes_part(sender, named, ticket):
        return _Hint(text, ticket, Proof.UNVERIFIED, _outside(sender))
    # Only a reply token names a contact: the person of the others is an agent, and their ids overlap.
    person = mark.claim.person if mark.claim.purpose is Purpose.REPLY else None
    if sender.contact is None or person != sender.contact.id:
        return _Hint(text, ticket, Proof.UNVERIFIED, "it is somebody else's token")
    return _Hint(text, ticket, Proof.VERIFIED, "it is the sender's own")


def _by_reference(text: str, named: Ticket, sender: Sender, snapshot: Snapshot) -> _Hint:
    ticket = target(named, snapshot)
    if _takes_part(sender, named, ticket):
        return _Hint(text, ticket, Proof.VERIFIED, "the sender takes part in the ticket")
    return _Hint(text, ticket, Proof.UNVERIFIED, _outside(sender))


def _by_awaited(text: str, named: Ticket, sender: Sender, snapshot: Snapshot) -> _Hint:
    """A ticket that began with an answer to a mail it does not have (F24).

    It leads participants there, and nobody else: many strangers may answer the same announcement.
    """
    ticket = target(named, snapshot)
    if _takes_part(sender, named, ticket):
        return _Hint(text, ticket, Proof.VERIFIED, "the sender takes part in the ticket")
    return _Hint(text, ticket, Proof.NONE, _outside(sender))


def _by_own_id(event: MailArrived, named: Ticket, sender: Sender, snapshot: Snapshot) -> _Hint:
    """A second mail with the id of a first (F23). It needs its subject too: some programs give every mail one id."""
    ticket = target(named, snapshot)
    text = "its own Message-ID, which the ticket knows"
    if not _takes_part(sender, named, ticket):
        return _Hint(text, ticket, Proof.NONE, _outside(sender))
    if plain_subject(event.mail.subject) != plain_subject(named.subject):
        return _Hint(text, ticket, Proof.NONE, "another mail had it, about something else")
    return _Hint(text, ticket, Proof.VERIFIED, "the sender takes part in the ticket")


def _by_number(number: int, named: Ticket, sender: Sender, snapshot: Snapshot) -> _Hint:
    ticket = target(named, snapshot)
    text = f"the mark [#{number}]"
    if not _takes_part(sender, named, ticket):
        return _Hint(text, ticket, Proof.NONE, _outside(sender))
    if sender.evidence is not Evidence.PASS:
        return _Hint(text, ticket, Proof.NONE, "a number alone takes proof of the sender")
    return _Hint(text, ticket, Proof.VERIFIED, "the sender is proven and takes part in the ticket")


def _takes_part(sender: Sender, named: Ticket, ticket: Ticket) -> bool:
    """Whether a believed sender is requester or follower of the ticket, or of the one that was merged into it."""
    if not sender.believed or sender.contact is None:
        return False
    person = sender.contact.id
    return any(person == one.requester or person in one.followers for one in (named, ticket))


def _outside(sender: Sender) -> str:
    if not sender.strict:
        return "the sender's address is not sane"
    if not sender.believed:
        return "the mail server says that the sender is forged"
    return "the sender takes no part in the ticket"


def _best(hints: tuple[_Hint, ...]) -> _Hint | None:
    for wanted in (Proof.VERIFIED, Proof.UNVERIFIED):
        for hint in hints:
            if hint.proof is wanted:
                return hint
    return None


def _expired(marks: tuple[Mark, ...], snapshot: Snapshot) -> int | None:
    for mark in marks:
        if mark.verdict is Verdict.EXPIRED and mark.ticket is not None:
            return target(mark.ticket, snapshot).number
    return None


def _expecting(hints: tuple[_Hint, ...]) -> int | None:
    """A ticket that somebody else's answer to this very mail opened before it came (F24): a merge candidate."""
    return next((hint.ticket.number for hint in hints if hint.awaits), None)


def _obstacle(
    ticket: Ticket, marks: tuple[Mark, ...], event: MailArrived, snapshot: Snapshot, policy: Policy
) -> str | None:
    """Why the ticket takes no more mail, although the mail belongs to it."""
    tokens = [
        mark.verdict
        for mark in marks
        if mark.ticket is not None
        and mark.form is Form.ADDRESS
        and mark.place != QUOTED
        and mark.verdict is not Verdict.FORGED
        and target(mark.ticket, snapshot).number == ticket.number
    ]
    if tokens and Verdict.GENUINE not in tokens:
        return "its token has expired"
    closed_at = ticket.closed_at if ticket.status is Status.CLOSED else None
    if closed_at is not None and event.received_at - closed_at >= policy.numbers.reopen:
        return f"the ticket was closed more than {policy.numbers.reopen.days} days ago"
    return None


def _worthless(mark: Mark) -> Check:
    return looked(f"the token in {mark.place}", held=False, because=f"it is {mark.verdict}")


def _short(identifier: str) -> str:
    return identifier if len(identifier) <= 60 else f"{identifier[:57]}…"
