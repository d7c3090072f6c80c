"""The demo's running account: one line for each thing that happens, with the seconds since the start.

Takes what customers wrote and received and what the desk made of it; prints lines, coloured on a terminal.
Never tells what was not seen in a mailbox or a listing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commands.demo.stories import STORIES, Story, message_id
from commands.demo.watch import Received
from commands.output import Look, say_in
from daemon.clock import Clock

_NAME_WIDTH = 19
_PRIORITY_LOOK = {"urgent": Look.BAD, "high": Look.STRONG}


class Teller:
    """Counts from its making."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._start = clock.monotonic()

    def seconds(self) -> float:
        """Since the start."""
        return self._clock.monotonic() - self._start

    def wrote(self, story: Story) -> None:
        """A customer sent a mail."""
        self._line("→", Look.PLAIN, story.sender, (f"sends {story.title}", Look.PLAIN))

    def worked_off(self, row: Mapping[str, Any], ticket: Mapping[str, Any] | None) -> None:
        """The desk's ledger says what became of a delivery."""
        said = (_became(row), Look.PLAIN)
        if ticket is None or row["seq"] != 1 or row["state"] != "processed":
            self._line("·", Look.DIM, "the desk", said)
            return
        look = _PRIORITY_LOOK.get(ticket["priority"], Look.PLAIN)
        self._line(
            "·",
            Look.DIM,
            "the desk",
            (f"#{ticket['number']} ", Look.STRONG),
            (_standing(ticket), look),
            (" for ", Look.DIM),
            said,
        )

    def received(self, story: Story, mail: Received, seconds: float) -> None:
        """A customer's own mailbox has an answer."""
        after = (f"  {seconds:.1f} s after writing", Look.DIM)
        self._line("←", Look.GOOD, story.sender, (f"has “{mail.headers['subject']}”", Look.GOOD), after)

    def _line(self, sign: str, look: Look, who: str, *parts: tuple[str, Look]) -> None:
        when = f"{self.seconds():5.1f} s  "
        say_in((when, Look.DIM), (f"{sign} ", look), (f"{who:<{_NAME_WIDTH}} ", Look.PLAIN), *parts)


def _standing(ticket: Mapping[str, Any]) -> str:
    return f"{ticket['tier']}, {ticket['priority']}"


def _became(row: Mapping[str, Any]) -> str:
    what = _TITLES.get(row["message_id"], "what the mail server reports")
    match row["state"]:
        case "duplicate":
            return f"has {what} already, in #{row['ticket']}"
        case "ignored":
            return f"sets {what} aside: {row['reason']}"
        case _ if row["seq"] == 1:
            return what
        case _:
            return f"adds {what} to #{row['ticket']}"


_TITLES = {message_id(story): story.title for story in STORIES if not story.again}
