"""`supportd agent …`, `supportd account …`, `supportd contact …`.

Takes plain words of the command line; gives rows of people, listed, added or changed.
Never touches tickets: who works on what is an act (`commands.acts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer
from sqlalchemy import Connection

from commands.accountfile import AccountWish, LineFault, bad_domain, read_accounts
from commands.exits import Exit
from commands.office import read_policy
from commands.output import Column, Shape, ask, fail, listing, say, to_json, warn
from commands.store import find_config, read_settings, reading, writing
from parsers.addresses import plain_addr
from rules.model import Agent
from rules.words import Role, Tier
from storage import people
from storage.database import Database
from storage.faults import Conflict

_AGENTS: tuple[Column[Agent], ...] = (
    Column("login", lambda row: row.login),
    Column("name", lambda row: row.name),
    Column("team", lambda row: row.team),
    Column("role", lambda row: row.role),
    Column("active", lambda row: "yes" if row.active else "no"),
    Column("addresses", lambda row: row.addresses, wide=True),
)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in a listing. `agent`: the dedicated agent's login."""

    name: str
    tier: Tier | None
    phone: str
    agent: str | None
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact in a listing. `account`: its name."""

    address: str
    name: str
    language: str | None
    account: str | None


_ACCOUNTS: tuple[Column[AccountLine], ...] = (
    Column("name", lambda row: row.name),
    Column("tier", lambda row: row.tier),
    Column("phone", lambda row: row.phone),
    Column("agent", lambda row: row.agent),
    Column("domains", lambda row: row.domains, wide=True),
)
_CONTACTS: tuple[Column[ContactLine], ...] = (
    Column("address", lambda row: row.address),
    Column("name", lambda row: row.name),
    Column("language", lambda row: row.language),
    Column("account", lambda row: row.account),
)


# --- agents ------------------------------------------------------------------------------------------


def add_agent(
    config: Path | None, login: str, name: str, addresses: Sequence[str], team: str | None, role: Role
) -> None:
    """A new agent; addresses are checked and must be nobody else's."""
    checked = [_address(address) for address in addresses]
    team = _team(config, team)
    with writing(config) as database:
        try:
            with database.transaction() as connection:
                people.add_agent(connection, login, name or login, checked, team, role)
        except Conflict:
            fail(f"the login {login} or one of the addresses is taken", Exit.TROUBLE)
    say(f"agent {login} added to team {team}")


def _team(config: Path | None, wanted: str | None) -> str:
    """A team of the policy: an agent of no team would never be told of anything."""
    teams = [team.id for team in read_policy(read_settings(find_config(config))).teams]
    if wanted is None:
        return teams[0]
    if wanted not in teams:
        fail(f"the policy has no team {wanted}; it has {', '.join(teams)} (teams.toml)", Exit.NOT_FOUND)
    return wanted


def list_agents(config: Path | None, wanted: Shape) -> None:
    """All agents, those removed too."""
    with reading(config) as connection:
        listing(people.agents(connection), _AGENTS, wanted)


def remove_agent(config: Path | None, login: str, yes: bool, dry_run: bool) -> None:
    """Deactivate: their past stays, their addresses become free."""
    with writing(config) as database:
        with database.reading() as connection:
            agent = people.agent_by_login(connection, login)
        if agent is None or not agent.active:
            fail(f"no active agent is called {login}", Exit.NOT_FOUND)
        if dry_run:
            say(f"agent {login} would be removed; {len(agent.addresses)} addresses would become free")
            return
        if not yes:
            ask(f"Remove agent {login}?")
        with database.transaction() as connection:
            people.remove_agent(connection, login)
    say(f"agent {login} removed")


# --- accounts ----------------------------------------------------------------------------------------


def add_account(config: Path | None, wish: AccountWish) -> None:
    """A new account."""
    _check(wish)
    with writing(config) as database:
        with database.reading() as connection:
            if people.account(connection, wish.name) is not None:
                fail(f"there is an account {wish.name}: use `account set`", Exit.TROUBLE)
        _put(database, [wish])
    say(f"account {wish.name} added")


def set_account(config: Path | None, wish: AccountWish) -> None:
    """Change an account."""
    _check(wish)
    with writing(config) as database:
        with database.reading() as connection:
            if people.account(connection, wish.name) is None:
                fail(f"there is no account {wish.name}", Exit.NOT_FOUND)
        _put(database, [wish])
    say(f"account {wish.name} changed")


def list_accounts(config: Path | None, wanted: Shape) -> None:
    """All accounts by name."""
    with reading(config) as connection:
        logins = {agent.id: agent.login for agent in people.agents(connection)}
        accounts = people.accounts(connection)
    rows = [
        AccountLine(one.name, one.tier, one.phone, logins.get(one.dedicated_agent or 0), one.domains)
        for one in accounts
    ]
    listing(rows, _ACCOUNTS, wanted)


def import_accounts(config: Path | None, path: Path, dry_run: bool) -> None:
    """Accounts from a CSV file with a header line of name, domains, tier, phone, agent (domains apart by blanks)."""
    wishes = _read_file(path)
    with writing(config) as database:
        if dry_run:
            with database.reading() as connection:
                known = {account.name for account in people.accounts(connection)}
            new = sum(wish.name not in known for wish in wishes)
            say(f"{new} accounts would be added, {len(wishes) - new} changed")
            return
        _put(database, wishes)
    say(f"{len(wishes)} accounts imported")


def _check(wish: AccountWish) -> None:
    for domain in wish.domains or ():
        if bad_domain(domain):
            fail(f"not a mail domain: {domain}", Exit.USAGE)


def _put(database: Database, wishes: Sequence[AccountWish]) -> None:
    try:
        with database.transaction() as connection:
            for wish in wishes:
                people.put_account(
                    connection,
                    wish.name,
                    domains=wish.domains,
                    tier=wish.tier,
                    phone=wish.phone,
                    dedicated_agent=_agent_id(connection, wish.agent),
                )
    except Conflict:
        fail("one of the domains belongs to another account: nothing was changed", Exit.TROUBLE)


def _agent_id(connection: Connection, login: str | None) -> int | None:
    if login is None:
        return None
    agent = people.agent_by_login(connection, login)
    if agent is None:
        fail(f"no agent is called {login}: nothing was changed", Exit.NOT_FOUND)
    return agent.id


def _read_file(path: Path) -> tuple[AccountWish, ...]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        fail(f"{path}: {error.strerror}", Exit.NOT_FOUND)
    except UnicodeDecodeError:
        fail(f"{path}: not UTF-8 text", Exit.USAGE)
    wishes: list[AccountWish] = []
    faults = 0
    for each in read_accounts(text):
        if isinstance(each, LineFault):
            warn(f"{path}:{each.line}: {each.problem}")
            faults += 1
        else:
            wishes.append(each)
    if faults:
        fail("nothing was imported", Exit.USAGE)
    return tuple(wishes)


# --- contacts ----------------------------------------------------------------------------------------


def list_contacts(config: Path | None, text: str, limit: int, wanted: Shape) -> None:
    """Contacts whose address or name contains `text`."""
    with reading(config) as connection:
        names = {account.id: account.name for account in people.accounts(connection)}
        contacts = people.contacts(connection, text=text, limit=limit)
    rows = [ContactLine(one.address, one.name, one.language, names.get(one.account or 0)) for one in contacts]
    listing(rows, _CONTACTS, wanted)


def show_contact(config: Path | None, address: str, as_json: bool) -> None:
    """One contact with their account."""
    with reading(config) as connection:
        contact = people.contact(connection, address)
        if contact is None:
            fail(f"nobody has written from {address}", Exit.NOT_FOUND)
        accounts = {account.id: account for account in people.accounts(connection)}
        off = people.suppressed(connection, address)
    account = accounts.get(contact.account) if contact.account is not None else None
    if as_json:
        typer.echo(to_json({"contact": contact, "account": account, "automatic_mail": not off}))
        return
    say(f"{contact.address}  {contact.name}")
    say(f"language: {contact.language or '-'}")
    say(f"account: {account.name if account else '-'}" + (f" ({account.tier})" if account and account.tier else ""))
    say(f"automatic mail: {'off, an earlier one failed for good' if off else 'on'}")


@dataclass(frozen=True, slots=True)
class ContactWish:
    """What is to be set of a contact; None leaves it. `automatic_mail`: True lifts a suppression."""

    address: str
    name: str | None
    account: str | None
    language: str | None
    automatic_mail: bool


def set_contact(config: Path | None, wish: ContactWish) -> None:
    """Change a contact."""
    with writing(config) as database, database.transaction() as connection:
        account = None
        if wish.account is not None:
            found = people.account(connection, wish.account)
            if found is None:
                fail(f"there is no account {wish.account}", Exit.NOT_FOUND)
            account = found.id
        known = people.set_contact(connection, wish.address, name=wish.name, account=account, language=wish.language)
        if not known:
            fail(f"nobody has written from {wish.address}", Exit.NOT_FOUND)
        if wish.automatic_mail:
            people.unsuppress(connection, wish.address)
    say(f"contact {wish.address} changed")


def _address(text: str) -> str:
    checked = plain_addr(text)
    if checked is None:
        fail(f"not an e-mail address: {text}", Exit.USAGE)
    return checked
