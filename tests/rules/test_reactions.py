"""Rules for what happens to a ticket later: one language, one engine, one trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rules.decide import decide
from rules.effects import Alarm, Decision, QueueMail, SetTimer
from rules.model import Agent, Answer, Change, DeliveryReported, Event, Note, Reopen, Ticket, TimerFired
from rules.policy import Policy, load
from rules.words import MailKind, Severity, Status, TimerReason
from tests.build import (
    ANNA,
    BOB,
    NOW,
    a_mail,
    a_snapshot_with,
    a_ticket,
    an_act,
    an_arrival,
    an_outbox_row,
    reply_token,
    shipped_texts,
    survey_token,
)
from tests.rules.finding import after, all_of, none_of, one_of

TIM = Agent(13, "tim", "Tim", ("tim@desk.example",), "technical", active=True)
RAISE = Change(42, Severity.HIGH, None, None, None, None, None, (), ())


def under(rules: str, event: Event, ticket: Ticket, **fields: object) -> Decision:
    policy = load(shipped_texts() | {"policy/99-mine.toml": rules})
    assert isinstance(policy, Policy), policy
    snapshot = replace(a_snapshot_with(ticket), agents={BOB.id: BOB, TIM.id: TIM}, **fields)  # type: ignore[arg-type]  # checked at run time
    return decide(event, snapshot, policy, NOW)


def a_rule(on: str, when: str, then: str) -> str:
    return f'[[rule]]\nid = "mine"\non = "{on}"\nwhen = "{when}"\nthen = {then}\n'


def matched(decision: Decision) -> bool:
    return any(step.rule == "mine" and step.outcome == "matched" for step in decision.trace.steps)


def test_a_change_by_an_agent_runs_its_rules() -> None:
    rules = a_rule("change", "'severity' in change.of && change.by == 'agent'", '{ tags = ["raised"] }')
    decision = under(rules, an_act(RAISE), a_ticket())
    assert (after(decision).severity, after(decision).tags) == (Severity.HIGH, ("raised",))
    assert matched(decision)
    assert not matched(under(rules, an_act(Note(42, "x")), a_ticket(status=Status.OPEN)))


def test_a_rule_that_adds_a_tag_leaves_the_priority_an_agent_chose() -> None:
    rules = a_rule("change", "change.by == 'agent'", '{ tags = ["seen"] }')
    chosen = a_ticket(severity=Severity.CRITICAL)
    assert after(under(rules, an_act(Note(42, "x")), chosen)).priority is chosen.priority


def test_the_third_reopening_climbs_and_must_be_accepted() -> None:
    rules = a_rule("change", "'status' in change.of && ticket.reopened >= 3", "{ level = 2 }")
    twice = a_ticket(status=Status.RESOLVED, reopened=2)
    decision = under(rules, an_act(Reopen(42)), twice)
    ticket = after(decision)
    assert (ticket.reopened, ticket.level, ticket.team) == (3, 2, "technical")
    assert ticket.accept_by is not None
    assert one_of(decision, QueueMail).kind is MailKind.ESCALATION
    assert after(under(rules, an_act(Reopen(42)), a_ticket(status=Status.RESOLVED))).level == 1


def test_the_mail_of_a_customer_is_a_change_by_the_customer() -> None:
    rules = a_rule("change", "change.by == 'customer' && ticket.status == 'open'", '{ tags = ["back"] }')
    ticket = a_ticket(status=Status.PENDING)
    decision = under(rules, an_arrival(a_mail(tokens=(reply_token(ticket),))), ticket)
    assert after(decision).tags == ("back",)
    assert after(decision).status is Status.OPEN


def test_a_timer_of_a_rule_runs_rules_when_it_is_due_and_only_then() -> None:
    rules = a_rule("timer", "timer.name == 'quiet' && ticket.waiting_minutes >= 60", '{ notify = ["tim"] }')
    later = NOW + timedelta(hours=1)
    ticket = a_ticket(timers=(("quiet", NOW), ("other", later)))
    decision = under(rules, TimerFired(42, TimerReason.RULE, NOW), ticket)
    assert [mail.recipient for mail in all_of(decision, QueueMail)] == ["tim@desk.example"]
    assert after(decision).timers == (("other", later),)
    assert SetTimer(42, TimerReason.RULE, later) in all_of(decision, SetTimer)
    early = under(rules, TimerFired(42, TimerReason.RULE, NOW), a_ticket(timers=(("quiet", later),)))
    assert none_of(early, QueueMail)


def test_a_timer_of_a_closed_ticket_does_nothing() -> None:
    rules = a_rule("timer", "timer.name == 'quiet'", '{ notify = ["tim"] }')
    decision = under(
        rules, TimerFired(42, TimerReason.RULE, NOW), a_ticket(status=Status.CLOSED, timers=(("quiet", NOW),))
    )
    assert none_of(decision, QueueMail)
    assert after(decision).timers == ()


def test_a_rule_may_start_its_timer_anew() -> None:
    rules = a_rule("timer", "timer.name == 'daily'", '{ timer = { start = "daily", after = "1 day" } }')
    decision = under(rules, TimerFired(42, TimerReason.RULE, NOW), a_ticket(timers=(("daily", NOW),)))
    assert after(decision).timers == (("daily", NOW + timedelta(days=1)),)


def test_a_bounce_runs_its_rules() -> None:
    rules = a_rule("bounce", "bounce.detail.contains('5.1.1')", '{ tags = ["address-dead"] }')
    event = DeliveryReported(an_outbox_row("x@desk.example"), permanent=True, status="5.1.1", text="no such user")
    assert after(under(rules, event, a_ticket())).tags == ("address-dead",)


def test_a_bad_survey_goes_to_the_technicians() -> None:
    rules = a_rule("survey", "survey.score <= 2", "{ level = 2 }")
    ticket = a_ticket(status=Status.RESOLVED)
    mail = a_mail(text="1", tokens=(survey_token(ticket),))
    decision = under(rules, an_arrival(mail), ticket)
    assert (after(decision).level, after(decision).status) == (2, Status.OPEN)
    assert len({effect.message.seq for effect in decision.effects if hasattr(effect, "message")}) == 2


def test_a_name_that_the_event_does_not_have_is_told_and_does_not_hold() -> None:
    rules = a_rule("change", "ticket.fields['order'] == '4711'", '{ tags = ["order"] }')
    decision = under(rules, an_act(Answer(42, "Done.", Status.PENDING)), a_ticket())
    last = next(step for step in decision.trace.steps if step.rule == "mine")
    assert (last.outcome, last.checks[0].held) == ("not matched", False)
    assert "Key not found" in last.checks[0].because


def test_no_alarm_without_reason() -> None:
    rules = a_rule("change", "ticket.assignee == 'bob'", '{ notify = ["assignee"] }')
    decision = under(rules, an_act(Note(42, "x")), a_ticket(assignee=BOB.id))
    assert none_of(decision, Alarm)
    assert [mail.recipient for mail in all_of(decision, QueueMail)] == [BOB.addresses[0]]
    assert ANNA.address not in [mail.recipient for mail in all_of(decision, QueueMail)]
