"""`supportd status`: how the desk is, with the daemon up or down.

Takes the path of supportd.toml; prints mailboxes, what waits, what is set aside and what is alarmed, and gives the exit
code: all is well, something needs a human (`TROUBLE`), the daemon does not run or is failing (`NOT_WORKING`).
Never changes anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer

from commands.exits import Exit
from commands.output import say, time_text, to_json
from commands.store import open_store, read_settings
from daemon.clock import SystemClock
from daemon.health import Document, ask
from daemon.settings import Settings
from rules.reasons import reason
from rules.words import IntakeState, OutboxState
from storage import alerts, standing
from storage.alerts import OpenAlert
from storage.standing import Counts


@dataclass(frozen=True, slots=True)
class Alarm:
    """An open alert with its words."""

    code: str
    subject: str
    words: str
    detail: str
    since: datetime
    last: datetime
    times: int


@dataclass(frozen=True, slots=True)
class Look:
    """A mailbox and when its folder was last seen through; None when the daemon does not say."""

    mailbox: str
    last_look: str | None


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """All that `status` tells. `state`: ok, trouble, fail, or down. `oldest_*`: since when the oldest waits."""

    state: str
    at: datetime
    daemon: Document | None
    mailboxes: tuple[Look, ...]
    tickets: dict[str, int]
    intake: dict[str, int]
    oldest_unprocessed: datetime | None
    outbox: dict[str, int]
    oldest_unsent: datetime | None
    uncertain: int
    quarantined: int
    alerts: tuple[Alarm, ...]


def status(config: Path, as_json: bool) -> int:
    """Print it; the exit code says it in one number."""
    settings = read_settings(config)
    health = ask(settings.paths.socket)
    with open_store(settings, create=False) as database:
        with database.reading() as conn:
            counts, found = standing.counts(conn), alerts.open_alerts(conn)
    told = _status(settings, health, counts, found)
    if as_json:
        typer.echo(to_json(told))
    else:
        _print(told)
    return _exit_code(told)


def _status(settings: Settings, health: Document | None, counts: Counts, found: list[OpenAlert]) -> DeskStatus:
    alarms = tuple(
        Alarm(row.code, row.subject, reason(row.code).operator, row.detail, row.raised_at, row.last_at, row.times)
        for row in found
    )
    alarms += unwritten(health, {(alarm.code, alarm.subject) for alarm in alarms})
    return DeskStatus(
        state="down" if health is None else str(health.get("state")),
        at=SystemClock().now(),
        daemon=health,
        mailboxes=_looks(settings, health),
        tickets={state.value: count for state, count in counts.tickets.items()},
        intake={state.value: count for state, count in counts.intakes.items()},
        oldest_unprocessed=counts.waiting_since,
        outbox={state.value: count for state, count in counts.outbox.items()},
        oldest_unsent=counts.unsent_since,
        uncertain=counts.outbox.get(OutboxState.UNCERTAIN, 0),
        quarantined=counts.intakes.get(IntakeState.QUARANTINED, 0),
        alerts=alarms,
    )


def unwritten(health: Document | None, known: set[tuple[str, str]]) -> tuple[Alarm, ...]:
    """Alarms that only the daemon knows of: where the database is the trouble, it cannot hold them."""
    rows = health.get("alerts") if health is not None else None
    found = []
    for row in rows if isinstance(rows, list) else []:
        code, subject = str(row.get("code")), str(row.get("subject"))
        if (code, subject) not in known:
            since = datetime.fromisoformat(str(row.get("since")))
            found.append(Alarm(code, subject, reason(code).operator, "", since, since, 1))
    return tuple(found)


def _looks(settings: Settings, health: Document | None) -> tuple[Look, ...]:
    told: dict[str, str] = {}
    rows = health.get("mailboxes") if health is not None else None
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict) and isinstance(row.get("last_look"), str):
            told[str(row.get("name"))] = row["last_look"]
    return tuple(Look(mailbox.name, told.get(mailbox.name)) for mailbox in settings.mailboxes)


def _exit_code(told: DeskStatus) -> Exit:
    if told.state in ("down", "fail"):
        return Exit.NOT_WORKING
    return Exit.TROUBLE if told.alerts or told.uncertain or told.quarantined else Exit.OK


def _print(told: DeskStatus) -> None:
    say(f"daemon    {_daemon(told)}")
    for look in told.mailboxes:
        say(f"mailbox   {look.mailbox}: last look {_moment(look.last_look)}")
    say(f"tickets   {_numbers(told.tickets)}")
    say(f"intake    {_numbers(told.intake)}{_since(told.oldest_unprocessed)}")
    say(f"outbox    {_numbers(told.outbox)}{_since(told.oldest_unsent)}")
    for alarm in told.alerts:
        about = f" ({alarm.subject})" if alarm.subject else ""
        say(f"ALERT     {alarm.code}{about} since {time_text(alarm.since)}, {alarm.times} times: {alarm.words}")
        if alarm.detail:
            say(f"          {alarm.detail}")
    if told.quarantined:
        say("look at   supportd intake list --state quarantined")
    if told.uncertain:
        say("look at   supportd outbox list --state uncertain")


def _daemon(told: DeskStatus) -> str:
    if told.daemon is None:
        return "not running (nothing answers at its socket)"
    return f"{told.state}, version {told.daemon.get('version')}, since {_moment(told.daemon.get('since'))}"


def _moment(text: object) -> str:
    return time_text(datetime.fromisoformat(text)) if isinstance(text, str) else "-"


def _numbers(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {word}" for word, count in counts.items()) or "none"


def _since(moment: datetime | None) -> str:
    return "" if moment is None else f"; the oldest waits since {time_text(moment)}"
