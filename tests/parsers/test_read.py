"""Whole mails: a value complete at birth out of any octets at all."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.mail import Address, Defect, Mail, Origin
from parsers.read import parse, parse_headers
from tests.parsers.letters import codes, letter, multipart, part

GOOD = multipart(
    "mixed",
    part("text/plain; charset=utf-8", "Grüße =?utf-8?q?a?= [#42]", "Content-Transfer-Encoding: 8bit"),
    part("text/html; charset=iso-8859-1", "<p>more <b>words</b></p>"),
    part(
        "application/pdf",
        "UERG",
        'Content-Disposition: attachment; filename="a.pdf"',
        "Content-Transfer-Encoding: base64",
    ),
    part("message/rfc822", letter("Message-ID: <inner@x.example>", body="inside")),
    fields=(
        "Return-Path: <c@cust.example>",
        "Received: from a by b; Sun, 22 Nov 2026 10:00:00 +0000",
        "Authentication-Results: mx.corp.example; dmarc=pass header.from=cust.example",
        "From: =?utf-8?q?J=C3=BCrgen?= <c@cust.example>",
        'To: "Support, the" <support@corp.example>, Other: o@x.example;',
        "Subject: [#42] =?iso-8859-1?q?Gr=FC=DFe?=",
        "Date: Sun, 22 Nov 2026 11:00:00 +0100",
        "Message-ID: <m@cust.example>",
        "References: <a@x>\n <b@x>",
    ),
)

POISON = [
    b'From: "\r\n\r\n',
    b"From: <a@[\r\n\r\n",
    b"Message-ID: <a@[b\r\n\r\n",
    b"Message-ID: <\r\n\r\n",
    b"To: =?us-ascii?q?a?= <\r\n\r\n",
    b"From: @\r\n\r\n",
    b"From: <\r\n\r\n",
    b"Date: Thu, 01 Jan 99999 00:00:00 +0000\r\n\r\n",
    b"Content-Type: ;\r\n\r\n",
    b"Content-Type: text/plain; charset*=''\r\n\r\n",
    b"Content-Disposition: attachment; filename*0*='\r\n\r\n",
    b"Subject: \0\r\n\r\n",
    b"\0",
    b"\xff",
    b"",
    b"\r\n",
    b"\n\n\n",
    b":",
    b": \r\n\r\n",
    b" folded first\r\n\r\n",
    b"Subject: only headers",
    bytes(range(256)) * 20,
    b"From: " + b"(" * 20_000 + b"\r\n\r\n",
    b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n--\r\n",
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b",
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b--",
    b"Content-Transfer-Encoding: base64\r\n\r\n====",
    b"Authentication-Results: ((((\r\n\r\n",
]


def test_an_ordinary_mail_is_understood_whole() -> None:
    mail = parse(GOOD)

    assert mail.size == len(GOOD)
    assert mail.message_id == "m@cust.example"
    assert mail.author == "c@cust.example"
    assert mail.from_ == (Address("Jürgen", "c@cust.example"),)
    assert mail.to == (Address("Support, the", "support@corp.example"), Address("", "o@x.example"))
    assert mail.return_path == "c@cust.example"
    assert mail.subject == "[#42] Grüße"
    assert mail.numbers == (42,)
    assert mail.date == datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    assert mail.references == ("a@x", "b@x")
    assert mail.text == "Grüße =?utf-8?q?a?= [#42]\n\nmore words"
    assert [(one.part, one.name, one.size) for one in mail.attachments] == [("3", "a.pdf", 3), ("4", "", 39)]
    assert mail.origin is Origin.HUMAN
    assert [(one.received_above, one.value[:15]) for one in mail.authentication] == [(1, "mx.corp.example")]
    assert mail.headers[5] == ("subject", "[#42] Grüße")
    assert mail.defects == ()


@pytest.mark.parametrize("raw", POISON)
def test_A43_poison_is_a_mail_with_defects(raw: bytes) -> None:
    mail = parse(raw)
    assert mail.size == len(raw)
    assert mail.defects
    assert "reader_failed" not in codes(mail)


@pytest.mark.parametrize("raw", POISON)
def test_A43_poisoned_headers_alone_are_read_too(raw: bytes) -> None:
    found = codes(parse_headers(raw))
    assert "headers_only" in found
    assert "reader_failed" not in found


def test_headers_alone_say_all_but_the_body() -> None:
    whole, head = parse(GOOD), parse_headers(GOOD)
    assert (head.text, head.attachments) == ("", ())
    assert (head.author, head.subject, head.headers) == (whole.author, whole.subject, whole.headers)
    assert Defect("headers_only", "") in head.defects


@pytest.mark.parametrize(("name", "code"), [("Subject", "field_twice"), ("Content-Type", "field_twice")])
def test_A26_a_singular_field_that_stands_twice_is_told(name: str, code: str) -> None:
    assert code in codes(parse(letter(f"{name}: text/plain", f"{name}: text/html")))


def test_the_language_a_mail_names_is_read() -> None:
    assert parse(letter("Content-Language: de-AT")).declared_language == "de"
    assert parse(letter("Content-Language: de, en")).declared_language is None
    assert parse(letter("From: c@cust.example")).declared_language is None


def test_delivered_to_lists_every_address_once() -> None:
    mail = parse(letter("Delivered-To: A@x.example", "X-Original-To: b@x.example", "Delivered-To: a@x.example"))
    assert mail.delivered_to == ("a@x.example", "b@x.example")


def assert_sound(mail: Mail) -> None:
    """What holds for every mail whatever it was made of."""
    assert "reader_failed" not in codes(mail)
    repr(mail).encode()
    assert "\\x00" not in repr(mail)  # no database takes a NUL
    assert pickle.loads(pickle.dumps(mail)) == mail


@given(st.binary(max_size=600))
def test_any_octets_are_a_mail(raw: bytes) -> None:
    mail = parse(raw)
    assert_sound(mail)
    assert parse(raw) == mail


@given(st.data())
def test_a_mutated_mail_is_a_mail(data: st.DataObject) -> None:
    raw = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(raw)))
        stop = min(len(raw), start + data.draw(st.integers(0, 40)))
        raw[start:stop] = data.draw(st.binary(max_size=20) | st.just(bytes(raw[:60])))
    assert_sound(parse(bytes(raw)))


_NAMES = ["From", "To", "Subject", "Date", "Message-ID", "References", "Content-Type", "Content-Disposition",
          "Content-Transfer-Encoding", "Authentication-Results", "Return-Path", "Content-ID"]  # fmt: skip
_PIECES = ["<", ">", "@", '"', "\\", "(", ")", ",", ";", ":", "=", "*", "'", "=?utf-8?q?", "?=", "=?utf-8?b?4?=",
           "a", "é", "multipart/mixed", "; boundary=b", "\n ", "\t", "%", "*0*=", "name", "base64", "charset=",
           "utf-16", "1", "+"]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(_NAMES), st.lists(st.sampled_from(_PIECES), max_size=12)), max_size=8))
def test_headers_of_any_pieces_are_a_mail(fields: list[tuple[str, list[str]]]) -> None:
    lines = [f"{name}: {''.join(pieces)}" for name, pieces in fields]
    assert_sound(parse(letter(*lines, body="--b\n\nx\n--b--\n")))


class _BodyBreaks(bytes):
    """Octets on which our reader fails behind the headers, as it would by a bug of ours."""

    def find(self, *_: object) -> int:
        raise RuntimeError("a bug in the body reader")


class _AllBreaks(bytes):
    """Octets on which our reader fails at once."""

    def startswith(self, *_: object) -> bool:
        raise RuntimeError("a bug in the header reader")


def test_F04_a_bug_in_the_body_reader_leaves_the_headers() -> None:
    mail = parse(_BodyBreaks(GOOD))
    assert mail.subject == "[#42] Grüße"
    assert Defect("reader_failed", "RuntimeError") in mail.defects


@pytest.mark.parametrize("read", [parse, parse_headers])
def test_F04_a_bug_in_the_header_reader_leaves_a_mail_of_that_size(read: type) -> None:
    mail = read(_AllBreaks(GOOD))
    assert (mail.size, mail.author, mail.text) == (len(GOOD), None, "")
    assert Defect("reader_failed", "RuntimeError") in mail.defects
