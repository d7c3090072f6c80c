"""Waiting for a process that is not ours: the only place in the tests where time passes.

Takes a condition and a deadline; gives what the condition gave as soon as it gave something.
Never sleeps a fixed time and hopes: a condition that does not come true in time is an error that says what was awaited.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

FIRST_PAUSE = 0.002
LONGEST_PAUSE = 0.05


class NotInTimeError(AssertionError):
    """What was awaited did not happen before the deadline."""


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Seconds since it was made, on a clock that never jumps."""

    started: float

    @classmethod
    def start(cls) -> Stopwatch:
        return cls(time.monotonic())

    def seconds(self) -> float:
        return time.monotonic() - self.started


def wait_for(
    condition: Callable[[], T | None], *, what: str, seconds: float = 10.0, more: Callable[[], str] = str
) -> T:
    """What `condition` gives once it gives something true; asked again and again until then.

    Raises NotInTimeError with `what`, and whatever `more` can tell by then, after `seconds`.
    """
    watch = Stopwatch.start()
    pause = FIRST_PAUSE
    while True:
        found = condition()
        if found:
            return found
        if watch.seconds() > seconds:
            raise NotInTimeError(f"{what}: not within {seconds:g} s. {more()}".strip())
        time.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


def stays_true(condition: Callable[[], bool], *, what: str, seconds: float) -> None:
    """Watch that nothing happens: `condition` must hold the whole time, else AssertionError with `what`.

    For the few claims about silence ("no mail at all") that no event can announce.
    """
    watch = Stopwatch.start()
    while watch.seconds() < seconds:
        if not condition():
            raise AssertionError(f"{what}: broken after {watch.seconds():.2f} s")
        time.sleep(LONGEST_PAUSE)
