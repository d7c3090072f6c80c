"""Chance that a test can foretell.

Takes nothing; gives nonces that count upwards and a fraction that is always the same. Never repeats a nonce.
"""

from __future__ import annotations

from itertools import count


class CountingChance:
    """Nonces 0000000000000001, …2, …; fractions as given."""

    def __init__(self, fraction: float = 0.5) -> None:
        self._numbers = count(1)
        self._fraction = fraction

    def nonce(self) -> str:
        return f"{next(self._numbers):016x}"

    def fraction(self) -> float:
        return self._fraction
