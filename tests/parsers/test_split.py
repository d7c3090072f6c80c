"""The header splitter: folding, junk, line ends of every kind, caps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.defects import Code
from parsers.limits import LIMITS
from parsers.read import parse
from parsers.split import message_block
from tests.parsers.letters import codes


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_every_line_end_parts_headers_and_body(end: bytes) -> None:
    raw = end.join([b"Subject: a", b"To: b@c.example", b"", b"body", b""])

    block = message_block(raw)

    assert block.fields == (("subject", b"a"), ("to", b"b@c.example"))
    assert raw[block.body :] == b"body" + end


def test_a_folded_field_is_one_value() -> None:
    assert message_block(b"Subject: a\r\n b\r\n\tc\r\n\r\n").first("subject") == b"a b\tc"


def test_an_mbox_from_line_is_no_header() -> None:
    block = message_block(b"From c@cust.example Sun Nov 22 10:00:00 2026\nSubject: a\n\nbody")
    assert block.fields == (("subject", b"a"),)
    assert block.wrong == ()


def test_a_byte_order_mark_and_blank_lines_come_before_the_headers() -> None:
    assert message_block(b"\xef\xbb\xbf\r\n\r\nSubject: a\r\n\r\nbody").first("subject") == b"a"


def test_junk_before_the_headers_is_passed_over() -> None:
    block = message_block(b"garbage line\r\nSubject: a\r\n\r\nbody")
    assert block.first("subject") == b"a"
    assert Code.JUNK_IN_HEADERS in block.wrong


def test_text_without_a_blank_line_is_body() -> None:
    raw = b"Subject: a\r\nDear all,\r\nNote: this is text\r\n"
    block = message_block(raw)
    assert block.fields == (("subject", b"a"),)
    assert raw[block.body :].startswith(b"Dear all,")
    assert block.wrong == (Code.NO_BLANK_LINE,)


def test_a_mail_without_any_header_is_all_body() -> None:
    block = message_block(b"just words\r\nand more")
    assert (block.fields, block.body) == ((), 0)


def test_A26_a_bare_carriage_return_in_the_headers_is_told() -> None:
    block = message_block(b"Subject: a\rFrom: x@y.example\r\n\r\n")
    assert Code.BARE_CR in block.wrong


def test_line_ends_that_were_made_twice_are_one() -> None:
    raw = b"Subject: a\r\r\nTo: b@c.example\r\r\n\tand d\r\r\n\r\r\nbody\r\r\n"
    block = message_block(raw)
    assert block.fields == (("subject", b"a"), ("to", b"b@c.example\tand d"))
    assert raw[block.body :].strip() == b"body"


def test_a_carriage_return_in_the_middle_of_a_value_is_a_blank() -> None:
    assert message_block(b"Subject: half a\rsubject\r\nTo: b@c.example\r\n\r\n").fields == (
        ("subject", b"half a subject"),
        ("to", b"b@c.example"),
    )


def test_an_encoded_word_at_the_edge_of_a_line_was_folded_badly() -> None:
    block = message_block(b"Subject: =?utf-8?q?a?=\r\n=?utf-8?q?b?=\r\nTo: b@c.example\r\n\r\n")
    assert block.first("subject") == b"=?utf-8?q?a?= =?utf-8?q?b?="
    assert block.wrong == ()


def test_a_line_of_blanks_within_a_folded_field_does_not_end_the_headers() -> None:
    assert message_block(b"Subject: a\r\n \r\n b\r\nTo: c@d.example\r\n\r\n").first("to") == b"c@d.example"


def test_A37_two_hundred_thousand_fields_are_cut_at_the_cap() -> None:
    block = message_block(b"X-A: b\n" * 200_000 + b"\nbody")
    assert len(block.fields) == LIMITS.fields
    assert Code.FIELDS_CUT in block.wrong
    assert Code.HEADER_BLOCK_CUT in block.wrong


def test_A37_a_field_of_ten_megabytes_is_cut_and_the_body_found() -> None:
    raw = b"X-A: " + b"b" * 10_000_000 + b"\r\n\r\nbody"
    block = message_block(raw)
    assert len(block.first("x-a")) <= LIMITS.field
    assert raw[block.body :] == b"body"


def test_A37_continuation_lines_count_against_their_field() -> None:
    block = message_block(b"X-A: b\n" + b" c\n" * 200_000 + b"\nbody")
    assert len(block.first("x-a")) <= LIMITS.field
    assert Code.FIELD_CUT in block.wrong


@given(st.binary(max_size=400))
def test_any_octets_split(raw: bytes) -> None:
    block = message_block(raw)
    assert 0 <= block.body <= len(raw)


@given(st.lists(st.sampled_from([b"From: a@b", b"\r", b"\n", b"\r\n", b" x", b"junk", b":", b"To : c", b"\0"])))
def test_any_mixture_of_header_pieces_splits(pieces: list[bytes]) -> None:
    raw = b"".join(pieces)
    assert 0 <= message_block(raw).body <= len(raw)


def test_trace_lines_with_other_line_ends_above_a_stored_mail_cost_nobody_their_name() -> None:
    mail = parse(b"Return-Path: <a@corp.example>\r\nFrom: a@corp.example\nSubject: x\n\nhello\n")
    assert mail.author == "a@corp.example"
    assert "mixed_line_ends" in codes(mail)
