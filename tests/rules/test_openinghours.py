"""Calendars, rota and .ics files as the policy writes them, and every fault with its place."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from rules.calendars import is_open
from rules.duty import on_duty
from rules.model import Agent
from rules.policy import Policy, PolicyFault, load
from tests.build import shipped_texts

OFFICE = """
[office]
zone = "Europe/Berlin"
monday = ["09:00-12:00", "13:00-17:00"]
friday = ["22:00-24:00"]
holidays = ["DE-BE"]
closed = ["2026-11-30"]
special = { "2026-12-07" = ["10:00-11:00"] }
schedule = "company.ics"
"""
COMPANY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//company.test//days//EN
BEGIN:VEVENT
UID:1@company.test
SUMMARY:Company day
DTSTART;VALUE=DATE:20250908
RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=2MO
END:VEVENT
END:VCALENDAR
"""
ONCALL = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//company.test//oncall//EN
BEGIN:VEVENT
UID:2@company.test
SUMMARY:eve
DTSTART:20261102T080000Z
DTEND:20261103T080000Z
RRULE:FREQ=WEEKLY
END:VEVENT
END:VCALENDAR
"""
EVE = Agent(1, "eve", "Eve", ("eve@desk.example",), "experts", active=True)
EMIL = Agent(2, "emil", "Emil", ("emil@desk.example",), "experts", active=True)


def policy(**files: str) -> Policy:
    loaded = load(shipped_texts() | {f"policy/{name.replace('_', '.')}": text for name, text in files.items()})
    assert isinstance(loaded, Policy), loaded
    return loaded


def faults(**files: str) -> tuple[PolicyFault, ...]:
    loaded = load(shipped_texts() | {f"policy/{name.replace('_', '.')}": text for name, text in files.items()})
    assert not isinstance(loaded, Policy)
    return loaded


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(2026, 11, 23, 8), True),  # Monday 09:00 in Berlin
        (at(2026, 11, 23, 11), False),  # lunch
        (at(2026, 11, 24, 9), False),  # Tuesday has no hours
        (at(2026, 11, 27, 22, 59), True),  # Friday night
        (at(2026, 11, 30, 9), False),  # closed
        (at(2026, 12, 7, 8, 30), False),  # a special day opens later
        (at(2026, 12, 7, 9, 30), True),
        (at(2027, 3, 8, 9), False),  # Women's Day, a holiday in Berlin only
        (at(2026, 9, 14, 8), False),  # the company's day, the second Monday of September
    ],
)
def test_hours_holidays_and_special_days(moment: datetime, expected: bool) -> None:
    calendar = policy(calendars_toml=OFFICE, company_ics=COMPANY).calendars["office"]
    assert is_open(calendar, moment) is expected


def test_a_holiday_that_moves_is_found_every_year() -> None:
    days = policy(calendars_toml=OFFICE, company_ics=COMPANY).calendars["office"].days
    assert {date(2026, 4, 6), date(2027, 3, 29), date(2032, 3, 29)} <= days.keys()  # Easter Mondays


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('[office]\nmonday = ["09:00-17:00"]\n', 1, "office.zone is missing"),
        ('[office]\nzone = "Berlin"\nmonday = ["09:00-17:00"]\n', 2, "there is no time zone Berlin"),
        ('[office]\nzone = "UTC"\n', 1, "the calendar office is never open"),
        ('[office]\nzone = "UTC"\nmonday = ["9-17"]\n', 3, "9-17 is no slot of a day"),
        ('[office]\nzone = "UTC"\nmonday = ["09:00-24:01"]\n', 3, "09:00-24:01 is no slot of a day"),
        ('[office]\nzone = "UTC"\nmonday = ["09:00-12:00", "11:00-13:00"]\n', 3, "must be in order and apart"),
        ('[office]\nzone = "UTC"\nmonday = ["09:00-12:00"]\nholidays = ["XX"]\n', 4, "no holidays are known"),
        ('[office]\nzone = "UTC"\nmonday = ["09:00-12:00"]\nholidays = ["DE-XX"]\n', 4, "no holidays are known"),
        ('[office]\nzone = "UTC"\nmonday = ["09:00-12:00"]\nclosed = ["24.12.2026"]\n', 4, "is no day"),
        ('[office]\nzone = "UTC"\nmonday = ["09:00-12:00"]\nschedule = "x.ics"\n', 4, "there is no file x.ics"),
        ('[office]\nzone = "UTC"\nmondays = ["09:00-12:00"]\n', 3, "unknown key mondays"),
    ],
)
def test_a_wrong_calendar_is_refused_with_its_place(text: str, line: int, problem: str) -> None:
    found = faults(calendars_toml=text)
    assert ("policy/calendars.toml", line) in [(fault.file, fault.line) for fault in found if problem in fault.problem]


def test_a_tier_with_an_unknown_calendar_is_refused() -> None:
    tiers = shipped_texts()["policy/tiers.toml"].replace("[gold]\n", '[gold]\ncalendar = "ofice"\n')
    (fault,) = faults(tiers_toml=tiers, calendars_toml=OFFICE, company_ics=COMPANY)
    assert (fault.problem, fault.suggestion) == ("there is no calendar ofice", "did you mean office?")


def test_a_file_that_is_no_calendar_is_refused() -> None:
    (fault,) = faults(company_ics="hello")
    assert fault.file == "policy/company.ics"


def test_without_a_rota_all_of_the_team_is_on_duty() -> None:
    assert on_duty("experts", (EVE, EMIL), policy(), at(2026, 11, 23, 3)) == (EMIL, EVE)


def test_a_shift_names_agents_and_hours() -> None:
    rota = '[[shift]]\nteam = "experts"\nagents = ["emil"]\ncalendar = "office"\n'
    loaded = policy(rota_toml=rota, calendars_toml=OFFICE, company_ics=COMPANY)
    assert on_duty("experts", (EVE, EMIL), loaded, at(2026, 11, 23, 8)) == (EMIL,)
    assert on_duty("experts", (EVE, EMIL), loaded, at(2026, 11, 23, 3)) == ()


def test_a_schedule_names_who_is_on_duty_while_its_event_lasts() -> None:
    rota = '[[shift]]\nteam = "experts"\nschedule = "oncall.ics"\n'
    loaded = policy(rota_toml=rota, oncall_ics=ONCALL)
    assert on_duty("experts", (EVE, EMIL), loaded, at(2026, 11, 23, 12)) == (EVE,)
    assert on_duty("experts", (EVE, EMIL), loaded, at(2026, 11, 24, 12)) == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[shift]]\nteam = "expert"\n', "there is no team expert"),
        ('[[shift]]\nteam = "experts"\ncalendar = "office"\n', "there is no calendar office"),
        ('[[shift]]\nteam = "experts"\nschedule = "x.ics"\n', "there is no file in policy/ x.ics"),
        ('[shift]\nteam = "experts"\n', "shifts are written as [[shift]]"),
    ],
)
def test_a_wrong_shift_is_refused(text: str, problem: str) -> None:
    assert problem in [fault.problem for fault in faults(rota_toml=text)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[a]\nlevel = 1\n[b]\nlevel = 2\n", "no team takes every queue at level 3"),
        ("[a]\nlevel = 4\n", "a.level must lie between 1 and 3"),
        ('[a]\nlevel = 1\nqueues = ["biling"]\n', "there is no queue biling"),
    ],
)
def test_wrong_teams_are_refused(text: str, problem: str) -> None:
    assert problem in [fault.problem for fault in faults(teams_toml=text)]
