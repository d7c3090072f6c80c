"""Received and defects as mail-parser reads them; the only module that touches it.

Takes raw octets; gives the hops a mail took and that library's own list of defects, for `mail show`.
Never on the hot path, never writes a file, never opens an attachment.
"""

from __future__ import annotations

from dataclasses import dataclass

import mailparser
from mailparser.exceptions import MailParserError

from parsers.cleaning import one_line

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Hop:
    """One Received field, oldest first. `delay`: seconds since the hop before; words cleaned, "" where unknown."""

    number: int
    from_: str
    by: str
    with_: str
    date: str
    delay: float


def received(raw: bytes) -> tuple[Hop, ...]:
    """The hops of a mail, oldest first; empty where the library cannot read it."""
    mail = _read(raw)
    return () if mail is None else tuple(_hop(hop) for hop in mail.received)


def defects(raw: bytes) -> tuple[str, ...]:
    """The names of the defects the library sees, sorted."""
    mail = _read(raw)
    return ("MailParserError",) if mail is None else tuple(sorted(mail.defects_categories))


def _read(raw: bytes) -> mailparser.MailParser | None:
    try:
        return mailparser.parse_from_bytes(raw)
    except (MailParserError, ValueError, LookupError, AttributeError, IndexError, RecursionError):
        return None  # stdlib parsing below it raises these on hostile headers; the caller is told by a defect


def _hop(hop: dict[str, object]) -> Hop:
    number, delay = hop.get("hop"), hop.get("delay")
    return Hop(
        number=number if isinstance(number, int) else 0,
        from_=_said(hop, "from"),
        by=_said(hop, "by"),
        with_=_said(hop, "with"),
        date=_said(hop, "date_utc") or _said(hop, "date"),
        delay=float(delay) if isinstance(delay, int | float) else 0.0,
    )


def _said(hop: dict[str, object], name: str) -> str:
    value = hop.get(name)
    return one_line(str(value), _LONGEST) if value is not None else ""
