"""What is promised by when: pauses are subtracted, changes worked out anew, and no told time ever slips."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.calendars import Calendar, Slots, round_the_clock
from rules.clocks import Clocks, Terms, Turn, advance, left, moment, named, replay, retermed, spent
from rules.words import ClockKind, Status

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 3, 27, 15, 0, tzinfo=UTC)  # a Friday, two days before the clocks change
WORKDAY: Slots = ((540, 720), (780, 1020))
OFFICE = Calendar("office", BERLIN, (WORKDAY,) * 5 + ((), ()), {}, always=False)
CALENDARS = named((round_the_clock("always", BERLIN), OFFICE))
TARGETS = {
    ClockKind.FIRST_RESPONSE: 2 * HOUR,
    ClockKind.NEXT_RESPONSE: 3 * HOUR,
    ClockKind.RESOLUTION: 48 * HOUR,
}


def terms(calendar: str = "always", **targets: timedelta) -> Terms:
    changed = {ClockKind(kind): target for kind, target in targets.items()}
    return Terms({**TARGETS, **changed}, dict.fromkeys(ClockKind, calendar))


GOLD = terms()


def turn(
    hours: float,
    status: Status,
    *,
    owed: bool = False,
    answered: bool = False,
    told: datetime | None = None,
) -> Turn:
    return Turn(START + timedelta(hours=hours), status, owed, answered, told)


def after_turns(*turns: Turn, under: Terms = GOLD) -> Clocks:
    return replay(turns, under, CALENDARS)


OPENED = turn(0, Status.NEW, owed=True)


def test_a_new_ticket_owes_a_first_response_and_a_resolution() -> None:
    clocks = after_turns(OPENED)
    assert [(clock.kind, clock.due_at) for clock in clocks.live] == [
        (ClockKind.FIRST_RESPONSE, START + 2 * HOUR),
        (ClockKind.RESOLUTION, START + 48 * HOUR),
    ]


def test_first_response_never_pauses() -> None:
    clocks = after_turns(OPENED, turn(1, Status.ON_HOLD))
    assert clocks.response_due == START + 2 * HOUR


def test_an_answer_ends_the_first_response_and_pauses_the_resolution() -> None:
    clocks = after_turns(OPENED, turn(1, Status.PENDING, answered=True))
    assert clocks.first.is_met
    assert clocks.response_due is None
    assert (clocks.resolution.due_at, clocks.resolution.counted) == (None, HOUR)


def test_a_late_answer_is_not_met() -> None:
    assert not after_turns(OPENED, turn(2.1, Status.PENDING, answered=True)).first.is_met


def test_the_customers_next_mail_starts_the_next_response_and_the_resolution_goes_on() -> None:
    clocks = after_turns(
        OPENED,
        turn(1, Status.PENDING, answered=True),
        turn(11, Status.OPEN, owed=True),
        turn(12, Status.OPEN, owed=True),
    )
    assert clocks.response_due == START + 14 * HOUR  # of the oldest unanswered mail
    assert clocks.resolution.due_at == START + 58 * HOUR  # ten hours of pause


def test_on_hold_is_subtracted_from_the_next_response() -> None:
    clocks = after_turns(
        OPENED,
        turn(1, Status.PENDING, answered=True),
        turn(2, Status.OPEN, owed=True),
        turn(3, Status.ON_HOLD),
        turn(10, Status.OPEN),
    )
    assert clocks.response_due == START + 12 * HOUR


def test_a_resolved_ticket_has_no_running_clock() -> None:
    clocks = after_turns(OPENED, turn(1, Status.PENDING, answered=True), turn(5, Status.RESOLVED))
    assert clocks.live == ()
    assert clocks.resolution.is_met


def test_a_resolution_that_came_too_late_is_not_met() -> None:
    assert not after_turns(OPENED, turn(49, Status.RESOLVED)).resolution.is_met


def test_a_reopened_ticket_goes_on_where_its_resolution_stood() -> None:
    clocks = after_turns(
        OPENED, turn(1, Status.PENDING, answered=True), turn(1, Status.RESOLVED), turn(31, Status.OPEN, owed=True)
    )
    assert clocks.resolution.due_at == START + 78 * HOUR
    assert clocks.response_due == START + 34 * HOUR


def test_closing_without_an_answer_and_reopening_gains_no_time() -> None:
    clocks = after_turns(OPENED, turn(1, Status.CLOSED), turn(30, Status.OPEN))
    assert clocks.response_due == START + 2 * HOUR


def test_an_answer_to_a_resolved_ticket_leaves_its_resolution_standing() -> None:
    clocks = after_turns(OPENED, turn(1, Status.RESOLVED), turn(2, Status.PENDING, answered=True))
    assert (clocks.resolution.due_at, clocks.resolution.counted) == (None, HOUR)


def test_a_higher_tier_is_due_earlier_from_the_same_beginning() -> None:
    platinum = terms(first_response=15 * MINUTE)
    clocks = after_turns(OPENED, turn(1, Status.OPEN), under=platinum)
    assert clocks.response_due == START + 15 * MINUTE


def test_what_the_customer_was_told_never_moves_later() -> None:
    told = turn(0, Status.NEW, owed=True, told=START + 2 * HOUR)
    later = terms(first_response=24 * HOUR)
    assert after_turns(told, turn(1, Status.OPEN), under=later).response_due == START + 2 * HOUR


def test_another_calendar_is_worked_out_from_the_beginning() -> None:
    clocks = after_turns(OPENED, turn(1, Status.OPEN), under=terms("office"))
    # Friday 16:00 in Berlin, an hour of office left; the second hour is Monday's, in summer time
    assert clocks.response_due == datetime(2026, 3, 30, 8, 0, tzinfo=UTC)


def test_per_cents_of_the_running_target() -> None:
    first = after_turns(OPENED).first
    assert moment(first, 500, CALENDARS) == START + HOUR
    assert moment(first, 1000, CALENDARS) == first.due_at


def test_a_standing_clock_has_no_moments() -> None:
    resolution = after_turns(OPENED, turn(1, Status.PENDING, answered=True)).resolution
    assert moment(resolution, 500, CALENDARS) is None


# --- laws --------------------------------------------------------------------------------------------

ANYTHING = st.tuples(st.integers(0, 3_000), st.sampled_from(tuple(Status)[1:]), st.booleans(), st.booleans())


@st.composite
def histories(draw: st.DrawFn, calendars: tuple[str, ...] = ("always", "office")) -> tuple[list[Turn], Terms]:
    under = terms(draw(st.sampled_from(calendars)), resolution=draw(st.integers(1, 3_000)) * MINUTE)
    turns = [OPENED]
    for minutes, status, owed, answered in draw(st.lists(ANYTHING, max_size=12)):
        turns.append(Turn(turns[-1].at + minutes * MINUTE, status, owed, answered and not owed, None))
    return turns, under


@given(histories())
def test_recomputing_from_the_events_equals_the_running_state(history: tuple[list[Turn], Terms]) -> None:
    turns, under = history
    for count in range(1, len(turns)):
        before = replay(turns[:count], under, CALENDARS)
        assert advance(before, turns[count], under, CALENDARS) == replay(turns[: count + 1], under, CALENDARS)


@given(histories(), st.integers(1, 3_000), st.integers(1, 3_000))
def test_other_targets_mean_the_same_with_and_without_the_history(
    history: tuple[list[Turn], Terms], response: int, resolution: int
) -> None:
    turns, under = history
    spans = (response * MINUTE, response * MINUTE, resolution * MINUTE)
    kinds = (ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE, ClockKind.RESOLUTION)
    other = Terms(dict(zip(kinds, spans, strict=True)), under.calendars)
    state = retermed(replay(turns, under, CALENDARS), other, CALENDARS)
    worked_out = replay(turns, other, CALENDARS)
    assert state.are_under(other)
    for kept, anew in zip(state.live, worked_out.live, strict=True):
        assert (kept.kind, kept.started_at, kept.counted, kept.running) == (
            anew.kind,
            anew.started_at,
            anew.counted,
            anew.running,
        )
        if kept.counted < kept.target:
            assert kept.due_at == anew.due_at
        else:
            assert kept.due_at is not None
            assert kept.due_at <= turns[-1].at


@given(histories(), st.integers(0, 5_000))
def test_elapsed_and_remaining_are_the_target(history: tuple[list[Turn], Terms], minutes: int) -> None:
    turns, under = history
    now = turns[-1].at + minutes * MINUTE
    for clock in replay(turns, under, CALENDARS).live:
        assert spent(clock, now, CALENDARS) + left(clock, now, CALENDARS) == clock.target
        if clock.due_at is not None and clock.due_at >= clock.since:
            assert left(clock, clock.due_at, CALENDARS) == timedelta()


@given(histories())
def test_a_missed_clock_says_when_it_was_missed(history: tuple[list[Turn], Terms]) -> None:
    turns, under = history
    resolution = replay(turns, under, CALENDARS).resolution
    now = turns[-1].at
    if spent(resolution, now, CALENDARS) > resolution.target:
        assert resolution.due_at is not None
        assert resolution.due_at < now


@given(histories(("always",)), st.integers(1, 3_000))
def test_a_pause_moves_the_due_time_by_its_length(history: tuple[list[Turn], Terms], minutes: int) -> None:
    (first, *rest), under = history
    gap = minutes * MINUTE
    pause = (
        Turn(first.at, Status.ON_HOLD, owed=False, answered=False, told=None),
        Turn(first.at + gap, Status.OPEN, owed=False, answered=False, told=None),
    )
    later = tuple(replace(each, at=each.at + gap) for each in rest)
    plain, paused = (
        replay([first, *rest], under, CALENDARS).resolution,
        replay([first, *pause, *later], under, CALENDARS).resolution,
    )
    assert paused.counted == plain.counted
    assert paused.due_at == (None if plain.due_at is None else plain.due_at + gap)


@settings(max_examples=30)
@given(histories())
def test_counting_minute_by_minute_agrees_on_the_resolution(history: tuple[list[Turn], Terms]) -> None:
    """Each minute counts when the calendar is open and the ticket neither pending, on hold nor over."""
    turns, under = history
    end = turns[-1].at
    clock = replay(turns, under, CALENDARS).resolution
    calendar = CALENDARS[clock.calendar]
    counted, at, index = 0, START, 0
    while at < end:
        while index + 1 < len(turns) and turns[index + 1].at <= at:
            index += 1
        local = at.astimezone(BERLIN)
        shown = local.hour * 60 + local.minute
        is_open = calendar.always or any(low <= shown < high for low, high in calendar.slots(local.date()))
        counted += is_open and turns[index].status in (Status.NEW, Status.OPEN)
        at += MINUTE
    assert spent(clock, end, CALENDARS) == counted * MINUTE
