"""The Dovecot of the tests does what a customer's mail server does, and what a bad one does."""

from __future__ import annotations

import imaplib
import ssl
from datetime import UTC, datetime

import pytest

from tests.servers.certificates import EXPIRED_HOST, OTHER_HOST
from tests.servers.dovecot import Dovecot
from tests.servers.dovecot import dovecot as started_dovecot
from tests.servers.program import living

MAIL = b"From: a@customer.test\r\nSubject: hello\r\n\r\nbody\r\n"


def _trusting(dovecot: Dovecot) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(dovecot.certificates.authority))


def test_a_mail_handed_over_by_lmtp_is_in_the_mailbox(dovecot: Dovecot) -> None:
    dovecot.deliver("lmtp@customer.test", MAIL)

    [letter] = dovecot.mailbox("lmtp@customer.test").letters()

    assert letter.header("Subject") == "hello"
    assert letter.text.strip() == "body"


def test_a_detail_after_the_plus_leads_to_the_same_mailbox(dovecot: Dovecot) -> None:
    dovecot.deliver("detail+token@customer.test", MAIL)

    assert dovecot.mailbox("detail@customer.test").count() == 1


def test_mails_written_as_files_keep_their_order_date_and_flags(dovecot: Dovecot) -> None:
    old = datetime(2020, 5, 17, 12, 0, tzinfo=UTC)
    folder = dovecot.maildir("files@customer.test", "Old")
    folder.put((f"Subject: {n}\r\n\r\n".encode() for n in range(3)), delivered=old)
    folder.put([b"Subject: seen\r\n\r\n"], seen=True)

    mailbox = dovecot.mailbox("files@customer.test")
    letters = mailbox.letters("Old")
    with mailbox.opened("Old") as connection:
        _, dates = connection.fetch("1", "(INTERNALDATE)")

    assert [letter.header("Subject") for letter in letters] == ["0", "1", "2", "seen"]
    assert ["\\Seen" in letter.flags for letter in letters] == [False, False, False, True]
    assert b"17-May-2020 12:00:00" in repr(dates[0]).encode()


def test_tls_and_starttls_hold_against_the_authority(dovecot: Dovecot) -> None:
    with imaplib.IMAP4_SSL("localhost", dovecot.ports.imaps, ssl_context=_trusting(dovecot)) as tls:
        tls.login("tls@customer.test", dovecot.password)
    with imaplib.IMAP4("localhost", dovecot.ports.imap) as starttls:
        starttls.starttls(_trusting(dovecot))
        starttls.login("tls@customer.test", dovecot.password)


@pytest.mark.parametrize(
    ("host", "problem"), [(EXPIRED_HOST, "certificate has expired"), (OTHER_HOST, "is not valid for")]
)
def test_bad_certificates_are_shown_on_hosts_of_their_own(dovecot: Dovecot, host: str, problem: str) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match=problem):
        imaplib.IMAP4_SSL(host, dovecot.ports.imaps, ssl_context=_trusting(dovecot))


def test_an_unknown_authority_is_not_trusted(dovecot: Dovecot) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match="unable to get local issuer"):
        imaplib.IMAP4_SSL("localhost", dovecot.ports.imaps, ssl_context=ssl.create_default_context())


def test_a_wrong_password_is_refused(dovecot: Dovecot) -> None:
    with imaplib.IMAP4(dovecot.host, dovecot.ports.imap) as connection:
        with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
            connection.login("wrong@customer.test", "not it")


def test_xoauth2_takes_a_signed_token_and_refuses_an_old_one(dovecot: Dovecot) -> None:
    def words(token: str) -> bytes:
        return f"user=token@customer.test\x01auth=Bearer {token}\x01\x01".encode()

    good = dovecot.access_token("token@customer.test")
    with imaplib.IMAP4(dovecot.host, dovecot.ports.imap) as connection:
        kind, _ = connection.authenticate("XOAUTH2", lambda _: words(good))
    old = dovecot.access_token("token@customer.test", expires=1_600_000_100)
    with imaplib.IMAP4(dovecot.host, dovecot.ports.imap) as connection:
        with pytest.raises(imaplib.IMAP4.error):
            connection.authenticate("XOAUTH2", lambda challenge: b"" if challenge else words(old))

    assert kind == "OK"


def test_a_server_may_say_it_can_do_little_and_is_gone_afterwards() -> None:
    with started_dovecot(capability="IMAP4rev1 LITERAL+") as server:
        with server.mailbox("poor@customer.test").connected() as connection:
            _, said = connection.capability()

    assert set(said) == {b"IMAP4rev1 LITERAL+"}
    assert living(server.pid) == []
    assert not server.base.exists()
