"""What must not reach a customer in an agent's words: marks of ours, lines of notes, agents' addresses (A15).

Takes the words of an answer and the snapshot; gives them fit to be sent, or why they are not.
Never trusts the cutting of quotes: a mail program may quote in a way nobody has seen before.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers.token import TOKEN_LENGTH, read
from rules.model import Snapshot, Ticket
from rules.words import MessageKind, Tier

_SHORTEST_LINE = 12  # characters of a note's line that tell where it comes from
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}  # keeps lengths, unlike str.lower
_BASE32 = frozenset("abcdefghijklmnopqrstuvwxyz234567")


@dataclass(frozen=True, slots=True)
class Leak:
    """Why the words are not sent."""

    because: str


def fit_for_customers(words: str, ticket: Ticket, snapshot: Snapshot) -> str | Leak:
    """The words, with the desk's address in the place of every agent's."""
    if _bears_a_mark(words):
        return Leak("a signed address or id of ours stands in it; that is of a mail to you, not of your own words")
    line = next(filter(_is_status_line, words.split("\n")), "")
    if line:
        return Leak(f"a line of a mail of ours to you stands in it: {line.strip()}")
    line = _line_of_a_note(words, ticket, snapshot)
    if line:
        return Leak(f"a line of a note stands in it: {line}")
    for agent in snapshot.agents.values():
        for address in agent.addresses:
            words = _replaced(words, address, snapshot.mailbox.address)
    return words


def _bears_a_mark(words: str) -> bool:
    lowered = words.translate(_LOWER)
    pieces = "".join(each if each in _BASE32 else " " for each in lowered).split()
    return any(len(piece) == TOKEN_LENGTH and read(piece) is not None for piece in pieces)


def _is_status_line(line: str) -> bool:
    """Such as stands in every mail to an agent (`rules.agentletters`)."""
    return " · L" in line and any(tier.value.capitalize() in line for tier in Tier)


def _line_of_a_note(words: str, ticket: Ticket, snapshot: Snapshot) -> str:
    notes = {
        _bare(line)
        for message in snapshot.recent.get(ticket.number, ())
        if message.kind in (MessageKind.NOTE, MessageKind.SYSTEM)
        for line in message.text.split("\n")
    }
    telling = {line for line in notes if len(line) >= _SHORTEST_LINE}
    return next((line.strip() for line in words.split("\n") if _bare(line) in telling), "")


def _bare(line: str) -> str:
    return " ".join(line.lstrip("> |").split()).casefold()


def _replaced(words: str, address: str, by: str) -> str:
    """Without regard to the case of ASCII letters: that is all an address of ours has."""
    wanted = address.translate(_LOWER)
    place = words.translate(_LOWER).find(wanted) if wanted else -1
    while place >= 0:
        words = words[:place] + by + words[place + len(wanted) :]
        place = words.translate(_LOWER).find(wanted, place + len(by))
    return words
