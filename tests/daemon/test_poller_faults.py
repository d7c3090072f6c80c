"""The watcher against a server that fails: faults F13 to F21."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from daemon.poller import Poller, dialer
from daemon.watchports import WatchPorts
from tests.daemon.test_poller import mail
from tests.daemon.watching import Watched, mailbox, watched
from tests.fakes.chance import CountingChance
from tests.fakes.clock import START
from tests.fakes.imap import FakeImap, fake_imap
from tests.servers.waiting import wait_for

SMALL = b"Subject: a\r\n\r\nb\r\n"
FETCH = b"* 1 FETCH (UID 1 BODY[] {%d}\r\n%s)\r\nTAG OK fetched\r\n"


@pytest.fixture
def server() -> Iterator[FakeImap]:
    with fake_imap() as running:
        yield running


def answer(raw: bytes) -> bytes:
    return FETCH % (len(raw), raw)


# --- F13, F14: FETCH -------------------------------------------------------------------------------


def test_F13_a_connection_cut_at_any_octet_stores_nothing_and_the_mail_comes_later(
    server: FakeImap, tmp_path: Path
) -> None:
    with watched(server, tmp_path) as support:
        support.run()
        for cut in range(len(answer(SMALL)) + 2):
            uid = server.deliver(SMALL)
            server.script(f"UID FETCH {uid} (UID BODY.PEEK[])", cut=cut)
            support.look_again()
            before = [row.uid for row in support.rows()]
            support.after_rest()
            after = [row.uid for row in support.rows()]

            assert before == list(range(1, uid))
            assert after == list(range(1, uid + 1))
        assert set(support.raws()) == {SMALL}


@pytest.mark.parametrize(
    "reply",
    [
        b"* 1 FETCH (UID 1 BODY[] NIL)\r\nTAG OK fetched\r\n",
        b"TAG OK fetched\r\n",
        b'* 1 FETCH (UID 1 BODY[] "")\r\nTAG OK fetched\r\n',
        b"* 1 FETCH (UID 1 BODY[] {0}\r\n)\r\nTAG OK fetched\r\n",
        b"* 1 FETCH (UID 1 FLAGS (\\Seen))\r\nTAG OK fetched\r\n",
        b"* 1 FETCH (UID 2 BODY[] {4}\r\nevil)\r\nTAG OK fetched\r\n",
        b"* 1 FETCH (BODY[] {4}\r\nevil)\r\nTAG OK fetched\r\n",
        b"* 1 FETCH (UID 1 BODY[] 12)\r\nTAG OK fetched\r\n",
        b"* 1 FETCH (UID 1 BODY[TEXT] {4}\r\nevil)\r\nTAG OK fetched\r\n",
        b"TAG NO cannot read it\r\n",
        b"TAG BAD what\r\n",
    ],
)
def test_F14_an_answer_without_the_mail_is_no_mail_and_it_is_asked_for_again(
    server: FakeImap, tmp_path: Path, reply: bytes
) -> None:
    server.deliver(SMALL)
    server.script("UID FETCH 1 (UID BODY.PEEK[])", reply=reply)
    with watched(server, tmp_path) as support:
        support.run()
        assert support.rows() == []

        support.look_again()
        assert support.raws() == [SMALL]


@pytest.mark.parametrize("claimed", [b"{99}", b"{3}", b"{16}"])
def test_F14_a_literal_of_another_length_than_told_stores_nothing(
    server: FakeImap, tmp_path: Path, claimed: bytes
) -> None:
    server.deliver(SMALL)
    lie = b"* 1 FETCH (UID 1 BODY[] " + claimed + b"\r\n" + SMALL + b")\r\nTAG OK fetched\r\n"
    server.script("UID FETCH 1 (UID BODY.PEEK[])", reply=lie, close=True)
    with watched(server, tmp_path) as support:
        support.run()
        assert support.rows() == []

        support.after_rest()
        assert support.raws() == [SMALL]


@pytest.mark.parametrize("size", [b"1", b"50000"])
def test_F14_the_length_of_what_came_is_the_truth_and_not_the_size_told(
    server: FakeImap, tmp_path: Path, size: bytes
) -> None:
    server.deliver(SMALL)
    lie = b'* 1 FETCH (UID 1 RFC822.SIZE %s INTERNALDATE "22-Nov-2026 10:00:00 +0000")\r\nTAG OK fetched\r\n' % size
    server.script("UID FETCH 1 (UID RFC822.SIZE", reply=lie)
    with watched(server, tmp_path) as support:
        support.run()

        assert [(row.size, row.raw) for row in support.rows()] == [(len(SMALL), SMALL)]


def test_F14_a_mail_larger_than_told_is_still_over_the_limit(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(mail(1, 70_000))
    lie = b'* 1 FETCH (UID 1 RFC822.SIZE 5 INTERNALDATE "22-Nov-2026 10:00:00 +0000")\r\nTAG OK fetched\r\n'
    server.script("UID FETCH 1 (UID RFC822.SIZE", reply=lie)
    with watched(server, tmp_path, mailbox(max_mail_bytes=65_536)) as support:
        support.run()

        (row,) = support.rows()
        assert (row.reason, row.raw, row.size) == ("oversize", mail(1), len(mail(1)) + 70_000)


def test_F14_the_third_time_a_mail_is_not_given_is_alarmed_until_it_comes(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(SMALL)
    server.deliver(mail(2))
    for _ in range(3):
        server.script("UID FETCH 1:2 (UID BODY.PEEK[])", reply=answer(b"") + b"")
        server.script("UID FETCH 1 (UID BODY.PEEK[])", reply=b"TAG OK fetched\r\n")
    with watched(server, tmp_path) as support:
        support.run()
        support.after_rest()
        assert support.alarms.codes() == set()
        support.after_rest()
        support.after_rest()

        assert support.alarms.codes() == {"imap_not_fetched"}
        assert [row.uid for row in support.rows()] == [2]

        support.after_rest()
        assert support.alarms.codes() == set()
        assert sorted(row.uid for row in support.rows()) == [1, 2]


def test_F14_a_mail_that_breaks_the_session_each_time_holds_up_no_other(server: FakeImap, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        server.deliver(mail(number))
    server.script("UID FETCH 1:3 (UID BODY.PEEK[])", cut=9)
    for _ in range(5):
        server.script("UID FETCH 2 (UID BODY.PEEK[])", cut=9)
    with watched(server, tmp_path) as support:
        support.run()
        for _ in range(8):
            support.after_rest()

        found = {row.uid: (row.reason, row.raw) for row in support.rows()}
        assert found[1] == (None, mail(1))
        assert found[3] == (None, mail(3))
        assert found[2] == ("oversize", mail(2)), "after three breaks only its headers are asked for"


# --- F15 to F17: which mails there are -------------------------------------------------------------


def test_F15_under_a_new_uidvalidity_no_new_mail_is_lost_and_each_old_one_keeps_its_digest(
    server: FakeImap, tmp_path: Path
) -> None:
    server.inbox.add(mail(1), START - timedelta(days=30))
    with watched(server, tmp_path, mailbox(start="new")) as support:
        support.run()
        server.deliver(mail(2), START + timedelta(minutes=1))
        support.look_again()

        inbox = server.inbox
        inbox.mails.clear()
        inbox.uidvalidity, inbox.uidnext = 2, 1
        # The numbers are used again, for other mails.
        inbox.add(mail(3), START + timedelta(minutes=2))
        inbox.add(mail(2), START + timedelta(minutes=1))
        inbox.add(mail(1), START - timedelta(days=30))
        support.look_again()

        second = [(row.uid, row.state, row.raw) for row in support.rows() if row.uidvalidity == 2]
        assert sorted(second) == [(1, "received", mail(3)), (2, "received", mail(2)), (3, "ignored", b"")]


def test_F15_a_uidvalidity_that_changes_between_two_runs_is_seen_too(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(mail(1))
    with watched(server, tmp_path) as support:
        support.run()
    server.inbox.mails.clear()
    server.inbox.uidvalidity = 2
    server.inbox.add(mail(2), uid=1)
    with watched(server, tmp_path) as support:
        support.run()

        assert [(row.uidvalidity, row.uid, row.raw) for row in support.rows()] == [(1, 1, mail(1)), (2, 1, mail(2))]


def test_F15_what_was_to_be_told_about_an_earlier_life_is_let_go(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(mail(1))
    for _ in range(3):
        server.script("UID MOVE", close=True, reply=b"")
    settings = mailbox(after="move", after_folder="Done")
    with watched(server, tmp_path, settings) as support:
        support.run()
        server.inbox.uidvalidity = 2
        server.inbox.mails.clear()
        server.scripts.clear()
        support.after_rest()

        assert [row.action for row in support.rows()] == ["left"]


@pytest.mark.parametrize("order", list(itertools.permutations((1, 2, 3)))[1:])
def test_F16_the_order_of_an_answer_does_not_matter(server: FakeImap, tmp_path: Path, order: tuple[int, ...]) -> None:
    for number in (1, 2, 3):
        server.deliver(mail(number))
    listed = " ".join(map(str, order)).encode()
    server.script("UID SEARCH", reply=b"* SEARCH " + listed + b"\r\nTAG OK found\r\n")
    fetched = b"".join(
        b"* %d FETCH (BODY[] {%d}\r\n%s UID %d)\r\n" % (uid, len(mail(uid)), mail(uid), uid) for uid in order
    )
    server.script("UID FETCH 1:3 (UID BODY.PEEK[])", reply=fetched + b"TAG OK fetched\r\n")
    with watched(server, tmp_path) as support:
        support.run()

        assert {row.uid: row.raw for row in support.rows()} == {number: mail(number) for number in (1, 2, 3)}


def test_F16_what_nobody_asked_for_changes_nothing(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(mail(1))
    noise = (
        b"* 7 EXISTS\r\n* 1 RECENT\r\n* 1 FETCH (FLAGS (\\Seen))\r\n"
        b"* 2 FETCH (UID 2 BODY[] {4}\r\nevil)\r\n* 9 EXPUNGE\r\n* OK [UIDNEXT 99] x\r\n"
    )
    server.script("UID FETCH 1 (UID BODY.PEEK[])", reply=noise + answer(mail(1)) + b"")
    with watched(server, tmp_path) as support:
        support.run()

        assert [(row.uid, row.raw) for row in support.rows()] == [(1, mail(1))]


def test_F16_the_same_mail_answered_twice_is_recorded_once(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(mail(1))
    twice = answer(mail(1)).partition(b"TAG")[0] + answer(mail(1))
    server.script("UID FETCH 1 (UID BODY.PEEK[])", reply=twice)
    with watched(server, tmp_path) as support:
        support.run()

        assert support.raws() == [mail(1)]


@pytest.mark.parametrize("command", ["UID FETCH 1:2 (UID RFC822.SIZE", "UID FETCH 1:2 (UID BODY.PEEK[])"])
def test_F17_a_mail_that_vanishes_in_between_is_skipped(server: FakeImap, tmp_path: Path, command: str) -> None:
    server.deliver(mail(1))
    server.deliver(mail(2))
    server.script(command, first=lambda: server.inbox.mails.pop(1))
    with watched(server, tmp_path) as support:
        support.run()
        for _ in range(5):
            support.after_rest()

        assert support.raws() == [mail(2)]
        assert support.alarms.ever == []


# --- F18, F19: telling the server ------------------------------------------------------------------


@pytest.mark.parametrize("reply", [b"TAG NO over quota\r\n", b"TAG BAD what\r\n"])
def test_F18_a_refused_move_is_alarmed_and_tried_again(server: FakeImap, tmp_path: Path, reply: bytes) -> None:
    server.deliver(mail(1))
    server.script("UID MOVE", reply=reply)
    server.script("UID MOVE", reply=reply)
    with watched(server, tmp_path, mailbox(after="move", after_folder="Done")) as support:
        support.run()
        assert [(row.state, row.action) for row in support.rows()] == [("received", "todo")]
        assert support.alarms.codes() == {"imap_action_failed"}

        support.after_rest()
        assert [row.action for row in support.rows()] == ["moved"]
        assert support.alarms.codes() == set()
        assert support.raws() == [mail(1)]


def test_F18_an_answer_that_is_lost_after_the_move_does_no_harm(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(mail(1))
    server.folders["Done"] = type(server.inbox)()
    server.script("UID MOVE", cut=0)
    with watched(server, tmp_path, mailbox(after="move", after_folder="Done")) as support:
        support.run()
        support.after_rest()

        assert [(row.raw, row.action) for row in support.rows()] == [(mail(1), "moved")]
        assert len(server.folders["Done"].mails) == 1


def everything_but(*missing: str) -> tuple[str, ...]:
    return tuple(name for name in ("IMAP4rev1", "IDLE", "MOVE", "UIDPLUS", "AUTH=PLAIN") if name not in missing)


@pytest.mark.parametrize(
    ("capabilities", "action", "left_in_inbox"),
    [
        (everything_but(), "moved", []),
        (everything_but("UIDPLUS"), "moved", []),
        (everything_but("MOVE"), "moved", [9]),
        (everything_but("MOVE", "UIDPLUS"), "left", [1, 9]),
    ],
)
def test_F19_moving_takes_what_the_server_offers_and_never_a_plain_expunge(
    server: FakeImap, tmp_path: Path, capabilities: tuple[str, ...], action: str, left_in_inbox: list[int]
) -> None:
    server.capabilities = capabilities
    server.deliver(mail(1))
    if left_in_inbox:
        # Somebody else's: marked as deleted by its owner, and none of our business. It is older than the start.
        server.inbox.add(mail(9), START - timedelta(days=9), uid=9)
        server.inbox.mails[9].flags.add("\\Deleted")
    settings = mailbox(after="move", after_folder="Done", start=START.date())
    with watched(server, tmp_path, settings) as support:
        support.run()

        assert [row.action for row in support.rows() if row.uid == 1] == [action]
        assert server.inbox.uids() == left_in_inbox
        assert not any(line.upper().endswith(" EXPUNGE") for line in server.lines)


@pytest.mark.parametrize(
    ("permanent", "action"),
    [("\\Seen \\*", "marked"), ("\\Seen desk", "marked"), ("\\Seen", "left"), ("", "left")],
)
def test_F19_a_keyword_is_set_only_where_the_folder_takes_it(
    server: FakeImap, tmp_path: Path, permanent: str, action: str
) -> None:
    server.inbox.permanent = permanent
    server.deliver(mail(1))
    with watched(server, tmp_path, mailbox(after="keyword", after_keyword="Desk")) as support:
        support.run()

        assert [row.action for row in support.rows()] == [action]
        assert server.count("UID STORE") == (action == "marked")


def test_F19_in_a_folder_that_is_read_only_mails_are_left(server: FakeImap, tmp_path: Path) -> None:
    server.inbox.read_only = True
    server.deliver(mail(1))
    with watched(server, tmp_path, mailbox(after="move", after_folder="Done")) as support:
        support.run()

        assert [(row.raw, row.action) for row in support.rows()] == [(mail(1), "left")]


# --- F20, F21: the connection ----------------------------------------------------------------------

GARBAGE = (
    b"\x00\xff\xfe garbage without end",
    b"* SEARCH one two\r\nTAG OK found\r\n",
    b"* SEARCH -1\r\nTAG OK found\r\n",
    b"* SEARCH 99999999999\r\nTAG OK found\r\n",
    b"* BYE I am going down\r\n",
    b"TAG BAD what\r\n",
    b"TAG NO not now\r\n",
    b"ZZZ9 OK found\r\n",
    b"+ go on\r\n",
    b"",
    b"* " + b"9" * 5000 + b" EXISTS\r\n",
)


@pytest.mark.parametrize("command", ["CAPABILITY", "AUTHENTICATE", "EXAMINE", "UID SEARCH", "UID FETCH", "IDLE"])
@pytest.mark.parametrize("reply", GARBAGE)
def test_F20_after_garbage_at_any_point_the_mail_still_comes(
    server: FakeImap, tmp_path: Path, command: str, reply: bytes
) -> None:
    server.deliver(mail(1))
    server.script(command, reply=reply, close=True)
    with watched(server, tmp_path) as support:
        support.poller.wait(min(support.run(), 0.01))
        support.after_rest()
        support.after_rest()

        assert support.raws() == [mail(1)]
        assert support.alarms.codes() == set()


def test_I19_a_session_that_broke_is_closed(server: FakeImap, tmp_path: Path) -> None:
    with watched(server, tmp_path) as support:
        for command in ("CAPABILITY", "AUTHENTICATE", "EXAMINE", "UID SEARCH"):
            for reply in (b"what\r\n", b"TAG NO no\r\n", b"* BYE bye\r\n"):
                server.script(command, reply=reply)
                support.look_again()
                support.after_rest()

        support.after_rest()

        assert server.connections > 8
        assert wait_for(lambda: server.open == 1, what="the end of all connections but the last")


def test_F20_a_greeting_that_is_none_is_no_connection(server: FakeImap, tmp_path: Path) -> None:
    for greeting in (b"* BYE too many\r\n", b"220 smtp.example.test ESMTP\r\n", b"\r\n", b"* OK\r\n* BAD\r\nwhat"):
        server.greeting = greeting
        with watched(server, tmp_path) as support:
            assert support.run() > 0
            assert support.poller.step() > 0
    assert server.connections == 4


def test_F20_failures_are_tried_again_later_and_later(server: FakeImap, tmp_path: Path) -> None:
    server.greeting = b"* BYE too many\r\n"
    with watched(server, tmp_path) as support:
        rests = []
        for _ in range(9):
            rests.append(support.run())
            support.clock.advance(rests[-1])

        assert rests == [5, 10, 20, 40, 80, 160, 300, 300, 300]


def test_F20_a_server_that_is_away_for_a_moment_is_not_alarmed(server: FakeImap, tmp_path: Path) -> None:
    server.greeting = b"* BYE too many\r\n"
    with watched(server, tmp_path) as support:
        for _ in range(6):
            support.clock.advance(support.run())
        assert support.alarms.ever == []
        support.clock.advance(support.run())

        assert support.run() > 0
        assert support.alarms.codes() == {"imap_unreachable"}

        server.greeting = b"* OK ready\r\n"
        support.after_rest()
        assert support.alarms.codes() == set()


def test_F40_a_token_that_nobody_gives_is_told_as_that_and_asked_for_again_soon(
    server: FakeImap, tmp_path: Path
) -> None:
    settings = mailbox(port=server.port, auth="xoauth2", user="desk", token_command=("/bin/false",), security="none")
    with watched(server, tmp_path, settings) as support:
        ports = WatchPorts(support.database, support.clock, CountingChance(0.0), support.alarms, lambda: None)
        poller = Poller(settings, dialer(settings, {}, support.clock), ports)
        rest = poller.step()
        poller.close()
        assert (support.alarms.codes(), rest) == ({"imap_secret_missing"}, 5)
        assert server.count("AUTHENTICATE") == 0


def test_F20_a_broken_mailbox_costs_its_neighbour_nothing(server: FakeImap, tmp_path: Path) -> None:
    server.greeting = b"* BYE too many\r\n"
    with fake_imap() as healthy:
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
        with watched(server, tmp_path / "a") as broken, watched(healthy, tmp_path / "b") as well:
            broken.run()
            healthy.deliver(mail(1))
            well.run()
            broken.run()

            assert well.raws() == [mail(1)]


def refuse_at_first(support: Watched) -> str:
    assert support.alarms.ever, "the first refusal is told at once"
    return support.alarms.ever[0]


def test_F21_a_refused_login_is_told_at_once_and_never_hammered(server: FakeImap, tmp_path: Path) -> None:
    server.password = "another"
    with watched(server, tmp_path) as support:
        logins: list[float] = []
        began = support.clock.monotonic()
        while support.clock.monotonic() - began < 24 * 3600:
            before = server.count("AUTHENTICATE")
            rest = support.run()
            if server.count("AUTHENTICATE") > before:
                logins.append(support.clock.monotonic() - began)
            support.poller.wake()
            support.poller.wait(rest)
            support.clock.advance(rest)

        assert refuse_at_first(support) == "imap_login_refused"
        assert logins[:5] == [0, 300, 900, 2100, 4500]
        assert all(later - earlier >= 300 for earlier, later in itertools.pairwise(logins))
        assert len(logins) < 30


def test_F21_a_dead_line_does_not_make_the_first_refusal_wait_longer(server: FakeImap, tmp_path: Path) -> None:
    server.greeting = b"* BYE too many\r\n"
    with watched(server, tmp_path) as support:
        for _ in range(9):
            support.clock.advance(support.run())
        server.greeting, server.password = b"* OK ready\r\n", "another"

        assert support.run() == 300


def test_F21_a_login_that_works_again_clears_the_alarm(server: FakeImap, tmp_path: Path) -> None:
    server.password = "another"
    with watched(server, tmp_path) as support:
        support.run()
        server.password = "correct-horse"
        server.deliver(mail(1))
        support.after_rest()

        assert support.raws() == [mail(1)]
        assert support.alarms.codes() == set()


@pytest.mark.parametrize("code", ["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"])
def test_F21_a_login_that_cannot_be_checked_at_the_moment_is_not_a_wrong_one(
    server: FakeImap, tmp_path: Path, code: str
) -> None:
    server.script("AUTHENTICATE", reply=f"TAG NO [{code}] later\r\n".encode())
    with watched(server, tmp_path) as support:
        assert support.run() == 5
        assert support.alarms.ever == []


def test_a_missing_folder_shows_that_the_login_works_again(server: FakeImap, tmp_path: Path) -> None:
    server.password = "another"
    with watched(server, tmp_path, mailbox(folder="Support")) as support:
        support.run()
        assert support.alarms.codes() == {"imap_login_refused"}

        server.password = "correct-horse"
        support.after_rest()
        assert support.alarms.codes() == {"imap_folder_missing"}


def test_a_folder_that_is_missing_is_told_and_awaited(server: FakeImap, tmp_path: Path) -> None:
    with watched(server, tmp_path, mailbox(folder="Support")) as support:
        support.run()
        assert support.alarms.codes() == {"imap_folder_missing"}

        server.folders["Support"] = type(server.inbox)()
        server.folders["Support"].add(mail(1))
        support.after_rest()
        assert support.raws() == [mail(1)]
        assert support.alarms.codes() == set()
