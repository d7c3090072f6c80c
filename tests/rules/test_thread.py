"""Which ticket a mail joins, and how far it is believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from parsers.mail import Address, Mail, TokenSeen
from parsers.token import Claim, Form, Keys, Purpose, sign
from rules.effects import ChangeTicket, OpenTicket, QueueMail
from rules.model import Contact, Snapshot, Ticket, awaited, going_on
from rules.words import Status
from tests.build import (
    ANNA,
    NOW,
    a_desk,
    a_mail,
    a_proving_mailbox,
    a_snapshot,
    a_snapshot_with,
    a_ticket,
    an_arrival,
    own_id,
    own_token,
    reply_token,
    vouched,
)
from tests.rules.finding import after, all_of, decided, mail_out, message, none_of, opened, settled, step_of

EVE = Contact(id=66, address="eve@evil.example", name="Eve", account=None, language=None)
PASS, FAIL = vouched("pass"), vouched("fail")


def joins(mail: Mail, snapshot: Snapshot) -> str:
    return step_of(decided(an_arrival(mail), snapshot), "joining").outcome


def with_anna(ticket: Ticket) -> Snapshot:
    return a_snapshot_with(ticket, bearers={"customers-own@customer.example": (ticket.number,)})


def from_eve(mail: Mail) -> Mail:
    return replace(mail, author=EVE.address, from_=(Address("Eve", EVE.address),))


def eve_writes(ticket: Ticket) -> Snapshot:
    return replace(with_anna(ticket), sender=EVE, contacts={ANNA.id: ANNA, EVE.id: EVE})


# --- who may join --------------------------------------------------------------------------------------


def test_a_persons_own_token_joins() -> None:
    decision = decided(an_arrival(a_mail(tokens=(reply_token(a_ticket()),))), with_anna(a_ticket()))
    assert step_of(decision, "joining").outcome == "verified"
    assert message(decision).verified
    assert (settled(decision).ticket, settled(decision).seq) == (42, 2)
    assert none_of(decision, OpenTicket)
    assert none_of(decision, QueueMail)


def test_a_reply_to_the_customers_own_first_mail_joins() -> None:
    assert joins(a_mail(references=("customers-own@customer.example",)), with_anna(a_ticket())) == "verified"


def test_a_reply_to_a_mail_of_ours_joins_though_nothing_stored_bears_its_id() -> None:
    mail = a_mail(tokens=(own_token(a_ticket(), "in-reply-to"),))
    assert joins(mail, a_snapshot_with(a_ticket())) == "verified"


def test_the_stable_root_in_references_joins() -> None:
    token = TokenSeen(own_id(a_ticket(), Purpose.ROOT, 0, 0).partition("@")[0], "references")
    assert joins(a_mail(tokens=(token,)), a_snapshot_with(a_ticket())) == "verified"


def test_a_follower_takes_part() -> None:
    assert (
        joins(
            a_mail(references=("c@x",)),
            replace(a_snapshot_with(a_ticket(requester=99, followers=(ANNA.id,))), bearers={"c@x": (42,)}),
        )
        == "verified"
    )


def test_where_two_tickets_bear_an_id_the_one_the_sender_takes_part_in_wins() -> None:
    theirs = a_ticket(number=43, requester=99)
    snapshot = replace(a_snapshot_with(a_ticket(), theirs), bearers={"c@x": (43, 42)})
    assert settled(decided(an_arrival(a_mail(references=("c@x",))), snapshot)).ticket == 42


def test_where_two_tickets_of_one_mail_bear_its_id_the_one_of_the_same_mailbox_wins() -> None:
    other = a_ticket(number=43, mailbox="sales")
    snapshot = replace(a_snapshot_with(a_ticket(), other), bearers={"c@x": (43, 42)})
    assert settled(decided(an_arrival(a_mail(references=("c@x",))), snapshot)).ticket == 42


def test_a_number_alone_joins_with_proof_of_the_sender_only() -> None:
    mail = a_mail(numbers=(42,))
    proving = replace(with_anna(a_ticket()), mailbox=a_proving_mailbox())
    assert joins(mail, with_anna(a_ticket())) == "new ticket"
    assert joins(mail, proving) == "new ticket"
    assert joins(replace(mail, authentication=PASS), proving) == "verified"


# --- attacks -------------------------------------------------------------------------------------------


def test_A01_a_mail_from_a_stranger_does_not_join_by_number_or_address() -> None:
    mail = replace(
        a_mail(author="no-reply@slack.example", subject="Confirm your email [#42]", numbers=(42,)),
        to=(Address("", "support+42@desk.example"),),
    )
    decision = decided(an_arrival(mail), replace(with_anna(a_ticket()), sender=None))
    assert opened(decision).number == 100
    assert none_of(decision, ChangeTicket)
    assert none_of(decision, QueueMail)


def test_A02_copies_add_nobody_to_a_ticket() -> None:
    mail = a_mail(references=("customers-own@customer.example",), cc=(Address("", EVE.address),))
    decision = decided(an_arrival(mail), with_anna(a_ticket()))
    assert after(decision).followers == ()
    assert none_of(decision, QueueMail)


@pytest.mark.parametrize("numbers", [tuple(range(1, 21)), tuple(range(40, 60))])
def test_A07_numbers_in_a_strangers_subject_join_nothing(numbers: tuple[int, ...]) -> None:
    mail = from_eve(a_mail(numbers=numbers, authentication=vouched("pass")))
    assert joins(mail, replace(eve_writes(a_ticket()), mailbox=a_proving_mailbox())) == "new ticket"


def cut(token: TokenSeen) -> TokenSeen:
    return TokenSeen(token.text[:16], token.place)


def zeroed(token: TokenSeen) -> TokenSeen:
    return TokenSeen(token.text[:23] + "a" * 16, token.place)


def of_another_ticket(token: TokenSeen) -> TokenSeen:
    return reply_token(a_ticket(number=42, nonce="the nonce of 43"), place=token.place)


def of_another_purpose(token: TokenSeen) -> TokenSeen:
    """The purpose is the second byte, characters 2 to 4: REPLY becomes NOTE."""
    return TokenSeen(token.text[:2] + "b" + token.text[3:], token.place)


@pytest.mark.parametrize("forge", [cut, zeroed, of_another_ticket, of_another_purpose])
def test_A08_a_forged_token_is_worth_nothing(forge: object) -> None:
    assert callable(forge)
    token = forge(reply_token(a_ticket()))
    assert token != reply_token(a_ticket())
    assert joins(a_mail(tokens=(token,)), with_anna(a_ticket())) == "new ticket"


def test_A09_a_token_that_is_only_quoted_never_verifies_a_mail() -> None:
    for token in (reply_token(a_ticket(), place="text"), own_token(a_ticket(), "text")):
        assert joins(a_mail(tokens=(token,)), with_anna(a_ticket())) == "unverified"
        assert joins(from_eve(a_mail(tokens=(token,))), eve_writes(a_ticket())) == "unverified"


def test_A09_a_better_place_wins_over_the_quoted_text() -> None:
    quoted = reply_token(a_ticket(), place="text")
    assert joins(a_mail(tokens=(quoted, reply_token(a_ticket()))), with_anna(a_ticket())) == "verified"


def test_A08_an_upper_case_token_is_the_same_token() -> None:
    token = reply_token(a_ticket())
    assert joins(a_mail(tokens=(TokenSeen(token.text.upper(), "to"),)), with_anna(a_ticket())) == "verified"


def test_A08_a_token_of_an_old_key_still_counts_until_the_key_is_gone() -> None:
    mail = a_mail(tokens=(reply_token(a_ticket()),))
    rotated = a_desk(keys=Keys(signing=2, secrets={1: b"k" * 32, 2: b"n" * 32}))
    forgotten = a_desk(keys=Keys(signing=2, secrets={2: b"n" * 32}))
    assert joins(mail, replace(with_anna(a_ticket()), desk=rotated)) == "verified"
    assert joins(mail, replace(with_anna(a_ticket()), desk=forgotten)) == "new ticket"


def test_A08_a_token_of_another_desk_is_worth_nothing() -> None:
    snapshot = replace(with_anna(a_ticket()), desk=a_desk(instance="another"))
    assert joins(a_mail(tokens=(reply_token(a_ticket()),)), snapshot) == "new ticket"


def test_A09_a_stranger_with_right_references_is_kept_apart_and_gets_nothing() -> None:
    mail = from_eve(a_mail(references=("customers-own@customer.example",)))
    decision = decided(an_arrival(mail), eve_writes(a_ticket()))
    assert step_of(decision, "joining").outcome == "unverified"
    assert not message(decision).verified
    assert after(decision).requester == ANNA.id
    assert none_of(decision, QueueMail)


def test_A12_a_forwarded_token_joins_unverified() -> None:
    mail = from_eve(a_mail(tokens=(reply_token(a_ticket()),)))
    assert joins(mail, eve_writes(a_ticket())) == "unverified"


def test_A12_a_participant_with_anothers_token_joins_unverified() -> None:
    ticket = a_ticket(followers=(EVE.id,))
    assert joins(from_eve(a_mail(tokens=(reply_token(ticket),))), eve_writes(ticket)) == "unverified"


def test_A08_an_agents_token_is_not_the_contacts_who_has_the_agents_number() -> None:
    desk, ticket = a_desk(), a_ticket()
    token = sign(Form.ADDRESS, Claim(Purpose.NOTE, 42, ANNA.id, 99_999), desk.keys, desk.instance, ticket.nonce)
    assert joins(a_mail(tokens=(TokenSeen(token, "to"),)), a_snapshot_with(ticket)) == "unverified"


def test_a_sender_the_mail_server_calls_forged_joins_unverified_at_most() -> None:
    mail = a_mail(tokens=(reply_token(a_ticket()),), authentication=FAIL)
    assert joins(mail, replace(with_anna(a_ticket()), mailbox=a_proving_mailbox())) == "unverified"


def test_A04_a_sender_without_one_sane_address_joins_unverified_at_most() -> None:
    mail = a_mail(author=None, from_=(Address("", ANNA.address),), references=("customers-own@customer.example",))
    assert joins(mail, with_anna(a_ticket())) == "unverified"


# --- when a ticket takes no more -------------------------------------------------------------------------


def test_an_expired_token_opens_a_new_ticket_linked_to_the_old() -> None:
    decision = decided(an_arrival(a_mail(tokens=(reply_token(a_ticket(), days=-1),))), with_anna(a_ticket()))
    assert opened(decision).follows == 42


def test_an_expired_token_outweighs_right_references() -> None:
    mail = a_mail(tokens=(reply_token(a_ticket(), days=-1),), references=("customers-own@customer.example",))
    assert opened(decided(an_arrival(mail), with_anna(a_ticket()))).follows == 42


def test_a_token_is_good_on_its_last_day() -> None:
    assert joins(a_mail(tokens=(reply_token(a_ticket(), days=0),)), with_anna(a_ticket())) == "verified"


@pytest.mark.parametrize(("days", "reopens"), [(13, True), (14, False), (400, False)])
def test_a_ticket_closed_for_two_weeks_stays_closed(days: int, reopens: bool) -> None:
    closed = a_ticket(status=Status.CLOSED, closed_at=NOW - timedelta(days=days, minutes=1))
    decision = decided(an_arrival(a_mail(tokens=(reply_token(closed),))), with_anna(closed))
    if reopens:
        assert after(decision).status is Status.OPEN
    else:
        assert opened(decision).follows == 42


@pytest.mark.parametrize(("mails", "joined"), [(499, True), (500, False)])
def test_A60_a_flooded_ticket_takes_no_more_mail_that_day(mails: int, joined: bool) -> None:
    snapshot = replace(with_anna(a_ticket()), ticket_mails={42: mails})
    decision = decided(an_arrival(a_mail(tokens=(reply_token(a_ticket()),))), snapshot)
    assert none_of(decision, OpenTicket) is joined


def flooded(*others: Ticket, mails: int = 1) -> Snapshot:
    """Ticket 42 has had all it takes today; `others` go on with it, and have had so many."""
    known = replace(
        a_snapshot_with(a_ticket(), *others), ticket_mails={42: 500} | {one.number: mails for one in others}
    )
    return replace(known, bearers={going_on(42): tuple(one.number for one in others)})


def test_A60_the_first_mail_too_many_opens_a_ticket_that_the_next_one_finds() -> None:
    decision = decided(an_arrival(a_mail(tokens=(reply_token(a_ticket()),))), flooded())
    assert opened(decision).follows == 42
    assert going_on(42) in message(decision).message_ids


def test_A60_the_rest_of_the_mails_too_many_share_that_ticket() -> None:
    beyond = a_ticket(number=43, nonce="beyond", follows=42)
    decision = decided(an_arrival(a_mail(tokens=(reply_token(a_ticket()),))), flooded(beyond))
    assert (settled(decision).ticket, step_of(decision, "joining").outcome) == (43, "verified")
    assert none_of(decision, OpenTicket)


@pytest.mark.parametrize(
    "beyond",
    [
        a_ticket(number=43, nonce="beyond", status=Status.CLOSED),
        a_ticket(number=43, nonce="beyond", requester=EVE.id),
    ],
    ids=["closed", "a stranger's"],
)
def test_A60_a_ticket_that_is_over_or_a_strangers_is_not_shared(beyond: Ticket) -> None:
    decision = decided(an_arrival(a_mail(tokens=(reply_token(a_ticket()),))), flooded(beyond))
    assert opened(decision).follows == 42


def test_A60_a_ticket_that_is_flooded_itself_gives_way_to_another() -> None:
    beyond = a_ticket(number=43, nonce="beyond")
    decision = decided(an_arrival(a_mail(tokens=(reply_token(a_ticket()),))), flooded(beyond, mails=500))
    assert going_on(42) in message(decision).message_ids


def test_A60_a_strangers_mail_too_many_is_kept_unverified_beside_the_customers() -> None:
    beyond = a_ticket(number=43, nonce="beyond")
    snapshot = replace(flooded(beyond), sender=EVE, contacts={ANNA.id: ANNA, EVE.id: EVE})
    decision = decided(an_arrival(from_eve(a_mail(tokens=(reply_token(a_ticket()),)))), snapshot)
    assert (settled(decision).ticket, step_of(decision, "joining").outcome) == (43, "unverified")


def test_a_merged_tickets_tokens_and_ids_lead_to_the_target() -> None:
    merged = a_ticket(status=Status.CLOSED, merged_into=43, closed_at=NOW - timedelta(days=300))
    into = a_ticket(number=43, status=Status.PENDING, nonce="other", requester=99)
    snapshot = replace(a_snapshot_with(merged, into), bearers={"c@x": (42,)})
    for mail in (a_mail(tokens=(reply_token(merged),)), a_mail(references=("c@x",))):
        decision = decided(an_arrival(mail), snapshot)
        assert step_of(decision, "joining").outcome == "verified"
        assert after(decision).number == 43


def test_merges_in_a_circle_end() -> None:
    one, two = a_ticket(merged_into=43), a_ticket(number=43, merged_into=42)
    assert joins(a_mail(tokens=(reply_token(one),)), a_snapshot_with(one, two)) == "verified"


# --- order -----------------------------------------------------------------------------------------------


def test_F24_an_original_that_comes_after_its_reply_joins_the_replys_ticket() -> None:
    reply = decided(an_arrival(a_mail(message_id="b@x", in_reply_to=("a@x",), references=("a@x",))), a_snapshot_with())
    ticket = opened(reply)
    ids = message(reply).message_ids
    assert {awaited("a@x"), "b@x"} <= set(ids)
    snapshot = a_snapshot_with(ticket, bearers=dict.fromkeys(ids, (ticket.number,)))
    original = decided(an_arrival(a_mail(message_id="a@x"), intake=10), snapshot)
    assert settled(original).ticket == ticket.number
    assert none_of(original, QueueMail)


def test_F24_an_original_whose_answer_came_first_from_somebody_else_is_linked() -> None:
    snapshot = replace(a_snapshot_with(a_ticket(requester=99)), bearers={awaited("a@x"): (42,)})
    assert opened(decided(an_arrival(a_mail(message_id="a@x")), snapshot)).follows == 42


def test_F24_ids_that_a_ticket_bears_already_are_not_claimed_by_a_new_one() -> None:
    mail = from_eve(a_mail(message_id="b@x", references=("known@x", "unknown@x"), tokens=()))
    snapshot = replace(eve_writes(a_ticket(status=Status.CLOSED, closed_at=NOW - timedelta(days=99))))
    decision = decided(an_arrival(mail), replace(snapshot, bearers={"known@x": (42,)}))
    assert "known@x" not in message(decision).message_ids
    assert awaited("unknown@x") in message(decision).message_ids


def test_F24_a_third_mail_of_the_thread_joins_though_the_first_never_came() -> None:
    snapshot = a_snapshot_with(a_ticket(), bearers={awaited("a@x"): (42,)})
    assert joins(a_mail(message_id="c@x", references=("a@x",)), snapshot) == "verified"


def test_two_people_who_answer_one_announcement_are_two_conversations() -> None:
    first = decided(an_arrival(from_eve(a_mail(in_reply_to=("spring-news@desk.example",)))), a_snapshot())
    ids = message(first).message_ids
    snapshot = a_snapshot_with(opened(first), bearers=dict.fromkeys(ids, (opened(first).number,)))
    second = decided(an_arrival(a_mail(message_id="b@x", in_reply_to=("spring-news@desk.example",))), snapshot)
    assert opened(second).follows is None
    assert mail_out(second).recipient == ANNA.address


def test_every_hint_is_told() -> None:
    mail = a_mail(tokens=(zeroed(reply_token(a_ticket())),), numbers=(42,))
    checks = step_of(decided(an_arrival(mail), with_anna(a_ticket())), "joining").checks
    assert [(check.condition, check.because) for check in checks] == [
        ("the mark [#42]", "a number alone takes proof of the sender"),
        ("the token in to", "it is forged"),
    ]
    assert all_of(decided(an_arrival(mail), with_anna(a_ticket())), OpenTicket)


def test_a_reference_that_stands_twice_is_looked_at_once() -> None:
    mail = a_mail(in_reply_to=("c@x",), references=("a@x", "c@x"))
    checks = step_of(decided(an_arrival(mail), a_snapshot_with(a_ticket(), bearers={"c@x": (42,)})), "joining").checks
    assert [check.condition for check in checks] == ["the reference to c@x"]


def test_a_mail_that_refers_to_everything_is_told_in_brief() -> None:
    tickets = [a_ticket(number=number, requester=99) for number in range(1, 21)]
    ids = tuple(f"r{number}@x" for number in range(100))
    snapshot = a_snapshot_with(*tickets, bearers=dict.fromkeys(ids, tuple(range(20, 0, -1))))
    checks = step_of(decided(an_arrival(a_mail(references=ids)), snapshot), "joining").checks
    assert (len(checks), checks[-1].condition) == (51, "1950 more like these")
