"""Octets to meaning: `parse` understands a whole mail, `parse_headers` only its header block.

Takes the octets exactly as fetched; gives a `Mail`, complete and frozen, with its defects listed.
Never raises, whatever the octets are; never does I/O.
"""

from __future__ import annotations

from parsers import body, dates, headers, ids, marks, origin, report
from parsers.cleaning import one_line
from parsers.content import INLINE, PLAIN
from parsers.defects import Code, defect
from parsers.headers import Headers
from parsers.html import safe_html
from parsers.limits import LIMITS
from parsers.mail import Defect, DeliveryReport, Mail, Origin
from parsers.origin import Written
from parsers.report import Returned
from parsers.split import Block, message_block
from parsers.tree import Part, leaves, tree

_NOT_READ = body.Body("", (), ())
_NOTHING_RETURNED = Returned((), ())
_RETURNS = frozenset({Origin.BOUNCE, Origin.DELAY_NOTICE, Origin.DELIVERY_RECEIPT, Origin.READ_RECEIPT})


def parse(raw: bytes) -> Mail:
    """The mail that `raw` is. Any octets give a Mail; where our reader itself fails, one with `reader_failed`."""
    try:
        return _whole(raw)
    except Exception as failure:  # noqa: BLE001 - the outermost ring: our own bug must not cost anybody a mail
        return _saved(raw, type(failure).__name__)


def parse_headers(raw: bytes) -> Mail:
    """What the header block of `raw` says: no text, no attachments, and the defect `headers_only`."""
    try:
        return _headers_only(raw, defect(Code.HEADERS_ONLY))
    except Exception as failure:  # noqa: BLE001 - as in `parse`
        return _blank(raw, defect(Code.READER_FAILED, type(failure).__name__))


def html(raw: bytes) -> str:
    """The HTML part of `raw`, made safe for a browser (A44–A47); "" without one. Not in `Mail`: few look."""
    try:
        root, _ = tree(raw, message_block(raw))
        return safe_html(body.html_source(raw, leaves(root)))
    except Exception:  # noqa: BLE001 - as in `parse`; what cannot be read is not shown
        return ""


def _whole(raw: bytes) -> Mail:
    block = message_block(raw)
    head = headers.read(block)
    root, wrong = tree(raw, block)
    ends = leaves(root)
    shown = body.read(raw, root)
    reported = report.reports(raw, ends)
    written = _origin(block, head, root, ends, reported)
    came_back = report.returned(raw, ends) if written.origin in _RETURNS else _NOTHING_RETURNED
    defects = (*head.defects, *(defect(code) for code in wrong), *shown.defects)
    return _mail(len(raw), block, head, shown, written, reported, came_back, defects)


def _headers_only(raw: bytes, reason: Defect) -> Mail:
    block = message_block(raw)
    head = headers.read(block)
    root = Part("", block, PLAIN, INLINE, block.body, block.body, ())
    written = _origin(block, head, root, [root], ())
    return _mail(len(raw), block, head, _NOT_READ, written, (), _NOTHING_RETURNED, (*head.defects, reason))


def _saved(raw: bytes, failure: str) -> Mail:
    reason = defect(Code.READER_FAILED, failure)
    try:
        return _headers_only(raw, reason)
    except Exception:  # noqa: BLE001 - second ring: the headers themselves broke the reader
        return _blank(raw, reason)


def _blank(raw: bytes, reason: Defect) -> Mail:
    """A mail nothing is known of, built without reading any octet."""
    block = Block((), 0, ())
    head = Headers((), {}, (), None, None, (reason,))
    written = Written(Origin.HUMAN, (), False)
    return _mail(len(raw), block, head, _NOT_READ, written, (), _NOTHING_RETURNED, (reason,))


def _origin(block: Block, head: Headers, root: Part, ends: list[Part], reported: tuple[DeliveryReport, ...]) -> Written:
    return origin.read(origin.Clues(head.by_name, head.from_, headers.return_path(block), root, ends, reported))


def _mail(
    size: int,
    block: Block,
    head: Headers,
    shown: body.Body,
    written: Written,
    reported: tuple[DeliveryReport, ...],
    came_back: Returned,
    defects: tuple[Defect, ...],
) -> Mail:
    subject = one_line(_first(head, "subject"), LIMITS.subject)
    date = dates.read(_first(head, "date"))
    if date is None and "date" in head.by_name:
        defects = (*defects, defect(Code.DATE_ODD, _first(head, "date")))
    return Mail(
        size=size,
        message_id=head.message_id,
        author=head.author,
        from_=head.from_,
        sender=headers.one(block, "sender"),
        reply_to=headers.listed(block, "reply-to"),
        to=headers.listed(block, "to"),
        cc=headers.listed(block, "cc"),
        delivered_to=headers.delivered_to(block),
        return_path=headers.return_path(block),
        subject=subject,
        date=date,
        in_reply_to=ids.listed(block.all("in-reply-to")),
        references=ids.listed(block.all("references")),
        text=shown.text,
        attachments=shown.attachments,
        language=headers.language(head.by_name),
        origin=written.origin,
        origin_evidence=written.evidence,
        answer_unwanted=written.answer_unwanted,
        reports=reported,
        returned_ids=came_back.ids,
        tokens=marks.once((*headers.tokens(block), *came_back.tokens)),
        numbers=marks.numbers(subject),
        authentication=headers.authentication(block, head.by_name),
        headers=head.text,
        defects=defects,
    )


def _first(head: Headers, name: str) -> str:
    values = head.by_name.get(name)
    return values[0] if values else ""
