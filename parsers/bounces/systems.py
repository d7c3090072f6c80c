"""How mail systems that do not follow RFC 3464 say that a mail failed: what a row of the table tells.

Takes headers, sender, subject and a notice; gives the first row of `parsers.bounces.systemtable` that fits, or none.
Never branches: the next system is one row and one mail.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parsers.mail import FailureReason
from parsers.patterns import Pattern

# An address in a pattern of a row.
ADDRESS = r"<?([^\s<>\"'(),;:]+@[^\s<>\"'(),;]+[^\s<>\"'(),;:.])>?"


@dataclass(frozen=True, slots=True)
class System:
    """One program's way to say it. Texts are in lower case; of each kind of sign that is given one has to be there.

    `sender`, `subject`: stand in From and Subject. `field`: (name, what stands in it). `opening`: stands in the notice.
    `recipient`: patterns of the lines that name a failed recipient; their group is the address, or a name at the domain
    of the sender. `listed`: openings of the line below which the addresses stand, one a line.
    `original`: openings of the line at which the returned mail begins.
    `sent_to`: the notice names nobody: whom the returned mail was sent to has failed.
    `action`, `reason`: where the system's notice can only mean this.
    """

    name: str
    sender: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    field: tuple[tuple[str, str], ...] = ()
    opening: tuple[str, ...] = ()
    recipient: tuple[Pattern, ...] = ()
    listed: tuple[str, ...] = ()
    original: tuple[str, ...] = ()
    sent_to: bool = False
    action: str = ""
    reason: FailureReason | None = None


# What is read of a system that no row knows.
UNKNOWN = System("")


def line(pattern: str) -> Pattern:
    """A pattern of a row for a whole line; "ADDRESS" in it is one."""
    return Pattern(pattern.replace("ADDRESS", ADDRESS))


def fits(row: System, sender: str, subject: str, headers: Mapping[str, Sequence[str]], lowered: str) -> bool:
    """Whether all that `row` is known by is there. `lowered`: the beginning of the notice, in lower case."""
    if row.sender and not any(word in sender for word in row.sender):
        return False
    if row.subject and not any(word in subject for word in row.subject):
        return False
    if row.field and not any(word in value.lower() for name, word in row.field for value in headers.get(name, ())):
        return False
    return not row.opening or any(word in lowered for word in row.opening)
