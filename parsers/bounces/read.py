"""Whether a mail tells what became of another one, and what: for each recipient.

Takes headers, leaves and text of a mail; gives a report for each recipient it speaks of and what showed it.
Never ties the report to a mail of ours (the rules do, by signed marks), never takes a human's words for a program's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parsers.bounces import report
from parsers.mail import Address, DeliveryReport
from parsers.tree import Part


@dataclass(frozen=True, slots=True)
class Seen:
    """What a report is read from. `headers`: decoded, lower-case names; `leaves`: of the MIME tree, in order."""

    raw: bytes
    headers: Mapping[str, Sequence[str]]
    from_: tuple[Address, ...]
    return_path: str | None
    subject: str
    root: Part
    leaves: Sequence[Part]
    text: str


@dataclass(frozen=True, slots=True)
class Bounce:
    """`reports`: one a recipient. `evidence`: what showed that the mail is a report, "" when it is none."""

    reports: tuple[DeliveryReport, ...]
    evidence: str


NONE = Bounce((), "")


def read(seen: Seen) -> Bounce:
    """What became of the mail for each recipient: by RFC 3464 first, else as the mail system words it."""
    standard = report.reports(seen.raw, seen.leaves)
    return Bounce(standard, "Content-Type: message/delivery-status" if standard else "")
