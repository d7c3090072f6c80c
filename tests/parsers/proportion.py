"""Whether a reader takes its input's share of time: for tests of a reader beside the reader.

Takes a function of a size; says whether twice the size takes about twice the processor time. A machine that is busy
disturbs one measurement, so several may be made; what grows with the square fails in all of them.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_LIMIT = 3.2  # twice would be 2, the square 4
_GRAIN = 0.004  # seconds below which the clock itself would decide
_ATTEMPTS = 6


def is_proportional(run: Callable[[int], object], size: int) -> bool:
    """Whether `run(2 * size)` takes less than about three times as long as `run(size)`, in the best of attempts."""
    return any((_best(run, 2 * size) + _GRAIN) / (_best(run, size) + _GRAIN) < _LIMIT for _ in range(_ATTEMPTS))


def _best(run: Callable[[int], object], size: int) -> float:
    best = float("inf")
    gc.disable()  # whose own time grows with all that other tests left behind
    try:
        for _ in range(3):
            started = time.process_time()
            run(size)
            best = min(best, time.process_time() - started)
    finally:
        gc.enable()
    return best
