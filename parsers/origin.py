"""Who, or what, wrote a mail: by its structure, what it reports, its headers, senders and words (H20, A52, A54).

Takes all that was read of a mail; gives an origin and what decided it.
Never says `ourselves`: that takes a checked signature. In doubt a person wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parsers.bounces.read import Bounce
from parsers.cleaning import one_line
from parsers.mail import Address, DeliveryReport, Origin
from parsers.robots import fields, programs, senders, subjects, texts
from parsers.robots.signs import ENOUGH, SURE, Facet, Sign
from parsers.tree import Part
from parsers.wording import folded

_LINE = 200
_LINES = 8
_NOT_WANTED = frozenset({"all", "autoreply", "oof"})
_REPORT_TYPES: Mapping[str, Origin] = {
    "message/delivery-status": Origin.BOUNCE,
    "message/global-delivery-status": Origin.BOUNCE,
    "message/disposition-notification": Origin.READ_RECEIPT,
    "message/global-disposition-notification": Origin.READ_RECEIPT,
    "message/feedback-report": Origin.ABUSE_REPORT,
}
# RFC 6522: what a report is about that has no part of its own type.
_NAMED_REPORTS: Mapping[str, Origin] = {
    "": Origin.BOUNCE,
    "delivery-status": Origin.BOUNCE,
    "global-delivery-status": Origin.BOUNCE,
    "disposition-notification": Origin.READ_RECEIPT,
    "feedback-report": Origin.ABUSE_REPORT,
}
_POSITIVE = frozenset({"delivered", "relayed", "expanded"})
# A mail system's report may bear these headers too; its sender and subject then tell.
_DOUBTED = frozenset({Origin.AUTO_REPLY, Origin.LIST, Origin.BULK})
_ATTACHED_MAILS = frozenset({"message/rfc822", "message/global", "text/rfc822-headers"})
# An answer names what it answers; a subject without a prefix on an answer is a program's, or a person's own.
_ANSWERS = 30
_NULL_SENDER = 60
_ONLY_A_MAIL = 50
# What speaks for a person.
_WRITTEN_WITH = 40
_ANSWERS_WITH_PREFIX = 40
_ASKS = 20
_SENDS_FILES = 20
_PREFIX_REACH = 20


@dataclass(frozen=True, slots=True)
class Written:
    """`evidence`: what decided comes first. `answer_unwanted`: no automatic answer is wanted, whoever wrote it."""

    origin: Origin
    evidence: tuple[str, ...]
    answer_unwanted: bool


@dataclass(frozen=True, slots=True)
class Clues:
    """What an origin is read from. `headers`: decoded, lower-case names; `leaves`: of the MIME tree, in order.

    `new_words`: the text without quotes, signatures and forwarded mail; `text`: all of it.
    """

    headers: Mapping[str, Sequence[str]]
    from_: tuple[Address, ...]
    return_path: str | None
    subject: str
    text: str
    new_words: str
    root: Part
    leaves: Sequence[Part]
    bounce: Bounce


def read(clues: Clues) -> Written:
    """The origin of a mail: what is certain decides in order, else signs are weighed against a person's."""
    signs = [*_by_fields(clues), *_by_sender(clues)]
    found = _certain(clues, signs)
    if not found or found[0][0] in _DOUBTED:
        weighed = _weighed(clues, [sign for sign in signs if sign.weight < SURE])
        found = [*weighed, *found] if weighed and (not found or weighed[0][0] is Origin.BOUNCE) else found
    found += _last(clues, signs)
    unwanted = _answer_unwanted(clues.headers)
    if not found:
        return Written(Origin.HUMAN, (), unwanted)
    lines = dict.fromkeys(
        one_line(line, _LINE) for line in (*(line for _, line in found), *(sign.line for sign in signs))
    )
    return Written(found[0][0], tuple(lines)[:_LINES], unwanted)


# --- what is certain -------------------------------------------------------------------------------------


def _certain(clues: Clues, signs: list[Sign]) -> list[tuple[Origin, str]]:
    """A report first, then a mailer daemon, who writes nothing else, then the headers and names of programs."""
    report = [] if _passes_report_on(clues) else [*_by_structure(clues), *_by_report(clues)]
    senders_own = [sign for sign in signs if sign.facet is Facet.SENDER]
    return [
        *report,
        *_sure(senders_own, Origin.BOUNCE),
        *_sure([sign for sign in signs if sign.facet is Facet.FIELD], *Origin),
        *_sure(senders_own, Origin.AUTO_REPLY),
    ]


def _last(clues: Clues, signs: list[Sign]) -> list[tuple[Origin, str]]:
    """What decides when nothing else does: the null sender, and names under which nobody writes."""
    null = [(Origin.BOUNCE, "Return-Path: <>")] if clues.return_path == "" else []
    return [*null, *_sure(signs, Origin.BULK)]


def _passes_report_on(clues: Clues) -> bool:
    """Whether a person sends somebody else's report on, with words of their own: as an answer, or as a file."""
    reports = [leaf for leaf in clues.leaves if leaf.kind in _REPORT_TYPES]
    if clues.root.kind == "multipart/report" or not reports or not clues.new_words.strip() or _is_mailer(clues):
        return False
    as_files = all(leaf.disposition.value == "attachment" for leaf in reports)
    return _is_prefixed(clues.subject) or (as_files and bool(_programs(clues)))


def _by_structure(clues: Clues) -> list[tuple[Origin, str]]:
    """By the types of its parts."""
    root = clues.root
    for leaf in clues.leaves:
        if leaf.kind in _REPORT_TYPES:
            if _REPORT_TYPES[leaf.kind] is Origin.BOUNCE:
                return [_of_reports(clues.bounce.reports)]
            if clues.bounce.evidence:  # a refusal in the form of a receipt
                return []
            return [(_REPORT_TYPES[leaf.kind], f"Content-Type: {leaf.kind}")]
        if leaf.kind == "text/calendar" and _is_invitation(leaf, clues):
            method = leaf.content.parameters.get("method", "")
            return [(Origin.CALENDAR, "Content-Type: text/calendar" + (f"; method={method}" if method else ""))]
    if root.kind == "multipart/report":
        kind = root.content.parameters.get("report-type", "").lower()
        return [(_NAMED_REPORTS.get(kind, Origin.BULK), f"Content-Type: multipart/report; report-type={kind}")]
    return []


def _is_invitation(leaf: Part, clues: Clues) -> bool:
    """A calendar part is one; a calendar file beside a person's text is not."""
    if leaf is clues.root:
        return True
    if not leaf.content.parameters.get("method"):
        return False
    return leaf.disposition.value != "attachment" or not clues.new_words.strip()


def _of_reports(reports: tuple[DeliveryReport, ...]) -> tuple[Origin, str]:
    """One failed recipient makes a bounce; only all-delayed a delay notice, only all-delivered a receipt."""
    actions = {report.action for report in reports}
    line = "Action: " + (", ".join(sorted(actions)) or "none")
    if actions and actions <= _POSITIVE:
        return Origin.DELIVERY_RECEIPT, line
    if "delayed" in actions and "failed" not in actions:
        return Origin.DELAY_NOTICE, line
    return Origin.BOUNCE, line


def _by_report(clues: Clues) -> list[tuple[Origin, str]]:
    """As a mail system words it."""
    if not clues.bounce.evidence:
        return []
    return [(_of_reports(clues.bounce.reports)[0], clues.bounce.evidence)]


def _sure(signs: list[Sign], *origins: Origin) -> list[tuple[Origin, str]]:
    return [
        (origin, sign.line) for sign in signs if sign.weight >= SURE and (origin := sign.origin) in origins and origin
    ]


def _is_mailer(clues: Clues) -> bool:
    return clues.return_path == "" or any(sign.weight >= SURE for sign in _by_sender(clues))


# --- what is weighed -------------------------------------------------------------------------------------


def _weighed(clues: Clues, signs: list[Sign]) -> list[tuple[Origin, str]]:
    """The origin whose signs add up to enough, with them, the heaviest first; nothing when a person's outweigh."""
    all_signs = [*signs, *_by_words(clues, signs)]
    named = {sign.origin for sign in all_signs if sign.origin is not None}
    if not named:
        return []
    against = _of_a_person(clues)
    totals = {origin: _total(all_signs, origin) for origin in named}
    best = max(totals, key=lambda origin: totals[origin])
    if totals[best] - against < ENOUGH:
        return []
    counted = sorted((sign for sign in all_signs if sign.origin in (best, None)), key=lambda sign: -sign.weight)
    return [(best, sign.line) for sign in counted]


def _total(signs: list[Sign], origin: Origin) -> int:
    """The heaviest sign of each facet that speaks for `origin`."""
    heaviest: dict[Facet, int] = {}
    for sign in signs:
        if sign.origin in (origin, None):
            heaviest[sign.facet] = max(sign.weight, heaviest.get(sign.facet, 0))
    return sum(heaviest.values())


def _by_fields(clues: Clues) -> list[Sign]:
    return fields.signs(clues.headers)


def _by_sender(clues: Clues) -> list[Sign]:
    found: list[Sign] = []
    for address in clues.from_:
        local = address.addr.rpartition("@")[0].translate(senders.PLAIN)
        for rows, name in ((senders.LOCAL_PARTS, local), (senders.DISPLAY_NAMES, folded(address.name))):
            found += [Sign(Facet.SENDER, *known, f"From: {address.addr}") for known in senders.weights_of(rows, name)]
    if clues.return_path == "":
        found.append(Sign(Facet.ENVELOPE, None, _NULL_SENDER, "Return-Path: <>"))
    elif clues.return_path:
        known_paths = senders.weights_of(senders.ENVELOPES, clues.return_path)
        # tells of the program that carries the mail, as its header fields do
        found += [Sign(Facet.FIELD, *known, f"Return-Path: {clues.return_path}") for known in known_paths]
    return found


def _by_words(clues: Clues, signs: list[Sign]) -> list[Sign]:
    """Signs of subject, text and shape. Words are looked at only where something else speaks for a robot too."""
    found: list[Sign] = []
    subject = subjects.sign(clues.subject)
    answers = _answers(clues)
    if subject is not None:
        found.append(subject)
        if answers or subjects.names_a_mail(clues.subject) or _topic_is_older(clues):
            found.append(Sign(Facet.SHAPE, subject.origin, _ANSWERS, "the subject answers without a reply prefix"))
    elif answers and not _is_prefixed(clues.subject):
        found.append(Sign(Facet.SHAPE, Origin.AUTO_REPLY, _ANSWERS, "the subject answers without a reply prefix"))
    if found or signs:
        spoken = (texts.report(clues.text), texts.answer(clues.new_words, of_programs=subject is None))
        found += [sign for sign in spoken if sign is not None]
    if _is_only_a_mail(clues):
        found.append(Sign(Facet.SHAPE, Origin.ABUSE_REPORT, _ONLY_A_MAIL, "nothing but an attached mail"))
    return found


def _topic_is_older(clues: Clues) -> bool:
    """Exchange keeps the subject of the mail that began a thread: "Printer" under "Automatic reply: Printer"."""
    topics = clues.headers.get("thread-topic", ())
    return any(topic and topic != clues.subject and clues.subject.endswith(topic) for topic in topics)


def _answers(clues: Clues) -> bool:
    return "in-reply-to" in clues.headers or "references" in clues.headers


def _is_only_a_mail(clues: Clues) -> bool:
    return not clues.text.strip() and any(leaf.kind in _ATTACHED_MAILS for leaf in clues.leaves)


def _is_prefixed(subject: str) -> bool:
    """Whether the subject may begin with a reply or forward prefix, of whatever language."""
    start = subject[:_PREFIX_REACH]
    return ":" in start or "：" in start


def _of_a_person(clues: Clues) -> int:
    """What speaks for a person: an answer with its prefix, a program people write with, a question, files."""
    weight = _ANSWERS_WITH_PREFIX if _answers(clues) and _is_prefixed(clues.subject) else 0
    weight += _WRITTEN_WITH * len(_programs(clues))
    if "?" in clues.new_words or "？" in clues.new_words:
        weight += _ASKS
    if any(leaf.disposition.value == "attachment" and leaf.kind not in _ATTACHED_MAILS for leaf in clues.leaves):
        weight += _SENDS_FILES
    return weight


def _programs(clues: Clues) -> list[str]:
    """The fields that name a program people write with."""
    return [
        value
        for field in programs.FIELDS
        for value in clues.headers.get(field, ())
        if value.lower().startswith(programs.PEOPLES)
    ]


def _answer_unwanted(headers: Mapping[str, Sequence[str]]) -> bool:
    return any(
        not _NOT_WANTED.isdisjoint(value.lower().replace(",", " ").split())
        for value in headers.get("x-auto-response-suppress", ())
    )
