"""The durable boundaries, by name, so that a test can end the program at each of them.

Takes a name; does nothing, unless a test installed a hook or SUPPORTD_CRASH_AT=name[:n] is set, which ends the
process as kill -9 would at the n-th hit. Never changes what the program does otherwise.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

POINTS: tuple[str, ...] = (
    "intake.before_record",
    "intake.after_record",
    "intake.before_action",
    "intake.after_action",
    "intake.before_claim",
    "intake.after_claim",
    "pipeline.before_write",
    "pipeline.after_write",
    "outbox.before_claim",
    "outbox.after_claim",
    "outbox.before_data",
    "outbox.after_data",
    "outbox.before_settle",
    "outbox.after_settle",
    "timer.before_write",
    "timer.after_write",
)

_KILLED = 137


class _Switch:
    """The process's one hook: None in production."""

    def __init__(self) -> None:
        self.hook: Callable[[str], None] | None = _from_environment(os.environ.get("SUPPORTD_CRASH_AT", ""))


def _from_environment(wanted: str) -> Callable[[str], None] | None:
    if not wanted:
        return None
    name, _, count = wanted.partition(":")
    if name not in POINTS:
        raise ValueError(f"SUPPORTD_CRASH_AT names no crash point: {name}")
    left = [int(count or "1")]

    def die(hit: str) -> None:
        if hit == name:
            left[0] -= 1
            if left[0] == 0:
                os._exit(_KILLED)

    return die


_switch = _Switch()


def crashpoint(name: str) -> None:
    """Marks a durable boundary; KeyError-like failure on an unlisted name happens only under a hook."""
    if _switch.hook is not None:
        _switch.hook(name)


@contextmanager
def install(hook: Callable[[str], None]) -> Iterator[None]:
    """Calls `hook(name)` at every crash point of the process, in whatever thread, while the block runs (tests)."""
    before = _switch.hook
    _switch.hook = hook
    try:
        yield
    finally:
        _switch.hook = before
