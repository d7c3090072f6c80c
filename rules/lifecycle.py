"""A ticket's states: the one table of what moves a ticket where.

Takes a status and a cause; gives the status afterwards, or None where the cause is not allowed there.
Never does anything else: code, drawing, SQL check and the test of all pairs read `TABLE`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from rules.words import Status


class Cause(StrEnum):
    """What can happen to a ticket."""

    CUSTOMER_WROTE = "a customer's human mail"
    ROBOT_WROTE = "a robot's mail, or plain thanks"
    AGENT_ACTED = "an act of an agent: note, change, assignment"
    ANSWERED = "an answer"
    WAITING = "set to pending"
    PAUSED = "set to on_hold"
    RESOLVED = "close: resolved"
    CLOSED = "close --final"
    REOPENED = "reopen"
    TIME_PASSED = "the days after resolution are over"
    ANSWER_FAILED = "an answer could not be delivered"


_ORDER = (Status.NEW, Status.OPEN, Status.PENDING, Status.ON_HOLD, Status.RESOLVED, Status.CLOSED)
_N, _O, _P, _H, _R, _C = _ORDER

# Columns as _ORDER; None: not allowed.
_ROWS: tuple[tuple[Cause, tuple[Status | None, ...]], ...] = (
    (Cause.CUSTOMER_WROTE, (_N, _O, _O, _O, _O, _O)),
    (Cause.ROBOT_WROTE, (_N, _O, _P, _H, _R, _C)),
    (Cause.AGENT_ACTED, (_O, _O, _P, _H, _R, _C)),
    (Cause.ANSWERED, (_P, _P, _P, _P, _P, None)),
    (Cause.WAITING, (_P, _P, _P, _P, None, None)),
    (Cause.PAUSED, (_H, _H, _H, _H, None, None)),
    (Cause.RESOLVED, (_R, _R, _R, _R, _R, None)),
    (Cause.CLOSED, (_C, _C, _C, _C, _C, _C)),
    (Cause.REOPENED, (_O, _O, _O, _O, _O, _O)),
    (Cause.TIME_PASSED, (None, None, None, None, _C, None)),
    (Cause.ANSWER_FAILED, (_O, _O, _O, _O, _O, _O)),
)

TABLE: Mapping[tuple[Status, Cause], Status | None] = MappingProxyType(
    {(status, cause): row[column] for cause, row in _ROWS for column, status in enumerate(_ORDER)}
)

# The command that asks for a status by name is the cause that leads there.
BY_HAND: Mapping[Status, Cause] = MappingProxyType(
    {
        Status.OPEN: Cause.REOPENED,
        Status.PENDING: Cause.WAITING,
        Status.ON_HOLD: Cause.PAUSED,
        Status.RESOLVED: Cause.RESOLVED,
        Status.CLOSED: Cause.CLOSED,
    }
)


def move(status: Status, cause: Cause) -> Status | None:
    """The status after `cause`; None where the cause is not allowed in `status`."""
    return TABLE[(status, cause)]
