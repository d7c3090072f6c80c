"""Values for tests, complete and ordinary; each test changes what its story is about.

Takes what differs as keywords; gives mails, tickets, snapshots, events and the policy that ships.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TypedDict, Unpack

from parsers.mail import (
    Address,
    Attachment,
    AuthenticationResults,
    Defect,
    DeliveryReport,
    Mail,
    Origin,
    TokenSeen,
)
from parsers.quoting.read import spans
from parsers.token import Claim, Form, Keys, Purpose, sign
from rules.clocks import Clocks, Turn, replay
from rules.model import (
    Account,
    Act,
    Agent,
    Contact,
    Desk,
    Fresh,
    MailArrived,
    Mailbox,
    Message,
    OperatorActed,
    OutboxView,
    Snapshot,
    Ticket,
    Twin,
)
from rules.policy import Policy, load
from rules.words import IntakeState, MailKind, OutboxState, Priority, Severity, Status, Tier

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SUPPORT = "support@desk.example"
ANNA = Contact(id=7, address="anna@customer.example", name="Anna", account=None, language=None)
BOB = Agent(id=3, login="bob", name="Bob", addresses=("bob@desk.example",), team="first", active=True)
SHIPPED = Path(__file__).parent.parent / "rules" / "shipped"


class MailFields(TypedDict, total=False):
    size: int
    message_id: str | None
    author: str | None
    from_: tuple[Address, ...]
    sender: Address | None
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    delivered_to: tuple[str, ...]
    return_path: str | None
    subject: str
    base_subject: str
    date: datetime | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    text: str
    attachments: tuple[Attachment, ...]
    language: str | None
    origin: Origin
    origin_evidence: tuple[str, ...]
    answer_unwanted: bool
    reports: tuple[DeliveryReport, ...]
    returned_ids: tuple[str, ...]
    tokens: tuple[TokenSeen, ...]
    numbers: tuple[int, ...]
    authentication: tuple[AuthenticationResults, ...]
    headers: tuple[tuple[str, str], ...]
    defects: tuple[Defect, ...]


def a_mail(**fields: Unpack[MailFields]) -> Mail:
    """A customer's ordinary question. `author` alone also sets From."""
    author = fields.get("author", ANNA.address)
    from_ = fields.get("from_", (Address("Anna", author),) if author else ())
    ordinary = Mail(
        size=2_000,
        message_id="first@customer.example",
        author=author,
        from_=from_,
        sender=None,
        reply_to=(),
        to=(Address("", SUPPORT),),
        cc=(),
        delivered_to=(SUPPORT,),
        return_path=author,
        subject="How do I change my name?",
        base_subject="How do I change my name?",
        date=NOW,
        in_reply_to=(),
        references=(),
        text="Hello,\nwhere is the setting?\n",
        spans=(),
        forwarded=None,
        attachments=(),
        invitations=(),
        language=None,
        declared_language=None,
        origin=Origin.HUMAN,
        origin_evidence=(),
        answer_unwanted=False,
        reports=(),
        returned_ids=(),
        tokens=(),
        numbers=(),
        authentication=(),
        headers=(),
        defects=(),
    )
    mail = replace(ordinary, **fields)
    return mail if mail.spans else replace(mail, spans=spans(mail.text))


def vouched(result: str) -> tuple[AuthenticationResults, ...]:
    """What the mailbox's own server `mx.desk.example` says of customer.example: dmarc=pass or dmarc=fail."""
    value = f"mx.desk.example; dmarc={result} header.from=customer.example"
    return (AuthenticationResults(value=value, received_above=0),)


class TicketFields(TypedDict, total=False):
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
    team: str
    clocks: Clocks | None
    climbed: int
    warned: int
    reminded: int
    accept_by: datetime | None
    reopened: int
    fields: tuple[tuple[str, str], ...]
    timers: tuple[tuple[str, datetime], ...]


def a_ticket(**fields: Unpack[TicketFields]) -> Ticket:
    """Anna's ticket 42, opened an hour ago; statuses that need a time have one, and a pending one was answered.

    Its clocks are what the fields say; `due_at` is theirs unless it is given.
    """
    status = fields.get("status", Status.NEW)
    over = status in (Status.RESOLVED, Status.CLOSED)
    ordinary = Ticket(
        number=42,
        nonce="n0nce",
        mailbox="support",
        status=status,
        subject="Printer",
        requester=ANNA.id,
        followers=(),
        account=None,
        severity=Severity.STANDARD,
        tier=Tier.SILVER,
        priority=Priority.LOW,
        queue="support",
        level=1,
        team="first-line",
        assignee=None,
        tags=(),
        language="en",
        opened_at=NOW - timedelta(hours=1),
        due_at=None,
        answered_at=NOW - timedelta(minutes=30) if status is Status.PENDING else None,
        resolved_at=NOW - timedelta(minutes=30) if over else None,
        closed_at=NOW - timedelta(minutes=20) if status is Status.CLOSED else None,
        merged_into=None,
        follows=None,
        last_seq=1,
        version=1,
        clocks=None,
        climbed=0,
        warned=0,
        reminded=0,
        accept_by=None,
        reopened=0,
        fields=(),
        timers=(),
    )
    ticket = replace(ordinary, **fields)
    clocks = fields.get("clocks") or clocks_of(ticket)
    return replace(ticket, clocks=clocks, due_at=fields.get("due_at", clocks.response_due))


def turns_of(ticket: Ticket) -> tuple[Turn, ...]:
    """What must have moved a ticket that looks like this one."""
    turns = [Turn(ticket.opened_at, Status.NEW, owed=True, answered=False, told=None)]
    if ticket.answered_at is not None:
        turns.append(Turn(ticket.answered_at, Status.PENDING, owed=False, answered=True, told=None))
    if ticket.status is not turns[-1].status:
        at = ticket.closed_at or ticket.resolved_at or turns[-1].at
        turns.append(Turn(at, ticket.status, owed=False, answered=False, told=None))
    return tuple(turns)


def clocks_of(ticket: Ticket) -> Clocks:
    """The clocks of `turns_of`, under the policy that ships."""
    policy = a_policy()
    return replay(turns_of(ticket), policy.promises[ticket.tier].terms(ticket.priority), policy.calendars)


class DeskFields(TypedDict, total=False):
    instance: str
    keys: Keys
    name: str
    zone: str
    addresses: frozenset[str]
    separator: str
    token_days: int
    phone: str


def a_desk(**fields: Unpack[DeskFields]) -> Desk:
    """The desk at support@desk.example, in Berlin."""
    ordinary = Desk(
        instance="desk-test",
        keys=Keys(signing=1, secrets={1: b"k" * 32}),
        name="Example Support",
        zone="Europe/Berlin",
        addresses=frozenset({SUPPORT, "sales@desk.example"}),
        separator="+",
        token_days=90,
        phone="+49 30 1234",
    )
    return replace(ordinary, **fields)


class MailboxFields(TypedDict, total=False):
    name: str
    address: str
    display_name: str
    addresses: frozenset[str]
    via_lists: frozenset[str]
    evidence_source: str
    trusted_hops: int
    language: str


def a_mailbox(**fields: Unpack[MailboxFields]) -> Mailbox:
    """The mailbox `support`, whose server says nothing about senders."""
    ordinary = Mailbox(
        name="support",
        address=SUPPORT,
        display_name="Example Support",
        addresses=frozenset({SUPPORT}),
        via_lists=frozenset(),
        evidence_source="none",
        trusted_hops=1,
        language="en",
    )
    return replace(ordinary, **fields)


def a_proving_mailbox() -> Mailbox:
    """The mailbox `support`, whose server `mx.desk.example` checks senders."""
    return a_mailbox(evidence_source="mx.desk.example")


class SnapshotFields(TypedDict, total=False):
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


def a_snapshot(**fields: Unpack[SnapshotFields]) -> Snapshot:
    """An empty desk, with the numbers 100 (ticket) and 50 (contact) drawn."""
    ordinary = Snapshot(
        desk=a_desk(),
        mailbox=a_mailbox(),
        fresh=Fresh(ticket=100, contact=50, nonce="fresh-nonce"),
        tickets={},
        bearers={},
        contacts={},
        sender=None,
        account=None,
        agents={BOB.id: BOB},
        accounts={},
        held={},
        twins=(),
        automatic=(),
        held_back=(),
        suppressed=frozenset(),
        sent={},
        ticket_mails={},
        threads={},
        surveyed_at=None,
        opted_out=False,
        recent={},
        turns={},
        mails_24h=1,
        loads={},
    )
    return replace(ordinary, **fields)


def a_snapshot_with(*known: Ticket, **fields: Unpack[SnapshotFields]) -> Snapshot:
    """A desk with these tickets; Anna is known and writes."""
    tickets = {ticket.number: ticket for ticket in known}
    turns = {ticket.number: turns_of(ticket) for ticket in known}
    ordinary = replace(a_snapshot(), tickets=tickets, contacts={ANNA.id: ANNA}, sender=ANNA, turns=turns)
    return replace(ordinary, **fields)


def a_twin(**fields: object) -> Twin:
    """A settled delivery of Anna's first mail in the same mailbox: ticket 42, message 1."""
    ordinary = Twin(
        intake=1,
        mailbox="support",
        state=IntakeState.PROCESSED,
        raw_sha256="raw-1",
        content_sha256="content-1",
        message_id="first@customer.example",
        ticket=42,
        seq=1,
    )
    return replace(ordinary, **fields)  # type: ignore[arg-type]  # checked by the dataclass at run time


def an_arrival(mail: Mail | None = None, **fields: object) -> MailArrived:
    """Delivery 9 of a mail, a minute ago."""
    ordinary = MailArrived(
        intake=9,
        mailbox="support",
        received_at=NOW - timedelta(minutes=1),
        raw_sha256="raw-9",
        content_sha256="content-9",
        mail=mail or a_mail(),
        aside=None,
        may_answer=True,
        stub=None,
    )
    return replace(ordinary, **fields)  # type: ignore[arg-type]  # checked by the dataclass at run time


def an_act(act: Act, agent: int | None = None) -> OperatorActed:
    """A command of the operator `root`, maybe for an agent."""
    return OperatorActed(actor="root", agent=agent, act=act)


def an_outbox_row(
    message_id: str, kind: MailKind = MailKind.ACKNOWLEDGEMENT, recipient: str = ANNA.address
) -> OutboxView:
    """A mail to Anna that was sent."""
    return OutboxView(
        id=5,
        kind=kind,
        state=OutboxState.SENT,
        ticket=42,
        seq=1,
        recipient=ANNA.address,
        message_id=message_id,
        cause="acknowledgement:42",
    )


def shipped_texts() -> dict[str, str]:
    """The files of the policy that ships, by the names `rules.policy.load` knows them by."""
    return {
        f"{folder}/{path.name}": path.read_text(encoding="utf-8")
        for folder in ("policy", "templates")
        for path in sorted((SHIPPED / folder).iterdir())
    }


@cache
def a_policy() -> Policy:
    """The policy that ships."""
    policy = load(shipped_texts())
    assert isinstance(policy, Policy), policy
    return policy


def reply_token(ticket: Ticket, person: int = ANNA.id, days: int = 30, place: str = "to") -> TokenSeen:
    """The token of a reply address for `ticket` and `person` that expires in `days`, where it stood."""
    day = int(NOW.timestamp()) // 86_400 + days
    return TokenSeen(_signed(Form.ADDRESS, Claim(Purpose.REPLY, ticket.number, person, day), ticket), place)


def survey_token(ticket: Ticket, person: int = ANNA.id) -> TokenSeen:
    """The token of the address that a survey about `ticket` is answered to."""
    day = int(NOW.timestamp()) // 86_400 + 30
    return TokenSeen(_signed(Form.ADDRESS, Claim(Purpose.SURVEY, ticket.number, person, day), ticket), "to")


def own_id(ticket: Ticket, purpose: Purpose = Purpose.ACKNOWLEDGEMENT, person: int = ANNA.id, seq: int = 1) -> str:
    """The Message-ID of a mail of ours about `ticket`."""
    token = _signed(Form.MESSAGE_ID, Claim(purpose, ticket.number, person, seq), ticket)
    return f"{token}@desk.example"


def own_token(ticket: Ticket, place: str, purpose: Purpose = Purpose.ACKNOWLEDGEMENT) -> TokenSeen:
    """The signed part of such a Message-ID, where it stood."""
    return TokenSeen(own_id(ticket, purpose).partition("@")[0], place)


def _signed(form: Form, claim: Claim, ticket: Ticket) -> str:
    desk = a_desk()
    return sign(form, claim, desk.keys, desk.instance, ticket.nonce)
