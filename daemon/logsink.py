"""Where log lines go without anybody waiting for them (F43).

Takes lines from any thread; writes them to a file descriptor in a thread of its own. When the reader of the other end
stops, lines beyond a bound are dropped and counted, and the count is told once it reads again.
Never blocks a writer, never keeps the process from ending.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable

_MOST_LINES = 10_000
_LINES_A_WRITE = 200
_FLUSH_SECONDS = 1.0


class LogSink:
    """A bounded queue before a file descriptor. `dropped`: called, in the sink's thread, with how many were lost."""

    def __init__(self, descriptor: int, dropped: Callable[[int], None], most: int = _MOST_LINES) -> None:
        self._descriptor = descriptor
        self._told = dropped
        self._lines: queue.Queue[str | None] = queue.Queue(most)
        self._lock = threading.Lock()
        self._lost = 0
        self._thread = threading.Thread(target=self._work, name="log", daemon=True)
        self._thread.start()

    @property
    def lost(self) -> int:
        """Lines dropped that nobody has been told of yet."""
        return self._lost

    def write(self, line: str) -> None:
        try:
            self._lines.put_nowait(line)
        except queue.Full:
            with self._lock:
                self._lost += 1

    def close(self) -> None:
        """Write what is left, unless the reader does not read: then it is lost after a second."""
        try:
            self._lines.put(None, timeout=_FLUSH_SECONDS)
        except queue.Full:
            return
        self._thread.join(_FLUSH_SECONDS)

    def _work(self) -> None:
        more = True
        while more:
            lines, more = self._next()
            try:
                _write_all(self._descriptor, "".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
            except OSError:
                # Nobody will ever read again (a closed pipe): the daemon works on without a log.
                self._count(len(lines))
                continue
            self._confess()

    def _next(self) -> tuple[list[str], bool]:
        """What there is, at least one line; and whether more may come."""
        lines: list[str] = []
        line = self._lines.get()
        while line is not None:
            lines.append(line)
            if len(lines) >= _LINES_A_WRITE or self._lines.empty():
                return lines, True
            line = self._lines.get()
        return lines, False

    def _count(self, lines: int) -> None:
        with self._lock:
            self._lost += lines

    def _confess(self) -> None:
        with self._lock:
            lost, self._lost = self._lost, 0
        if lost:
            self._told(lost)


def _write_all(descriptor: int, octets: bytes) -> None:
    rest = memoryview(octets)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
