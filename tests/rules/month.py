"""A month at the desk, simulated: customers write, agents answer late, timers fire; the clock is handed in.

Takes a seed and a number of tickets; gives each story with what the rules did and when. Drives `decide` alone, over a
desk in memory: a heap of what comes next. Never looks at a due time to decide what anybody does.
"""

from __future__ import annotations

import heapq
import random  # noqa: TID251 -- seeded: the same month every time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from parsers.mail import Address
from rules.clocks import Clock, Turn
from rules.decide import decide
from rules.effects import AddTurn, AppendMessage, CancelTimer, ChangeTicket, Decision, OpenTicket, SetTimer
from rules.model import (
    Account,
    Agent,
    Answer,
    Assign,
    Close,
    Contact,
    Event,
    Fresh,
    Message,
    OperatorActed,
    Ticket,
    TimerFired,
)
from rules.words import MessageKind, Status, Tier, TimerReason
from tests.build import NOW, a_mail, a_policy, a_snapshot, an_arrival, reply_token

MINUTE = timedelta(minutes=1)
AGENTS = {
    agent.id: agent
    for agent in (
        Agent(11, "fay", "Fay", ("fay@desk.example",), "first-line", active=True),
        Agent(12, "tim", "Tim", ("tim@desk.example",), "technical", active=True),
        Agent(13, "eve", "Eve", ("eve@desk.example",), "experts", active=True),
    )
}
_TAKERS = {1: 11, 2: 12, 3: 13}
_ACCOUNTS = {tier: Account(place, tier.value, (), tier, "", None) for place, tier in enumerate(Tier, start=1)}
_TARGETS = {Tier.PLATINUM: 15 * MINUTE, Tier.GOLD: 120 * MINUTE, Tier.SILVER: 1440 * MINUTE}


class Deed(Enum):
    """What people do."""

    WRITES = auto()
    ANSWERS = auto()
    RESOLVES = auto()


@dataclass(slots=True)
class Wait:
    """One wait of a customer: from a mail to its answer; None while nobody answered."""

    start: datetime
    answered: datetime | None = None


@dataclass(slots=True)
class Story:
    """One ticket. `takes`: whether a team takes what climbs to it, at once. `said`: system messages, with times."""

    number: int
    tier: Tier
    takes: bool
    waits: list[Wait]
    ticket: Ticket | None = None
    turns: list[Turn] = field(default_factory=list)
    said: list[Message] = field(default_factory=list)
    ended: list[Clock] = field(default_factory=list)
    timers: dict[TimerReason, datetime] = field(default_factory=dict)


def stories(seed: int, count: int) -> list[Story]:
    """What customers and agents will do, whatever the desk does: delays from a seed."""
    chance = random.Random(seed)
    found = []
    for number in range(1, count + 1):
        tier = chance.choice(tuple(Tier))
        at = NOW + timedelta(minutes=chance.randrange(30 * 24 * 60), seconds=chance.randrange(60))
        waits = []
        for _ in range(chance.choice((1, 1, 2, 3))):
            late = _TARGETS[tier] * chance.lognormvariate(-0.4, 0.8)
            answered = at + timedelta(seconds=int(late.total_seconds()) + 1)
            waits.append(Wait(at, answered))
            at = answered + timedelta(minutes=chance.randrange(1, 3_000))
        found.append(Story(number, tier, chance.random() < 0.5, waits))
    return found


def play(seed: int, count: int) -> list[Story]:
    """The month, event by event in order of time."""
    found = stories(seed, count)
    order = 0
    coming: list[tuple[datetime, int, Story, TimerFired | Deed]] = []
    for story in found:
        for wait in story.waits:
            assert wait.answered is not None
            for at, deed in ((wait.start, Deed.WRITES), (wait.answered, Deed.ANSWERS)):
                heapq.heappush(coming, (at, order := order + 1, story, deed))
        heapq.heappush(coming, (story.waits[-1].answered or NOW, order := order + 1, story, Deed.RESOLVES))
    while coming:
        at, _, story, what = heapq.heappop(coming)
        if isinstance(what, TimerFired) and story.timers.get(what.reason) != what.due:
            continue  # set anew, or cancelled
        for event in _events(story, what, at):
            decision = _decide(story, event, at)
            for timer in _apply(story, decision, event):
                heapq.heappush(coming, (timer.due, order := order + 1, story, timer))
    return found


def _events(story: Story, what: TimerFired | Deed, at: datetime) -> Iterator[Event]:
    match what:
        case Deed.WRITES:
            yield _mail(story, at)
        case Deed.ANSWERS:
            yield OperatorActed("root", _TAKERS[1 if story.ticket is None else story.ticket.level],
                                Answer(story.number, "Try again.", Status.PENDING))  # fmt: skip
        case Deed.RESOLVES:
            yield OperatorActed("root", 11, Close(story.number, final=False))
        case TimerFired():
            before = 0 if story.ticket is None else story.ticket.level
            yield what
            if story.takes and story.ticket is not None and story.ticket.level > before:
                yield OperatorActed("root", None, Assign(story.number, _TAKERS[story.ticket.level]))


def _person(story: Story) -> Contact:
    return Contact(story.number, f"c{story.number}@customer.example", "", _ACCOUNTS[story.tier].id, "en")


def _mail(story: Story, at: datetime) -> Event:
    address = _person(story).address
    tokens = () if story.ticket is None else (reply_token(story.ticket, person=story.number, days=400),)
    mail = a_mail(
        author=address,
        from_=(Address("", address),),
        message_id=f"{story.number}.{at:%d%H%M%S}@customer.example",
        return_path=address,
        tokens=tokens,
    )
    digest = f"{story.number} {at}"
    return an_arrival(mail, received_at=at, raw_sha256=digest, content_sha256=digest, intake=story.number)


def _decide(story: Story, event: Event, at: datetime) -> Decision:
    person = _person(story)
    snapshot = replace(
        a_snapshot(),
        fresh=Fresh(story.number, story.number, f"nonce{story.number}"),
        tickets={} if story.ticket is None else {story.number: story.ticket},
        contacts={person.id: person},
        sender=person,
        account=_ACCOUNTS[story.tier],
        agents=AGENTS,
        turns={story.number: tuple(story.turns)},
    )
    return decide(event, snapshot, a_policy(), at)


def _apply(story: Story, decision: Decision, event: Event) -> Iterator[TimerFired]:
    if isinstance(event, TimerFired):
        story.timers.pop(event.reason, None)
    for effect in decision.effects:
        match effect:
            case OpenTicket(ticket):
                story.ticket = _kept(story, ticket)
            case ChangeTicket(_, after):
                story.ticket = _kept(story, after)
            case AddTurn(_, turn):
                story.turns.append(turn)
            case AppendMessage(message) if message.kind is MessageKind.SYSTEM:
                story.said.append(message)
                _count(story, message)
            case AppendMessage(message):
                _count(story, message)
            case SetTimer(_, reason, due):
                story.timers[reason] = due
                yield TimerFired(story.number, reason, due)
            case CancelTimer(_, reason):
                story.timers.pop(reason, None)
            case _:
                pass


def _count(story: Story, message: Message) -> None:
    if story.ticket is not None:
        story.ticket = replace(story.ticket, last_seq=max(story.ticket.last_seq, message.seq))


def _kept(story: Story, ticket: Ticket) -> Ticket:
    """As storage keeps it: what ended is noted, and no longer carried along."""
    if ticket.clocks is None:
        return ticket
    story.ended += ticket.clocks.ended
    return replace(ticket, clocks=replace(ticket.clocks, ended=()))
