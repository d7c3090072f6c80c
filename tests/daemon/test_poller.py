"""The watcher of a mailbox: first sight, position, batches, and what is told to the server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from storage.crashpoints import install
from storage.faults import DatabaseUnavailable, Unavailable
from tests.daemon.watching import mailbox, watched
from tests.fakes.clock import START
from tests.fakes.imap import FakeImap, fake_imap


class CrashError(Exception):
    """The daemon ends here."""


@pytest.fixture
def server() -> Iterator[FakeImap]:
    with fake_imap() as running:
        yield running


def mail(number: int, size: int = 0) -> bytes:
    return f"Message-ID: <{number}@customer.test>\r\nSubject: mail {number}\r\n\r\n".encode() + b"x" * size


def test_a_new_mail_is_recorded_with_its_octets_and_date(server: FakeImap, tmp_path: Path) -> None:
    with watched(server, tmp_path) as support:
        support.run()
        server.deliver(mail(1), datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
        support.look_again()

        (row,) = support.rows()
        assert (row.raw, row.size, row.message_id) == (mail(1), len(mail(1)), "1@customer.test")
        assert row.received_at == datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
        assert support.arrivals == [1]


def test_a_mail_is_recorded_once_however_often_one_looks(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(mail(1))
    with watched(server, tmp_path) as support:
        support.run()
        support.look_again()
        support.look_again()

        assert support.raws() == [mail(1)]


def test_a_mail_another_client_has_read_is_not_missed(server: FakeImap, tmp_path: Path) -> None:
    with watched(server, tmp_path) as support:
        support.run()
        uid = server.deliver(mail(1))
        server.inbox.mails[uid].flags.add("\\Seen")
        support.look_again()

        assert support.raws() == [mail(1)]


def test_a_date_in_the_future_is_not_believed(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(mail(1), START + timedelta(days=400))
    with watched(server, tmp_path) as support:
        support.run()

        assert support.rows()[0].received_at == START


# --- first sight -----------------------------------------------------------------------------------


def test_what_lay_there_before_the_start_is_recorded_and_never_fetched(server: FakeImap, tmp_path: Path) -> None:
    for number in range(30):
        server.deliver(mail(number))
    with watched(server, tmp_path, mailbox(start="new")) as support:
        support.run()

        assert {(row.state, row.reason, row.raw) for row in support.rows()} == {("ignored", "before_start", b"")}
        assert len(support.rows()) == 30
        assert not any("BODY" in line for line in server.lines)
        assert support.arrivals == []


def test_what_comes_after_the_first_sight_is_new(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(mail(1))
    with watched(server, tmp_path, mailbox(start="new")) as support:
        support.run()
        server.deliver(mail(2))
        support.look_again()

        assert support.raws() == [mail(2)]


def test_start_all_takes_everything(server: FakeImap, tmp_path: Path) -> None:
    for number in range(120):
        server.deliver(mail(number))
    with watched(server, tmp_path, mailbox(start="all")) as support:
        support.run()

        assert support.raws() == [mail(number) for number in range(120)]


def test_start_at_a_date_takes_that_day_and_later_ones(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(mail(1), datetime(2026, 11, 19, 23, 59, tzinfo=UTC))
    server.deliver(mail(2), datetime(2026, 11, 20, 0, 0, tzinfo=UTC))
    server.deliver(mail(3), datetime(2026, 11, 19, 12, 0, tzinfo=UTC))
    with watched(server, tmp_path, mailbox(start=date(2026, 11, 20))) as support:
        support.run()

        assert [(row.uid, row.state) for row in sorted(support.rows(), key=lambda row: row.uid)] == [
            (1, "ignored"),
            (2, "received"),
            (3, "ignored"),
        ]


def test_F01_a_first_sight_broken_off_loses_no_mail_that_came_meanwhile(server: FakeImap, tmp_path: Path) -> None:
    for number in range(1, 2501):
        server.inbox.add(mail(number))

    def die(point: str) -> None:
        if point == "intake.after_record":
            raise CrashError

    with watched(server, tmp_path, mailbox(start="new")) as support, install(die), pytest.raises(CrashError):
        support.run()
    server.deliver(mail(9999))
    with watched(server, tmp_path, mailbox(start="new")) as support:
        support.run()

        assert support.raws() == [mail(9999)]
        assert sum(row.state == "ignored" for row in support.rows()) == 2500


def test_an_empty_folder_is_seen_at_once(server: FakeImap, tmp_path: Path) -> None:
    with watched(server, tmp_path, mailbox(start="new")) as support:
        support.run()
        server.deliver(mail(1))
        support.look_again()

        assert support.raws() == [mail(1)]


def test_a_large_folder_is_looked_at_quickly_between_whole_looks(server: FakeImap, tmp_path: Path) -> None:
    for number in range(1, 1501):
        server.inbox.add(mail(number))
    with watched(server, tmp_path, mailbox(start="new")) as support:
        support.run()
        server.lines.clear()
        server.deliver(mail(9999))
        support.look_again()

        assert support.raws() == [mail(9999)]
        assert server.count("EXAMINE") == 0
        assert server.count("UID SEARCH UID 1501:*") == 1


def test_F16_a_uid_below_the_highest_is_found_by_the_next_whole_look(server: FakeImap, tmp_path: Path) -> None:
    for number in range(1, 1501):
        server.inbox.add(mail(number), uid=number * 2)
    with watched(server, tmp_path, mailbox(start="new")) as support:
        support.run()
        server.inbox.add(mail(9999), uid=7)
        support.look_again()
        assert support.raws() == []

        support.clock.advance(601)
        support.run()

        assert support.raws() == [mail(9999)]


def test_F05_mails_that_could_not_be_committed_are_recorded_as_soon_as_they_can_be(
    server: FakeImap, tmp_path: Path
) -> None:
    for number in range(3):
        server.deliver(mail(number))
    failures = [DatabaseUnavailable(Unavailable.FULL, "no room")] * 2

    def fail(point: str) -> None:
        if point == "intake.before_record" and failures:
            raise failures.pop()

    with watched(server, tmp_path) as support, install(fail):
        for _ in range(2):
            with pytest.raises(DatabaseUnavailable):
                support.run()
        support.run()

        assert support.raws() == [mail(number) for number in range(3)]
        assert support.arrivals == [1]
        assert server.connections == 1


# --- batches and sizes -----------------------------------------------------------------------------


def test_batches_are_bounded_by_count(server: FakeImap, tmp_path: Path) -> None:
    for number in range(10):
        server.deliver(mail(number))
    with watched(server, tmp_path, mailbox(batch_count=4)) as support:
        support.run()

        fetches = [line.split(" ")[3] for line in server.lines if "BODY.PEEK[]" in line]
        assert fetches == ["1:4", "5:8", "9:10"]


def test_batches_are_bounded_by_octets(server: FakeImap, tmp_path: Path) -> None:
    for number in range(5):
        server.deliver(mail(number, 400_000))
    with watched(server, tmp_path, mailbox(batch_bytes=1 << 20)) as support:
        support.run()

        fetches = [line.split(" ")[3] for line in server.lines if "BODY.PEEK[]" in line]
        assert fetches == ["1:2", "3:4", "5"]


def test_of_a_mail_over_the_limit_only_the_headers_are_fetched(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(mail(1))
    server.deliver(mail(2, 100_000))
    server.deliver(mail(3))
    with watched(server, tmp_path, mailbox(max_mail_bytes=65_536)) as support:
        support.run()

        large = support.rows()[1]
        assert (large.state, large.reason, large.raw) == ("received", "oversize", mail(2))
        assert large.size == len(mail(2)) + 100_000
        assert [row.uid for row in support.rows()] == [1, 2, 3]
        assert not any("UID FETCH 2 (UID BODY.PEEK[])" in line for line in server.lines)


def test_an_empty_mail_is_a_mail(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(b"")
    with watched(server, tmp_path) as support:
        support.run()

        assert [(row.state, row.size) for row in support.rows()] == [("received", 0)]


# --- telling the server ----------------------------------------------------------------------------


def test_nothing_can_change_on_the_server_when_mails_are_to_be_left(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(mail(1))
    with watched(server, tmp_path, mailbox(after="leave")) as support:
        support.run()

        assert support.rows()[0].action == "left"
        assert server.count("SELECT") == 0
        assert server.inbox.mails[1].flags == set()


def test_recorded_mails_are_moved(server: FakeImap, tmp_path: Path) -> None:
    for number in range(3):
        server.deliver(mail(number))
    with watched(server, tmp_path, mailbox(after="move", after_folder="Done")) as support:
        support.run()

        assert {row.action for row in support.rows()} == {"moved"}
        assert server.inbox.uids() == []
        assert [server.folders["Done"].mails[uid].raw for uid in (1, 2, 3)] == [mail(number) for number in range(3)]


def test_recorded_mails_are_marked(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(mail(1))
    with watched(server, tmp_path, mailbox(after="keyword", after_keyword="Desk")) as support:
        support.run()

        assert support.rows()[0].action == "marked"
        assert server.inbox.mails[1].flags == {"Desk"}


def test_old_and_oversize_mails_stay_where_they_are(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(mail(1))
    settings = mailbox(start="new", after="move", after_folder="Done", max_mail_bytes=65_536)
    with watched(server, tmp_path, settings) as support:
        support.run()
        server.deliver(mail(2, 100_000))
        support.look_again()

        assert server.inbox.uids() == [1, 2]
        assert "Done" not in server.folders


@pytest.mark.parametrize(
    "point", ["intake.before_record", "intake.after_record", "intake.before_action", "intake.after_action"]
)
def test_F01_a_crash_at_any_boundary_records_and_moves_each_mail_once(
    server: FakeImap, tmp_path: Path, point: str
) -> None:
    for number in range(3):
        server.deliver(mail(number))
    settings = mailbox(after="move", after_folder="Done")

    def die(reached: str) -> None:
        if reached == point:
            raise CrashError

    with watched(server, tmp_path, settings) as support, install(die), pytest.raises(CrashError):
        support.run()
    with watched(server, tmp_path, settings) as support:
        support.run()

        assert support.raws() == [mail(number) for number in range(3)]
        assert {row.action for row in support.rows()} == {"moved"}
        assert [stored.raw for stored in server.folders["Done"].mails.values()] == support.raws()


def test_I03_nothing_is_moved_before_it_is_committed(server: FakeImap, tmp_path: Path) -> None:
    server.deliver(mail(1))
    seen = []

    def watch(point: str) -> None:
        seen.append((point, list(server.inbox.uids())))

    with watched(server, tmp_path, mailbox(after="move", after_folder="Done")) as support, install(watch):
        support.run()

    assert seen == [
        ("intake.before_record", [1]),
        ("intake.after_record", [1]),
        ("intake.before_action", [1]),
        ("intake.after_action", []),
    ]


# --- waiting ---------------------------------------------------------------------------------------


def test_news_ends_the_wait(server: FakeImap, tmp_path: Path) -> None:
    with watched(server, tmp_path) as support:
        seconds = support.run()
        server.deliver(mail(1))
        support.poller.wait(seconds)
        support.run()

        assert support.raws() == [mail(1)]


def test_a_wake_ends_the_wait_and_looks(server: FakeImap, tmp_path: Path) -> None:
    with watched(server, tmp_path, mailbox(idle=False)) as support:
        seconds = support.run()
        server.deliver(mail(1))
        support.poller.wake()
        support.poller.wait(seconds)
        support.run()

        assert support.raws() == [mail(1)]
        assert server.count("IDLE") == 0


def test_a_stop_ends_the_wait_and_every_step(server: FakeImap, tmp_path: Path) -> None:
    with watched(server, tmp_path) as support:
        seconds = support.run()
        server.lines.clear()
        support.poller.stop()
        support.poller.wait(seconds)

        assert support.poller.step() == 0.0
        assert server.count("UID") == 0


def test_a_server_without_idle_is_polled(server: FakeImap, tmp_path: Path) -> None:
    server.capabilities = ("IMAP4rev1", "AUTH=PLAIN")
    with watched(server, tmp_path, mailbox(poll_seconds=5)) as support:
        assert support.run() == 5
        support.poller.wake()
        support.poller.wait(5)

        assert server.count("IDLE") == 0


def test_a_refused_idle_is_not_asked_for_again(server: FakeImap, tmp_path: Path) -> None:
    with watched(server, tmp_path) as support:
        seconds = support.run()
        server.script("IDLE", reply=b"TAG NO not now\r\n")
        support.poller.wait(seconds)
        support.poller.wake()
        support.poller.wait(seconds)

        assert server.count("IDLE") == 1
        assert server.connections == 1
