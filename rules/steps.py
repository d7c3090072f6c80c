"""Steps of a trace, made short.

Takes what was asked and what came out; gives `Step` and `Check`. Never decides.
"""

from __future__ import annotations

from rules.effects import Check, Step


def step(
    name: str, outcome: str, because: str = "", *, rule: str | None = None, checks: tuple[Check, ...] = ()
) -> Step:
    """One question answered; its name has a row in `rules.trace.QUESTIONS`."""
    return Step(name, outcome, because, rule, checks)


def looked(condition: str, *, held: bool, because: str = "") -> Check:
    """One condition looked at."""
    return Check(condition, held, because)
