"""The only place that rolls dice.

Takes nothing; gives ticket nonces and fractions for jitter.
Never used below `daemon/`: a decision is handed its chance in `Fresh`.
"""

from __future__ import annotations

import secrets
from typing import Protocol


class Chance(Protocol):
    """What an actor may leave to chance."""

    def nonce(self) -> str:
        """16 hexadecimal characters, unguessable."""

    def fraction(self) -> float:
        """A number in [0, 1)."""


class SystemChance:
    """The operating system's randomness."""

    def nonce(self) -> str:
        return secrets.token_hex(8)

    def fraction(self) -> float:
        return secrets.randbelow(1 << 53) / (1 << 53)
