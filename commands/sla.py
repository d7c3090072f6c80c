"""`supportd sla …`: what was promised by when, and why; what will break; how well promises were kept.

Takes tickets, periods and another policy to compare with; gives derivations, forecasts and reports, as text or JSON.
Never changes anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import typer

from commands.exits import Exit
from commands.groups import By
from commands.office import read_policy
from commands.output import Column, Shape, fail, listing, say, time_text, to_json
from commands.store import find_config, open_store, read_settings
from daemon.clock import SystemClock
from daemon.policyfiles import load_policy
from rules.clocks import Calendars, Terms, left, replay
from rules.dates import in_words
from rules.derivation import Derivation, derived
from rules.model import Ticket
from rules.policy import Policy
from rules.words import ClockKind
from storage import clocks, promises, views
from storage.promises import Promised
from storage.views import TicketFile

_BY: Mapping[By, Callable[[Promised], str]] = {
    By.TIER: lambda row: row.tier.value,
    By.TEAM: lambda row: row.team or "-",
    By.AGENT: lambda row: row.agent or "nobody",
    By.ACCOUNT: lambda row: row.account or "no account",
    By.MONTH: lambda row: f"{row.clock.started_at:%Y-%m}",
}


@dataclass(frozen=True, slots=True)
class Attainment:
    """How promises of one kind were kept. `running`: neither kept nor broken yet. `per_cent`: None without any."""

    group: str
    kind: ClockKind
    kept: int
    broken: int
    running: int
    per_cent: float | None


@dataclass(frozen=True, slots=True)
class Coming:
    """A promise that breaks unless somebody acts."""

    ticket: int
    kind: ClockKind
    due_at: datetime | None
    left: timedelta
    tier: str
    team: str
    agent: str
    subject: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Broken promises under two policies."""

    tier: str
    kind: ClockKind
    tickets: int
    broken_now: int
    broken_then: int


def explain(config: Path | None, number: int, as_json: bool) -> None:
    """Every clock of a ticket, stretch by stretch."""
    settings = read_settings(find_config(config))
    policy = read_policy(settings)
    with open_store(settings, create=False) as database, database.reading() as connection:
        file = views.ticket(connection, number)
        turns = clocks.turns(connection, [number]).get(number, ())
    if file is None:
        fail(f"there is no ticket #{number}", Exit.NOT_FOUND)
    if not turns:
        fail(f"ticket #{number} is from before there were clocks", Exit.NOT_FOUND)
    terms = _judged_by(file.ticket, policy)
    found = derived(turns, terms, policy.calendars, SystemClock().now())
    if as_json:
        typer.echo(to_json({"ticket": number, "tier": file.ticket.tier, "clocks": found}))
        return
    _tell(file, found, settings.desk.zone)


def forecast(config: Path | None, hours: int, shape: Shape) -> None:
    """What is late, and what will be within so many hours if nobody acts."""
    settings = read_settings(find_config(config))
    policy = read_policy(settings)
    now = SystemClock().now()
    with open_store(settings, create=False) as database, database.reading() as connection:
        rows = promises.due_before(connection, now + timedelta(hours=hours))
    listing([_coming(row, now, policy.calendars) for row in rows], _COMING, shape)


def report(config: Path | None, since: datetime | None, until: datetime | None, by: By, as_json: bool) -> None:
    """How promises were kept that began in a period; the last 30 days unless said otherwise."""
    now = SystemClock().now()
    start, end = since or now - timedelta(days=30), until or now
    settings = read_settings(find_config(config))
    with open_store(settings, create=False) as database, database.reading() as connection:
        rows = attained(promises.started_between(connection, start, end), by, now)
    if as_json:
        typer.echo(to_json({"since": start, "until": end, "by": by, "rows": rows}))
        return
    say(f"promises that began from {time_text(start)} to {time_text(end)}, by {by.value}")
    listing(rows, _ATTAINED, Shape.TABLE)


def whatif(config: Path | None, other: Path, since: datetime | None, until: datetime | None, as_json: bool) -> None:
    """The same history under another policy folder: which promises would have been broken."""
    now = SystemClock().now()
    start, end = since or now - timedelta(days=30), until or now
    settings = read_settings(find_config(config))
    policies = (read_policy(settings), _other(other, settings.paths.templates))
    with open_store(settings, create=False) as database, database.reading() as connection:
        rows = compared(promises.histories(connection, start, end), policies, now)
    if as_json:
        typer.echo(to_json({"since": start, "until": end, "rows": rows}))
        return
    listing(rows, _COMPARED, Shape.TABLE)


def attained(rows: Iterable[Promised], by: By, now: datetime) -> list[Attainment]:
    """Counts by group and kind. An unfinished clock whose time is over is broken."""
    counts: dict[tuple[str, ClockKind], list[int]] = {}
    for row in rows:
        clock = row.clock
        is_late = clock.due_at is not None and clock.due_at < (clock.ended_at or now)
        place = _BROKEN if is_late else (_KEPT if clock.ended_at is not None else _RUNNING)
        counts.setdefault((_BY[by](row), clock.kind), [0, 0, 0])[place] += 1
    return [_attainment(group, kind, *counts[group, kind]) for group, kind in sorted(counts)]


def compared(histories: Iterable[promises.History], policies: tuple[Policy, Policy], now: datetime) -> list[Compared]:
    """Broken first responses and resolutions of the same tickets under two policies."""
    counts: dict[tuple[str, ClockKind], list[int]] = {}
    for history in histories:
        for place, policy in enumerate(policies):
            terms = policy.promises[history.tier].terms(history.priority)
            found = replay(history.turns, terms, policy.calendars)
            following = () if found.following is None else (found.following,)
            for clock in (found.first, *found.ended, *following, found.resolution):
                row = counts.setdefault((history.tier.value, clock.kind), [0, 0, 0])
                row[0] += place == 0
                row[place + 1] += clock.due_at is not None and clock.due_at < (clock.ended_at or now)
    return [Compared(tier, kind, *counts[tier, kind]) for tier, kind in sorted(counts)]


_KEPT, _BROKEN, _RUNNING = range(3)
_COMING: tuple[Column[Coming], ...] = (
    Column("ticket", lambda row: row.ticket),
    Column("promise", lambda row: row.kind),
    Column("due", lambda row: row.due_at),
    Column("left", lambda row: span_text(row.left)),
    Column("tier", lambda row: row.tier),
    Column("team", lambda row: row.team),
    Column("agent", lambda row: row.agent),
    Column("subject", lambda row: row.subject, wide=True),
)
_ATTAINED: tuple[Column[Attainment], ...] = (
    Column("group", lambda row: row.group),
    Column("promise", lambda row: row.kind),
    Column("kept", lambda row: row.kept),
    Column("broken", lambda row: row.broken),
    Column("running", lambda row: row.running),
    Column("kept %", lambda row: "-" if row.per_cent is None else f"{row.per_cent:.1f}"),
)
_COMPARED: tuple[Column[Compared], ...] = (
    Column("tier", lambda row: row.tier),
    Column("promise", lambda row: row.kind),
    Column("clocks", lambda row: row.tickets),
    Column("broken", lambda row: row.broken_now),
    Column("broken then", lambda row: row.broken_then),
)


def _coming(row: Promised, now: datetime, calendars: Calendars) -> Coming:
    return Coming(
        ticket=row.ticket,
        kind=row.clock.kind,
        due_at=row.clock.due_at,
        left=left(row.clock, now, calendars) if row.clock.calendar in calendars else timedelta(),
        tier=row.tier.value,
        team=row.team,
        agent=row.agent,
        subject=row.subject,
    )


def _attainment(group: str, kind: ClockKind, kept: int, broken: int, running: int) -> Attainment:
    over = kept + broken
    return Attainment(group, kind, kept, broken, running, None if not over else 100 * kept / over)


def _other(folder: Path, templates: Path) -> Policy:
    policy = load_policy(folder, templates)
    if isinstance(policy, Policy):
        return policy
    for fault in policy:
        say(f"{fault.file}:{fault.line}:{fault.column}: {fault.problem}")
    fail(f"the policy in {folder} has faults", Exit.CONFIGURATION)


def _judged_by(ticket: Ticket, policy: Policy) -> Terms:
    """What holds for the ticket; a first answer that was given stays judged by what held then."""
    terms = policy.promises[ticket.tier].terms(ticket.priority)
    if ticket.clocks is None or not ticket.clocks.answered or ticket.clocks.first.calendar not in policy.calendars:
        return terms
    kind, first = ClockKind.FIRST_RESPONSE, ticket.clocks.first
    return Terms({**terms.targets, kind: first.target}, {**terms.calendars, kind: first.calendar})


def _tell(file: TicketFile, found: Iterable[Derivation], zone: str) -> None:
    ticket = file.ticket
    say(f"ticket #{ticket.number}: {ticket.tier}, priority {ticket.priority}, {ticket.status}")
    for each in found:
        clock = each.clock
        say("")
        say(f"{clock.kind.value.replace('_', ' ')}: target {span_text(clock.target)}, calendar {clock.calendar}")
        for stretch in each.stretches:
            what = f"{span_text(stretch.counted)} counted" if stretch.counts else "paused"
            say(f"    {time_text(stretch.start)} – {time_text(stretch.end)}  {stretch.status.value:<9} {what}")
        say(f"    counted so far: {span_text(each.counted)} of {span_text(clock.target)}")
        if clock.told is not None:
            say(f"    the customer was told {in_words(clock.told, zone, 'en')}: it never moves behind that")
        if clock.due_at is not None:
            say(f"    due {in_words(clock.due_at, zone, 'en')}")
        if clock.ended_at is not None:
            say(f"    ended {time_text(clock.ended_at)}: {'in time' if clock.is_met else 'too late'}")


def span_text(span: timedelta) -> str:
    """2 d 3 h 4 min; to the second below an hour."""
    seconds = int(abs(span).total_seconds())
    days, hours, minutes = seconds // 86_400, seconds // 3_600 % 24, seconds // 60 % 60
    parts = [f"{days} d" if days else "", f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    if seconds < 3_600 and seconds % 60:
        parts.append(f"{seconds % 60} s")
    return ("-" if span < timedelta() else "") + (" ".join(part for part in parts if part) or "0 min")
