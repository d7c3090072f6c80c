"""`supportd ticket …`: listed, shown, searched and worked on.

Takes filters, ids and texts of the command line; gives listings, or acts that are decided like any other event.
Never sets a field by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from commands.acts import act, actor
from commands.body import read_body
from commands.exits import Exit
from commands.ids import read_ids
from commands.office import Office, find_config, open_office, open_store, read_settings
from commands.output import Column, Shape, block, fail, listing, say, time_text, to_json
from rules.model import Act, Answer, Assign, Change, Close, Note, Reopen
from rules.words import MessageKind, Priority, Severity, Status, Tier
from storage import people, views
from storage.views import TicketFile, TicketFilter, TicketLine

_COLUMNS: tuple[Column[TicketLine], ...] = (
    Column("ticket", lambda row: row.number),
    Column("status", lambda row: row.status),
    Column("priority", lambda row: row.priority),
    Column("tier", lambda row: row.tier),
    Column("due", lambda row: row.due_at if row.answered_at is None else None),
    Column("queue", lambda row: row.queue),
    Column("assignee", lambda row: row.assignee),
    Column("requester", lambda row: row.requester),
    Column("subject", lambda row: row.subject, wide=True),
)


def list_tickets(config: Path | None, wanted: TicketFilter, limit: int, shape: Shape) -> None:
    """Those that fit the filter, most urgent first."""
    with open_store(read_settings(find_config(config)), create=True) as database, database.reading() as connection:
        listing(views.tickets(connection, wanted, limit), _COLUMNS, shape)


def search(config: Path | None, text: str, limit: int, shape: Shape) -> None:
    """Tickets in which every word occurs, newest first."""
    with open_store(read_settings(find_config(config)), create=True) as database, database.reading() as connection:
        listing(views.search(connection, text, limit), _COLUMNS, shape)


def show(config: Path | None, words: Sequence[str], as_json: bool) -> None:
    """The whole file of each ticket."""
    with open_store(read_settings(find_config(config)), create=True) as database, database.reading() as connection:
        files = []
        for number in read_ids(words):
            file = views.ticket(connection, number)
            if file is None:
                fail(f"there is no ticket #{number}", Exit.NOT_FOUND)
            files.append(file)
    if as_json:
        typer.echo(to_json(files))
        return
    for file in files:
        _print(file)


def _print(file: TicketFile) -> None:
    line, ticket = file.line, file.ticket
    say(f"#{line.number}  {line.subject}")
    say(f"{line.status} · {line.tier} · {line.priority} · {line.severity} · L{line.level} · queue {line.queue}")
    account = f" ({line.account})" if line.account else ""
    say(f"from {line.requester_name} <{line.requester}>{account}, by {line.mailbox}, {time_text(line.opened_at)}")
    if line.due_at is not None and line.answered_at is None:
        say(f"an answer is promised by {time_text(line.due_at)}")
    say(f"assignee: {line.assignee or 'nobody'}" + (f"; tags: {', '.join(line.tags)}" if line.tags else ""))
    for label, number in (("merged into", ticket.merged_into), ("follows", ticket.follows)):
        if number is not None:
            say(f"{label} #{number}")
    if file.followed_by:
        say("followed by " + ", ".join(f"#{number}" for number in file.followed_by))
    for message in file.messages:
        doubt = " · NOT VERIFIED" if message.kind is MessageKind.INBOUND and not message.verified else ""
        say("")
        say(f"── {message.seq} · {message.kind} · {message.author} · {time_text(message.at)}{doubt}")
        block(message.text.rstrip())
    if file.mails:
        say("")
        for mail in sorted(file.mails, key=lambda mail: mail.id):
            say(f"mail {mail.id}: {mail.kind} to {mail.recipient}: {mail.state} {mail.text}".rstrip())
    say("")


# --- acts --------------------------------------------------------------------------------------------


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
    acts = [
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
    _act(config, acts, as_agent)


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


@dataclass(frozen=True, slots=True)
class Care:
    """How carefully to go about it: ask first unless `yes`; change nothing when `dry_run`."""

    yes: bool
    dry_run: bool


def close(config: Path | None, words: Sequence[str], final: bool, care: Care, as_agent: str | None) -> None:
    """Resolve tickets, or close them for good."""
    numbers = read_ids(words)
    verb = "close" if final else "resolve"
    shown = ", ".join(f"#{number}" for number in numbers[:10]) + (" …" if len(numbers) > 10 else "")
    if care.dry_run:
        say(f"would {verb} {shown}")
        return
    if not care.yes and not typer.confirm(f"{verb.capitalize()} {shown}?"):
        fail("nothing was done", Exit.CANCELLED)
    _act(config, [Close(number, final) for number in numbers], as_agent)


def reopen(config: Path | None, words: Sequence[str], as_agent: str | None) -> None:
    """Take tickets up again."""
    _act(config, [Reopen(number) for number in read_ids(words)], as_agent)


def _act(config: Path | None, acts: Sequence[Act], as_agent: str | None) -> None:
    with open_office(config) as office:
        _act_in(office, acts, as_agent)


def _act_in(office: Office, acts: Sequence[Act], as_agent: str | None) -> None:
    with office.database.reading() as connection:
        for each in acts:
            if not views.has_ticket(connection, each.ticket):
                fail(f"there is no ticket #{each.ticket}", Exit.NOT_FOUND)
    code = act(office, actor(office, as_agent), acts)
    if code is not Exit.OK:
        raise typer.Exit(int(code))
