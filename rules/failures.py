"""A mail of ours did not arrive: what that does to its ticket and its recipient.

Takes which mail, and what the server said; gives effects. Used for bounces and for refusals at sending time.
Never suppresses an address on anybody's word but about a mail that we did send there (A17).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from rules.clocks import Turn
from rules.effects import AddTurn, AppendMessage, Effect, Suppress
from rules.lifecycle import Cause
from rules.model import Ticket
from rules.moves import changed, moved, told
from rules.policy import Policy
from rules.words import MailKind

_LONGEST_TEXT = 500
_LONGEST_LETTER = 2_000


@dataclass(frozen=True, slots=True)
class Failure:
    """`kind`, `recipient`: of the mail that failed. `status`: like "5.1.1". `intake`: the bounce's row, if one came."""

    kind: MailKind
    recipient: str
    status: str
    text: str
    intake: int | None


@dataclass(frozen=True, slots=True)
class Consequences:
    """`seq`: of the system message that tells it."""

    effects: tuple[Effect, ...]
    seq: int


def failed(ticket: Ticket, failure: Failure, policy: Policy, now: datetime) -> Consequences:
    """An answer reopens the ticket; anything else leaves a note and a suppression.

    A status of class 4 (given up after days, RFC 3463) says nothing about the address: it is not suppressed.
    """
    if failure.kind is MailKind.ANSWER:
        return _reopened(ticket, f"{_failed(failure)}\nThe ticket is open again.", failure, policy, now)
    if failure.status.startswith("4."):
        note = told(ticket, _failed(failure), now, failure.intake)
        return Consequences((AppendMessage(note),), note.seq)
    note = told(ticket, f"{_failed(failure)}\nNothing automatic is sent there any more.", now, failure.intake)
    return Consequences((AppendMessage(note), Suppress(failure.recipient, "mail_rejected")), note.seq)


def came_back(ticket: Ticket, failure: Failure, policy: Policy, now: datetime) -> Consequences:
    """A mail that came back, nobody can read why: people must look, so an answer reopens the ticket."""
    text = f"The {failure.kind} to {failure.recipient} came back without a report:\n{failure.text[:_LONGEST_LETTER]}"
    if failure.kind is MailKind.ANSWER:
        return _reopened(ticket, text, failure, policy, now)
    note = told(ticket, text, now, failure.intake)
    return Consequences((AppendMessage(note),), note.seq)


def _reopened(ticket: Ticket, text: str, failure: Failure, policy: Policy, now: datetime) -> Consequences:
    note = told(ticket, text, now, failure.intake)
    outcome = moved(ticket, Cause.ANSWER_FAILED, policy, now)
    after, timers = (ticket, ()) if outcome is None else (outcome.after, outcome.timers)
    opened = replace(after, last_seq=note.seq)
    waits_again = AddTurn(ticket.number, Turn(now, opened.status, owed=True, answered=False, told=None))
    return Consequences((*changed(ticket, opened), waits_again, AppendMessage(note), *timers), note.seq)


def _failed(failure: Failure) -> str:
    return f"The {failure.kind} to {failure.recipient} failed for good: {_said(failure)}"


def _said(failure: Failure) -> str:
    return " ".join(f"{failure.status} {failure.text}".split())[:_LONGEST_TEXT]


def uncertain(ticket: Ticket, failure: Failure, now: datetime) -> Consequences:
    """The connection broke after the mail was handed over: a note, nothing else."""
    text = f"The {failure.kind} to {failure.recipient} may or may not have arrived: {_said(failure)}"
    note = told(ticket, text, now, failure.intake)
    return Consequences((AppendMessage(note),), note.seq)
