"""Calendars as the policy writes them (policy/calendars.toml).

Takes a checked sheet and the .ics files beside it; gives calendars by name, free days worked out for years ahead.
Never asks for the time: public holidays are worked out for every year a ticket of ours can live in.

    [office]
    zone = "Europe/Berlin"
    monday = ["09:00-12:00", "13:00-17:00"]
    holidays = ["DE-BE"]                 # country, or country and region
    closed = ["2026-12-24"]              # further free days
    special = { "2026-12-31" = ["09:00-12:00"] }
    schedule = "company.ics"             # whole-day events are free days
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from parsers.places import KeyPath
from rules.calendars import Calendar, Slots
from rules.expressions import resembling
from rules.schedules import Schedule
from rules.sheet import Sheet

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEARS = range(2020, 2046)
_KEYS = ("zone", *WEEKDAYS, "holidays", "closed", "special", "schedule")
_MIDNIGHT = 24 * 60


def read_calendars(sheet: Sheet, schedules: Mapping[str, Schedule]) -> tuple[Calendar, ...]:
    """The calendars of calendars.toml; those with faults are left out."""
    found = [_calendar(sheet, name, schedules) for name in sheet.table(())]
    return tuple(calendar for calendar in found if calendar is not None)


def _calendar(sheet: Sheet, name: str, schedules: Mapping[str, Schedule]) -> Calendar | None:
    before = len(sheet.faults)
    sheet.only((name,), _KEYS)
    zone = _zone(sheet, (name, "zone"))
    weekdays = tuple(_slots(sheet, (name, day)) for day in WEEKDAYS)
    days: dict[date, Slots] = dict.fromkeys(_holidays(sheet, (name, "holidays")), ())
    days |= dict.fromkeys(_scheduled(sheet, (name, "schedule"), schedules), ())
    closed = sheet.texts((name, "closed"), ()) or ()
    days |= {day: () for index, text in enumerate(closed) if (day := _day(sheet, (name, "closed", index), text))}
    for text in sheet.table((name, "special")):
        day = _day(sheet, (name, "special", text), text)
        if day is not None:
            days[day] = _slots(sheet, (name, "special", text))
    if len(sheet.faults) > before or zone is None:
        return None
    calendar = Calendar(name, zone, weekdays, days, always=False)
    if not any(weekdays):
        sheet.fault((name,), f"the calendar {name} is never open", 'like monday = ["09:00-17:00"]')
        return None
    return calendar


def _zone(sheet: Sheet, path: KeyPath) -> ZoneInfo | None:
    name = sheet.words(path, None)
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        sheet.fault(path, f"there is no time zone {name}", 'like "Europe/Berlin"')
        return None


def _slots(sheet: Sheet, path: KeyPath) -> Slots:
    """["09:00-12:00", "13:00-17:00"] as minutes of the day; in order and apart."""
    texts = sheet.texts(path, ()) or ()
    slots: list[tuple[int, int]] = []
    for index, text in enumerate(texts):
        opens, dash, closes = text.partition("-")
        low, high = _minute(opens), _minute(closes)
        if not dash or low is None or high is None or low >= high:
            sheet.fault((*path, index), f"{text} is no slot of a day", 'like "09:00-17:00" or "22:00-24:00"')
        elif slots and low < slots[-1][1]:
            sheet.fault((*path, index), "the slots of a day must be in order and apart")
        else:
            slots.append((low, high))
    return tuple(slots)


def _minute(text: str) -> int | None:
    hours, colon, minutes = text.strip().partition(":")
    if not colon or not all(len(part) == 2 and part.isascii() and part.isdecimal() for part in (hours, minutes)):
        return None
    minute = int(hours) * 60 + int(minutes)
    return minute if int(minutes) < 60 and minute <= _MIDNIGHT else None


def _day(sheet: Sheet, path: KeyPath, text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        sheet.fault(path, f"{text} is no day", 'like "2026-12-24"')
        return None


def _holidays(sheet: Sheet, path: KeyPath) -> frozenset[date]:
    """The public holidays of countries and regions."""
    found: set[date] = set()
    for index, text in enumerate(sheet.texts(path, ()) or ()):
        from holidays import country_holidays, list_supported_countries  # 0.2 s, and only for who has holidays

        country, _, region = text.partition("-")
        regions = list_supported_countries(include_aliases=True).get(country)
        if regions is None:
            sheet.fault((*path, index), f"no holidays are known for the country {country}", "two letters, like DE")
        elif region and region not in regions:
            near = resembling(region, tuple(regions)) or f"known: {', '.join(regions) or 'none'}"
            sheet.fault((*path, index), f"no holidays are known for {text}", near)
        else:
            found.update(country_holidays(country, subdiv=region or None, years=_YEARS))
    return frozenset(found)


def _scheduled(sheet: Sheet, path: KeyPath, schedules: Mapping[str, Schedule]) -> frozenset[date]:
    if sheet.value(path) is None:
        return frozenset()
    name = sheet.words(path, None)
    if name is None:
        return frozenset()
    schedule = schedules.get(name)
    if schedule is None:
        sheet.fault(path, f"there is no file {name} in policy/", resembling(name, tuple(schedules)))
        return frozenset()
    return schedule.whole_days(date(_YEARS[0], 1, 1), date(_YEARS[-1], 12, 31))
