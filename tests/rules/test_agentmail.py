"""Agents work by mail: answers, notes, commands; and what is not believed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.compose import compose
from parsers.mail import Address, Attachment, AuthenticationResults, Mail, Origin, TokenSeen
from parsers.read import parse
from parsers.token import Purpose
from rules.effects import Alarm, AppendMessage, ChangeTicket, OpenTicket, QueueMail
from rules.model import Message, let_go
from rules.words import IntakeState, MailKind, MessageKind, Priority, Status, Tier
from tests.build import ANNA, BOB, NOW, a_mailbox, a_ticket, a_twin, own_token, reply_token
from tests.rules.agentmails import GONE, LEA, LOU, MINE, desk, from_bob, sent, to_bob, to_customer, token, vouches
from tests.rules.finding import after, all_of, message, none_of, settled, step_of

QUOTED = "\n\nOn Sunday, Example Support wrote:\n> #close\n> Where is it?\n"
SILENT = a_mailbox()


def changed_nothing(mail_text: str) -> bool:
    decision = sent(from_bob(mail_text))
    return none_of(decision, ChangeTicket) and not to_customer(decision)


def held(text: str, mode: str = "answer") -> Message:
    """Message 5 of ticket 42, kept until Bob says yes."""
    return Message(42, 5, MessageKind.SYSTEM, NOW, "bob", False, f"held {mode}", text, 8, ())


# --- answers -----------------------------------------------------------------------------------------


def test_a_reply_to_a_notification_is_an_answer_to_the_customer() -> None:
    decision = sent(from_bob("Under Settings." + QUOTED))
    [mail] = to_customer(decision)
    assert mail.kind is MailKind.ANSWER
    assert mail.draft.text.startswith("Under Settings.\n\nBob\n")
    assert mail.draft.from_ == Address("Bob via Example Support", "support@desk.example")
    assert mail.draft.in_reply_to == "first@customer.example"
    assert after(decision).status is Status.PENDING
    assert (message(decision).kind, message(decision).author, message(decision).intake) == (
        MessageKind.ANSWER,
        "bob",
        9,
    )
    assert (settled(decision).state, settled(decision).ticket, settled(decision).seq) == (IntakeState.PROCESSED, 42, 2)


def test_an_answer_is_confirmed_by_no_receipt() -> None:
    assert len(all_of(sent(from_bob("Under Settings.")), QueueMail)) == 1


def test_whoever_answers_a_ticket_of_nobody_has_it() -> None:
    ticket = a_ticket(assignee=None)
    assert after(sent(from_bob("Under Settings.", ticket), desk(ticket))).assignee == BOB.id


def test_an_answer_with_a_command_does_both() -> None:
    decision = sent(from_bob("#close\n\nDone."))
    assert after(decision).status is Status.RESOLVED
    assert to_customer(decision)[0].draft.text.startswith("Done.\n")


def test_a_signature_stays_here() -> None:
    [mail] = to_customer(sent(from_bob("Under Settings.\n\n-- \nBob Jones\nbob@desk.example\n")))
    assert "Jones" not in mail.draft.text


def test_an_agents_address_in_an_answer_is_the_desks() -> None:
    [mail] = to_customer(sent(from_bob("Write to Bob@Desk.Example or Lea (lea@desk.example).")))
    assert "Write to support@desk.example or Lea (support@desk.example)." in mail.draft.text


def test_files_that_stay_here_are_told() -> None:
    file = Attachment("2", "plan.pdf", "application/pdf", "application/pdf", 9, "sha", inline=False, content_id=None)
    decision = sent(from_bob("See the plan.", attachments=(file,)))
    assert to_customer(decision)
    assert "plan.pdf" in to_bob(decision).draft.text


def test_an_answer_to_a_closed_ticket_is_told_to_the_agent_with_its_words() -> None:
    ticket = a_ticket(status=Status.CLOSED, assignee=BOB.id)
    decision = sent(from_bob("Under Settings.", ticket), desk(ticket))
    assert to_customer(decision) == []
    assert "reopen it first" in to_bob(decision).draft.text
    assert "Under Settings." in to_bob(decision).draft.text
    again = sent(from_bob("#reopen\nUnder Settings.", ticket), desk(ticket))
    assert to_customer(again)
    assert after(again).status is Status.PENDING


# --- notes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["He called.", "#note\nHe called.", "#note He called."])
def test_a_note_stays_inside(text: str) -> None:
    purpose = Purpose.NOTE if not text.startswith("#") else Purpose.NOTIFICATION
    decision = sent(from_bob(text, tokens=(token(MINE, purpose),)))
    assert (message(decision).kind, message(decision).text) == (MessageKind.NOTE, "He called.")
    assert none_of(decision, QueueMail)


def test_nothing_makes_a_note_leave() -> None:
    decision = sent(from_bob("#close\nHe called.", tokens=(token(MINE, Purpose.NOTE),)))
    assert to_customer(decision) == []
    assert after(decision).status is Status.RESOLVED


def test_words_that_answer_no_mail_of_ours_stay_inside() -> None:
    decision = sent(from_bob("He called.", tokens=()))
    assert message(decision).kind is MessageKind.NOTE
    assert none_of(decision, QueueMail)


def test_a_light_agents_answer_is_kept_as_a_note_and_that_is_told() -> None:
    mail = from_bob("Try again.", author="lou@desk.example", tokens=(token(MINE, person=LOU.id),))
    decision = sent(mail)
    assert to_customer(decision) == []
    assert all_of(decision, AppendMessage)[0].message.kind is MessageKind.NOTE
    [told] = all_of(decision, QueueMail)
    assert told.recipient == "lou@desk.example"
    assert "kept as a note" in told.draft.text


# --- commands ----------------------------------------------------------------------------------------


def test_a_mail_of_commands_only_never_reaches_the_customer() -> None:
    decision = sent(from_bob("#prio high\n#tag printer\n#level 2" + QUOTED))
    ticket = after(decision)
    assert (ticket.priority, ticket.tags, ticket.level) == (Priority.HIGH, ("printer",), 2)
    assert none_of(decision, QueueMail)


@pytest.mark.parametrize(
    "text", ["#clsoe\nDone.", "#close\n#frobnicate\nDone.", "#t\nDone.", "#level 9", "#assign eve"]
)
def test_what_is_not_clear_changes_nothing_and_is_told(text: str) -> None:
    assert changed_nothing(text)
    told = to_bob(sent(from_bob(text))).draft.text
    assert "Nothing was changed and nothing has left" in told
    assert text in told


def test_the_nearest_command_is_named() -> None:
    assert "did you mean close?" in to_bob(sent(from_bob("#clsoe"))).draft.text


def test_a_command_below_other_words_is_asked_about_and_does_not_leave() -> None:
    assert changed_nothing("Done.\n#close")


def test_help_is_answered_with_the_table() -> None:
    decision = sent(from_bob("#help"))
    assert "#escalate [REASON]" in to_bob(decision).draft.text
    assert to_customer(decision) == []


def test_only_a_lead_changes_the_tier() -> None:
    assert changed_nothing("#tier gold")
    mail = from_bob("#tier gold", author="lea@desk.example", tokens=(token(MINE, person=LEA.id),))
    assert after(sent(mail)).tier is Tier.GOLD


def test_an_escalation_goes_to_the_next_level() -> None:
    decision = sent(from_bob("#escalate the disk is dying"))
    assert (after(decision).level, after(decision).team) == (2, "technical")
    assert "the disk is dying" in message(decision).text


def test_a_team_takes_over() -> None:
    ticket = after(sent(from_bob("#team technical")))
    assert (ticket.team, ticket.level, ticket.assignee) == ("technical", 2, None)


def test_spam_is_closed_for_good() -> None:
    ticket = after(sent(from_bob("#spam")))
    assert (ticket.status, ticket.tags) == (Status.CLOSED, ("spam",))


def test_a_mail_that_came_to_two_mailboxes_is_worked_on_once() -> None:
    twin = a_twin(mailbox="sales", message_id="bobs@mail.example", content_sha256="content-9", raw_sha256="raw-9")
    decision = sent(from_bob("Under Settings."), desk(twins=(twin,)))
    assert none_of(decision, QueueMail)
    assert settled(decision).reason == "agent_twin"


# --- authority ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("authentication", [vouches("fail"), ()])
@pytest.mark.parametrize("tokens", [(), (token(MINE),)])
def test_A03_a_forged_agent_does_nothing_and_hears_nothing(
    authentication: tuple[AuthenticationResults, ...], tokens: tuple[TokenSeen, ...]
) -> None:
    decision = sent(from_bob("#close\nPay here.", authentication=authentication, tokens=tokens))
    assert none_of(decision, ChangeTicket)
    assert none_of(decision, OpenTicket)
    assert to_customer(decision) == []
    told = to_bob(decision)
    assert "Pay here." in told.draft.text
    assert told.draft.reply_to is not None
    assert not message(decision).verified
    assert settled(decision).reason == "agent_doubted"
    assert step_of(decision, "authority").outcome == "not believed"


FORGED_FROM = [
    b"bob@desk.example:s@evil.example;",
    b"bob@desk.example, s@evil.example",
    b"s@evil.example\r\nFrom: bob@desk.example",
    b"bob@desk.example\r\nFrom: s@evil.example",
    b"bob@desk.example]<s@evil.example>",
    b'"bob@desk.example" <s@evil.example>',
    b"=?utf-8?q?bob=40desk.example?=@evil.example",
    b"s@evil.example (bob@desk.example)",
    b"<@desk.example,@x:s@evil.example>",
    b"bob@desk.example\0@evil.example",
]


@pytest.mark.parametrize("written", FORGED_FROM)
def test_A04_no_odd_from_is_an_agents(written: bytes) -> None:
    raw = (
        b"Authentication-Results: mx.desk.example; dmarc=pass header.from=evil.example\r\n"
        b"From: " + written + b"\r\nTo: support+" + token(MINE).text.encode() + b"@desk.example\r\n"
        b"Subject: [#42]\r\nMessage-ID: <x@evil.example>\r\n\r\n#close\r\nPay here.\r\n"
    )
    decision = sent(parse(raw))
    assert none_of(decision, ChangeTicket)
    assert to_customer(decision) == []


def test_A05_a_verdict_below_our_own_border_is_a_strangers() -> None:
    raw = (
        b"Authentication-Results: mx.desk.example; dmarc=fail header.from=desk.example\r\n"
        b"Received: from evil by mx.desk.example\r\n"
        b"Authentication-Results: mx.desk.example; dmarc=pass header.from=desk.example\r\n"
        b"From: bob@desk.example\r\nTo: support+" + token(MINE).text.encode() + b"@desk.example\r\n"
        b"Subject: [#42]\r\nMessage-ID: <x@evil.example>\r\n\r\n#close\r\nPay here.\r\n"
    )
    decision = sent(parse(raw))
    assert none_of(decision, ChangeTicket)
    assert to_customer(decision) == []
    assert "forged" in to_bob(decision).draft.text


def test_A06_a_reply_to_is_no_identity() -> None:
    mail = from_bob("#close", author="s@evil.example", reply_to=(Address("", "bob@desk.example"),), tokens=())
    decision = sent(mail)
    assert none_of(decision, ChangeTicket)
    assert step_of(decision, "joining").outcome == "new ticket"


def test_A08_a_customers_token_is_no_agents() -> None:
    decision = sent(from_bob("#close\nPay here.", authentication=(), tokens=(reply_token(MINE, BOB.id),)))
    assert none_of(decision, ChangeTicket)
    assert to_customer(decision) == []


def test_A08_a_note_address_does_not_answer() -> None:
    decision = sent(from_bob("He called.", tokens=(token(MINE, Purpose.NOTE), own_token(MINE, "in-reply-to"))))
    assert to_customer(decision) == []


def test_A11_an_agent_who_left_has_no_rights() -> None:
    mail = from_bob("#close\nBye.", author="gus@desk.example", tokens=(token(MINE, person=GONE.id),))
    decision = sent(mail)
    assert to_customer(decision) == []
    assert after(decision).status is not Status.RESOLVED if all_of(decision, ChangeTicket) else True


def test_A12_an_agents_token_from_another_address_is_refused_and_told() -> None:
    decision = sent(
        from_bob("Under Settings.", author="s@evil.example", authentication=vouches("pass", "evil.example"))
    )
    assert to_customer(decision) == []
    assert none_of(decision, OpenTicket)
    assert "used from s@evil.example" in to_bob(decision).draft.text
    assert [mail.recipient for mail in all_of(decision, QueueMail)] == ["bob@desk.example"]


def test_A12_a_customer_who_was_given_the_address_is_a_customer() -> None:
    mail = from_bob("And mine?", author=ANNA.address, authentication=vouches("pass", "customer.example"))
    decision = sent(mail, desk(sender=ANNA))
    assert all_of(decision, AppendMessage)[0].message.kind is MessageKind.INBOUND


@pytest.mark.parametrize(
    "text",
    [
        "\uff03close\nDone.",
        "> #close\n\nDone.",
        "Done." + QUOTED,
        "Done.\n\n-- \n#close",
        "# close\nDone.",
    ],
)
def test_A13_only_the_top_of_what_was_newly_written_commands(text: str) -> None:
    assert after(sent(from_bob(text))).status is Status.PENDING


def test_A13_hidden_html_and_files_command_nothing() -> None:
    raw = (
        b"Authentication-Results: mx.desk.example; dmarc=pass header.from=desk.example\r\n"
        b"From: bob@desk.example\r\nTo: support+" + token(MINE).text.encode() + b"@desk.example\r\n"
        b"Subject: #close [#42]\r\nMessage-ID: <x@desk.example>\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
        b"<div style='display:none'>#close</div><p>Done.</p>\r\n--b\r\nContent-Type: text/plain\r\n"
        b"Content-Disposition: attachment; filename=a.txt\r\n\r\n#close\r\n--b--\r\n"
    )
    decision = sent(parse(raw))
    assert after(decision).status is Status.PENDING
    assert "#close" not in to_customer(decision)[0].draft.text


def test_A13_a_customer_commands_nothing() -> None:
    mail = from_bob("#close", author=ANNA.address, tokens=(reply_token(MINE),), authentication=())
    decision = sent(mail, desk(sender=ANNA))
    assert after(decision).status is not Status.RESOLVED if all_of(decision, ChangeTicket) else True
    assert message(decision).kind is MessageKind.INBOUND


def test_A14_an_agents_automatic_reply_goes_nowhere() -> None:
    decision = sent(from_bob("#close\nI am on holiday.", origin=Origin.AUTO_REPLY))
    assert none_of(decision, QueueMail)
    assert none_of(decision, ChangeTicket)
    assert settled(decision).reason == "automatic_reply"


def test_A15_a_mark_of_ours_in_the_words_does_not_leave() -> None:
    text = f"Under Settings.\nmailto:support+{token(MINE).text}@desk.example"
    assert changed_nothing(text)
    assert "signed address" in to_bob(sent(from_bob(text))).draft.text


def test_A15_a_line_of_a_note_does_not_leave() -> None:
    note = Message(42, 2, MessageKind.NOTE, NOW, "lea", True, "", "This customer never pays.", None, ())
    decision = sent(from_bob("Hello,\n|  This customer never pays."), desk(recent={42: (note,)}))
    assert to_customer(decision) == []
    assert "a line of a note" in to_bob(decision).draft.text


def test_A16_fields_of_ours_on_a_mail_that_comes_mean_nothing() -> None:
    fields = (("x-supportd-ticket", "42"), ("x-supportd-status", "closed"), ("x-supportd-loop", "no"))
    decision = sent(from_bob("Hello", author="s@evil.example", tokens=(), numbers=(), headers=fields))
    assert none_of(decision, ChangeTicket)
    assert all_of(decision, OpenTicket)


def test_A20_a_forged_mail_is_answered_to_the_registered_address_alone() -> None:
    decision = sent(from_bob("#frobnicate", authentication=()))
    assert [mail.recipient for mail in all_of(decision, QueueMail)] == ["bob@desk.example"]


def test_an_agent_is_not_flooded_with_forgeries() -> None:
    decision = sent(from_bob("Pay here.", authentication=()), desk(automatic=(NOW,) * 20))
    assert none_of(decision, QueueMail)
    assert all_of(decision, Alarm)[0].code == "agents_forged"


# --- a server that says nothing ----------------------------------------------------------------------


def test_without_any_evidence_an_own_token_lets_words_through() -> None:
    decision = sent(from_bob("Under Settings.", authentication=()), desk(mailbox=SILENT))
    assert to_customer(decision)


def test_without_any_evidence_commands_wait_for_a_yes() -> None:
    decision = sent(from_bob("#tag printer\nUnder Settings.", authentication=()), desk(mailbox=SILENT))
    assert to_customer(decision)
    assert after(decision).tags == ()
    assert "#tag printer" in to_bob(decision).draft.text


def test_without_any_evidence_somebody_elses_token_is_nothing() -> None:
    mail = from_bob("Under Settings.", authentication=(), tokens=(token(MINE, person=LEA.id),))
    assert to_customer(sent(mail, desk(mailbox=SILENT))) == []


def test_without_any_evidence_a_number_is_nothing() -> None:
    decision = sent(from_bob("#close", authentication=(), tokens=()), desk(mailbox=SILENT))
    assert none_of(decision, ChangeTicket)


# --- a yes -------------------------------------------------------------------------------------------


def test_a_yes_lets_go_what_was_held() -> None:
    mail = from_bob("Yes", authentication=(), tokens=(token(MINE, Purpose.CONFIRM, 5),))
    decision = sent(mail, desk(replace(MINE, last_seq=5), held={(42, 5): held("Under Settings.")}))
    assert to_customer(decision)[0].draft.text.startswith("Under Settings.")
    assert let_go(42, 5) in all_of(decision, AppendMessage)[-1].message.message_ids


def test_a_second_yes_does_nothing() -> None:
    mail = from_bob("Yes", tokens=(token(MINE, Purpose.CONFIRM, 5),))
    decision = sent(mail, desk(held={(42, 5): held("Under Settings.")}, bearers={let_go(42, 5): (42,)}))
    assert none_of(decision, QueueMail)
    assert settled(decision).reason == "agent_said_yes_before"


@pytest.mark.parametrize("text", ["What is this?", "I am away until Monday.", ""])
def test_only_the_word_yes_is_a_yes(text: str) -> None:
    mail = from_bob(text, tokens=(token(MINE, Purpose.CONFIRM, 5),))
    assert to_customer(sent(mail, desk(held={(42, 5): held("Under Settings.")}))) == []


@pytest.mark.parametrize(
    "mail",
    [
        from_bob("Yes", authentication=vouches("fail"), tokens=(token(MINE, Purpose.CONFIRM, 5),)),
        from_bob("Yes", author="s@evil.example", tokens=(token(MINE, Purpose.CONFIRM, 5),)),
        from_bob("Yes", author="lea@desk.example", tokens=(token(MINE, Purpose.CONFIRM, 5),)),
        from_bob("Yes", origin=Origin.AUTO_REPLY, tokens=(token(MINE, Purpose.CONFIRM, 5),)),
        from_bob("Yes", tokens=(token(MINE, Purpose.CONFIRM, 6),)),
    ],
)
def test_a_yes_of_anybody_else_lets_nothing_go(mail: Mail) -> None:
    snapshot = desk(held={(42, 5): held("Under Settings."), (42, 6): replace(held("x"), verified=True)})
    decision = sent(mail, snapshot)
    assert to_customer(decision) == []


def test_a_held_command_is_done_after_the_yes() -> None:
    mail = from_bob("yes", authentication=(), tokens=(token(MINE, Purpose.CONFIRM, 5),))
    decision = sent(mail, desk(held={(42, 5): held("#close", "inside")}, mailbox=SILENT))
    assert after(decision).status is Status.RESOLVED


def test_mails_to_agents_bear_what_they_can_be_sorted_by() -> None:
    raw = compose(to_bob(sent(from_bob("#help"))).draft)
    for field in (b"X-Supportd-Ticket: 42", b"X-Supportd-Tier: silver", b"List-Id: <first-line."):
        assert field in raw
    assert b"Auto-Submitted" not in raw
