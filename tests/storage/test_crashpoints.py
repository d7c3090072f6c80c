"""Crash points do nothing until somebody asks."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from storage.crashpoints import POINTS, crashpoint, install

PROGRAM = "from storage.crashpoints import crashpoint\nfor i in range(3): crashpoint({!r}); print(i, flush=True)"


def run(wanted: str, hit: str) -> subprocess.CompletedProcess[str]:
    """A process that passes one point three times."""
    environment = {**os.environ, "SUPPORTD_CRASH_AT": wanted}
    command = [sys.executable, "-c", PROGRAM.format(hit)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_point_does_nothing_by_itself() -> None:
    crashpoint(POINTS[0])


def test_a_hook_is_told_the_names_while_it_is_installed() -> None:
    hit: list[str] = []
    with install(hit.append):
        crashpoint("outbox.after_claim")
    crashpoint("outbox.after_claim")
    assert hit == ["outbox.after_claim"]


def test_a_hook_that_raises_is_taken_out_again() -> None:
    def crash(name: str) -> None:
        raise KeyError(name)

    with pytest.raises(KeyError), install(crash):
        crashpoint("outbox.after_claim")
    crashpoint("outbox.after_claim")


def test_the_environment_kills_the_process_at_the_nth_hit() -> None:
    done = run("outbox.after_claim:3", "outbox.after_claim")
    assert (done.returncode, done.stdout.split()) == (137, ["0", "1"])


def test_without_a_number_the_first_hit_kills() -> None:
    assert run("outbox.after_claim", "outbox.after_claim").returncode == 137


def test_other_points_do_not_kill() -> None:
    assert run("outbox.after_claim", "intake.after_record").returncode == 0


def test_a_name_nobody_listed_is_refused_at_start() -> None:
    done = run("outbox.nowhere", "outbox.after_claim")
    assert done.returncode == 1
    assert "outbox.nowhere" in done.stderr


def test_each_point_is_listed_once() -> None:
    assert len(set(POINTS)) == len(POINTS)
