"""How customers are asked how it was (policy/surveys.toml).

Takes a checked sheet; gives a frozen plan, and whether it asks about a ticket. Sampling follows from the ticket itself:
the same ticket is always in, or always out.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from rules.sheet import Sheet


class OnBad(StrEnum):
    """What a bad answer does."""

    REOPEN = "reopen"
    ALARM = "alarm"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class SurveyPlan:
    """`per_cent`: of resolved tickets asked about; `rest`: how long a person is left alone after a survey.

    `bad`: the highest score that counts as bad.
    """

    enabled: bool
    delay: timedelta
    per_cent: int
    rest: timedelta
    bad: int
    on_bad: OnBad

    def asks_about(self, nonce: str) -> bool:
        """Whether the ticket with this nonce is in the sample."""
        place = int.from_bytes(hashlib.sha256(nonce.encode()).digest()[:4]) % 100
        return self.enabled and place < self.per_cent


SHIPPED = SurveyPlan(
    enabled=True, delay=timedelta(days=1), per_cent=100, rest=timedelta(days=30), bad=2, on_bad=OnBad.REOPEN
)
_KEYS = ("enabled", "delay", "per_cent", "rest_days", "bad", "on_bad")


def read_survey_plan(sheet: Sheet) -> SurveyPlan:
    """The plan of surveys.toml; what stands wrong there is a fault, and the shipped value in its place."""
    sheet.only((), _KEYS)
    enabled = sheet.flag(("enabled",), default=SHIPPED.enabled)
    delay = SHIPPED.delay if sheet.value(("delay",)) is None else sheet.span(("delay",))
    per_cent = sheet.whole(("per_cent",), SHIPPED.per_cent, 0, 100)
    rest = sheet.whole(("rest_days",), SHIPPED.rest.days, 0, 366)
    bad = sheet.whole(("bad",), SHIPPED.bad, 0, 4)
    on_bad = sheet.choice(("on_bad",), OnBad, needed=False) or SHIPPED.on_bad
    if enabled is None or delay is None or per_cent is None or rest is None or bad is None:
        return SHIPPED
    return SurveyPlan(enabled, delay, per_cent, timedelta(days=rest), bad, on_bad)
