"""Who, or what, wrote a mail: by its structure, its envelope sender and its headers (H20, A52, A54).

Takes decoded headers, envelope sender, MIME leaves and delivery reports; gives an origin and what decided it.
Never reads the text of a mail and never says `ourselves`: that takes a checked signature.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parsers.bounces.read import Bounce
from parsers.cleaning import one_line
from parsers.mail import Address, DeliveryReport, Origin
from parsers.robots import MACHINE_NAMES, MAILER_NAMES, ROBOTS, Match, Robot
from parsers.tree import Part

_LINE = 200
_LINES = 8
_NOT_WANTED = frozenset({"all", "autoreply", "oof"})
_REPORT_TYPES: Mapping[str, Origin] = {
    "message/disposition-notification": Origin.READ_RECEIPT,
    "message/global-disposition-notification": Origin.READ_RECEIPT,
    "message/feedback-report": Origin.ABUSE_REPORT,
}
_POSITIVE = frozenset({"delivered", "relayed", "expanded"})


@dataclass(frozen=True, slots=True)
class Written:
    """`evidence`: what decided comes first. `answer_unwanted`: no automatic answer is wanted, whoever wrote it."""

    origin: Origin
    evidence: tuple[str, ...]
    answer_unwanted: bool


@dataclass(frozen=True, slots=True)
class Clues:
    """What an origin is read from. `headers`: decoded, lower-case names; `leaves`: of the MIME tree, in order.

    `new_words`: the text without quotes, signatures and forwarded mail.
    """

    headers: Mapping[str, Sequence[str]]
    from_: tuple[Address, ...]
    return_path: str | None
    subject: str
    new_words: str
    root: Part
    leaves: Sequence[Part]
    bounce: Bounce


def read(clues: Clues) -> Written:
    """The origin of a mail: a report by its structure first, then the robots' headers, then its senders."""
    found = [
        *_by_structure(clues),
        *_by_headers(clues),
        *_by_sender(clues),
    ]
    unwanted = _answer_unwanted(clues.headers)
    if not found:
        return Written(Origin.HUMAN, (), unwanted)
    lines = dict.fromkeys(one_line(line, _LINE) for _, line in found)
    return Written(found[0][0], tuple(lines)[:_LINES], unwanted)


def _by_structure(clues: Clues) -> list[tuple[Origin, str]]:
    for leaf in clues.leaves:
        if leaf.kind in ("message/delivery-status", "message/global-delivery-status"):
            return [_of_reports(clues.bounce.reports)]
        if leaf.kind in _REPORT_TYPES:
            return [(_REPORT_TYPES[leaf.kind], f"Content-Type: {leaf.kind}")]
        if leaf.kind == "text/calendar" and leaf.content.parameters.get("method"):
            method = leaf.content.parameters["method"]
            return [(Origin.CALENDAR, f"Content-Type: text/calendar; method={method}")]
    if clues.root.kind == "text/calendar":
        return [(Origin.CALENDAR, "Content-Type: text/calendar")]
    if clues.root.kind == "multipart/report":
        kind = clues.root.content.parameters.get("report-type", "").lower()
        origin = Origin.BOUNCE if kind in ("", "delivery-status") else Origin.BULK
        return [(origin, f"Content-Type: multipart/report; report-type={kind}")]
    return []


def _of_reports(reports: tuple[DeliveryReport, ...]) -> tuple[Origin, str]:
    """One failed recipient makes a bounce; only all-delayed a delay notice, only all-delivered a receipt."""
    actions = {report.action for report in reports}
    line = "Action: " + (", ".join(sorted(actions)) or "none")
    if actions and actions <= _POSITIVE:
        return Origin.DELIVERY_RECEIPT, line
    if "delayed" in actions and "failed" not in actions:
        return Origin.DELAY_NOTICE, line
    return Origin.BOUNCE, line


def _by_headers(clues: Clues) -> list[tuple[Origin, str]]:
    replies = "in-reply-to" in clues.headers or "references" in clues.headers
    found: list[tuple[Origin, str]] = []
    for row in ROBOTS:
        found += [
            (row.in_reply if replies else row.origin, f"{row.field.title()}: {value}")
            for value in clues.headers.get(row.field, ())
            if _fits(row, value.strip().lower())
        ]
    return found


def _fits(row: Robot, value: str) -> bool:
    match row.match:
        case Match.PRESENT:
            return True
        case Match.OPENS:
            return value.startswith(row.words)
        case Match.IS_NOT:
            return bool(value) and value.partition(";")[0].strip() not in row.words


def _by_sender(clues: Clues) -> list[tuple[Origin, str]]:
    found: list[tuple[Origin, str]] = []
    names = {address.addr.partition("@")[0].translate(_PLAIN) for address in clues.from_}
    if names & MAILER_NAMES:
        found.append((Origin.BOUNCE, f"From: {clues.from_[0].addr}"))
    if clues.return_path == "":
        found.append((Origin.BOUNCE, "Return-Path: <>"))
    if names & MACHINE_NAMES:
        found.append((Origin.BULK, f"From: {clues.from_[0].addr}"))
    return found


_PLAIN = str.maketrans("", "", ".-_")


def _answer_unwanted(headers: Mapping[str, Sequence[str]]) -> bool:
    return any(
        not _NOT_WANTED.isdisjoint(value.lower().replace(",", " ").split())
        for value in headers.get("x-auto-response-suppress", ())
    )
