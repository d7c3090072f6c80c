"""What the text says of the program that wrote the mail.

Takes the text; gives a sign of what it reports, and one of how much it sounds like an answering program.
Never decides: people write the same sentences, and pass on what programs wrote.
"""

from __future__ import annotations

from collections.abc import Mapping

from parsers.mail import Origin
from parsers.robots.away import AWAY
from parsers.robots.notices import NOTICES
from parsers.robots.openings import OPENINGS
from parsers.robots.phrases import REACH, index, narrowed, opening
from parsers.robots.signs import Facet, Sign
from parsers.wording import folded

# How far into a text sentences are looked at, in characters, and how many of them.
_READ = 2_000
_MOST = 60
# What sentences of one kind weigh; several of a kind weigh no more.
_KINDS: Mapping[str, int] = {"absent": 40, "back": 25, "instead": 25, "robot": 50, "noreply": 40, "received": 30}
_HEAVIEST = 70
# Nobody says these of their own mail.
_OF_PROGRAMS = frozenset({"robot", "noreply"})
_REPORTED: Mapping[str, Origin] = {"read": Origin.READ_RECEIPT, "arrived": Origin.DELIVERY_RECEIPT}
_OPENS = 60

_SENTENCES = index((*AWAY, *NOTICES))
_OPENINGS = index(OPENINGS)
_ENDS = str.maketrans(dict.fromkeys(".,;:!?。、，！？；：|…(（)）", "\n"))
_BEFORE = " \t*_-=#>~"
_BEHIND = _BEFORE + "\"'<]»”"
# Says it only when nothing follows.
_TITLE = "title"


def report(text: str) -> Sign | None:
    """What the text as a whole reports of another mail."""
    start = " ".join(folded(text[: 2 * REACH]).split()).lstrip(_BEFORE)
    for phrase, _ in opening(_OPENINGS, start):
        return Sign(Facet.TEXT, _REPORTED[phrase.column], _OPENS, f"Text: {start[:80]}")
    return None


def answer(text: str, *, of_programs: bool) -> Sign | None:
    """How much `text` sounds like an answering program.

    `of_programs`: only by what no person says of a mail of theirs; that speaks for any robot.
    """
    kinds: dict[str, str] = {}
    whole = folded(text[:_READ])
    sentences = narrowed(_SENTENCES, whole)
    for sentence in whole.translate(_ENDS).split("\n")[:_MOST]:
        bare = sentence.strip(_BEFORE)
        for phrase, end in opening(sentences, bare):
            if phrase.column != _TITLE:
                kinds.setdefault(phrase.column, bare)
            elif not bare[end:].strip(_BEHIND):
                kinds.setdefault("robot", bare)
    told = {kind: line for kind, line in kinds.items() if kind in _OF_PROGRAMS or not of_programs}
    if not told:
        return None
    weight = min(_HEAVIEST, sum(_KINDS[kind] for kind in told))
    heaviest = max(told, key=lambda kind: _KINDS[kind])
    origin = None if of_programs else Origin.AUTO_REPLY
    return Sign(Facet.TEXT, origin, weight, f"Text: {told[heaviest][:80]}")
