"""What a sign of a robot is, and how much it weighs.

Takes nothing; gives `Sign` and the weights that all tables share.
Never decides: `parsers.origin` adds signs up and wants `ENOUGH`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parsers.mail import Origin

# A mail is a robot's when what speaks for it adds up to this; in doubt it is a person's.
ENOUGH = 100
# Decides alone, whatever speaks for a person: more than all signs of a person take away.
SURE = 200


class Facet(StrEnum):
    """What a sign is seen in. Signs of one facet often have one cause, so only the heaviest of each counts."""

    FIELD = "field"
    SENDER = "sender"
    ENVELOPE = "envelope"
    SUBJECT = "subject"
    TEXT = "text"
    SHAPE = "shape"


@dataclass(frozen=True, slots=True)
class Sign:
    """`origin`: what it speaks for, None for any robot. `line`: for people to read."""

    facet: Facet
    origin: Origin | None
    weight: int
    line: str
