"""What each command of `rules.agentcommands` comes to.

Takes an order, who asks and the ticket; gives a `Deed`, or the words of why not. Never changes anything itself, and
looks at rights as they are when the mail is worked on (A11, A74).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from rules.agentcommands import Order, may
from rules.expressions import resembling
from rules.model import Act, Agent, Assign, Change, Close, Reopen, Snapshot, Ticket
from rules.policy import Policy
from rules.words import Priority, Role, Severity, Status, Tier


@dataclass(frozen=True, slots=True)
class Climb:
    """To the next level."""

    reason: str


@dataclass(frozen=True, slots=True)
class ToTeam:
    """To another team, by its id."""

    team: str


@dataclass(frozen=True, slots=True)
class KeepInside:
    """The words of the mail are a note, with these before them."""

    text: str


class Ask(StrEnum):
    """What the agent wants to be told."""

    HELP = "help"
    SHOW = "show"


Deed = Act | Climb | ToTeam | KeepInside | Ask


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, for which ticket, knowing what."""

    agent: Agent
    ticket: Ticket
    snapshot: Snapshot
    policy: Policy


Word = TypeVar("Word", bound=StrEnum)


def deeds(order: Order, asker: Asker) -> tuple[Deed, ...] | str:
    """What the order comes to."""
    if not may(asker.agent.role, order.command):
        wanted = "a lead's right" if asker.agent.role is Role.AGENT else "another right: you may write notes"
        return f"{order}: it takes {wanted}"
    found = _meant(order.command.name, order.argument, asker)
    return f"{order}: {found}" if isinstance(found, str) else found


def _meant(name: str, argument: str, asker: Asker) -> tuple[Deed, ...] | str:
    """One case a row of the table: a test goes through all of them."""
    number = asker.ticket.number
    match name:
        case "take" | "accept":
            return (Assign(number, asker.agent.id),)
        case "assign":
            return _assign(argument, asker)
        case "team":
            return _team(argument, asker)
        case "priority":
            return _priority(argument, asker)
        case "severity":
            return _severity(argument, asker)
        case "tier":
            return _tier(argument, asker)
        case "level":
            return _level(argument, asker)
        case "escalate":
            return (Climb(argument),)
        case "tag":
            return _tag(argument, asker)
        case "status":
            return _status(argument, asker)
        case "close":
            return (_change(asker, status=Status.RESOLVED),)
        case "reopen":
            return (Reopen(number),)
        case "spam":
            return (_change(asker, add=("spam",)), Close(number, final=True))
        case "note":
            return (KeepInside(argument),)
        case "show":
            return (Ask.SHOW,)
        case "help":
            return (Ask.HELP,)
    raise KeyError(name)


def _assign(argument: str, asker: Asker) -> tuple[Deed, ...] | str:
    login = argument.removeprefix("@").lower()
    if login == "nobody":
        return (Assign(asker.ticket.number, None),)
    agents = {each.login.lower(): each.id for each in asker.snapshot.agents.values() if each.active}
    if login not in agents:
        return _unknown("agent", login, tuple(agents))
    return (Assign(asker.ticket.number, agents[login]),)


def _team(argument: str, asker: Asker) -> tuple[Deed, ...] | str:
    teams = tuple(each.id for each in asker.policy.teams)
    return (ToTeam(argument.lower()),) if argument.lower() in teams else _unknown("team", argument, teams)


def _priority(argument: str, asker: Asker) -> tuple[Deed, ...] | str:
    word = _word(Priority, argument)
    return word if isinstance(word, str) and not isinstance(word, Priority) else (_change(asker, priority=word),)


def _severity(argument: str, asker: Asker) -> tuple[Deed, ...] | str:
    word = _word(Severity, argument)
    return word if isinstance(word, str) and not isinstance(word, Severity) else (_change(asker, severity=word),)


def _tier(argument: str, asker: Asker) -> tuple[Deed, ...] | str:
    word = _word(Tier, argument)
    return word if isinstance(word, str) and not isinstance(word, Tier) else (_change(asker, tier=word),)


def _level(argument: str, asker: Asker) -> tuple[Deed, ...] | str:
    number = argument.upper().removeprefix("L")
    return (_change(asker, level=int(number)),) if number in ("1", "2", "3") else "there are the levels 1, 2 and 3"


def _tag(argument: str, asker: Asker) -> tuple[Deed, ...]:
    tags = argument.replace(",", " ").split()
    added = tuple(tag for tag in tags if not tag.startswith("-"))
    return (_change(asker, add=added, drop=tuple(tag[1:] for tag in tags if tag.startswith("-"))),)


def _status(argument: str, asker: Asker) -> tuple[Deed, ...] | str:
    word = _word(Status, argument.replace(" ", "_").replace("-", "_"))
    if word is Status.NEW:
        return "a ticket that was worked on is new no more"
    return word if isinstance(word, str) and not isinstance(word, Status) else (_change(asker, status=word),)


def _change(
    asker: Asker,
    *,
    severity: Severity | None = None,
    tier: Tier | None = None,
    priority: Priority | None = None,
    level: int | None = None,
    status: Status | None = None,
    add: tuple[str, ...] = (),
    drop: tuple[str, ...] = (),
) -> Change:
    return Change(asker.ticket.number, severity, tier, priority, None, level, status, add, drop)


def _word(kind: type[Word], argument: str) -> Word | str:
    """The word of the vocabulary, or of the only one that begins so; else what was wrong."""
    wanted = argument.lower()
    begun = [each for each in kind if each.value == wanted] or [each for each in kind if each.value.startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    return _unknown(kind.__name__.lower(), argument, tuple(each.value for each in kind))


def _unknown(what: str, word: str, known: tuple[str, ...]) -> str:
    near = resembling(word.lower(), known) or f"there are {', '.join(known)}"
    return f"no {what} is called {word}; {near}"
