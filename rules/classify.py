"""Running the policy's rules over a mail, or a ticket that something happened to: severity, tier, queue, team, …

Takes the policy and what is known; gives `Classified`: where the ticket stands, and a step for every rule.
Never believes a condition that could not be evaluated: it did not hold, and the trace says so.

Rules run in order. Each that matches acts on what the rules before it left; the priority follows the matrix whenever
severity or tier change, until a rule names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from rules.actions import Action
from rules.calendars import is_open
from rules.duty import on_duty
from rules.effects import Check, Step
from rules.expressions import Expression, Facts, Failed, evaluate, facts
from rules.model import Agent, Ticket
from rules.names import MENTIONS, ON_DUTY, OPEN, On, Standing, Value, in_condition, ticket_values
from rules.policy import Policy
from rules.ruleset import Rule
from rules.steps import looked, step
from rules.teams import owner
from rules.wordlists import mentioned
from rules.words import Priority, Severity, Tier

Word = TypeVar("Word", bound=StrEnum)

_MOST_TAGS = 20


@dataclass(frozen=True, slots=True)
class Classified:
    """`matched`: the rules that act, in order. `ignored_by`, `kept_back_by`, `quarantined_by`: ids of the first rules
    that forbid the ticket, its acknowledgement, or both until a person has looked.
    """

    standing: Standing
    matched: tuple[Rule, ...]
    steps: tuple[Step, ...]

    @property
    def ignored_by(self) -> str | None:
        return next((rule.id for rule in self.matched if rule.then.ignore), None)

    @property
    def kept_back_by(self) -> str | None:
        return next((rule.id for rule in self.matched if not rule.then.acknowledge), None)

    @property
    def quarantined_by(self) -> str | None:
        return next((rule.id for rule in self.matched if rule.then.quarantine), None)


def start(policy: Policy) -> Standing:
    """Where a ticket stands before any rule."""
    severity, tier, queue = Severity.STANDARD, Tier.SILVER, policy.numbers.queues[0]
    return Standing(severity, tier, policy.matrix[(tier, severity)], queue, 1, (), owner(policy.teams, queue, 1), "")


def standing_of(ticket: Ticket, agents: Mapping[int, Agent]) -> Standing:
    """Where a ticket stands."""
    agent = None if ticket.assignee is None else agents.get(ticket.assignee)
    return Standing(
        severity=ticket.severity,
        tier=ticket.tier,
        priority=ticket.priority,
        queue=ticket.queue,
        level=ticket.level,
        tags=ticket.tags,
        team=ticket.team,
        assignee="" if agent is None else agent.login,
    )


def word_values(policy: Policy, subject: str, text: str) -> dict[str, Value]:
    """`mentions.LIST` for every word list."""
    found = mentioned(policy.words, f"{subject}\n{text}")
    return {MENTIONS + name: name in found for name in policy.words.ids}


def desk_values(policy: Policy, agents: Iterable[Agent], moment: datetime) -> dict[str, Value]:
    """`open.CALENDAR` and `on_duty.TEAM`, as they are at a moment."""
    known = tuple(agents)
    calendars: dict[str, Value] = {
        OPEN + in_condition(name): is_open(calendar, moment) for name, calendar in policy.calendars.items()
    }
    teams: dict[str, Value] = {
        ON_DUTY + in_condition(team.id): len(on_duty(team.id, known, policy, moment)) for team in policy.teams
    }
    return calendars | teams


def classify(policy: Policy, values: Mapping[str, Value]) -> Classified:
    """All rules for mail over the values of a new mail (of mail, mailbox, contact, account and words)."""
    return react(policy, On.MAIL, values, start(policy))


def react(policy: Policy, on: On, values: Mapping[str, Value], standing: Standing) -> Classified:
    """All rules for one kind of event over what is known of it, from where the ticket stands."""
    rules = tuple(rule for rule in policy.rules if rule.on is on)
    return _run(policy, rules, values, standing, named_priority=False)


def retier(policy: Policy, values: Mapping[str, Value], standing: Standing) -> Classified:
    """Only the rules that speak of tiers, after an agent changed the severity.

    Conditions that ask about a mail cannot be evaluated then, so their rules do not match.
    """
    speaking = (rule for rule in policy.rules if rule.on is On.MAIL)
    rules = tuple(rule for rule in speaking if rule.then.tier or rule.then.tier_at_least or rule.then.tier_at_most)
    return _run(policy, rules, values, standing, named_priority=False)


def holds(policy: Policy, rule: Rule, values: Mapping[str, Value]) -> bool:
    """Whether one rule matches such values: what its examples are tried with."""
    return _matches(rule, facts(values, policy.language))[0]


def _run(
    policy: Policy, rules: tuple[Rule, ...], values: Mapping[str, Value], standing: Standing, *, named_priority: bool
) -> Classified:
    plan: dict[str, Value] = {"plan.severity_alone": policy.numbers.severity_alone}
    given = facts({**values, **plan, **ticket_values(standing)}, policy.language)
    steps: list[Step] = []
    matching: list[Rule] = []
    stopped = None
    for rule in rules:
        if rule.file == stopped:
            continue
        matched, checks = _matches(rule, given)
        if not matched:
            steps.append(step("rule", "not matched", rule=rule.id, checks=checks))
            continue
        named_priority = named_priority or rule.then.priority is not None
        after = _act(rule.then, standing, policy, named_priority=named_priority)
        steps.append(step("rule", "matched", _difference(standing, after, rule.then), rule=rule.id, checks=checks))
        if after != standing:
            standing = after
            given = facts({**values, **plan, **ticket_values(standing)}, policy.language)
        matching.append(rule)
        stopped = rule.file if rule.stop else None
    return Classified(standing, tuple(matching), tuple(steps))


def _matches(rule: Rule, given: Facts) -> tuple[bool, tuple[Check, ...]]:
    """Whether the rule matches, and the conditions looked at: the first that decides is the last."""
    checks: list[Check] = []
    for expression in rule.every:
        checks.append(_look(expression, given))
        if not checks[-1].held:
            return False, tuple(checks)
    for expression in rule.some:
        checks.append(_look(expression, given))
        if checks[-1].held:
            return True, tuple(checks)
    return not rule.some, tuple(checks)


def _look(expression: Expression, given: Facts) -> Check:
    result = evaluate(expression, given)
    if isinstance(result, Failed):
        return looked(expression.source, held=False, because=result.reason)
    return looked(expression.source, held=result)


def _act(action: Action, before: Standing, policy: Policy, *, named_priority: bool) -> Standing:
    severity = _bounded(
        action.severity or before.severity, action.severity_at_least, action.severity_at_most, tuple(Severity)
    )
    tier = _bounded(action.tier or before.tier, action.tier_at_least, action.tier_at_most, tuple(Tier))
    priority: Priority
    if action.priority is not None:
        priority = action.priority
    elif named_priority or (severity, tier) == (before.severity, before.tier):
        priority = before.priority
    else:
        priority = policy.matrix[(tier, severity)]
    tags = before.tags + tuple(tag for tag in action.tags if tag not in before.tags)
    queue, level, team = _owned(action, before, policy)
    return Standing(
        severity=severity,
        tier=tier,
        priority=priority,
        queue=queue,
        level=level,
        tags=tags[:_MOST_TAGS],
        team=team,
        assignee=action.assignee or before.assignee,
    )


def _owned(action: Action, before: Standing, policy: Policy) -> tuple[str, int, str]:
    """Queue, level and team: a team brings its level, a queue or level the team that works there."""
    queue, level = action.queue or before.queue, action.level or before.level
    if action.team is not None:
        own = next(team.level for team in policy.teams if team.id == action.team)
        return queue, action.level or own, action.team
    if (queue, level) == (before.queue, before.level):
        return queue, level, before.team
    return queue, level, owner(policy.teams, queue, level)


def _bounded(word: Word, at_least: Word | None, at_most: Word | None, order: tuple[Word, ...]) -> Word:
    """`order` runs from the most to the least."""
    place = order.index(word)
    if at_least is not None:
        place = min(place, order.index(at_least))
    if at_most is not None:
        place = max(place, order.index(at_most))
    return order[place]


def _difference(before: Standing, after: Standing, action: Action) -> str:
    changes = [
        f"{field} {getattr(before, field)} → {getattr(after, field)}"
        for field in ("severity", "tier", "priority", "queue", "level", "team", "assignee")
        if getattr(before, field) != getattr(after, field)
    ]
    if after.tags != before.tags:
        changes.append("tags " + ", ".join(tag for tag in after.tags if tag not in before.tags))
    changes += [said for said in action.further() if not said.startswith("tags ")]
    changes += [] if action.assign is None else [f"assigned by {action.assign.replace('_', ' ')}"]
    return "; ".join(changes) or "changes nothing"
