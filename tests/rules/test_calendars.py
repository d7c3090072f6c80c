"""Working time: minute by minute, over changes of the clocks, holidays and nights."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.calendars import Calendar, Slots, after, elapsed, is_open, opened, round_the_clock

BERLIN = ZoneInfo("Europe/Berlin")
WORKDAY: Slots = ((540, 720), (780, 1020))  # 9–12 and 13–17
OFFICE = Calendar("office", BERLIN, (WORKDAY,) * 5 + ((), ()), {}, always=False)
MINUTE = timedelta(minutes=1)


def berlin(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


def minutes_by_looking(calendar: Calendar, start: datetime, end: datetime) -> int:
    """Counted one by one: a minute counts when its first moment is open by the local clock."""
    count = 0
    moment = start.astimezone(UTC)
    while moment < end:
        local = moment.astimezone(calendar.zone)
        shown = local.hour * 60 + local.minute
        count += any(opens <= shown < closes for opens, closes in calendar.slots(local.date()))
        moment += MINUTE
    return count


def test_a_lunch_break_is_not_counted() -> None:
    assert elapsed(OFFICE, berlin(2026, 11, 23, 11, 30), berlin(2026, 11, 23, 13, 30)) == timedelta(hours=1)


def test_two_hours_from_friday_afternoon_end_on_monday() -> None:
    assert after(OFFICE, berlin(2026, 11, 20, 16), timedelta(hours=2)) == berlin(2026, 11, 23, 10)


def test_a_span_that_ends_with_a_slot_is_due_at_its_end() -> None:
    assert after(OFFICE, berlin(2026, 11, 20, 16), timedelta(hours=1)) == berlin(2026, 11, 20, 17)


def test_what_comes_at_night_starts_in_the_morning() -> None:
    assert after(OFFICE, berlin(2026, 11, 23, 3), timedelta(minutes=15)) == berlin(2026, 11, 23, 9, 15)


def test_a_holiday_has_no_hours_and_a_short_day_has_fewer() -> None:
    days = {date(2026, 12, 24): ((540, 720),), date(2026, 12, 25): ()}
    festive = Calendar("office", BERLIN, OFFICE.weekdays, days, always=False)
    assert elapsed(festive, berlin(2026, 12, 24), berlin(2026, 12, 26)) == timedelta(hours=3)


def test_round_the_clock_is_the_time_that_passed() -> None:
    always = round_the_clock("always", BERLIN)
    assert elapsed(always, berlin(2026, 3, 28, 12), berlin(2026, 3, 29, 12)) == timedelta(hours=23)
    assert after(always, berlin(2026, 3, 28, 12), timedelta(hours=24)) == berlin(2026, 3, 29, 13)


def test_a_calendar_that_never_opens_gives_no_moment() -> None:
    closed = Calendar("closed", BERLIN, ((),) * 7, {}, always=False)
    assert after(closed, berlin(2026, 1, 1), MINUTE) is None


def test_a_night_shift_is_one_interval() -> None:
    night = Calendar("night", BERLIN, (((0, 360), (1320, 1440)),) * 7, {}, always=False)
    found = list(opened(night, berlin(2026, 11, 22, 12), berlin(2026, 11, 23, 12)))
    assert [(each.start, each.end) for each in found] == [(berlin(2026, 11, 22, 22), berlin(2026, 11, 23, 6))]


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 3, 29), 2),  # 02:00 becomes 03:00: of 01:00–04:00 two hours pass
        (date(2026, 10, 25), 4),  # 03:00 becomes 02:00: four hours pass
        (date(2026, 10, 26), 3),
    ],
)
def test_F26_hours_count_as_they_pass_when_the_clocks_change(day: date, hours: int) -> None:
    early = Calendar("early", BERLIN, (((60, 240),),) * 7, {}, always=False)
    start = datetime(day.year, day.month, day.day, tzinfo=BERLIN)
    assert elapsed(early, start, start + timedelta(days=1)) == timedelta(hours=hours)


def test_F26_the_29th_of_february_is_a_day_like_any() -> None:
    assert after(OFFICE, berlin(2028, 2, 28, 16), timedelta(hours=2)) == berlin(2028, 2, 29, 10)


def test_open_and_closed() -> None:
    assert is_open(OFFICE, berlin(2026, 11, 23, 9))
    assert not is_open(OFFICE, berlin(2026, 11, 23, 12))


ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu", "UTC")


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    def slots() -> Slots:
        edges = sorted(draw(st.lists(st.integers(0, 1440), max_size=6, unique=True)))
        return tuple(zip(edges[::2], edges[1::2], strict=False))

    weekdays = tuple(slots() for _ in range(7))
    days = {date(2026, 3, 29): slots(), date(2026, 10, 25): slots()}
    return Calendar("any", ZoneInfo(draw(st.sampled_from(ZONES))), weekdays, days, always=draw(st.booleans()))


MOMENTS = st.integers(0, 525_600).map(lambda minute: datetime(2026, 1, 1, tzinfo=UTC) + minute * MINUTE)


@given(calendars(), st.lists(MOMENTS, min_size=3, max_size=3))
def test_working_time_adds_up(calendar: Calendar, moments: list[datetime]) -> None:
    first, second, third = sorted(moments)
    parts = elapsed(calendar, first, second) + elapsed(calendar, second, third)
    assert parts == elapsed(calendar, first, third) <= third - first


@given(calendars(), MOMENTS, st.integers(1, 6_000))
def test_what_has_passed_by_the_due_time_is_the_target(calendar: Calendar, start: datetime, minutes: int) -> None:
    due = after(calendar, start, minutes * MINUTE)
    if due is not None:
        assert elapsed(calendar, start, due) == minutes * MINUTE
        assert elapsed(calendar, start, due - timedelta(microseconds=1)) < minutes * MINUTE


@given(calendars(), MOMENTS, st.integers(1, 6_000), st.integers(0, 6_000))
def test_a_later_start_and_a_longer_target_are_never_due_earlier(
    calendar: Calendar, start: datetime, minutes: int, more: int
) -> None:
    due = after(calendar, start, minutes * MINUTE)
    later = after(calendar, start + more * MINUTE, minutes * MINUTE)
    longer = after(calendar, start, (minutes + more) * MINUTE)
    assert due is None or ((later is None or due <= later) and (longer is None or due <= longer))


@pytest.mark.parametrize("zone", ZONES)
def test_F26_counting_minute_by_minute_over_a_year_agrees(zone: str) -> None:
    """A year in slices, so that slices begin and end within slots and around both changes of the clocks."""
    weekdays = (WORKDAY, ((0, 150), (1380, 1440)), ((90, 185),), ((0, 1440),), (), ((119, 121),), ((60, 240),))
    calendar = Calendar("odd", ZoneInfo(zone), weekdays, {date(2026, 5, 1): ()}, always=False)
    start = datetime(2026, 1, 1, 0, 7, tzinfo=UTC)
    edges = [start + timedelta(minutes=minute) for minute in range(0, 525_600, 8_761)]
    for low, high in pairwise(edges):
        assert elapsed(calendar, low, high) == minutes_by_looking(calendar, low, high) * MINUTE


@settings(max_examples=20)
@given(calendars(), MOMENTS)
def test_F26_counting_minute_by_minute_agrees_for_any_calendar(calendar: Calendar, start: datetime) -> None:
    if not calendar.always:
        end = start + timedelta(days=3)
        assert elapsed(calendar, start, end) == minutes_by_looking(calendar, start, end) * MINUTE
