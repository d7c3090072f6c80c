"""The ledger: one row a delivery, with its bytes, in one commit.

Takes what a poll listed and fetched; gives mails to work on, each attempt counted before it is made.
Never forgets a row, never hands out one that is settled, and never lets one mail's crash count against another.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, case, func, literal_column, select, update

from rules.words import IntakeState
from storage import audit, dialect
from storage.crashpoints import crashpoint
from storage.database import Database
from storage.numbers import FreshNumbers, reserve_fresh
from storage.tables import FolderRow, IntakeRow, MessageRow, RawMailRow, table_of
from storage.worker import Place

FOLDER, INTAKE, RAW = table_of(FolderRow), table_of(IntakeRow), table_of(RawMailRow)
MESSAGE = table_of(MessageRow)

# How often a mail may be tried alone before it is quarantined.
ATTEMPTS_ALONE = 3

# Mails compress well at once or not at all (base64): more effort buys little.
_EFFORT = 1

# Word for word the condition of ix_intake_pending.
_PENDING: ColumnElement[bool] = literal_column("state = 'received'")
_ACTION_TODO: ColumnElement[bool] = literal_column("action = 'todo'")
_CLAIMED = INTAKE.c.claimed_at.is_not(None)
# Word for word the condition of uq_message_intake.
_IS_MESSAGE: ColumnElement[bool] = literal_column("kind = 'inbound'")
# Dropped or not, of such a mail there are only headers: it must never be read as if they were all of it.
_OVERSIZE, _OVERSIZE_DROPPED = "oversize", "oversize_dropped"


@dataclass(frozen=True, slots=True)
class FolderSeen:
    """A folder in one of its lives (RFC 9051 2.3.1.1)."""

    mailbox: str
    folder: str
    uidvalidity: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """A delivery to be recorded. `packed`: all its bytes by `pack`, only the header block where `reason` is "oversize",
    b"" where nothing was fetched.

    `state`: RECEIVED, or IGNORED with the reason. An oversize one is RECEIVED too, until its stub ticket is open.
    """

    folder: FolderSeen
    uid: int
    received_at: datetime
    size: int
    packed: bytes
    raw_sha256: str
    content_sha256: str
    message_id: str | None
    state: IntakeState
    reason: str | None
    may_answer: bool


@dataclass(frozen=True, slots=True)
class ServerAction:
    """A recorded mail that is still to be moved or marked on its server."""

    intake: int
    folder: FolderSeen
    uid: int


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail to work on. `tries_alone`: attempts on it alone, this one included; beyond `ATTEMPTS_ALONE` it is over.

    `stub`: the ticket that has stood for it since it was set aside, when it is worked on again.
    """

    intake: int
    mailbox: str
    received_at: datetime
    raw: bytes
    raw_sha256: str
    content_sha256: str
    message_id: str | None
    reason: str | None
    alone: bool
    tries_alone: int
    may_answer: bool
    stub: int | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Mails in (received, UID) order, and fresh numbers, one each. `elsewhere`: another program works the ledger."""

    items: tuple[Claimed, ...]
    fresh: tuple[FreshNumbers, ...]
    elsewhere: bool = False


# --- recording ---------------------------------------------------------------------------------------


def first_sight(conn: Connection, folder: FolderSeen) -> bool:
    """True until `record_first_sight` was committed for this life of the folder."""
    return conn.execute(_folder(folder, FOLDER.c.first_seen)).scalar_one_or_none() is None


def record_first_sight(conn: Connection, folder: FolderSeen, now: datetime) -> None:
    """What lay there is recorded: from now on everything unknown is new."""
    row = _folder_id(conn, folder)
    conn.execute(update(FOLDER).where(FOLDER.c.id == row, FOLDER.c.first_seen.is_(None)).values(first_seen=now))


def known_uids(conn: Connection, folder: FolderSeen, low: int, high: int) -> set[int]:
    """Which UIDs from `low` to `high` have a row."""
    here = _folder(folder, FOLDER.c.id).scalar_subquery()
    uids = select(INTAKE.c.uid).where(INTAKE.c.folder == here, INTAKE.c.uid.between(low, high))
    return set(conn.execute(uids).scalars())


def pack(raw: bytes) -> bytes:
    """A mail as it is kept. Its own step, since it costs more than the rows: done before the writer lock is taken."""
    return zlib.compress(raw, _EFFORT)


def record(conn: Connection, arrivals: Sequence[Arrival], now: datetime) -> list[int]:
    """Writes ledger rows and bytes; the new ids, in the order given. A delivery that is known already is left out."""
    if not arrivals:
        return []
    folders = {folder: _folder_id(conn, folder) for folder in {arrival.folder for arrival in arrivals}}
    by_key = {(folders[arrival.folder], arrival.uid): arrival for arrival in reversed(arrivals)}
    ordered = list(reversed(by_key.items()))
    statement = dialect.insert(conn, INTAKE).on_conflict_do_nothing(index_elements=["folder", "uid"])
    rows = [_intake_row(folder, arrival, now) for (folder, _), arrival in ordered]
    made = conn.execute(statement.returning(INTAKE.c.id, INTAKE.c.folder, INTAKE.c.uid), rows)
    ids = {(row.folder, row.uid): row.id for row in made}
    new = [(ids[key], arrival) for key, arrival in ordered if key in ids]
    kept = [{"intake": intake, "packed": arrival.packed} for intake, arrival in new if arrival.packed]
    if kept:
        conn.execute(RAW.insert(), kept)
    return [intake for intake, _ in new]


def server_actions(conn: Connection, mailbox: str, limit: int) -> list[ServerAction]:
    """Recorded mails whose server has not been told yet, oldest first."""
    rows = conn.execute(
        select(INTAKE.c.id, INTAKE.c.uid, FOLDER.c.mailbox, FOLDER.c.name, FOLDER.c.uidvalidity)
        .join(FOLDER, FOLDER.c.id == INTAKE.c.folder)
        .where(_ACTION_TODO, INTAKE.c.mailbox == mailbox)
        .order_by(INTAKE.c.id)
        .limit(limit)
    )
    return [ServerAction(row.id, FolderSeen(row.mailbox, row.name, row.uidvalidity), row.uid) for row in rows]


def server_action_done(conn: Connection, intakes: Iterable[int], outcome: str) -> None:
    """Remembers what came of it ("moved", "marked", "left", …); an import says so at once, having no server."""
    conn.execute(update(INTAKE).where(INTAKE.c.id.in_(list(intakes))).values(action=outcome))


# --- working -----------------------------------------------------------------------------------------


def claim(database: Database, now: datetime, limit: int, max_bytes: int) -> Batch:
    """Hands out the next mails, at most `limit` and (from the second on) `max_bytes`; committed before it returns.

    Only one program at a time works a ledger, one batch at a time: what was handed out before and neither settled nor
    given back met a crash. It is handed out again one by one, in its old place in the order, and each such attempt is
    counted before it is made.
    """
    if database.work_here() is Place.ELSEWHERE:
        return Batch((), (), elsewhere=True)
    crashpoint("intake.before_claim")
    with database.transaction() as conn:
        _mark_unsettled(conn)
        chosen = _choose(conn, limit, max_bytes)
        _hand_out(conn, [row.id for row in chosen], now)
        fresh = reserve_fresh(conn, len(chosen))
    if not chosen:
        return Batch((), ())
    with database.reading() as conn:
        raws = _raws(conn, [row.id for row in chosen])
    return Batch(tuple(_claimed(row, raws[row.id]) for row in chosen), fresh)


def release(conn: Connection, intake: int) -> None:
    """Gives a mail back without blame: the attempt did not count."""
    conn.execute(
        update(INTAKE)
        .where(INTAKE.c.id == intake, _CLAIMED)
        .values(claimed_at=None, tries_alone=INTAKE.c.tries_alone - INTAKE.c.alone)
    )


def blame(database: Database, intake: int) -> None:
    """This very mail killed its parser child: from now on it is handed out alone, and such attempts count."""
    with database.transaction() as conn:
        conn.execute(update(INTAKE).where(INTAKE.c.id == intake).values(claimed_at=None, alone=1))


def raw_mail(conn: Connection, intake: int) -> bytes | None:
    """The bytes as recorded."""
    return _raws(conn, [intake]).get(intake)


def delivered_since(conn: Connection, moment: datetime) -> Iterator[tuple[datetime, bytes]]:
    """When each mail was delivered and its bytes, in the order in which they were worked on."""
    query = (
        select(INTAKE.c.received_at, RAW.c.packed)
        .join(RAW, RAW.c.intake == INTAKE.c.id)
        .where(INTAKE.c.received_at >= moment)
        .order_by(INTAKE.c.received_at, INTAKE.c.id)
    )
    return ((row.received_at, zlib.decompress(row.packed)) for row in conn.execute(query))


def pending(conn: Connection) -> int:
    """How many mails wait for work or are being worked on."""
    return conn.execute(select(func.count()).select_from(INTAKE).where(_PENDING)).scalar_one()


# --- the operator's part -----------------------------------------------------------------------------


def retry(conn: Connection, intake: int, actor: str, now: datetime) -> bool:
    """Works a mail that was set aside once more, from its bytes, as if it had just come; False when it was not aside,
    or when nothing of it was ever fetched (it lay there before the desk started).

    Its stub ticket lets go of it (one delivery is one message), and is told what becomes of it. A mail of which only
    the headers were fetched stays one.
    """
    if raw_mail(conn, intake) is None:
        return False
    aside = (IntakeState.QUARANTINED.value, IntakeState.IGNORED.value)
    again = {"settled_at": None, "claimed_at": None, "alone": 0, "tries_alone": 0, "seq": None, "duplicate_of": None}
    reason = case((INTAKE.c.reason.in_((_OVERSIZE, _OVERSIZE_DROPPED)), _OVERSIZE), else_=None)
    values = again | {"state": IntakeState.RECEIVED.value, "reason": reason}
    if not _move(conn, intake, aside, values, ("intake retry", actor), now):
        return False
    stub = conn.execute(select(MESSAGE.c.ticket).where(_IS_MESSAGE, MESSAGE.c.intake == intake)).scalar_one_or_none()
    conn.execute(update(MESSAGE).where(MESSAGE.c.intake == intake).values(intake=None))
    conn.execute(update(INTAKE).where(INTAKE.c.id == intake).values(ticket=stub))
    return True


def drop(conn: Connection, intake: int, actor: str, now: datetime) -> bool:
    """Nothing more is to come of it; False when it was worked already. The bytes stay."""
    open_ = (IntakeState.RECEIVED.value, IntakeState.QUARANTINED.value, IntakeState.OVERSIZE.value)
    values = {
        "state": IntakeState.IGNORED.value,
        "reason": case((INTAKE.c.reason == _OVERSIZE, _OVERSIZE_DROPPED), else_="dropped_by_operator"),
        "settled_at": now,
        "claimed_at": None,
    }
    return _move(conn, intake, open_, values, ("intake drop", actor), now)


# --- inside ------------------------------------------------------------------------------------------


def _folder(folder: FolderSeen, column: Any) -> Any:
    return select(column).where(
        FOLDER.c.mailbox == folder.mailbox,
        FOLDER.c.name == folder.folder,
        FOLDER.c.uidvalidity == folder.uidvalidity,
    )


def _folder_id(conn: Connection, folder: FolderSeen) -> int:
    known = conn.execute(_folder(folder, FOLDER.c.id)).scalar_one_or_none()
    if known is not None:
        return int(known)
    values = {
        "mailbox": folder.mailbox,
        "name": folder.folder,
        "uidvalidity": folder.uidvalidity,
        "first_seen": None,
    }
    conn.execute(dialect.insert(conn, FOLDER).values(values).on_conflict_do_nothing())
    return int(conn.execute(_folder(folder, FOLDER.c.id)).scalar_one())


def _intake_row(folder: int, arrival: Arrival, now: datetime) -> dict[str, object]:
    fetched_whole = arrival.state is IntakeState.RECEIVED and arrival.reason is None
    return {
        "folder": folder,
        "mailbox": arrival.folder.mailbox,
        "uid": arrival.uid,
        "received_at": arrival.received_at,
        "recorded_at": now,
        "settled_at": None if arrival.state is IntakeState.RECEIVED else now,
        "size": arrival.size,
        "raw_sha256": arrival.raw_sha256,
        "content_sha256": arrival.content_sha256,
        "message_id": arrival.message_id,
        "state": arrival.state.value,
        "reason": arrival.reason,
        "may_answer": arrival.may_answer,
        # What we do not hold whole, or did not take, stays where it is on the server.
        "action": "todo" if fetched_whole else "none",
        "claimed_at": None,
        "alone": 0,
        "tries_alone": 0,
        "ticket": None,
        "seq": None,
        "duplicate_of": None,
    }


def _mark_unsettled(conn: Connection) -> None:
    conn.execute(update(INTAKE).where(_CLAIMED, _PENDING).values(claimed_at=None, alone=1))


def _choose(conn: Connection, limit: int, max_bytes: int) -> list[Row[Any]]:
    """The head of the queue: one mail that must be alone, or all before the next such."""
    columns = ("id", "mailbox", "received_at", "size", "raw_sha256", "content_sha256", "message_id", "reason", "ticket")
    rows = conn.execute(
        select(*(INTAKE.c[name] for name in (*columns, "alone", "tries_alone", "may_answer")))
        .where(_PENDING, INTAKE.c.claimed_at.is_(None))
        .order_by(INTAKE.c.received_at, INTAKE.c.uid, INTAKE.c.id)
        .limit(limit)
    )
    chosen: list[Row[Any]] = []
    total = 0
    for row in rows:
        total += row.size
        if chosen and (row.alone or chosen[0].alone or total > max_bytes):
            break
        chosen.append(row)
    return chosen


def _hand_out(conn: Connection, intakes: list[int], now: datetime) -> None:
    if intakes:
        conn.execute(
            update(INTAKE)
            .where(INTAKE.c.id.in_(intakes))
            .values(claimed_at=now, tries_alone=INTAKE.c.tries_alone + INTAKE.c.alone)
        )


def _move(
    conn: Connection,
    intake: int,
    states: tuple[str, ...],
    values: dict[str, Any],
    act: tuple[str, str],
    now: datetime,
) -> bool:
    """`act`: what is done, and by whom."""
    moved = conn.execute(
        update(INTAKE)
        .where(INTAKE.c.id == intake, INTAKE.c.state.in_(states))
        .values(values)
        .returning(INTAKE.c.ticket)
    ).first()
    if moved is not None:
        audit.note(conn, act[1], act[0], f"intake {intake}", now, ticket=moved.ticket, intake=intake)
    return moved is not None


def _raws(conn: Connection, intakes: list[int]) -> dict[int, bytes]:
    rows = conn.execute(select(RAW.c.intake, RAW.c.packed).where(RAW.c.intake.in_(intakes)))
    return {row.intake: zlib.decompress(row.packed) for row in rows}


def _claimed(row: Row[Any], raw: bytes) -> Claimed:
    return Claimed(
        intake=row.id,
        mailbox=row.mailbox,
        received_at=row.received_at,
        raw=raw,
        raw_sha256=row.raw_sha256,
        content_sha256=row.content_sha256,
        message_id=row.message_id,
        reason=row.reason,
        alone=bool(row.alone),
        tries_alone=row.tries_alone + row.alone,
        may_answer=row.may_answer,
        stub=row.ticket,
    )
