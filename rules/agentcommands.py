"""What an agent may ask for in the first lines of a mail: the one table of commands, and the one reader.

Takes the words of an agent's mail; gives the commands it opens with, what is left, and what could not be understood.
Never looks anywhere but at the top of what the agent newly wrote: a command that stands further down, in a quote or in
another letter shape is none (A13), and one that is nearly at the top is asked about instead of being sent on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from rules.expressions import resembling
from rules.words import Role


class Right(IntEnum):
    """Who may ask for it; each may what the ones before may."""

    NOTE = 1
    ACT = 2
    LEAD = 3


_MAY = {Role.LIGHT: Right.NOTE, Role.AGENT: Right.ACT, Role.LEAD: Right.LEAD}


@dataclass(frozen=True, slots=True)
class Command:
    """`arguments`: as the help shows them, "" when it takes none; those in brackets may be left out."""

    name: str
    arguments: str
    right: Right
    help: str
    example: str


COMMANDS: tuple[Command, ...] = (
    Command("take", "", Right.ACT, "The ticket is yours.", "#take"),
    Command("accept", "", Right.ACT, "The same, for a ticket that climbed to your team.", "#accept"),
    Command("assign", "LOGIN", Right.ACT, "Give it to a colleague; to nobody with `nobody`.", "#assign bob"),
    Command("team", "TEAM", Right.ACT, "Give it to another team.", "#team technical"),
    Command("priority", "PRIORITY", Right.ACT, "urgent, high, normal or low.", "#priority high"),
    Command(
        "severity", "SEVERITY", Right.ACT, "critical, high or standard; tier and priority follow.", "#severity high"
    ),
    Command("tier", "TIER", Right.LEAD, "platinum, gold or silver. Leads only.", "#tier gold"),
    Command("level", "LEVEL", Right.ACT, "Who works on it: 1, 2 or 3.", "#level 2"),
    Command(
        "escalate", "[REASON]", Right.ACT, "To the next level, whose people are mailed.", "#escalate disk is dying"
    ),
    Command("tag", "TAG …", Right.ACT, "Add tags; take one away with a minus.", "#tag printer -paper"),
    Command("status", "STATUS", Right.ACT, "open, pending, on_hold, resolved or closed.", "#status on_hold"),
    Command("close", "", Right.ACT, "Resolved, after your answer if there is one.", "#close"),
    Command("reopen", "", Right.ACT, "Open again.", "#reopen"),
    Command("spam", "", Right.ACT, "Tag it as spam, and close it for good.", "#spam"),
    Command("note", "[TEXT]", Right.NOTE, "All words of this mail are a note; nothing leaves.", "#note He called."),
    Command("show", "", Right.NOTE, "How the ticket stands, and its newest messages, by mail.", "#show"),
    Command("help", "", Right.NOTE, "This table, by mail.", "#help"),
)
_BY_NAME = {row.name: row for row in COMMANDS}


@dataclass(frozen=True, slots=True)
class Order:
    """A command as asked for. `argument`: what followed it in its line."""

    command: Command
    argument: str

    def __str__(self) -> str:
        return f"#{self.command.name} {self.argument}".rstrip()


@dataclass(frozen=True, slots=True)
class Reading:
    """`orders`: as they stand. `words`: what is left, maybe "". `faults`: a line for each thing unclear."""

    orders: tuple[Order, ...]
    words: str
    faults: tuple[str, ...]


def read_commands(text: str) -> Reading:
    """What the newly written text of an agent's mail asks for."""
    lines = text.strip("\n").split("\n")
    top = 0
    while top < len(lines) and (_looks_like_one(lines[top]) or not lines[top].strip()):
        top += 1
    asked = [line.strip() for line in lines[:top] if line.strip()]
    found = [_order(line) for line in asked]
    rest = "\n".join(lines[top:]).strip()
    faults = [each for each in found if isinstance(each, str)] + [_late(line) for line in lines[top:] if _is_one(line)]
    return Reading(tuple(each for each in found if isinstance(each, Order)), rest, tuple(faults))


def may(role: Role, command: Command) -> bool:
    """Whether that role may ask for it."""
    return _MAY[role] >= command.right


def _looks_like_one(line: str) -> bool:
    """A # at the start, and a letter behind it: "# Title" and "#1" are words."""
    return line.startswith("#") and line[1:2].isascii() and line[1:2].isalpha()


def _is_one(line: str) -> bool:
    """The line below the top is a command and no word like "#helpful hints": the name is whole."""
    return _looks_like_one(line) and line[1:].split()[0].lower() in _BY_NAME


def _order(line: str) -> Order | str:
    word, _, argument = line[1:].partition(" ")
    named = _named(word.lower())
    if isinstance(named, str):
        return f"#{word}: {named}"
    argument = argument.strip()
    if argument and not named.arguments:
        return f"#{named.name} takes nothing behind it, but there stands: {argument}"
    if not argument and named.arguments and not named.arguments.startswith("["):
        return f"#{named.name} needs {named.arguments}, as in: {named.example}"
    return Order(named, argument)


def _named(word: str) -> Command | str:
    """The command of that name, or of the only one that begins so."""
    if word in _BY_NAME:
        return _BY_NAME[word]
    begun = [row for row in COMMANDS if row.name.startswith(word)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        return "may be " + " or ".join(f"#{row.name}" for row in begun)
    near = resembling(word, tuple(_BY_NAME))
    return f"no such command{f'; {near}' if near else ''}"


def _late(line: str) -> str:
    return f"{line.strip()}: commands stand in the first lines, above all other words"


def help_text() -> str:
    """The table as a plain text."""
    shown = [(f"#{row.name} {row.arguments}".rstrip(), row.help) for row in COMMANDS]
    width = max(len(command) for command, _ in shown)
    return "\n".join(f"{command:<{width}}  {words}" for command, words in shown)
