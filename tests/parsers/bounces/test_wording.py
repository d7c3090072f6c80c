"""Who failed, from a notice in a program's own words, and which mails are no notices."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.bounces import events, outline, phrases, report, spotting
from parsers.bounces.read import Bounce, Seen, read
from parsers.bounces.systems import System
from parsers.bounces.systemtable import SYSTEMS
from parsers.headers import read as headers_of
from parsers.headers import return_path
from parsers.read import parse
from parsers.split import message_block
from parsers.tree import leaves, tree
from tests.corpus.stories import stories
from tests.parsers.letters import letter
from tests.parsers.proportion import is_proportional

DAEMON = ("From: MAILER-DAEMON@relay.test", "To: help@desk.example", "Return-Path: <>")


def bounce(raw: bytes, systems: tuple[System, ...] = SYSTEMS) -> Bounce:
    block = message_block(raw)
    head = headers_of(block)
    root, _ = tree(raw, block)
    subject = head.by_name.get("subject", [""])[0]
    seen = Seen(raw, head.by_name, head.from_, return_path(block), subject, root, leaves(root), parse(raw).text)
    return read(seen, systems)


def recipients(body: str, *fields: str) -> list[str]:
    raw = letter(*DAEMON, "Subject: Undeliverable mail", *fields, body=body)
    return [one.recipient for one in bounce(raw, ()).reports]


def test_an_address_on_a_line_of_its_own_outweighs_one_in_a_sentence() -> None:
    assert recipients("The mail to sales@corp.example failed:\n\n  ann@corp.example\n\nUser unknown\n") == [
        "ann@corp.example"
    ]


def test_the_address_to_ask_for_help_has_not_failed() -> None:
    body = "<ann@corp.example>: no such user\n\nFor further assistance, please send mail to <postmaster@relay.test>\n"
    assert recipients(body) == ["ann@corp.example"]


def test_the_sender_has_not_failed() -> None:
    body = "Mail From: <desk@other.example>\nRcpt To: <ann@corp.example>\n550 user unknown\n"
    assert recipients(body) == ["ann@corp.example"]


def test_who_is_told_has_not_failed() -> None:
    body = "Hello help@desk.example,\n\nyour mail for ann@corp.example was rejected.\n"
    assert recipients(body) == ["ann@corp.example"]


def test_an_address_as_the_name_of_another_has_not_failed() -> None:
    assert recipients("  info@corp.example <ann@corp.example>: malformed address\n") == ["ann@corp.example"]


def test_an_address_below_a_request_to_write_there_has_not_failed() -> None:
    body = "ann@corp.example is unknown.\n\nIn doubt please send your mail to the address\n\n  office@corp.example\n"
    assert recipients(body) == ["ann@corp.example"]


def test_failed_recipients_of_the_header_do_where_the_words_name_nobody() -> None:
    assert recipients("It failed.\n", "X-Failed-Recipients: ann@corp.example, bo@corp.example") == [
        "ann@corp.example",
        "bo@corp.example",
    ]


def test_a_bounce_that_names_nobody_is_one_all_the_same() -> None:
    (only,) = bounce(letter(*DAEMON, "Subject: failure notice", body="The mailbox is full.\n")).reports
    assert (only.recipient, only.action, only.status) == ("", "failed", "5.2.2")


@pytest.mark.parametrize(
    "fields",
    [
        ("From: Ann <ann@corp.example>", "Subject: failure notice"),
        ("From: Ann <ann@corp.example>", "Subject: Re: Undelivered Mail Returned to Sender", "In-Reply-To: <a@b>"),
        ("From: Ann <ann@corp.example>", "Subject: Fwd: Delivery Status Notification (Failure)", "Return-Path: <>"),
        ("From: Shop <noreply@shop.example>", "Subject: Delivery failed: parcel 7"),
        ("From: Ann <ann@corp.example>", "Subject: Out of office", "Return-Path: <>", "Auto-Submitted: auto-replied"),
    ],
)
def test_what_people_and_shops_write_is_no_bounce(fields: tuple[str, ...]) -> None:
    assert bounce(letter(*fields, body="It could not be delivered, the address does not exist.\n")).evidence == ""


def test_nearly_all_own_bounces_are_read_without_the_table_of_systems() -> None:
    """The table makes the known surer; a system that nobody knows has to be read as well."""
    known = [story for story in stories() if story.area == "bounce"]
    read_right = [
        story
        for story in known
        if {one["recipient"] for one in story.wanted["reports"]}
        == {one.recipient for one in bounce(story.raw, ()).reports}
    ]
    assert len(known) > 100
    assert len(read_right) >= 0.9 * len(known)


def test_every_row_of_the_table_is_known_by_something_in_lower_case() -> None:
    for row in SYSTEMS:
        signs = (*row.sender, *row.subject, *row.opening, *row.original, *row.listed, *(word for _, word in row.field))
        assert row.sender or row.subject or row.opening or row.field
        assert all(word == word.lower() for word in signs)


def test_every_phrase_is_in_lower_case() -> None:
    for table in (phrases.SUBJECTS, phrases.FAILURES, phrases.DELAYS, phrases.RECIPIENTS, phrases.SENDERS):
        assert all(word == word.lower() for word in table)


_NOTICE = b"From: MAILER-DAEMON@relay.test\nReturn-Path: <>\nSubject: failure notice\n\n"
LONG: list[tuple[Callable[[str], object], str]] = [
    (spotting.spots, "@"),
    (spotting.spots, "a@b "),
    (spotting.spots, '"@'),
    (spotting.spots, "imceasmtp-+40"),
    (spotting.status, "5.1.1"),
    (spotting.status, "5.0.0 "),
    (spotting.reply_code, "550 "),
    (spotting.reply_code, "550 bytes "),
    (report.in_text, "Final-Recipient: rfc822; a@b\n\n"),
    (report.in_text, "\nfinal-recipient:"),
    (events.rows, '{"'),
    (events.rows, '{"event":"bounce","x":['),
    (events.rows, '{"event":"bounce","email":"a@b","x":"{\\"'),
    (lambda text: outline.read(b"", {}, (), text, ("copy of",)), "copy of the mail\n"),
    (lambda text: bounce(_NOTICE + text.encode()), "<a@b.test>: 550 5.1.1 no\n"),
    (lambda text: bounce(_NOTICE + text.encode()), "a@b.test\n"),
    (lambda text: bounce(_NOTICE + text.encode()), "550 "),
    (lambda text: bounce(_NOTICE + text.encode()), "\n"),
]


@pytest.mark.parametrize(("reader", "unit"), LONG)
def test_A42_a_notice_is_read_in_proportion(reader: Callable[[str], object], unit: str) -> None:
    assert is_proportional(lambda size: reader(unit * (size // len(unit))), 256 * 1024)
