"""The mail that somebody passed on, attached or inline.

Takes a mail's leaves, text and spans; gives the original as far as it is told, and how sure we are.
Never authority: a forwarded From proves nothing. Of an attached mail only headers and text are read, never what is
attached inside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers import body, dates, headerblocks, headers, subjects
from parsers.attachments import file_name
from parsers.cleaning import one_line
from parsers.decoding import Decoder
from parsers.headerblocks import Told
from parsers.limits import LIMITS
from parsers.mail import Forwarded, Span, SpanKind, Sureness
from parsers.quoting import labels, separators
from parsers.quoting.lines import Line, of, unquoted
from parsers.quoting.separators import Behind
from parsers.split import message_block
from parsers.subjects import Opening
from parsers.tree import Part, tree

_MAILS = frozenset({"message/rfc822", "message/global"})
# How programs that do not know better label a mail they attach.
_UNTYPED = frozenset({"application/octet-stream", "text/plain", "application/x-message", "message/rfc-822"})
# Who writes more than this beside an attached mail has something to say himself.
_SHORT = 1000
# A text with more false starts than this is an attack, not a forwarded mail.
_TRIES = 50
_FIELDS_ALONE = 2


def read(decoder: Decoder, apart: Sequence[Part], text: str, spans: Sequence[Span], subject: str) -> Forwarded | None:
    """The original that the mail passes on; None when it passes none on."""
    passes_on = subjects.opening(subject) is Opening.FORWARD
    marked = next((span.start for span in spans if span.kind is SpanKind.FORWARDED), None)
    found = _inline(text, spans, marked, passes_on) if passes_on or marked is not None else None
    if found is not None and found.sureness is Sureness.MARKED:
        return found
    mail = next((part for part in apart if _is_mail(part)), None)
    if mail is not None and (passes_on or _own_words(spans) <= _SHORT):
        return _attached(decoder.octets(mail)) or found
    return found


def _is_mail(part: Part) -> bool:
    return part.kind in _MAILS or (part.kind in _UNTYPED and file_name(part).lower().endswith(".eml"))


def _own_words(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans if span.kind is SpanKind.REPLY)


def _attached(data: bytes) -> Forwarded | None:
    """The attached mail, from its headers and its best text."""
    block = message_block(data)
    head = headers.read(block)
    if not head.from_ and "subject" not in head.by_name and "date" not in head.by_name:
        return None
    root, _ = tree(data, block)
    return Forwarded(
        author=head.from_[0] if head.from_ else None,
        date=dates.read(_first(head.by_name.get("date", ()))),
        subject=one_line(_first(head.by_name.get("subject", ())), LIMITS.subject),
        text=body.read(Decoder(data), root).text.strip("\n"),
        sureness=Sureness.ATTACHED,
    )


def _first(values: Sequence[str]) -> str:
    return values[0] if values else ""


def _inline(text: str, spans: Sequence[Span], marked: int | None, passes_on: bool) -> Forwarded | None:
    """The original below a separator or a header block. `marked`: where the text is known to be forwarded."""
    lines = of(text)
    tries = 0
    for place, line in enumerate(lines):
        if line.end <= (marked or 0) or not line.words:
            continue
        words = unquoted(line.words)
        behind = separators.read(words)
        if behind is None and labels.read(words) is None:
            continue
        told = _told(lines, place, behind)
        if told is not None and (behind is Behind.FORWARDED or marked is not None or passes_on):
            sureness = Sureness.MARKED if behind is Behind.FORWARDED else Sureness.HEADER_BLOCK
            return Forwarded(told.author, told.date, told.subject, _text(text, lines, told.end, spans), sureness)
        tries += 1
        if tries >= _TRIES:
            break
    return None


def _told(lines: Sequence[Line], place: int, behind: Behind | None) -> Told | None:
    match behind:
        case None:
            told = headerblocks.read(lines, place)
            return told if told is not None and told.fields >= _FIELDS_ALONE else None
        case Behind.NOTHING:
            return None
        case Behind.ORIGINAL:
            return headerblocks.read(lines, place + 1)
        case Behind.FORWARDED:
            return (
                headerblocks.read(lines, place + 1)
                or headerblocks.attribution(lines, place + 1)
                or headerblocks.sender_first(lines, place + 1)
                or headerblocks.named(lines, place)
            )


def _text(text: str, lines: Sequence[Line], first: int, spans: Sequence[Span]) -> str:
    """The original's own text: from its block to the next words of whoever passed it on, or to a closing separator."""
    if first >= len(lines):
        return ""
    start = lines[first].start
    end = next((span.start for span in spans if span.kind is SpanKind.REPLY and span.start > start), len(text))
    kept: list[Line] = []
    for line in lines[first:]:
        if line.start >= end or (line.words[:1] == "-" and separators.read(line.words) is Behind.NOTHING):
            break
        kept.append(line)
    taken = [text[line.start : line.end].rstrip("\n") for line in kept]
    if all(line.quoted or not line.words for line in kept):
        taken = [_without_mark(line) for line in taken]
    return "\n".join(taken).strip("\n").rstrip()


def _without_mark(line: str) -> str:
    """A line without the quote mark that some programs put before all of a forwarded mail."""
    bare = line.lstrip()
    return bare[1:].removeprefix(" ") if bare[:1] in (">", "＞") else line
