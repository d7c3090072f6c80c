"""`supportd ticket list`, `search` and `show`: tickets as people read them.

Takes filters, words and ids of the command line; gives listings, and the whole file of a ticket.
Never changes a ticket: `commands.ticketacts` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from commands.exits import Exit
from commands.ids import read_ids
from commands.output import Column, Shape, block, fail, listing, say, time_text, to_json
from commands.store import reading
from rules.model import Message
from rules.words import MessageKind
from storage import views
from storage.views import OutboxLine, TicketFile, TicketFilter, TicketLine

_COLUMNS: tuple[Column[TicketLine], ...] = (
    Column("ticket", lambda row: row.number),
    Column("status", lambda row: row.status),
    Column("priority", lambda row: row.priority),
    Column("requester", lambda row: row.requester),
    Column("tier", lambda row: row.tier),
    Column("due", lambda row: row.due_at),
    Column("queue", lambda row: row.queue),
    Column("assignee", lambda row: row.assignee),
    Column("subject", lambda row: row.subject, wide=True),
)


def list_tickets(config: Path | None, wanted: TicketFilter, limit: int, shape: Shape) -> None:
    """Those that fit the filter, most urgent first."""
    with reading(config) as connection:
        listing(views.tickets(connection, wanted, limit), _COLUMNS, shape)


def search(config: Path | None, text: str, limit: int, shape: Shape) -> None:
    """Tickets in which every word occurs, newest first."""
    with reading(config) as connection:
        listing(views.search(connection, text, limit), _COLUMNS, shape)


def show(config: Path | None, words: Sequence[str], as_json: bool) -> None:
    """The whole file of each ticket."""
    with reading(config) as connection:
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
    for line in _heading(file):
        say(line)
    for message in file.messages:
        say("")
        say(_caption(message))
        block(message.text.rstrip())
    if file.mails:
        say("")
    for mail in sorted(file.mails, key=lambda mail: mail.id):
        say(_mail(mail))
    say("")


def _heading(file: TicketFile) -> Iterator[str]:
    line, ticket = file.line, file.ticket
    yield f"#{line.number}  {line.subject or '(no subject)'}"
    yield f"{line.status} · {line.tier} · {line.priority} · {line.severity} · L{line.level} · queue {line.queue}"
    address = line.requester or "nobody in particular"
    who = f"{line.requester_name} <{line.requester}>" if line.requester_name and line.requester else address
    account = f" ({line.account})" if line.account else ""
    yield f"from {who}{account}, to mailbox {line.mailbox}, {time_text(line.opened_at)}"
    if line.due_at is not None:
        yield f"an answer is promised by {time_text(line.due_at)}"
    yield f"assignee: {line.assignee or 'nobody'}" + (f"; tags: {', '.join(line.tags)}" if line.tags else "")
    if file.followers:
        yield "reading along: " + ", ".join(contact.address for contact in file.followers)
    if ticket.merged_into is not None:
        yield f"merged into #{ticket.merged_into}"
    if ticket.follows is not None:
        yield f"follows #{ticket.follows}"
    for label, numbers in (("followed by", file.followed_by), ("merged from", file.merged_from)):
        if numbers:
            yield f"{label} " + ", ".join(f"#{number}" for number in numbers)


def _caption(message: Message) -> str:
    doubt = " · NOT VERIFIED" if message.kind is MessageKind.INBOUND and not message.verified else ""
    author = f" · {message.author}" if message.author else ""
    return f"── {message.seq} · {message.kind}{author} · {time_text(message.at)}{doubt}"


def _mail(mail: OutboxLine) -> str:
    said = " ".join(part for part in (mail.status, mail.text) if part)
    return f"mail {mail.id}: {mail.kind} to {mail.recipient}: {mail.state}" + (f" ({said})" if said else "")
