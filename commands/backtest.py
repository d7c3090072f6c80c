"""`supportd rules backtest`: last month's mail under another policy, before it is switched on.

Takes stored mail, an mbox or a maildir, and two policies; gives what differs: tickets, tiers, priorities, queues,
promises, and mails that would leave. Exit code 1 when anything does.
Never writes: both policies are rehearsed in an empty desk in memory, with today's contacts, accounts and agents.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import typer
from sqlalchemy import Connection

from commands import mailfiles
from commands.exits import Exit
from commands.imports import bounds
from commands.mailfiles import Found
from commands.office import Office, open_office
from commands.output import Column, Shape, fail, listing, say, to_json
from daemon.parserpool import Parsed, ParserDied, ParserPool
from daemon.policyfiles import load_policy
from parsers.digest import fingerprint, raw_sha256
from parsers.mail import Mail
from rules.decide import decide
from rules.effects import Decision, OpenTicket, QueueMail, SettleIntake
from rules.model import MailArrived
from rules.policy import Policy, load
from rules.words import MailKind
from storage import ledger, policies, rehearsal

_BATCH = 50
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a policy makes of one mail. `ticket`: the number it got in the rehearsal; `opens`: whether it is new."""

    state: str
    opens: bool
    severity: str
    tier: str
    priority: str
    queue: str
    due_at: datetime | None
    acknowledged: bool
    mails: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One mail that two policies treat differently, and in what."""

    mail: int
    received_at: datetime
    sender: str
    subject: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a backtest found. `unread`: mails whose parser child died."""

    mails: int
    unread: int
    differences: tuple[Difference, ...]


def backtest(
    config: Path | None, source: Path | None, since: datetime | None, against: str | None, as_json: bool
) -> None:
    """Rehearse the policy folder against the policy in force, or another folder or digest."""
    with open_office(config, keeps=False) as office:
        before = _against(office, against)
        report = rehearse(office, _mails(office, source, since), before, office.context.policy)
    if as_json:
        typer.echo(to_json(report))
    else:
        listing(report.differences, _COLUMNS, Shape.TABLE)
        count = len({row.mail for row in report.differences})
        unread = f"; {report.unread} could not be read" if report.unread else ""
        say(f"{report.mails} mails: {count} would be treated differently{unread}")
    if report.differences:
        raise typer.Exit(int(Exit.TROUBLE))


def rehearse(office: Office, mails: Sequence[Found], before: Policy, after: Policy) -> Report:
    """Every mail under both policies, in the order of delivery; each is read once."""
    found: list[Difference] = []
    unread = 0
    with office.database.reading() as connection, ExitStack() as stack:
        desks = [empty_desk(office, connection, policy) for policy in (before, after)]
        pool = stack.enter_context(
            ParserPool(office.settings.limits.parser_children, bounds(office.settings.limits), office.clock)
        )
        bar = stack.enter_context(
            typer.progressbar(length=len(mails), label="rehearsing", file=typer.get_text_stream("stderr"))
        )
        for number, event in _events(office, pool, mails):
            if event is None:
                unread += 1
            else:
                outcomes = [_outcome(desks[0], event, before), _outcome(desks[1], event, after)]
                found += _differences(number, event, *outcomes)
            bar.update(1)
    return Report(len(mails), unread, tuple(found))


def empty_desk(office: Office, connection: Connection, policy: Policy) -> rehearsal.Rehearsal:
    """Without any tickets, and with today's people."""
    return rehearsal.Rehearsal(connection, office.context.mailboxes, office.context.desk, policy.wishes)


def _events(office: Office, pool: ParserPool, mails: Sequence[Found]) -> Iterator[tuple[int, MailArrived | None]]:
    """Each mail by its number, None where it could not be read. A batch is read while the one before is decided on."""
    box = office.settings.mailboxes[0].name
    batches = [mails[start : start + _BATCH] for start in range(0, len(mails), _BATCH)]
    numbers = itertools.count(1)
    with ThreadPoolExecutor(max_workers=1) as reader:
        readings = deque(reader.submit(_read_all, pool, batch) for batch in batches[:_AHEAD])
        for place, batch in enumerate(batches):
            found = readings.popleft().result()
            readings.extend(
                reader.submit(_read_all, pool, each) for each in batches[place + _AHEAD : place + _AHEAD + 1]
            )
            for mail, read in zip(batch, found, strict=True):
                number = next(numbers)
                yield number, arrival(number, mail, read.mail, box, office) if isinstance(read, Parsed) else None


def _read_all(pool: ParserPool, batch: Sequence[Found]) -> Sequence[Parsed | ParserDied]:
    return pool.parse([mail.raw for mail in batch])


def arrival(number: int, found: Found, mail: Mail, box: str, office: Office) -> MailArrived:
    """The event that a mail is for whoever decides about it."""
    return MailArrived(
        intake=number,
        mailbox=box,
        received_at=found.received_at or mail.date or office.clock.now(),
        raw_sha256=raw_sha256(found.raw),
        content_sha256=fingerprint(found.raw).content_sha256,
        mail=mail,
        aside=None,
        may_answer=True,
        stub=None,
    )


def _outcome(desk: rehearsal.Rehearsal, event: MailArrived, policy: Policy) -> Outcome:
    """Decided at the moment of delivery, as a running desk would have."""
    decision = decide(event, desk.snapshot(event, event.received_at), policy, event.received_at)
    desk.take(decision)
    return _read(decision)


def _read(decision: Decision) -> Outcome:
    opened = next((effect.ticket for effect in decision.effects if isinstance(effect, OpenTicket)), None)
    settled = next((effect for effect in decision.effects if isinstance(effect, SettleIntake)), None)
    mails = [effect for effect in decision.effects if isinstance(effect, QueueMail)]
    return Outcome(
        state="" if settled is None else settled.reason or settled.state.value,
        opens=opened is not None,
        severity="" if opened is None else opened.severity.value,
        tier="" if opened is None else opened.tier.value,
        priority="" if opened is None else opened.priority.value,
        queue="" if opened is None else opened.queue,
        due_at=None if opened is None else opened.due_at,
        acknowledged=any(mail.kind is MailKind.ACKNOWLEDGEMENT for mail in mails),
        mails=len(mails),
    )


def _differences(number: int, event: MailArrived, before: Outcome, after: Outcome) -> Iterator[Difference]:
    for field in Outcome.__dataclass_fields__:
        one, other = getattr(before, field), getattr(after, field)
        if one != other:
            yield Difference(
                number, event.received_at, event.mail.author or "", event.mail.subject, field, str(one), str(other)
            )


def _against(office: Office, name: str | None) -> Policy:
    """A folder, a digest, or the policy that was switched on last."""
    if name is not None and Path(name).is_dir():
        loaded = load_policy(Path(name), office.settings.paths.templates)
    else:
        with office.database.reading() as connection:
            texts = _texts(connection, name)
        if texts is None:
            fail("there is nothing to compare with: name a folder or a digest with --against", Exit.NOT_FOUND)
        loaded = load(texts)
    if not isinstance(loaded, Policy):
        fail(f"the policy to compare with has faults: {loaded[0].file}, line {loaded[0].line}", Exit.CONFIGURATION)
    return loaded


def _texts(connection: Connection, name: str | None) -> dict[str, str] | None:
    if name is None:
        last = policies.in_force(connection)
        return None if last is None else policies.texts(connection, last.digest)
    found = policies.resembling(connection, name)
    return policies.texts(connection, found[0]) if len(found) == 1 else None


def _mails(office: Office, source: Path | None, since: datetime | None) -> list[Found]:
    """In the order of delivery: those stored since a time, or those of an mbox or a maildir."""
    if source is None:
        start = since or office.clock.now() - timedelta(days=30)
        with office.database.reading() as connection:
            return [Found(raw, at) for at, raw in ledger.delivered_since(connection, start)]
    reader = mailfiles.maildir if source.is_dir() else mailfiles.mbox
    if not source.exists():
        fail(f"{source}: no such file", Exit.NOT_FOUND)
    with reader(source) as opened:
        found = [mail for mail in opened.mails() if isinstance(mail, Found)]
    return [mail for mail in found if since is None or mail.received_at is None or mail.received_at >= since]


_COLUMNS: tuple[Column[Difference], ...] = (
    Column("mail", lambda row: row.mail),
    Column("received", lambda row: row.received_at),
    Column("sender", lambda row: row.sender),
    Column("field", lambda row: row.field),
    Column("before", lambda row: row.before),
    Column("after", lambda row: row.after),
    Column("subject", lambda row: row.subject, wide=True),
)
