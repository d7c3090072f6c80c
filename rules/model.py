"""The values a decision is made from: the desk, what happened, what is known.

Takes nothing: it only declares. Gives tickets and people, events, and the snapshot; `rules.effects` has what comes out.
Never holds behaviour. Every time is an aware datetime in UTC; every address is lower case as `parsers` gives it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from parsers.mail import Mail
from parsers.token import Keys
from rules.clocks import Clocks, Turn
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

# --- what the desk consists of ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Desk:
    """Who we are. `addresses`: all addresses of all mailboxes; `separator`: between local part and token."""

    instance: str
    keys: Keys
    name: str
    zone: str
    addresses: frozenset[str]
    separator: str
    token_days: int
    phone: str


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A watched IMAP account and folder, as far as decisions care.

    `address`: From and base of reply addresses. `evidence_source`: "none", or the authserv-id whose
    Authentication-Results count. `trusted_hops`: how many Received fields our own servers add on top.
    """

    name: str
    address: str
    display_name: str
    addresses: frozenset[str]
    via_lists: frozenset[str]
    evidence_source: str
    trusted_hops: int
    language: str


@dataclass(frozen=True, slots=True)
class Account:
    """The organisation a contact belongs to. `tier`: the contracted tier, the floor of every promise."""

    id: int
    name: str
    domains: tuple[str, ...]
    tier: Tier | None
    phone: str
    dedicated_agent: int | None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person who writes. `account`: set by an operator or by the domain of a known account."""

    id: int
    address: str
    name: str
    account: int | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Agent:
    """Who answers. `addresses`: all they write from; they are written to at the first, the registered one."""

    id: int
    login: str
    name: str
    addresses: tuple[str, ...]
    team: str
    active: bool
    role: Role = Role.AGENT


@dataclass(frozen=True, slots=True)
class Ticket:
    """A numbered conversation with one requester.

    `requester`: a contact's id; `followers`: contacts' ids; `last_seq`: of its newest message;
    `version`: counts writes, so that a decision on stale values is refused. `due_at`: when the running response is due.
    `team`: who owns it. `clocks`: None only for a ticket from before there were any. `climbed`: milestones of the
    running response that were acted on; `warned`: of the resolution; `reminded`: reminders sent while it is pending.
    `accept_by`: until when a team that it climbed to must take it. `reopened`: how often it was taken up again.
    `fields`: custom fields that rules read, by name. `timers`: those that rules started and when they are due.
    """

    number: int
    nonce: str
    mailbox: str
    status: Status
    subject: str
    requester: int
    followers: tuple[int, ...]
    account: int | None
    severity: Severity
    tier: Tier
    priority: Priority
    queue: str
    level: int
    team: str
    assignee: int | None
    tags: tuple[str, ...]
    language: str
    opened_at: datetime
    due_at: datetime | None
    answered_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    merged_into: int | None
    follows: int | None
    last_seq: int
    version: int
    clocks: Clocks | None
    climbed: int
    warned: int
    reminded: int
    accept_by: datetime | None
    reopened: int
    fields: tuple[tuple[str, str], ...]
    timers: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One entry in a ticket. `author`: an address, an agent's login or "supportd". `message_ids`: every id it bears.

    The first message of a ticket also bears the ticket's root id and, `awaited`, the ids of mails it answers that
    nobody has seen yet (F24): when they come, they find the ticket.
    """

    ticket: int
    seq: int
    kind: MessageKind
    at: datetime
    author: str
    verified: bool
    subject: str
    text: str
    intake: int | None
    message_ids: tuple[str, ...]


def going_on(ticket: int) -> str:
    """An id of the first mail of the ticket that goes on with a flooded one (A60): by it the next mail finds it."""
    return f"going on with {ticket}"


def let_go(ticket: int, seq: int) -> str:
    """An id of the message that was made of a held one: by it a second yes finds that there was a first."""
    return f"let go {ticket}.{seq}"


def awaited(message_id: str) -> str:
    """How a ticket bears the id of a mail that it does not have: never to be taken for one it has, in any lookup.

    Many people may answer one mail that nobody sent to the desk (an announcement): that alone does not make them
    one conversation. The blank stands in no Message-ID.
    """
    return f"awaited {message_id}"


# --- what happened ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MailArrived:
    """A mail of the ledger. `received_at`: INTERNALDATE. `aside`: reason code when it is to be a stub only.

    `may_answer`: False where nothing may leave because of it (an import). `stub`: the ticket that has stood for it
    since it was set aside, when it is worked on again.
    """

    intake: int
    mailbox: str
    received_at: datetime
    raw_sha256: str
    content_sha256: str
    mail: Mail
    aside: str | None
    may_answer: bool
    stub: int | None


@dataclass(frozen=True, slots=True)
class TimerFired:
    """A timer came due."""

    ticket: int
    reason: TimerReason
    due: datetime


@dataclass(frozen=True, slots=True)
class DeliveryReported:
    """The SMTP server refused a mail of ours for good, or its fate is unknown."""

    outbox: OutboxView
    permanent: bool
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Send `text` to the requester. `status`: the ticket's status afterwards."""

    ticket: int
    text: str
    status: Status


@dataclass(frozen=True, slots=True)
class Note:
    """Keep `text` inside the desk."""

    ticket: int
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """Set fields by hand; None leaves a field alone."""

    ticket: int
    severity: Severity | None
    tier: Tier | None
    priority: Priority | None
    queue: str | None
    level: int | None
    status: Status | None
    add_tags: tuple[str, ...]
    drop_tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assign:
    """Give the ticket to an agent (by id), or to nobody."""

    ticket: int
    agent: int | None


@dataclass(frozen=True, slots=True)
class Close:
    """`final`: closed at once; otherwise it means resolved."""

    ticket: int
    final: bool


@dataclass(frozen=True, slots=True)
class Reopen:
    """Back to open."""

    ticket: int


@dataclass(frozen=True, slots=True)
class Replan:
    """Another policy was switched on: serve the ticket as it says. Clocks are worked out anew."""

    ticket: int
    tier: Tier
    priority: Priority


Act = Answer | Note | Change | Assign | Close | Reopen | Replan


@dataclass(frozen=True, slots=True)
class OperatorActed:
    """A command of the command line. `actor`: the login; `agent`: the agent's id when `--as` was given."""

    actor: str
    agent: int | None
    act: Act


Event = MailArrived | TimerFired | DeliveryReported | OperatorActed

# --- what a decision may know ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fresh:
    """Numbers and chance drawn beforehand: a decision that opens a ticket or meets a stranger uses these."""

    ticket: int
    contact: int
    nonce: str


@dataclass(frozen=True, slots=True)
class Twin:
    """Another ledger row with the same Message-ID or the same bytes."""

    intake: int
    mailbox: str
    state: IntakeState
    raw_sha256: str
    content_sha256: str
    message_id: str | None
    ticket: int | None
    seq: int | None


@dataclass(frozen=True, slots=True)
class OutboxView:
    """A row of the outbox, as far as decisions care."""

    id: int
    kind: MailKind
    state: OutboxState
    ticket: int
    seq: int
    recipient: str
    message_id: str
    cause: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that a decision may know, read in one go.

    `bearers`: Message-ID, as it is or `awaited`, and the `going_on` of each ticket named → numbers of the tickets a
    message of which bears it, newest first.
    `tickets`: every ticket that tokens, ids, marks or the event name, and where merges lead.
    `contacts`: the sender and every requester and follower of those tickets, by id.
    `sender`, `account`: by the mail's strict author (or lenient From), None for strangers.
    `accounts`: those of the tickets, by id. `held`: messages that an agent's mail asks to let go, by ticket and number.
    `automatic`: when automatic mails were queued for the sender within the last 24 hours, oldest first.
    `sent`: our own Message-ID → the outbox row that bore it.
    `ticket_mails`: inbound messages within 24 hours of each ticket named (A60).
    `held_back`: tickets of the sender whose acknowledgement a cap held back, and which no summary has named yet: those
    with a timer for one.
    `threads`: ticket → Message-IDs of the newest mails its requester knows, oldest first, at most 20: what an answer
    refers to. Read for an answer only.
    `surveyed_at`: when the sender was last asked how it was; `opted_out`: whether they wish no more of that.
    `recent`: ticket → its newest messages, oldest first, texts cut: what an escalation tells. Read for timers only.
    `turns`: ticket → what moved it so far, oldest first. Read for acts and timers only: a mail changes no terms.
    `mails_24h`: mails of the sender within 24 hours; `loads`: open tickets an agent has. Both are read only where a
    rule asks for them, and empty otherwise.
    """

    desk: Desk
    mailbox: Mailbox
    fresh: Fresh
    tickets: Mapping[int, Ticket]
    bearers: Mapping[str, tuple[int, ...]]
    contacts: Mapping[int, Contact]
    sender: Contact | None
    account: Account | None
    agents: Mapping[int, Agent]
    accounts: Mapping[int, Account]
    held: Mapping[tuple[int, int], Message]
    twins: tuple[Twin, ...]
    automatic: tuple[datetime, ...]
    held_back: tuple[int, ...]
    suppressed: frozenset[str]
    sent: Mapping[str, OutboxView]
    ticket_mails: Mapping[int, int]
    threads: Mapping[int, tuple[str, ...]]
    surveyed_at: datetime | None
    opted_out: bool
    recent: Mapping[int, tuple[Message, ...]]
    turns: Mapping[int, tuple[Turn, ...]]
    mails_24h: int
    loads: Mapping[int, int]
