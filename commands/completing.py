"""What the shell offers while a command is typed: open tickets, and who answers.

Takes the words typed so far; gives what may follow, each with a hint for shells that show one.
Never says anything else, whatever is wrong: a line that is being typed is no place for it, and the command itself will.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MOST_SEEN = 1000
_MOST_OFFERED = 50
_HINT_CHARACTERS = 60

Offer = tuple[str, str]


def tickets(context: typer.Context, incomplete: str) -> list[Offer]:
    """Numbers of tickets that are not closed, most urgent first; the hint is the subject."""
    return _offers(context, incomplete, _tickets)


def agents(context: typer.Context, incomplete: str) -> list[Offer]:
    """Logins of agents; the hint is the name."""
    return _offers(context, incomplete, _agents)


def agents_or_nobody(context: typer.Context, incomplete: str) -> list[Offer]:
    """The same, and `nobody`."""
    nobody = [("nobody", "without an agent")] if "nobody".startswith(incomplete) else []
    return [*agents(context, incomplete), *nobody]


def _offers(context: typer.Context, incomplete: str, ask: Callable[[Connection], list[Offer]]) -> list[Offer]:
    from commands.store import reading

    given = context.params.get("config")
    try:
        with redirect_stderr(io.StringIO()), reading(given if isinstance(given, Path) else None) as connection:
            found = ask(connection)
    except typer.Exit:
        return []
    return [offer for offer in found if offer[0].startswith(incomplete)][:_MOST_OFFERED]


def _tickets(connection: Connection) -> list[Offer]:
    from parsers.cleaning import visible
    from rules.words import Status
    from storage import views

    open_ = tuple(status for status in Status if status is not Status.CLOSED)
    rows = views.tickets(connection, views.TicketFilter(statuses=open_), _MOST_SEEN)
    return [(str(row.number), visible(row.subject)[:_HINT_CHARACTERS]) for row in rows]


def _agents(connection: Connection) -> list[Offer]:
    from parsers.cleaning import visible
    from storage import people

    return [(agent.login, visible(agent.name)) for agent in people.agents(connection) if agent.active]
