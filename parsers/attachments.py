"""What came along with a mail: every part that is not its text, and the files inside such parts (RFC 2183).

Takes the leaves that are no text; gives attachments with size, digest, type and a safe name, or one's octets.
Never runs, opens or fetches anything (A39, A51).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from parsers import charsets, content, inner, sniff
from parsers.cleaning import one_line
from parsers.decoding import Decoder, octets
from parsers.defects import Code
from parsers.filenames import given, is_double, safe_name
from parsers.limits import LIMITS
from parsers.mail import Attachment
from parsers.split import message_block
from parsers.tnef import File
from parsers.tree import Part, leaves, tree
from parsers.words import decoded

_MAILS = frozenset({"message/rfc822", "message/global", "message/news", "message/rfc2822"})
_CALENDARS = frozenset({"text/calendar", "application/ics", "text/x-vcalendar"})
_INSIDE = "/"
_UNKNOWN = "application/octet-stream"
# A subject is no path: "Re: invoice 3/4" keeps all of its words.
_NO_PATH = str.maketrans("/\\:", "---")


def read(
    decoder: Decoder, ends: Sequence[Part], apart: Sequence[Part], inside: Mapping[str, Sequence[File]]
) -> tuple[Attachment, ...]:
    """One attachment a leaf that is no text and one a file inside a leaf, in the order they stand."""
    wanted = {part.path for part in apart}
    found: list[Attachment] = []
    for part in ends:
        if part.path in wanted:
            found.append(_attachment(decoder, part))
        for number, file in enumerate(inside.get(part.path, ()), start=1):
            found.append(_inner(decoder, f"{part.path or '1'}{_INSIDE}{number}", file))
    return tuple(found)


def octets_of(raw: bytes, path: str) -> bytes | None:
    """The octets of the attachment with this `Attachment.part`; None when the mail `raw` has none such."""
    outer, inside, number = path.partition(_INSIDE)
    root, _ = tree(raw, message_block(raw))
    part = next((leaf for leaf in leaves(root) if (leaf.path or "1") == outer), None)
    if part is None:
        return None
    data, _ = octets(raw, part)
    if not inside:
        return data
    files = inner.files_of(raw, part, data)
    if not (number.isascii() and number.isdigit() and 0 < int(number[:6]) <= len(files)):
        return None
    return files[int(number) - 1].data


def file_name(part: Part) -> str:
    """The name a leaf bears, as its sender wrote it; "" without one."""
    return given(part.content, part.disposition)


def _attachment(decoder: Decoder, part: Part) -> Attachment:
    data = decoder.octets(part)
    shown = part.disposition.value
    content_id = content.cid(charsets.plain(part.block.first("content-id")))
    name = _name(decoder, file_name(part)) or _by_content(part, data)
    kind = _judged(decoder, name, part.kind, data)
    return Attachment(
        part=part.path or "1",
        name=name,
        content_type=part.kind,
        sniffed=kind,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        # What a page refers to by its id is shown in the page, unless it says that it is a file.
        inline=shown == "inline" or (not shown and content_id is not None),
        content_id=content_id,
    )


def _inner(decoder: Decoder, path: str, file: File) -> Attachment:
    name = _name(decoder, file.name)
    kind = _judged(decoder, name, file.content_type, file.data)
    return Attachment(
        part=path,
        name=name,
        content_type=file.content_type or kind or _UNKNOWN,
        sniffed=kind,
        size=len(file.data),
        sha256=hashlib.sha256(file.data).hexdigest(),
        inline=False,
        content_id=content.cid(file.content_id),
    )


def _name(decoder: Decoder, told: str) -> str:
    """A name made safe; what was odd about it is noted."""
    name, changed = safe_name(told)
    if changed:
        decoder.note(Code.NAME_CHANGED, name)
    if is_double(name):
        decoder.note(Code.NAME_DOUBLE, name)
    return name


def _judged(decoder: Decoder, name: str, declared: str, data: bytes) -> str:
    """What the octets are; that the mail calls them something else is noted."""
    kind = sniff.sniffed(data)
    if not sniff.fits(declared, name, kind):
        decoder.note(Code.TYPE_MISMATCH, f"{name or declared}: {kind or declared}")
    return kind


def _by_content(part: Part, data: bytes) -> str:
    """A name for a part that bears none: an attached mail has its subject's, an invitation is called one."""
    if part.kind in _CALENDARS:
        return "invite.ics"
    if part.kind not in _MAILS:
        return ""
    subject = charsets.plain(message_block(data[: LIMITS.header_block]).first("subject"))
    line = one_line(decoded(subject), LIMITS.subject).translate(_NO_PATH)
    return safe_name(f"{line}.eml")[0] if line else ""
