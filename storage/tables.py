"""The tables, as SQLModel classes: one a word of the glossary, each named …Row.

Takes the vocabularies of `rules.words`; gives the classes and `METADATA`. Never runs a statement: the hot path uses
SQLAlchemy Core on the tables behind the classes (`table_of`).

Indexes: every question a mail asks is answered by an index whose range does not grow with the number of tickets.
Partial indexes hold only what is still to be done; a query must repeat their condition word for word.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, LargeBinary, MetaData, Table, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from rules.words import (
    IntakeState,
    MailKind,
    MessageKind,
    OutboxState,
    Priority,
    Severity,
    Status,
    Tier,
    TimerReason,
)
from storage.columns import UtcTime, Whole, one_of

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# A key without a row id of its own: the table is its index.
_KEYED: dict[str, Any] = {"sqlite_with_rowid": False}
# A number that was given away once is never given away again.
_COUNTED: dict[str, Any] = {"sqlite_autoincrement": True}
# A key that comes with the row.
_GIVEN: dict[str, Any] = {"autoincrement": False}


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class Row(SQLModel):
    """What all tables share."""

    metadata: ClassVar[MetaData] = METADATA


def table_of(row: type[Row]) -> Table:
    """The Core table behind a class."""
    return METADATA.tables[str(row.__tablename__)]


# --- the ledger --------------------------------------------------------------------------------------


class FolderRow(Row, table=True):
    """A folder in one of its lives: a new UIDVALIDITY is a new row. `first_seen`: when its first sight was over."""

    __tablename__ = "folder"
    __table_args__ = (UniqueConstraint("mailbox", "name", "uidvalidity"),)

    id: int | None = Field(default=None, primary_key=True)
    mailbox: str
    name: str
    uidvalidity: int = Field(sa_type=Whole)
    first_seen: datetime | None = Field(sa_type=UtcTime)


class IntakeRow(Row, table=True):
    """One delivery. `action`: "todo" until the server has been told, then what came of it.

    `claimed_at`: when it was handed out; NULL again when given back or settled. `alone`: never again in a batch;
    `tries_alone`: attempts made that way.
    """

    __tablename__ = "intake"
    __table_args__ = (
        UniqueConstraint("folder", "uid"),
        one_of("state", IntakeState),
        Index("ix_intake_pending", "received_at", "uid", "id", **_where("state = 'received'")),
        Index("ix_intake_action", "mailbox", "id", **_where("action = 'todo'")),
        Index("ix_intake_claimed", "id", **_where("claimed_at IS NOT NULL")),
        Index("ix_intake_message_id", "message_id", "id", **_where("message_id IS NOT NULL")),
        Index("ix_intake_raw_sha256", "raw_sha256", "id"),
        Index("ix_intake_content_sha256", "content_sha256", "id"),
        Index("ix_intake_ticket", "ticket", **_where("ticket IS NOT NULL")),
        # Without what waits: the queue's own index is the only one that fits it, and gives it in order.
        Index("ix_intake_settled", "state", "id", **_where("state <> 'received'")),
        _COUNTED,
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Whole)
    folder: int = Field(foreign_key="folder.id")
    mailbox: str
    uid: int = Field(sa_type=Whole)
    received_at: datetime = Field(sa_type=UtcTime)
    recorded_at: datetime = Field(sa_type=UtcTime)
    settled_at: datetime | None = Field(sa_type=UtcTime)
    size: int = Field(sa_type=Whole)
    raw_sha256: str
    content_sha256: str
    message_id: str | None
    state: str
    reason: str | None
    may_answer: bool
    action: str
    claimed_at: datetime | None = Field(sa_type=UtcTime)
    alone: int
    tries_alone: int
    ticket: int | None
    seq: int | None
    duplicate_of: int | None = Field(sa_type=Whole)


class RawMailRow(Row, table=True):
    """The bytes of one delivery as fetched, compressed; their SHA-256 stands in the ledger row."""

    __tablename__ = "raw_mail"

    intake: int = Field(primary_key=True, foreign_key="intake.id", sa_type=Whole, sa_column_kwargs=_GIVEN)
    packed: bytes = Field(sa_type=LargeBinary)


# --- people ------------------------------------------------------------------------------------------


class AccountRow(Row, table=True):
    """An organisation and what it has by contract."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("name"), one_of("tier", Tier))

    id: int | None = Field(default=None, primary_key=True)
    name: str
    tier: str | None
    phone: str
    dedicated_agent: int | None


class AccountDomainRow(Row, table=True):
    """A mail domain that belongs to one account."""

    __tablename__ = "account_domain"
    __table_args__ = (Index("ix_account_domain_account", "account"), _KEYED)

    domain: str = Field(primary_key=True)
    account: int = Field(foreign_key="account.id")


class ContactRow(Row, table=True):
    """A person who writes."""

    __tablename__ = "contact"
    __table_args__ = (
        UniqueConstraint("address"),
        Index("ix_contact_account", "account", **_where("account IS NOT NULL")),
    )

    id: int = Field(primary_key=True, sa_column_kwargs=_GIVEN)
    address: str
    name: str
    account: int | None = Field(foreign_key="account.id")
    language: str | None


class AgentRow(Row, table=True):
    """A person who answers."""

    __tablename__ = "agent"
    __table_args__ = (UniqueConstraint("login"),)

    id: int | None = Field(default=None, primary_key=True)
    login: str
    name: str
    team: str
    active: bool
    role: str = Field(sa_column_kwargs={"server_default": "agent"})


class AgentAddressRow(Row, table=True):
    """An address an agent writes from."""

    __tablename__ = "agent_address"
    __table_args__ = (_KEYED,)

    address: str = Field(primary_key=True)
    agent: int = Field(foreign_key="agent.id", index=True)


class SuppressionRow(Row, table=True):
    """An address nothing automatic is sent to any more."""

    __tablename__ = "suppression"
    __table_args__ = (_KEYED,)

    address: str = Field(primary_key=True)
    reason: str
    at: datetime = Field(sa_type=UtcTime)


# --- tickets -----------------------------------------------------------------------------------------


class TicketRow(Row, table=True):
    """A conversation. `tags`: a JSON list; `fields`, `timers`: JSON tables. `version`: counts writes."""

    __tablename__ = "ticket"
    __table_args__ = (
        one_of("status", Status),
        one_of("severity", Severity),
        one_of("tier", Tier),
        one_of("priority", Priority),
        Index("ix_ticket_status", "status", "number"),
        Index("ix_ticket_requester", "requester", "number"),
        Index("ix_ticket_assignee", "assignee", "number", **_where("assignee IS NOT NULL")),
        Index("ix_ticket_load", "assignee", **_where("assignee IS NOT NULL AND status NOT IN ('resolved', 'closed')")),
    )

    number: int = Field(primary_key=True, sa_column_kwargs=_GIVEN)
    nonce: str
    mailbox: str
    status: str
    subject: str
    requester: int = Field(foreign_key="contact.id")
    account: int | None = Field(foreign_key="account.id")
    severity: str
    tier: str
    priority: str
    queue: str
    level: int
    assignee: int | None = Field(foreign_key="agent.id")
    tags: str
    language: str
    opened_at: datetime = Field(sa_type=UtcTime)
    due_at: datetime | None = Field(sa_type=UtcTime)
    answered_at: datetime | None = Field(sa_type=UtcTime)
    resolved_at: datetime | None = Field(sa_type=UtcTime)
    closed_at: datetime | None = Field(sa_type=UtcTime)
    merged_into: int | None
    follows: int | None
    last_seq: int
    version: int
    team: str = Field(sa_column_kwargs={"server_default": ""})
    climbed: int = Field(sa_column_kwargs={"server_default": "0"})
    warned: int = Field(sa_column_kwargs={"server_default": "0"})
    reminded: int = Field(sa_column_kwargs={"server_default": "0"})
    accept_by: datetime | None = Field(sa_type=UtcTime)
    reopened: int = Field(sa_column_kwargs={"server_default": "0"})
    fields: str = Field(sa_column_kwargs={"server_default": "{}"})
    timers: str = Field(sa_column_kwargs={"server_default": "{}"})


class FollowerRow(Row, table=True):
    """A contact who was accepted to read along."""

    __tablename__ = "follower"
    __table_args__ = (_KEYED,)

    ticket: int = Field(primary_key=True, foreign_key="ticket.number")
    contact: int = Field(primary_key=True, foreign_key="contact.id")


class MessageRow(Row, table=True):
    """One entry in a ticket. One delivery is at most one inbound message (I02, I04)."""

    __tablename__ = "message"
    __table_args__ = (
        one_of("kind", MessageKind),
        Index("ix_message_inbound", "ticket", "at", **_where("kind = 'inbound'")),
        Index("ix_message_author", "author", "at", **_where("kind = 'inbound'")),
        Index("uq_message_intake", "intake", unique=True, **_where("kind = 'inbound' AND intake IS NOT NULL")),
    )

    ticket: int = Field(primary_key=True, foreign_key="ticket.number")
    seq: int = Field(primary_key=True)
    kind: str
    at: datetime = Field(sa_type=UtcTime)
    author: str
    verified: bool
    subject: str
    text: str
    intake: int | None = Field(foreign_key="intake.id", sa_type=Whole)


class MessageIdRow(Row, table=True):
    """A Message-ID that a message of the ticket bears, sent or received."""

    __tablename__ = "message_id"
    __table_args__ = (_KEYED,)

    id: str = Field(primary_key=True)
    ticket: int = Field(primary_key=True, foreign_key="ticket.number")
    seq: int


class TimerRow(Row, table=True):
    """Something due at a time, for one ticket and one reason."""

    __tablename__ = "timer"
    __table_args__ = (one_of("reason", TimerReason), Index("ix_timer_due", "due"), _KEYED)

    ticket: int = Field(primary_key=True, foreign_key="ticket.number")
    reason: str = Field(primary_key=True)
    due: datetime = Field(sa_type=UtcTime)


# --- sending -----------------------------------------------------------------------------------------


class OutboxRow(Row, table=True):
    """A mail to send. `rank`: the order of kinds. `not_before`: NULL when it may leave at once.

    `maybe_sent`: an earlier attempt may have got through (answers only). `unreported`: 1 until the desk has decided
    what a final failure means.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("cause", "kind", "recipient"),
        UniqueConstraint("message_id"),
        one_of("kind", MailKind),
        one_of("state", OutboxState),
        Index("ix_outbox_due", "rank", "id", **_where("state = 'queued' AND not_before IS NULL")),
        Index("ix_outbox_deferred", "not_before", **_where("state = 'queued' AND not_before IS NOT NULL")),
        Index("ix_outbox_dispatching", "id", **_where("state = 'dispatching'")),
        Index("ix_outbox_before", "ticket", "recipient", "id", **_where("state IN ('queued', 'dispatching')")),
        Index("ix_outbox_unreported", "id", **_where("unreported = 1")),
        Index("ix_outbox_recipient", "recipient", "automatic", "created_at"),
        Index("ix_outbox_ticket", "ticket", "id"),
        Index("ix_outbox_ended", "state", "id", **_where("state NOT IN ('queued', 'dispatching')")),
        _COUNTED,
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Whole)
    cause: str
    kind: str
    rank: int
    mailbox: str
    ticket: int = Field(foreign_key="ticket.number")
    seq: int
    sender: str
    recipient: str
    automatic: int
    intake: int | None = Field(foreign_key="intake.id", sa_type=Whole)
    message_id: str
    state: str
    attempts: int
    not_before: datetime | None = Field(sa_type=UtcTime)
    maybe_sent: int
    unreported: int
    status: str
    text: str
    created_at: datetime = Field(sa_type=UtcTime)
    changed_at: datetime = Field(sa_type=UtcTime)


class OutboxMailRow(Row, table=True):
    """The bytes of an outgoing mail, fixed when accepted, compressed; apart, so that a state costs no copy of them."""

    __tablename__ = "outbox_mail"

    outbox: int = Field(primary_key=True, foreign_key="outbox.id", sa_type=Whole, sa_column_kwargs=_GIVEN)
    packed: bytes = Field(sa_type=LargeBinary)


class HeldBackRow(Row, table=True):
    """An automatic mail a cap held back."""

    __tablename__ = "held_back"
    __table_args__ = (Index("ix_held_back_recipient", "recipient", "at"), _COUNTED)

    id: int | None = Field(default=None, primary_key=True, sa_type=Whole)
    ticket: int = Field(foreign_key="ticket.number")
    recipient: str
    reason: str
    at: datetime = Field(sa_type=UtcTime)


# --- the record --------------------------------------------------------------------------------------


class EventRow(Row, table=True):
    """What happened and what was decided; appended, never changed. `trace`: the JSON of `rules.trace`."""

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_ticket", "ticket", "id", **_where("ticket IS NOT NULL")),
        Index("ix_event_intake", "intake", **_where("intake IS NOT NULL")),
        _COUNTED,
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Whole)
    kind: str
    at: datetime = Field(sa_type=UtcTime)
    actor: str
    ticket: int | None
    intake: int | None = Field(sa_type=Whole)
    policy: str
    trace: str


class PolicyRow(Row, table=True):
    """A policy somebody switched on, kept for good. `texts`: JSON, file name → text."""

    __tablename__ = "policy"
    __table_args__ = (_KEYED,)

    digest: str = Field(primary_key=True)
    texts: str
    kept_at: datetime = Field(sa_type=UtcTime)
    actor: str


class PolicyLoadRow(Row, table=True):
    """When which policy was switched on."""

    __tablename__ = "policy_load"
    __table_args__ = (_COUNTED,)

    id: int | None = Field(default=None, primary_key=True, sa_type=Whole)
    digest: str = Field(foreign_key="policy.digest")
    at: datetime = Field(sa_type=UtcTime)
    actor: str


class AlertRow(Row, table=True):
    """Something the operators must know. `open`: 0 once cleared."""

    __tablename__ = "alert"
    __table_args__ = (_KEYED,)

    code: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    detail: str
    raised_at: datetime = Field(sa_type=UtcTime)
    last_at: datetime = Field(sa_type=UtcTime)
    times: int
    mailed_at: datetime | None = Field(sa_type=UtcTime)
    open: int


# --- the schema itself -------------------------------------------------------------------------------


class SequenceRow(Row, table=True):
    """Where SQLite keeps the next number of a sequence; PostgreSQL has sequences and leaves it empty."""

    __tablename__ = "sequence"
    __table_args__ = (_KEYED,)

    name: str = Field(primary_key=True)
    next: int


class SchemaRow(Row, table=True):
    """One row: the version of these tables and the oldest program that may use them."""

    __tablename__ = "schema_version"

    version: int = Field(primary_key=True, sa_column_kwargs=_GIVEN)
    oldest_program: str
