"""Fresh desks for one sweep: empty databases with their tables, each a quick copy of one template.

Takes a kind of database; gives addresses. Never lets two desks share a database.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.database import open_database
from tests.servers.postgres import Postgres


class Files:
    """SQLite files in a folder; the one before is removed."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "empty.db"
        self._folder = folder
        make_tables(f"sqlite:///{self._template}")

    @contextmanager
    def desk(self) -> Iterator[str]:
        path = self._folder / "desk.db"
        shutil.copyfile(self._template, path)
        try:
            yield f"sqlite:///{path}"
        finally:
            for left in self._folder.glob("desk.db*"):
                left.unlink()


class Server:
    """Databases of a PostgreSQL server."""

    def __init__(self, server: Postgres) -> None:
        self._server = server
        self._template = server.template("supportd_sweep", make_tables)

    @contextmanager
    def desk(self) -> Iterator[str]:
        url = self._server.fresh_database(self._template)
        try:
            yield url
        finally:
            self._server.drop(url)


Stage = Files | Server


def make_tables(url: str) -> None:
    """An empty desk."""
    open_database(url, create=True).close()
