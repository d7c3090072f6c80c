"""Looking into decisions: the effects of one kind, the one of its kind, the step of a name."""

from __future__ import annotations

from typing import TypeVar

from rules.decide import decide
from rules.effects import AppendMessage, ChangeTicket, Decision, OpenTicket, QueueMail, SettleIntake, Step
from rules.model import Event, Message, Snapshot, Ticket
from tests.build import NOW, a_policy

Kind = TypeVar("Kind")


def decided(event: Event, snapshot: Snapshot) -> Decision:
    """What the shipped policy decides now."""
    return decide(event, snapshot, a_policy(), NOW)


def all_of(decision: Decision, kind: type[Kind]) -> list[Kind]:
    return [effect for effect in decision.effects if isinstance(effect, kind)]


def one_of(decision: Decision, kind: type[Kind]) -> Kind:
    found = all_of(decision, kind)
    assert len(found) == 1, decision.effects
    return found[0]


def none_of(decision: Decision, kind: type[Kind]) -> bool:
    return not all_of(decision, kind)


def step_of(decision: Decision, name: str) -> Step:
    return next(step for step in decision.trace.steps if step.name == name)


def opened(decision: Decision) -> Ticket:
    return one_of(decision, OpenTicket).ticket


def after(decision: Decision) -> Ticket:
    return one_of(decision, ChangeTicket).after


def message(decision: Decision) -> Message:
    return one_of(decision, AppendMessage).message


def mail_out(decision: Decision) -> QueueMail:
    return one_of(decision, QueueMail)


def settled(decision: Decision) -> SettleIntake:
    return one_of(decision, SettleIntake)
