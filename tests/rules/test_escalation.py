"""Promises near their end: warnings, climbs, acceptance, operators; each once and at its minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rules.decide import decide
from rules.effects import Alarm, ChangeTicket, Decision, QueueMail, SetTimer
from rules.model import Agent, Answer, Assign, Message, Ticket, TimerFired
from rules.words import MailKind, MessageKind, Status, Tier, TimerReason
from tests.build import NOW, a_policy, a_snapshot_with, a_ticket, an_act
from tests.rules.finding import after, all_of, decided, none_of, one_of, step_of

FIRST = Agent(11, "fay", "Fay", ("fay@desk.example",), "first-line", active=True)
TECH = Agent(12, "tim", "Tim", ("tim@desk.example",), "technical", active=True)
EXPERT = Agent(13, "eve", "Eve", ("eve@desk.example",), "experts", active=True)
TEAM = {agent.id: agent for agent in (FIRST, TECH, EXPERT)}
MINUTE = timedelta(minutes=1)


def platinum(minutes: float, **fields: object) -> Ticket:
    """A platinum ticket (15 minutes) opened so many minutes ago."""
    return replace(a_ticket(tier=Tier.PLATINUM, opened_at=NOW - minutes * MINUTE), **fields)  # type: ignore[arg-type]  # checked at run time


def fired(ticket: Ticket, reason: TimerReason = TimerReason.RESPONSE, **fields: object) -> Decision:
    snapshot = replace(a_snapshot_with(ticket), agents=TEAM, **fields)  # type: ignore[arg-type]  # checked at run time
    return decided(TimerFired(ticket.number, reason, NOW), snapshot)


def recipients(decision: Decision) -> list[str]:
    return [mail.recipient for mail in all_of(decision, QueueMail)]


def timer(decision: Decision, reason: TimerReason) -> SetTimer:
    return next(each for each in all_of(decision, SetTimer) if each.reason is reason)


def test_half_the_way_to_the_first_climb_warns_the_team() -> None:
    decision = fired(platinum(3.75))
    assert recipients(decision) == ["fay@desk.example"]
    assert one_of(decision, QueueMail).kind is MailKind.NOTIFICATION
    assert (after(decision).climbed, after(decision).level) == (1, 1)
    assert timer(decision, TimerReason.RESPONSE).due == NOW + 3.75 * MINUTE


def test_whoever_has_the_ticket_is_warned_alone() -> None:
    assert recipients(fired(platinum(3.75, assignee=TECH.id))) == ["tim@desk.example"]


def test_at_half_the_target_a_platinum_ticket_climbs_to_the_technicians() -> None:
    decision = fired(platinum(7.5, climbed=1, assignee=FIRST.id))
    ticket = after(decision)
    assert (ticket.level, ticket.team, ticket.assignee, ticket.climbed) == (2, "technical", None, 2)
    assert recipients(decision) == ["tim@desk.example"]
    assert one_of(decision, QueueMail).kind is MailKind.ESCALATION
    assert "50 % of the first response" in one_of(decision, QueueMail).draft.text


def test_the_team_has_a_tenth_of_the_target_but_two_minutes_to_take_it() -> None:
    decision = fired(platinum(7.5, climbed=1))
    assert after(decision).accept_by == NOW + 2 * MINUTE
    assert timer(decision, TimerReason.ACCEPT).due == NOW + 2 * MINUTE
    gold = a_ticket(tier=Tier.GOLD, opened_at=NOW - 90 * MINUTE)
    assert after(fired(replace(gold, climbed=1))).accept_by == NOW + 12 * MINUTE


def test_taking_it_is_accepting_it() -> None:
    offered = platinum(8, level=2, team="technical", accept_by=NOW + MINUTE)
    snapshot = replace(a_snapshot_with(offered), agents=TEAM)
    assert after(decided(an_act(Assign(42, TECH.id)), snapshot)).accept_by is None
    answered = decided(an_act(Answer(42, "Try again.", Status.PENDING), TECH.id), snapshot)
    assert after(answered).accept_by is None


def test_not_taken_it_climbs_on() -> None:
    decision = fired(platinum(9.5, climbed=2, level=2, team="technical", accept_by=NOW), TimerReason.ACCEPT)
    assert (after(decision).level, after(decision).team) == (3, "experts")
    assert recipients(decision) == ["eve@desk.example"]


def test_not_taken_at_the_top_the_operators_are_alarmed() -> None:
    decision = fired(platinum(14, climbed=4, level=3, team="experts", accept_by=NOW), TimerReason.ACCEPT)
    assert one_of(decision, Alarm).code == "promise_breaking"
    assert after(decision).accept_by is None


def test_at_the_whole_target_the_operators_are_alarmed() -> None:
    decision = fired(platinum(15, climbed=5, level=3, team="experts"))
    assert one_of(decision, Alarm).subject == "#42"
    assert none_of(decision, QueueMail)


def test_a_team_without_anybody_on_duty_is_an_alarm() -> None:
    away = {TECH.id: replace(TECH, active=False)}
    snapshot = replace(a_snapshot_with(platinum(7.5, climbed=1)), agents=away)
    decision = decided(TimerFired(42, TimerReason.RESPONSE, NOW), snapshot)
    assert one_of(decision, Alarm).code == "nobody_on_duty"


def test_an_answered_ticket_is_left_alone() -> None:
    decision = fired(a_ticket(tier=Tier.PLATINUM, status=Status.PENDING))
    assert none_of(decision, ChangeTicket)
    assert step_of(decision, "timer").outcome == "nothing"


def test_F44_what_came_due_while_the_daemon_was_down_is_one_climb() -> None:
    decision = fired(platinum(12))
    assert (after(decision).climbed, after(decision).level) == (4, 3)
    assert recipients(decision) == ["eve@desk.example"]


def test_F44_after_days_down_the_operators_hear_of_all_and_nobody_is_mailed_for_each() -> None:
    decision = fired(a_ticket(tier=Tier.GOLD, opened_at=NOW - timedelta(days=3)))
    assert (after(decision).level, after(decision).team, after(decision).accept_by) == (3, "experts", None)
    assert none_of(decision, QueueMail)
    assert one_of(decision, Alarm).code == "long_overdue"
    assert TimerReason.ACCEPT not in [each.reason for each in all_of(decision, SetTimer)]


def test_a_timer_that_came_too_early_is_set_again() -> None:
    decision = fired(platinum(1))
    assert timer(decision, TimerReason.RESPONSE).due == NOW + 2.75 * MINUTE
    assert none_of(decision, ChangeTicket)


def test_the_resolution_only_warns() -> None:
    ticket = a_ticket(tier=Tier.PLATINUM, opened_at=NOW - timedelta(hours=6), status=Status.OPEN)
    decision = fired(ticket, TimerReason.RESOLUTION)
    assert (after(decision).warned, after(decision).level) == (1, 1)
    assert recipients(decision) == ["fay@desk.example"]


def test_the_mail_tells_what_was_said_so_far() -> None:
    said = Message(
        42,
        1,
        MessageKind.INBOUND,
        NOW,
        "anna@customer.example",
        verified=True,
        subject="",
        text="Nothing prints.",
        intake=9,
        message_ids=(),
    )
    decision = fired(platinum(7.5, climbed=1), recent={42: (said,)})
    text = one_of(decision, QueueMail).draft.text
    assert "anna@customer.example wrote:\nNothing prints." in text
    assert "7 min left" in text


def test_a_mail_to_an_agent_lets_absence_notes_come_back() -> None:
    draft = one_of(fired(platinum(7.5, climbed=1)), QueueMail).draft
    assert (draft.auto_submitted, draft.suppress) == (None, "DR, RN, NRN, AutoReply")


def test_each_milestone_of_a_tier_comes_once_and_in_order() -> None:
    """A clock that nobody stops, driven by its own timers, to the very end."""
    ticket, now = platinum(0), NOW
    seen: list[tuple[float, int]] = []
    due = timer(fired(ticket), TimerReason.RESPONSE).due
    while True:
        now = due
        snapshot = replace(a_snapshot_with(ticket), agents=TEAM)
        decision = decide(TimerFired(42, TimerReason.RESPONSE, due), snapshot, a_policy(), now)
        ticket = after(decision)
        seen.append(((now - NOW) / MINUTE, ticket.level))
        coming = [each for each in all_of(decision, SetTimer) if each.reason is TimerReason.RESPONSE]
        if not coming:
            break
        due = coming[0].due
    assert seen == [(3.75, 1), (7.5, 2), (9.375, 2), (11.25, 3), (13.125, 3), (15, 3)]
