"""Running the policy's rules over a mail: severity, tier, priority, queue, level, tags.

Takes the policy and what is known; gives `Classified`: where the ticket stands, and a step for every rule.
Never believes a condition that could not be evaluated: it did not hold, and the trace says so.

Rules run in order. Each that matches acts on what the rules before it left; the priority follows the matrix whenever
severity or tier change, until a rule names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from rules.effects import Check, Step
from rules.expressions import Expression, Facts, Failed, evaluate, facts
from rules.names import Standing, Value, ticket_values
from rules.policy import MENTIONS, Policy
from rules.ruleset import Action, Rule
from rules.steps import looked, step
from rules.wordlists import mentioned
from rules.words import Priority, Severity, Tier

Word = TypeVar("Word", bound=StrEnum)

_MOST_TAGS = 20


@dataclass(frozen=True, slots=True)
class Classified:
    """`ignored_by`, `kept_back_by`: ids of the rules that forbid the ticket, or its acknowledgement."""

    standing: Standing
    ignored_by: str | None
    kept_back_by: str | None
    steps: tuple[Step, ...]


def start(policy: Policy) -> Standing:
    """Where a ticket stands before any rule."""
    severity, tier = Severity.STANDARD, Tier.SILVER
    return Standing(severity, tier, policy.matrix[(tier, severity)], policy.numbers.queues[0], 1, ())


def word_values(policy: Policy, subject: str, text: str) -> dict[str, Value]:
    """`mentions.LIST` for every word list."""
    found = mentioned(policy.words, f"{subject}\n{text}")
    return {MENTIONS + name: name in found for name in policy.words.ids}


def classify(policy: Policy, values: Mapping[str, Value]) -> Classified:
    """All rules over the values of a new mail (of mail, mailbox, contact, account and words)."""
    return _run(policy, policy.rules, values, start(policy), named_priority=False)


def retier(policy: Policy, values: Mapping[str, Value], standing: Standing) -> Classified:
    """Only the rules that speak of tiers, after an agent changed the severity.

    Conditions that ask about a mail cannot be evaluated then, so their rules do not match.
    """
    rules = tuple(rule for rule in policy.rules if rule.then.tier or rule.then.tier_at_least or rule.then.tier_at_most)
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
    ignored_by = kept_back_by = stopped = None
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
        ignored_by = ignored_by or (rule.id if rule.then.ignore else None)
        kept_back_by = kept_back_by or (None if rule.then.acknowledge else rule.id)
        stopped = rule.file if rule.stop else None
    return Classified(standing, ignored_by, kept_back_by, tuple(steps))


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
    elif named_priority:
        priority = before.priority
    else:
        priority = policy.matrix[(tier, severity)]
    tags = before.tags + tuple(tag for tag in action.tags if tag not in before.tags)
    return replace(
        before,
        severity=severity,
        tier=tier,
        priority=priority,
        queue=action.queue or before.queue,
        level=action.level or before.level,
        tags=tags[:_MOST_TAGS],
    )


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
        for field in ("severity", "tier", "priority", "queue", "level")
        if getattr(before, field) != getattr(after, field)
    ]
    if after.tags != before.tags:
        changes.append("tags " + ", ".join(tag for tag in after.tags if tag not in before.tags))
    if action.ignore:
        changes.append("no ticket")
    if not action.acknowledge:
        changes.append("no acknowledgement")
    return "; ".join(changes) or "changes nothing"
