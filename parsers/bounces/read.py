"""Whether a mail tells what became of another one, and what: for each recipient.

Takes headers, leaves and text of a mail; gives a report for each recipient it speaks of and what showed it.
Never ties the report to a mail of ours (the rules do, by signed marks), never takes a human's words for a program's.

Headers are asked first, for points: most mails go no further. Then RFC 3464 is read wherever it stands, then what the
program says in its own words, with the help of the row of `parsers.bounces.systemtable` that knows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from parsers.bounces import events, outline, phrases, reasons, signs, spotting, wording
from parsers.bounces.outline import Notice
from parsers.bounces.report import Row
from parsers.bounces.signs import Signs
from parsers.bounces.systems import UNKNOWN, System, fits
from parsers.bounces.systemtable import SYSTEMS
from parsers.bounces.wording import Said
from parsers.cleaning import one_line
from parsers.mail import Address, DeliveryReport, FailureReason
from parsers.tree import Part

_DIAGNOSTIC = 1000
# The beginning of a text in which a program says what the mail is about.
_OPENING = 6000
# What it takes for a text to say it: points for a row of the table, for words of failure, for a code beside an address.
_ROW, _WORDS, _CODE = 3, 2, 1
# Where a notice begins that nobody put words above, and fields that show a person's program or a conversation.
_FIRST_WORDS = 120
_AT_ONCE = 30
_PERSONAL = ("user-agent", "in-reply-to", "references", "x-mailer", "x-originating-ip")
# Keys and words of JSON that tells of mail.
_EVENTS = ('notificationtype"', 'eventtype"', "bounce", '"smtp', 'recordtype"', 'delivery-status"')
_GOOD_NEWS = frozenset({"delivered", "relayed", "expanded"})


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


def read(seen: Seen, systems: Sequence[System] = SYSTEMS) -> Bounce:
    """What became of the mail for each recipient: by RFC 3464 first, else as the mail system words it."""
    shown = signs.read(seen.headers, seen.from_, seen.return_path, seen.subject, seen.root, seen.leaves)
    if shown.points < signs.ASK or shown.passed_on:
        return NONE
    text = outline.shown(seen.raw, seen.leaves, seen.text)
    lowered = text[:_OPENING].lower()
    if shown.machine > 0 and any(word in lowered for word in _EVENTS) and (told := events.rows(text)):
        return Bounce(tuple(_standard(one, "") for one in told), shown.line)
    row = _row(seen, lowered, systems)
    if not (_is_bounce(shown, row, lowered) if shown.machine > 0 else _is_bare(seen, shown, row, lowered)):
        return NONE
    notice = outline.read(seen.raw, seen.headers, seen.leaves, text, row.original)
    reports = _reports(seen, notice, row)
    if shown.machine < signs.ENOUGH - 2 and row is UNKNOWN and not _of_a_mail(reports, lowered):
        return NONE
    return Bounce(reports, shown.line or f"Subject: {seen.subject}")


def _is_bare(seen: Seen, shown: Signs, row: System, lowered: str) -> bool:
    """Whether a mail without any sign of a machine but its subject is a notice from its first words on.

    People write their own words above a notice that they paste, or at least answer or use a mail client that says so.
    """
    if shown.subject < 2 or not row.opening or any(name in seen.headers for name in _PERSONAL):
        return False
    first = lowered.lstrip()[:_FIRST_WORDS]
    return any(0 <= first.find(word) < _AT_ONCE for word in row.opening)


def _of_a_mail(reports: tuple[DeliveryReport, ...], lowered: str) -> bool:
    """Whether a notice speaks of a mail: parcels are not delivered either."""
    return any(report.recipient for report in reports) or bool(spotting.status(lowered) or spotting.reply_code(lowered))


def _row(seen: Seen, lowered: str, systems: Sequence[System]) -> System:
    sender = seen.headers.get("from", ("",))[0].lower()
    subject = seen.subject.lower()
    return next((row for row in systems if fits(row, sender, subject, seen.headers, lowered)), UNKNOWN)


def _is_bounce(shown: Signs, row: System, lowered: str) -> bool:
    known = bool(row.opening or row.field)
    if not (shown.named or known or shown.subject > 0):
        return False
    points = shown.points + (_ROW if known else 0)
    if points >= signs.CERTAIN:
        return True
    if phrases.FAILURE.holds(lowered):
        points += _WORDS
    if points == signs.ENOUGH - 1 and spotting.status(lowered):
        points += _CODE
    return points >= signs.ENOUGH


def _reports(seen: Seen, notice: Notice, row: System) -> tuple[DeliveryReport, ...]:
    """By RFC 3464 where there is such a row with a recipient, else by the words, else one report of nobody known."""
    named = [one for one in notice.rows if one.recipient]
    failed = [spot.addr for value in seen.headers.get("x-failed-recipients", ()) for spot in spotting.spots(value)]
    named = [one if "@" in one.recipient else _completed(one, failed, notice) for one in named]
    if named:
        everything = "" if len(named) > 1 else notice.text
        return tuple(_standard(one, everything) for one in named)
    said = wording.read(notice, row, failed)
    given = notice.rows[0] if notice.rows else Row("", "", "", "", "")
    action = given.action or row.action or _action(seen.subject, notice.text)
    return tuple(_worded(one, given, action, row) for one in said or [Said("", notice.text)])


def _completed(row: Row, failed: Sequence[str], notice: Notice) -> Row:
    """A row that gives only a name inside a system, with the address that this most likely stands for."""
    addresses = dict.fromkeys((*failed, *notice.theirs, *notice.carried))
    same = [addr for addr in addresses if addr.rpartition("@")[0] == row.recipient]
    told = same or failed or [addr for addr in notice.theirs if addr not in notice.ours]
    return replace(row, recipient=told[0]) if same or len(told) == 1 else row


def _standard(one: Row, everything: str) -> DeliveryReport:
    words = one.diagnostic or everything[:_DIAGNOSTIC]
    action = one.action or {"2": "delivered", "4": "failed"}.get(one.status[:1], "failed")
    status = _refined(one.status, one.diagnostic or everything)
    reply = spotting.reply_code(words)
    why = reasons.by_words(words)
    if not status and action not in _GOOD_NEWS:
        status = reasons.stands_for(why, reply, action)
    return _report(one.recipient, action, status, one.diagnostic, one.remote_mta, reply, words)


def _worded(said: Said, given: Row, action: str, row: System) -> DeliveryReport:
    words = said.words
    status = _refined(given.status, words) or spotting.status(words)
    reply = spotting.reply_code(words)
    why = reasons.known(row.reason) if row.reason else reasons.by_words(words)
    if not status and action not in _GOOD_NEWS:
        status = reasons.stands_for(why, reply, action)
    told = _report(said.recipient, action, status, one_line(words, _DIAGNOSTIC), given.remote_mta, reply, words)
    return replace(told, reason=row.reason) if row.reason else told


def _report(
    recipient: str, action: str, status: str, diagnostic: str, remote: str, reply: str, words: str
) -> DeliveryReport:
    return DeliveryReport(
        recipient=recipient,
        action=action,
        status=status,
        diagnostic=diagnostic,
        remote_mta=remote,
        permanent=None if not status else status.startswith("5"),
        reason=FailureReason.UNDEFINED if action in _GOOD_NEWS else reasons.reason(status, reply, words),
    )


def _refined(given: str, words: str) -> str:
    """The status as given; where that gives no detail, what the diagnostic says in a code of the same class."""
    if not given.endswith(".0"):
        return given
    said = spotting.status(words)
    vague = given.endswith(".0.0")
    return said if said[:1] == given[:1] and (vague or not said.endswith(".0")) else given


def _action(subject: str, text: str) -> str:
    """What a notice in its own words means: failed, unless it says that the mail waits, or arrived."""
    if phrases.DELAYED_SUBJECT.holds(subject) and phrases.DELAY.holds(text):
        return "delayed"
    if phrases.SUCCESS.holds(text) and _is_good(text):
        return "delivered"
    if phrases.GAVE_UP.holds(text):
        return "failed"
    return "delayed" if phrases.DELAY.holds(text) else "failed"


def _is_good(text: str) -> bool:
    """Whether nothing in a notice of success tells of a failure; "relayed" is no refusal to relay."""
    why = reasons.by_words(text)
    return not spotting.reply_code(text) and (why is None or why.reason is FailureReason.RELAYING)
