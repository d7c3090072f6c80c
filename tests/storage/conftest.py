"""What storage tests ask for by name: an open database with its tables, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.database import Database, open_database


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database of the test's own."""
    opened = open_database(database_url, create=True)
    yield opened
    opened.close()
