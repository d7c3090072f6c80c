"""The mail that came back is recognised wherever its id stands."""

from __future__ import annotations

import base64
import json

import pytest

from parsers import token
from parsers.bounces import mentions, notices, original
from parsers.mail import TokenSeen
from parsers.read import parse
from parsers.split import message_block
from parsers.token import Claim, Form, Keys, Purpose
from parsers.tree import leaves, tree
from tests.parsers.letters import letter, multipart, part

ROOT = token.sign(Form.MESSAGE_ID, Claim(Purpose.ANSWER, 42, 7, 1), Keys(1, {1: b"k" * 32}), "corp", "n")
RETURNED = (
    "Received: from a.example by b.example; Mon, 23 Nov 2026 08:00:00 +0100\n"
    "From: Desk <support@desk.example>\n"
    "To: c@cust.example\n"
    "Subject: Your invoice\n"
    "Message-ID: <sent.1@desk.example>\n"
    "\n"
    "Hello Carla\n"
)


def found(raw: bytes) -> tuple[str, ...]:
    root, _ = tree(raw, message_block(raw))
    return original.read(raw, leaves(root), parse(raw).text).ids


def notice(body: str) -> bytes:
    return letter("From: MAILER-DAEMON@mx.example", "Message-ID: <own@mx.example>", body=body)


def report(*parts: bytes) -> bytes:
    return multipart("report", part("text/plain", "It failed."), *parts, fields=("Message-ID: <own@mx.example>",))


def quoted(mark: str) -> str:
    return "".join(mark + line + "\n" for line in RETURNED.split("\n"))


def as_html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


@pytest.mark.parametrize(
    "kind",
    [
        "message/rfc822",
        "message/global",
        "message/partial",
        "message/rfc822-headers",
        "text/rfc822-headers",
        "text/rfc822",
        "application/octet-stream",
        "text/plain; name=details.txt",
    ],
)
def test_the_id_of_a_returned_part_is_found(kind: str) -> None:
    assert found(report(part(kind, RETURNED))) == ("sent.1@desk.example",)


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_the_id_of_a_returned_part_in_base64_is_found_declared_or_not(kind: str) -> None:
    encoded = base64.encodebytes(RETURNED.encode()).decode()
    assert found(report(part(kind, encoded, "Content-Transfer-Encoding: base64"))) == ("sent.1@desk.example",)
    assert found(report(part(kind, encoded))) == ("sent.1@desk.example",)


def test_the_header_of_a_part_may_be_the_returned_one() -> None:
    assert found(report(RETURNED.replace("\n", "\r\n").encode())) == ("sent.1@desk.example",)


@pytest.mark.parametrize(
    "body",
    [
        f"It failed.\n\n--- Below this line is a copy of the message.\n\n{RETURNED}",
        f"It failed.\n\n{RETURNED}",
        f"It failed.\n\n{quoted('> ')}",
        f"It failed.\n\n{quoted('    ')}",
        f"It failed.\n\n{quoted('| ')}",
        "It failed.\n\nOriginal message headers:\n\nMessage-ID:\n <sent.1@desk.example>\nSubject: Your invoice",
        "It failed.\n\nOriginal message headers:\n\nSubject: Your invoice\nMessage-ID:\n<sent.1@desk.example>\n",
        "Your message with\n  Message-ID: <sent.1@desk.example>\n  Subject: Your invoice\nwas not delivered.",
        "We have your mail (Message-ID: <sent.1@desk.example>) and answer soon.",
        "Message-Id  sent.1@desk.example\nTo          c@cust.example",
        '"Message-ID": "<sent.1@desk.example>"',
        "Nachrichten-ID: <sent.1@desk.example>",
        "メッセージID：<sent.1@desk.example>",
        "Идентификатор сообщения: <sent.1@desk.example>",
        "Message-ID: =3Csent.1@desk=\n.example=3E",
        "X-Original-Message-ID: <sent.1@desk.example>",
    ],
)
def test_the_id_in_the_words_of_a_notice_is_found(body: str) -> None:
    assert found(notice(body)) == ("sent.1@desk.example",)


@pytest.mark.parametrize(
    "source",
    [
        f"<p>It failed.</p><pre>{as_html(RETURNED)}</pre>",
        "<table><tr><td>Message-ID:</td><td>&lt;sent.1@desk.example&gt;</td></tr></table>",
        "<p>Message-ID: <sent.1@desk.example></p>",
        "<b>Message-ID:</b> <a href='x'>&lt;sent.1@desk.example&gt;</a>",
        "<b>Message-ID:</b> <a href=mailto:wrong@x.example title='w@x'>&lt;sent.1@desk.example&gt;</a>",
    ],
)
def test_the_id_in_an_html_notice_is_found(source: str) -> None:
    assert found(letter("Content-Type: text/html", body=source)) == ("sent.1@desk.example",)


@pytest.mark.parametrize(
    "body",
    [
        "Resent-Message-ID: <other@x.example>",
        "X-Gateway-Message-ID: <other@x.example>",
        "Message-IDs are boring, ask ada@desk.example",
        "Message-ID:\nFrom: <ada@desk.example>",
        "Message-ID: none",
        "",
    ],
)
def test_the_id_of_something_else_is_none(body: str) -> None:
    assert found(notice(body)) == ()


def test_the_fields_of_a_report_name_the_mail() -> None:
    status = "Reporting-MTA: dns; a\nX-Original-Message-ID: <sent.1@desk.example>\n\nFinal-Recipient: rfc822; x@y\n"
    assert found(report(part("message/delivery-status", status))) == ("sent.1@desk.example",)
    read = "Final-Recipient: rfc822; x@y\nOriginal-Message-ID: <sent.1@desk.example>\n"
    assert found(report(part("message/disposition-notification", read))) == ("sent.1@desk.example",)


def test_a_field_of_the_answer_itself_may_name_the_mail() -> None:
    assert found(letter("X-Original-Message-ID: <sent.1@desk.example>")) == ("sent.1@desk.example",)


def test_an_abuse_report_returns_the_mail() -> None:
    feedback = part("message/feedback-report", "Feedback-Type: abuse\nVersion: 1\n")
    assert found(report(feedback, part("message/rfc822", RETURNED))) == ("sent.1@desk.example",)


def test_ses_tells_the_mail_in_json_wrapped_or_not() -> None:
    inside = {
        "notificationType": "Bounce",
        "mail": {"messageId": "0100-own", "commonHeaders": {"messageId": "<sent.1@desk.example>"}},
    }
    listed = {"mail": {"messageId": "0100-own", "headers": [{"name": "Message-ID", "value": "<sent.1@desk.example>"}]}}
    wrapped = {"Type": "Notification", "MessageId": "abc", "Message": json.dumps(inside)}
    for document in (inside, listed, wrapped):
        assert notices.original_ids(json.dumps(document) + "\n--\nTo stop this …")[:1] == ("sent.1@desk.example",)
        assert found(letter("Content-Type: application/json", body=json.dumps(document, indent=1)))[:1] == (
            "sent.1@desk.example",
        )


def test_ses_own_id_counts_too() -> None:
    assert notices.original_ids('{"mail": {"messageId": "0100018f-0a"}}') == ("0100018f-0a",)
    assert notices.original_ids('{"mail": {"messageId": "0100!\n 018f\n-0a"}}') == ("0100018f-0a",)


@pytest.mark.parametrize("text", ["{", '{"messageId": ' * 50, "[" * 100_000 + "messageId{", '{"messageId": 1}', "{}"])
def test_A41_broken_or_deep_json_says_nothing(text: str) -> None:
    assert notices.original_ids(text) == ()


def test_our_marks_are_read_from_the_returned_header_wherever_it_stands() -> None:
    mine = RETURNED.replace("sent.1@", f"{ROOT}@")
    in_part, in_text = report(part("message/rfc822", mine)), notice(f"It failed.\n\n{mine}")
    for raw in (in_part, in_text):
        root, _ = tree(raw, message_block(raw))
        seen = original.read(raw, leaves(root), parse(raw).text).tokens
        assert seen == (TokenSeen(ROOT, "returned:message-id"),)


def test_a_boundary_that_never_stands_hides_no_id() -> None:
    raw = letter("Content-Type: multipart/report; boundary=missing", body=f"\nIt failed.\n\n{RETURNED}")
    assert found(raw) == ("sent.1@desk.example",)


def test_labels_are_found_beside_letters_that_grow_in_lower_case() -> None:
    assert mentions.mentioned("İİİ Message-ID: <a@b.example>") == ("a@b.example",)
