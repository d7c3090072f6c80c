"""Octets to meaning: `parse` understands a whole mail, `parse_headers` only its header block.

Takes the octets exactly as fetched; gives a `Mail`, complete and frozen, with its defects listed.
Never raises, whatever the octets are; never does I/O.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers import (
    attachments,
    body,
    dates,
    forwarded,
    headers,
    ids,
    inner,
    invitations,
    language,
    marks,
    origin,
    subjects,
)
from parsers.bounces import original
from parsers.bounces import read as bounces
from parsers.bounces.original import Original
from parsers.cleaning import one_line
from parsers.content import INLINE, PLAIN
from parsers.decoding import Decoder
from parsers.defects import Code, defect
from parsers.headers import Headers
from parsers.html import safe_html
from parsers.limits import LIMITS
from parsers.mail import (
    Attachment,
    Defect,
    DeliveryReport,
    Forwarded,
    Invitation,
    Mail,
    Origin,
    Span,
    SpanKind,
    TokenSeen,
)
from parsers.origin import Written
from parsers.quoting import read as quoting
from parsers.split import Block, message_block
from parsers.tree import Part, leaves, tree

_ANSWERS = frozenset(
    {Origin.BOUNCE, Origin.DELAY_NOTICE, Origin.DELIVERY_RECEIPT, Origin.READ_RECEIPT, Origin.AUTO_REPLY}
)
_REFERRING = _ANSWERS | {Origin.ABUSE_REPORT}


@dataclass(frozen=True, slots=True)
class _Inside:
    """What was read below the headers."""

    text: str
    spans: tuple[Span, ...]
    forwarded: Forwarded | None
    attachments: tuple[Attachment, ...]
    invitations: tuple[Invitation, ...]
    language: str | None
    written: Written
    reports: tuple[DeliveryReport, ...]
    original: Original
    tokens: tuple[TokenSeen, ...]


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
    decoder = Decoder(raw)
    inside = _inside(decoder, block, head, root, ends)
    defects = (*head.defects, *(defect(code) for code in wrong), *decoder.defects)
    return _mail(len(raw), block, head, inside, defects)


def _inside(decoder: Decoder, block: Block, head: Headers, root: Part, ends: list[Part]) -> _Inside:
    raw = decoder.raw
    shown = body.read(decoder, root)
    unpacked = inner.unpacked(raw, ends, shown.apart, shown.text)
    text = unpacked.text
    subject = _subject(head)
    path = headers.return_path(block)
    bounce = bounces.read(bounces.Seen(raw, head.by_name, head.from_, path, subject, root, ends, text))
    spans = quoting.spans(text, shown.marked if text == shown.text else ())
    new_words = "\n".join(text[span.start : span.end] for span in spans if span.kind is SpanKind.REPLY)
    written = origin.read(origin.Clues(head.by_name, head.from_, path, subject, text, new_words, root, ends, bounce))
    passes_on = written.origin not in _ANSWERS
    return _Inside(
        text=text,
        spans=spans,
        forwarded=forwarded.read(decoder, shown.apart, text, spans, subject) if passes_on else None,
        attachments=attachments.read(decoder, ends, shown.apart, unpacked.files),
        invitations=invitations.read(decoder, ends),
        language=language.read(new_words),
        written=written,
        reports=bounce.reports,
        original=original.read(raw, ends, text) if _answers(written, path, root) else original.NOTHING,
        tokens=tuple(marks.in_text(text)),
    )


def _answers(written: Written, path: str | None, root: Part) -> bool:
    """Whether another mail may be found inside: programs answer with a null sender, whatever else they leave out."""
    return written.origin in _REFERRING or path == "" or root.kind == "multipart/report"


def _headers_only(raw: bytes, reason: Defect) -> Mail:
    block = message_block(raw)
    head = headers.read(block)
    root = Part("", block, PLAIN, INLINE, block.body, block.body, ())
    path = headers.return_path(block)
    written = origin.read(
        origin.Clues(head.by_name, head.from_, path, _subject(head), "", "", root, [root], bounces.NONE)
    )
    return _mail(len(raw), block, head, _nothing_inside(written), (*head.defects, reason))


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
    return _mail(len(raw), block, head, _nothing_inside(Written(Origin.HUMAN, (), False)), (reason,))


def _nothing_inside(written: Written) -> _Inside:
    return _Inside("", (), None, (), (), None, written, (), original.NOTHING, ())


def _mail(size: int, block: Block, head: Headers, inside: _Inside, defects: tuple[Defect, ...]) -> Mail:
    subject = _subject(head)
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
        base_subject=subjects.base(subject),
        date=date,
        in_reply_to=ids.listed(block.all("in-reply-to")),
        references=ids.listed(block.all("references")),
        text=inside.text,
        spans=inside.spans,
        forwarded=inside.forwarded,
        attachments=inside.attachments,
        invitations=inside.invitations,
        language=inside.language,
        declared_language=headers.language(head.by_name),
        origin=inside.written.origin,
        origin_evidence=inside.written.evidence,
        answer_unwanted=inside.written.answer_unwanted,
        reports=inside.reports,
        returned_ids=inside.original.ids,
        tokens=marks.once((*headers.tokens(block), *inside.original.tokens, *inside.tokens)),
        numbers=marks.numbers(subject),
        authentication=headers.authentication(block, head.by_name),
        headers=head.text,
        defects=defects,
    )


def _subject(head: Headers) -> str:
    return one_line(_first(head, "subject"), LIMITS.subject)


def _first(head: Headers, name: str) -> str:
    values = head.by_name.get(name)
    return values[0] if values else ""
