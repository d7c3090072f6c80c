"""Alerts: what the operators must know, open until cleared.

Takes a reason code and a subject (a mailbox, a host, a ticket, or ""); gives whether it is to be mailed now.
Never mails: it only remembers that it was said, at most once a reason and hour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select, update

from rules.words import Status
from storage import dialect
from storage.tables import AlertRow, TicketRow, table_of

ALERT, TICKET = table_of(AlertRow), table_of(TicketRow)
_QUIET = timedelta(hours=1)
# What decisions alarm about, in their own commit; about a ticket, or about a team.
_OF_TICKETS = ("promise_breaking", "long_overdue", "survey_bad")
_OF_TEAMS = ("nobody_on_duty",)
_FORGOTTEN = timedelta(days=1)


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
    return [_open_alert(row) for row in conn.execute(query)]


def untold(conn: Connection, now: datetime) -> list[OpenAlert]:
    """What decisions alarmed about and no mail has told yet, and may now: none of that reason left within the hour."""
    told = select(ALERT.c.code, func.max(ALERT.c.mailed_at).label("at")).group_by(ALERT.c.code)
    quiet = {row.code for row in conn.execute(told) if row.at is not None and now - row.at < _QUIET}
    wanted = [code for code in (*_OF_TICKETS, *_OF_TEAMS) if code not in quiet]
    is_new = or_(ALERT.c.mailed_at.is_(None), ALERT.c.mailed_at < ALERT.c.last_at)
    query = select(ALERT).where(ALERT.c.open == 1, ALERT.c.code.in_(wanted), is_new)
    return [_open_alert(row) for row in conn.execute(query.order_by(ALERT.c.code, ALERT.c.raised_at, ALERT.c.subject))]


def are_told(conn: Connection, told: Iterable[OpenAlert], now: datetime) -> None:
    """A mail names them all."""
    for each in told:
        this = (ALERT.c.code == each.code, ALERT.c.subject == each.subject)
        conn.execute(update(ALERT).where(*this).values(mailed_at=now))


def settled(conn: Connection, now: datetime) -> list[OpenAlert]:
    """What decisions alarmed about and is over: nobody waits on the ticket any more, the team was not short for a day.

    An alarm that no mail has told yet is not over.
    """
    told = (ALERT.c.open == 1, ALERT.c.mailed_at >= ALERT.c.last_at)
    about = conn.execute(select(ALERT).where(*told, ALERT.c.code.in_((*_OF_TICKETS, *_OF_TEAMS)))).all()
    numbers = {int(row.subject[1:]) for row in about if row.code in _OF_TICKETS}
    waiting = (Status.NEW.value, Status.OPEN.value)
    query = select(TICKET.c.number).where(TICKET.c.number.in_(numbers), TICKET.c.status.in_(waiting))
    still = {f"#{number}" for number in conn.execute(query).scalars()} if numbers else set()
    return [
        _open_alert(row)
        for row in about
        if (row.subject not in still if row.code in _OF_TICKETS else now - row.last_at > _FORGOTTEN)
    ]


def _open_alert(row: Row[Any]) -> OpenAlert:
    return OpenAlert(row.code, row.subject, row.detail, row.raised_at, row.last_at, row.times)
