"""A delivery seen before is one message; a Message-ID alone proves nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.mail import Mail
from rules.effects import Decision, OpenTicket, QueueMail
from rules.model import Ticket, Twin
from rules.words import IntakeState, Status
from tests.build import ANNA, a_mail, a_snapshot, a_snapshot_with, a_ticket, a_twin, an_arrival, own_id
from tests.rules.finding import after, all_of, decided, message, none_of, opened, settled, step_of


def decide_beside(twin: Twin, mail: Mail | None = None, **arrival: object) -> IntakeState:
    decision = decided(an_arrival(mail, **arrival), a_snapshot(twins=(twin,)))
    return settled(decision).state


def test_F22_the_same_bytes_are_a_duplicate() -> None:
    decision = decided(an_arrival(raw_sha256="raw-1"), a_snapshot(twins=(a_twin(),)))
    assert settled(decision).state is IntakeState.DUPLICATE
    assert (settled(decision).duplicate_of, settled(decision).ticket, settled(decision).seq) == (1, 42, 1)
    assert none_of(decision, OpenTicket)
    assert none_of(decision, QueueMail)


def test_F22_the_same_mail_by_another_way_is_a_duplicate() -> None:
    assert decide_beside(a_twin(), content_sha256="content-1") is IntakeState.DUPLICATE


SALES = a_twin(mailbox="sales")


SAME = an_arrival(a_mail(subject=a_ticket().subject), content_sha256="content-1")


def twice(ticket: Ticket, twin: Twin) -> Decision:
    """The decision on a mail that Sales had as well, and whose Message-ID the ticket bears."""
    snapshot = a_snapshot_with(ticket, bearers={"first@customer.example": (ticket.number,)}, twins=(twin,))
    return decided(SAME, snapshot)


def test_F22_a_mail_to_two_mailboxes_is_a_message_from_each_in_one_ticket_answered_once() -> None:
    decision = twice(a_ticket(), SALES)
    assert (settled(decision).state, settled(decision).duplicate_of) == (IntakeState.PROCESSED, SALES.intake)
    assert (settled(decision).ticket, settled(decision).seq, message(decision).intake) == (42, 2, 9)
    assert step_of(decision, "duplicate").outcome == "linked"
    assert none_of(decision, OpenTicket)
    assert none_of(decision, QueueMail)


@pytest.mark.parametrize("status", [Status.PENDING, Status.RESOLVED, Status.CLOSED])
def test_F22_the_second_message_of_such_a_mail_changes_no_status_and_no_promise(status: Status) -> None:
    ticket = a_ticket(status=status, due_at=None)
    decision = twice(ticket, SALES)
    assert after(decision) == replace(ticket, last_seq=2)
    assert "the same mail came to sales" in step_of(decision, "status").because


def test_F22_a_ticket_that_was_merged_meanwhile_still_has_the_mail() -> None:
    merged = a_ticket(number=41, merged_into=42)
    snapshot = a_snapshot_with(
        merged,
        a_ticket(status=Status.PENDING),
        bearers={"first@customer.example": (41,)},
        twins=(replace(SALES, ticket=41),),
    )
    decision = decided(SAME, snapshot)
    assert (settled(decision).ticket, after(decision).status) == (42, Status.PENDING)


def test_F22_a_mail_to_two_mailboxes_that_joins_no_ticket_opens_a_linked_one_without_an_answer() -> None:
    decision = decided(SAME, a_snapshot(twins=(SALES,)))
    assert opened(decision).follows == 42
    assert settled(decision).duplicate_of == SALES.intake
    assert step_of(decision, "acknowledgement").outcome == "answered_elsewhere"


def test_F22_a_mail_whose_twin_was_set_aside_is_answered() -> None:
    aside = replace(SALES, state=IntakeState.QUARANTINED)
    assert all_of(decided(SAME, a_snapshot(twins=(aside,))), QueueMail)


def test_F22_a_third_delivery_is_a_duplicate_in_its_own_mailbox() -> None:
    own = a_twin(intake=2, seq=2)
    snapshot = a_snapshot_with(a_ticket(), bearers={"first@customer.example": (42,)}, twins=(SALES, own))
    decision = decided(SAME, snapshot)
    assert (settled(decision).state, settled(decision).duplicate_of) == (IntakeState.DUPLICATE, 2)


def test_F23_the_same_message_id_with_other_content_is_kept_and_noted() -> None:
    decision = decided(an_arrival(), a_snapshot(twins=(a_twin(),)))
    assert opened(decision).number == 100
    assert "mid_conflict" in step_of(decision, "duplicate").because


def test_F23_a_second_mail_with_its_id_from_the_same_person_about_the_same_joins_without_acknowledgement() -> None:
    event = an_arrival(a_mail(subject="AW: Printer"))
    snapshot = a_snapshot_with(a_ticket(), bearers={"first@customer.example": (42,)}, twins=(a_twin(),))
    decision = decided(event, snapshot)
    assert settled(decision).ticket == 42
    assert none_of(decision, QueueMail)


def test_F23_a_program_that_gives_every_mail_one_id_gets_a_ticket_for_each_subject() -> None:
    event = an_arrival(a_mail(subject="Scan of 22 November"))
    snapshot = a_snapshot_with(a_ticket(), bearers={"first@customer.example": (42,)}, twins=(a_twin(),))
    assert opened(decided(event, snapshot)).number == 100


def test_F23_the_same_content_under_another_message_id_is_kept() -> None:
    assert decide_beside(a_twin(), a_mail(message_id="other@x"), content_sha256="content-1") is IntakeState.PROCESSED


def test_F23_without_message_id_the_same_content_and_date_is_a_duplicate() -> None:
    twin = a_twin(message_id=None)
    assert decide_beside(twin, mail=a_mail(message_id=None), content_sha256="content-1") is IntakeState.DUPLICATE


def test_F23_without_message_id_and_date_the_same_content_is_kept() -> None:
    mail = a_mail(message_id=None, date=None)
    assert decide_beside(a_twin(message_id=None), mail=mail, content_sha256="content-1") is IntakeState.PROCESSED


@pytest.mark.parametrize("state", [IntakeState.RECEIVED, IntakeState.IGNORED])
def test_only_a_twin_that_led_to_a_message_makes_a_duplicate(state: IntakeState) -> None:
    assert decide_beside(a_twin(state=state, ticket=None), raw_sha256="raw-1") is IntakeState.PROCESSED


def test_a_row_is_no_duplicate_of_itself() -> None:
    assert decide_beside(a_twin(intake=9), raw_sha256="raw-1") is IntakeState.PROCESSED


def test_A61_an_id_that_a_stranger_used_before_does_not_make_the_genuine_mail_vanish() -> None:
    theirs = a_ticket(number=41, requester=99)
    event = an_arrival(a_mail(message_id="x@customer.example"))
    twin = a_twin(message_id="x@customer.example", ticket=41)
    snapshot = a_snapshot_with(theirs, bearers={"x@customer.example": (41,)}, twins=(twin,))
    decision = decided(event, snapshot)
    assert opened(decision).number == 100
    assert message(decision).author == ANNA.address


def test_A61_our_own_id_in_a_strangers_mail_is_not_our_own_mail_and_leads_nobody_to_it() -> None:
    ticket = a_ticket()
    mail = a_mail(author="s@evil.example", message_id=own_id(ticket))
    decision = decided(an_arrival(mail), a_snapshot_with(ticket, sender=None))
    assert settled(decision).state is IntakeState.PROCESSED
    assert own_id(ticket) not in message(decision).message_ids
