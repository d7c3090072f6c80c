"""A lock that is granted in the order it was asked for.

Takes nothing; gives `FairLock`, used by the threads of one process before BEGIN IMMEDIATE: SQLite's own waiting is
polling, in which a busy writer starves the others. Never spans processes.
"""

from __future__ import annotations

import threading
from collections import deque
from types import TracebackType


class FairLock:
    """First come, first served. Not re-entrant: the owner asking again waits for itself."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._held = False

    @property
    def waiting(self) -> int:
        """How many threads stand in the queue."""
        with self._guard:
            return len(self._waiting)

    def acquire(self) -> None:
        """Returns when it is this thread's turn."""
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()

    def release(self) -> None:
        """Hands the lock straight to the next in the queue: a thread that asks later cannot overtake."""
        with self._guard:
            if not self._held:
                raise RuntimeError("released a lock that nobody holds")
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
