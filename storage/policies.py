"""The policies that were ever switched on: every decision names one by its digest, and its text is kept.

Takes texts; gives them back. Never reads a file and never judges a rule.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from storage import dialect
from storage.tables import PolicyRow, table_of

POLICY = table_of(PolicyRow)


def keep(conn: Connection, digest: str, texts: Mapping[str, str], now: datetime, actor: str) -> bool:
    """Remembers the texts under their digest; False when they were known."""
    row = {"digest": digest, "texts": json.dumps(dict(texts), ensure_ascii=False), "kept_at": now, "actor": actor}
    adding = dialect.insert(conn, POLICY).values(row).on_conflict_do_nothing().returning(POLICY.c.digest)
    return conn.execute(adding).first() is not None


def is_kept(conn: Connection, digest: str) -> bool:
    """Whether its texts are known."""
    return conn.execute(select(POLICY.c.digest).where(POLICY.c.digest == digest)).first() is not None


def texts(conn: Connection, digest: str) -> dict[str, str] | None:
    """The files of a policy, name → text; None for a digest nobody kept."""
    found = conn.execute(select(POLICY.c.texts).where(POLICY.c.digest == digest)).scalar_one_or_none()
    return None if found is None else {str(name): str(text) for name, text in json.loads(found).items()}
