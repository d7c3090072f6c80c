"""The last pass over a decision: no clock, timer or count is forgotten, whatever moved the ticket."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rules.clocks import Turn
from rules.decide import decide
from rules.effects import AddTurn, Alarm, CancelTimer, ChangeTicket, Decision, OpenTicket, QueueMail, SetTimer
from rules.milestones import RESOLUTION_WARNINGS
from rules.model import Act, Answer, Assign, Change, Close, Event, Reopen, Replan, Snapshot, Ticket, TimerFired
from rules.policy import Policy, load
from rules.words import Priority, Status, Tier, TimerReason
from tests.build import (
    NOW,
    a_mail,
    a_policy,
    a_snapshot,
    a_snapshot_with,
    a_ticket,
    an_act,
    an_arrival,
    reply_token,
    shipped_texts,
    turns_of,
)
from tests.rules.finding import after, all_of, none_of, one_of, opened
from tests.rules.test_escalation import TEAM, TECH

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


class Life:
    """A ticket through events, one after another, with the history that storage would keep."""

    def __init__(self, ticket: Ticket, policy: Policy | None = None) -> None:
        self.ticket = ticket
        self.policy = policy or a_policy()
        self.turns: tuple[Turn, ...] = turns_of(ticket) if ticket.clocks is not None else ()

    def snapshot(self) -> Snapshot:
        return replace(a_snapshot_with(self.ticket), agents=TEAM, turns={42: self.turns})

    def meets(self, event: Event, at: datetime = NOW) -> Decision:
        decision = decide(event, self.snapshot(), self.policy, at)
        for effect in decision.effects:
            if isinstance(effect, ChangeTicket):
                self.ticket = effect.after
            elif isinstance(effect, AddTurn):
                self.turns = (*self.turns, effect.turn)
        return decision

    def does(self, wanted: Act, at: datetime = NOW) -> Decision:
        return self.meets(an_act(wanted), at)

    def fires(self, reason: TimerReason, at: datetime = NOW) -> Decision:
        return self.meets(TimerFired(42, reason, at), at)


def policy_with(file: str, before: str, changed: str) -> Policy:
    texts = shipped_texts()
    assert before in texts[file]
    loaded = load(texts | {file: texts[file].replace(before, changed)})
    assert isinstance(loaded, Policy), loaded
    return loaded


def a_change(
    *, tier: Tier | None = None, queue: str | None = None, level: int | None = None, status: Status | None = None
) -> Change:
    return Change(42, None, tier, None, queue, level, status, (), ())


def due(decision: Decision, reason: TimerReason) -> datetime:
    return next(each.due for each in all_of(decision, SetTimer) if each.reason is reason)


def offered(**fields: object) -> Ticket:
    """A platinum ticket that has climbed and waits to be taken."""
    plain = a_ticket(tier=Tier.PLATINUM, opened_at=NOW - 8 * MINUTE, level=2, team="technical", climbed=2)
    return replace(plain, accept_by=NOW + MINUTE, **fields)  # type: ignore[arg-type]  # checked at run time


# --- acceptance --------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", [Close(42, final=False), Close(42, final=True), a_change(status=Status.ON_HOLD)])
def test_nobody_has_to_take_what_is_over_or_waits(act: Act) -> None:
    life = Life(offered())
    decision = life.does(act)
    assert life.ticket.accept_by is None
    assert CancelTimer(42, TimerReason.ACCEPT) in decision.effects
    assert none_of(life.fires(TimerReason.ACCEPT, NOW + MINUTE), ChangeTicket)


def test_F44_an_acceptance_that_comes_due_on_a_resolved_ticket_climbs_nowhere() -> None:
    stale = replace(a_ticket(status=Status.RESOLVED, level=2), accept_by=NOW)
    assert none_of(Life(stale).fires(TimerReason.ACCEPT), ChangeTicket)


def test_given_to_another_level_by_hand_it_is_that_levels_team_and_need_not_be_taken() -> None:
    life = Life(offered())
    life.does(a_change(level=3))
    assert (life.ticket.level, life.ticket.team, life.ticket.accept_by) == (3, "experts", None)


def test_another_queue_is_another_team() -> None:
    bills = '[bills]\nlevel = 1\nqueues = ["billing"]\n\n[technical]\nlevel = 2'
    policy = policy_with("policy/teams.toml", "[technical]\nlevel = 2", bills)
    life = Life(a_ticket(), policy)
    life.does(a_change(queue="billing"))
    assert life.ticket.team == "bills"


# --- climbs that are none ----------------------------------------------------------------------------


def test_a_climb_to_where_it_is_already_is_a_warning() -> None:
    at_the_top = a_ticket(tier=Tier.PLATINUM, opened_at=NOW - 7.5 * MINUTE, level=3, team="experts", climbed=1)
    decision = Life(at_the_top).fires(TimerReason.RESPONSE)
    assert (after(decision).level, after(decision).climbed) == (3, 2)
    assert one_of(decision, QueueMail).recipient == "eve@desk.example"
    assert none_of(decision, Alarm)


def test_at_the_whole_target_the_operators_hear_of_it_whatever_its_level() -> None:
    at_the_top = a_ticket(tier=Tier.PLATINUM, opened_at=NOW - 15 * MINUTE, level=3, team="experts", climbed=5)
    assert one_of(Life(at_the_top).fires(TimerReason.RESPONSE), Alarm).code == "promise_breaking"


# --- reopening ---------------------------------------------------------------------------------------


def test_closed_and_reopened_without_an_answer_no_climb_comes_twice() -> None:
    life = Life(a_ticket(tier=Tier.GOLD, opened_at=NOW - 91 * MINUTE, level=2, team="technical", climbed=2))
    life.does(Close(42, final=False))
    decision = life.does(Reopen(42), NOW + MINUTE)
    assert life.ticket.climbed == 2
    assert due(decision, TimerReason.RESPONSE) == NOW + 14 * MINUTE


def test_the_first_answer_to_a_ticket_that_was_closed_without_one_ends_the_first_response() -> None:
    life = Life(a_ticket(tier=Tier.PLATINUM, opened_at=NOW - 5 * MINUTE))
    life.does(Close(42, final=False))
    life.does(Answer(42, "Sorry, this is how.", Status.PENDING), NOW + HOUR)
    assert life.ticket.clocks is not None
    assert life.ticket.clocks.first.ended_at == NOW + HOUR
    assert not life.ticket.clocks.first.is_met


def test_another_wait_begins_without_any_milestone_behind_it() -> None:
    life = Life(a_ticket(tier=Tier.GOLD, opened_at=NOW - 91 * MINUTE, level=2, team="technical", climbed=2))
    life.does(Answer(42, "Try this.", Status.PENDING))
    life.meets(an_arrival(a_mail(tokens=(reply_token(life.ticket),))), NOW)
    assert (life.ticket.status, life.ticket.climbed) == (Status.OPEN, 0)


# --- other tiers -------------------------------------------------------------------------------------


def test_a_lower_tier_warns_anew_at_its_own_time() -> None:
    """Warned after 3.75 minutes as platinum, as silver it has nothing behind it."""
    life = Life(a_ticket(tier=Tier.PLATINUM, opened_at=NOW - 4 * MINUTE, climbed=1))
    decision = life.does(a_change(tier=Tier.SILVER))
    assert life.ticket.climbed == 0
    assert due(decision, TimerReason.RESPONSE) == NOW - 4 * MINUTE + 12 * HOUR


def test_a_climb_counts_in_every_tier() -> None:
    life = Life(a_ticket(tier=Tier.PLATINUM, opened_at=NOW - 8 * MINUTE, level=2, team="technical", climbed=2))
    decision = life.does(a_change(tier=Tier.GOLD))
    assert due(decision, TimerReason.RESPONSE) == NOW - 8 * MINUTE + 105 * MINUTE
    lowered_and_raised = life.does(a_change(tier=Tier.PLATINUM))
    assert due(lowered_and_raised, TimerReason.RESPONSE) == NOW - 8 * MINUTE + 0.625 * 15 * MINUTE


def test_the_resolution_warns_anew_under_a_longer_target() -> None:
    life = Life(a_ticket(tier=Tier.PLATINUM, status=Status.OPEN, opened_at=NOW - 7 * HOUR, warned=1))
    decision = life.does(a_change(tier=Tier.GOLD))
    assert life.ticket.warned == 0
    assert due(decision, TimerReason.RESOLUTION) == NOW - 7 * HOUR + 36 * HOUR


# --- another policy ----------------------------------------------------------------------------------


def test_another_pace_moves_the_timers_of_open_tickets() -> None:
    policy = policy_with("policy/tiers.toml", 'at = 75, to = "L2" }, { at = 100', 'at = 50, to = "L2" }, { at = 100')
    life = Life(a_ticket(tier=Tier.GOLD, opened_at=NOW - MINUTE), policy)
    decision = life.does(Replan(42, Tier.GOLD, Priority.LOW))
    assert due(decision, TimerReason.RESPONSE) == NOW - MINUTE + 30 * MINUTE


def in_office_hours(days: str) -> Policy:
    target = 'first_response = "24 hours"'
    tiers = shipped_texts()["policy/tiers.toml"].replace(target, f'{target}\ncalendar = "office"')
    texts = {"policy/tiers.toml": tiers, "policy/calendars.toml": f'[office]\nzone = "UTC"\n{days}\n'}
    loaded = load(shipped_texts() | texts)
    assert isinstance(loaded, Policy), loaded
    return loaded


def test_another_calendar_under_the_same_name_is_counted_anew() -> None:
    before = in_office_hours('monday = ["09:00-12:00"]')
    born = decide(an_arrival(a_mail()), a_snapshot(), before, NOW)
    life = Life(
        replace(opened(born), number=42), in_office_hours('monday = ["09:00-12:00"]\ntuesday = ["09:00-12:00"]')
    )
    life.turns = tuple(effect.turn for effect in all_of(born, AddTurn))
    was = life.ticket.due_at
    life.does(Replan(42, life.ticket.tier, life.ticket.priority))
    assert was is not None
    assert life.ticket.due_at is not None
    assert life.ticket.due_at < was


def test_a_warning_of_the_resolution_that_came_too_early_is_set_again() -> None:
    life = Life(a_ticket(tier=Tier.PLATINUM, status=Status.OPEN, opened_at=NOW - HOUR))
    decision = life.fires(TimerReason.RESOLUTION)
    assert due(decision, TimerReason.RESOLUTION) == NOW + 5 * HOUR


# --- from before there were clocks -------------------------------------------------------------------


def test_a_ticket_that_was_answered_before_there_were_clocks_owes_no_first_answer() -> None:
    old = replace(
        a_ticket(status=Status.PENDING, opened_at=NOW - 9 * DAY, answered_at=NOW - 8 * DAY), clocks=None, due_at=None
    )
    life = Life(old)
    decision = life.meets(an_arrival(a_mail(tokens=(reply_token(old),))))
    assert life.ticket.clocks is not None
    assert life.ticket.clocks.first.ended_at == NOW - 8 * DAY
    assert life.ticket.due_at == NOW - MINUTE + 24 * HOUR, "from delivery on"
    assert [turn.answered for turn in life.turns] == [False, True, False]
    assert len(all_of(decision, AddTurn)) == 3, "its history is written down with the first turn"


def test_what_is_known_of_an_old_ticket_is_counted_once() -> None:
    old = replace(a_ticket(opened_at=NOW - HOUR, team=""), clocks=None, due_at=NOW + 23 * HOUR)
    life = Life(old)
    life.does(Assign(42, TECH.id))
    life.does(a_change(tier=Tier.GOLD))
    assert life.ticket.team == "first-line"
    assert [turn.status for turn in life.turns] == [Status.NEW, Status.OPEN]
    assert life.ticket.due_at == NOW + HOUR


# --- old mail ----------------------------------------------------------------------------------------


def test_nobody_is_woken_for_mail_that_is_older_than_what_is_acknowledged() -> None:
    ancient = decide(an_arrival(a_mail(), received_at=NOW - 30 * DAY), a_snapshot(), a_policy(), NOW)
    ticket = opened(ancient)
    assert none_of(ancient, SetTimer)
    assert (ticket.climbed, ticket.warned) == (2, len(RESOLUTION_WARNINGS))
    fresh = decide(an_arrival(a_mail(), received_at=NOW - HOUR), a_snapshot(), a_policy(), NOW)
    assert len(all_of(fresh, SetTimer)) == 2
    assert one_of(fresh, OpenTicket).ticket.climbed == 0
