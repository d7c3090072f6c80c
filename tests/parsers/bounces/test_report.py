"""Delivery reports by RFC 3464, and what the returned mail was known by."""

from __future__ import annotations

from parsers import token
from parsers.mail import DeliveryReport, FailureReason, Origin
from parsers.read import parse
from parsers.token import Claim, Form, Keys, Purpose
from tests.parsers.letters import letter, multipart, part

MARK = token.sign(Form.MESSAGE_ID, Claim(Purpose.ANSWER, 42, 7, 3), Keys(1, {1: b"k" * 32}), "corp", "n")
REPLY = token.sign(Form.ADDRESS, Claim(Purpose.REPLY, 42, 7, 3), Keys(1, {1: b"k" * 32}), "corp", "n")

WORDS = part("text/plain", "I'm sorry to have to inform you …")
STATUS = """Reporting-MTA: dns; mx.corp.example
X-Postfix-Queue-ID: 4ABC

Final-Recipient: rfc822; Gone@Cust.Example
Original-Recipient: rfc822;gone@cust.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mail.cust.example
Diagnostic-Code: smtp; 550 5.1.1 <gone@cust.example>: User
 unknown in local recipient table

Final-Recipient: rfc822; slow@cust.example
Action: delayed
Status: 4.4.1 (connection timed out)
"""
RETURNED = f"""Message-ID: <{MARK}@corp.example>
X-Supportd-Loop: <{MARK}@corp.example>
Reply-To: support+{REPLY}@corp.example
Subject: [#42] We have your mail
"""


def bounce(*parts: bytes) -> bytes:
    fields = ("Return-Path: <>", "From: MAILER-DAEMON@corp.example (Mail Delivery System)")
    return multipart("report", *parts, fields=fields, parameters="; report-type=delivery-status")


def test_A_postfix_bounce_gives_a_row_for_each_recipient() -> None:
    mail = parse(bounce(WORDS, part("message/delivery-status", STATUS), part("message/rfc822", RETURNED + "\nHello")))

    assert mail.origin is Origin.BOUNCE
    assert mail.reports == (
        DeliveryReport(
            recipient="gone@cust.example",
            action="failed",
            status="5.1.1",
            diagnostic="550 5.1.1 <gone@cust.example>: User unknown in local recipient table",
            remote_mta="mail.cust.example",
            permanent=True,
            reason=FailureReason.USER_UNKNOWN,
        ),
        DeliveryReport("slow@cust.example", "delayed", "4.4.1", "", "", False, FailureReason.NETWORK),
    )


def test_the_returned_mail_is_known_by_its_ids_and_marks() -> None:
    mail = parse(bounce(WORDS, part("message/delivery-status", STATUS), part("message/rfc822", RETURNED + "\nHello")))
    assert mail.returned_ids == (f"{MARK}@corp.example",)
    assert [(seen.text, seen.place) for seen in mail.tokens] == [
        (MARK, "returned:message-id"),
        (MARK, "returned:x-supportd-loop"),
        (REPLY, "returned:reply-to"),
    ]


def test_returned_headers_alone_do_as_well() -> None:
    mail = parse(bounce(WORDS, part("message/delivery-status", STATUS), part("text/rfc822-headers", RETURNED)))
    assert mail.returned_ids == (f"{MARK}@corp.example",)
    assert mail.text == "I'm sorry to have to inform you …"


def test_returned_headers_in_base64_are_read() -> None:
    encoded = part("message/rfc822", "TWVzc2FnZS1JRDogPGFAYj4NCg0KSGk=", "Content-Transfer-Encoding: base64")
    assert parse(bounce(WORDS, encoded)).returned_ids == ("a@b",)


def test_a_bounce_without_its_report_structure_still_returns_the_mail() -> None:
    raw = multipart("mixed", WORDS, part("message/rfc822", RETURNED), fields=("Return-Path: <>", "From: x@y.example"))
    assert parse(raw).returned_ids == (f"{MARK}@corp.example",)


def test_a_read_receipt_names_the_mail_it_is_for() -> None:
    note = part("message/disposition-notification", f"Original-Message-ID: <{MARK}@corp.example>\nDisposition: x")
    mail = parse(multipart("report", WORDS, note, parameters="; report-type=disposition-notification"))
    assert (mail.origin, mail.returned_ids) == (Origin.READ_RECEIPT, (f"{MARK}@corp.example",))


def test_A17_a_persons_mail_with_our_mail_attached_returns_nothing() -> None:
    mail = parse(multipart("mixed", WORDS, part("message/rfc822", RETURNED), fields=("From: c@cust.example",)))
    assert (mail.origin, mail.returned_ids, mail.tokens) == (Origin.HUMAN, (), ())


def test_a_report_without_types_in_front_of_its_values_is_read() -> None:
    status = "Final-Recipient: gone@cust.example\nAction: FAILED\nStatus: five\nDiagnostic-Code: 550 no; such user\n"
    (row,) = parse(bounce(WORDS, part("message/delivery-status", status))).reports
    assert row == DeliveryReport(
        "gone@cust.example", "failed", "5.0.0", "550 no; such user", "", True, FailureReason.UNDEFINED
    )


def test_A17_a_thousand_recipients_are_cut() -> None:
    status = "\n".join(f"Final-Recipient: rfc822; a{n}@x.example\nAction: failed\n" for n in range(1000))
    assert 0 < len(parse(bounce(WORDS, part("message/delivery-status", status))).reports) <= 200


def test_control_characters_in_a_report_are_gone() -> None:
    status = "Final-Recipient: rfc822; a@x.example\nDiagnostic-Code: smtp; \x1b[2J550\n"
    (row,) = parse(bounce(WORDS, part("message/delivery-status", status))).reports
    assert row.diagnostic == "[2J550"


def test_a_mail_that_is_a_report_all_by_itself_is_read() -> None:
    (row,) = parse(letter("Content-Type: message/delivery-status", body=STATUS.partition("\n\n")[2])).reports[:1]
    assert row.recipient == "gone@cust.example"
