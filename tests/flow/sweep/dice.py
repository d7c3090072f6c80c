"""Chance from a seed, the same on every machine and version: a failing run is repeated by its seed.

Takes a seed; gives numbers and choices. Never asks the machine for chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import count
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """SHA-256 of seed and turn."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._turns = count()

    def below(self, limit: int) -> int:
        """0 to `limit` - 1."""
        octets = sha256(f"{self.seed}:{next(self._turns)}".encode()).digest()
        return int.from_bytes(octets[:8], "big") % limit

    def choice(self, options: Sequence[T]) -> T:
        return options[self.below(len(options))]

    def some(self, options: Sequence[T], most: int) -> list[T]:
        """At most `most` of them, each once, in their order."""
        left = list(range(len(options)))
        chosen = [left.pop(self.below(len(left))) for _ in range(min(most, len(left)))]
        return [options[place] for place in sorted(chosen)]
