"""Ticket numbers and contact ids, from sequences: gaps allowed, no row that every transaction must touch.

Takes how many; gives numbers nobody else gets. Never gives one back.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from storage import dialect

TICKETS = "ticket_number"
CONTACTS = "contact_number"


@dataclass(frozen=True, slots=True)
class FreshNumbers:
    """What one decision may use up."""

    ticket: int
    contact: int


def reserve(conn: Connection, tickets: int, contacts: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """That many ticket numbers and contact ids, each in rising order. A writer's transaction only."""
    return (
        tuple(dialect.next_numbers(conn, TICKETS, tickets)),
        tuple(dialect.next_numbers(conn, CONTACTS, contacts)),
    )


def reserve_fresh(conn: Connection, count: int) -> tuple[FreshNumbers, ...]:
    """Numbers for `count` decisions."""
    return tuple(FreshNumbers(ticket, contact) for ticket, contact in zip(*reserve(conn, count, count), strict=True))
