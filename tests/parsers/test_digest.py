"""Fingerprints: the same mail by another way is the same, anything else is not (F22, F23)."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.digest import fingerprint, raw_sha256
from parsers.read import parse
from tests.parsers.letters import letter

FIELDS = ("From: c@cust.example", "To: s@corp.example", "Subject: Help", "Message-ID: <a@cust.example>")


def test_F22_another_way_here_is_the_same_mail() -> None:
    first = letter("Return-Path: <c@cust.example>", "Received: from a by b", *FIELDS)
    second = letter("Delivered-To: alias@corp.example", "Received: from x by y", "X-Spam: no", *FIELDS)
    assert raw_sha256(first) != raw_sha256(second)
    assert fingerprint(first) == fingerprint(second)


def test_F22_a_mail_read_from_an_mbox_has_the_digest_it_had_over_imap() -> None:
    raw = letter(*FIELDS, body="Hello\nthere\n")
    assert fingerprint(raw) == fingerprint(raw.replace(b"\r\n", b"\n") + b"\n")


@pytest.mark.parametrize("changed", ["From: d@cust.example", "Subject: Hulp", "Cc: x@y.example", "Date: now"])
def test_a_changed_field_is_another_content(changed: str) -> None:
    assert fingerprint(letter(*FIELDS)).content_sha256 != fingerprint(letter(*FIELDS, changed)).content_sha256


def test_F23_the_same_message_id_with_other_content_is_not_the_same() -> None:
    one, two = fingerprint(letter(*FIELDS, body="one")), fingerprint(letter(*FIELDS, body="two"))
    assert one.message_id == two.message_id == "a@cust.example"
    assert one.content_sha256 != two.content_sha256


@pytest.mark.parametrize(
    "fields",
    [
        (),
        ("Message-ID:",),
        ("Message-ID: <>",),
        ("Message-ID: no brackets",),
        ("Message-ID: <a b@c.example>",),
        ("Message-ID: <a@b> <c@d>",),
        ("Message-ID: <a@b>", "Message-ID: <c@d>"),
        ("Message-ID: <a@b>", "Message-ID: <a@b>"),
        ("Message-ID: <" + "a" * 600 + "@b>",),
        ('Message-ID: <x"\n X1 STORE 1:* +FLAGS>',),
        ("Message-ID: <ä@b>",),
    ],
)
def test_F23_a_missing_double_or_illegal_message_id_is_none(fields: tuple[str, ...]) -> None:
    raw = letter("From: c@cust.example", *fields)
    assert fingerprint(raw).message_id is None
    assert parse(raw).message_id is None


@given(st.binary(max_size=300))
def test_any_octets_have_a_fingerprint_and_it_agrees_with_the_reader(raw: bytes) -> None:
    assert fingerprint(raw).message_id == parse(raw).message_id


def test_the_raw_digest_is_sha256_of_the_octets() -> None:
    assert raw_sha256(b"abc") == hashlib.sha256(b"abc").hexdigest()
