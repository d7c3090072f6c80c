"""What a session promises, on the fake server and on a real Dovecot alike: so that the fake can be believed."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, timedelta

import pytest

from daemon.bell import Bell
from daemon.clock import SystemClock
from daemon.imap import FolderMissing, ImapSession, LoginRefused, Told
from daemon.imapsession import connect
from daemon.secrets import Password, Secret
from tests.daemon.imap_world import DovecotWorld, FakeWorld, World, enter, opened
from tests.fakes.imap import fake_imap

SMALL = b"Subject: one\r\n\r\nhello\r\n"
ODD = b'Subject: {5}\r\n\r\n* 1 FETCH (FLAGS ())\r\nA1 OK done\r\n{-5}\r\n"\\ \x00\xff(((\r\n'.replace(b"\x00", b"")


@pytest.fixture(params=["fake", "dovecot"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    if request.param == "dovecot":
        yield DovecotWorld(request.getfixturevalue("dovecot"), f"support-{secrets.token_hex(4)}@example.test")
        return
    with fake_imap() as server:
        yield FakeWorld(server)


@pytest.fixture
def stop() -> Iterator[Bell]:
    bell = Bell()
    yield bell
    bell.close()


@pytest.fixture
def session(world: World, stop: Bell) -> Iterator[ImapSession]:
    made = enter(world, stop)
    yield made
    made.close()


def test_a_folder_tells_how_many_mails_it_holds(world: World, session: ImapSession) -> None:
    world.deliver(SMALL)
    world.deliver(SMALL)

    assert opened(session).exists == 2


def test_a_folder_that_is_not_there_is_an_outcome(session: ImapSession) -> None:
    assert isinstance(session.open_folder("Nowhere", read_only=True), FolderMissing)


def test_F21_a_wrong_password_is_an_outcome_that_repeats_nothing(world: World, stop: Bell) -> None:
    outcome = connect(world.account(), Password("support@example.test", Secret("canary-7")), SystemClock(), stop)

    assert outcome == LoginRefused("AUTHENTICATIONFAILED")


def test_uids_are_listed_by_place_and_from_a_uid_upwards(world: World, session: ImapSession) -> None:
    for _ in range(5):
        world.deliver(SMALL)
    opened(session)

    everything = session.uids_at(1, 5)

    assert len(set(everything)) == 5
    assert session.uids_at(2, 3) == everything[1:3]
    assert session.uids_from(everything[3]) == everything[3:]


def test_F16_nothing_is_listed_above_the_last_uid(world: World, session: ImapSession) -> None:
    world.deliver(SMALL)
    opened(session)

    assert session.uids_from(session.uids_at(1, 1)[0] + 1) == []


def test_mails_come_octet_for_octet(world: World, session: ImapSession) -> None:
    for raw in (SMALL, ODD, SMALL * 3000):
        world.deliver(raw)
    opened(session)

    fetched = session.fetch(session.uids_at(1, 3))

    # A delivery agent adds its trace on top; what was written stays.
    for raw, sent in zip((fetched[uid] for uid in sorted(fetched)), (SMALL, ODD, SMALL * 3000), strict=True):
        assert raw.endswith(sent)
    assert list(fetched.values()) == world.mails()


def test_sizes_and_dates_are_listed_without_the_mail(world: World, session: ImapSession) -> None:
    world.deliver(SMALL)
    opened(session)
    (uid,) = session.uids_at(1, 1)

    listed = session.list_mails([uid])[uid]

    assert listed.size == len(world.mails()[0])
    assert listed.received_at is not None
    assert abs(SystemClock().now() - listed.received_at.astimezone(UTC)) < timedelta(days=400)
    assert session.dates([uid]) == {uid: listed.received_at}


def test_headers_alone_are_fetched(world: World, session: ImapSession) -> None:
    world.deliver(SMALL)
    opened(session)

    header = session.fetch_headers(session.uids_at(1, 1)[0])

    assert header is not None
    assert header.endswith(b"Subject: one\r\n\r\n")


def test_F17_a_mail_that_is_gone_is_left_out(world: World, session: ImapSession) -> None:
    world.deliver(SMALL)
    opened(session)
    (uid,) = session.uids_at(1, 1)

    assert set(session.list_mails([uid, uid + 7])) == {uid}
    assert set(session.fetch([uid, uid + 7])) == {uid}
    assert session.fetch_headers(uid + 7) is None


def test_reading_leaves_no_trace(world: World, session: ImapSession) -> None:
    world.deliver(SMALL)
    opened(session)

    session.fetch(session.uids_at(1, 1))
    session.fetch_headers(session.uids_at(1, 1)[0])

    assert world.flags() == [set()]


def test_mails_are_moved_into_a_folder_that_is_made(world: World, session: ImapSession) -> None:
    world.deliver(SMALL)
    world.deliver(ODD)
    opened(session)

    assert session.move(session.uids_at(1, 1), "Done with") is Told.MOVED

    assert [raw[-8:] for raw in world.mails("Done with")] == [SMALL[-8:]]
    assert [raw[-8:] for raw in world.mails()] == [ODD[-8:]]


def test_moving_again_what_was_moved_is_harmless(world: World, session: ImapSession) -> None:
    world.deliver(SMALL)
    opened(session)
    uids = session.uids_at(1, 1)
    session.move(uids, "Done")

    assert session.move(uids, "Done") is Told.MOVED
    assert len(world.mails("Done")) == 1


def test_a_mail_is_marked_with_a_keyword(world: World, session: ImapSession) -> None:
    world.deliver(SMALL)
    opened(session)

    assert session.mark(session.uids_at(1, 1), "Supportd") is Told.MARKED

    assert world.flags() == [{"Supportd"}]


def test_F19_a_folder_opened_to_read_takes_no_change(world: World, session: ImapSession) -> None:
    world.deliver(SMALL)
    state = opened(session, read_only=True)
    uids = session.uids_at(1, 1)

    assert state.read_only
    assert session.mark(uids, "Supportd") is Told.LEFT
    assert session.move(uids, "Done") is Told.LEFT
    assert world.flags() == [set()]


def test_idle_ends_with_the_first_news(world: World, session: ImapSession, stop: Bell) -> None:
    opened(session)
    world.deliver(SMALL)

    assert session.can_idle()
    assert session.idle(10.0, [stop])
    session.refresh()
    assert len(session.uids_from(1)) == 1


def test_idle_without_news_ends_in_time(session: ImapSession, stop: Bell) -> None:
    opened(session)

    assert not session.idle(0.05, [stop])
    assert not session.idle(0.05, [stop])


def test_idle_ends_when_a_bell_rings(session: ImapSession, stop: Bell) -> None:
    opened(session)
    wake = Bell()
    wake.ring()

    assert not session.idle(30.0, [stop, wake])
    wake.close()


def test_a_folder_name_in_any_script_works(world: World, session: ImapSession) -> None:
    world.deliver(SMALL)
    opened(session)

    assert session.move(session.uids_at(1, 1), "Erledigt & geprüft 完了") is Told.MOVED
    assert opened(session, "Erledigt & geprüft 完了").exists == 1
