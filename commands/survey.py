"""`supportd survey report` and `survey comments`: how customers said it was.

Takes a period; gives scores with their confidence interval and response rates by tier, team, agent, account or month.
Never asks anybody anything.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import typer

from commands.groups import By
from commands.output import Column, Shape, listing, say, time_text, to_json
from commands.store import reading
from daemon.clock import SystemClock
from storage import surveys
from storage.surveys import SurveyLine

_BY: Mapping[By, Callable[[SurveyLine], str]] = {
    By.TIER: lambda row: row.tier,
    By.TEAM: lambda row: row.team or "-",
    By.AGENT: lambda row: row.agent or "nobody",
    By.ACCOUNT: lambda row: row.account or "no account",
    By.MONTH: lambda row: f"{row.asked_at:%Y-%m}",
}
# Student's t for a two-sided 95 % interval, by degrees of freedom; beyond the table it is close to the normal's.
_T = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
_NORMAL = 1.96
_BEST, _WORST = 5.0, 1.0


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """`score`: the mean of the answers, None without any. `low`, `high`: its 95 % interval, from two answers on."""

    group: str
    asked: int
    answered: int
    rate: float
    score: float | None
    low: float | None
    high: float | None


def report(config: Path | None, since: datetime | None, until: datetime | None, by: By, as_json: bool) -> None:
    """Scores of surveys that were sent in a period; the last 30 days unless said otherwise."""
    start, end, found = _period(config, since, until)
    rows = satisfaction(found, by)
    if as_json:
        typer.echo(to_json({"since": start, "until": end, "by": by, "rows": rows}))
        return
    say(f"surveys sent from {time_text(start)} to {time_text(end)}, by {by.value}")
    listing(rows, _COLUMNS, Shape.TABLE)


def comments(config: Path | None, since: datetime | None, until: datetime | None, shape: Shape) -> None:
    """What people wrote below their number, worst first."""
    _, _, found = _period(config, since, until)
    said = [row for row in found if row.comment]
    listing(sorted(said, key=lambda row: (row.score or 0, row.asked_at)), _COMMENTS, shape)


def satisfaction(rows: Iterable[SurveyLine], by: By) -> list[Satisfaction]:
    """Each group's mean, interval and response rate."""
    groups: dict[str, list[int | None]] = {}
    for row in rows:
        groups.setdefault(_BY[by](row), []).append(row.score)
    return [_satisfaction(group, scores) for group, scores in sorted(groups.items())]


def interval(scores: Sequence[int]) -> tuple[float, float] | None:
    """The 95 % interval of the mean (Student's t), within the scale; None from fewer than two answers."""
    count = len(scores)
    if count < 2:
        return None
    mean = sum(scores) / count
    deviation = math.sqrt(sum((score - mean) ** 2 for score in scores) / (count - 1))
    factor = _T[count - 2] if count - 2 < len(_T) else _NORMAL
    half = factor * deviation / math.sqrt(count)
    return max(_WORST, mean - half), min(_BEST, mean + half)


def _satisfaction(group: str, scores: Sequence[int | None]) -> Satisfaction:
    given = [score for score in scores if score is not None]
    low, high = interval(given) or (None, None)
    mean = sum(given) / len(given) if given else None
    return Satisfaction(group, len(scores), len(given), 100 * len(given) / len(scores), mean, low, high)


def _period(
    config: Path | None, since: datetime | None, until: datetime | None
) -> tuple[datetime, datetime, list[SurveyLine]]:
    now = SystemClock().now()
    start, end = since or now - timedelta(days=30), until or now
    with reading(config) as connection:
        return start, end, surveys.asked_between(connection, start, end)


_COLUMNS: tuple[Column[Satisfaction], ...] = (
    Column("group", lambda row: row.group),
    Column("asked", lambda row: row.asked),
    Column("answered", lambda row: row.answered),
    Column("rate %", lambda row: f"{row.rate:.0f}"),
    Column("score", lambda row: "-" if row.score is None else f"{row.score:.2f}"),
    Column("95 % between", lambda row: "-" if row.low is None else f"{row.low:.2f} and {row.high:.2f}"),
)
_COMMENTS: tuple[Column[SurveyLine], ...] = (
    Column("ticket", lambda row: row.ticket),
    Column("score", lambda row: row.score),
    Column("asked", lambda row: row.asked_at),
    Column("agent", lambda row: row.agent),
    Column("comment", lambda row: row.comment, wide=True),
)
