"""`supportd db upgrade`.

Takes the configuration; gives the schema at this program's version. Never runs beside another upgrade.
"""

from __future__ import annotations

import os
from pathlib import Path

from commands.exits import Exit
from commands.output import fail, say
from commands.store import find_config, read_settings
from daemon.secretfiles import SecretFault
from daemon.secrets import database_url
from storage.faults import DatabaseRefused, DatabaseUnavailable


def upgrade(config: Path | None) -> None:
    """Upgrade and say from what to what."""
    url = database_url(read_settings(find_config(config)).database, os.environ)
    if isinstance(url, SecretFault):
        fail(str(url), Exit.CONFIGURATION)
    from storage import migrate

    try:
        done = migrate.upgrade(url.reveal())
    except (DatabaseRefused, DatabaseUnavailable) as error:
        fail(str(error), Exit.DATABASE)
    match done:
        case migrate.AlreadyCurrent():
            say("the database is at this program's version: nothing to do")
        case migrate.Upgraded(before, after, copy):
            say(f"schema {'made' if before is None else f'upgraded from {before}'}: now {after}")
            if copy is not None:
                say(f"the file as it was: {copy}")
