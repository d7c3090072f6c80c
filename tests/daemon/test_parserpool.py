"""The parser pool: real children, real killer mails."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.clock import SystemClock
from daemon.parserpool import Parsed, ParserDied, ParserLimits, ParserPool, ParserPoolError, Readers
from tests.fakes import killers

LIMITS = ParserLimits(memory_bytes=512 << 20, cpu_seconds=1, wall_seconds=20.0, answer_bytes=1 << 20)
KILLERS = Readers("tests.fakes.killers:parse", "tests.fakes.killers:parse_headers")


def make(limits: ParserLimits = LIMITS, children: int = 2) -> ParserPool:
    return ParserPool(children, limits, SystemClock(), KILLERS)


@pytest.fixture(scope="module")
def pool() -> Iterator[ParserPool]:
    with make() as made:
        yield made


def texts(outcomes: list[Parsed | ParserDied]) -> list[str]:
    return [outcome.mail.text if isinstance(outcome, Parsed) else outcome.reason for outcome in outcomes]


def only(outcomes: list[Parsed | ParserDied]) -> ParserDied:
    (outcome,) = outcomes
    assert isinstance(outcome, ParserDied)
    return outcome


def test_outcomes_come_in_the_order_of_the_mails(pool: ParserPool) -> None:
    mails = [f"mail {n}" for n in range(40)]

    assert texts(pool.parse([mail.encode() for mail in mails])) == mails


def test_headers_alone_are_read_when_asked(pool: ParserPool) -> None:
    assert texts(pool.parse_headers([b"Subject: x\r\n\r\nbody"])) == ["Subject: x"]


def test_no_mails_are_no_work(pool: ParserPool) -> None:
    assert pool.parse([]) == []


def test_a_mail_larger_than_any_socket_buffer_gets_through(pool: ParserPool) -> None:
    assert texts(pool.parse([b"a" * 900_000, b"b"])) == ["a" * 900_000, "b"]


@pytest.mark.parametrize("killer", [killers.EXIT, killers.GREED, killers.RAISE, killers.RECURSE], ids=bytes.decode)
def test_F04_one_killer_among_fifty_good_mails_harms_only_itself(pool: ParserPool, killer: bytes) -> None:
    good = [f"good {n}".encode() for n in range(49)]

    outcomes = pool.parse([*good[:20], killer, *good[20:]])

    assert texts(outcomes) == [f"good {n}" for n in range(20)] + ["parser_killed"] + [
        f"good {n}" for n in range(20, 49)
    ]


def test_F04_a_mail_that_never_ends_is_stopped_by_its_processor_time(pool: ParserPool) -> None:
    outcomes = pool.parse([killers.LOOP, b"good"])

    assert texts(outcomes) == ["parser_timeout", "good"]


def test_processor_time_is_counted_for_each_mail_and_not_for_the_child() -> None:
    with make(children=1) as pool:
        assert texts(pool.parse([killers.SPIN] * 3)) == ["spun"] * 3


def test_F04_a_mail_that_hangs_is_stopped_by_the_clock() -> None:
    limits = ParserLimits(memory_bytes=512 << 20, cpu_seconds=1, wall_seconds=0.4)
    with make(limits) as pool:
        assert texts(pool.parse([killers.HANG, b"good", b"fine"])) == ["parser_timeout", "good", "fine"]


@pytest.mark.parametrize("liar", [killers.LIE, killers.FLOOD], ids=bytes.decode)
def test_an_answer_that_is_none_ends_the_child(pool: ParserPool, liar: bytes) -> None:
    assert texts(pool.parse([liar, b"good"])) == ["parser_killed", "good"]


def test_an_answer_over_the_limit_is_refused_before_it_is_read(pool: ParserPool) -> None:
    assert only(pool.parse([b"x" * (2 << 20)])).detail.startswith("the answer is too long")


def test_A68_what_is_told_of_a_failure_is_its_place_and_never_the_mail(pool: ParserPool) -> None:
    detail = only(pool.parse([killers.RAISE])).detail

    assert detail.startswith("ValueError at killers.py:")
    assert "secret" not in detail


def test_a_child_has_no_environment(pool: ParserPool) -> None:
    os.environ["SUPPORTD_CANARY"] = "canary"

    # CPython itself sets LC_CTYPE when it starts without a locale.
    assert texts(pool.parse([killers.SHOW]))[0] in ("[]", "['LC_CTYPE']")


def test_a_child_can_write_no_file_and_start_no_process(pool: ParserPool) -> None:
    outcomes = pool.parse([killers.WRITE, killers.FORK])

    assert texts(outcomes) == ["parser_killed", "0"]


def test_a_child_that_ended_while_idle_is_replaced_and_no_mail_is_blamed() -> None:
    with make(children=1) as pool:
        pool.parse([b"first"])
        child = pool.processes()[1]
        os.kill(child, signal.SIGKILL)
        wait_until_dead(child)

        assert texts(pool.parse([b"second"])) == ["second"]


def test_a_child_is_replaced_after_its_share_of_mails() -> None:
    with make(ParserLimits(mails_per_child=2), children=1) as pool:
        seen: set[int] = set()
        for _ in range(4):
            pool.parse([b"mail"])
            seen.update(pool.processes()[1:])

        assert len(seen) == 2


def test_I19_files_and_processes_are_as_before_once_a_pool_is_closed() -> None:
    before = open_files()
    with make() as pool:
        pool.parse([killers.EXIT, b"good", killers.RAISE, killers.LIE])
        processes = pool.processes()

    assert open_files() == before
    assert not any(Path(f"/proc/{process}").exists() for process in processes)


def test_many_deaths_leave_no_files_behind(pool: ParserPool) -> None:
    pool.parse([b"good", b"good"])
    before = open_files()
    pool.parse([killers.EXIT] * 10)
    pool.parse([b"good", b"good"])

    assert open_files() == before


def test_F01_everything_ends_when_the_daemon_is_killed() -> None:
    script = (
        "import json, os\n"
        "from daemon.clock import SystemClock\n"
        "from daemon.parserpool import ParserPool, ParserLimits, Readers\n"
        "pool = ParserPool(2, ParserLimits(), SystemClock(), Readers(*['tests.fakes.killers:parse'] * 2))\n"
        "pool.parse([b'one', b'two'])\n"
        "print(json.dumps(pool.processes()), flush=True)\n"
        "pool.parse([b'hang'])\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as daemon:
        assert daemon.stdout is not None
        processes = json.loads(daemon.stdout.readline())
        daemon.kill()

    for process in processes:
        wait_until_dead(process)


def test_a_fork_server_that_is_gone_is_a_broken_world_and_not_a_mails_fault() -> None:
    with make() as pool:
        os.kill(pool.processes()[0], signal.SIGKILL)

        with pytest.raises(ParserPoolError):
            pool.parse([b"mail"])


def test_a_parser_that_cannot_be_imported_is_told_at_once() -> None:
    with pytest.raises(ParserPoolError):
        ParserPool(1, LIMITS, SystemClock(), Readers("parsers.nowhere:parse", "parsers.nowhere:parse"))


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def wait_until_dead(process: int) -> None:
    """Returns once the process has ended; it may still be a zombie that its own parent has to collect."""
    for _ in range(1_000_000):
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return
        except (FileNotFoundError, ProcessLookupError):
            return
    raise AssertionError(f"process {process} still runs")
