"""A bell that wakes whoever waits on it, in whatever thread, beside the sockets it waits for.

Takes rings from any thread; gives one file descriptor that is readable while it rings.
Never loses a ring: one that comes before the wait ends the wait at once.
"""

from __future__ import annotations

import os
import select
from collections.abc import Sequence


class Bell:
    """Rung until silenced."""

    def __init__(self) -> None:
        self._descriptor = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)

    def fileno(self) -> int:
        return self._descriptor

    def ring(self) -> None:
        """Wake the waiter. Safe in any thread and in a signal handler."""
        os.eventfd_write(self._descriptor, 1)

    def rings(self) -> bool:
        """Whether it rings now."""
        return bool(ready([self._descriptor], 0.0))

    def silence(self) -> None:
        """Stop ringing."""
        if self.rings():
            os.eventfd_read(self._descriptor)

    def close(self) -> None:
        """Give the descriptor back; nobody may wait on it any more."""
        os.close(self._descriptor)


def ready(descriptors: Sequence[int], seconds: float) -> list[int]:
    """Which of `descriptors` can be read (or were closed by their other end), waiting at most `seconds`."""
    poller = select.poll()
    for descriptor in descriptors:
        poller.register(descriptor, select.POLLIN)
    return [descriptor for descriptor, _ in poller.poll(max(0.0, seconds) * 1000)]
