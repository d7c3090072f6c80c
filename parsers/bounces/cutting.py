"""Where a program's notice ends and the mail that it returns begins.

Takes the text of a notice; gives the notice alone and the returned mail as it stands there, header lines first.
Never decides that a mail is a bounce, and never takes the fields of a report (RFC 3464) for a mail's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.bounces.separators import announces

_PLAIN = frozenset(
    "from to cc bcc subject date message-id reply-to sender in-reply-to references organization thread-topic "
    "thread-index importance priority sensitivity precedence auto-submitted errors-to content-language "
    "list-id list-unsubscribe envelope-to delivered-to comments keywords newsgroups resent-from resent-to resent-date "
    "resent-message-id disposition-notification-to content-type content-transfer-encoding content-disposition".split()
)
# What programs write and people do not: with one of these a block is a mail's header, not a summary of it.
_TRACE = frozenset(
    "received return-path mime-version user-agent dkim-signature "
    "domainkey-signature authentication-results received-spf arc-seal arc-message-signature "
    "arc-authentication-results x-mailer x-mimeole x-received x-priority x-msmail-priority x-originating-ip "
    "x-virus-scanned x-spam-status x-sender feedback-id delivery-date".split()
)
_REPORT = frozenset(
    "reporting-mta dsn-gateway received-from-mta arrival-date original-envelope-id final-recipient "
    "original-recipient action status remote-mta diagnostic-code last-attempt-date will-retry-until final-log-id "
    "feedback-type original-message-id disposition reporting-ua".split()
)
_KNOWN = 3
# Lines between a separator and the mail it announces: a rule, a blank line, "[truncated]".
_AHEAD = 6
# Longer names are words before a colon in a sentence.
_LONGEST_NAME = 40
_QUOTES = " \t>|\xa0"


def cut(text: str) -> tuple[str, str]:
    """A program's text as its notice and the original it shows below, "" when it shows none.

    The original begins with its first header line; the line that announces it belongs to neither.
    """
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        line = lines[place]
        if line and announces(line):
            start = _announced(lines, place + 1)
            if start is not None:
                return _joined(lines[:place]), _joined(lines[start:])
        elif field_name(line):
            block = _block(lines, place)
            if block.trace and block.known >= _KNOWN:
                return _joined(lines[:place]), _joined(lines[place:])
            place = block.end
            continue
        place += 1
    return text, ""


def field_name(line: str) -> str:
    """The name of the header field that `line` opens, lower case, where a mail's header has such fields; else ""."""
    bare = line.lstrip(_QUOTES)
    colon = bare.find(":", 0, _LONGEST_NAME)
    if colon < 2:
        return ""
    name = bare[:colon].rstrip().lower()
    return name if name in _PLAIN or name in _TRACE or (name.startswith("x-") and " " not in name) else ""


@dataclass(frozen=True, slots=True)
class _Block:
    """Header lines in a row. `known`: how many different names; `trace`: one of them is a program's; `end`: behind."""

    known: int
    trace: bool
    end: int


def _block(lines: Sequence[str], start: int) -> _Block:
    """The block of header lines at `start`. It goes on over folded and broken lines to a blank one.

    A blank line ends it unless a header line follows at once: notices in HTML space their lines out.
    """
    names: set[str] = set()
    place = start
    while place < len(lines):
        line = lines[place]
        if not line.strip(_QUOTES):
            if place + 1 < len(lines) and field_name(lines[place + 1]):
                place += 1
                continue
            break
        if _is_report(line) or (place > start and announces(line)):
            break
        name = field_name(line)
        if name:
            names.add(name)
        place += 1
    trace = any(name in _TRACE or name.startswith("x-ms-") for name in names)
    return _Block(len(names), trace, max(place, start + 1))


def _announced(lines: Sequence[str], start: int) -> int | None:
    """Where the mail begins that a separator above `start` announces; behind the last line when nothing follows."""
    ahead = lines[start : start + _AHEAD]
    for offset, line in enumerate(ahead):
        if field_name(line):
            return start + offset
    if not any(line.strip() for line in ahead) and start + _AHEAD >= len(lines):
        return len(lines)
    return None


def _is_report(line: str) -> bool:
    name, colon, _ = line[:_LONGEST_NAME].partition(":")
    return bool(colon) and name.strip(_QUOTES).lower() in _REPORT


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()
