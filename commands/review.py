"""`supportd review account NAME`: an account's quarter, to be talked through with them.

Takes an account and a quarter; gives promises kept, topics, slowest answers, survey scores and comments, as text or
JSON, printed or written to a file. Never sends it: who talks to the customer reads it first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import typer
from sqlalchemy import Connection

from commands.exits import Exit
from commands.groups import By
from commands.output import block, fail, say, to_json
from commands.sla import Attainment, attained, span_text
from commands.store import find_config, open_store, read_settings
from commands.survey import Satisfaction, satisfaction
from daemon.clock import SystemClock
from parsers.cleaning import visible
from rules.words import ClockKind
from storage import people, promises, surveys, views
from storage.promises import Promised
from storage.surveys import SurveyLine
from storage.views import TicketFilter, TicketLine

_SLOWEST = 5
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter of a year: from its first moment in the desk's zone to that of the next one."""

    name: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Topic:
    """How many tickets of one queue and severity were opened."""

    queue: str
    severity: str
    tickets: int


@dataclass(frozen=True, slots=True)
class Slow:
    """A response that took long, of those that were given. `took`: in the hours that count."""

    ticket: int
    kind: ClockKind
    took: timedelta
    target: timedelta
    in_time: bool
    subject: str


@dataclass(frozen=True, slots=True)
class Review:
    """What a quarter was like for an account. `survey`: None when nobody was asked."""

    account: str
    quarter: str
    since: datetime
    until: datetime
    tickets: int
    promises: tuple[Attainment, ...]
    topics: tuple[Topic, ...]
    slowest: tuple[Slow, ...]
    survey: Satisfaction | None
    comments: tuple[SurveyLine, ...]


def account(config: Path | None, name: str, quarter: str | None, out: Path | None, as_json: bool) -> None:
    """The review of one account; of the quarter that ended last unless told otherwise."""
    settings = read_settings(find_config(config))
    zone, now = ZoneInfo(settings.desk.zone), SystemClock().now()
    period = last_quarter(now, zone) if quarter is None else read_quarter(quarter, zone)
    if period is None:
        fail(f"not a quarter: {quarter} (write 2026Q4)", Exit.USAGE)
    with open_store(settings, create=False) as database, database.reading() as connection:
        if people.account(connection, name) is None:
            fail(f"there is no account {name}", Exit.NOT_FOUND)
        found = review(connection, name, period, now)
    text = to_json(found) if as_json else "\n".join(lines(found, zone))
    if out is not None:
        _write(out, text)
        say(f"the review of {name}, {period.name}, is in {out}")
    elif as_json:
        typer.echo(text)
    else:
        block(text)


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        fail(f"{out}: {error.strerror}", Exit.TROUBLE)


def review(conn: Connection, name: str, period: Period, now: datetime) -> Review:
    """Everything that began in the quarter: tickets, promises, surveys."""
    wanted = TicketFilter(account=name, opened_after=period.since, opened_before=period.until)
    opened = views.tickets(conn, wanted, _ALL)
    promised = [row for row in promises.started_between(conn, period.since, period.until) if row.account == name]
    asked = [row for row in surveys.asked_between(conn, period.since, period.until) if row.account == name]
    return Review(
        account=name,
        quarter=period.name,
        since=period.since,
        until=period.until,
        tickets=len(opened),
        promises=tuple(attained(promised, By.ACCOUNT, now)),
        topics=tuple(topics(opened)),
        slowest=tuple(slowest(promised)),
        survey=next(iter(satisfaction(asked, By.ACCOUNT)), None),
        comments=tuple(row for row in asked if row.comment),
    )


def read_quarter(text: str, zone: ZoneInfo) -> Period | None:
    """ "2026Q4"; None for anything else."""
    year, letter, number = text[:4], text[4:5].upper(), text[5:]
    if not (year.isascii() and year.isdecimal() and letter == "Q" and number in ("1", "2", "3", "4")):
        return None
    return _quarter(int(year), int(number), zone) if 1970 <= int(year) <= 2999 else None


def last_quarter(now: datetime, zone: ZoneInfo) -> Period:
    """The one that is over most recently."""
    local = now.astimezone(zone)
    running = (local.month - 1) // 3 + 1
    return _quarter(local.year - 1, 4, zone) if running == 1 else _quarter(local.year, running - 1, zone)


def topics(tickets: Sequence[TicketLine]) -> list[Topic]:
    """Most tickets first."""
    counted = Counter((ticket.queue, ticket.severity.value) for ticket in tickets)
    return [Topic(*what, count) for what, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]


def slowest(promised: Sequence[Promised]) -> list[Slow]:
    """The responses that took longest, measured by what was promised for them."""
    given = [row for row in promised if row.clock.ended_at is not None and row.clock.kind is not ClockKind.RESOLUTION]
    given.sort(key=lambda row: (-(row.clock.counted / row.clock.target), row.ticket))
    return [
        Slow(row.ticket, row.clock.kind, row.clock.counted, row.clock.target, row.clock.is_met, row.subject)
        for row in given[:_SLOWEST]
    ]


def lines(found: Review, zone: ZoneInfo) -> Iterator[str]:
    """The review as a page of text, no character of it more than text."""
    last = (found.until - timedelta(seconds=1)).astimezone(zone)
    yield f"Review of {visible(found.account)}, {found.quarter}"
    yield f"{found.since.astimezone(zone):%Y-%m-%d} to {last:%Y-%m-%d}; {_count(found.tickets, 'ticket')} opened"
    yield from ("", "Promises")
    for each in found.promises:
        share = "-" if each.per_cent is None else f"{each.per_cent:.1f} %"
        kind = each.kind.value.replace("_", " ")
        yield f"  {kind:<15} {share:>7} kept ({each.kept} kept, {each.broken} broken, {each.running} running)"
    yield from ("", "Topics")
    for topic in found.topics:
        yield f"  {visible(topic.queue)}, {topic.severity}: {_count(topic.tickets, 'ticket')}"
    yield from ("", "Slowest answers")
    for slow in found.slowest:
        end = "in time" if slow.in_time else "too late"
        yield f"  #{slow.ticket}: {span_text(slow.took)} of {span_text(slow.target)}, {end}: {visible(slow.subject)}"
    yield from ("", "What they said")
    yield f"  {_said(found.survey)}"
    for line in found.comments:
        yield f"  #{line.ticket}, {line.score} of 5:"
        yield from (f"      {visible(each)}" for each in line.comment.splitlines())


def _quarter(year: int, number: int, zone: ZoneInfo) -> Period:
    first = datetime(year, number * 3 - 2, 1, tzinfo=zone)
    after = datetime(year + number // 4, number % 4 * 3 + 1, 1, tzinfo=zone)
    utc = ZoneInfo("UTC")
    return Period(f"{year}Q{number}", first.astimezone(utc), after.astimezone(utc))


def _said(survey: Satisfaction | None) -> str:
    if survey is None:
        return "Nobody was asked."
    if survey.score is None:
        return f"{survey.asked} asked, nobody answered."
    between = "" if survey.low is None else f", 95 % between {survey.low:.2f} and {survey.high:.2f}"
    return f"{survey.score:.2f} of 5 ({survey.answered} of {survey.asked} answered{between})"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
