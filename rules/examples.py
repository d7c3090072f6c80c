"""The examples that rules carry, tried out.

Takes a policy; gives for each example whether its rule did as it says. Never needs a mail: an example is an ordinary
mail's values with what it names changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.classify import holds, word_values
from rules.names import Value, sample_values
from rules.policy import Policy


@dataclass(frozen=True, slots=True)
class Tried:
    """One example. `matches`: what it says; `matched`: what the rule did. `line`: where it stands in `file`."""

    rule: str
    file: str
    line: int
    matches: bool
    matched: bool

    @property
    def is_right(self) -> bool:
        return self.matches is self.matched


def values_of(policy: Policy, changed: Mapping[str, Value]) -> dict[str, Value]:
    """The values of an ordinary mail with some changed; what the words mention follows from its subject and text."""
    full = sample_values() | dict(changed)
    spoken = str(changed.get("mail.new_text", changed.get("mail.text", full["mail.new_text"])))
    return full | word_values(policy, str(full["mail.subject"]), spoken) | dict(changed)


def tried(policy: Policy) -> tuple[Tried, ...]:
    """Every example of every rule, as they stand."""
    return tuple(
        Tried(rule.id, rule.file, one.line, one.matches, holds(policy, rule, values_of(policy, one.values)))
        for rule in policy.rules
        for one in rule.examples
    )
