"""The clocks of a ticket: what is promised by when, what has been counted, what was paused.

Takes what happened to a ticket, turn by turn, and the terms it is served under; gives its clocks after each turn.
Never asks for the time. `advance` is the running state, `replay` the same from the beginning: they agree (a test holds
them to it), so that changed terms can be worked out from the history.

First response runs from the first mail to the first answer of a person and never pauses. Next response runs from the
oldest unanswered mail to the next answer, resolution from the first mail to the end of the trouble; both pause while
the ticket is pending or on hold. A resolved or closed ticket has no running clock; when it opens again, resolution goes
on where it stood, and whoever never had an answer is owed the first one by the time that was promised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rules.calendars import Calendar, after, elapsed
from rules.words import ClockKind, Status

_NOTHING = timedelta()
_PAUSED = frozenset({Status.PENDING, Status.ON_HOLD})
_OVER = frozenset({Status.RESOLVED, Status.CLOSED})


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for a ticket: a target for each clock, and the name of the calendar that counts it."""

    targets: Mapping[ClockKind, timedelta]
    calendars: Mapping[ClockKind, str]


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that moved a ticket. `status`: afterwards. `at`: of a mail, its delivery.

    `owed`: from now on somebody waits for an answer (a customer's human mail; an answer that could not be delivered).
    `answered`: a person answered; acknowledgements and canned answers are none.
    `told`: the time of the first answer that the customer was told with this turn, if any.
    """

    at: datetime
    status: Status
    owed: bool
    answered: bool
    told: datetime | None


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of a ticket.

    `counted`: working time up to `since`; `running`: it goes on counting from `since`; else it stands.
    `due_at`: when the target is reached if nothing changes; None while it stands, and where the calendar never opens.
    `ended_at`: when it was stopped for good, or until the ticket opens again. `told`: a due time never moves behind it.
    """

    kind: ClockKind
    target: timedelta
    calendar: str
    started_at: datetime
    counted: timedelta
    since: datetime
    running: bool
    due_at: datetime | None
    ended_at: datetime | None
    told: datetime | None

    @property
    def is_live(self) -> bool:
        """Whether it is still to be kept, running or paused."""
        return self.ended_at is None

    @property
    def is_met(self) -> bool:
        """Whether an ended clock was stopped in time."""
        return self.ended_at is not None and (self.due_at is None or self.ended_at <= self.due_at)


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of a ticket. `ended`: next responses that were given, oldest first; `answered`: one ever was."""

    first: Clock
    following: Clock | None
    resolution: Clock
    ended: tuple[Clock, ...]
    answered: bool

    @property
    def live(self) -> tuple[Clock, ...]:
        """Those that are still to be kept."""
        return tuple(clock for clock in (self.first, self.following, self.resolution) if clock and clock.is_live)

    def are_under(self, terms: Terms) -> bool:
        """Whether these terms are what the live clocks are kept under."""
        return all(
            (clock.target, clock.calendar) == (terms.targets[clock.kind], terms.calendars[clock.kind])
            for clock in self.live
        )

    @property
    def response(self) -> Clock | None:
        """The live response clock; None when nobody waits for an answer."""
        return next((clock for clock in self.live if clock.kind is not ClockKind.RESOLUTION), None)

    @property
    def response_due(self) -> datetime | None:
        """When the running response is due; None when nobody waits for one, or the clock stands."""
        return None if self.response is None else self.response.due_at


Calendars = Mapping[str, Calendar]


def begin(turn: Turn, terms: Terms, calendars: Calendars) -> Clocks:
    """The clocks of a ticket that opens with `turn`."""
    first = _started(ClockKind.FIRST_RESPONSE, turn, terms, calendars)
    resolution = _started(ClockKind.RESOLUTION, turn, terms, calendars)
    return Clocks(replace(first, due_at=_earlier(first.due_at, turn.told), told=turn.told), None, resolution, (), False)


def advance(clocks: Clocks, turn: Turn, terms: Terms, calendars: Calendars) -> Clocks:
    """The clocks after one more turn under the same terms. Where terms change, `replay` says what that means."""
    answered = clocks.answered or turn.answered
    first = clocks.first
    if turn.answered and not clocks.answered:
        first = _ended(_going_on(first), turn.at)  # to a ticket that was closed without one, too
    elif not answered:
        first = _ended(first, turn.at) if turn.status in _OVER else _going_on(first)
    following, ended = _following(clocks, turn, terms, calendars)
    resolution = clocks.resolution
    if turn.status in _OVER:
        resolution = _ended(_standing(resolution, turn.at, calendars, keep_due=True), turn.at)
    else:
        resolution = _kept(_reopened(resolution), turn, calendars)
    return Clocks(first, following, resolution, ended, answered)


def replay(turns: Sequence[Turn], terms: Terms, calendars: Calendars) -> Clocks:
    """The clocks after `turns` (at least one), all of them counted under `terms`: what changed terms mean."""
    clocks = begin(turns[0], terms, calendars)
    for turn in turns[1:]:
        clocks = advance(clocks, turn, terms, calendars)
    return clocks


def retermed(clocks: Clocks, terms: Terms, calendars: Calendars) -> Clocks:
    """The live clocks under other targets, where the history is not at hand: what was counted stays counted.

    With the same calendar that is what `replay` says, but for when a clock was missed that is missed either way. With
    another one nothing changes: that takes the history.
    """
    if any(clock.calendar != terms.calendars[clock.kind] for clock in clocks.live):
        return clocks
    following = clocks.following and _retargeted(clocks.following, terms, calendars)
    first, resolution = (_retargeted(clock, terms, calendars) for clock in (clocks.first, clocks.resolution))
    return replace(clocks, first=first, following=following, resolution=resolution)


def left(clock: Clock, now: datetime, calendars: Calendars) -> timedelta:
    """Working time that is left of the target; negative once it is missed."""
    return clock.target - spent(clock, now, calendars)


def spent(clock: Clock, now: datetime, calendars: Calendars) -> timedelta:
    """Working time counted up to `now`, or up to the end of the clock."""
    if not clock.running:
        return clock.counted
    return clock.counted + elapsed(calendars[clock.calendar], clock.since, min(now, clock.ended_at or now))


def moment(clock: Clock, per_mille: int, calendars: Calendars) -> datetime | None:
    """When so many thousandths of the time from the clock's beginning to its due time is used up, as things stand.

    None while the clock stands. Of a clock with an earlier told time, the told span counts.
    """
    if not clock.running or clock.due_at is None:
        return None
    calendar = calendars[clock.calendar]
    whole = clock.counted + elapsed(calendar, clock.since, clock.due_at)
    wanted = whole * per_mille / 1000
    return clock.since if wanted <= clock.counted else after(calendar, clock.since, wanted - clock.counted)


# --- one clock ---------------------------------------------------------------------------------------


def _started(kind: ClockKind, turn: Turn, terms: Terms, calendars: Calendars) -> Clock:
    clock = Clock(
        kind=kind,
        target=terms.targets[kind],
        calendar=terms.calendars[kind],
        started_at=turn.at,
        counted=_NOTHING,
        since=turn.at,
        running=True,
        due_at=None,
        ended_at=None,
        told=None,
    )
    return replace(clock, due_at=_due(clock, calendars))


def _retargeted(clock: Clock, terms: Terms, calendars: Calendars) -> Clock:
    target = terms.targets[clock.kind]
    if not clock.is_live or clock.target == target:
        return clock
    other = replace(clock, target=target)
    if clock.running:
        return replace(other, due_at=_due(other, calendars))
    return replace(other, due_at=clock.since if clock.counted >= target else None)


def _following(
    clocks: Clocks, turn: Turn, terms: Terms, calendars: Calendars
) -> tuple[Clock | None, tuple[Clock, ...]]:
    """The next response after the turn, and those that were given."""
    clock = clocks.following
    if clock is not None:
        if turn.answered or turn.status in _OVER:
            return None, (*clocks.ended, _ended(_standing(clock, turn.at, calendars, keep_due=True), turn.at))
        return _kept(clock, turn, calendars), clocks.ended
    waits = turn.owed and clocks.answered and not turn.answered and turn.status not in _OVER
    return (_started(ClockKind.NEXT_RESPONSE, turn, terms, calendars) if waits else None), clocks.ended


def _kept(clock: Clock, turn: Turn, calendars: Calendars) -> Clock:
    """A clock that pauses, paused or running as the status wants."""
    if turn.status in _PAUSED:
        return _standing(clock, turn.at, calendars)
    if clock.running:
        return clock
    going = replace(clock, running=True, since=max(clock.since, turn.at))
    return going if going.due_at is not None else replace(going, due_at=_due(going, calendars))


def _standing(clock: Clock, at: datetime, calendars: Calendars, *, keep_due: bool = False) -> Clock:
    if not clock.running:
        return clock
    at = max(at, clock.since)
    counted = clock.counted + elapsed(calendars[clock.calendar], clock.since, at)
    is_missed = counted >= clock.target  # what was missed stays missed, however long the pause
    due_at = clock.due_at if keep_due or is_missed else None
    return replace(clock, counted=counted, since=at, running=False, due_at=due_at)


def _ended(clock: Clock, at: datetime) -> Clock:
    return clock if clock.ended_at is not None else replace(clock, ended_at=at)


def _going_on(clock: Clock) -> Clock:
    """The first response of a ticket that opened again: nothing was paused, nothing is given on top."""
    return clock if clock.ended_at is None else replace(clock, ended_at=None)


def _reopened(clock: Clock) -> Clock:
    if clock.ended_at is None:
        return clock
    return replace(clock, ended_at=None, due_at=clock.due_at if clock.counted >= clock.target else None)


def _due(clock: Clock, calendars: Calendars) -> datetime | None:
    worked_out = after(calendars[clock.calendar], clock.since, clock.target - clock.counted)
    return _earlier(worked_out, clock.told)


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((moment for moment in (one, other) if moment is not None), default=None)


def named(calendars: Iterable[Calendar]) -> Calendars:
    """Calendars by name."""
    return {calendar.name: calendar for calendar in calendars}
