"""Alerts: what the operators must know, open until cleared.

Takes a reason code and a subject (a mailbox, a host, a ticket, or ""); gives whether it is to be mailed now.
Never mails: it only remembers that it was said, at most once a reason and hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, update

from storage import dialect
from storage.tables import AlertRow, table_of

ALERT = table_of(AlertRow)
_QUIET = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class OpenAlert:
    """`raised_at`: since when; `last_at`: seen last; `times`: how often since then."""

    code: str
    subject: str
    detail: str
    raised_at: datetime
    last_at: datetime
    times: int


def raise_alert(conn: Connection, code: str, subject: str, detail: str, now: datetime) -> bool:
    """Opens the alert or counts it again; True when it should be mailed: one a reason and hour."""
    told = conn.execute(select(func.max(ALERT.c.mailed_at)).where(ALERT.c.code == code)).scalar_one()
    mail = told is None or now - told >= _QUIET
    _open(conn, code, subject, detail, now, mail=mail)
    return mail


def note_alert(conn: Connection, code: str, subject: str, detail: str, now: datetime) -> None:
    """Opens the alert or counts it again with a decision's own commit; the daemon mails it afterwards."""
    _open(conn, code, subject, detail, now, mail=False)


def _open(conn: Connection, code: str, subject: str, detail: str, now: datetime, *, mail: bool) -> None:
    fresh = {"detail": detail, "raised_at": now, "last_at": now, "times": 1, "open": 1}
    known = conn.execute(
        select(ALERT.c.open, ALERT.c.times).where(ALERT.c.code == code, ALERT.c.subject == subject)
    ).first()
    if known is not None and known.open:
        fresh = {"detail": detail, "last_at": now, "times": known.times + 1}
    values = fresh | ({"mailed_at": now} if mail else {})
    if known is None:
        values = {"code": code, "subject": subject, "mailed_at": None} | values
        conn.execute(dialect.insert(conn, ALERT).values(values).on_conflict_do_nothing())
    else:
        conn.execute(update(ALERT).where(ALERT.c.code == code, ALERT.c.subject == subject).values(values))


def clear(conn: Connection, code: str, subject: str) -> bool:
    """It is over; False when it was not open."""
    done = conn.execute(
        update(ALERT).where(ALERT.c.code == code, ALERT.c.subject == subject, ALERT.c.open == 1).values(open=0)
    )
    return done.rowcount == 1


def open_alerts(conn: Connection) -> list[OpenAlert]:
    """What is open, oldest first."""
    query = select(ALERT).where(ALERT.c.open == 1).order_by(ALERT.c.raised_at, ALERT.c.code, ALERT.c.subject)
    return [
        OpenAlert(row.code, row.subject, row.detail, row.raised_at, row.last_at, row.times)
        for row in conn.execute(query)
    ]
