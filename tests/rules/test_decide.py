"""`decide` is total and repeatable over whatever mails, tickets and rows there may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.compose import compose
from parsers.mail import Address, DeliveryReport, Mail, Origin, TokenSeen
from parsers.token import Purpose
from rules.decide import decide
from rules.effects import AppendMessage, ChangeTicket, OpenTicket, QueueMail, SettleIntake
from rules.model import Account, MailArrived, Snapshot, Ticket
from rules.trace import from_json, to_json
from rules.words import IntakeState, MailKind, OutboxState, Status, Tier
from tests.build import (
    ANNA,
    NOW,
    SUPPORT,
    a_mail,
    a_mailbox,
    a_policy,
    a_snapshot_with,
    a_ticket,
    a_twin,
    an_arrival,
    an_outbox_row,
    own_id,
    own_token,
    reply_token,
    vouched,
)

TICKETS = st.builds(
    a_ticket,
    status=st.sampled_from(Status),
    requester=st.sampled_from([ANNA.id, 99]),
    merged_into=st.sampled_from([None, None, 42, 43]),
    due_at=st.sampled_from([None, NOW]),
)
TOKENS = st.sampled_from(
    [
        reply_token(a_ticket()),
        reply_token(a_ticket(), person=99),
        reply_token(a_ticket(), days=-2),
        reply_token(a_ticket(nonce="forged")),
        own_token(a_ticket(), "in-reply-to"),
        own_token(a_ticket(), "x-supportd-loop"),
        own_token(a_ticket(), "returned:message-id", Purpose.ANSWER),
        TokenSeen("not a token", "to"),
    ]
)
IDS = st.sampled_from(["a@x", "b@x", own_id(a_ticket()), own_id(a_ticket(), Purpose.ANSWER), "\x00", "x" * 600])
ADDRESSES = st.sampled_from(
    [ANNA.address, SUPPORT, "s@evil.example", "jörg@x.example", "", "a b@c", "no-reply@x.example"]
)
PEOPLE = st.builds(Address, st.text(max_size=20), ADDRESSES)


@st.composite
def mails(draw: st.DrawFn) -> Mail:
    return replace(
        a_mail(),
        message_id=draw(st.none() | IDS),
        author=draw(st.none() | ADDRESSES),
        from_=tuple(draw(st.lists(PEOPLE, max_size=2))),
        reply_to=tuple(draw(st.lists(PEOPLE, max_size=2))),
        to=tuple(draw(st.lists(PEOPLE, max_size=2))),
        return_path=draw(st.sampled_from([None, "", ANNA.address])),
        subject=draw(st.text(max_size=60)),
        text=draw(st.text(max_size=200)),
        date=draw(st.sampled_from([None, NOW])),
        in_reply_to=tuple(draw(st.lists(IDS, max_size=2))),
        references=tuple(draw(st.lists(IDS, max_size=3))),
        language=draw(st.sampled_from([None, "de", "xx"])),
        origin=draw(st.sampled_from(Origin)),
        answer_unwanted=draw(st.booleans()),
        reports=tuple(draw(st.lists(REPORTS, max_size=2))),
        returned_ids=tuple(draw(st.lists(IDS, max_size=2))),
        tokens=tuple(draw(st.lists(TOKENS, max_size=4))),
        numbers=tuple(draw(st.lists(st.sampled_from([1, 42, 43]), max_size=2))),
        authentication=draw(st.sampled_from([(), vouched("pass"), vouched("fail")])),
        headers=tuple(draw(st.lists(st.tuples(st.just("list-id"), st.text(max_size=9)), max_size=2))),
    )


REPORTS = st.builds(
    DeliveryReport,
    ADDRESSES,
    st.sampled_from(["failed", "delayed", "delivered", ""]),
    st.text(max_size=9),
    st.text(),
    st.text(),
)


@st.composite
def arrivals(draw: st.DrawFn) -> MailArrived:
    return an_arrival(
        draw(mails()),
        received_at=NOW - draw(st.sampled_from([timedelta(0), timedelta(days=2), timedelta(days=9)])),
        raw_sha256=draw(st.sampled_from(["raw-1", "raw-9"])),
        content_sha256=draw(st.sampled_from(["content-1", "content-9"])),
        aside=draw(st.sampled_from([None, None, None, "oversize", "parser_killed"])),
        may_answer=draw(st.booleans()),
    )


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    one: Ticket = draw(TICKETS)
    two = replace(draw(TICKETS), number=43, nonce="other")
    row = an_outbox_row(own_id(a_ticket(), Purpose.ANSWER), draw(st.sampled_from(MailKind)))
    row = replace(row, state=draw(st.sampled_from(OutboxState)))
    twin = replace(
        a_twin(), state=draw(st.sampled_from(IntakeState)), mailbox=draw(st.sampled_from(["support", "sales"]))
    )
    account = Account(1, "Acme", (), draw(st.none() | st.sampled_from(Tier)), "", None)
    return a_snapshot_with(
        *draw(st.sampled_from([(), (one,), (one, two)])),
        mailbox=a_mailbox(evidence_source=draw(st.sampled_from(["none", "mx.desk.example"]))),
        bearers={"a@x": draw(st.sampled_from([(), (42,), (43, 42)]))},
        sender=draw(st.sampled_from([None, ANNA])),
        account=draw(st.sampled_from([None, account])),
        twins=draw(st.sampled_from([(), (twin,)])),
        automatic=(NOW,) * draw(st.sampled_from([0, 3, 40])),
        held_back=draw(st.sampled_from([(), (41,)])),
        suppressed=draw(st.sampled_from([frozenset(), frozenset({ANNA.address})])),
        sent={row.message_id: row},
        ticket_mails={42: draw(st.sampled_from([0, 600]))},
    )


@settings(max_examples=150, deadline=None)
@given(arrivals(), snapshots())
def test_any_mail_in_any_desk_is_decided_settled_once_and_repeatably(event: MailArrived, snapshot: Snapshot) -> None:
    decision = decide(event, snapshot, a_policy(), NOW)
    settled = [effect for effect in decision.effects if isinstance(effect, SettleIntake)]
    assert len(settled) == 1
    assert decision == decide(event, snapshot, a_policy(), NOW)
    assert from_json(to_json(decision.trace)) == decision.trace


@settings(max_examples=150, deadline=None)
@given(arrivals(), snapshots())
def test_I02_I04_a_processed_mail_is_one_message_of_one_ticket(event: MailArrived, snapshot: Snapshot) -> None:
    effects = decide(event, snapshot, a_policy(), NOW).effects
    settled = next(effect for effect in effects if isinstance(effect, SettleIntake))
    messages = [effect.message for effect in effects if isinstance(effect, AppendMessage)]
    tickets = [effect for effect in effects if isinstance(effect, OpenTicket)]
    if settled.state in (IntakeState.DUPLICATE, IntakeState.IGNORED):
        assert (messages, tickets) == ([], [])
    else:
        assert [(one.ticket, one.seq) for one in messages] == [(settled.ticket, settled.seq)]
    assert len(tickets) <= 1
    assert len([effect for effect in effects if isinstance(effect, ChangeTicket)]) <= 1


@settings(max_examples=150, deadline=None)
@given(arrivals(), snapshots())
def test_I08_I09_I14_what_leaves_is_composable_and_goes_to_the_sender_of_a_persons_mail_alone(
    event: MailArrived, snapshot: Snapshot
) -> None:
    mails_out = [effect for effect in decide(event, snapshot, a_policy(), NOW).effects if isinstance(effect, QueueMail)]
    for mail in mails_out:
        assert compose(mail.draft)
        assert mail.recipient not in (SUPPORT, "")
        assert mail.recipient not in snapshot.suppressed
    assert len(mails_out) <= 1
