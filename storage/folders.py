"""What the ledger remembers of folders, for finding one's place in them again.

Takes a folder; gives when it was first watched and how far it was recorded. Never writes: `storage.ledger` does.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from storage.ledger import FolderSeen
from storage.tables import FolderRow, IntakeRow, table_of

FOLDER, INTAKE = table_of(FolderRow), table_of(IntakeRow)


def watched_since(conn: Connection, mailbox: str, folder: str) -> datetime | None:
    """When the first sight of the folder was over, in whichever of its lives that was earliest; None before that."""
    earliest = select(func.min(FOLDER.c.first_seen)).where(FOLDER.c.mailbox == mailbox, FOLDER.c.name == folder)
    found: datetime | None = conn.execute(earliest).scalar_one()
    return found


def highest_known(conn: Connection, folder: FolderSeen) -> int | None:
    """The highest UID of this life of the folder that has a ledger row."""
    here = (
        select(FOLDER.c.id)
        .where(FOLDER.c.mailbox == folder.mailbox, FOLDER.c.name == folder.folder)
        .where(FOLDER.c.uidvalidity == folder.uidvalidity)
    )
    found: int | None = conn.execute(
        select(func.max(INTAKE.c.uid)).where(INTAKE.c.folder == here.scalar_subquery())
    ).scalar_one()
    return found
