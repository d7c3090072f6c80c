"""`supportd explain TICKET`: why things are as they are.

Takes a ticket's number; gives every decision about it in order, as an account a person would give, or as JSON.
Never decides anew: it reads back what was recorded when it was decided.
"""

from __future__ import annotations

import json
from pathlib import Path

import typer

from commands.exits import Exit
from commands.output import fail, say, to_json
from commands.store import reading
from rules.trace import from_json, tell, tell_step
from storage import views
from storage.views import EventLine


def explain(config: Path | None, number: int, rule: str | None, as_json: bool) -> None:
    """Print the traces of a ticket; of one rule only the steps that tried it."""
    with reading(config) as connection:
        if not views.has_ticket(connection, number):
            fail(f"there is no ticket #{number}", Exit.NOT_FOUND)
        events = views.events_of_ticket(connection, number)
    if rule is not None:
        _tell_rule(number, rule, events, as_json)
        return
    if as_json:
        typer.echo(to_json([_plain(event) for event in events]))
        return
    for event in events:
        say(_headline(event))
        for line in tell(from_json(event.trace), _IN_HEADLINE):
            say(f"    {line}")
        say("")


def _tell_rule(number: int, rule: str, events: list[EventLine], as_json: bool) -> None:
    """Every time the rule was tried on the ticket, with each condition that was looked at."""
    found = [(event, step) for event in events for step in from_json(event.trace).steps if step.rule == rule]
    if as_json:
        typer.echo(to_json([{"event": event.id, "at": event.at, "step": step} for event, step in found]))
        return
    if not found:
        fail(f"no decision on ticket #{number} tried a rule {rule}", Exit.NOT_FOUND)
    for event, step in found:
        say(_headline(event))
        for line in tell_step(step):
            say(f"    {line}")


_HEADLINES = {
    "mail_arrived": "a mail came from {actor}",
    "operator_acted": "{actor} gave a command",
    "agent_acted": "{actor} acted by mail",
    "timer_fired": "a timer fired",
    "delivery_reported": "a mail server reported back",
}


_IN_HEADLINE = frozenset({"actor", "from", "intake", "ticket"})


def _headline(event: EventLine) -> str:
    what = _HEADLINES.get(event.kind, event.kind + " by {actor}").format(actor=event.actor or "nobody")
    intake = f" (intake {event.intake})" if event.intake is not None else ""
    policy = f", under policy {event.policy[:12]}" if event.policy else ""
    return f"{event.at:%Y-%m-%d %H:%M:%S} UTC: {what}{intake}{policy}"


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
