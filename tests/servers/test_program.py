"""Other people's programs are started, watched and ended as they should."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.servers.program import ServerFailedError, ServerMissingError, free_port, listens, living, program, running


def test_a_missing_program_is_an_error_naming_the_line_that_installs_it() -> None:
    with pytest.raises(ServerMissingError, match=r"surely-not-installed is not installed.*make servers"):
        program("surely-not-installed")


def test_a_program_that_ends_while_starting_is_an_error_with_its_last_words(tmp_path: Path) -> None:
    command = ["sh", "-c", "echo no room on this ship; exit 3"]

    with pytest.raises(ServerFailedError, match=r"(?s)ended with 3.*no room on this ship"):
        with running("ship", command, log=tmp_path / "log", ready=lambda: False):
            raise AssertionError("it never was ready")


def test_children_go_with_the_program_even_when_it_forgets_them(tmp_path: Path) -> None:
    command = ["sh", "-c", "sleep 600 & echo up; exec sleep 600"]
    log = tmp_path / "log"

    with running("sleepers", command, log=log, ready=lambda: "up" in log.read_text()) as process:
        before = living(process.pid)

    assert len(before) == 2
    assert living(process.pid) == []


def test_a_program_deaf_to_the_polite_signal_is_ended_all_the_same(tmp_path: Path) -> None:
    command = ["sh", "-c", "trap '' TERM; echo up; sleep 600"]
    log = tmp_path / "log"

    with running("deaf", command, log=log, ready=lambda: "up" in log.read_text(), patience=0.2) as process:
        pass

    assert living(process.pid) == []


def test_a_free_port_has_no_listener() -> None:
    assert not listens(free_port())
