"""Ticket numbers and contact ids."""

from __future__ import annotations

from storage import numbers
from storage.database import Database
from storage.numbers import FreshNumbers


def test_numbers_rise_and_the_two_sequences_are_apart(database: Database) -> None:
    with database.transaction() as conn:
        assert numbers.reserve(conn, 3, 1) == ((1, 2, 3), (1,))
        assert numbers.reserve(conn, 0, 2) == ((), (2, 3))
        assert numbers.reserve_fresh(conn, 2) == (FreshNumbers(4, 4), FreshNumbers(5, 5))


def test_a_number_is_never_given_to_two(database: Database) -> None:
    seen: list[int] = []
    for _ in range(5):
        with database.transaction() as conn:
            seen += numbers.reserve(conn, 7, 0)[0]
    assert len(set(seen)) == 35
