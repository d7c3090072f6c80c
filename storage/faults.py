"""What can go wrong with the memory, told apart by what a caller can do about it.

Takes a code and words; gives three exceptions. Never wraps a bug of ours: those stay what they are.
"""

from __future__ import annotations

from enum import StrEnum


class Conflict(Exception):  # noqa: N818  # a state of the world, not a mistake
    """Somebody else wrote first: nothing was written; read again, decide again, try again."""


class DatabaseRefused(Exception):  # noqa: N818  # a state of the world, not a mistake
    """This database cannot be used by this program; the words say why and what to do. Trying again does not help."""


class Unavailable(StrEnum):
    """Why the database cannot be used right now. The value is the reason code of an alert (rules.reasons)."""

    FULL = "database_full"
    READONLY = "database_readonly"
    LOCKED = "database_locked"
    GONE = "database_gone"
    UNREACHABLE = "database_unreachable"


class DatabaseUnavailable(Exception):  # noqa: N818  # a state of the world, not a mistake
    """The world is broken: back off, tell the operators, try again. Nothing was written, unless `outcome_unknown`.

    `outcome_unknown`: the connection broke while COMMIT was under way. Doing the whole transaction again is safe:
    unique keys and version checks turn what was already written into nothing or a `Conflict`.
    """

    def __init__(self, reason_code: Unavailable, detail: str, *, outcome_unknown: bool = False) -> None:
        super().__init__(detail)
        self.reason_code = reason_code
        self.detail = detail
        self.outcome_unknown = outcome_unknown
