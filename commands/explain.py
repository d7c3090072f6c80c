"""`supportd explain TICKET`: why things are as they are; `supportd mail explain FILE`: what would be decided.

Takes a ticket's number; gives every decision about it in order, as an account a person would give, or as JSON: what
was recorded when it was decided. Takes a mail; gives the decision on it in a desk without tickets. Never writes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import typer

from commands.backtest import arrival, empty_desk
from commands.exits import Exit
from commands.mailfiles import Found
from commands.office import open_office
from commands.output import fail, say, time_text, to_json
from commands.store import reading
from parsers.read import parse
from rules.decide import decide
from rules.effects import Decision, OpenTicket, QueueMail, SettleIntake
from rules.trace import from_json, tell, tell_step
from rules.trace import to_json as trace_json
from storage import views
from storage.views import EventLine

_Kind = TypeVar("_Kind", OpenTicket, SettleIntake)


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


def explain_mail(config: Path | None, path: Path, as_json: bool) -> None:
    """What the policy folder says about a mail, were it the first of its conversation and delivered now."""
    raw = mail_bytes(path)
    with open_office(config, keeps=False) as office, office.database.reading() as connection:
        now, policy = office.clock.now(), office.context.policy
        desk = empty_desk(office, connection, policy)
        event = arrival(1, Found(raw, now), parse(raw), office.settings.mailboxes[0].name, office)
        decision = decide(event, desk.snapshot(event, now), policy, now)
    if as_json:
        typer.echo(to_json(_rehearsed(decision)))
        return
    for line in (*tell(decision.trace), *_results(decision)):
        say(line)


def mail_bytes(path: Path) -> bytes:
    """A mail file as it is; - is standard input."""
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        fail(f"{path}: {error.strerror}", Exit.NOT_FOUND)


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


_SERVED = ("severity", "tier", "priority", "queue", "team", "language", "due_at")


def _rehearsed(decision: Decision) -> dict[str, object]:
    """The decision as JSON: its trace, the ticket it would open, the mails that would leave."""
    opened = _one(decision, OpenTicket)
    settled = _one(decision, SettleIntake)
    mails = [effect for effect in decision.effects if isinstance(effect, QueueMail)]
    return {
        "state": None if settled is None else settled.state,
        "reason": None if settled is None else settled.reason,
        "ticket": None if opened is None else {name: getattr(opened.ticket, name) for name in _SERVED},
        "mails": [{"kind": mail.kind, "to": mail.recipient, "subject": mail.draft.subject} for mail in mails],
        "trace": json.loads(trace_json(decision.trace)),
    }


def _results(decision: Decision) -> Iterator[str]:
    opened = _one(decision, OpenTicket)
    if opened is None:
        settled = _one(decision, SettleIntake)
        yield "No ticket would be opened" + (f": {settled.state}" if settled is not None else "") + "."
    else:
        ticket = opened.ticket
        due = "" if ticket.due_at is None else f", an answer due {time_text(ticket.due_at)}"
        yield f"A ticket would be opened: {ticket.severity}, {ticket.tier}, {ticket.priority}, {ticket.queue}{due}."
    for effect in decision.effects:
        if isinstance(effect, QueueMail):
            yield f"A mail would leave: {effect.kind} to {effect.recipient}, {effect.draft.subject!r}."


def _one(decision: Decision, kind: type[_Kind]) -> _Kind | None:
    return next((effect for effect in decision.effects if isinstance(effect, kind)), None)
