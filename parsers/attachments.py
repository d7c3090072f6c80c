"""What came along with a mail: every part that is not its text (RFC 2183).

Takes the leaves that are no text; gives attachments with size, digest, type and a safe name.
Never runs, opens or fetches anything (A39, A51).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from parsers import charsets, content
from parsers.decoding import Decoder
from parsers.defects import Code
from parsers.filenames import safe_name
from parsers.mail import Attachment
from parsers.tree import Part


def read(decoder: Decoder, apart: Sequence[Part]) -> tuple[Attachment, ...]:
    """One attachment a leaf, in the order they stand."""
    return tuple(_attachment(decoder, part) for part in apart)


def file_name(part: Part) -> str:
    """The name a leaf bears, as its sender wrote it; "" without one."""
    return content.parameter(part.disposition, "filename") or content.parameter(part.content, "name")


def _attachment(decoder: Decoder, part: Part) -> Attachment:
    data = decoder.octets(part)
    name, changed = safe_name(file_name(part))
    if changed:
        decoder.note(Code.NAME_CHANGED, name)
    return Attachment(
        part=part.path or "1",
        name=name,
        content_type=part.kind,
        sniffed="",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        inline=part.disposition.value == "inline",
        content_id=content.cid(charsets.plain(part.block.first("content-id"))),
    )
