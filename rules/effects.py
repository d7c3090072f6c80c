"""What a decision wants, and why: the effects and the trace.

Takes nothing: it only declares. Gives every effect there is, the steps of a trace, and `Decision`.
Never holds behaviour; every time is an aware datetime in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parsers.draft import Draft
from rules.clocks import Turn
from rules.model import Contact, Message, Ticket
from rules.words import Evidence, IntakeState, MailKind, OutboxState, Tier, TimerReason


@dataclass(frozen=True, slots=True)
class OpenTicket:
    ticket: Ticket


@dataclass(frozen=True, slots=True)
class ChangeTicket:
    """`before` is what the decision saw; storage refuses when its version is no longer the stored one."""

    before: Ticket
    after: Ticket


@dataclass(frozen=True, slots=True)
class SaveContact:
    contact: Contact


@dataclass(frozen=True, slots=True)
class AppendMessage:
    message: Message


@dataclass(frozen=True, slots=True)
class QueueMail:
    """Put a mail into the outbox. Unique by (`cause`, `kind`, `recipient`); `automatic` ones count for the caps."""

    kind: MailKind
    cause: str
    mailbox: str
    ticket: int
    seq: int
    sender: str
    recipient: str
    automatic: bool
    draft: Draft


@dataclass(frozen=True, slots=True)
class HoldBack:
    """An acknowledgement a cap held back: remembered for the person's one summary."""

    ticket: int
    recipient: str
    reason: str


@dataclass(frozen=True, slots=True)
class SettleIntake:
    intake: int
    state: IntakeState
    reason: str | None
    ticket: int | None
    seq: int | None
    duplicate_of: int | None


@dataclass(frozen=True, slots=True)
class Suppress:
    """Send nothing automatic to this address any more."""

    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class MarkOutbox:
    """What became known of a mail after it had left (a bounce)."""

    outbox: int
    state: OutboxState
    detail: str


@dataclass(frozen=True, slots=True)
class SetTimer:
    ticket: int
    reason: TimerReason
    due: datetime


@dataclass(frozen=True, slots=True)
class CancelTimer:
    ticket: int
    reason: TimerReason


@dataclass(frozen=True, slots=True)
class AddTurn:
    """Something that moves the ticket's clocks; `rules.keeping` works out what it means for them."""

    ticket: int
    turn: Turn


@dataclass(frozen=True, slots=True)
class Alarm:
    """Tell the operators: a code of `rules.reasons`, what it is about, and words."""

    code: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class AskSurvey:
    """A survey was queued; whom its answer will be counted for."""

    ticket: int
    contact: int
    agent: int | None
    team: str
    tier: Tier
    account: int | None


@dataclass(frozen=True, slots=True)
class RecordSurvey:
    """The answer to a ticket's survey: 1 to 5 and a comment. A later answer takes the place of an earlier one."""

    ticket: int
    score: int
    comment: str


@dataclass(frozen=True, slots=True)
class OptOut:
    """This person wishes no more surveys, for good."""

    address: str


Effect = (
    OpenTicket
    | ChangeTicket
    | SaveContact
    | AppendMessage
    | QueueMail
    | HoldBack
    | SettleIntake
    | Suppress
    | MarkOutbox
    | SetTimer
    | CancelTimer
    | AddTurn
    | Alarm
    | AskSurvey
    | RecordSurvey
    | OptOut
)

# --- why -------------------------------------------------------------------------------------------

TRACE_VERSION = 1


@dataclass(frozen=True, slots=True)
class Check:
    """One condition that was looked at: its text, what came out, and why when it could not be evaluated."""

    condition: str
    held: bool
    because: str


@dataclass(frozen=True, slots=True)
class Step:
    """One question the decision answered. `name`: what was asked; `outcome`: a short word or code; `rule`: its id."""

    name: str
    outcome: str
    because: str
    rule: str | None
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a decision is what it is. Stored as JSON with `version`; readers accept every version ever written."""

    version: int
    event: str
    policy_digest: str
    decided_at: datetime
    inputs: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Decision:
    """The effects wanted, in order, and the trace of why."""

    effects: tuple[Effect, ...]
    trace: Trace
