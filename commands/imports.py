"""`supportd import mbox FILE` and `supportd import maildir DIR`: old mail through the same pipeline.

Takes mails from disk; gives ledger rows, tickets and a count. Resumable and idempotent: a mail's place in the ledger
is made from its bytes, so that a second run, or one after Ctrl-C, finds what is there and goes on.
Never sends anything unless asked, and never writes to what it reads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer

from commands import mailfiles
from commands.exits import Exit
from commands.mailfiles import Found, Source, Unreadable
from commands.office import Office, open_office
from commands.output import fail, say, warn
from commands.store import poke
from daemon.parserpool import ParserLimits, ParserPool
from daemon.pipeline import BatchSize, Pipeline
from daemon.settings import LimitSettings, MailboxSettings
from parsers.digest import fingerprint, raw_sha256
from rules.words import IntakeState
from storage import ledger
from storage.ledger import Arrival, FolderSeen
from storage.worker import Place

_BATCH_COUNT = 50
_BATCH_OCTETS = 8 << 20
_LIFE = 1
_Reader = Callable[[Path], AbstractContextManager[Source]]
_HEADER_END = b"\r\n\r\n"


def import_mbox(config: Path | None, path: Path, into: str | None, answer: bool) -> None:
    """Import one mbox file."""
    if not path.is_file():
        fail(f"{path}: no such file", Exit.NOT_FOUND)
    _import(config, path, mailfiles.mbox, into, answer)


def import_maildir(config: Path | None, path: Path, into: str | None, answer: bool) -> None:
    """Import one maildir folder (its `cur` and `new`)."""
    if not (path / "cur").is_dir():
        fail(f"{path}: no maildir (it has no folder `cur`)", Exit.NOT_FOUND)
    _import(config, path, mailfiles.maildir, into, answer)


@dataclass(frozen=True, slots=True)
class _Recorder:
    """Brings mails into the ledger of `office` as mail of `folder`; `work` works off what was recorded."""

    office: Office
    box: MailboxSettings
    folder: FolderSeen
    answer: bool
    work: Callable[[], None]

    def record_all(self, source: Source) -> tuple[int, int]:
        """(how many were new, how many could not be read)"""
        new = unreadable = 0
        with typer.progressbar(length=source.count, label=source.name, file=typer.get_text_stream("stderr")) as bar:
            for batch in _batches(source.mails()):
                for each in batch:
                    if isinstance(each, Unreadable):
                        warn(f"{each.path}: {each.problem}")
                        unreadable += 1
                new += self._record([each for each in batch if isinstance(each, Found)])
                bar.update(len(batch))
        return new, unreadable

    def _record(self, batch: Sequence[Found]) -> int:
        now = self.office.clock.now()
        with self.office.database.transaction() as connection:
            new = ledger.record(connection, [self._arrival(found, now) for found in batch], now)
            # There is no server to be told what became of them.
            ledger.server_action_done(connection, new, "none")
        if new:
            self.work()
        return len(new)

    def _arrival(self, found: Found, now: datetime) -> Arrival:
        oversize = len(found.raw) > self.box.max_mail_bytes
        kept = found.raw.partition(_HEADER_END)[0] + _HEADER_END if oversize else found.raw
        known_by = fingerprint(kept)
        return Arrival(
            folder=self.folder,
            uid=_place(found.raw),
            received_at=found.received_at or now,
            size=len(found.raw),
            packed=ledger.pack(kept),
            raw_sha256=raw_sha256(kept),
            content_sha256=known_by.content_sha256,
            message_id=known_by.message_id,
            state=IntakeState.RECEIVED,
            reason="oversize" if oversize else None,
            may_answer=self.answer,
        )


def _import(config: Path | None, path: Path, reader: _Reader, into: str | None, answer: bool) -> None:
    with ExitStack() as stack:
        try:
            source = stack.enter_context(reader(path))
        except OSError as error:
            fail(f"{path}: {error.strerror}", Exit.NOT_FOUND)
        office = stack.enter_context(open_office(config))
        box = _box(office, into)
        folder = FolderSeen(box.name, source.name, _LIFE)
        try:
            with _worker(office) as work:
                new, unreadable = _Recorder(office, box, folder, answer, work or _leave_it).record_all(source)
        except KeyboardInterrupt:
            warn("stopped: the same command goes on from here")
            raise typer.Exit(int(Exit.INTERRUPTED)) from None
        poke(office.settings)
    say(
        f"{new} of {source.count} mails were new; "
        + ("all are worked off" if work else "the running daemon works them off")
    )
    if unreadable:
        fail(f"{unreadable} could not be read", Exit.TROUBLE)


def _box(office: Office, into: str | None) -> MailboxSettings:
    boxes = {box.name: box for box in office.settings.mailboxes}
    if into is None:
        return office.settings.mailboxes[0]
    if into not in boxes:
        fail(f"there is no mailbox {into}: {', '.join(boxes)}", Exit.USAGE)
    return boxes[into]


@contextmanager
def _worker(office: Office) -> Iterator[Callable[[], None] | None]:
    """What works the ledger off until nothing is left, here; None when the daemon runs and does so."""
    if office.database.work_here() is Place.ELSEWHERE:
        yield None
        return
    limits = office.settings.limits
    with ParserPool(limits.parser_children, bounds(limits), office.clock) as pool:
        size = BatchSize(limits.batch_count, limits.batch_bytes)
        context, ports = (lambda: office.context), (office.clock, office.chance)
        pipeline = Pipeline(office.database, pool, *ports, context, size, _leave_it, _leave_it)

        def work() -> None:
            while _pending(office):
                pipeline.step()

        # What an interrupted import left recorded comes first.
        work()
        yield work


def bounds(limits: LimitSettings) -> ParserLimits:
    """What one mail may cost a parser child."""
    return ParserLimits(
        memory_bytes=limits.child_memory_mib << 20,
        cpu_seconds=limits.mail_cpu_seconds,
        wall_seconds=limits.mail_wall_seconds,
    )


def _leave_it() -> None:
    """The daemon does the work; it is poked at the end."""


def _pending(office: Office) -> bool:
    with office.database.reading() as connection:
        return ledger.pending(connection) > 0


def _batches(mails: Iterator[Found | Unreadable]) -> Iterator[list[Found | Unreadable]]:
    batch: list[Found | Unreadable] = []
    octets = 0
    for mail in mails:
        batch.append(mail)
        octets += len(mail.raw) if isinstance(mail, Found) else 0
        if len(batch) >= _BATCH_COUNT or octets >= _BATCH_OCTETS:
            yield batch
            batch, octets = [], 0
    if batch:
        yield batch


def _place(raw: bytes) -> int:
    """A stable stand-in for a UID: 62 bits of the mail's own digest."""
    return int.from_bytes(hashlib.sha256(raw).digest()[:8]) >> 2
