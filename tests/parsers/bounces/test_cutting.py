"""A notice ends where the mail that it returns begins."""

from __future__ import annotations

import pytest

from parsers.bounces.cutting import cut, field_name
from parsers.bounces.separators import SEPARATORS, announces, plain

RETURNED = "Received: from a.example by b.example\n\tid 7; Mon\nFrom: Ada <ada@desk.example>\nSubject: Invoice\n\nHello"


@pytest.mark.parametrize(
    "separator",
    [
        "------ This is a copy of the message, including all the headers. ------",
        "--- Below this line is a copy of the message.",
        "   ----- Unsent message follows -----",
        "----- Original message -----",
        "Ursprüngliche Nachrichtenkopfzeilen:",
        "En-têtes de message d\u2019origine :",
        "Исходные заголовки сообщений:",
        "元のメッセージ ヘッダー:",
        "| Original message headers: |",
    ],
)
def test_the_line_that_announces_a_returned_mail_belongs_to_neither(separator: str) -> None:
    assert cut(f"<x@y.example>: no such user\n\n{separator}\n\n{RETURNED}") == ("<x@y.example>: no such user", RETURNED)


def test_header_lines_that_only_programs_write_need_no_announcement() -> None:
    assert cut(f"It failed.\n{RETURNED}") == ("It failed.", RETURNED)
    quoted = "\n".join("> " + line for line in RETURNED.split("\n"))
    assert cut(f"It failed.\n{quoted}") == ("It failed.", quoted)


@pytest.mark.parametrize(
    "text",
    [
        "Your message\n\n  To:      c@cust.example\n  Subject: Invoice\n  Sent:    Monday\n\n"
        "did not reach: c@cust.example",
        "About:\nMessage-ID: <a@b>\nFrom: ada@desk.example\nTo: c@cust.example\nSubject: Hi\n\nReason: full",
        "Reporting-MTA: dns; a.example\nReceived-From-MTA: dns; b\n\nFinal-Recipient: rfc822; x@y\nAction: failed",
        "Original message\nwas too large for us.\n\nPlease send less.\n\n\n\n\n\n\nBye",
        "Received: your letter. Thanks!",
        "",
    ],
)
def test_a_summary_or_a_sentence_ends_no_notice(text: str) -> None:
    assert cut(text) == (text, "")


def test_a_separator_that_nothing_follows_still_ends_the_notice() -> None:
    assert cut("It failed.\n\n--- Below this line is a copy of the message.\n\n") == ("It failed.", "")


def test_header_lines_that_html_spaced_out_are_one_block() -> None:
    spaced = "Received: from a\n\nTo: c@cust.example\n\nMessage-ID: <a@b>\n\nBody"
    assert cut(f"It failed.\n\n{spaced}") == ("It failed.", spaced)


def test_every_row_of_the_table_is_written_as_it_is_looked_up() -> None:
    assert [row for row in SEPARATORS if plain(row.line) != row.line] == []
    assert len({row.line for row in SEPARATORS}) == len(SEPARATORS)
    assert all(announces(f"*** {row.line.title()} ***") for row in SEPARATORS)


def test_a_field_name_is_one_that_mails_have() -> None:
    assert field_name("> Message-ID: <a@b>") == "message-id"
    assert field_name("X-Anything-Else: 1") == "x-anything-else"
    assert field_name("Reason: full") == ""
    assert field_name("x- y: z") == ""
