"""A simulated month: every promise kept, warned about or escalated, once and at its minute.

The oracle is arithmetic of its own: the plan's per cents as a table, added to the time of the customer's mail.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from functools import cache

from rules.words import Tier
from tests.rules.month import Story, Wait, play

TICKETS = 5_000
TARGET = {Tier.PLATINUM: 15, Tier.GOLD: 120, Tier.SILVER: 1440}  # minutes
# per cent of the target: half the way to each climb is a warning (w), then the climb itself (c)
PACE = {
    Tier.PLATINUM: ((25, "w"), (50, "c"), (62.5, "w"), (75, "c"), (87.5, "w"), (100, "c")),
    Tier.GOLD: ((37.5, "w"), (75, "c"), (87.5, "w"), (100, "c")),
    Tier.SILVER: ((50, "w"), (100, "c")),
}


@cache
def month() -> tuple[Story, ...]:
    return tuple(play(seed=20_261_122, count=TICKETS))


def after(start: datetime, minutes: float) -> datetime:
    return start + timedelta(minutes=minutes)


def expected(story: Story) -> Counter[tuple[datetime, str]]:
    """(when, which per cent) of every milestone that came before its answer."""
    found: Counter[tuple[datetime, str]] = Counter()
    for wait in story.waits:
        for per_cent, _ in PACE[story.tier]:
            at = after(wait.start, TARGET[story.tier] * per_cent / 100)
            if wait.answered is None or at < wait.answered:
                found[at, f"{per_cent:g} %"] += 1
    return found


def said(story: Story) -> Counter[tuple[datetime, str]]:
    found = (message for message in story.said if "response is used up" in message.text)
    return Counter((message.at, message.text.partition(" of the ")[0]) for message in found)


def test_every_milestone_comes_once_and_at_its_minute() -> None:
    wrong = [story.number for story in month() if said(story) != expected(story)]
    assert wrong == []


def test_a_team_that_takes_its_tickets_is_never_passed_over() -> None:
    passed_over = [message for story in month() if story.takes for message in story.said if "took it" in message.text]
    assert passed_over == []


def test_what_nobody_takes_climbs_on_after_its_time() -> None:
    """Two minutes for platinum, twelve for gold, 144 for silver: never earlier, never for an answered ticket."""
    patience = {Tier.PLATINUM: 2, Tier.GOLD: 12, Tier.SILVER: 144}
    seen = 0
    for story in month():
        climbs = {at for at, _ in said(story)} | {message.at for message in story.said if "took it" in message.text}
        for message in story.said:
            if "took it" in message.text:
                seen += 1
                assert after(message.at, -patience[story.tier]) in climbs
                assert any(is_open(wait, message.at) for wait in story.waits)
    assert seen > 100


def is_open(wait: Wait, at: datetime) -> bool:
    return wait.start <= at and (wait.answered is None or at <= wait.answered)


def test_the_clocks_say_who_was_answered_in_time() -> None:
    """Kept and broken promises, counted from the stories alone."""
    by_hand: Counter[tuple[Tier, bool]] = Counter()
    by_clock: Counter[tuple[Tier, bool]] = Counter()
    for story in month():
        for wait in story.waits:
            assert wait.answered is not None
            by_hand[story.tier, wait.answered <= after(wait.start, TARGET[story.tier])] += 1
        assert story.ticket is not None
        assert story.ticket.clocks is not None
        for clock in (story.ticket.clocks.first, *story.ended):
            by_clock[story.tier, clock.is_met] += 1
    assert by_clock == by_hand
    assert all(by_hand[tier, kept] > 50 for tier in Tier for kept in (True, False))
