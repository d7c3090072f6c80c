"""`supportd policy log | diff | apply | rollback`: which policy is in force, what another one would change.

Takes digests and the policy folder; gives the log, differences of texts, and open tickets before and after.
Never switches to a policy with faults, and never without saying first what it means for open tickets.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer
from sqlalchemy import Connection

from commands.acts import act, actor
from commands.exits import Exit
from commands.office import Office, open_office
from commands.output import Column, Shape, ask, fail, listing, say, to_json, warn
from commands.store import find_config, open_store, read_settings, reading
from daemon.health import reload as reload_daemon
from daemon.policyfiles import read_texts
from daemon.settings import Settings
from rules.model import Account, Contact, Replan, Ticket
from rules.policy import Policy, load
from rules.replan import Replanned, replanned
from storage import people, policies, promises
from storage.policies import Loaded

_FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the log. `files`: how many it has."""

    policy: str
    at: datetime
    actor: str
    files: int


def log(config: Path | None, limit: int, shape: Shape) -> None:
    """What was in force when, newest first."""
    with reading(config) as connection:
        rows = [_line(row, policies.texts(connection, row.digest) or {}) for row in policies.log(connection, limit)]
    listing(rows, _LOG, shape)


def diff(config: Path | None, before: str, after: str) -> None:
    """The texts of two policies, file by file; "folder" is the policy folder as it is now."""
    settings = read_settings(find_config(config))
    with open_store(settings, create=False) as database, database.reading() as connection:
        texts = [_texts(settings, connection, name) for name in (before, after)]
    found = False
    for file in sorted(texts[0].keys() | texts[1].keys()):
        one, other = (text.get(file, "").splitlines(keepends=True) for text in texts)
        for line in difflib.unified_diff(one, other, f"{before}/{file}", f"{after}/{file}"):
            found = True
            say(line.rstrip("\n"))
    if not found:
        warn("no difference")


def apply(config: Path | None, plan_only: bool, as_json: bool, yes: bool) -> None:
    """Switch the policy folder on: first what it changes for open tickets, then, if wanted, the change itself."""
    with open_office(config) as office:
        before = _before(office)
        rows = _plan(office, before, office.context.policy)
        if as_json:
            typer.echo(to_json(rows))
        else:
            listing(rows, _PLAN, Shape.TABLE)
        if plan_only:
            return
        say(f"policy {office.context.policy.digest[:12]}: {len(rows)} open tickets change")
        if not yes:
            ask("Switch it on?")
        _switch_on(office, rows)


def rollback(config: Path | None, digest: str, yes: bool) -> None:
    """Write an older policy back into the policy folder, and switch it on."""
    settings = read_settings(find_config(config))
    with open_store(settings, create=False) as database, database.reading() as connection:
        texts = policies.texts(connection, _known(connection, digest))
    assert texts is not None
    if not isinstance(load(texts), Policy):
        fail(f"policy {digest} has faults under this version of supportd", Exit.CONFIGURATION)
    if not yes:
        ask(f"Write {len(texts)} files into {settings.paths.policy} and {settings.paths.templates}?")
    _write(settings, texts)
    apply(config, plan_only=False, as_json=False, yes=True)


_LOG: tuple[Column[Line], ...] = (
    Column("policy", lambda row: row.policy[:12]),
    Column("switched on", lambda row: row.at),
    Column("by", lambda row: row.actor),
    Column("files", lambda row: row.files),
)
_PLAN: tuple[Column[Replanned], ...] = (
    Column("ticket", lambda row: row.ticket),
    Column("tier", lambda row: row.tier),
    Column("→ tier", lambda row: row.new_tier),
    Column("priority", lambda row: row.priority),
    Column("→ priority", lambda row: row.new_priority),
    Column("due", lambda row: row.due_at),
    Column("→ due", lambda row: row.new_due_at),
    Column("other times", lambda row: "change" if row.retimed else ""),
    Column("subject", lambda row: row.subject, wide=True),
)


def _line(row: Loaded, texts: Mapping[str, str]) -> Line:
    return Line(row.digest, row.at, row.actor, len(texts))


def _texts(settings: Settings, connection: Connection, name: str) -> Mapping[str, str]:
    if name == _FOLDER:
        return read_texts(settings.paths.policy, settings.paths.templates)
    found = policies.texts(connection, _known(connection, name))
    assert found is not None
    return found


def _known(connection: Connection, start: str) -> str:
    """The one kept digest that begins so."""
    found = policies.resembling(connection, start)
    if not found:
        fail(f"no policy begins with {start}: see `supportd policy log`", Exit.NOT_FOUND)
    if len(found) > 1:
        fail(f"{len(found)} policies begin with {start}: write more of it", Exit.USAGE)
    return found[0]


def _before(office: Office) -> Policy:
    """The policy in force; the folder's own where none was ever switched on, or it no longer loads."""
    with office.database.reading() as connection:
        last = policies.in_force(connection)
        texts = None if last is None else policies.texts(connection, last.digest)
    policy = office.context.policy if texts is None else load(texts)
    return policy if isinstance(policy, Policy) else office.context.policy


def _plan(office: Office, before: Policy, after: Policy) -> list[Replanned]:
    """The open tickets that two policies serve differently, by number."""
    with office.database.reading() as connection:
        accounts = {account.id: account for account in people.accounts(connection)}
        rows = (
            replanned(each.ticket, each.turns, _people(each.ticket, each.requester, accounts), before, after)
            for each in promises.served(connection)
        )
        return [row for row in rows if row.differs]


def _people(ticket: Ticket, requester: Contact, accounts: Mapping[int, Account]) -> tuple[Contact, Account | None]:
    return requester, None if ticket.account is None else accounts.get(ticket.account)


def _switch_on(office: Office, rows: list[Replanned]) -> None:
    who = actor(office, None)
    now = office.clock.now()
    with office.database.transaction() as connection:
        policies.switched_on(connection, office.context.policy.digest, now, who.login)
    act(office, who, [Replan(row.ticket, row.new_tier, row.new_priority) for row in rows])
    if reload_daemon(office.settings.paths.socket):
        say("the daemon has it")


def _write(settings: Settings, texts: Mapping[str, str]) -> None:
    """Exactly these files: one that the older policy did not have would be part of it now."""
    folders = {"policy": settings.paths.policy, "templates": settings.paths.templates}
    for name, folder in folders.items():
        for path in folder.iterdir():
            if path.suffix in (".toml", ".ics", ".txt", ".html") and f"{name}/{path.name}" not in texts:
                path.unlink()
    for file, text in texts.items():
        name, _, rest = file.partition("/")
        (folders[name] / Path(rest).name).write_text(text, encoding="utf-8")
