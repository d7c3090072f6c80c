"""`supportd ticket reply`, `note`, `set`, `assign`, `macro`, `close` and `reopen`: work on tickets.

Takes ids and texts of the command line; gives acts that are decided like any other event.
Never sets a field by itself, and does nothing at all when one of the tickets does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from commands.acts import act, actor
from commands.body import read_body
from commands.exits import Exit
from commands.ids import Care, read_ids, sure
from commands.office import Office, open_office
from commands.output import fail
from rules.macros import acts
from rules.model import Act, Answer, Assign, Change, Close, Note, Reopen
from rules.words import Priority, Severity, Status, Tier
from storage import people, views


def reply(
    config: Path | None, number: int, text: tuple[str | None, Path | None], status: Status, as_agent: str | None
) -> None:
    """Answer the requester by mail."""
    body = read_body(*text, intro=f"The answer to #{number}; it goes to the customer.")
    _act(config, [Answer(number, body, status)], as_agent)


def note(config: Path | None, number: int, text: tuple[str | None, Path | None], as_agent: str | None) -> None:
    """Write a note that stays inside the desk."""
    body = read_body(*text, intro=f"A note on #{number}; it stays inside the desk.")
    _act(config, [Note(number, body)], as_agent)


@dataclass(frozen=True, slots=True)
class Wish:
    """Fields to set; None leaves a field alone."""

    severity: Severity | None
    tier: Tier | None
    priority: Priority | None
    queue: str | None
    level: int | None
    status: Status | None
    add_tags: tuple[str, ...]
    drop_tags: tuple[str, ...]


def set_fields(config: Path | None, words: Sequence[str], wish: Wish, as_agent: str | None) -> None:
    """Set fields of tickets by hand."""
    if wish == Wish(None, None, None, None, None, None, (), ()):
        fail("nothing to set: see `supportd ticket set --help`", Exit.USAGE)
    changes = [
        Change(
            ticket=number,
            severity=wish.severity,
            tier=wish.tier,
            priority=wish.priority,
            queue=wish.queue,
            level=wish.level,
            status=wish.status,
            add_tags=wish.add_tags,
            drop_tags=wish.drop_tags,
        )
        for number in read_ids(words)
    ]
    _act(config, changes, as_agent)


def assign(config: Path | None, login: str, words: Sequence[str], as_agent: str | None) -> None:
    """Give tickets to an agent; the login "nobody" takes them away from whoever has them."""
    with open_office(config) as office:
        agent = None
        if login != "nobody":
            with office.database.reading() as connection:
                found = people.agent_by_login(connection, login)
            if found is None or not found.active:
                fail(f"no active agent is called {login}", Exit.NOT_FOUND)
            agent = found.id
        _act_in(office, [Assign(number, agent) for number in read_ids(words)], as_agent)


def close(config: Path | None, words: Sequence[str], final: bool, care: Care, as_agent: str | None) -> None:
    """Resolve tickets, or close them for good."""
    numbers = read_ids(words)
    if sure("close" if final else "resolve", numbers, care, mark="#"):
        _act(config, [Close(number, final) for number in numbers], as_agent)


def reopen(config: Path | None, words: Sequence[str], as_agent: str | None) -> None:
    """Take tickets up again."""
    _act(config, [Reopen(number) for number in read_ids(words)], as_agent)


def macro(config: Path | None, name: str, words: Sequence[str], as_agent: str | None) -> None:
    """Do what a macro of the policy says, ticket by ticket; of a ticket that refuses an act the rest is left."""
    with open_office(config) as office:
        found = next((each for each in office.context.policy.macros if each.name == name), None)
        if found is None:
            known = ", ".join(each.name for each in office.context.policy.macros) or "none"
            fail(f"the policy has no macro {name} (macros.toml has: {known})", Exit.NOT_FOUND)
        with office.database.reading() as connection:
            agents = people.agents(connection)
            files = {number: views.ticket(connection, number) for number in read_ids(words)}
        worst = Exit.OK
        who = actor(office, as_agent)
        for number, file in files.items():
            if file is None:
                fail(f"there is no ticket #{number}", Exit.NOT_FOUND)
        for file in files.values():
            wanted = () if file is None else acts(found, file.ticket, agents)
            for each in wanted:
                code = act(office, who, [each])
                worst = max(worst, code)
                if code is not Exit.OK:
                    break
    if worst is not Exit.OK:
        raise typer.Exit(int(worst))


def _act(config: Path | None, wanted: Sequence[Act], as_agent: str | None) -> None:
    with open_office(config) as office:
        _act_in(office, wanted, as_agent)


def _act_in(office: Office, wanted: Sequence[Act], as_agent: str | None) -> None:
    with office.database.reading() as connection:
        for each in wanted:
            if not views.has_ticket(connection, each.ticket):
                fail(f"there is no ticket #{each.ticket}", Exit.NOT_FOUND)
    code = act(office, actor(office, as_agent), wanted)
    if code is not Exit.OK:
        raise typer.Exit(int(code))
