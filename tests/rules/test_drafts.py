"""The header checklist H01–H17 on drafts, and on the bytes they become."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message

import pytest

from parsers.compose import compose
from parsers.draft import AutoSubmitted, Draft
from parsers.token import Form, Purpose, Verdict, check, read
from rules.drafts import plain_subject
from rules.model import Answer
from rules.words import MailKind, Status
from tests.build import (
    ANNA,
    BOB,
    NOW,
    SUPPORT,
    a_desk,
    a_mail,
    a_snapshot,
    a_snapshot_with,
    a_ticket,
    an_act,
    an_arrival,
)
from tests.rules.finding import decided, mail_out

TODAY = int(NOW.timestamp()) // 86_400


def acknowledgement() -> Draft:
    return mail_out(decided(an_arrival(a_mail(references=("older@x",))), a_snapshot())).draft


def answer(agent: int | None = BOB.id) -> Draft:
    snapshot = a_snapshot_with(a_ticket(), threads={42: ("first@customer.example", "second@customer.example")})
    return mail_out(decided(an_act(Answer(42, "Please restart it.", Status.PENDING), agent), snapshot)).draft


def sent(draft: Draft) -> Message:
    return message_from_bytes(compose(draft))


def test_H01_from_is_our_one_address() -> None:
    assert (acknowledgement().from_.addr, acknowledgement().from_.name) == (SUPPORT, "Example Support")
    assert (answer().from_.addr, answer().from_.name) == (SUPPORT, "Bob via Example Support")
    assert answer(agent=None).from_.name == "Example Support"


@pytest.mark.parametrize("draft", [acknowledgement(), answer()])
def test_H02_there_is_exactly_one_recipient_and_no_blind_copy(draft: Draft) -> None:
    assert draft.to.addr == ANNA.address
    assert draft.cc == ()
    assert sent(draft).get_all("Bcc") is None


@pytest.mark.parametrize("draft", [acknowledgement(), answer()])
def test_H03_the_date_is_the_decisions(draft: Draft) -> None:
    assert draft.date == NOW


@pytest.mark.parametrize(
    ("draft", "purpose", "ticket", "nonce"),
    [(acknowledgement(), Purpose.ACKNOWLEDGEMENT, 100, "fresh-nonce"), (answer(), Purpose.ANSWER, 42, "n0nce")],
)
def test_H04_the_message_id_is_signed_and_short(draft: Draft, purpose: Purpose, ticket: int, nonce: str) -> None:
    local, _, domain = draft.message_id.partition("@")
    token = read(local)
    assert token is not None
    assert (token.claim.purpose, token.claim.ticket) == (purpose, ticket)
    assert check(Form.MESSAGE_ID, token, a_desk().keys, "desk-test", nonce, TODAY) is Verdict.GENUINE
    assert domain == "desk.example"
    assert len(local) <= 40
    assert len(draft.message_id) <= 70


def test_H04_the_same_decision_gives_the_same_id() -> None:
    assert acknowledgement().message_id == acknowledgement().message_id


def test_H05_an_acknowledgement_answers_the_customers_mail_and_bears_the_tickets_root() -> None:
    draft = acknowledgement()
    assert draft.in_reply_to == "first@customer.example"
    root = read(draft.references[0].partition("@")[0])
    assert root is not None
    assert root.claim.purpose is Purpose.ROOT
    assert draft.references[1:] == ("first@customer.example",)


def test_H05_an_answer_continues_the_customers_thread() -> None:
    draft = answer()
    assert draft.in_reply_to == "second@customer.example"
    assert draft.references[1:] == ("first@customer.example", "second@customer.example")


def test_H06_the_subject_bears_the_number_once() -> None:
    snapshot = a_snapshot_with(a_ticket(subject="Re: [#42] AW: Printer"))
    draft = mail_out(decided(an_act(Answer(42, "x", Status.PENDING)), snapshot)).draft
    assert draft.subject == "[#42] Re: Printer"
    assert acknowledgement().subject.count("[#100]") == 1


@pytest.mark.parametrize(
    ("subject", "plain"),
    [
        ("AW: Re: Fwd: [#42] WG: Printer", "Printer"),
        ("Re[2]: Printer", "Printer"),
        ("RE : Printer", "Printer"),
        ("回复：プリンター", "プリンター"),
        ("Request: Printer", "Request: Printer"),
        ("Re:", "…"),
        ("", "…"),
        ("[#x] Printer", "[#x] Printer"),
    ],
)
def test_H06_marks_of_replies_do_not_pile_up(subject: str, plain: str) -> None:
    assert plain_subject(subject) == plain


@pytest.mark.parametrize(("draft", "nonce"), [(acknowledgement(), "fresh-nonce"), (answer(), "n0nce")])
def test_H07_reply_to_bears_the_recipients_own_token(draft: Draft, nonce: str) -> None:
    assert draft.reply_to is not None
    local = draft.reply_to.addr.partition("@")[0]
    assert local.startswith("support+")
    assert len(local) <= 64
    token = read(local.removeprefix("support+"))
    assert token is not None
    assert token.claim.stamp == TODAY + a_desk().token_days
    assert check(Form.ADDRESS, token, a_desk().keys, "desk-test", nonce, TODAY) is Verdict.GENUINE


def test_H08_H09_H10_an_acknowledgement_is_marked_as_a_programs_mail() -> None:
    mail = sent(acknowledgement())
    assert acknowledgement().auto_submitted is AutoSubmitted.REPLIED
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"], mail["Precedence"]) == (
        "auto-replied",
        "All",
        "bulk",
    )


def test_H08_H09_H10_an_answer_is_a_persons_mail() -> None:
    mail = sent(answer())
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"], mail["Precedence"]) == (None, None, None)


def test_H11_the_envelope_sender_is_the_mailboxs_address() -> None:
    assert mail_out(decided(an_arrival(), a_snapshot())).sender == SUPPORT


@pytest.mark.parametrize("draft", [acknowledgement(), answer()])
def test_H12_the_loop_header_is_the_signed_id(draft: Draft) -> None:
    assert sent(draft)["X-Supportd-Loop"] == f"<{draft.message_id}>"


@pytest.mark.parametrize("draft", [acknowledgement(), answer()])
def test_H13_text_is_always_there_and_html_beside_it(draft: Draft) -> None:
    kinds = [part.get_content_type() for part in sent(draft).walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    assert all(line.isascii() for line in compose(draft).decode("latin-1").split("\r\n"))


@pytest.mark.parametrize("draft", [acknowledgement(), answer()])
def test_H14_H15_H17_what_must_be_absent_is_absent(draft: Draft) -> None:
    names = {name.lower() for name in sent(draft)}
    forbidden = {"list-unsubscribe", "list-id", "x-originating-ip", "received", "return-receipt-to", "sender"}
    assert names.isdisjoint(forbidden | {"disposition-notification-to", "user-agent", "x-mailer"})


@pytest.mark.parametrize("draft", [acknowledgement(), answer()])
def test_H16_the_language_is_told_and_nothing_remote_is_shown(draft: Draft) -> None:
    assert sent(draft)["Content-Language"] == "en"
    assert "http" not in (draft.html or "")
    assert "<img" not in (draft.html or "")


def test_answers_leave_before_acknowledgements_of_the_same_ticket_are_confused_with_them() -> None:
    snapshot = a_snapshot_with(a_ticket())
    mail = mail_out(decided(an_act(Answer(42, "x", Status.PENDING)), snapshot))
    assert (mail.kind, mail.cause, mail.automatic, mail.seq) == (MailKind.ANSWER, "answer:42:2", False, 2)
