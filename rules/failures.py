"""A mail of ours did not arrive: what that does to its ticket and its recipient.

Takes which mail, and what the server said; gives effects. Used for bounces and for refusals at sending time.
Never suppresses an address on anybody's word but about a mail that we did send there (A17).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from rules.lifecycle import Cause
from rules.model import AppendMessage, Effect, Suppress, Ticket
from rules.moves import changed, moved, told
from rules.policy import Policy
from rules.words import MailKind

_LONGEST_TEXT = 500


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
    """An answer reopens the ticket; anything else leaves a note and a suppression."""
    is_answer = failure.kind is MailKind.ANSWER
    said = " ".join(f"{failure.status} {failure.text}".split())[:_LONGEST_TEXT]
    ending = "The ticket is open again." if is_answer else "Nothing automatic is sent there any more."
    note = told(
        ticket, f"The {failure.kind} to {failure.recipient} failed for good: {said}\n{ending}", now, failure.intake
    )
    if not is_answer:
        return Consequences((AppendMessage(note), Suppress(failure.recipient, "mail_rejected")), note.seq)
    outcome = moved(ticket, Cause.ANSWER_FAILED, policy, now)
    after, timers = (ticket, ()) if outcome is None else (outcome.after, outcome.timers)
    opened = replace(after, last_seq=note.seq)
    return Consequences((*changed(ticket, opened), AppendMessage(note), *timers), note.seq)


def uncertain(ticket: Ticket, failure: Failure, now: datetime) -> Consequences:
    """The connection broke after the mail was handed over: a note, nothing else."""
    said = " ".join(f"{failure.status} {failure.text}".split())[:_LONGEST_TEXT]
    text = f"The {failure.kind} to {failure.recipient} may or may not have arrived: {said}"
    note = told(ticket, text, now, failure.intake)
    return Consequences((AppendMessage(note),), note.seq)
