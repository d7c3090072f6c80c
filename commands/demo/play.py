"""The play: customers write, the desk answers, and what arrived is told as it happens.

Takes a running desk and mail servers; gives the outcome of every story, read back from the customers' mailboxes
and from `--json` listings. Never takes the desk's word for a mail: an acknowledgement counts when its customer has it.
"""

from __future__ import annotations

import smtplib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from commands.demo.desk import PASSWORD, Desk
from commands.demo.servers import HOST
from commands.demo.stories import CUSTOMERS, STORIES, SUPPORT, Story, write
from commands.demo.watch import Received, inbox
from daemon.clock import Clock

_LOOK_SECONDS = 0.3
PATIENCE_SECONDS = 45.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a story. `missing` is empty when all that was expected is there."""

    story: Story
    ticket: int | None
    state: str
    tier: str
    priority: str
    status: str
    acknowledgement: Received | None
    missing: tuple[str, ...]


class Play:
    """One performance. `tell` gets a line for each thing that happens."""

    def __init__(self, desk: Desk, imap_port: int, smtp_port: int, clock: Clock, tell: Callable[[str], None]) -> None:
        self._desk = desk
        self._imap_port = imap_port
        self._smtp_port = smtp_port
        self._clock = clock
        self._tell = tell
        self._sent: dict[str, bytes] = {}
        self._sent_at: dict[str, float] = {}
        self._acknowledged: dict[str, Received] = {}

    def perform(self, patience: float = PATIENCE_SECONDS) -> list[Outcome]:
        """Send every story in its turn, wait for what is expected, give what came."""
        for story in STORIES:
            if not story.after:
                self._send(story, {})
        deadline = self._clock.monotonic() + patience
        pause = threading.Event()
        while self._clock.monotonic() < deadline:
            self._look()
            self._answer()
            if self._all_sent() and not self._awaited() and self._settled():
                break
            pause.wait(_LOOK_SECONDS)
        return self._outcomes()

    def _send(self, story: Story, parent: Mapping[str, str]) -> None:
        """Over SMTP, as the customer's mail program would. A story told `again` is the same bytes once more."""
        raw = write(story, message_id(story), self._clock.now(), parent)
        if story.again:
            raw = self._sent[story.after]
        recipient = parseaddr(parent.get("reply-to", ""))[1] or SUPPORT
        with smtplib.SMTP(HOST, self._smtp_port, timeout=10) as smtp:
            smtp.sendmail(story.sender, [SUPPORT if story.again else recipient], raw)
        self._sent[story.key] = raw
        self._sent_at[story.key] = self._clock.monotonic()
        self._tell(f"→ {story.sender} sends {story.title}")

    def _look(self) -> None:
        """Read the mailboxes of those who still wait."""
        waiting = [story for story in STORIES if story.key in self._sent and self._waits(story)]
        for user in sorted({story.sender for story in waiting} & set(CUSTOMERS)):
            for mail in inbox(self._imap_port, user, PASSWORD):
                for story in waiting:
                    if story.sender == user and f"<{message_id(story)}>" == mail.headers.get("in-reply-to"):
                        self._arrived(story, mail)

    def _arrived(self, story: Story, mail: Received) -> None:
        if story.key in self._acknowledged:
            return
        self._acknowledged[story.key] = mail
        seconds = self._clock.monotonic() - self._sent_at[story.key]
        self._tell(f"← {story.sender} has “{mail.headers['subject']}” after {seconds:.1f} s")

    def _answer(self) -> None:
        for story in STORIES:
            parent = self._acknowledged.get(story.after)
            if parent is not None and story.key not in self._sent:
                self._send(story, parent.headers)

    def _waits(self, story: Story) -> bool:
        return story.expected.acknowledged and story.key not in self._acknowledged

    def _all_sent(self) -> bool:
        return all(story.key in self._sent for story in STORIES)

    def _awaited(self) -> list[Story]:
        return [story for story in STORIES if self._waits(story)]

    def _settled(self) -> bool:
        """Every mail is worked off and nothing waits in the outbox: what has not come by now does not come."""
        rows = self._desk.rows("intake", "list")
        leaving = [row for row in self._desk.rows("outbox", "list") if row["state"] in ("queued", "dispatching")]
        return len(rows) > len(STORIES) and all(row["state"] != "received" for row in rows) and not leaving

    def _outcomes(self) -> list[Outcome]:
        intake = self._desk.rows("intake", "list")
        tickets = {row["number"]: row for row in self._desk.rows("ticket", "list")}
        return [self._outcome(story, intake, tickets) for story in STORIES]

    def _outcome(
        self, story: Story, intake: Sequence[dict[str, Any]], tickets: Mapping[int, dict[str, Any]]
    ) -> Outcome:
        wanted = message_id(STORIES_BY_KEY[story.after] if story.again else story)
        rows = sorted((row for row in intake if row["message_id"] == wanted), key=lambda row: row["id"])
        row = rows[-1] if rows and (len(rows) > 1 or not story.again) else None
        if row is not None and not story.again:
            row = rows[0]
        ticket = tickets.get(row["ticket"]) if row is not None and row["ticket"] else None
        return Outcome(
            story=story,
            ticket=ticket["number"] if ticket else None,
            state=row["state"] if row else "missing",
            tier=ticket["tier"] if ticket else "",
            priority=ticket["priority"] if ticket else "",
            status=ticket["status"] if ticket else "",
            acknowledgement=self._acknowledged.get(story.key),
            missing=tuple(self._missing(story, row, ticket, intake)),
        )

    def _missing(
        self,
        story: Story,
        row: dict[str, Any] | None,
        ticket: dict[str, Any] | None,
        intake: Sequence[dict[str, Any]],
    ) -> list[str]:
        expected = story.expected
        missing = []
        if row is None:
            return [f"the mail of {story.sender} ({story.title}) is not in the ledger"]
        if row["state"] != expected.state:
            missing.append(f"{story.title}: {row['state']} instead of {expected.state}")
        if expected.opens and ticket is None:
            missing.append(f"{story.title}: no ticket")
        if ticket is not None and expected.tier and ticket["tier"] != expected.tier:
            missing.append(f"{story.title}: {ticket['tier']} instead of {expected.tier}")
        if expected.joins and expected.state == "processed":
            parent = message_id(STORIES_BY_KEY[expected.joins])
            home = [each["ticket"] for each in intake if each["message_id"] == parent and each["ticket"]]
            if row["ticket"] not in home:
                missing.append(f"{story.title}: did not join its ticket")
        if self._waits(story):
            missing.append(f"{story.title}: the acknowledgement did not arrive at {story.sender}")
        return missing


def message_id(story: Story) -> str:
    """The Message-ID of a story's mail, without brackets."""
    return f"{story.key}.demo@{story.sender.rpartition('@')[2]}"


STORIES_BY_KEY: Mapping[str, Story] = {story.key: story for story in STORIES}
