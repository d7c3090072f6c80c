"""Instants and vocabularies as the databases keep them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from storage.database import Database
from storage.tables import SuppressionRow, table_of

SUPPRESSION = table_of(SuppressionRow)


def kept(database: Database, at: datetime) -> datetime:
    """What comes back of an instant."""
    with database.transaction() as conn:
        conn.execute(SUPPRESSION.insert(), {"address": "a@x.test", "reason": "r", "at": at})
    with database.reading() as conn:
        found: datetime = conn.execute(SUPPRESSION.select()).one().at
    return found


def test_an_instant_comes_back_in_utc_to_the_microsecond(database: Database) -> None:
    there = datetime(2026, 3, 29, 2, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    back = kept(database, there)
    assert back == there
    assert back.tzinfo is UTC


def test_F26_years_far_off_survive(database: Database) -> None:
    assert kept(database, datetime(9999, 12, 31, tzinfo=UTC)).year == 9999


def test_a_naive_datetime_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="naive datetime"):
        kept(database, datetime(2026, 1, 1))  # noqa: DTZ001  # the very thing that is refused


def test_a_word_outside_its_vocabulary_is_refused_by_the_database(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as conn:
        conn.execute(text("INSERT INTO account (name, tier, phone) VALUES ('Acme', 'bronze', '')"))
