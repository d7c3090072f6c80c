"""The policies that were ever switched on: every decision names one by its digest, and its text is kept.

Takes texts; gives them back. Never reads a file and never judges a rule.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from storage import dialect
from storage.tables import PolicyLoadRow, PolicyRow, table_of

POLICY, LOAD = table_of(PolicyRow), table_of(PolicyLoadRow)


def keep(conn: Connection, digest: str, texts: Mapping[str, str], now: datetime, actor: str) -> bool:
    """Remembers the texts under their digest; False when they were known."""
    row = {"digest": digest, "texts": json.dumps(dict(texts), ensure_ascii=False), "kept_at": now, "actor": actor}
    adding = dialect.insert(conn, POLICY).values(row).on_conflict_do_nothing().returning(POLICY.c.digest)
    return conn.execute(adding).first() is not None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A policy that was switched on."""

    digest: str
    at: datetime
    actor: str


def switched_on(conn: Connection, digest: str, now: datetime, actor: str) -> None:
    """Notes that this policy is in force from now on, unless it is the one that was."""
    last = in_force(conn)
    if last is None or last.digest != digest:
        conn.execute(LOAD.insert(), {"digest": digest, "at": now, "actor": actor})


def in_force(conn: Connection) -> Loaded | None:
    """The one switched on last."""
    return next(iter(log(conn, 1)), None)


def log(conn: Connection, limit: int) -> list[Loaded]:
    """What was switched on, newest first."""
    rows = conn.execute(select(LOAD).order_by(LOAD.c.id.desc()).limit(limit))
    return [Loaded(row.digest, row.at, row.actor) for row in rows]


def resembling(conn: Connection, start: str) -> list[str]:
    """The digests of kept policies that begin so."""
    query = select(POLICY.c.digest).where(POLICY.c.digest.startswith(start, autoescape=True)).order_by(POLICY.c.digest)
    return list(conn.execute(query).scalars())


def is_kept(conn: Connection, digest: str) -> bool:
    """Whether its texts are known."""
    return conn.execute(select(POLICY.c.digest).where(POLICY.c.digest == digest)).first() is not None


def texts(conn: Connection, digest: str) -> dict[str, str] | None:
    """The files of a policy, name → text; None for a digest nobody kept."""
    found = conn.execute(select(POLICY.c.texts).where(POLICY.c.digest == digest)).scalar_one_or_none()
    return None if found is None else {str(name): str(text) for name, text in json.loads(found).items()}
