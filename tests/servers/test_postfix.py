"""The Postfix of the tests delivers, refuses and returns mail as a real one does."""

from __future__ import annotations

import os
import smtplib
import ssl

import pytest

from tests.servers.postfix import Postfix, smtp_sink
from tests.servers.postfix import postfix as started_postfix
from tests.servers.program import living

MAIL = b"From: a@customer.test\r\nSubject: over the wire\r\n\r\nbody\r\n"


def test_mail_sent_over_smtp_lands_in_the_mailbox(postfix: Postfix) -> None:
    postfix.send("a@customer.test", "wire@example.test", MAIL)

    letter = postfix.dovecot.mailbox("wire@example.test").wait_for(what="the mail")

    assert letter.header("Subject") == "over the wire"
    assert letter.header("Return-Path") == "<a@customer.test>"


def test_a_mail_to_nobody_comes_back_as_a_delivery_status_notice(postfix: Postfix) -> None:
    postfix.send("bounced@customer.test", "ghost-1@example.test", MAIL)

    bounce = postfix.dovecot.mailbox("bounced@customer.test").wait_for(what="the bounce")

    assert bounce.header("Return-Path") == "<>"
    assert bounce.mail.get_content_type() == "multipart/report"
    assert b"Status: 5.1.1" in bounce.raw


@pytest.mark.parametrize(("recipient", "code"), [("refused-1@example.test", 550), ("later-1@example.test", 450)])
def test_some_recipients_are_refused_at_the_door(postfix: Postfix, recipient: str, code: int) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        postfix.send("a@customer.test", recipient, MAIL)

    assert refused.value.recipients[recipient][0] == code


def test_other_domains_are_never_sent_to(postfix: Postfix) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused, match="sends nothing away"):
        postfix.send("far@customer.test", "somebody@far-away.example", MAIL)


def test_submission_asks_for_tls_and_a_login(postfix: Postfix) -> None:
    trusting = ssl.create_default_context(cafile=str(postfix.dovecot.certificates.authority))
    with smtplib.SMTP("localhost", postfix.ports.submission) as starttls:
        starttls.starttls(context=trusting)
        with pytest.raises(smtplib.SMTPAuthenticationError):
            starttls.login("out@customer.test", "not it")
        starttls.login("out@customer.test", postfix.dovecot.password)
        starttls.sendmail("out@customer.test", ["submitted@example.test"], MAIL)
    with smtplib.SMTP_SSL("localhost", postfix.ports.submissions, context=trusting) as tls:
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            tls.sendmail("out@customer.test", ["submitted@example.test"], MAIL)

    postfix.dovecot.mailbox("submitted@example.test").wait_for(what="the submitted mail")


def test_a_server_of_its_own_is_gone_afterwards(postfix: Postfix) -> None:
    with started_postfix(postfix.dovecot) as server:
        server.send("a@customer.test", "own-server@example.test", MAIL)
        session = os.getsid(server.pid)
        before = living(session)

    assert len(before) > 3
    assert living(session) == []
    assert not server.base.exists()


def test_the_sink_keeps_what_it_is_sent() -> None:
    with smtp_sink() as sink, smtplib.SMTP(sink.host, sink.port) as smtp:
        smtp.sendmail("a@customer.test", ["b@customer.test"], MAIL)
        [kept] = sink.mails()

    assert b"X-Rcpt-Args: <b@customer.test>" in kept
    assert b"Subject: over the wire" in kept


def test_the_sink_faults_on_command() -> None:
    with smtp_sink("-r", "RCPT") as sink, smtplib.SMTP(sink.host, sink.port) as smtp:
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            smtp.sendmail("a@customer.test", ["b@customer.test"], MAIL)

    assert 400 <= refused.value.recipients["b@customer.test"][0] < 500
