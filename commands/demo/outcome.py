"""What came of each story, held against what had to come.

Takes the end of a play and which addresses the desk writes to no more; gives outcomes, each with all that is missing.
Never looks anywhere itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from commands.demo.deskwatch import Seen
from commands.demo.play import Played
from commands.demo.stories import STORIES_BY_KEY, Story, message_id
from commands.demo.watch import Received


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a story. `missing` is empty when all that was expected is there."""

    story: Story
    ticket: int | None
    tier: str
    priority: str
    acknowledgement: Received | None
    missing: tuple[str, ...]


def outcome(story: Story, played: Played, suppressed: frozenset[str]) -> Outcome:
    """Of one story. `suppressed`: addresses to which automatic mail is off."""
    row = _delivery(story, played.seen)
    ticket = played.seen.tickets.get(row["ticket"]) if row is not None and row["ticket"] else None
    return Outcome(
        story=story,
        ticket=ticket["number"] if ticket else None,
        tier=ticket["tier"] if ticket else "",
        priority=ticket["priority"] if ticket else "",
        acknowledgement=played.acknowledged.get(story.key),
        missing=tuple(f"{story.title}: {what}" for what in _missing(story, row, ticket, played, suppressed)),
    )


def _missing(
    story: Story,
    row: Mapping[str, Any] | None,
    ticket: Mapping[str, Any] | None,
    played: Played,
    suppressed: frozenset[str],
) -> Iterator[str]:
    expected = story.expected
    if story.key not in played.sent:
        yield f"was never sent, since {story.sender} had no acknowledgement to answer"
        return
    if row is None:
        yield "is not in the ledger"
        return
    if row["state"] != expected.state:
        yield f"is {row['state']} instead of {expected.state}"
    if expected.opens:
        yield from _wrong_ticket(story, ticket)
    if expected.joins and row["ticket"] != _home(expected.joins, played.seen):
        yield "did not join its ticket"
    if expected.bounces and story.sender not in suppressed:
        yield f"the desk does not know that {story.sender} cannot be reached"
    yield from _wrong_acknowledgement(story, played.acknowledged.get(story.key))


def _wrong_ticket(story: Story, ticket: Mapping[str, Any] | None) -> Iterator[str]:
    if ticket is None:
        yield "opened no ticket"
        return
    for field, wanted in (("tier", story.expected.tier), ("priority", story.expected.priority)):
        if wanted and ticket[field] != wanted:
            yield f"is {ticket[field]} instead of {wanted}"


def _wrong_acknowledgement(story: Story, mail: Received | None) -> Iterator[str]:
    if not story.expected.acknowledged:
        return
    if mail is None:
        yield f"the acknowledgement did not arrive at {story.sender}"
    elif story.expected.says not in mail.text:
        yield f"the acknowledgement does not say “{story.expected.says}”"


def _home(key: str, seen: Seen) -> int | None:
    row = _delivery(STORIES_BY_KEY[key], seen)
    return None if row is None else row["ticket"]


def _delivery(story: Story, seen: Seen) -> Mapping[str, Any] | None:
    """The ledger row of a story's mail; of a mail that was sent again, the later one."""
    rows = [row for row in seen.intake if row["message_id"] == message_id(story)]
    return (rows[1] if len(rows) > 1 else None) if story.again else (rows[0] if rows else None)
