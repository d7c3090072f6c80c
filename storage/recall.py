"""What a batch of events must know, read in a constant number of queries.

Takes needs (`rules.needs`) and a connection; gives `Known`, the memory the working set decides from and updates.
Never reads more because there are more tickets: every query is a range of an index, cut where senders could stretch it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, and_, bindparam, func, literal_column, or_, select

from rules.clocks import Clocks, Turn
from rules.model import Account, Agent, Contact, Message, OutboxView, Ticket, Twin, going_on
from rules.needs import Wishes
from rules.words import (
    IntakeState,
    MailKind,
    MessageKind,
    OutboxState,
    Priority,
    Role,
    Severity,
    Status,
    Tier,
    TimerReason,
)
from storage import clocks, dialect, messages, surveys
from storage.columns import UtcTime
from storage.tables import (
    AccountDomainRow,
    AccountRow,
    AgentAddressRow,
    AgentRow,
    ContactRow,
    FollowerRow,
    HeldBackRow,
    IntakeRow,
    MessageIdRow,
    MessageRow,
    OutboxRow,
    SuppressionRow,
    TicketRow,
    TimerRow,
    table_of,
)

ACCOUNT, DOMAIN, CONTACT = table_of(AccountRow), table_of(AccountDomainRow), table_of(ContactRow)
AGENT, AGENT_ADDRESS, SUPPRESSION = table_of(AgentRow), table_of(AgentAddressRow), table_of(SuppressionRow)
TICKET, FOLLOWER, MESSAGE = table_of(TicketRow), table_of(FollowerRow), table_of(MessageRow)
MESSAGE_ID, OUTBOX, INTAKE = table_of(MessageIdRow), table_of(OutboxRow), table_of(IntakeRow)
HELD_BACK, TIMER = table_of(HeldBackRow), table_of(TimerRow)

DAY = timedelta(hours=24)

# How many tickets, or ledger rows, one Message-ID may call up: a broken sender gives every mail the same.
_NEWEST = 20
_IN_LIST = 900
_MERGE_HOPS = 8
_LARGEST = 2**31 - 1
_THREAD = 20

# The questions, built once: naming their columns anew costs more than asking them.
_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_SINCE = bindparam("since", type_=UtcTime())
_SENT = select(
    *(OUTBOX.c[name] for name in ("id", "kind", "state", "ticket", "seq", "recipient", "message_id", "cause"))
).where(OUTBOX.c.message_id.in_(_SOME))
_TICKETS = select(TICKET).where(TICKET.c.number.in_(_SOME))
_FOLLOWERS = select(FOLLOWER).where(FOLLOWER.c.ticket.in_(_SOME)).order_by(FOLLOWER.c.ticket, FOLLOWER.c.contact)
_INBOUND = (
    select(MESSAGE.c.ticket, func.count().label("mails"))
    .where(literal_column("kind = 'inbound'"), MESSAGE.c.ticket.in_(_SOME), MESSAGE.c.at > _SINCE)
    .group_by(MESSAGE.c.ticket)
)
_OF_SENDER = (
    select(MESSAGE.c.author, func.count().label("mails"))
    .where(literal_column("kind = 'inbound'"), MESSAGE.c.author.in_(_SOME), MESSAGE.c.at > _SINCE)
    .group_by(MESSAGE.c.author)
)
LOADS = (
    select(TICKET.c.assignee, func.count().label("tickets"))
    .where(literal_column("assignee IS NOT NULL AND status NOT IN ('resolved', 'closed')"))
    .group_by(TICKET.c.assignee)
)
_CONTACTS_AT = select(CONTACT).where(CONTACT.c.address.in_(_SOME))
_CONTACTS = select(CONTACT).where(CONTACT.c.id.in_(_SOME))
_DOMAINS = select(DOMAIN).where(DOMAIN.c.domain.in_(_SOME))
_DOMAINS_OF = select(DOMAIN).where(DOMAIN.c.account.in_(_SOME)).order_by(DOMAIN.c.domain)
_ACCOUNTS = select(ACCOUNT).where(ACCOUNT.c.id.in_(_SOME))
_AGENTS = select(AGENT).order_by(AGENT.c.id)
_AGENT_ADDRESSES = select(AGENT_ADDRESS).order_by(AGENT_ADDRESS.c.address)
_AUTOMATIC = (
    select(OUTBOX.c.recipient, OUTBOX.c.created_at)
    .where(OUTBOX.c.recipient.in_(_SOME), OUTBOX.c.automatic == 1, OUTBOX.c.created_at > _SINCE)
    .order_by(OUTBOX.c.created_at)
)
_HELD_BACK = (
    select(HELD_BACK.c.recipient, HELD_BACK.c.ticket)
    .join(TIMER, and_(TIMER.c.ticket == HELD_BACK.c.ticket, TIMER.c.reason == TimerReason.SUMMARY.value))
    .where(HELD_BACK.c.recipient.in_(_SOME), HELD_BACK.c.at > _SINCE)
    .order_by(HELD_BACK.c.id)
)
_TWIN = tuple(
    INTAKE.c[name] for name in ("id", "mailbox", "state", "raw_sha256", "content_sha256", "message_id", "ticket", "seq")
)
_IS_ANSWER, _IS_INBOUND = (MESSAGE.c.kind == kind.value for kind in (MessageKind.ANSWER, MessageKind.INBOUND))
_THREAD_ID = func.coalesce(INTAKE.c.message_id, OUTBOX.c.message_id)
_THREAD_OF = (
    select(_THREAD_ID.label("message_id"))
    .select_from(MESSAGE)
    .outerjoin(INTAKE, and_(_IS_INBOUND, INTAKE.c.id == MESSAGE.c.intake))
    .outerjoin(
        OUTBOX,
        and_(
            _IS_ANSWER,
            OUTBOX.c.ticket == MESSAGE.c.ticket,
            OUTBOX.c.seq == MESSAGE.c.seq,
            OUTBOX.c.kind == MailKind.ANSWER.value,
        ),
    )
    .where(
        MESSAGE.c.ticket == bindparam("ticket"),
        # A stranger's mail that was kept on the ticket is nothing the requester knows of; the first is their own.
        or_(_IS_ANSWER, and_(_IS_INBOUND, or_(MESSAGE.c.verified, MESSAGE.c.seq == 1))),
        _THREAD_ID.is_not(None),
    )
    .order_by(MESSAGE.c.seq.desc())
    .limit(_THREAD)
)
_SUPPRESSED = select(SUPPRESSION.c.address).where(SUPPRESSION.c.address.in_(_SOME))


@dataclass(slots=True)
class Known:
    """The memory of one batch: what was read, then what its own decisions changed."""

    tickets: dict[int, Ticket] = field(default_factory=dict)
    bearers: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    contacts: dict[int, Contact] = field(default_factory=dict)
    by_address: dict[str, int] = field(default_factory=dict)
    accounts: dict[int, Account] = field(default_factory=dict)
    domains: dict[str, int] = field(default_factory=dict)
    agents: dict[int, Agent] = field(default_factory=dict)
    twins: dict[int, Twin] = field(default_factory=dict)
    alike: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    automatic: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    held_back: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    suppressed: set[str] = field(default_factory=set)
    sent: dict[str, OutboxView] = field(default_factory=dict)
    ticket_mails: dict[int, int] = field(default_factory=dict)
    threads: dict[int, tuple[str, ...]] = field(default_factory=dict)
    turns: dict[int, tuple[Turn, ...]] = field(default_factory=dict)
    recent: dict[int, tuple[Message, ...]] = field(default_factory=dict)
    held: dict[tuple[int, int], Message] = field(default_factory=dict)
    surveyed_at: dict[int, datetime] = field(default_factory=dict)
    opted_out: set[str] = field(default_factory=set)
    mails_of: dict[str, int] = field(default_factory=dict)
    loads: dict[int, int] = field(default_factory=dict)

    def add_contact(self, contact: Contact) -> None:
        self.contacts[contact.id] = contact
        self.by_address[contact.address] = contact.id

    def add_twin(self, twin: Twin) -> None:
        """A settled ledger row, found again by its bytes, its content or its Message-ID."""
        self.twins[twin.intake] = twin
        for key in {twin.raw_sha256, twin.content_sha256, twin.message_id}:
            if key is not None and twin.intake not in self.alike[key]:
                self.alike[key].append(twin.intake)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The union of what a batch's events need."""

    tickets: frozenset[int]
    contacts: frozenset[int]
    addresses: frozenset[str]
    message_ids: frozenset[str]
    own_ids: frozenset[str]
    digests: frozenset[str]
    threads: frozenset[int]
    turns: frozenset[int]
    recent: frozenset[int]
    wishes: Wishes
    held: frozenset[tuple[int, int]]


def recall(conn: Connection, wanted: Wanted, now: datetime) -> Known:
    """Reads everything, in the order in which one answer names the next question."""
    known = Known()
    _bearers(conn, known, wanted.message_ids)
    _sent(conn, known, wanted.message_ids)
    named = {number for numbers in known.bearers.values() for number in numbers}
    named |= {view.ticket for view in known.sent.values()}
    _tickets(conn, known, named | _possible(wanted.tickets))
    _ticket_mails(conn, known, known.tickets, now - DAY)
    _going_on(conn, known, now - DAY)
    people = {ticket.requester for ticket in known.tickets.values()}
    people |= {follower for ticket in known.tickets.values() for follower in ticket.followers}
    _contacts(conn, known, people | _possible(wanted.contacts), wanted.addresses)
    addresses = wanted.addresses | set(known.by_address)
    _accounts(conn, known, addresses)
    _agents(conn, known)
    _twins(conn, known, wanted)
    _brakes(conn, known, addresses, now - DAY)
    _threads(conn, known, wanted.threads)
    known.recent.update(messages.recent(conn, _possible(wanted.recent)))
    known.held.update(messages.held(conn, wanted.held))
    if wanted.recent:  # only a timer asks for surveys
        known.surveyed_at.update(surveys.last_asked(conn, known.contacts))
        known.opted_out.update(surveys.opted_out(conn, known.by_address))
    known.turns.update(clocks.turns(conn, _possible(wanted.turns)))
    _counts(conn, known, addresses, wanted.wishes, now - DAY)
    return known


def _counts(conn: Connection, known: Known, addresses: Iterable[str], wishes: Wishes, since: datetime) -> None:
    """What costs a query of its own: only where a rule of the policy asks for it."""
    if wishes.mails_24h:
        known.mails_of.update({row.author: row.mails for row in _all(conn, _OF_SENDER, addresses, since=since)})
    if wishes.loads:
        known.loads.update({row.assignee: row.tickets for row in conn.execute(LOADS)})


# --- tickets -----------------------------------------------------------------------------------------


def _bearers(conn: Connection, known: Known, ids: Iterable[str]) -> None:
    for row in _newest(conn, MESSAGE_ID.c.id, MESSAGE_ID.c.ticket, (MESSAGE_ID.c.id, MESSAGE_ID.c.ticket), ids):
        known.bearers[row.id].append(row.ticket)
    for numbers in known.bearers.values():
        numbers.sort(reverse=True)


def _sent(conn: Connection, known: Known, ids: Iterable[str]) -> None:
    for row in _all(conn, _SENT, ids):
        known.sent[row.message_id] = outbox_view(row)


def outbox_view(row: Row[Any]) -> OutboxView:
    """A row of the outbox as decisions see it."""
    return OutboxView(
        id=row.id,
        kind=MailKind(row.kind),
        state=OutboxState(row.state),
        ticket=row.ticket,
        seq=row.seq,
        recipient=row.recipient,
        message_id=row.message_id,
        cause=row.cause,
    )


def _tickets(conn: Connection, known: Known, numbers: set[int]) -> None:
    """The tickets and, hop by hop, where merges lead: without a merged one among them a single query."""
    rows: dict[int, Row[Any]] = {}
    for _ in range(_MERGE_HOPS):
        missing = numbers - rows.keys()
        if not missing:
            break
        found = list(_all(conn, _TICKETS, missing))
        rows.update({row.number: row for row in found})
        numbers = {row.merged_into for row in found if row.merged_into is not None}
    followers: dict[int, list[int]] = defaultdict(list)
    for row in _all(conn, _FOLLOWERS, rows):
        followers[row.ticket].append(row.contact)
    kept = clocks.read(conn, rows)
    for number, row in rows.items():
        ticket_clocks = clocks.together(kept.get(number, {}), answered=row.answered_at is not None)
        known.tickets[number] = ticket_of(row, tuple(followers[number]), ticket_clocks)


def ticket_of(row: Row[Any], followers: tuple[int, ...], kept: Clocks | None) -> Ticket:
    """A stored ticket as a value."""
    return Ticket(
        number=row.number,
        nonce=row.nonce,
        mailbox=row.mailbox,
        status=Status(row.status),
        subject=row.subject,
        requester=row.requester,
        followers=followers,
        account=row.account,
        severity=Severity(row.severity),
        tier=Tier(row.tier),
        priority=Priority(row.priority),
        queue=row.queue,
        level=row.level,
        team=row.team,
        assignee=row.assignee,
        tags=tuple(json.loads(row.tags)),
        language=row.language,
        opened_at=row.opened_at,
        due_at=row.due_at,
        answered_at=row.answered_at,
        resolved_at=row.resolved_at,
        closed_at=row.closed_at,
        merged_into=row.merged_into,
        follows=row.follows,
        last_seq=row.last_seq,
        version=row.version,
        clocks=kept,
        climbed=row.climbed,
        warned=row.warned,
        reminded=row.reminded,
        accept_by=row.accept_by,
        reopened=row.reopened,
        fields=tuple(json.loads(row.fields).items()),
        timers=tuple((name, datetime.fromisoformat(due)) for name, due in json.loads(row.timers).items()),
    )


def _ticket_mails(conn: Connection, known: Known, numbers: Iterable[int], since: datetime) -> None:
    for row in _all(conn, _INBOUND, numbers, since=since):
        known.ticket_mails[row.ticket] = row.mails


def _going_on(conn: Connection, known: Known, since: datetime) -> None:
    """Where the mails of a ticket go that has had too many: only one that had any today can have."""
    ids = [going_on(number) for number in known.ticket_mails]
    _bearers(conn, known, ids)
    found = {number for text in ids for number in known.bearers.get(text, ())} - known.tickets.keys()
    if found:
        _tickets(conn, known, known.tickets.keys() | found)
        _ticket_mails(conn, known, found, since)


def _threads(conn: Connection, known: Known, numbers: frozenset[int]) -> None:
    """A query a ticket: answers come one by one."""
    for number in _possible(numbers):
        newest_first = [row.message_id for row in conn.execute(_THREAD_OF, {"ticket": number})]
        # A mail that came by two mailboxes is two messages with one id.
        known.threads[number] = tuple(dict.fromkeys(reversed(newest_first)))


# --- people ------------------------------------------------------------------------------------------


def _contacts(conn: Connection, known: Known, ids: set[int], addresses: frozenset[str]) -> None:
    for row in _all(conn, _CONTACTS_AT, addresses):
        known.add_contact(contact_of(row))
    for row in _all(conn, _CONTACTS, ids - known.contacts.keys()):
        known.add_contact(contact_of(row))


def contact_of(row: Row[Any]) -> Contact:
    """A stored contact as a value."""
    return Contact(row.id, row.address, row.name, row.account, row.language)


def _accounts(conn: Connection, known: Known, addresses: Iterable[str]) -> None:
    domains = {domain_of(address) for address in addresses}
    for row in _all(conn, _DOMAINS, domains):
        known.domains[row.domain] = row.account
    ids = set(known.domains.values()) | {who.account for who in known.contacts.values() if who.account is not None}
    all_domains: dict[int, list[str]] = defaultdict(list)
    for row in _all(conn, _DOMAINS_OF, ids):
        all_domains[row.account].append(row.domain)
    for row in _all(conn, _ACCOUNTS, ids):
        known.accounts[row.id] = account_of(row, tuple(all_domains[row.id]))


def account_of(row: Row[Any], domains: tuple[str, ...]) -> Account:
    """A stored account as a value."""
    tier = None if row.tier is None else Tier(row.tier)
    return Account(row.id, row.name, domains, tier, row.phone, row.dedicated_agent)


def domain_of(address: str) -> str:
    """What follows the last @."""
    return address.rpartition("@")[2]


def _agents(conn: Connection, known: Known) -> None:
    known.agents.update({agent.id: agent for agent in agents(conn)})


def agents(conn: Connection) -> list[Agent]:
    """All agents, by id: a desk has few."""
    addresses: dict[int, list[str]] = defaultdict(list)
    for row in conn.execute(_AGENT_ADDRESSES):
        addresses[row.agent].append(row.address)
    rows = conn.execute(_AGENTS)
    return [
        Agent(row.id, row.login, row.name, tuple(addresses[row.id]), row.team, row.active, Role(row.role))
        for row in rows
    ]


# --- twins and brakes --------------------------------------------------------------------------------


def _twins(conn: Connection, known: Known, wanted: Wanted) -> None:
    """Ledger rows that are settled: one that still waits will itself find this one, once this one is settled."""
    keys = (
        (INTAKE.c.raw_sha256, wanted.digests),
        (INTAKE.c.content_sha256, wanted.digests),
        (INTAKE.c.message_id, wanted.own_ids),
    )
    for key, values in keys:
        for row in _newest(conn, key, INTAKE.c.id, _TWIN, values):
            if row.state != IntakeState.RECEIVED.value:
                known.add_twin(twin_of(row))


def twin_of(row: Row[Any]) -> Twin:
    """A ledger row as decisions see it."""
    return Twin(
        intake=row.id,
        mailbox=row.mailbox,
        state=IntakeState(row.state),
        raw_sha256=row.raw_sha256,
        content_sha256=row.content_sha256,
        message_id=row.message_id,
        ticket=row.ticket,
        seq=row.seq,
    )


def _brakes(conn: Connection, known: Known, addresses: Iterable[str], since: datetime) -> None:
    for row in _all(conn, _AUTOMATIC, addresses, since=since):
        known.automatic[row.recipient].append(row.created_at)
    for row in _all(conn, _HELD_BACK, addresses, since=since - 2 * DAY):
        known.held_back[row.recipient].append(row.ticket)
    for row in _all(conn, _SUPPRESSED, addresses):
        known.suppressed.add(row.address)


# --- how a list is asked for -------------------------------------------------------------------------


def _possible(numbers: Iterable[int]) -> set[int]:
    """A mail may name any number; those the column cannot hold name nothing."""
    return {number for number in numbers if 0 < number <= _LARGEST}


def _all(conn: Connection, query: Select[Any], values: Iterable[Any], **more: object) -> Iterator[Row[Any]]:
    """Runs a query over all values, a bounded number at a time; nothing at all for none."""
    ordered = sorted(values)
    for start in range(0, len(ordered), _IN_LIST):
        yield from conn.execute(query, {"some": ordered[start : start + _IN_LIST], **more})


def _newest(
    conn: Connection, key: Any, order: Any, columns: tuple[Any, ...], values: Iterable[Any]
) -> Iterator[Row[Any]]:
    """For each value the rows with the largest `order`, cut at `_NEWEST`."""
    ordered = sorted(values)
    if ordered:
        query = dialect.newest_of_each(conn.dialect.name, key, order, columns, _NEWEST)
        yield from conn.execute(query, {"wanted": dialect.list_parameter(conn, ordered)})
