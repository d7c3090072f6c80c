"""Date and time of RFC 5322 3.3, with the obsolete zones.

Takes the text of a Date field; gives an aware datetime in UTC, or None for what is no date or absurd.
Never asks what time it is now: whether a date is plausible today is not decided here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
# RFC 5322 4.3; single military letters mean nothing reliable and count as UTC, as it says.
_ZONES = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "cet": 1, "cest": 2,
          "jst": 9}  # fmt: skip
_EARLIEST = 1970
_LATEST = 2200


def read(text: str) -> datetime | None:
    """The moment `text` names: `[day-of-week ","] day month year hour ":" minute [":" second] zone`."""
    words = text[:200].partition("(")[0].replace(",", " ").replace("-", " -").replace("+", " +").split()
    while words and not words[0][0].isdigit() and words[0][:3].lower() not in _MONTHS:
        words = words[1:]
    if len(words) < 4:
        return None
    day, month, year = (word.lstrip("-") for word in words[:3])
    if month.isdigit():  # "Nov 22 2026", and asctime's "Nov 22 10:00:00 2026"
        day, month = month, day
    clock, zone = words[3], words[4] if len(words) > 4 else ""
    if ":" in year:
        year, clock, zone = clock, year, ""
    return _moment(_year(year), _MONTHS.get(month[:3].lower(), 0), day, clock.split(":"), _offset(zone))


def _moment(year: int, month: int, day: str, clock: list[str], offset: timedelta) -> datetime | None:
    numbers = [day, *clock]
    if len(clock) not in (2, 3) or not all(_is_number(number, 2) for number in numbers):
        return None
    hour, minute, second = int(clock[0]), int(clock[1]), int(clock[2]) if len(clock) == 3 else 0
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return (datetime(year, month, int(day), hour, minute, min(second, 59)) - offset).replace(tzinfo=UTC)  # noqa: DTZ001 - local time, made UTC in the same breath
    except ValueError:  # the 31st of February, hour 25
        return None


def _year(text: str) -> int:
    if not _is_number(text, 4):
        return 0
    year = int(text)
    if len(text) < 3:  # RFC 5322 4.3
        return year + (2000 if year < 50 else 1900)
    return year + 1900 if len(text) == 3 else year


def _offset(zone: str) -> timedelta:
    sign, digits = zone[:1], zone[1:]
    if sign in ("+", "-") and _is_number(digits, 4):
        hours, minutes = divmod(int(digits), 100) if len(digits) > 2 else (int(digits), 0)
        offset = timedelta(hours=hours, minutes=minutes)
        return -offset if sign == "-" else offset
    return timedelta(hours=_ZONES.get(zone.lower(), 0))


def _is_number(text: str, digits: int) -> bool:
    return 0 < len(text) <= digits and text.isascii() and text.isdigit()
