"""What a declaration of a setting consists of.

Takes form, reason, unit and bounds; gives the metadata of a dataclass field, and reads it back.
Never checks a value: `daemon.forms` does.
"""

from __future__ import annotations

from dataclasses import Field, dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Form(StrEnum):
    """How a setting is written, and what is accepted; the value is how docs name it."""

    TEXT = "text"
    NAME = "a word of letters, digits, - and _"
    CREDENTIAL = "a word of letters, digits, -, _ and ."
    ADDRESS = "an e-mail address"
    ADDRESSES = "a list of e-mail addresses"
    LIST_IDS = "a list of List-Id values"
    HOST = "a host name or IP address"
    PORT = "a port number"
    CHOICE = "one of its choices"
    WHOLE = "a whole number"
    SECONDS = "a number of seconds"
    SWITCH = "true or false"
    ZONE = "an IANA time zone"
    LANGUAGE = "a language code"
    START = "new, all or a date"
    KEYWORD = "an IMAP keyword"
    PATH = "a path"
    COMMAND = "a list: program and arguments"
    VARIABLE = "a word of letters, digits and _"
    DATABASE_URL = "a database URL without a password"


Sample = str | tuple[str, ...] | date | None


@dataclass(frozen=True, slots=True)
class About:
    """What a declaration says beyond type and default.

    `reason`: why one would set it; `low`, `high`: bounds, both allowed;
    `sample`: what the sample file shows instead of the default.
    """

    form: Form
    reason: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    sample: Sample = None


def about(
    form: Form,
    reason: str,
    *,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
    choices: tuple[str, ...] = (),
    sample: Sample = None,
) -> dict[str, About]:
    """The metadata of a dataclass field that is a setting."""
    return {"about": About(form, reason, unit, low, high, choices, sample)}


def about_of(field: Field[Any]) -> About | None:
    """The declaration of a field; None where the field is no setting (a section, a file's name)."""
    found = field.metadata.get("about")
    return found if isinstance(found, About) else None
