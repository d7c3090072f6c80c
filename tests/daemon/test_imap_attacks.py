"""A hostile IMAP server, and mail that wants to reach one: attacks A33, A68, A71 and A73."""

from __future__ import annotations

import logging
import re
import socket
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from daemon.bell import Bell
from daemon.clock import SystemClock
from daemon.imap import (
    CertificateInvalid,
    Connected,
    Failure,
    Garbage,
    Insecure,
    LoginRefused,
    SessionLostError,
    Unreachable,
)
from daemon.imapsession import connect
from daemon.imapwire import UnsafeCommandError
from daemon.secrets import AccessToken, Credentials, Password, Secret
from tests.daemon.imap_world import account, opened, session_of
from tests.daemon.watching import mailbox, watched
from tests.fakes.clock import FakeClock
from tests.fakes.imap import FakeImap, fake_imap

CANARY = "canary-5f3a"
LOGIN = Password("support@example.test", Secret("correct-horse"))


@pytest.fixture
def server() -> Iterator[FakeImap]:
    with fake_imap() as running:
        yield running


@pytest.fixture
def stop() -> Iterator[Bell]:
    bell = Bell()
    yield bell
    bell.close()


def dial(server: FakeImap, stop: Bell, login: Credentials = LOGIN, security: str = "none") -> Connected | Failure:
    return connect(account(server.host, server.port, security, read_seconds=2.0), login, SystemClock(), stop)


# --- A33: nothing of a sender's reaches a command ---------------------------------------------------

OURS = re.compile(
    r"^\w+ (CAPABILITY|AUTHENTICATE PLAIN|SELECT \"INBOX\"|EXAMINE \"INBOX\"|NOOP|IDLE|LOGOUT|CREATE \"Done\""
    r"|UID SEARCH (UID )?[\d:*]+|UID FETCH [\d:,]+ \([A-Z0-9. \[\]<>]+\)|UID MOVE [\d,]+ \"Done\")$"
)


def test_A33_whatever_a_mail_says_only_numbers_and_configured_names_are_sent(server: FakeImap, tmp_path: Path) -> None:
    evil = b'x"\r\nX1 STORE 1:* +FLAGS (\\Deleted)\r\nX2 EXPUNGE'
    server.deliver(b"Message-ID: <" + evil + b">\r\nSubject: " + evil + b"\r\nFrom: " + evil + b"\r\n\r\n" + evil)
    with watched(server, tmp_path, mailbox(after="move", after_folder="Done")) as support:
        support.run()
        assert len(support.rows()) == 1

    credentials = [line for line in server.lines if " " not in line]
    strange = [line for line in server.lines if not OURS.match(line) and line not in credentials and line != "DONE"]
    assert strange == []
    assert len(credentials) == 1


@pytest.mark.parametrize("name", ["a\r\nX1 EXPUNGE", "a\nb", "a\0b"])
def test_A33_a_configured_name_that_is_more_than_a_line_never_leaves(server: FakeImap, stop: Bell, name: str) -> None:
    session = session_of(dial(server, stop))
    server.deliver(b"x")
    opened(session)

    with pytest.raises(UnsafeCommandError):
        session.mark([1], name)
    assert not any("EXPUNGE" in line for line in server.lines)
    session.close()


def test_A33_a_password_may_hold_anything_and_is_sent_as_one_line(server: FakeImap, stop: Bell) -> None:
    server.password = 'p"\\ä\r\nX1 EXPUNGE'
    session = session_of(dial(server, stop, Password("support@example.test", Secret(server.password))))
    session.close()

    assert not any("EXPUNGE" in line for line in server.lines)


def test_a_name_with_a_blank_is_quoted_where_only_login_is_offered(server: FakeImap, stop: Bell) -> None:
    server.capabilities = ("IMAP4rev1",)
    server.script('LOGIN "OFFICE\\\\SUPPORT DESK" "CORRECT-HORSE"', reply=b"TAG OK in\r\n")
    session = session_of(dial(server, stop, Password("office\\support desk", Secret("correct-horse"))))
    session.close()


# --- A68: secrets ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reply",
    [
        f"TAG NO wrong: {CANARY}\r\n".encode(),
        f"TAG BAD unknown LOGIN support {CANARY}\r\n".encode(),
        f"TAG NO [AUTHENTICATIONFAILED {CANARY}] no\r\n".encode(),
        f"TAG NO [{CANARY}] no\r\n".encode(),
        f"* BYE {CANARY}\r\n".encode(),
        f"{CANARY}\r\n".encode(),
    ],
)
@pytest.mark.parametrize("offered", [("IMAP4rev1",), ("IMAP4rev1", "AUTH=PLAIN")])
def test_A68_a_server_that_repeats_the_password_is_not_repeated(
    server: FakeImap, stop: Bell, caplog: pytest.LogCaptureFixture, reply: bytes, offered: tuple[str, ...]
) -> None:
    caplog.set_level(logging.DEBUG)
    server.capabilities = offered
    server.script("AUTHENTICATE" if "AUTH=PLAIN" in offered else "LOGIN", reply=reply, close=True)

    outcome = dial(server, stop, Password("support@example.test", Secret(CANARY)))

    assert isinstance(outcome, LoginRefused | Unreachable | Garbage)
    assert CANARY not in repr(outcome) + caplog.text


def test_A68_the_libraries_log_no_login_and_no_mail(
    server: FakeImap, stop: Bell, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.password = CANARY
    server.deliver(b"the words of the mail")
    session = session_of(dial(server, stop, Password("support@example.test", Secret(CANARY))))
    opened(session)
    session.fetch([1])
    session.close()

    assert CANARY not in caplog.text
    assert "the words of the mail" not in caplog.text


def test_A68_an_exception_of_a_session_shows_no_line_of_the_server(server: FakeImap, stop: Bell) -> None:
    session = session_of(dial(server, stop))
    opened(session)
    server.script("UID SEARCH", reply=f"what {CANARY}\r\n".encode())

    with pytest.raises(SessionLostError) as lost:
        session.uids_at(1, 1)

    assert CANARY not in "".join(traceback.format_exception(lost.value))
    session.close()


def test_an_access_token_is_sent_by_xoauth2(server: FakeImap, stop: Bell) -> None:
    server.password = "token-1"
    session = session_of(dial(server, stop, AccessToken("support@example.test", Secret("token-1"))))
    session.close()

    assert any(line.endswith("AUTHENTICATE XOAUTH2") for line in server.lines)


def test_F21_a_refused_access_token_is_a_refused_login(server: FakeImap, stop: Bell) -> None:
    outcome = dial(server, stop, AccessToken("support@example.test", Secret(CANARY)))

    assert outcome == LoginRefused("AUTHENTICATIONFAILED")


# --- A71: before TLS -------------------------------------------------------------------------------


@pytest.mark.parametrize("security", ["none", "starttls"])
def test_A71_a_server_that_says_we_are_logged_in_already_is_refused(
    server: FakeImap, stop: Bell, security: str
) -> None:
    server.greeting = b"* PREAUTH welcome\r\n"

    assert isinstance(dial(server, stop, security=security), Insecure)
    assert not any("AUTHENTICATE" in line or "SELECT" in line for line in server.lines)


def test_A71_without_starttls_nothing_is_said_in_the_clear(server: FakeImap, stop: Bell) -> None:
    assert isinstance(dial(server, stop, security="starttls"), Insecure)
    assert not any("AUTHENTICATE" in line for line in server.lines)


@pytest.mark.parametrize("refusal", [b"TAG NO not today\r\n", b"TAG BAD what\r\n"])
def test_A71_a_refused_starttls_is_no_connection(server: FakeImap, stop: Bell, refusal: bytes) -> None:
    server.capabilities = ("IMAP4rev1", "STARTTLS", "AUTH=PLAIN")
    server.script("STARTTLS", reply=refusal)

    assert isinstance(dial(server, stop, security="starttls"), Insecure | Garbage)
    assert not any("AUTHENTICATE" in line for line in server.lines)


def test_A71_what_is_smuggled_in_behind_the_answer_to_starttls_is_refused(server: FakeImap, stop: Bell) -> None:
    server.capabilities = ("IMAP4rev1", "STARTTLS", "AUTH=PLAIN")
    server.script("STARTTLS", reply=b"TAG OK begin\r\n* OK injected\r\nA2 OK done\r\n")

    outcome = dial(server, stop, security="starttls")

    assert outcome == Insecure("the server sent more than its answer before TLS began")


def test_a_server_that_does_not_speak_tls_is_unreachable(server: FakeImap, stop: Bell) -> None:
    assert isinstance(dial(server, stop, security="tls"), Unreachable)


def test_a_missing_file_of_authorities_is_told_as_that(server: FakeImap, stop: Bell, tmp_path: Path) -> None:
    there = account(server.host, server.port, "tls", tmp_path / "none.pem")

    outcome = connect(there, LOGIN, SystemClock(), stop)

    assert isinstance(outcome, CertificateInvalid)
    assert "ca_file" in outcome.detail


# --- A73: answers made to hurt ---------------------------------------------------------------------

HURTING = (
    b"* 1 FETCH (UID 1 BODY[] {4000000000}\r\nx",
    b"* 1 FETCH (UID 1 BODY[] {-5}\r\nhello)\r\nTAG OK fetched\r\n",
    b"* 1 FETCH (UID 1 BODY[] {99999999999999999999}\r\nx",
    b"* 1 FETCH (UID 1 BODY[] {" + b"9" * 6000 + b"}\r\nx",
    b"* 1 FETCH " + b"(" * 100_000 + b"\r\nTAG OK fetched\r\n",
    b"* 1 FETCH (UID 1 BODY[] {20}\r\nTAG OK fetched\r\n",
    b"* 1 FETCH (UID 1 BODY[] {5}\r\nhelloTAG OK fetched\r\nTAG OK fetched\r\n",
    b"* 99999 EXISTS\r\n" * 600_000,
    b"* OK " + b"x" * 2_000_000 + b"\r\nTAG OK fetched\r\n",
    b"* 1 FETCH (UID 1 BODY[] {1000000}\r\n" * 3 + b"y" * 9_000_000,
    b'* 1 FETCH (UID 1 INTERNALDATE "99-Xyz-0000 99:99:99 +9999" BODY[] "\r\n\\"\r\nTAG OK fetched\r\n',
)


@pytest.mark.parametrize("reply", HURTING, ids=lambda reply: reply[:40].decode())
def test_A73_an_answer_made_to_hurt_ends_the_connection_and_nothing_else(
    server: FakeImap, stop: Bell, reply: bytes
) -> None:
    server.deliver(b"x")
    session = session_of(dial(server, stop))
    opened(session)
    server.script("UID FETCH", reply=reply, close=True)

    with pytest.raises(SessionLostError):
        session.fetch([1])
    session.close()


def test_A73_an_impossible_date_is_no_date(server: FakeImap, stop: Bell) -> None:
    server.deliver(b"x")
    session = session_of(dial(server, stop))
    opened(session)
    server.script(
        "UID FETCH",
        reply=b'* 1 FETCH (UID 1 RFC822.SIZE 1 INTERNALDATE "99-Xyz-0000 99:99:99 +9999")\r\nTAG OK fetched\r\n',
    )

    assert session.list_mails([1])[1].received_at is None
    session.close()


def test_A73_a_flood_of_notices_in_idle_is_cut_off(server: FakeImap, stop: Bell) -> None:
    session = session_of(dial(server, stop))
    opened(session)
    server.script("IDLE", reply=b"+ idling\r\n" + b"* 5 EXISTS\r\n" * 1_000_000)

    with pytest.raises(SessionLostError):
        session.idle(5.0, [stop])
    session.close()


def test_F20_a_server_that_falls_silent_is_left(server: FakeImap, stop: Bell) -> None:
    there = account(server.host, server.port, read_seconds=0.1)
    session = session_of(connect(there, LOGIN, SystemClock(), stop))
    opened(session)
    server.script("UID SEARCH", silent=True)

    with pytest.raises(SessionLostError) as lost:
        session.uids_at(1, 1)
    assert lost.value.outcome == Unreachable("the server is silent")
    session.close()


@pytest.mark.parametrize("security", ["none", "tls"])
def test_a_server_that_never_answers_costs_only_the_time_to_connect(stop: Bell, security: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        there = replace(account("127.0.0.1", deaf.getsockname()[1], security, read_seconds=0.1), connect_seconds=0.1)

        assert connect(there, LOGIN, SystemClock(), stop) == Unreachable("the server is silent")


@pytest.mark.parametrize("security", ["none", "tls"])
def test_a_stop_ends_connecting(stop: Bell, security: str) -> None:
    stop.ring()
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        outcome = connect(account("127.0.0.1", deaf.getsockname()[1], security), LOGIN, SystemClock(), stop)

        assert isinstance(outcome, Unreachable)


def test_a_port_nobody_listens_at_is_unreachable(stop: Bell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    assert connect(account("127.0.0.1", port), LOGIN, SystemClock(), stop) == Unreachable("Connection refused")


def test_F20_a_server_that_answers_octet_by_octet_for_ever_is_left(server: FakeImap, stop: Bell) -> None:
    clock = FakeClock()
    session = session_of(connect(account(server.host, server.port), LOGIN, clock, stop))
    opened(session)
    # Never silent for long, and never done.
    server.script("UID SEARCH", reply=b"* SEARCH 1", first=lambda: clock.advance(100), silent=True)

    with pytest.raises(SessionLostError):
        session.uids_at(1, 1)
    session.close()


def test_a_stop_ends_a_wait_for_a_silent_server(server: FakeImap, stop: Bell) -> None:
    session = session_of(dial(server, stop))
    opened(session)
    server.script("UID SEARCH", first=stop.ring, silent=True)

    with pytest.raises(SessionLostError) as lost:
        session.uids_at(1, 1)
    assert lost.value.outcome == Unreachable("we are stopping")
    session.close()
