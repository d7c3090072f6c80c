"""Mails whose octets somebody has meddled with, from the wire to the answer: nothing raises, nothing is lost.

Takes ordinary mails and damage at any place; gives decisions and composed answers.
Never a hand-made `Mail`: what `parse` makes of the octets is what is decided on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.addresses import plain_addr
from parsers.compose import compose
from parsers.read import parse, parse_headers
from rules.decide import decide
from rules.effects import Decision, OpenTicket, QueueMail, SaveContact, SettleIntake
from rules.model import Answer, Snapshot
from rules.trace import from_json, to_json
from rules.words import Status
from tests.build import (
    NOW,
    SUPPORT,
    a_policy,
    a_proving_mailbox,
    a_snapshot,
    a_snapshot_with,
    a_ticket,
    an_act,
    an_arrival,
    an_outbox_row,
    own_id,
    reply_token,
)

_OURS = own_id(a_ticket())
_QUESTION = (
    b"Return-Path: <anna@customer.example>\r\n"
    b"Authentication-Results: mx.desk.example; dmarc=pass header.from=customer.example\r\n"
    b"From: Anna <anna@customer.example>\r\nTo: support@desk.example\r\nReply-To: anna.b@customer.example\r\n"
    b"Subject: =?utf-8?q?Dr=C3=BCcker?= [#42]\r\nDate: Sun, 22 Nov 2026 12:00:00 +0100\r\n"
    b"Message-ID: <first@customer.example>\r\nReferences: <a@x> <b@x>\r\nContent-Language: de\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hello,<br>it is &#252;ber.</p>\r\n"
)
_REPLY = (
    b"From: anna@customer.example\r\nTo: support+" + reply_token(a_ticket()).text.encode() + b"@desk.example\r\n"
    b"Subject: Re: Printer\r\nIn-Reply-To: <"
    + _OURS.encode()
    + b">\r\nMessage-ID: <two@customer.example>\r\n\r\nYes\r\n"
)
_BOUNCE = (
    b"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: support@desk.example\r\nSubject: failed\r\n"
    b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\n\r\nsorry\r\n'
    b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
    b"Final-Recipient: rfc822; anna@customer.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
    b"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <" + _OURS.encode() + b">\r\n\r\n--b--\r\n"
)
_DAMAGE = st.one_of(
    st.sampled_from(
        [
            b"\0", b"\r", b"\n", b"\r\n\r\n", b"\xff\xfe", b"\xed\xa0\x80", b"=?utf-8?q?=00=0D=0ABcc:_v@x?=", b"<",
            b">", b"@", b",", b";", b'"', b"(", b"\\", b"\xe2\x80\xae", b"=?utf-7?q?+2AA-?=", b"&#xD800;", b"&#0;",
            b" ", b"\x1b[2J", b"{{7*7}}", b"From: x@y\r\n", b"j\xc3\xb6rg", b"x" * 300, b"[#99999999999]", b"%(x)s",
            b"u@e.example> SIZE=1", b"charset=utf-16\r\n", b"\xe2\x84\xaa",
        ]
    ),
    st.binary(max_size=6),
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    raw = draw(st.sampled_from([_QUESTION, _REPLY, _BOUNCE]))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(raw)))
        stop = start + draw(st.sampled_from([0, 0, 1, 5, 40]))
        raw = raw[:start] + draw(_DAMAGE) + raw[stop:]
    return raw


def desks() -> list[Snapshot]:
    """A desk that knows nobody, and one that knows Anna, her ticket and the mail we sent her."""
    known = a_snapshot_with(
        a_ticket(),
        mailbox=a_proving_mailbox(),
        bearers={_OURS: (42,), "b@x": (42,)},
        sent={_OURS: an_outbox_row(_OURS)},
    )
    return [a_snapshot(), known]


def texts(value: object) -> Iterator[str]:
    """Every text inside a value."""
    match value:
        case str():
            yield value
        case tuple():
            for item in value:
                yield from texts(item)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from texts(getattr(value, field.name))
        case _:
            return


def answered(decision: Decision, snapshot: Snapshot) -> Decision | None:
    """An answer to the ticket that the decision opened, if it opened one."""
    opened = next((effect.ticket for effect in decision.effects if isinstance(effect, OpenTicket)), None)
    if opened is None:
        return None
    saved = [effect.contact for effect in decision.effects if isinstance(effect, SaveContact)]
    known = {**snapshot.contacts, **{contact.id: contact for contact in saved}}
    at_work = replace(snapshot, tickets={opened.number: opened}, contacts=known)
    return decide(an_act(Answer(opened.number, "Try again.", Status.PENDING)), at_work, a_policy(), NOW)


@settings(max_examples=300, deadline=None)
@given(damaged(), st.sampled_from(desks()), st.sampled_from([None, None, "oversize", "parser_killed"]))
def test_A24_A43_no_octets_stop_a_decision_an_answer_or_a_row(
    raw: bytes, snapshot: Snapshot, aside: str | None
) -> None:
    mail = parse(raw) if aside is None else parse_headers(raw)
    decision = decide(an_arrival(mail, aside=aside), snapshot, a_policy(), NOW)
    assert len([effect for effect in decision.effects if isinstance(effect, SettleIntake)]) == 1
    assert from_json(to_json(decision.trace)) == decision.trace
    answer = answered(decision, snapshot)
    effects = (*decision.effects, *(() if answer is None else answer.effects))
    for effect in effects:
        if isinstance(effect, QueueMail):
            assert plain_addr(effect.recipient) == effect.recipient
            assert parse(compose(effect.draft)).author == SUPPORT
        else:
            assert all("\0" not in text and text.encode() is not None for text in texts(effect))
