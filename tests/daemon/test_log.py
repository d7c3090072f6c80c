"""What the log says and what it never says (O34, A67, A68, F43)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest
import structlog

from daemon import log
from daemon.logsink import LogSink
from daemon.settings import LogSettings
from rules.words import MailKind
from storage.outbox import OutboxClaim
from tests.fakes.clock import FakeClock
from tests.servers.waiting import wait_for
from tests.storage import build


class Lines:
    """A sink that keeps what it is given."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> None:
        self.lines.append(line)

    def fields(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.lines]


@pytest.fixture
def lines() -> Iterator[Lines]:
    before = structlog.get_config()
    kept = Lines()
    log.configure(LogSettings(format="json", level="debug"), kept, FakeClock(), b"key")
    yield kept
    structlog.configure(**before)


CLAIM = OutboxClaim(
    id=7,
    kind=MailKind.ACKNOWLEDGEMENT,
    ticket=42,
    seq=1,
    sender="support@desk.test",
    recipient="anna.smith@customer.test",
    raw=b"",
    attempts=1,
    intake=5,
    mailbox="main",
    created_at=build.NOW,
)


def test_a_line_tells_time_level_and_what_happened(lines: Lines) -> None:
    log.timer_fired(42, "auto_close", 3.4)
    assert lines.fields() == [
        {
            "at": "2026-11-22T12:00:00.000Z",
            "level": "info",
            "event": "timer_fired",
            "ticket": 42,
            "reason": "auto_close",
            "late": 3,
        }
    ]


def test_the_intake_number_follows_a_mail_to_the_smtp_server(lines: Lines) -> None:
    log.mail_left(CLAIM, "250 2.0.0 queued as A1", 0.0123)
    fields = lines.fields()[0]
    assert (fields["intake"], fields["ticket"], fields["kind"], fields["ms"]) == (5, 42, "acknowledgement", 12.3)


def test_O34_an_address_is_only_a_short_mark_that_is_the_same_each_time(lines: Lines) -> None:
    log.mail_refused(CLAIM, "5.1.1", "550 5.1.1 <Anna.Smith@customer.test>: user unknown")
    line = lines.lines[0]
    assert "anna" not in line.lower()
    assert "customer.test" not in line
    fields = lines.fields()[0]
    assert str(fields["recipient"]) in str(fields["said"])


def test_A67_nothing_in_a_text_can_begin_a_line_of_its_own(lines: Lines) -> None:
    log.mail_refused(CLAIM, "5.0.0", 'no\r\n2026 ERROR fake \x1b[2J "quoted" \u2028 \u202e end')
    assert len(lines.lines) == 1
    assert not set("\r\n\x1b\u2028\u202e") & set(lines.lines[0])
    assert all(ord(character) < 127 for character in lines.lines[0])


def test_A67_for_people_a_text_is_quoted_and_harmless() -> None:
    before = structlog.get_config()
    kept = Lines()
    log.configure(LogSettings(format="console"), kept, FakeClock(), b"key")
    log.mail_refused(CLAIM, "5.0.0", 'no\nERROR fake="x" \x1b[31m')
    structlog.configure(**before)
    assert len(kept.lines) == 1
    assert "\x1b" not in kept.lines[0]
    assert kept.lines[0].startswith("2026-11-22T12:00:00.000Z warning mail_refused outbox=7 ")
    assert 'said="no ERROR fake=' in kept.lines[0]


def test_A68_a_traceback_names_places_and_no_values(lines: Lines) -> None:
    def fails(password: str) -> None:
        raise RuntimeError("it broke")

    try:
        fails("canary-4711")
    except RuntimeError as error:
        log.worker_died("pipeline", error)
    fields = lines.fields()[0]
    assert (fields["error"], fields["detail"]) == ("RuntimeError", "it broke")
    assert "test_log.py" in str(fields["where"])
    assert "canary-4711" not in lines.lines[0]


def test_less_than_the_level_is_not_written() -> None:
    before = structlog.get_config()
    kept = Lines()
    log.configure(LogSettings(level="warning"), kept, FakeClock(), b"key")
    log.timer_fired(1, "auto_close", 0)
    structlog.configure(**before)
    assert kept.lines == []


# --- F43: the sink -----------------------------------------------------------------------------------


def _read(descriptor: int, octets: int) -> bytes:
    read = b""
    while len(read) < octets and (piece := os.read(descriptor, octets - len(read))):
        read += piece
    return read


def test_lines_arrive_whole_and_in_order() -> None:
    reader, writer = os.pipe()
    sink = LogSink(writer, lambda lost: None)
    for number in range(100):
        sink.write(f"line {number}")
    sink.close()
    os.close(writer)
    with os.fdopen(reader) as stream:
        assert stream.read().splitlines() == [f"line {number}" for number in range(100)]


def test_F43_a_full_pipe_blocks_nobody_and_what_is_lost_is_counted() -> None:
    reader, writer = os.pipe()
    told: list[int] = []
    sink = LogSink(writer, told.append, most=50)
    line = "x" * 1000
    for _ in range(1000):
        sink.write(line)
    lost = sink.lost
    assert lost > 700
    kept = 1000 - lost
    assert len(_read(reader, kept * 1001)) == kept * 1001
    wait_for(lambda: told, what="being told of the lost lines")
    assert sum(told) == lost
    sink.close()
    os.close(reader)
    os.close(writer)


def test_F43_a_reader_that_is_gone_ends_nothing() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    sink = LogSink(writer, lambda lost: None)
    for _ in range(10):
        sink.write("nobody reads this")
    wait_for(lambda: sink.lost == 10, what="counting the lost lines")
    sink.close()
    os.close(writer)
