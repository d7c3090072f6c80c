"""What becomes of a mail: ours, a robot's, part of a ticket, or a new one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from parsers.mail import Address, Origin, TokenSeen
from parsers.token import Claim, Form, Purpose, sign
from rules.decide import decide
from rules.effects import (
    AddTurn,
    AppendMessage,
    CancelTimer,
    ChangeTicket,
    OpenTicket,
    QueueMail,
    SaveContact,
    SetTimer,
    SettleIntake,
)
from rules.model import Account, Close, Contact
from rules.policy import Policy, load
from rules.words import IntakeState, MessageKind, Severity, Status, Tier, TimerReason
from tests.build import (
    ANNA,
    NOW,
    SUPPORT,
    a_desk,
    a_mail,
    a_proving_mailbox,
    a_snapshot,
    a_snapshot_with,
    a_ticket,
    an_act,
    an_arrival,
    own_id,
    own_token,
    reply_token,
    shipped_texts,
    vouched,
)
from tests.rules.finding import after, all_of, decided, mail_out, message, none_of, one_of, opened, settled, step_of

ACME = Account(id=1, name="Acme", domains=("customer.example",), tier=None, phone="", dedicated_agent=None)


# --- a new ticket ----------------------------------------------------------------------------------------


def test_words_inside_a_quote_say_nothing_about_this_mail() -> None:
    quoting = a_mail(subject="Re: hello", text="How do I change my name?\n\n> our server is down, urgent\n")
    assert opened(decided(an_arrival(quoting), a_snapshot())).severity is Severity.STANDARD


def test_a_strangers_mail_makes_a_contact_a_ticket_a_message_and_an_acknowledgement() -> None:
    decision = decided(an_arrival(), a_snapshot())
    assert [type(effect) for effect in decision.effects] == [
        SaveContact,
        OpenTicket,
        AddTurn,
        SetTimer,
        SetTimer,
        AppendMessage,
        QueueMail,
        SettleIntake,
    ]
    assert one_of(decision, SaveContact).contact == Contact(50, ANNA.address, "Anna", None, None)
    ticket = opened(decision)
    assert (ticket.number, ticket.nonce, ticket.requester, ticket.status) == (100, "fresh-nonce", 50, Status.NEW)
    assert (message(decision).kind, message(decision).seq, message(decision).intake) == (MessageKind.INBOUND, 1, 9)
    assert settled(decision) == SettleIntake(9, IntakeState.PROCESSED, None, 100, 1, None)


def test_a_known_contact_is_not_made_again() -> None:
    decision = decided(an_arrival(), a_snapshot_with())
    assert none_of(decision, SaveContact)
    assert opened(decision).requester == ANNA.id


def test_a_contact_belongs_to_the_account_of_its_domain() -> None:
    decision = decided(an_arrival(), a_snapshot(account=ACME))
    assert one_of(decision, SaveContact).contact.account == ACME.id
    assert opened(decision).account == ACME.id


def test_a_forged_sender_belongs_to_no_account() -> None:
    mail = a_mail(authentication=vouched("fail"), subject="Production is down")
    ticket = opened(decided(an_arrival(mail), a_snapshot_with(account=ACME, mailbox=a_proving_mailbox())))
    assert (ticket.account, ticket.severity) == (None, Severity.HIGH)


@pytest.mark.parametrize("shown", ["bob@desk.example", ANNA.address])
def test_A04_an_insane_from_gives_no_rights(shown: str) -> None:
    mail = a_mail(author=None, from_=(Address("", shown),), subject="Production is down")
    decision = decided(an_arrival(mail), a_snapshot_with(account=ACME))
    assert (opened(decision).account, opened(decision).severity) == (None, Severity.HIGH)
    assert none_of(decision, QueueMail)
    assert not message(decision).verified


def test_a_mail_without_any_sender_opens_a_ticket() -> None:
    decision = decided(an_arrival(a_mail(author=None, from_=())), a_snapshot())
    assert opened(decision).requester == 50
    assert one_of(decision, SaveContact).contact.address == ""


def test_A55_a_mail_from_our_own_address_opens_a_ticket_and_is_not_answered() -> None:
    decision = decided(an_arrival(a_mail(author=SUPPORT)), a_snapshot())
    assert opened(decision).number == 100
    assert none_of(decision, QueueMail)


def test_the_first_message_bears_the_tickets_root_id() -> None:
    decision = decided(an_arrival(), a_snapshot())
    root = mail_out(decision).draft.references[0]
    assert message(decision).message_ids == ("first@customer.example", root)


def test_a_rule_may_let_no_ticket_open() -> None:
    rule = "[[rule]]\nid = 'no-bulk'\nwhen = \"mail.origin == 'bulk'\"\nthen = { ignore = true }\n"
    policy = load(shipped_texts() | {"policy/99-mine.toml": rule})
    assert isinstance(policy, Policy)
    decision = decide(an_arrival(a_mail(origin=Origin.BULK)), a_snapshot(), policy, NOW)
    assert decision.effects == (SettleIntake(9, IntakeState.IGNORED, "ignored_by_rule", None, None, None),)
    assert step_of(decision, "intake").rule == "no-bulk"


def test_a_critical_outage_of_a_platinum_account_is_due_in_fifteen_minutes() -> None:
    platinum = replace(ACME, tier=Tier.PLATINUM)
    decision = decided(an_arrival(a_mail(subject="Everything is down")), a_snapshot_with(account=platinum))
    ticket = opened(decision)
    assert (ticket.severity, ticket.tier) == (Severity.CRITICAL, Tier.PLATINUM)
    assert ticket.due_at == NOW + timedelta(minutes=14)


# --- our own mail ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["x-supportd-loop", "message-id"])
def test_our_own_automatic_mail_that_comes_back_is_ignored(place: str) -> None:
    mail = a_mail(author=SUPPORT, origin=Origin.AUTO_REPLY, tokens=(own_token(a_ticket(), place),))
    decision = decided(an_arrival(mail), a_snapshot_with(a_ticket(), sender=None))
    assert decision.effects == (SettleIntake(9, IntakeState.IGNORED, "own_mail", None, None, None),)


def test_our_own_answer_that_comes_back_is_ignored() -> None:
    mail = a_mail(author=SUPPORT, tokens=(own_token(a_ticket(), "x-supportd-loop", Purpose.ANSWER),))
    decision = decided(an_arrival(mail), a_snapshot_with(a_ticket(), sender=None))
    assert settled(decision).reason == "own_mail"
    assert step_of(decision, "origin").outcome == "ourselves"


def test_an_alert_of_ours_that_comes_back_is_ignored() -> None:
    desk = a_desk()
    token = sign(Form.MESSAGE_ID, Claim(Purpose.DESK, 0, 0, 1), desk.keys, desk.instance, "")
    mail = a_mail(author=SUPPORT, origin=Origin.BULK, tokens=(TokenSeen(token, "x-supportd-loop"),))
    assert settled(decided(an_arrival(mail), a_snapshot())).reason == "own_mail"


def test_A61_a_loop_header_without_our_signature_means_nothing() -> None:
    forged = TokenSeen(own_token(a_ticket(nonce="guessed"), "x-supportd-loop").text, "x-supportd-loop")
    mail = a_mail(origin=Origin.BULK, tokens=(forged,))
    assert opened(decided(an_arrival(mail), a_snapshot_with(a_ticket()))).number == 100


def test_A61_our_signature_on_a_persons_mail_does_not_hide_it() -> None:
    mail = a_mail(author="s@evil.example", tokens=(own_token(a_ticket(), "x-supportd-loop"),))
    decision = decided(an_arrival(mail), a_snapshot_with(a_ticket(), sender=None))
    assert settled(decision).state is IntakeState.PROCESSED


# --- robots and tickets ----------------------------------------------------------------------------------


def test_an_automatic_reply_to_our_mail_is_kept_with_its_ticket_and_changes_nothing() -> None:
    ticket = a_ticket(status=Status.PENDING, due_at=None)
    mail = a_mail(origin=Origin.AUTO_REPLY, tokens=(own_token(ticket, "in-reply-to"),))
    decision = decided(an_arrival(mail), a_snapshot_with(ticket))
    assert after(decision) == replace(ticket, last_seq=2)
    assert settled(decision).state is IntakeState.PROCESSED
    assert none_of(decision, OpenTicket)
    assert none_of(decision, QueueMail)


def test_an_automatic_reply_to_our_mail_of_an_old_ticket_opens_none() -> None:
    ticket = a_ticket(status=Status.CLOSED, closed_at=NOW - timedelta(days=30))
    mail = a_mail(origin=Origin.AUTO_REPLY, tokens=(own_token(ticket, "in-reply-to"),))
    decision = decided(an_arrival(mail), a_snapshot_with(ticket))
    assert decision.effects == (SettleIntake(9, IntakeState.IGNORED, "automatic_reply", 42, None, None),)


def test_an_automatic_reply_to_nothing_of_ours_opens_a_ticket_that_nobody_acknowledges() -> None:
    decision = decided(an_arrival(a_mail(origin=Origin.AUTO_REPLY)), a_snapshot())
    assert opened(decision).number == 100
    assert none_of(decision, QueueMail)


# --- a customer's mail and states --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (Status.NEW, Status.NEW),
        (Status.OPEN, Status.OPEN),
        (Status.PENDING, Status.OPEN),
        (Status.ON_HOLD, Status.OPEN),
        (Status.RESOLVED, Status.OPEN),
        (Status.CLOSED, Status.OPEN),
    ],
)
@pytest.mark.parametrize("origin", [Origin.HUMAN, Origin.AUTO_REPLY])
def test_a_persons_mail_reopens_and_a_robots_does_not(before: Status, expected: Status, origin: Origin) -> None:
    ticket = a_ticket(status=before)
    mail = a_mail(origin=origin, tokens=(reply_token(ticket),))
    decision = decided(an_arrival(mail), a_snapshot_with(ticket))
    assert after(decision).status is (expected if origin is Origin.HUMAN else before)


def test_reopening_forgets_when_it_was_resolved_and_cancels_its_timer() -> None:
    ticket = a_ticket(status=Status.RESOLVED)
    decision = decided(an_arrival(a_mail(tokens=(reply_token(ticket),))), a_snapshot_with(ticket))
    assert after(decision).resolved_at is None
    assert CancelTimer(42, TimerReason.AUTO_CLOSE) in all_of(decision, CancelTimer)


def test_a_customers_mail_after_an_answer_is_due_by_the_next_response() -> None:
    ticket = a_ticket(status=Status.PENDING, due_at=None, tier=Tier.GOLD)
    decision = decided(an_arrival(a_mail(tokens=(reply_token(ticket),))), a_snapshot_with(ticket))
    assert after(decision).due_at == NOW + timedelta(hours=2, minutes=-1)


def test_a_resolved_ticket_that_a_customer_opens_again_is_due_by_the_next_response() -> None:
    asked = a_ticket(status=Status.OPEN, answered_at=NOW - timedelta(days=4), due_at=NOW - timedelta(days=3))
    resolved = after(decided(an_act(Close(42, final=False)), a_snapshot_with(asked)))
    decision = decided(an_arrival(a_mail(tokens=(reply_token(resolved),))), a_snapshot_with(resolved))
    assert after(decision).due_at == NOW + timedelta(hours=24, minutes=-1)


def test_a_second_mail_does_not_move_the_promised_time() -> None:
    ticket = a_ticket()
    decision = decided(an_arrival(a_mail(tokens=(reply_token(ticket),))), a_snapshot_with(ticket))
    assert after(decision).due_at == ticket.due_at


def test_one_change_a_ticket_and_one_message_a_mail() -> None:
    ticket = a_ticket(status=Status.PENDING)
    decision = decided(an_arrival(a_mail(tokens=(reply_token(ticket),))), a_snapshot_with(ticket))
    assert len(all_of(decision, ChangeTicket)) == len(all_of(decision, AppendMessage)) == 1
    assert one_of(decision, ChangeTicket).before == ticket
    assert after(decision).last_seq == message(decision).seq == 2


def test_an_oversize_reply_joins_its_ticket_with_a_word_about_why_it_is_short() -> None:
    mail = a_mail(text="", tokens=(reply_token(a_ticket()),))
    decision = decided(an_arrival(mail, aside="oversize"), a_snapshot_with(a_ticket()))
    assert (settled(decision).state, settled(decision).ticket) == (IntakeState.OVERSIZE, 42)
    assert "larger than the limit" in message(decision).text


def test_own_ids_of_other_tickets_do_not_matter() -> None:
    other = a_ticket(number=43, nonce="other")
    mail = a_mail(message_id=own_id(other), tokens=())
    assert opened(decided(an_arrival(mail), a_snapshot_with(a_ticket(), other))).number == 100


# --- worked on again -------------------------------------------------------------------------------------

STUB = a_ticket(number=7, nonce="stub")


def test_a_mail_that_can_be_read_at_last_closes_its_stub_with_a_word_about_where_it_is() -> None:
    decision = decided(an_arrival(stub=7), a_snapshot_with(STUB))
    assert opened(decision).number == settled(decision).ticket == 100
    assert (after(decision).number, after(decision).status, after(decision).last_seq) == (7, Status.CLOSED, 2)
    note = all_of(decision, AppendMessage)[-1].message
    assert (note.ticket, note.seq, note.kind, note.intake) == (7, 2, MessageKind.SYSTEM, None)
    assert note.text == "The mail was worked on again: processed, see #100"
    assert all_of(decision, QueueMail)


def test_a_stub_that_people_work_on_stays_as_it_is_and_is_told() -> None:
    begun = replace(STUB, status=Status.PENDING)
    decision = decided(an_arrival(stub=7), a_snapshot_with(begun))
    assert none_of(decision, ChangeTicket)
    assert all_of(decision, AppendMessage)[-1].message.ticket == 7


def test_a_stub_that_was_merged_is_left_closed_and_the_target_is_told() -> None:
    merged = replace(STUB, merged_into=42)
    decision = decided(an_arrival(stub=7), a_snapshot_with(merged, a_ticket()))
    assert none_of(decision, ChangeTicket)
    assert all_of(decision, AppendMessage)[-1].message.ticket == 42


def test_a_mail_that_joins_its_own_stub_needs_no_word() -> None:
    decision = decided(an_arrival(a_mail(tokens=(reply_token(STUB),)), stub=7), a_snapshot_with(STUB))
    assert (settled(decision).ticket, message(decision).kind) == (7, MessageKind.INBOUND)


def test_a_stub_of_a_mail_that_nothing_came_of_says_why() -> None:
    mail = a_mail(author=SUPPORT, origin=Origin.AUTO_REPLY, tokens=(own_token(a_ticket(), "x-supportd-loop"),))
    decision = decided(an_arrival(mail, stub=7), a_snapshot_with(a_ticket(), STUB))
    assert message(decision).text == "The mail was worked on again: ignored (our own mail came back)"
    assert after(decision).status is Status.CLOSED


@pytest.mark.parametrize(
    ("aside", "state"), [("oversize", IntakeState.OVERSIZE), ("parser_killed", IntakeState.QUARANTINED)]
)
def test_a_mail_that_is_no_better_the_next_time_stays_with_its_stub(aside: str, state: IntakeState) -> None:
    decision = decided(an_arrival(aside=aside, stub=7), a_snapshot_with(STUB))
    assert (settled(decision).state, settled(decision).reason) == (state, aside)
    assert (settled(decision).ticket, settled(decision).seq, message(decision).intake) == (7, 2, 9)
    assert none_of(decision, OpenTicket)
    assert none_of(decision, QueueMail)
