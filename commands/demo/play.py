"""The play: customers write, the desk answers, and what arrived is told as it happens.

Takes a running desk and mail servers; gives the last look at the desk and the mails that customers received.
Never takes the desk's word for a mail: an acknowledgement counts when its customer has it.
"""

from __future__ import annotations

import smtplib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from commands.demo.desk import PASSWORD, Desk
from commands.demo.deskwatch import DeskWatch, Seen
from commands.demo.servers import HOST
from commands.demo.stories import CUSTOMERS, STORIES, SUPPORT, Story, message_id, write
from commands.demo.telling import Teller
from commands.demo.watch import Mailboxes, Received
from daemon.clock import Clock

_LOOK_SECONDS = 0.1
PATIENCE_SECONDS = 45.0
# One more delivery than stories: the bounce.
_DELIVERIES = len(STORIES) + 1


@dataclass(frozen=True, slots=True)
class Stage:
    """Where it is played."""

    desk: Desk
    imap_port: int
    smtp_port: int


@dataclass(frozen=True, slots=True)
class Played:
    """How it ended. `acknowledged`: what customers received, by the story's key; `sent`: the keys of stories told."""

    seen: Seen
    acknowledged: Mapping[str, Received]
    sent: frozenset[str]


class Play:
    """One performance."""

    def __init__(self, stage: Stage, clock: Clock, teller: Teller) -> None:
        self._stage = stage
        self._clock = clock
        self._teller = teller
        self._sent: dict[str, bytes] = {}
        self._sent_at: dict[str, float] = {}
        self._acknowledged: dict[str, Received] = {}
        self._told: set[int] = set()

    def perform(self, patience: float) -> Played:
        """Send every story in its turn, wait for what is expected, give what came."""
        deadline = self._clock.monotonic() + patience
        pause = threading.Event()
        with Mailboxes(self._stage.imap_port, CUSTOMERS, PASSWORD) as mailboxes, DeskWatch(self._stage.desk) as watch:
            for story in STORIES:
                if not story.after:
                    self._send(story, {})
            while self._clock.monotonic() < deadline and self._stage.desk.alive():
                self._look(mailboxes)
                self._answer()
                self._tell_news(watch.latest())
                if self._all_done():
                    break
                pause.wait(_LOOK_SECONDS)
            return Played(watch.latest(), self._acknowledged, frozenset(self._sent))

    def _send(self, story: Story, parent: Mapping[str, str]) -> None:
        """Over SMTP, as the customer's mail program would. A story told `again` is the same bytes once more."""
        raw = self._sent[story.after] if story.again else write(story, self._clock.now(), parent)
        recipient = SUPPORT if story.again else parseaddr(parent.get("reply-to", ""))[1] or SUPPORT
        with smtplib.SMTP(HOST, self._stage.smtp_port, timeout=10) as smtp:
            smtp.sendmail(story.sender, [recipient], raw)
        self._sent[story.key] = raw
        self._sent_at[story.key] = self._clock.monotonic()
        self._teller.wrote(story)

    def _look(self, mailboxes: Mailboxes) -> None:
        """Read the mailboxes of those who still wait."""
        waiting = [story for story in STORIES if story.key in self._sent and self._waits(story)]
        for user in sorted({story.sender for story in waiting} & set(CUSTOMERS)):
            for mail in mailboxes.mails(user):
                for story in waiting:
                    if story.sender == user and f"<{message_id(story)}>" == mail.headers.get("in-reply-to"):
                        self._arrived(story, mail)

    def _arrived(self, story: Story, mail: Received) -> None:
        if story.key not in self._acknowledged:
            self._acknowledged[story.key] = mail
            self._teller.received(story, mail, self._clock.monotonic() - self._sent_at[story.key])

    def _answer(self) -> None:
        for story in STORIES:
            parent = self._acknowledged.get(story.after)
            if parent is not None and story.key not in self._sent:
                self._send(story, parent.headers)

    def _tell_news(self, seen: Seen) -> None:
        for row in seen.intake:
            if row["state"] != "received" and row["id"] not in self._told:
                self._told.add(row["id"])
                self._teller.worked_off(row, _ticket(row, seen))

    def _waits(self, story: Story) -> bool:
        return story.expected.acknowledged and story.key not in self._acknowledged

    def _all_done(self) -> bool:
        """All is sent, acknowledged and worked off; a robot's mail and a copy were looked at then, and left alone."""
        waiting = any(story.key not in self._sent or self._waits(story) for story in STORIES)
        return not waiting and len(self._told) >= _DELIVERIES


def _ticket(row: Mapping[str, Any], seen: Seen) -> dict[str, Any] | None:
    return seen.tickets.get(row["ticket"]) if row["ticket"] else None
