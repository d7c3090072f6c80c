"""Putting mails into a Maildir: the fastest way to a folder with years of old mail.

Takes raw mails; writes each to `tmp` and renames it into `new` or `cur`, as every Maildir writer does.
Never touches a mail that is there.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tests.servers.program import give


@dataclass(slots=True)
class Maildir:
    """One folder of one user; `owner` is who must be able to read it when we are root."""

    path: Path
    owner: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def put(self, raws: Iterable[bytes], *, delivered: datetime | None = None, seen: bool = False) -> int:
        """Write the mails, delivered (INTERNALDATE) at a given time or now; how many they were."""
        self._make()
        count = 0
        for count, raw in enumerate(raws, start=1):  # noqa: B007 - the last number is the answer
            self._put(raw, delivered, seen=seen)
        return count

    def _make(self) -> None:
        for folder in (self.path, *(self.path / name for name in ("tmp", "new", "cur"))):
            if not folder.exists():
                folder.mkdir(parents=True)
                give(folder, self.owner)

    def _put(self, raw: bytes, delivered: datetime | None, *, seen: bool) -> None:
        # Names sort in the order of writing: Dovecot gives UIDs in that order.
        name = f"{1_600_000_000 + next(self._numbers)}.P{os.getpid()}Q{id(self)}.tests"
        temporary = self.path / "tmp" / name
        temporary.write_bytes(raw)
        give(temporary, self.owner)
        if delivered is not None:
            os.utime(temporary, (delivered.timestamp(), delivered.timestamp()))
        temporary.rename(self.path / "cur" / f"{name}:2,S" if seen else self.path / "new" / name)
