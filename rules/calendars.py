"""When the desk is open: working time between two moments, and the moment after so much of it.

Takes a calendar and aware times; gives spans and times in UTC. Time counts as it passes, not as clocks show it: an hour
that summer time leaves out counts nothing, an hour that winter time repeats counts twice.
Never asks for the time. A calendar is complete at birth: its free days are worked out when the policy is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_NOTHING = timedelta()
# How far ahead a due time is looked for; a calendar that is closed for longer gives none.
HORIZON = timedelta(days=3 * 366)

Slots = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """When somebody works.

    `weekdays`: Monday first, each its slots as (from, to) in minutes of the local day, 0 to 1440, in order and apart.
    `days`: what single days have instead of their weekday's slots; none for a holiday.
    `always`: round the clock; the rest is not looked at then.
    """

    name: str
    zone: ZoneInfo
    weekdays: tuple[Slots, ...]
    days: Mapping[date, Slots]
    always: bool

    def slots(self, day: date) -> Slots:
        """The slots of one local day."""
        special = self.days.get(day)
        return self.weekdays[day.weekday()] if special is None else special


@dataclass(frozen=True, slots=True)
class Interval:
    """Open from `start` up to, not including, `end`; both in UTC."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def round_the_clock(name: str, zone: ZoneInfo) -> Calendar:
    """The calendar that never closes."""
    return Calendar(name, zone, ((),) * 7, {}, always=True)


def opened(calendar: Calendar, start: datetime, end: datetime) -> Iterator[Interval]:
    """The open intervals between two moments, in order and apart."""
    if end <= start:
        return
    if calendar.always:
        yield Interval(start.astimezone(UTC), end.astimezone(UTC))
        return
    last: Interval | None = None
    for interval in _pieces(calendar, start.astimezone(UTC), end.astimezone(UTC)):
        if last is not None and last.end == interval.start:
            last = Interval(last.start, interval.end)
            continue
        if last is not None:
            yield last
        last = interval
    if last is not None:
        yield last


def elapsed(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """Working time from `start` to `end`; nothing when `end` is not later."""
    return sum((interval.length for interval in opened(calendar, start, end)), _NOTHING)


def after(calendar: Calendar, start: datetime, span: timedelta) -> datetime | None:
    """The moment when `span` of working time has passed since `start`; None when that is beyond the horizon.

    Where the span ends with a slot, the moment is that slot's end, not the next one's beginning.
    """
    left = span
    if left <= _NOTHING:
        return start.astimezone(UTC)
    if calendar.always:
        return start.astimezone(UTC) + left
    for interval in opened(calendar, start, start + HORIZON):
        if left <= interval.length:
            return interval.start + left
        left -= interval.length
    return None


def is_open(calendar: Calendar, moment: datetime) -> bool:
    """Whether `moment` lies in an open interval."""
    return elapsed(calendar, moment, moment + timedelta(microseconds=1)) > _NOTHING


def _pieces(calendar: Calendar, start: datetime, end: datetime) -> Iterator[Interval]:
    """Open intervals day by day; those that touch at midnight or at a change of the clocks are not joined yet."""
    for piece in _steady(calendar.zone, start, end):
        offset = _offset(calendar.zone, piece.start)
        first, last = _naive(piece.start, offset), _naive(piece.end, offset)
        day = first.date()
        while day <= last.date():
            midnight = datetime.combine(day, time())
            for opens, closes in calendar.slots(day):
                low = max(first, midnight + timedelta(minutes=opens))
                high = min(last, midnight + timedelta(minutes=closes))
                if low < high:
                    yield Interval((low - offset).replace(tzinfo=UTC), (high - offset).replace(tzinfo=UTC))
            if day == date.max:
                return
            day += _DAY


def _steady(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[Interval]:
    """The stretches between `start` and `end` in which the clocks are not changed."""
    begun = place = start
    offset = _offset(zone, start)
    while place < end:
        step = min(place + _DAY, end)
        if _offset(zone, step) != offset:
            change = _change(zone, place, step)
            yield Interval(begun, change)
            begun = place = change
            offset = _offset(zone, change)
        else:
            place = step
    if begun < end:
        yield Interval(begun, end)


def _change(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The first moment after `low` that has another offset; `high` has one."""
    offset = _offset(zone, low)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        if _offset(zone, middle) == offset:
            low = middle
        else:
            high = middle
    # Clocks change at whole seconds; the search ends within one of them.
    whole = high.replace(microsecond=0)
    return whole if _offset(zone, whole) != offset else high


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def _naive(moment: datetime, offset: timedelta) -> datetime:
    return moment.replace(tzinfo=None) + offset
