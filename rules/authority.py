"""Is this mail an agent's, and how far is it believed? (DESIGN section 6)

Takes the event, its sender and the snapshot; gives `Claimed` for a mail that is an agent's or passes for one, or None:
then it is a mail like any other. Never lets a token outvote what the mail server says, and never takes more than one
strict From (A03–A05). Rights are looked up as they are now, not as they were when a token was made (A11).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parsers.token import Form, Purpose, Verdict
from rules.effects import Step
from rules.model import Agent, MailArrived, Message, Snapshot, Ticket
from rules.sender import Sender
from rules.steps import step
from rules.thread import target
from rules.tokens import QUOTED, RETURNED, Mark, checked
from rules.words import Evidence, MessageKind

_ANSWERABLE = frozenset({Purpose.NOTIFICATION, Purpose.ESCALATION})
_OF_AGENTS = frozenset({*_ANSWERABLE, Purpose.NOTE, Purpose.CONFIRM})


class Power(StrEnum):
    """How far the mail is believed: all of it; its words, but commands only after a yes; nothing."""

    FULL = "believed"
    WORDS = "believed for words"
    NONE = "not believed"


class Mode(StrEnum):
    """What its words are. `inside`: it names the ticket, but not as an answer to a mail of ours: so nothing leaves."""

    ANSWER = "answer"
    NOTE = "note"
    INSIDE = "inside"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Claimed:
    """`agent`: whose mail it is or passes for, and who is told where it is not believed. `held`: what a yes lets go."""

    agent: Agent
    ticket: Ticket
    power: Power
    mode: Mode
    held: Message | None
    step: Step


def agent_at(address: str, snapshot: Snapshot) -> Agent | None:
    """The active agent with exactly this address (A19)."""
    return next((each for each in snapshot.agents.values() if each.active and address in each.addresses), None)


def claimed(event: MailArrived, sender: Sender, snapshot: Snapshot) -> Claimed | None:
    """Whose mail it is; None when no agent has to do with it."""
    marks = _marks(event, snapshot)
    author = agent_at(sender.address, snapshot) if sender.strict else None
    return (
        _of_stranger(marks, sender, snapshot) if author is None else _of_agent(event, author, marks, sender, snapshot)
    )


def _marks(event: MailArrived, snapshot: Snapshot) -> tuple[Mark, ...]:
    """Genuine marks of tickets, those in quoted and returned mail left out: anybody may quote one."""
    seen = tuple(one for one in event.mail.tokens if one.place != QUOTED and not one.place.startswith(RETURNED))
    marks = checked(seen, snapshot, event.received_at)
    return tuple(mark for mark in marks if mark.verdict is Verdict.GENUINE and mark.ticket is not None)


def _of_stranger(marks: tuple[Mark, ...], sender: Sender, snapshot: Snapshot) -> Claimed | None:
    """An agent's reply address, used by somebody else: maybe the agent at home, maybe a thief. Nobody is believed."""
    for mark in marks:
        if mark.form is not Form.ADDRESS or mark.claim.purpose not in _OF_AGENTS or mark.ticket is None:
            continue
        held = _held(mark, snapshot)
        owner = _owner(mark, held, snapshot)
        ticket = target(mark.ticket, snapshot)
        if owner is None or _takes_part(sender, ticket):
            return None  # the customer may have been given the address by the agent: their mail is theirs
        because = f"the reply address of {owner.login}, used from {sender.address or 'an address that is none'}"
        return Claimed(owner, ticket, Power.NONE, _mode(mark), held, _said(Power.NONE, because))
    return None


def _of_agent(
    event: MailArrived, author: Agent, marks: tuple[Mark, ...], sender: Sender, snapshot: Snapshot
) -> Claimed | None:
    mark = _best(author, marks, snapshot)
    ticket, mode = (_numbered(event, snapshot), Mode.INSIDE) if mark is None else (mark.ticket, _mode(mark))
    if ticket is None:
        return None
    ticket = target(ticket, snapshot)
    is_own = mark is not None and _is_own(mark, author, snapshot)
    if _takes_part(sender, ticket) and not is_own:
        return None  # agents may be customers of the desk too
    has_address = is_own and mark is not None and mark.form is Form.ADDRESS
    power, because = _power(sender, snapshot, mode, has_address=has_address)
    held = None if mark is None else _held(mark, snapshot)
    return Claimed(author, ticket, power, mode, held, _said(power, f"{author.login}: {because}"))


def _power(sender: Sender, snapshot: Snapshot, mode: Mode, *, has_address: bool) -> tuple[Power, str]:
    """`has_address`: the mail came to a reply address that this very agent was given."""
    silent = snapshot.mailbox.evidence_source in ("", "none")
    match sender.evidence:
        case Evidence.FAIL:
            return Power.NONE, "the mail server says that the sender is forged"
        case Evidence.PASS:
            return Power.FULL, "the mail server vouches for the sender"
        case Evidence.NONE if has_address and mode is Mode.CONFIRM:
            return Power.FULL, "the reply comes to an address that only the registered address was given"
        case Evidence.NONE if has_address and silent:
            return Power.WORDS, "the mail server says nothing of any sender, and the reply address is the agent's own"
    return Power.NONE, "the mail server does not vouch for the sender"


def _best(author: Agent, marks: tuple[Mark, ...], snapshot: Snapshot) -> Mark | None:
    """The mark that says what the mail answers: an own reply address, an own id, anybody's, any of the ticket."""
    of_agents = [mark for mark in marks if mark.claim.purpose in _OF_AGENTS]
    own = [mark for mark in of_agents if _is_own(mark, author, snapshot)]
    addresses = [[mark for mark in group if mark.form is Form.ADDRESS] for group in (own, of_agents)]
    for group in (addresses[0], own, addresses[1], of_agents, marks):
        if group:
            return group[0]
    return None


def _is_own(mark: Mark, author: Agent, snapshot: Snapshot) -> bool:
    if mark.claim.purpose not in _OF_AGENTS:
        return False
    owner = _owner(mark, _held(mark, snapshot), snapshot)
    return owner is not None and owner.id == author.id


def _owner(mark: Mark, held: Message | None, snapshot: Snapshot) -> Agent | None:
    """Whom the mark was given to, if they still work here."""
    if mark.claim.purpose is Purpose.CONFIRM:
        login = "" if held is None else held.author
        return next((each for each in snapshot.agents.values() if each.active and each.login == login), None)
    owner = snapshot.agents.get(mark.claim.person)
    return owner if owner is not None and owner.active else None


def _held(mark: Mark, snapshot: Snapshot) -> Message | None:
    """The message that a yes lets go: one that was held, nothing else of the ticket."""
    if mark.claim.purpose is not Purpose.CONFIRM or mark.form is not Form.ADDRESS:
        return None
    found = snapshot.held.get((mark.claim.ticket, mark.claim.person))
    return found if found is not None and found.kind is MessageKind.SYSTEM and not found.verified else None


def _mode(mark: Mark) -> Mode:
    if mark.claim.purpose in _ANSWERABLE:
        return Mode.ANSWER
    if mark.claim.purpose is Purpose.CONFIRM and mark.form is Form.ADDRESS:
        return Mode.CONFIRM
    return Mode.NOTE if mark.claim.purpose is Purpose.NOTE else Mode.INSIDE


def _numbered(event: MailArrived, snapshot: Snapshot) -> Ticket | None:
    known = (snapshot.tickets[number] for number in event.mail.numbers if number in snapshot.tickets)
    return next(known, None)


def _takes_part(sender: Sender, ticket: Ticket) -> bool:
    person = None if sender.contact is None or not sender.believed else sender.contact.id
    return person is not None and (person == ticket.requester or person in ticket.followers)


def _said(power: Power, because: str) -> Step:
    return step("authority", power.value, because)
