"""Bounces and receipts of our own mails (RFC 3464, RFC 8098).

Takes the arrived mail and the snapshot; gives `Returned` when it provably speaks of a mail of ours, else None.
Never acts on a report that does not bear our signed id (A17), and never believes the address a report names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parsers.mail import DeliveryReport, Origin, TokenSeen
from parsers.token import Form, Purpose, Verdict
from rules.effects import Effect, MarkOutbox, SettleIntake, Step
from rules.failures import Failure, came_back, failed
from rules.model import MailArrived, OutboxView, Snapshot, Ticket
from rules.policy import Policy
from rules.steps import step
from rules.thread import target
from rules.tokens import RETURNED, Mark, checked
from rules.words import IntakeState, MailKind, OutboxState

_RECEIPTS = frozenset({Origin.DELAY_NOTICE, Origin.DELIVERY_RECEIPT, Origin.READ_RECEIPT})
_KINDS = {
    Purpose.ANSWER: MailKind.ANSWER,
    Purpose.ACKNOWLEDGEMENT: MailKind.ACKNOWLEDGEMENT,
    Purpose.ESCALATION: MailKind.ESCALATION,
    Purpose.NOTIFICATION: MailKind.NOTIFICATION,
    Purpose.SURVEY: MailKind.SURVEY,
}


@dataclass(frozen=True, slots=True)
class Returned:
    """What a report of our own mail leads to."""

    effects: tuple[Effect, ...]
    step: Step


@dataclass(frozen=True, slots=True)
class _Original:
    """The mail of ours that came back. `row`: its outbox row, where the id it bore is still the one we gave it.

    `inside`: it was found in what the report returns, not only in what the report answers.
    """

    mark: Mark
    row: OutboxView | None
    inside: bool


def returned(event: MailArrived, snapshot: Snapshot, policy: Policy, now: datetime) -> Returned | None:
    """None: it is no report, or none that proves itself ours; then it is a mail like any other."""
    origin = event.mail.origin
    if origin is not Origin.BOUNCE and origin not in _RECEIPTS:
        return None
    original = _original(event, snapshot)
    if original is None:
        return None
    ticket = original.mark.ticket
    if ticket is None:
        return _ignored(event, None, "it reports on a mail of the desk that belongs to no ticket")
    if origin in _RECEIPTS:
        return _ignored(event, ticket.number, f"a {origin.value} on a mail of #{ticket.number}")
    report = next((report for report in event.mail.reports if report.action == "failed"), None)
    recipient = _recipient(original, snapshot)
    if recipient is None or (report is None and not original.inside):
        return None
    if original.row is not None and original.row.state is OutboxState.FAILED:
        return _ignored(event, ticket.number, "that the mail failed is known already")
    if report is None:
        return _unreadable(event, original, target(ticket, snapshot), recipient, policy, now)
    return _failure(event, original, target(ticket, snapshot), report, recipient, policy, now)


def _failure(
    event: MailArrived,
    original: _Original,
    ticket: Ticket,
    report: DeliveryReport,
    recipient: str,
    policy: Policy,
    now: datetime,
) -> Returned:
    kind = _kind(original)
    failure = Failure(kind, recipient, report.status, report.diagnostic, event.intake)
    outcome = failed(ticket, failure, policy, now)
    detail = f"{report.status} {report.diagnostic}".strip()
    marked = () if original.row is None else (MarkOutbox(original.row.id, OutboxState.FAILED, detail),)
    settled = SettleIntake(event.intake, IntakeState.PROCESSED, None, ticket.number, outcome.seq, None)
    told = step("returned", "failed", f"the {kind.value} of #{ticket.number} to {recipient}: {detail}")
    return Returned((*outcome.effects, *marked, settled), told)


def _unreadable(
    event: MailArrived, original: _Original, ticket: Ticket, recipient: str, policy: Policy, now: datetime
) -> Returned:
    """Our mail came back without a report that says why: a note, and an answer's ticket is opened again."""
    kind = _kind(original)
    outcome = came_back(ticket, Failure(kind, recipient, "", event.mail.text, event.intake), policy, now)
    settled = SettleIntake(event.intake, IntakeState.PROCESSED, None, ticket.number, outcome.seq, None)
    told = step("returned", "came back", f"the {kind.value} of #{ticket.number} to {recipient}, without a report")
    return Returned((*outcome.effects, settled), told)


def _kind(original: _Original) -> MailKind:
    return _KINDS[original.mark.claim.purpose] if original.row is None else original.row.kind


def _ignored(event: MailArrived, ticket: int | None, because: str) -> Returned:
    settled = SettleIntake(event.intake, IntakeState.IGNORED, "delivery_report", ticket, None, None)
    return Returned((settled,), step("returned", "delivery_report", because))


def _original(event: MailArrived, snapshot: Snapshot) -> _Original | None:
    """The first genuine id of a mail of ours: those with an outbox row first."""
    mail = event.mail
    ids = (*mail.returned_ids, *mail.in_reply_to, *mail.references)
    for identifier in ids:
        row = snapshot.sent.get(identifier)
        mark = _genuine(TokenSeen(identifier.partition("@")[0], RETURNED), snapshot, event)
        if row is not None and mark is not None:
            return _Original(mark, row, identifier in mail.returned_ids)
    for seen in mail.tokens:
        mark = _genuine(seen, snapshot, event) if seen.place.startswith(RETURNED) else None
        if mark is not None:
            return _Original(mark, None, inside=True)
    return None


def _genuine(seen: TokenSeen, snapshot: Snapshot, event: MailArrived) -> Mark | None:
    """The mark of one of our mails: a signed Message-ID of a kind that is sent, not the ticket's root."""
    for mark in checked((seen,), snapshot, event.received_at):
        kinds = (Purpose.DESK, *_KINDS)
        if mark.verdict is Verdict.GENUINE and mark.form is Form.MESSAGE_ID and mark.claim.purpose in kinds:
            return mark
    return None


def _recipient(original: _Original, snapshot: Snapshot) -> str | None:
    if original.row is not None:
        return original.row.recipient
    contact = snapshot.contacts.get(original.mark.claim.person)
    return None if contact is None else contact.address
