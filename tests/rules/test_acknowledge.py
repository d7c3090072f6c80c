"""Who is acknowledged, who is not and for which reason, and in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from parsers.mail import Address, Mail, Origin
from rules.decide import decide
from rules.effects import HoldBack, OpenTicket, QueueMail, SetTimer
from rules.model import Account, MailArrived, Snapshot, TimerFired
from rules.needs import needs
from rules.policy import Policy, load
from rules.sender import claimed_address, is_ours
from rules.words import IntakeState, Tier, TimerReason
from tests.build import (
    ANNA,
    NOW,
    SUPPORT,
    a_mail,
    a_mailbox,
    a_proving_mailbox,
    a_snapshot,
    a_snapshot_with,
    a_ticket,
    an_arrival,
    shipped_texts,
    vouched,
)
from tests.rules.finding import all_of, decided, mail_out, none_of, one_of, opened, settled, step_of

ACME = Account(id=1, name="Acme", domains=("customer.example",), tier=Tier.PLATINUM, phone="", dedicated_agent=None)
LINK = "BUY http://evil.example NOW"


def why_not(event: MailArrived, snapshot: Snapshot | None = None) -> str:
    """The reason code; a ticket is opened all the same."""
    decision = decided(event, snapshot or a_snapshot())
    assert opened(decision).number == 100
    assert none_of(decision, QueueMail)
    return step_of(decision, "acknowledgement").outcome


def test_a_new_ticket_is_acknowledged_once_to_its_sender() -> None:
    mail = mail_out(decided(an_arrival(), a_snapshot()))
    assert (mail.recipient, mail.sender, mail.cause) == (ANNA.address, SUPPORT, "acknowledgement:100")
    assert mail.automatic


def test_it_names_the_number_and_the_promised_time_in_the_desks_zone() -> None:
    decision = decided(an_arrival(), a_snapshot())
    draft = mail_out(decision).draft
    assert opened(decision).due_at == NOW + timedelta(hours=24, minutes=-1)
    for words in (draft.text, draft.html or ""):
        assert "100" in words
        assert "Monday, 23 November 2026, 12:59 (UTC+01:00, Europe/Berlin)" in words


def automatic(origin: Origin) -> MailArrived:
    return an_arrival(a_mail(origin=origin, origin_evidence=("Auto-Submitted: auto-generated",)))


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (an_arrival(may_answer=False), "sending_off"),
        (an_arrival(a_mail(return_path="")), "null_sender"),
        (automatic(Origin.LIST), "origin_list"),
        (automatic(Origin.BULK), "origin_automatic"),
        (automatic(Origin.AUTO_REPLY), "origin_automatic"),
        (automatic(Origin.BOUNCE), "origin_automatic"),
        (automatic(Origin.CALENDAR), "origin_automatic"),
        (automatic(Origin.ABUSE_REPORT), "origin_automatic"),
        (an_arrival(a_mail(author=SUPPORT)), "sender_is_ours"),
        (an_arrival(a_mail(author="support+abc@desk.example")), "sender_is_ours"),
        (an_arrival(a_mail(author=None, from_=(Address("", "a@b.example"),))), "no_reply_address"),
        (an_arrival(a_mail(author="jörg@customer.example")), "no_reply_address"),
        (an_arrival(a_mail(answer_unwanted=True)), "answer_unwanted"),
        (an_arrival(a_mail(to=(Address("", "other@x.example"),))), "not_addressed_to_us"),
        (an_arrival(a_mail(to=())), "not_addressed_to_us"),
        (an_arrival(received_at=NOW - timedelta(hours=72, seconds=1)), "too_old"),
        (an_arrival(a_mail(author="no-reply@slack.example")), "kept_back_by_rule"),
    ],
)
def test_a_ticket_is_opened_without_acknowledgement(event: MailArrived, reason: str) -> None:
    assert why_not(event) == reason


def test_A19_our_own_address_is_ours_in_either_writing() -> None:
    home = "support@xn--mller-kva.example"
    desk = replace(a_snapshot().desk, addresses=frozenset({home}))
    mail = a_mail(to=(Address("", "support@müller.example"),))
    assert all_of(decided(an_arrival(mail), a_snapshot(desk=desk)), QueueMail)
    assert is_ours("support+abc@müller.example", desk)


def test_A19_an_answer_is_counted_under_one_form_of_its_address() -> None:
    mail = a_mail(author=None, from_=(Address("", "jo@müller.example"),), reply_to=(Address("", "al@müller.example"),))
    assert claimed_address(mail) == "jo@xn--mller-kva.example"
    assert needs(an_arrival(mail)).addresses == {"jo@xn--mller-kva.example", "al@xn--mller-kva.example"}


def test_a_mail_of_just_under_three_days_is_acknowledged() -> None:
    assert all_of(decided(an_arrival(received_at=NOW - timedelta(hours=71)), a_snapshot()), QueueMail)


def test_an_address_that_failed_before_gets_nothing_automatic() -> None:
    assert why_not(an_arrival(), a_snapshot(suppressed=frozenset({ANNA.address}))) == "address_suppressed"


def test_a_mailboxs_own_list_is_no_list() -> None:
    mail = a_mail(
        origin=Origin.LIST,
        headers=(("list-id", "Support <Support.desk.example>"),),
        to=(Address("", "all@desk.example"),),
    )
    own = a_snapshot(mailbox=a_mailbox(via_lists=frozenset({"support.desk.example"})))
    assert all_of(decided(an_arrival(mail), own), QueueMail)
    assert why_not(an_arrival(mail)) == "origin_list"


def test_a_program_writing_over_our_own_list_is_still_a_program() -> None:
    headers = (("list-id", "<support.desk.example>"), ("auto-submitted", "auto-generated"))
    own = a_snapshot(mailbox=a_mailbox(via_lists=frozenset({"support.desk.example"})))
    assert why_not(an_arrival(a_mail(origin=Origin.LIST, headers=headers)), own) == "origin_list"


# --- A52, A57: too often ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "account", "sent"), [(2, None, True), (3, None, False), (29, ACME, True), (30, ACME, False)]
)
def test_A57_a_stranger_gets_three_a_day_and_a_known_contact_thirty(
    before: int, account: Account | None, sent: bool
) -> None:
    snapshot = a_snapshot(automatic=(NOW,) * before, account=account)
    assert bool(all_of(decided(an_arrival(), snapshot), QueueMail)) is sent


def test_what_a_cap_holds_back_is_remembered_for_one_summary() -> None:
    first = decided(an_arrival(), a_snapshot(automatic=(NOW,) * 3))
    assert one_of(first, HoldBack) == HoldBack(100, ANNA.address, "sender_capped")
    assert TimerReason.SUMMARY in [timer.reason for timer in all_of(first, SetTimer) if timer.ticket == 100]
    second = decided(an_arrival(), a_snapshot(automatic=(NOW,) * 3, held_back=(99,)))
    assert one_of(second, HoldBack).ticket == 100
    # A summary takes away the timers of all that it names: whatever is held back after it needs one of its own.
    assert SetTimer(100, TimerReason.SUMMARY, NOW + timedelta(hours=23)) in second.effects


def test_whoever_is_to_get_nothing_automatic_is_promised_no_summary() -> None:
    texts = shipped_texts()
    desk = texts["policy/desk.toml"].replace("# strangers_per_day = 3", "strangers_per_day = 0")
    policy = load(texts | {"policy/desk.toml": desk})
    assert isinstance(policy, Policy)
    decision = decide(an_arrival(), a_snapshot(), policy, NOW)
    assert step_of(decision, "acknowledgement").outcome == "sender_capped"
    assert TimerReason.SUMMARY not in [timer.reason for timer in all_of(decision, SetTimer)]
    assert none_of(decision, HoldBack)
    later = decide(TimerFired(42, TimerReason.SUMMARY, NOW), a_snapshot_with(a_ticket()), policy, NOW)
    assert none_of(later, QueueMail)


def test_A52_a_responder_without_any_sign_gets_three_acknowledgements_and_no_more() -> None:
    snapshot, sent = a_snapshot(), 0
    for number in range(50):
        mail = a_mail(message_id=f"m{number}@customer.example", subject=f"Re: {number}")
        decision = decided(an_arrival(mail, raw_sha256=f"r{number}", content_sha256=f"c{number}"), snapshot)
        mails = all_of(decision, QueueMail)
        held = tuple(held.ticket for held in all_of(decision, HoldBack))
        sent += len(mails)
        snapshot = replace(
            snapshot,
            automatic=(*snapshot.automatic, *(NOW for _ in mails)),
            held_back=(*snapshot.held_back, *held),
        )
    assert sent == 3


# --- A06, A56: words and addresses -----------------------------------------------------------------------


def proven(mail: Mail) -> tuple[MailArrived, Snapshot]:
    return an_arrival(replace(mail, authentication=vouched("pass"))), a_snapshot(mailbox=a_proving_mailbox())


def test_a_proven_sender_is_greeted_and_sees_the_subject() -> None:
    draft = mail_out(decided(*proven(a_mail(subject="AW: Re: Printer on fire")))).draft
    assert draft.subject == "[#100] Re: Printer on fire"
    assert draft.text.startswith("Hello Anna,")


def test_A56_an_unproven_sender_gets_none_of_their_words_back() -> None:
    mail = a_mail(subject=LINK, text=LINK, from_=(Address(LINK, ANNA.address),))
    draft = mail_out(decided(an_arrival(mail), a_snapshot())).draft
    assert draft.subject == "[#100] We have received your mail"
    assert "evil" not in draft.subject + draft.text + (draft.html or "") + draft.to.name


def test_A56_a_sender_whom_the_mail_server_calls_forged_gets_nothing() -> None:
    mail = a_mail(authentication=vouched("fail"))
    assert why_not(an_arrival(mail), a_snapshot(mailbox=a_proving_mailbox())) == "evidence_failed"


def test_A28_a_name_that_is_an_address_or_a_link_is_no_greeting() -> None:
    for name in ("boss@corp.example", "http://evil.example", "www.evil.example"):
        draft = mail_out(decided(*proven(a_mail(from_=(Address(name, ANNA.address),))))).draft
        assert draft.text.startswith("Hello,")


@pytest.mark.parametrize(
    ("reply_to", "recipient"),
    [
        ("team@customer.example", "team@customer.example"),
        ("s@evil.example", ANNA.address),
        (SUPPORT, ANNA.address),
    ],
)
def test_A06_reply_to_counts_for_a_proven_sender_within_the_same_domain(reply_to: str, recipient: str) -> None:
    assert mail_out(decided(*proven(a_mail(reply_to=(Address("", reply_to),))))).recipient == recipient


def test_A06_reply_to_of_an_unproven_sender_counts_for_nothing() -> None:
    mail = a_mail(reply_to=(Address("", "team@customer.example"),))
    assert mail_out(decided(an_arrival(mail), a_snapshot())).recipient == ANNA.address


def test_the_phone_line_is_told_to_contracted_platinum_only() -> None:
    contracted = a_snapshot_with(account=ACME)
    by_words = a_snapshot_with(account=replace(ACME, tier=Tier.SILVER))
    outage = an_arrival(a_mail(subject="Production is down"))
    assert "+49 30 1234" in mail_out(decided(an_arrival(), contracted)).draft.text
    assert "+49 30 1234" not in mail_out(decided(outage, by_words)).draft.text
    assert opened(decided(outage, by_words)).tier is Tier.PLATINUM


def test_an_account_may_have_a_phone_line_of_its_own() -> None:
    snapshot = a_snapshot_with(account=replace(ACME, phone="+49 40 999"))
    assert "+49 40 999" in mail_out(decided(an_arrival(), snapshot)).draft.text


def test_a_known_contacts_language_is_used() -> None:
    german = replace(ANNA, language="de")
    draft = mail_out(decided(an_arrival(), a_snapshot_with(sender=german))).draft
    assert draft.language == "de"
    assert "Guten Tag" in draft.text


def test_a_mailboxs_language_is_used_where_nothing_else_is_known() -> None:
    draft = mail_out(decided(an_arrival(), a_snapshot(mailbox=a_mailbox(language="de")))).draft
    assert "Guten Tag" in draft.text


def test_a_promise_that_is_over_already_is_not_made() -> None:
    draft = mail_out(decided(an_arrival(received_at=NOW - timedelta(hours=30)), a_snapshot())).draft
    assert "will have an answer" not in draft.text


# --- what is set aside -----------------------------------------------------------------------------------


def test_an_oversize_mail_becomes_a_stub_ticket_and_is_acknowledged() -> None:
    decision = decided(an_arrival(a_mail(text=""), aside="oversize"), a_snapshot())
    assert (settled(decision).state, settled(decision).reason) == (IntakeState.OVERSIZE, "oversize")
    assert all_of(decision, QueueMail)


@pytest.mark.parametrize("aside", ["parser_killed", "parser_timeout", "attempts_exhausted"])
def test_a_quarantined_mail_becomes_a_stub_ticket_and_nothing_is_sent(aside: str) -> None:
    decision = decided(an_arrival(aside=aside), a_snapshot())
    assert (settled(decision).state, settled(decision).reason) == (IntakeState.QUARANTINED, aside)
    assert settled(decision).ticket == one_of(decision, OpenTicket).ticket.number
    assert none_of(decision, QueueMail)
