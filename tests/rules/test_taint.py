"""A15: nothing internal reaches a customer, however an agent's program quotes: random conversations with marks.

Notes, agents' addresses and reply addresses are marked; the bytes of every mail to the customer are read for them.
"""

from __future__ import annotations

import random  # noqa: TID251 -- seeded: the same conversations every time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import EmailMessage
from html import escape

import pytest

from parsers.compose import compose
from parsers.read import parse
from parsers.token import Purpose
from parsers.token import read as read_token
from rules.decide import decide
from rules.effects import AppendMessage, ChangeTicket, Decision, QueueMail
from rules.model import Snapshot
from tests.build import ANNA, BOB, NOW, a_policy, an_arrival
from tests.rules.agentmails import MINE, TEAM, desk

CONVERSATIONS = 25
_OF_AGENTS = {Purpose.NOTE, Purpose.NOTIFICATION, Purpose.ESCALATION, Purpose.CONFIRM}
_INTRO = "On Sun, 22 Nov 2026 at 12:00, Example Support <support@desk.example> wrote:"
_HEAD = (
    "From: Example Support <support@desk.example>\nSent: Sunday, 22 November 2026 12:00\nTo: Bob <bob@desk.example>\n"
)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _top(words: str, text: str) -> tuple[str, str]:
    return f"{words}\n\n{_INTRO}\n\n{_quoted(text)}\n", ""


def _bottom(words: str, text: str) -> tuple[str, str]:
    return f"{_INTRO}\n{_quoted(text)}\n\n{words}\n", ""


def _inline(words: str, text: str) -> tuple[str, str]:
    lines = _quoted(text).split("\n")
    half = len(lines) // 2
    first, *rest = words.split("\n")
    return "\n".join([_INTRO, *lines[:half], "", first, "", *lines[half:], "", *rest]), ""


def _outlook(words: str, text: str) -> tuple[str, str]:
    return f"{words}\n\n-----Original Message-----\n{_HEAD}Subject: [#42] Printer\n\n{text}\n", ""


def _html(words: str, text: str) -> tuple[str, str]:
    shown = "<br>".join(map(escape, words.split("\n")))
    quoted = "<br>".join(map(escape, text.split("\n")))
    return "", f'<div dir="ltr">{shown}</div><div class="gmail_quote"><blockquote>{quoted}</blockquote></div>'


def _bare(words: str, text: str) -> tuple[str, str]:
    """What no reader of quotes can know: the old text, with nothing that says so."""
    return f"{words}\n{text}", ""


STYLES: tuple[Callable[[str, str], tuple[str, str]], ...] = (_top, _bottom, _inline, _outlook, _html, _bare)
# the last one is refused as a whole: its agent is told
ARRIVES = STYLES[:-1]


@dataclass(slots=True)
class Room:
    """Anna, Bob and a desk in one room; `mails`: what left, oldest first."""

    chance: random.Random
    snapshot: Snapshot = field(default_factory=lambda: desk(replace(MINE, language="en")))
    mails: list[QueueMail] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    intake: int = 100

    def comes(self, raw: bytes) -> Decision:
        self.intake += 1
        arrival = replace(
            an_arrival(parse(raw)), intake=self.intake, raw_sha256=f"r{self.intake}", content_sha256=f"c{self.intake}"
        )
        sender = ANNA if arrival.mail.author == ANNA.address else None
        decision = decide(arrival, replace(self.snapshot, sender=sender), a_policy(), NOW)
        self._applies(decision)
        return decision

    def _applies(self, decision: Decision) -> None:
        ticket, recent = self.snapshot.tickets[42], self.snapshot.recent.get(42, ())
        for effect in decision.effects:
            match effect:
                case ChangeTicket(_, after):
                    ticket = replace(after, last_seq=max(ticket.last_seq, after.last_seq))
                case AppendMessage(message):
                    recent = (*recent, message)[-6:]
                    ticket = replace(ticket, last_seq=max(ticket.last_seq, message.seq))
                case QueueMail():
                    self.mails.append(effect)
                case _:
                    pass
        self.snapshot = replace(self.snapshot, tickets={42: ticket}, recent={42: recent})

    def last_to_bob(self) -> QueueMail:
        return next(mail for mail in reversed(self.mails) if mail.recipient == BOB.addresses[0])

    def anna_writes(self, words: str) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = (
            f"Anna <{ANNA.address}>",
            "support@desk.example",
            "Re: [#42] Printer",
        )
        mail["Message-ID"] = f"<a{self.intake}@customer.example>"
        mail["Authentication-Results"] = "mx.desk.example; dmarc=pass header.from=customer.example"
        mail.set_content(words)
        self.comes(mail.as_bytes())

    def bob_writes(self, words: str, style: Callable[[str, str], tuple[str, str]], to: str = "") -> Decision:
        answered = self.last_to_bob().draft
        assert answered.reply_to is not None
        text, html = style(words, answered.text)
        mail = EmailMessage()
        mail["From"], mail["To"] = f"Bob <{BOB.addresses[0]}>", to or answered.reply_to.addr
        mail["Subject"], mail["In-Reply-To"] = f"Re: {answered.subject}", f"<{answered.message_id}>"
        mail["Message-ID"] = f"<b{self.intake}@desk.example>"
        mail["Authentication-Results"] = "mx.desk.example; dmarc=pass header.from=desk.example"
        mail.set_content(html or text, subtype="html" if html else "plain")
        return self.comes(mail.as_bytes())

    def bob_notes(self, style: Callable[[str, str], tuple[str, str]]) -> None:
        mark = f"internal-{self.chance.randrange(10**9)}: this customer never pays"
        self.marks.append(mark.partition(":")[0])
        line = next(line for line in self.last_to_bob().draft.text.split("\n") if line.startswith("note "))
        self.bob_writes(mark, style, line.partition("mailto:")[2].partition("?")[0])


def _leaks(mail: QueueMail, marks: list[str]) -> list[str]:
    """What of ours stands in the bytes, as sent and as read."""
    raw = compose(mail.draft)
    parts = [part.get_payload(decode=True) for part in message_from_bytes(raw).walk() if not part.is_multipart()]
    seen = "\n".join([raw.decode("ascii"), *(part.decode() for part in parts if isinstance(part, bytes))]).lower()
    addresses = [address for agent in TEAM.values() for address in agent.addresses]
    words = "".join(each if each.isalnum() else " " for each in seen).split()
    tokens = [found.claim.purpose for word in words if (found := read_token(word)) is not None]
    return [each for each in (*marks, *addresses) if each in seen] + [
        each.name for each in tokens if each in _OF_AGENTS
    ]


@pytest.mark.parametrize("seed", range(CONVERSATIONS))
def test_A15_nothing_internal_is_in_any_mail_to_the_customer(seed: int) -> None:
    room = Room(random.Random(seed))
    room.anna_writes("It does not print.")
    for turn in range(6):
        room.bob_notes(room.chance.choice(ARRIVES))
        room.bob_writes("#show", _top)
        assert any(mark in room.last_to_bob().draft.text for mark in room.marks)
        before = len(room.mails)
        style = room.chance.choice(STYLES)
        room.bob_writes(f"Please try number {turn}.\nKind regards from bob@desk.example", style)
        answers = [mail for mail in room.mails[before:] if mail.recipient == ANNA.address]
        assert len(answers) == (style in ARRIVES), style
        assert all(f"Please try number {turn}." in mail.draft.text for mail in answers)
        room.anna_writes(f"That was no good either, {turn}.")
    to_anna = [mail for mail in room.mails if mail.recipient == ANNA.address]
    assert to_anna or all(mail.recipient == BOB.addresses[0] for mail in room.mails)
    assert [leak for mail in to_anna for leak in _leaks(mail, room.marks)] == []


def test_a_leak_would_be_seen() -> None:
    room = Room(random.Random(0))
    room.anna_writes("It does not print.")
    [mail] = [mail for mail in room.mails if mail.recipient == BOB.addresses[0]]
    assert set(_leaks(mail, [])) >= {"bob@desk.example", "NOTE", "NOTIFICATION"}
