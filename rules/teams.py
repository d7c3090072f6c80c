"""Teams: who works at which level, on which queues (policy/teams.toml).

Takes a checked sheet; gives teams in order, and the one that owns a ticket. Agents belong to a team by its id; who they
are stands in the database, not here.

    [technical]
    level = 2
    queues = ["support"]   # left out: every queue
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rules.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Team:
    """`queues`: empty for every queue."""

    id: str
    level: int
    queues: tuple[str, ...]


SHIPPED = (Team("first-line", 1, ()), Team("technical", 2, ()), Team("experts", 3, ()))
_NAME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


def read_teams(sheet: Sheet, queues: tuple[str, ...] | None) -> tuple[Team, ...]:
    """The teams of teams.toml, as they stand; every level needs one that takes every queue."""
    teams = [_team(sheet, name, queues) for name in sheet.table(())]
    found = tuple(team for team in teams if team is not None)
    for level in (1, 2, 3):
        if not any(team.level == level and not team.queues for team in found) and len(found) == len(teams):
            sheet.fault((), f"no team takes every queue at level {level}", f"a table with level = {level}, no queues")
    return found


def _team(sheet: Sheet, name: str, queues: tuple[str, ...] | None) -> Team | None:
    if not name or not _NAME.issuperset(name):
        sheet.fault((name,), "a team's id is lower-case letters, digits, - and _", at_key=True)
    sheet.only((name,), ("level", "queues"))
    level = sheet.whole((name, "level"), None, 1, 3)
    wanted = sheet.texts((name, "queues"), ())
    for index, queue in enumerate(wanted or ()):
        if queues is not None and queue not in queues:
            sheet.fault((name, "queues", index), f"there is no queue {queue}", "name it in desk.toml, [queues]")
    return None if level is None or wanted is None else Team(name, level, wanted)


def owner(teams: Sequence[Team], queue: str, level: int) -> str:
    """The id of the team that works on `queue` at `level`: one that names the queue before one that takes them all."""
    there = [team for team in teams if team.level == level]
    named = [team for team in there if queue in team.queues] or [team for team in there if not team.queues]
    return named[0].id if named else ""
