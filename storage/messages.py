"""Single messages of tickets, read for one decision: the newest of a ticket, and those that were held.

Takes ticket numbers; gives messages as values, without the ids they bear. Never reads a whole conversation.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from rules.model import Message
from rules.words import MessageKind
from storage.tables import MessageRow, table_of

MESSAGE = table_of(MessageRow)

_RECENT = (
    select(
        *(MESSAGE.c[name] for name in ("ticket", "seq", "kind", "at", "author", "verified", "subject", "intake")),
        func.substr(MESSAGE.c.text, 1, 2_000).label("text"),
    )
    .where(MESSAGE.c.ticket == bindparam("ticket"))
    .order_by(MESSAGE.c.seq.desc())
    .limit(6)
)
_HELD = select(MESSAGE).where(MESSAGE.c.ticket == bindparam("ticket"), MESSAGE.c.seq == bindparam("seq"))


def recent(conn: Connection, tickets: Iterable[int]) -> dict[int, tuple[Message, ...]]:
    """By ticket, oldest first, texts cut. A query a ticket: timers and agents' mails come one by one."""
    return {
        number: tuple(reversed([_message(row) for row in conn.execute(_RECENT, {"ticket": number})]))
        for number in tickets
    }


def held(conn: Connection, wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Message]:
    """By ticket and number. A query a message: few mails let one go."""
    rows = (conn.execute(_HELD, {"ticket": ticket, "seq": seq}).first() for ticket, seq in sorted(wanted))
    return {(row.ticket, row.seq): _message(row) for row in rows if row is not None}


def _message(row: Any) -> Message:
    return Message(
        ticket=row.ticket,
        seq=row.seq,
        kind=MessageKind(row.kind),
        at=row.at,
        author=row.author,
        verified=row.verified,
        subject=row.subject,
        text=row.text,
        intake=row.intake,
        message_ids=(),
    )
