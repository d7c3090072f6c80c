"""IDLE as servers really do it: each of these lost a notice, or the session, with IMAPClient's own IDLE."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from daemon.bell import Bell
from daemon.clock import SystemClock
from daemon.imap import ImapSession, SessionLostError, Unreachable
from daemon.imapsession import connect
from daemon.secrets import Password, Secret
from tests.daemon.imap_world import account, opened, session_of
from tests.fakes.imap import FakeImap, fake_imap


@pytest.fixture
def server() -> Iterator[FakeImap]:
    with fake_imap() as running:
        yield running


@pytest.fixture
def bell() -> Iterator[Bell]:
    made = Bell()
    yield made
    made.close()


@pytest.fixture
def session(server: FakeImap, bell: Bell) -> Iterator[ImapSession]:
    there = account(server.host, server.port, read_seconds=0.3)
    made = session_of(connect(there, Password("support@example.test", Secret("correct-horse")), SystemClock(), bell))
    opened(made)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("reply", "news"),
    [
        (b"+ idling\r\n* 2 EXISTS\r\n", True),
        (b"* 2 EXISTS\r\n+ idling\r\n", True),
        (b"+ idling\r\n* OK Still here\r\n", False),
        (b"+\r\n* 2 EXISTS\r\n", True),
        (b"+ idling\r\n* 1 EXPUNGE\r\n* 1 FETCH (FLAGS (\\Seen))\r\n", True),
    ],
    ids=["in one segment", "before the +", "no news", "bare +", "several"],
)
def test_a_notice_is_seen_wherever_it_stands(
    server: FakeImap, session: ImapSession, bell: Bell, reply: bytes, news: bool
) -> None:
    server.script("IDLE", reply=reply)

    assert session.idle(0.1, [bell]) is news
    assert session.uids_from(1) == []


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_line_that_comes_in_two_pieces_is_one_notice(
    server: FakeImap, session: ImapSession, bell: Bell, cut: int
) -> None:
    line = b"* 2 EXISTS\r\n"
    server.script("IDLE", reply=(b"+ idling\r\n", line[:cut], line[cut:]))

    assert session.idle(5.0, [bell])
    assert session.uids_from(1) == []


def test_the_end_of_the_connection_is_an_error_and_not_endless_nothing(
    server: FakeImap, session: ImapSession, bell: Bell
) -> None:
    server.script("IDLE", reply=b"+ idling\r\n", close=True)

    with pytest.raises(SessionLostError) as lost:
        session.idle(5.0, [bell])
    assert lost.value.outcome == Unreachable("the server closed the connection")


def test_a_bye_is_an_error(server: FakeImap, session: ImapSession, bell: Bell) -> None:
    server.script("IDLE", reply=b"+ idling\r\n* BYE going down\r\n")

    with pytest.raises(SessionLostError) as lost:
        session.idle(5.0, [bell])
    assert isinstance(lost.value.outcome, Unreachable)


@pytest.mark.parametrize("reply", [b"TAG NO not now\r\n", b"TAG BAD what\r\n", b"* 2 EXISTS\r\nTAG NO not now\r\n"])
def test_a_refused_idle_leaves_the_session_whole(
    server: FakeImap, session: ImapSession, bell: Bell, reply: bytes
) -> None:
    server.script("IDLE", reply=reply)

    assert not session.idle(5.0, [bell])
    assert not session.can_idle()
    assert session.uids_from(1) == []


def test_a_half_open_connection_is_noticed_when_idle_is_to_end(
    server: FakeImap, session: ImapSession, bell: Bell
) -> None:
    server.script("IDLE", reply=b"+ idling\r\n", silent=True)

    with pytest.raises(SessionLostError) as lost:
        session.idle(0.05, [bell])
    assert lost.value.outcome == Unreachable("the server is silent")


def test_after_idle_the_session_goes_on(server: FakeImap, session: ImapSession, bell: Bell) -> None:
    for number in range(1, 4):
        server.deliver(b"x")
        assert session.idle(5.0, [bell])
        assert len(session.uids_from(1)) == number
    assert not session.idle(0.01, [bell])
