"""Bounces and receipts: believed only with our signature, and never about anybody else's address."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.mail import DeliveryReport, FailureReason, Mail, Origin, TokenSeen
from parsers.token import Purpose
from rules.effects import MarkOutbox, OpenTicket, QueueMail, SettleIntake, Suppress
from rules.model import DeliveryReported, OutboxView, Snapshot, Ticket
from rules.words import IntakeState, MailKind, MessageKind, OutboxState, Status
from tests.build import ANNA, a_mail, a_snapshot_with, a_ticket, a_twin, an_arrival, an_outbox_row, own_id, reply_token
from tests.rules.finding import after, all_of, decided, message, none_of, one_of, opened, settled, step_of

GONE = DeliveryReport(
    "somebody@else.example", "failed", "5.1.1", "no such user", "mx.customer.example", True, FailureReason.USER_UNKNOWN
)


def a_bounce(ticket: Ticket, purpose: Purpose, *reports: DeliveryReport, origin: Origin = Origin.BOUNCE) -> Mail:
    """A delivery report that returns our mail, as a mail server sends it."""
    return a_mail(
        author="mailer-daemon@mx.customer.example",
        return_path="",
        origin=origin,
        subject="Undelivered Mail Returned to Sender",
        text="I am sorry.",
        reports=reports,
        returned_ids=(own_id(ticket, purpose),),
        tokens=(TokenSeen(own_id(ticket, purpose).partition("@")[0], "returned:message-id"),),
    )


def knowing(ticket: Ticket, purpose: Purpose, kind: MailKind) -> Snapshot:
    row = an_outbox_row(own_id(ticket, purpose), kind)
    return replace(a_snapshot_with(ticket, sender=None), sent={row.message_id: row})


def test_a_failed_acknowledgement_leaves_a_note_and_a_suppression() -> None:
    ticket = a_ticket()
    snapshot = knowing(ticket, Purpose.ACKNOWLEDGEMENT, MailKind.ACKNOWLEDGEMENT)
    decision = decided(an_arrival(a_bounce(ticket, Purpose.ACKNOWLEDGEMENT, GONE)), snapshot)
    assert one_of(decision, MarkOutbox) == MarkOutbox(5, OutboxState.FAILED, "5.1.1 no such user")
    assert one_of(decision, Suppress).address == ANNA.address
    assert message(decision).kind is MessageKind.SYSTEM
    assert "5.1.1 no such user" in message(decision).text
    assert (settled(decision).state, settled(decision).ticket, settled(decision).seq) == (IntakeState.PROCESSED, 42, 2)
    assert none_of(decision, OpenTicket)


@pytest.mark.parametrize("status", Status)
def test_a_failed_answer_reopens_the_ticket_and_suppresses_nobody(status: Status) -> None:
    ticket = a_ticket(status=status, due_at=None)
    snapshot = knowing(ticket, Purpose.ANSWER, MailKind.ANSWER)
    decision = decided(an_arrival(a_bounce(ticket, Purpose.ANSWER, GONE)), snapshot)
    assert after(decision).status is Status.OPEN
    assert after(decision).due_at is not None
    assert none_of(decision, Suppress)
    assert message(decision).kind is MessageKind.SYSTEM


def test_a_bounce_is_recognised_by_the_loop_header_when_the_provider_replaced_the_id() -> None:
    ticket = a_ticket(status=Status.PENDING)
    token = TokenSeen(own_id(ticket, Purpose.ANSWER).partition("@")[0], "returned:x-supportd-loop")
    mail = replace(a_bounce(ticket, Purpose.ANSWER, GONE), returned_ids=("0100@amazonses.example",), tokens=(token,))
    decision = decided(an_arrival(mail), a_snapshot_with(ticket, sender=None))
    assert after(decision).status is Status.OPEN
    assert none_of(decision, MarkOutbox)


def test_A17_a_report_never_speaks_for_the_address_it_names() -> None:
    ticket = a_ticket()
    snapshot = knowing(ticket, Purpose.ACKNOWLEDGEMENT, MailKind.ACKNOWLEDGEMENT)
    decision = decided(an_arrival(a_bounce(ticket, Purpose.ACKNOWLEDGEMENT, GONE)), snapshot)
    assert GONE.recipient not in {one.address for one in all_of(decision, Suppress)}


def test_A17_a_report_with_a_forged_id_is_a_mail_like_any_other() -> None:
    real, forged = a_ticket(), a_ticket(nonce="guessed")
    snapshot = knowing(forged, Purpose.ACKNOWLEDGEMENT, MailKind.ACKNOWLEDGEMENT)
    snapshot = replace(snapshot, tickets={42: real})
    decision = decided(an_arrival(a_bounce(forged, Purpose.ACKNOWLEDGEMENT, GONE)), snapshot)
    assert opened(decision).number == 100
    assert none_of(decision, MarkOutbox)
    assert none_of(decision, Suppress)
    assert none_of(decision, QueueMail)


def test_A54_a_report_without_the_original_opens_a_ticket_that_is_not_acknowledged() -> None:
    mail = replace(a_bounce(a_ticket(), Purpose.ACKNOWLEDGEMENT, GONE), returned_ids=(), tokens=())
    decision = decided(an_arrival(mail), a_snapshot_with(a_ticket(), sender=None))
    assert opened(decision).number == 100
    assert none_of(decision, QueueMail)


def test_a_report_that_returns_only_our_reply_address_stays_with_its_ticket() -> None:
    ticket = a_ticket(status=Status.PENDING)
    token = reply_token(ticket, place="returned:reply-to")
    mail = replace(a_bounce(ticket, Purpose.ANSWER, GONE), returned_ids=("0100@amazonses.example",), tokens=(token,))
    decision = decided(an_arrival(mail), a_snapshot_with(ticket, sender=None))
    assert (settled(decision).ticket, after(decision).status) == (42, Status.PENDING)
    assert none_of(decision, OpenTicket)
    assert none_of(decision, Suppress)


def test_a_failure_that_is_known_already_changes_nothing_more() -> None:
    ticket = a_ticket()
    snapshot = knowing(ticket, Purpose.ANSWER, MailKind.ANSWER)
    failed = {key: replace(row, state=OutboxState.FAILED) for key, row in snapshot.sent.items()}
    decision = decided(an_arrival(a_bounce(ticket, Purpose.ANSWER, GONE)), replace(snapshot, sent=failed))
    assert (settled(decision).state, settled(decision).reason) == (IntakeState.IGNORED, "delivery_report")
    assert len(decision.effects) == 1


def test_F22_a_bounce_that_two_mailboxes_get_speaks_once() -> None:
    ticket = a_ticket()
    mail = replace(a_bounce(ticket, Purpose.ANSWER), text="Your mail is back.")
    event = an_arrival(mail, content_sha256="content-1")
    sold = a_twin(mailbox="sales", message_id=mail.message_id)
    decision = decided(event, replace(knowing(ticket, Purpose.ANSWER, MailKind.ANSWER), twins=(sold,)))
    assert decision.effects == (SettleIntake(9, IntakeState.IGNORED, "delivery_report", 42, None, sold.intake),)


@pytest.mark.parametrize("origin", [Origin.DELAY_NOTICE, Origin.DELIVERY_RECEIPT, Origin.READ_RECEIPT])
def test_receipts_and_delays_of_our_mails_open_nothing_and_change_nothing(origin: Origin) -> None:
    ticket = a_ticket(status=Status.PENDING)
    snapshot = knowing(ticket, Purpose.ANSWER, MailKind.ANSWER)
    decision = decided(an_arrival(a_bounce(ticket, Purpose.ANSWER, origin=origin)), snapshot)
    assert (settled(decision).state, settled(decision).reason) == (IntakeState.IGNORED, "delivery_report")
    assert settled(decision).ticket == 42
    assert len(decision.effects) == 1


def test_an_answer_that_came_back_without_a_readable_report_opens_its_ticket() -> None:
    ticket = a_ticket(status=Status.PENDING)
    decision = decided(an_arrival(a_bounce(ticket, Purpose.ANSWER)), knowing(ticket, Purpose.ANSWER, MailKind.ANSWER))
    assert after(decision).status is Status.OPEN
    assert "I am sorry." in message(decision).text
    assert none_of(decision, MarkOutbox)


def test_a_vacation_note_with_the_null_sender_is_no_bounce() -> None:
    ticket = a_ticket(status=Status.PENDING)
    token = TokenSeen(own_id(ticket, Purpose.ANSWER).partition("@")[0], "in-reply-to")
    mail = a_mail(origin=Origin.BOUNCE, return_path="", in_reply_to=(own_id(ticket, Purpose.ANSWER),), tokens=(token,))
    decision = decided(an_arrival(mail), replace(knowing(ticket, Purpose.ANSWER, MailKind.ANSWER), sender=ANNA))
    assert after(decision).status is Status.PENDING
    assert message(decision).kind is MessageKind.INBOUND


def test_a_bounce_of_a_merged_ticket_speaks_to_the_target() -> None:
    merged = a_ticket(status=Status.CLOSED, merged_into=43)
    into = a_ticket(number=43, status=Status.PENDING, nonce="other")
    snapshot = knowing(merged, Purpose.ANSWER, MailKind.ANSWER)
    decision = decided(
        an_arrival(a_bounce(merged, Purpose.ANSWER, GONE)), replace(snapshot, tickets={42: merged, 43: into})
    )
    assert (after(decision).number, message(decision).ticket) == (43, 43)


# --- refused when it was handed over ---------------------------------------------------------------------


def a_row(kind: MailKind) -> OutboxView:
    return an_outbox_row("x@desk.example", kind)


def test_an_answer_refused_at_once_reopens_its_ticket() -> None:
    event = DeliveryReported(a_row(MailKind.ANSWER), permanent=True, status="5.1.1", text="no such user")
    decision = decided(event, a_snapshot_with(a_ticket(status=Status.PENDING)))
    assert after(decision).status is Status.OPEN
    assert one_of(decision, MarkOutbox).state is OutboxState.FAILED


def test_an_acknowledgement_refused_at_once_leaves_a_note_and_a_suppression() -> None:
    event = DeliveryReported(a_row(MailKind.ACKNOWLEDGEMENT), permanent=True, status="5.1.1", text="no such user")
    decision = decided(event, a_snapshot_with(a_ticket()))
    assert one_of(decision, Suppress).address == ANNA.address
    assert message(decision).kind is MessageKind.SYSTEM


def test_an_acknowledgement_given_up_after_days_suppresses_nobody() -> None:
    event = DeliveryReported(a_row(MailKind.ACKNOWLEDGEMENT), permanent=True, status="4.4.7", text="waited too long")
    decision = decided(event, a_snapshot_with(a_ticket(), sender=None))
    assert none_of(decision, Suppress)
    assert "4.4.7 waited too long" in message(decision).text


def test_a_mail_whose_fate_is_unknown_leaves_a_note_only() -> None:
    event = DeliveryReported(a_row(MailKind.ANSWER), permanent=False, status="", text="connection lost")
    decision = decided(event, a_snapshot_with(a_ticket(status=Status.PENDING)))
    assert "may or may not have arrived" in message(decision).text
    assert one_of(decision, MarkOutbox).state is OutboxState.UNCERTAIN
    assert len(decision.effects) == 2


def test_a_mail_of_no_ticket_is_marked_and_nothing_else() -> None:
    event = DeliveryReported(a_row(MailKind.NOTIFICATION), permanent=True, status="5.1.1", text="x")
    decision = decided(event, a_snapshot_with())
    assert [type(effect) for effect in decision.effects] == [MarkOutbox]
    assert step_of(decision, "delivery").outcome == "failed"
