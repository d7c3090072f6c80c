"""What storage reads for an event: everything that could matter, and no more."""

from __future__ import annotations

from parsers.mail import Address, TokenSeen
from parsers.token import Claim, Form, Purpose, sign
from rules.model import Answer, DeliveryReported, Reopen, TimerFired, awaited, let_go
from rules.needs import needs
from rules.words import Status, TimerReason
from tests.build import ANNA, NOW, a_desk, a_mail, a_ticket, an_act, an_arrival, an_outbox_row, own_token, reply_token


def test_a_mail_needs_its_ids_tokens_marks_digests_and_addresses() -> None:
    mail = a_mail(
        in_reply_to=("parent@x",),
        references=("root@x", "parent@x"),
        returned_ids=("returned@x",),
        numbers=(7,),
        tokens=(reply_token(a_ticket(), person=77), own_token(a_ticket(number=43), "references")),
        reply_to=(Address("", "team@customer.example"),),
    )
    found = needs(an_arrival(mail))
    assert found.tickets == {42, 43, 7}
    assert found.contacts == {77, ANNA.id}
    assert found.addresses == {ANNA.address, "team@customer.example"}
    thread = {"first@customer.example", "parent@x", "root@x"}
    assert found.message_ids == {*thread, *map(awaited, thread), "returned@x"}
    assert found.digests == {"raw-9", "content-9"}
    assert (found.intake, found.mailbox) == (9, "support")


def test_a_mail_without_a_sane_from_needs_the_address_it_shows() -> None:
    mail = a_mail(author=None, from_=(Address("", "shown@x.example"), Address("", "other@x.example")))
    assert needs(an_arrival(mail)).addresses == {"shown@x.example"}
    assert needs(an_arrival(a_mail(author=None, from_=()))).addresses == {""}


def test_an_agents_token_names_no_contact() -> None:
    desk = a_desk()
    token = sign(Form.ADDRESS, Claim(Purpose.NOTE, 42, 3, 99_999), desk.keys, desk.instance, "n0nce")
    assert needs(an_arrival(a_mail(tokens=(TokenSeen(token, "to"),)))).contacts == set()


def test_numbers_no_database_can_hold_are_not_asked_for() -> None:
    desk = a_desk()
    token = sign(Form.ADDRESS, Claim(Purpose.REPLY, 2**32 - 1, 2**31, 99_999), desk.keys, desk.instance, "x")
    found = needs(an_arrival(a_mail(tokens=(TokenSeen(token, "to"),))))
    assert not found.tickets
    assert not found.contacts


def test_a_thousand_marks_in_a_subject_are_not_a_thousand_questions() -> None:
    assert len(needs(an_arrival(a_mail(numbers=tuple(range(1, 1001))))).tickets) == 20


def test_other_events_need_their_ticket() -> None:
    row = an_outbox_row("x@desk.example")
    report = needs(DeliveryReported(row, permanent=True, status="", text=""))
    assert report.tickets == {42}
    assert report.addresses == {ANNA.address}
    assert report.message_ids == {"x@desk.example"}
    assert needs(TimerFired(42, TimerReason.SUMMARY, NOW)).tickets == {42}
    assert needs(an_act(Reopen(7))).tickets == {7}


def test_an_answer_needs_the_ids_it_will_refer_to() -> None:
    assert needs(an_act(Answer(7, "Try again.", Status.PENDING))).threads == {7}
    assert needs(an_act(Reopen(7))).threads == set()


def test_an_agents_reply_needs_what_answers_and_changes_need() -> None:
    desk = a_desk()
    marks = [(Purpose.NOTIFICATION, 3), (Purpose.CONFIRM, 5)]
    signed = [
        sign(Form.ADDRESS, Claim(purpose, 42, who, 99_999), desk.keys, desk.instance, "n0nce") for purpose, who in marks
    ]
    found = needs(an_arrival(a_mail(tokens=tuple(TokenSeen(each, "to") for each in signed))))
    assert found.threads == found.turns == found.recent == {42}
    assert found.held == {(42, 5)}
    assert let_go(42, 5) in found.message_ids
    assert found.contacts == frozenset()


def test_a_number_needs_no_more_than_its_ticket_unless_a_command_stands_on_top() -> None:
    assert needs(an_arrival(a_mail(numbers=(42,)))).turns == frozenset()
    assert needs(an_arrival(a_mail(numbers=(42,), text="#close"))).turns == {42}
