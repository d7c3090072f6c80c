"""Ids, tokens and ticket numbers, wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import token
from parsers.limits import LIMITS
from parsers.mail import TokenSeen
from parsers.read import parse
from parsers.token import Claim, Form, Keys, Purpose
from tests.parsers.letters import letter

KEYS = Keys(1, {1: b"k" * 32})
REPLY = token.sign(Form.ADDRESS, Claim(Purpose.REPLY, 42, 7, 21_000), KEYS, "corp", "n")
ROOT = token.sign(Form.MESSAGE_ID, Claim(Purpose.ROOT, 42, 7, 1), KEYS, "corp", "n")


@pytest.mark.parametrize("separator", ["+", ".", "-", "_", "="])
@pytest.mark.parametrize("field", ["To", "Cc", "Delivered-To", "X-Original-To"])
def test_a_token_in_a_recipient_address_is_seen(field: str, separator: str) -> None:
    mail = parse(letter(f"{field}: Support <support{separator}{REPLY.upper()}@corp.example>"))
    assert mail.tokens == (TokenSeen(REPLY, field.lower()),)


@pytest.mark.parametrize("field", ["In-Reply-To", "References", "Message-ID", "X-Supportd-Loop"])
def test_a_token_left_of_the_at_in_an_id_is_seen(field: str) -> None:
    assert parse(letter(f"{field}: <{ROOT}@corp.example>")).tokens == (TokenSeen(ROOT, field.lower()),)


def test_the_best_place_comes_first_and_each_place_counts() -> None:
    mail = parse(
        letter(
            f"X-Supportd-Loop: <{ROOT}@corp.example>",
            f"References: <{ROOT}@corp.example> <x@y>",
            f"To: support+{REPLY}@corp.example",
        )
    )
    assert [(seen.text, seen.place) for seen in mail.tokens] == [
        (REPLY, "to"),
        (ROOT, "references"),
        (ROOT, "x-supportd-loop"),
    ]


@pytest.mark.parametrize("local", [f"a{REPLY}", REPLY[:-1], REPLY + "a", "b" * 39, ""])
def test_A08_what_only_looks_a_little_like_a_token_is_none(local: str) -> None:
    assert parse(letter(f"To: {local}@corp.example")).tokens == ()


def test_a_token_in_a_display_name_is_none() -> None:
    assert parse(letter(f'To: "support+{REPLY}" <x@y.example>')).tokens == ()


@pytest.mark.parametrize(
    "text",
    [
        f"On Monday support+{REPLY}@corp.example wrote:\n> Hello",
        f"> Reply-To: Support <SUPPORT+{REPLY.upper()}@corp.example>",
        f"[mailto:support.{REPLY}@corp.example]",
        f"{REPLY}%40corp.example",
    ],
)
def test_a_token_of_an_address_that_the_text_shows_is_seen_last(text: str) -> None:
    assert parse(letter(f"To: a+{ROOT}@corp.example", body=text)).tokens == (
        TokenSeen(ROOT, "to"),
        TokenSeen(REPLY, "text"),
    )


@pytest.mark.parametrize(
    "text", [REPLY, f"x{REPLY}@corp.example", f"{REPLY}a@corp.example", "b" * 39 + "@corp.example"]
)
def test_A08_what_is_no_whole_address_in_the_text_is_none(text: str) -> None:
    assert parse(letter(body=text)).tokens == ()


def test_A60_of_a_thousand_quoted_tokens_a_few_are_looked_at() -> None:
    tokens = (token.sign(Form.ADDRESS, Claim(Purpose.REPLY, n, 7, 21_000), KEYS, "corp", "n") for n in range(1000))
    assert len(parse(letter(body="\n".join(f"<{one}@corp.example>" for one in tokens))).tokens) == 20


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Re: [#42] Help", (42,)),
        ("[#42] [#43] [#42]", (42, 43)),
        ("=?utf-8?q?=5B=2342=5D?=", (42,)),
        ("[#0] [#-1] [# 42] [#4a] [#] [#", ()),
        ("[#99999999999]", ()),
        ("[#٤٢]", ()),
        ("[[#42]]", (42,)),
        ("42 #42 (#42)", ()),
    ],
)
def test_ticket_numbers_of_a_subject(subject: str, expected: tuple[int, ...]) -> None:
    assert parse(letter(f"Subject: {subject}")).numbers == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<a@x>\n <b@\n x> <c@x>,<a@x> junk <d@x", "a@x b@x c@x d@x"),
        ("<a@x><b@x><c@x>", "a@x b@x c@x"),
        ("<a@x>,<b@x>; <c@x>", "a@x b@x c@x"),
        ("<a@x b@x>", "a@x b@x"),
        ("<a@x <b@x>", "a@x b@x"),
        ("a@x> <b@x>", "a@x b@x"),
        ("<a@x> b@x", "a@x b@x"),
        ("<<a@x>>", "a@x"),
        ("< a@x >", "a@x"),
        ("a@x, b@x", "a@x b@x"),
        ('"a@x" "<b@x>"', "a@x b@x"),
        ("<a.long\n\t.id.folded@\n host.example>", "a.long.id.folded@host.example"),
        ('message of "Mon, 23 Nov 2026 08:00:00 +0100" <a@x>', "a@x"),
        ("<a@x> (Ada's message of Monday)", "a@x"),
        ("<a@x> from ada@desk.example on Monday", "a@x"),
        ("your mail of Monday <c@x>", "c@x"),
        ("=?utf-8?q?=3Ca=40x=3E?=", "a@x"),
        ("=?us-ascii?Q?=3Ca.long.?=\n =?us-ascii?Q?one=40x=3E?= <b@x>", "a.long.one@x b@x"),
        ("&lt;a@x&gt;", "a@x"),
        ("<aü@x> <b@x>", "b@x"),
        ("<no-at-sign-12345>", "no-at-sign-12345"),
        ("20261123.081500.7", "20261123.081500.7"),
        ("your mail", ""),
        ("Monday, 23 November", ""),
        ("<>", ""),
        (">>>", ""),
        ("@", ""),
    ],
)
def test_references_are_read_in_order_and_repaired(value: str, expected: str) -> None:
    assert parse(letter(f"References: {value}")).references == tuple(expected.split())
    assert parse(letter(f"In-Reply-To: {value}")).in_reply_to == tuple(expected.split())


def test_A23_of_five_thousand_references_root_and_newest_are_kept() -> None:
    mail = parse(letter("References: " + "\n ".join(f"<{number}@x>" for number in range(2000))))
    assert len(mail.references) == LIMITS.ids
    assert mail.references[0] == "0@x"
    assert mail.references[-1] == "1999@x"


@given(st.binary(max_size=200))
def test_A33_no_id_holds_a_blank_a_line_break_or_a_bracket(value: bytes) -> None:
    mail = parse(b"References: " + value + b"\r\n\r\n")
    assert all(one.isascii() and one.isprintable() and not set(one) & set(" <>") for one in mail.references)
