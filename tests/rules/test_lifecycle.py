"""Every pair of status and cause, as the design's states have it."""

from __future__ import annotations

import pytest

from rules.lifecycle import BY_HAND, TABLE, Cause, move
from rules.words import Status

NEW, OPEN, PENDING, ON_HOLD, RESOLVED, CLOSED = Status


def expected(status: Status, cause: Cause) -> Status | None:
    """The states of the design, told as rules; the table must agree."""
    match cause:
        case Cause.CUSTOMER_WROTE:
            return status if status in (NEW, OPEN) else OPEN
        case Cause.ROBOT_WROTE:
            return status
        case Cause.AGENT_ACTED:
            return OPEN if status is NEW else status
        case Cause.ANSWERED:
            return None if status is CLOSED else PENDING
        case Cause.WAITING | Cause.PAUSED:
            if status in (RESOLVED, CLOSED):
                return None
            return PENDING if cause is Cause.WAITING else ON_HOLD
        case Cause.RESOLVED:
            return None if status is CLOSED else RESOLVED
        case Cause.CLOSED:
            return CLOSED
        case Cause.REOPENED | Cause.ANSWER_FAILED:
            return OPEN
        case Cause.TIME_PASSED:
            return CLOSED if status is RESOLVED else None


@pytest.mark.parametrize("cause", Cause)
@pytest.mark.parametrize("status", Status)
def test_each_cause_moves_each_status_where_the_design_says(status: Status, cause: Cause) -> None:
    assert move(status, cause) is expected(status, cause)


def test_the_table_is_whole() -> None:
    assert set(TABLE) == {(status, cause) for status in Status for cause in Cause}


def test_a_status_set_by_hand_is_the_one_its_cause_leads_to() -> None:
    assert {status: move(OPEN, cause) for status, cause in BY_HAND.items()} == {status: status for status in BY_HAND}
