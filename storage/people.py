"""Agents, accounts and contacts, as the command line adds, changes and lists them.

Takes and gives the values of `rules.model`. Never decides who may do what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, delete, select, update

from parsers import idn
from rules.model import Account, Agent, Contact
from rules.words import Role, Tier
from storage import recall
from storage.tables import (
    AccountDomainRow,
    AccountRow,
    AgentAddressRow,
    AgentRow,
    ContactRow,
    SuppressionRow,
    TicketRow,
    table_of,
)

ACCOUNT, DOMAIN, CONTACT = table_of(AccountRow), table_of(AccountDomainRow), table_of(ContactRow)
AGENT, AGENT_ADDRESS, TICKET = table_of(AgentRow), table_of(AgentAddressRow), table_of(TicketRow)
SUPPRESSION = table_of(SuppressionRow)


# --- agents ------------------------------------------------------------------------------------------


def agents(conn: Connection) -> list[Agent]:
    """All, by id."""
    return recall.agents(conn)


def agent_by_login(conn: Connection, login: str) -> Agent | None:
    """By login."""
    return next((one for one in recall.agents(conn) if one.login == login), None)


def add_agent(
    conn: Connection, login: str, name: str, addresses: Iterable[str], team: str, role: Role = Role.AGENT
) -> int:
    """The new agent's id. A login or address that is taken raises `Conflict` when the transaction ends."""
    row = {"login": login, "name": name, "team": team, "active": True, "role": role.value}
    made: int = conn.execute(AGENT.insert().values(row).returning(AGENT.c.id)).scalar_one()
    rows = [{"address": idn.normal(address), "agent": made} for address in addresses]
    if rows:
        conn.execute(AGENT_ADDRESS.insert(), rows)
    return made


def remove_agent(conn: Connection, login: str) -> bool:
    """Deactivates, since old tickets name the agent; the addresses become free. False when there is none such."""
    found = agent_by_login(conn, login)
    if found is None or not found.active:
        return False
    conn.execute(update(AGENT).where(AGENT.c.id == found.id).values(active=False))
    conn.execute(delete(AGENT_ADDRESS).where(AGENT_ADDRESS.c.agent == found.id))
    return True


# --- accounts ----------------------------------------------------------------------------------------


def accounts(conn: Connection) -> list[Account]:
    """All, by name."""
    domains: dict[int, list[str]] = defaultdict(list)
    for row in conn.execute(select(DOMAIN).order_by(DOMAIN.c.domain)):
        domains[row.account].append(row.domain)
    rows = conn.execute(select(ACCOUNT).order_by(ACCOUNT.c.name))
    return [recall.account_of(row, tuple(domains[row.id])) for row in rows]


def account(conn: Connection, name: str) -> Account | None:
    """By name."""
    row = conn.execute(select(ACCOUNT).where(ACCOUNT.c.name == name)).first()
    if row is None:
        return None
    domains = select(DOMAIN.c.domain).where(DOMAIN.c.account == row.id).order_by(DOMAIN.c.domain)
    return recall.account_of(row, tuple(conn.execute(domains).scalars()))


def put_account(
    conn: Connection,
    name: str,
    *,
    domains: Iterable[str] | None = None,
    tier: Tier | None = None,
    phone: str | None = None,
    dedicated_agent: int | None = None,
) -> int:
    """Adds the account or sets what is given (None leaves it); its id. `domains` replaces all it had."""
    given: dict[str, object] = {
        "tier": None if tier is None else tier.value,
        "phone": phone,
        "dedicated_agent": dedicated_agent,
    }
    values = {key: value for key, value in given.items() if value is not None}
    known = conn.execute(select(ACCOUNT.c.id).where(ACCOUNT.c.name == name)).scalar_one_or_none()
    if known is None:
        row = {"name": name, "tier": None, "phone": "", "dedicated_agent": None} | values
        known = conn.execute(ACCOUNT.insert().values(row).returning(ACCOUNT.c.id)).scalar_one()
    elif values:
        conn.execute(update(ACCOUNT).where(ACCOUNT.c.id == known).values(values))
    if domains is not None:
        conn.execute(delete(DOMAIN).where(DOMAIN.c.account == known))
        rows = [
            {"domain": domain, "account": known} for domain in sorted({idn.normal_domain(text) for text in domains})
        ]
        if rows:
            conn.execute(DOMAIN.insert(), rows)
    return int(known)


# --- contacts ----------------------------------------------------------------------------------------


def contacts(conn: Connection, *, text: str = "", account: int | None = None, limit: int = 100) -> list[Contact]:
    """Those whose address or name contains `text`, of one account if given; by address."""
    query = select(CONTACT).order_by(CONTACT.c.address).limit(limit)
    if text:
        query = query.where(
            CONTACT.c.address.icontains(text, autoescape=True) | CONTACT.c.name.icontains(text, autoescape=True)
        )
    if account is not None:
        query = query.where(CONTACT.c.account == account)
    return [recall.contact_of(row) for row in conn.execute(query)]


def contact(conn: Connection, address: str) -> Contact | None:
    """By address."""
    row = conn.execute(select(CONTACT).where(CONTACT.c.address == idn.normal(address))).first()
    return None if row is None else recall.contact_of(row)


def set_contact(
    conn: Connection,
    address: str,
    *,
    name: str | None = None,
    account: int | None = None,
    language: str | None = None,
) -> bool:
    """Sets what is given (None leaves it); False when nobody has that address."""
    given: dict[str, object] = {
        key: value
        for key, value in {"name": name, "account": account, "language": language}.items()
        if value is not None
    }
    known = contact(conn, address)
    if known is None:
        return False
    if given:
        conn.execute(update(CONTACT).where(CONTACT.c.id == known.id).values(given))
    return True


def suppressed(conn: Connection, address: str) -> bool:
    """Whether automatic mail to the address is switched off."""
    found = select(SUPPRESSION.c.address).where(SUPPRESSION.c.address == idn.normal(address))
    return conn.execute(found).first() is not None


def unsuppress(conn: Connection, address: str) -> bool:
    """Automatic mail may go there again; False when it was not off."""
    return conn.execute(delete(SUPPRESSION).where(SUPPRESSION.c.address == idn.normal(address))).rowcount == 1
