"""The fault sweeps at full length: `python -m bench.sweep --seed N --examples M`.

Takes a seed and how many random histories; gives one line a sweep, and every fault that changed something.
The tests hold a sample of each (tests/flow/sweep). The same seed gives the same run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from daemon import log
from daemon.clock import SystemClock
from daemon.settings import LogSettings
from tests.flow.sweep.breaking import Break, breaks_of, story_with_break
from tests.flow.sweep.crashing import changed, story
from tests.flow.sweep.dice import Dice
from tests.flow.sweep.machine import DeskMachine
from tests.flow.sweep.stages import Files, Server, Stage
from tests.servers.postgres import postgres

_REACH = 40


def main() -> None:
    """Run all sweeps; the exit code is 1 when an invariant broke."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--examples", type=int, default=200, help="random histories, and pairs of crashes")
    chosen = options.parse_args()
    # What thousands of daemons say while they are broken is nobody's business: the invariants are the verdict.
    log.configure(LogSettings(), _Silence(), SystemClock(), b"")
    print(f"seed {chosen.seed}, {chosen.examples} examples")
    with tempfile.TemporaryDirectory() as folder, postgres() as server:
        files = Files(Path(folder))
        found = [*_crashes(files, chosen.seed, chosen.examples)]
        for stage in (files, Server(server)):
            found += _statements(stage)
    print("\n".join(found) or "nothing changed")
    _histories(chosen.seed, chosen.examples)
    sys.exit(1 if found else 0)


class _Silence:
    """A log that nobody reads."""

    def write(self, line: str) -> None:
        """Forget it."""


def _crashes(stage: Stage, number: int, pairs: int) -> Iterator[str]:
    """Each crash point, then pairs of them."""
    calm, dice = story(stage), Dice(number)
    hits = len(calm.hits)
    for hit in range(1, hits + 1):
        yield from changed(story(stage, {hit}), calm, "one crash")
    print(f"{hits} crash points: {hits} runs")
    for _ in range(pairs):
        first = 1 + dice.below(hits)
        yield from changed(story(stage, {first, first + 1 + dice.below(_REACH)}), calm, "two crashes")
    print(f"{pairs} pairs of crash points")


def _statements(stage: Stage) -> Iterator[str]:
    """Each statement of the daemon that can meet the break."""
    calm = story(stage)
    ways = (*breaks_of(stage), Break.NO_ROOM) if isinstance(stage, Files) else breaks_of(stage)
    for how in ways:
        times = 6 if how is Break.NO_ROOM else 1
        counted = story_with_break(stage, how, at=0).counted
        for at in range(1, counted + 1):
            yield from changed(story_with_break(stage, how, at, times).told, calm, f"{how}, statement {at}")
        print(f"{counted} statements: {how.value}")


def _histories(number: int, examples: int) -> None:
    """Random histories; Hypothesis prints the shortest one that breaks something, and raises."""
    chosen = settings(
        max_examples=examples,
        stateful_step_count=50,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    seed(number)(DeskMachine)
    run_state_machine_as_test(DeskMachine, settings=chosen)
    print(f"{examples} histories")


if __name__ == "__main__":
    main()
