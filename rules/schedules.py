"""iCalendar files of the policy: days that are free, shifts that repeat; the only module that touches icalendar.

Takes the text of a .ics file that an operator put into policy/ (never one out of a mail: those are `parsers`'); gives a
`Schedule` that is asked what goes on between two moments. Recurrences are worked out for the asked time only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Calendar as Document

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A calendar file, read. `document`: never changed after it was read."""

    name: str
    document: Document

    def going_on(self, moment: datetime) -> tuple[str, ...]:
        """The summaries of the events at `moment`, in alphabetical order."""
        found = {
            summary
            for start, end, summary in self._events(moment, moment + timedelta(seconds=1))
            if start <= moment < end
        }
        return tuple(sorted(found))

    def whole_days(self, first: date, last: date) -> frozenset[date]:
        """Every day from `first` to `last` that an all-day event covers."""
        from recurring_ical_events import of

        begin, end = (datetime.combine(day, time(), UTC) for day in (first, last + _DAY))
        days: set[date] = set()
        for event in of(self.document).between(begin, end):
            start = event.decoded("DTSTART")
            if isinstance(start, datetime):
                continue
            stop = event.decoded("DTEND") if "DTEND" in event else start + _DAY
            while start < stop:
                days.add(start)
                start += _DAY
        return frozenset(day for day in days if first <= day <= last)

    def _events(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime, str]]:
        from recurring_ical_events import of

        found = []
        for event in of(self.document).between(start, end):
            begins, ends = event.decoded("DTSTART"), event.decoded("DTEND") if "DTEND" in event else None
            begin = _moment(begins)
            found.append((begin, begin + _DAY if ends is None else _moment(ends), str(event.get("SUMMARY", ""))))
        return found


def read_schedule(name: str, text: str) -> Schedule | str:
    """The schedule in a .ics text, or what is wrong with it in one line."""
    from icalendar import Calendar as Document

    try:
        document = Document.from_ical(text)
    except ValueError as error:
        return f"{name} is no iCalendar file: {str(error).splitlines()[0][:200] if str(error) else 'empty'}"
    assert isinstance(document, Document)
    return Schedule(name, document)


def _moment(value: date | datetime) -> datetime:
    """A day begins at midnight UTC; a time without a zone is UTC."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), UTC)
    return value if value.tzinfo is not None else value.replace(tzinfo=UTC)
