"""Mails that lie on disk: an mbox file, or a maildir folder.

Takes a path; gives a `Source`: how many mails there are, and each with the time at which it was delivered, oldest
place first. Never parses a mail, which is for the bounded children to do, and never writes to what it reads.
"""

from __future__ import annotations

import mailbox
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

_LOOKED_AT = 2000
_SECONDS_UNTIL_2100 = 4_102_444_800


@dataclass(frozen=True, slots=True)
class Found:
    """A mail on disk, its lines ended by CRLF. `received_at`: None where the disk does not tell."""

    raw: bytes
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that is there and cannot be read, and the operating system's words."""

    path: Path
    problem: str


@dataclass(frozen=True, slots=True)
class Source:
    """What is imported: its name in the ledger, how many mails, and how to read them in order."""

    name: str
    count: int
    mails: Callable[[], Iterator[Found | Unreadable]]


@contextmanager
def mbox(path: Path) -> Iterator[Source]:
    """The mails of an mbox file in their order there. OSError when it cannot be read."""
    with closing(mailbox.mbox(path, create=False)) as box:
        yield Source(f"mbox:{path.name}", len(box), lambda: _of_mbox(box))


@contextmanager
def maildir(path: Path) -> Iterator[Source]:
    """The mails in `cur` and `new` of a maildir folder, by their names. OSError when it cannot be read."""
    files = [file for part in ("cur", "new") if (path / part).is_dir() for file in (path / part).iterdir()]
    mails = sorted((file for file in files if not file.name.startswith(".")), key=lambda file: file.name)
    yield Source(f"maildir:{path.name}", len(mails), lambda: _of_maildir(mails))


def _of_mbox(box: mailbox.mbox) -> Iterator[Found]:
    last = None
    for key in box.iterkeys():
        line, _, raw = box.get_bytes(key, from_=True).partition(b"\n")
        moment = _envelope_date(line.decode("ascii", "replace"))
        # The line tells seconds only; a reply stands behind its parent in the file, and has to be worked off after it.
        if moment is not None and last is not None and last - timedelta(seconds=1) < moment <= last:
            moment = last + timedelta(microseconds=1)
        last = moment or last
        yield Found(_with_crlf(raw), moment)


def _envelope_date(line: str) -> datetime | None:
    """The date of an mbox `From ` line, in the form of asctime, read as UTC; None when it is no date."""
    words = line.split()[-5:]
    if len(words) < 5:
        return None
    weekday, month, day, time, year = words
    try:
        return parsedate_to_datetime(f"{weekday}, {day} {month} {year} {time} +0000").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _of_maildir(files: Sequence[Path]) -> Iterator[Found | Unreadable]:
    for file in files:
        try:
            raw = file.read_bytes()
            moment = _delivery_time(file)
        except OSError as error:
            yield Unreadable(file, error.strerror or type(error).__name__)
        else:
            yield Found(_with_crlf(raw), moment)


def _delivery_time(file: Path) -> datetime:
    """The name starts with the second of delivery; the file's own time is younger where the folder was copied."""
    digits = file.name.partition(".")[0]
    if digits.isascii() and digits.isdigit() and int(digits) < _SECONDS_UNTIL_2100:
        return datetime.fromtimestamp(int(digits), UTC)
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _with_crlf(raw: bytes) -> bytes:
    if b"\r\n" in raw[:_LOOKED_AT]:
        return raw
    return raw.replace(b"\n", b"\r\n")
