"""`supportd import mbox FILE` and `supportd import maildir DIR`: old mail through the same pipeline.

Takes mails from disk; gives ledger rows, tickets and a count. Resumable and idempotent: a mail's place in the ledger
is made from its bytes, so that a second run, or one after Ctrl-C, finds what is there and goes on.
Never sends anything unless asked, and never writes to what it reads.
"""

from __future__ import annotations

import hashlib
import mailbox
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import typer

from commands.exits import Exit
from commands.office import Office, open_office, poke
from commands.output import fail, say
from daemon.parserpool import ParserLimits, ParserPool
from daemon.pipeline import BatchSize, Pipeline
from parsers.digest import fingerprint, raw_sha256
from rules.words import IntakeState
from storage import ledger
from storage.ledger import Arrival, FolderSeen
from storage.worker import Place

_BATCH_COUNT = 50
_BATCH_OCTETS = 8 << 20
_LIFE = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A mail on disk. `received_at`: None where the disk does not tell."""

    raw: bytes
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class Source:
    """What is imported: how many mails, and how to read them in order."""

    name: str
    count: int
    mails: Callable[[], Iterator[Found]]


def import_mbox(config: Path | None, path: Path, into: str | None, answer: bool) -> None:
    """Import one mbox file."""
    if not path.is_file():
        fail(f"{path}: no such file", Exit.NOT_FOUND)
    box = mailbox.mbox(path, create=False)
    _run(config, Source(f"mbox:{path.name}", len(box), lambda: _mbox(box)), into, answer)


def import_maildir(config: Path | None, path: Path, into: str | None, answer: bool) -> None:
    """Import one maildir folder (its `cur` and `new`)."""
    if not (path / "cur").is_dir():
        fail(f"{path}: no maildir (it has no folder `cur`)", Exit.NOT_FOUND)
    files = sorted(file for part in ("cur", "new") if (path / part).is_dir() for file in (path / part).iterdir())
    _run(config, Source(f"maildir:{path.name}", len(files), lambda: _maildir(files)), into, answer)


def _mbox(box: mailbox.mbox) -> Iterator[Found]:
    for key in box.iterkeys():
        line = box.get_message(key).get_from()
        yield Found(box.get_bytes(key).replace(b"\n", b"\r\n"), _envelope_date(line))


def _envelope_date(line: str) -> datetime | None:
    """The date of an mbox `From ` line, in the form of asctime, read as UTC; None when it is no date."""
    words = line.split()[1:]
    if len(words) < 5:
        return None
    day, time, year = words[2], words[3], words[4]
    try:
        return parsedate_to_datetime(f"{words[0]}, {day} {words[1]} {year} {time} +0000").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _maildir(files: Sequence[Path]) -> Iterator[Found]:
    for file in files:
        raw = file.read_bytes()
        moment = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        yield Found(raw if b"\r\n" in raw[:2000] else raw.replace(b"\n", b"\r\n"), moment)


def _run(config: Path | None, source: Source, into: str | None, answer: bool) -> None:
    # The fork server has to be there before anything else opens files or starts threads.
    with open_office(config) as office:
        names = [box.name for box in office.settings.mailboxes]
        if into is not None and into not in names:
            fail(f"there is no mailbox {into}: {', '.join(names)}", Exit.USAGE)
        folder = FolderSeen(into or names[0], source.name, _LIFE)
        if office.database.work_here() is Place.ELSEWHERE:
            new = _record_all(office, folder, source, answer, work=None)
            poke(office)
            say(f"{new} of {source.count} mails were new; the running daemon works them off")
            return
        limits = office.settings.limits
        bounds = ParserLimits(
            memory_bytes=limits.child_memory_mib << 20,
            cpu_seconds=limits.mail_cpu_seconds,
            wall_seconds=limits.mail_wall_seconds,
        )
        with ParserPool(limits.parser_children, bounds, office.clock) as pool:
            size = BatchSize(limits.batch_count, limits.batch_bytes)
            pipeline = Pipeline(
                office.database, pool, office.clock, office.chance, lambda: office.context, size, lambda: None
            )
            new = _record_all(office, folder, source, answer, pipeline)
            while _pending(office):
                pipeline.step()
        say(f"{new} of {source.count} mails were new; all are worked off")


def _record_all(office: Office, folder: FolderSeen, source: Source, answer: bool, work: Pipeline | None) -> int:
    """Record in batches, working each off at once when `work` is given; how many were new."""
    new = 0
    batch: list[Arrival] = []
    octets = 0
    with typer.progressbar(length=source.count, label=source.name, file=typer.get_text_stream("stderr")) as bar:
        for found in source.mails():
            batch.append(_arrival(folder, found, office.clock.now(), answer))
            octets += len(found.raw)
            if len(batch) >= _BATCH_COUNT or octets >= _BATCH_OCTETS:
                new += _flush(office, batch, work)
                bar.update(len(batch))
                batch, octets = [], 0
        new += _flush(office, batch, work)
        bar.update(len(batch))
    return new


def _flush(office: Office, batch: Sequence[Arrival], work: Pipeline | None) -> int:
    with office.database.transaction() as connection:
        new = len(ledger.record(connection, batch, office.clock.now()))
    if work is not None and new:
        work.step()
    return new


def _pending(office: Office) -> bool:
    with office.database.reading() as connection:
        return ledger.pending(connection) > 0


def _arrival(folder: FolderSeen, found: Found, now: datetime, answer: bool) -> Arrival:
    print_ = fingerprint(found.raw)
    return Arrival(
        folder=folder,
        uid=_place(found.raw),
        received_at=found.received_at or now,
        size=len(found.raw),
        raw=found.raw,
        raw_sha256=raw_sha256(found.raw),
        content_sha256=print_.content_sha256,
        message_id=print_.message_id,
        state=IntakeState.RECEIVED,
        reason=None,
        may_answer=answer,
    )


def _place(raw: bytes) -> int:
    """A stable stand-in for a UID: 62 bits of the mail's own digest."""
    return int.from_bytes(hashlib.sha256(raw).digest()[:8]) >> 2
