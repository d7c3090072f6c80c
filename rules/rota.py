"""The rota: who is on duty when (policy/rota.toml).

Takes a checked sheet, teams, calendars and the .ics files beside it; gives shifts.
Never knows agents: logins are looked up where the shift is used, since people come and go without the policy.

    [[shift]]
    team = "technical"
    agents = ["tim", "tina"]      # left out: all of the team
    calendar = "office"           # left out: round the clock
    schedule = "oncall.ics"       # or: whoever an event's summary names, while it lasts
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from parsers.places import KeyPath
from rules.calendars import is_open
from rules.clocks import Calendars
from rules.expressions import resembling
from rules.plan import ALWAYS
from rules.schedules import Schedule
from rules.sheet import Sheet
from rules.teams import Team


@dataclass(frozen=True, slots=True)
class Shift:
    """`agents`: logins; empty for all of the team. `schedule`: its events name the agents; None without one."""

    team: str
    agents: tuple[str, ...]
    calendar: str
    schedule: Schedule | None

    def holds(self, login: str, calendars: Calendars, moment: datetime) -> bool:
        """Whether the shift has this agent of its team on duty at `moment`."""
        if self.agents and login not in self.agents:
            return False
        if not is_open(calendars[self.calendar], moment):
            return False
        if self.schedule is None:
            return True
        named = {word.strip(",;") for summary in self.schedule.going_on(moment) for word in summary.split()}
        return login in named


def read_rota(
    sheet: Sheet, teams: tuple[Team, ...], calendars: Calendars, schedules: Mapping[str, Schedule]
) -> tuple[Shift, ...]:
    """The shifts of rota.toml; those with faults are left out."""
    sheet.only((), ("shift",))
    found = sheet.value(("shift",))
    if found is None:
        return ()
    if not isinstance(found, list):
        sheet.fault(("shift",), "shifts are written as [[shift]]")
        return ()
    shifts = [_shift(sheet, ("shift", index), teams, calendars, schedules) for index in range(len(found))]
    return tuple(shift for shift in shifts if shift is not None)


def _shift(
    sheet: Sheet, path: KeyPath, teams: tuple[Team, ...], calendars: Calendars, schedules: Mapping[str, Schedule]
) -> Shift | None:
    sheet.only(path, ("team", "agents", "calendar", "schedule"))
    team = _known(sheet, (*path, "team"), None, tuple(each.id for each in teams), "team")
    agents = sheet.texts((*path, "agents"), ())
    calendar = _known(sheet, (*path, "calendar"), ALWAYS, tuple(calendars), "calendar")
    schedule = None
    if sheet.value((*path, "schedule")) is not None:
        name = _known(sheet, (*path, "schedule"), None, tuple(schedules), "file in policy/")
        if name is None:
            return None
        schedule = schedules[name]
    return None if team is None or agents is None or calendar is None else Shift(team, agents, calendar, schedule)


def _known(sheet: Sheet, path: KeyPath, default: str | None, names: tuple[str, ...], what: str) -> str | None:
    name = sheet.words(path, default)
    if name is not None and name not in names:
        sheet.fault(path, f"there is no {what} {name}", resembling(name, names) or f"known: {', '.join(names)}")
        return None
    return name
