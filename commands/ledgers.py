"""`supportd intake …` and `supportd outbox …`: what came, what leaves, and what to do about it.

Takes filters and ids; gives listings, raw mails, and rows put back to work or taken out of it.
Never loses bytes: a dropped mail and a cancelled one stay in the database.
"""

from __future__ import annotations

import dataclasses
import getpass
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import typer
from sqlalchemy import Connection

from commands.exits import Exit
from commands.ids import Care, read_ids, sure
from commands.output import Column, Shape, fail, listing, say, to_json, warn
from commands.store import find_config, open_store, poke, read_settings, reading
from daemon.clock import SystemClock
from rules.reasons import reason
from storage import ledger, outbox, views
from storage.views import IntakeFilter, IntakeLine, OutboxFilter, OutboxLine

_INTAKE: tuple[Column[IntakeLine], ...] = (
    Column("intake", lambda row: row.id),
    Column("mailbox", lambda row: row.mailbox),
    Column("received", lambda row: row.received_at),
    Column("size", lambda row: row.size),
    Column("state", lambda row: row.state),
    Column("ticket", lambda row: row.ticket),
    Column("reason", lambda row: row.reason),
    Column("message-id", lambda row: row.message_id, wide=True),
)
_OUTBOX: tuple[Column[OutboxLine], ...] = (
    Column("mail", lambda row: row.id),
    Column("kind", lambda row: row.kind),
    Column("state", lambda row: row.state),
    Column("ticket", lambda row: row.ticket),
    Column("recipient", lambda row: row.recipient),
    Column("tries", lambda row: row.attempts),
    Column("changed", lambda row: row.changed_at),
    Column("said", lambda row: row.text, wide=True),
)

_Change = Callable[[Connection, int, str, datetime], bool]


# --- intake ------------------------------------------------------------------------------------------


def list_intake(config: Path | None, wanted: IntakeFilter, limit: int, shape: Shape) -> None:
    """Deliveries that fit, newest first."""
    with reading(config) as connection:
        listing(views.intakes(connection, wanted, limit), _INTAKE, shape)


def show_intake(config: Path | None, number: int, as_json: bool, raw: bool) -> None:
    """One delivery; `raw` writes its bytes as they came to standard output."""
    with reading(config) as connection:
        row = views.intake(connection, number)
        content = ledger.raw_mail(connection, number)
    if row is None:
        fail(f"there is no intake {number}", Exit.NOT_FOUND)
    if raw:
        _write(content, f"intake {number} has no bytes of its own: it was never fetched")
    elif as_json:
        typer.echo(to_json(row))
    else:
        _fields(row)
        if row.reason is not None:
            say(f"that is:        {reason(row.reason).operator}")


def retry_intake(config: Path | None, words: Sequence[str]) -> None:
    """Work quarantined mails off again."""
    _each(config, read_ids(words), ledger.retry, "is to be worked off again", "is not aside, or was never fetched")


def drop_intake(config: Path | None, words: Sequence[str], care: Care) -> None:
    """Ignore deliveries from now on; their bytes stay."""
    numbers = read_ids(words)
    if sure("drop mail", numbers, care):
        _each(config, numbers, ledger.drop, "is dropped; its bytes stay", "cannot be dropped: it was worked off")


# --- outbox ------------------------------------------------------------------------------------------


def list_outbox(config: Path | None, wanted: OutboxFilter, limit: int, shape: Shape) -> None:
    """Outgoing mails that fit, newest first."""
    with reading(config) as connection:
        listing(views.outbox(connection, wanted, limit), _OUTBOX, shape)


def show_outbox(config: Path | None, number: int, as_json: bool, raw: bool) -> None:
    """One outgoing mail; `raw` writes its bytes as they leave to standard output."""
    with reading(config) as connection:
        row = views.outgoing(connection, number)
        content = outbox.raw_mail(connection, number)
    if row is None:
        fail(f"there is no mail {number} in the outbox", Exit.NOT_FOUND)
    if raw:
        _write(content, f"mail {number} has no bytes")
    elif as_json:
        typer.echo(to_json(row))
    else:
        _fields(row)


def retry_outbox(config: Path | None, words: Sequence[str]) -> None:
    """Send failed, uncertain or held mails once more."""
    _each(config, read_ids(words), outbox.retry, "is queued again", "has left, or is leaving just now")


def cancel_outbox(config: Path | None, words: Sequence[str], care: Care) -> None:
    """Never send these mails."""
    numbers = read_ids(words)
    if sure("cancel mail", numbers, care):
        _each(config, numbers, outbox.cancel, "is cancelled", "has left, or is leaving just now")


# --- inside ------------------------------------------------------------------------------------------


def _each(config: Path | None, numbers: Sequence[int], change: _Change, done: str, not_done: str) -> None:
    worst = Exit.OK
    settings = read_settings(find_config(config))
    clock = SystemClock()
    with open_store(settings, create=False) as database:
        for number in numbers:
            with database.transaction() as connection:
                changed = change(connection, number, getpass.getuser(), clock.now())
            if changed:
                say(f"{number} {done}")
            else:
                warn(f"{number} {not_done}")
                worst = Exit.TROUBLE
    poke(settings)
    if worst is not Exit.OK:
        raise typer.Exit(int(worst))


def _fields(row: IntakeLine | OutboxLine) -> None:
    for field in dataclasses.fields(row):
        value = getattr(row, field.name)
        if value not in (None, ""):
            said = f"{value:%Y-%m-%d %H:%M:%S}Z" if isinstance(value, datetime) else value
            say(f"{field.name.replace('_', ' ')}:".ljust(16) + str(said))


def _write(content: bytes | None, otherwise: str) -> None:
    if content is None:
        fail(otherwise, Exit.NOT_FOUND)
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
