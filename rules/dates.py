"""Points in time in a person's words: one row a language.

Takes an aware time, a zone and a language; gives "Sunday, 22 November 2026, 18:30 (UTC+01:00, Europe/Berlin)".
Never asks for the time. An unknown language reads English, an unknown zone UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class DateWords:
    """How a language writes a date. `pattern` knows weekday, day, month, year and time."""

    language: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    pattern: str


DATE_WORDS: tuple[DateWords, ...] = (
    DateWords(
        "en",
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        "{weekday}, {day} {month} {year}, {time}",
    ),
    DateWords(
        "de",
        ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
        (
            *("Januar", "Februar", "März", "April", "Mai", "Juni"),
            *("Juli", "August", "September", "Oktober", "November", "Dezember"),
        ),
        "{weekday}, {day}. {month} {year}, {time} Uhr",
    ),
)
_BY_LANGUAGE = {row.language: row for row in DATE_WORDS}


def zone(name: str) -> ZoneInfo:
    """The zone of a name, UTC when there is none such (`config check` refuses it long before)."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def in_words(moment: datetime, zone_name: str, language: str) -> str:
    """`moment` in the zone's local time, with its offset and the zone's name, so that nobody has to guess."""
    place = zone(zone_name)
    local = moment.astimezone(place)
    words = _BY_LANGUAGE.get(language.partition("-")[0].lower(), DATE_WORDS[0])
    date = words.pattern.format(
        weekday=words.weekdays[local.weekday()],
        day=local.day,
        month=words.months[local.month - 1],
        year=local.year,
        time=f"{local.hour:02}:{local.minute:02}",
    )
    offset = _offset(local.utcoffset() or timedelta())
    return f"{date} ({offset})" if offset == place.key else f"{date} ({offset}, {place.key})"


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    if minutes == 0:
        return "UTC"
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
