"""What the desk says of itself while the demo runs: its `--json` listings, asked again and again.

Takes a running desk; gives the newest listings whenever they are asked for, without waiting.
Never reads the database: what the command line does not show was not seen.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from commands.demo.desk import Desk

_PAUSE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Seen:
    """One look: deliveries, oldest first, and the tickets by number."""

    intake: tuple[dict[str, Any], ...]
    tickets: Mapping[int, dict[str, Any]]


class DeskWatch:
    """Looks in a thread of its own, since a command takes longer than a mail."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._latest = Seen((), {})
        self._failure: RuntimeError | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="demo desk watch", daemon=True)

    def latest(self) -> Seen:
        """The newest look. RuntimeError when a command failed."""
        if self._failure is not None:
            raise self._failure
        return self._latest

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        try:
            while not self._stop.is_set():
                self._latest = look(self._desk, self._latest)
                self._stop.wait(_PAUSE_SECONDS)
        except RuntimeError as error:
            self._failure = error


def look(desk: Desk, before: Seen) -> Seen:
    """Ask the desk once; it is asked for tickets when the ledger has news, of which they then know."""
    intake = tuple(sorted(desk.rows("intake", "list"), key=lambda row: int(row["id"])))
    if intake == before.intake:
        return before
    return Seen(intake, {int(row["number"]): row for row in desk.rows("ticket", "list")})
