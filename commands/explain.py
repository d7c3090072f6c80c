"""`supportd explain TICKET`: why things are as they are.

Takes a ticket's number; gives every decision about it in order, as an account a person would give, or as JSON.
Never decides anew: it reads back what was recorded when it was decided.
"""

from __future__ import annotations

import json
from pathlib import Path

import typer

from commands.exits import Exit
from commands.office import find_config, open_store, read_settings
from commands.output import fail, say, time_text, to_json
from rules.trace import from_json, tell
from storage import views
from storage.views import EventLine


def explain(config: Path | None, number: int, as_json: bool) -> None:
    """Print the traces of a ticket."""
    with open_store(read_settings(find_config(config)), create=True) as database, database.reading() as connection:
        if not views.has_ticket(connection, number):
            fail(f"there is no ticket #{number}", Exit.NOT_FOUND)
        events = views.events_of_ticket(connection, number)
    if as_json:
        typer.echo(to_json([_plain(event) for event in events]))
        return
    for event in events:
        intake = f" (intake {event.intake})" if event.intake is not None else ""
        say(f"{time_text(event.at)}  {event.kind} by {event.actor}{intake}, policy {event.policy[:12]}")
        for line in tell(from_json(event.trace)):
            say(f"    {line}")
        say("")


def _plain(event: EventLine) -> dict[str, object]:
    return {
        "id": event.id,
        "kind": event.kind,
        "at": event.at,
        "actor": event.actor,
        "intake": event.intake,
        "policy": event.policy,
        "trace": json.loads(event.trace),
    }
