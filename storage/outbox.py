"""The outbox: mails with fixed bytes, claimed before anything is said to a server, settled after.

Takes outcomes as values; gives claims in order. Never gives one row to two, never lets a mail overtake an earlier
one to the same person in the same ticket, and never sends anything but an answer again after its fate was unknown.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, assert_never

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    bindparam,
    exists,
    func,
    literal_column,
    select,
    update,
)

from rules.model import OutboxView
from rules.words import MailKind, OutboxState
from storage import audit
from storage.columns import UtcTime
from storage.recall import outbox_view
from storage.tables import OutboxMailRow, OutboxRow, table_of

OUTBOX, OUTBOX_MAIL = table_of(OutboxRow), table_of(OutboxMailRow)

# Word for word the conditions of the partial indexes.
_QUEUED: ColumnElement[bool] = literal_column("outbox.state = 'queued'")
_NOW_DUE = OUTBOX.c.not_before.is_(None)
_LATER = OUTBOX.c.not_before.is_not(None)
_DISPATCHING: ColumnElement[bool] = literal_column("outbox.state = 'dispatching'")
_UNREPORTED: ColumnElement[bool] = literal_column("outbox.unreported = 1")

# How many deferred rows become due in one claim.
_PROMOTED = 500


@dataclass(frozen=True, slots=True)
class OutboxClaim:
    """A mail to send now. `attempts` counts this one; `raw` is what was accepted, to the byte, at `created_at`."""

    id: int
    kind: MailKind
    ticket: int
    seq: int
    sender: str
    recipient: str
    raw: bytes
    attempts: int
    intake: int | None
    mailbox: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took it; `text` is what it said."""

    text: str


@dataclass(frozen=True, slots=True)
class Deferred:
    """Not now; nothing of it can have left. `status`: "4.x.x" or ""."""

    reason: str
    status: str
    not_before: datetime


@dataclass(frozen=True, slots=True)
class Rejected:
    """Refused for good. `status`: "5.x.x" or ""."""

    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The connection broke once DATA had begun. `again_at`: when an answer is tried again; None for at once."""

    text: str
    again_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """Our own fault or a pause: as if it had never been claimed."""


Outcome = Sent | Deferred | Rejected | Uncertain | Returned


@dataclass(frozen=True, slots=True)
class Unreported:
    """A mail whose end the desk has not decided about: refused for good (`permanent`) or of unknown fate."""

    view: OutboxView
    permanent: bool
    status: str
    text: str


# --- the responder's part ----------------------------------------------------------------------------


def claim(conn: Connection, now: datetime, limit: int, mailboxes_paused: frozenset[str]) -> list[OutboxClaim]:
    """The next mails, at most `limit`, marked `dispatching`; the caller commits before it talks to a server."""
    _promote(conn, now)
    ids = list(conn.execute(_without(mailboxes_paused, _NEXT), {"most": limit}).scalars())
    if not ids:
        return []
    conn.execute(_TAKEN, {"some": ids, "now": now})
    return [_claim(row) for row in conn.execute(_WHOLE, {"some": ids})]


def settle(conn: Connection, outbox: int, outcome: Outcome, now: datetime) -> None:
    """Writes what became of a claimed mail; one that is no longer `dispatching` is left as it is."""
    conn.execute(update(OUTBOX).where(OUTBOX.c.id == outbox, _DISPATCHING).values(_settled(conn, outbox, outcome, now)))


def settle_all(conn: Connection, outcomes: Sequence[tuple[int, Outcome]], now: datetime) -> None:
    """`settle` for many: those that were sent, which nearly all are, in one statement."""
    sent = [
        {"row": outbox, "said": outcome.text, "now": now} for outbox, outcome in outcomes if isinstance(outcome, Sent)
    ]
    if sent:
        conn.execute(_SENT, sent)
    for outbox, outcome in outcomes:
        if not isinstance(outcome, Sent):
            settle(conn, outbox, outcome, now)


def recover(conn: Connection, now: datetime) -> int:
    """At start: what an earlier run left `dispatching` may or may not have left; how many there were."""
    left = list(conn.execute(select(OUTBOX.c.id).where(_DISPATCHING)).scalars())
    for outbox in left:
        settle(conn, outbox, Uncertain("the program ended while this mail was being sent"), now)
    return len(left)


def give_back(conn: Connection, held: Collection[int], now: datetime) -> int:
    """Rows marked by a claim whose COMMIT was done but not answered (F36): in nobody's hands, so never sent; how many.

    `held`: the rows that are in the one responder's hands.
    """
    lost = set(conn.execute(select(OUTBOX.c.id).where(_DISPATCHING)).scalars()) - set(held)
    for outbox in sorted(lost):
        settle(conn, outbox, Returned(), now)
    return len(lost)


def next_due(conn: Connection, mailboxes_paused: frozenset[str] = frozenset()) -> datetime | None:
    """When the next mail may be claimed (in the past when one may at once); None when nothing waits."""
    first = conn.execute(_without(mailboxes_paused, _FIRST)).first()
    if first is not None:
        created: datetime = first.created_at
        return created
    # Without a row claimable at once, the earliest deferred one decides; those behind it wait for it.
    earliest: datetime | None = conn.execute(_EARLIEST).scalar_one()
    return earliest


def unreported(conn: Connection, limit: int) -> list[Unreported]:
    """Mails that failed or whose fate is unknown, until a decision on `DeliveryReported` was written."""
    rows = conn.execute(select(OUTBOX).where(_UNREPORTED).order_by(OUTBOX.c.id).limit(limit))
    return [Unreported(outbox_view(row), row.state == OutboxState.FAILED.value, row.status, row.text) for row in rows]


# --- the operator's part -----------------------------------------------------------------------------


def retry(conn: Connection, outbox: int, actor: str, now: datetime) -> bool:
    """Back into the queue at once with the same bytes; False when it is sent, being sent, or not there."""
    again = ("queued", "failed", "uncertain", "held", "cancelled")
    return _move(conn, outbox, again, OutboxState.QUEUED, ("outbox retry", actor), now)


def cancel(conn: Connection, outbox: int, actor: str, now: datetime) -> bool:
    """Never to be sent; False when it is being sent, was, is cancelled already, or is not there."""
    waiting = ("queued", "held", "failed", "uncertain")
    return _move(conn, outbox, waiting, OutboxState.CANCELLED, ("outbox cancel", actor), now)


def raw_mail(conn: Connection, outbox: int) -> bytes | None:
    """The bytes as accepted."""
    packed = conn.execute(select(OUTBOX_MAIL.c.packed).where(OUTBOX_MAIL.c.outbox == outbox)).scalar_one_or_none()
    return None if packed is None else zlib.decompress(packed)


# --- inside ------------------------------------------------------------------------------------------


def _promote(conn: Connection, now: datetime) -> None:
    ids = list(conn.execute(_DUE, {"now": now}).scalars())
    if ids:
        conn.execute(_PROMOTION, {"some": ids})


# Built once: naming their columns anew costs more than asking the database.
_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_NOW = bindparam("now", type_=UtcTime())
_DUE = (
    select(OUTBOX.c.id)
    .where(_QUEUED, _LATER, OUTBOX.c.not_before <= _NOW)
    .order_by(OUTBOX.c.not_before)
    .limit(_PROMOTED)
)
_PROMOTION = update(OUTBOX).where(OUTBOX.c.id.in_(_SOME)).values(not_before=None)
_EARLIER = OUTBOX.alias("earlier")
_STILL_TO_GO = exists().where(
    _EARLIER.c.ticket == OUTBOX.c.ticket,
    _EARLIER.c.recipient == OUTBOX.c.recipient,
    _EARLIER.c.id < OUTBOX.c.id,
    literal_column("earlier.state IN ('queued', 'dispatching')"),
)
_CLAIMABLE = select(OUTBOX.c.id).where(_QUEUED, _NOW_DUE, ~_STILL_TO_GO).order_by(OUTBOX.c.rank, OUTBOX.c.id)

_NEXT = _CLAIMABLE.limit(bindparam("most", type_=Integer())).with_for_update(skip_locked=True)
_FIRST = _CLAIMABLE.add_columns(OUTBOX.c.created_at).limit(1)
_EARLIEST = select(func.min(OUTBOX.c.not_before)).where(_QUEUED, _LATER)
_TAKEN = (
    update(OUTBOX)
    .where(OUTBOX.c.id.in_(_SOME))
    .values(state=OutboxState.DISPATCHING.value, attempts=OUTBOX.c.attempts + 1, changed_at=_NOW)
)
_WHOLE = (
    select(OUTBOX, OUTBOX_MAIL.c.packed)
    .join(OUTBOX_MAIL, OUTBOX_MAIL.c.outbox == OUTBOX.c.id)
    .where(OUTBOX.c.id.in_(_SOME))
    .order_by(OUTBOX.c.rank, OUTBOX.c.id)
)
_SENT = (
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("row"), _DISPATCHING)
    .values(state=OutboxState.SENT.value, status="", text=bindparam("said"), changed_at=_NOW)
)


def _without(mailboxes_paused: frozenset[str], query: Select[Any]) -> Select[Any]:
    return query.where(OUTBOX.c.mailbox.not_in(sorted(mailboxes_paused))) if mailboxes_paused else query


def _settled(conn: Connection, outbox: int, outcome: Outcome, now: datetime) -> dict[str, Any]:
    match outcome:
        case Sent(text):
            return _end(OutboxState.SENT, "", text, now)
        case Rejected(status, text):
            return _end(OutboxState.FAILED, status, text, now) | {"unreported": 1}
        case Deferred(reason, status, not_before):
            return _end(OutboxState.QUEUED, status, reason, now) | {"not_before": not_before}
        case Uncertain(text, again_at):
            kind = conn.execute(select(OUTBOX.c.kind).where(OUTBOX.c.id == outbox)).scalar_one()
            if kind == MailKind.ANSWER.value:
                # At least once: a person waits for these words, and the Message-ID makes a second copy recognisable.
                return _end(OutboxState.QUEUED, "", text, now) | {"not_before": again_at, "maybe_sent": 1}
            return _end(OutboxState.UNCERTAIN, "", text, now) | {"unreported": 1}
        case Returned():
            return {"state": OutboxState.QUEUED.value, "attempts": OUTBOX.c.attempts - 1, "changed_at": now}
        case _:
            assert_never(outcome)


def _end(state: OutboxState, status: str, text: str, now: datetime) -> dict[str, Any]:
    return {"state": state.value, "status": status, "text": text, "changed_at": now}


def _move(
    conn: Connection, outbox: int, states: tuple[str, ...], to: OutboxState, act: tuple[str, str], now: datetime
) -> bool:
    """`act`: what is done, and by whom."""
    moved = conn.execute(
        update(OUTBOX)
        .where(OUTBOX.c.id == outbox, OUTBOX.c.state.in_(states))
        .values(state=to.value, not_before=None, unreported=0, changed_at=now)
        .returning(OUTBOX.c.ticket)
    ).first()
    if moved is not None:
        audit.note(conn, act[1], act[0], f"outbox {outbox}", now, ticket=moved.ticket, intake=None)
    return moved is not None


def _claim(row: Row[Any]) -> OutboxClaim:
    return OutboxClaim(
        id=row.id,
        kind=MailKind(row.kind),
        ticket=row.ticket,
        seq=row.seq,
        sender=row.sender,
        recipient=row.recipient,
        raw=zlib.decompress(row.packed),
        attempts=row.attempts,
        intake=row.intake,
        mailbox=row.mailbox,
        created_at=row.created_at,
    )
