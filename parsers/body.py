"""What a mail's body says and what came along: best text, attachments.

Takes raw octets and their tree; gives text and attachments, within the caps.
Never mixes in the text of an attached mail, never runs, opens or fetches anything (A39, A51).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from parsers import charsets, content
from parsers.charsets import Held
from parsers.cleaning import body_text
from parsers.defects import Code, defect
from parsers.filenames import safe_name
from parsers.html import to_text
from parsers.limits import LIMITS
from parsers.mail import Attachment, Defect
from parsers.transfer import undone
from parsers.tree import Part

_SHOWN = ("text/plain", "text/html")
# Further versions of a text that stands beside them; no file anybody sent.
_VERSIONS = ("text/x-amp-html", "text/watch-html")


@dataclass(frozen=True, slots=True)
class Body:
    """`text`: line ends "\\n". `attachments`: in the order they stand. `defects`: what was wrong with either."""

    text: str
    attachments: tuple[Attachment, ...]
    defects: tuple[Defect, ...]


def read(raw: bytes, root: Part) -> Body:
    """The body of the mail whose tree is `root`."""
    reader = _Reader(raw)
    pieces = reader.pieces(root)
    text = "\n\n".join(piece for piece in (reader.text(part).strip("\n") for part in pieces) if piece.strip())
    if len(text) > LIMITS.text:
        reader.note(Code.TEXT_CUT)
        text = text[: LIMITS.text]
    return Body(text.rstrip(), tuple(reader.attached), tuple(reader.defects))


def html_source(raw: bytes, ends: list[Part]) -> str:
    """The mail's own HTML as it was written, "" when it has none. Unsafe until `parsers.html.safe_html` had it."""
    part = next((end for end in ends if end.kind == "text/html" and _is_shown(end)), None)
    if part is None:
        return ""
    text, _ = charsets.decode(octets(raw, part)[0][: LIMITS.html * 4], content.charset_of(part.content))
    return text


def octets(raw: bytes, part: Part) -> tuple[bytes, bool]:
    """A leaf's octets, transfer encoding undone, and whether that encoding was whole."""
    encoding = part.block.first("content-transfer-encoding")
    body = raw[part.start : part.end]
    if not encoding:
        return body, True
    return undone(body, charsets.plain(encoding).lower().partition(";")[0].strip(" \t\"'"))


class _Reader:
    """One walk over one tree: which leaves are body text, and everything else as attachments."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._decoded = 0
        self._texts: dict[str, str] = {}
        self.attached: list[Attachment] = []
        self.defects: list[Defect] = []

    def note(self, code: Code, detail: str = "") -> None:
        """Keep a defect, once."""
        found = defect(code, detail)
        if found not in self.defects:
            self.defects.append(found)

    def pieces(self, part: Part) -> list[Part]:
        """The leaves under `part` that together are its best text, in order; the others are attached."""
        if not part.children:
            if _is_shown(part):
                return [part]
            if part.kind not in _VERSIONS:
                self._attach(part)
            return []
        match part.kind:
            case "multipart/alternative":
                return self._best(part)
            case "multipart/related":
                return self._first(part)
            case _:
                return [piece for child in part.children for piece in self.pieces(child)]

    def text(self, part: Part) -> str:
        """A text leaf as text, HTML laid out."""
        known = self._texts.get(part.path)
        if known is not None:
            return known
        text = self._decoded_text(part)
        if part.kind == "text/html":
            if len(text) > LIMITS.html:
                self.note(Code.HTML_CUT)
            text = body_text(to_text(text))
        self._texts[part.path] = text
        return text

    def _best(self, part: Part) -> list[Part]:
        """Of an alternative: the first branch whose plain text says something, else the last that says anything."""
        branches = [found for child in part.children if (found := self.pieces(child))]
        for branch in branches:
            if all(piece.kind == "text/plain" for piece in branch) and self._says(branch):
                return branch
        for branch in reversed(branches):
            if self._says(branch):
                return branch
        return []

    def _first(self, part: Part) -> list[Part]:
        """Of related parts: the first that has text is the text, the others are what it refers to."""
        for place, child in enumerate(part.children):
            found = self.pieces(child)
            if found:
                for other in part.children[place + 1 :]:
                    self._attach_all(other)
                return found
        return []

    def _says(self, branch: list[Part]) -> bool:
        return any(self.text(piece).strip() for piece in branch)

    def _attach_all(self, part: Part) -> None:
        if not part.children:
            self._attach(part)
        for child in part.children:
            self._attach_all(child)

    def _attach(self, part: Part) -> None:
        data = self._octets(part)
        name, changed = safe_name(_name(part))
        if changed:
            self.note(Code.NAME_CHANGED, name)
        self.attached.append(
            Attachment(
                part=part.path or "1",
                name=name,
                content_type=part.kind,
                size=len(data),
                sha256=hashlib.sha256(data).hexdigest(),
                inline=part.disposition.value == "inline",
                content_id=content.cid(charsets.plain(part.block.first("content-id"))),
            )
        )

    def _decoded_text(self, part: Part) -> str:
        data = self._octets(part)
        if len(data) > LIMITS.text * 4:
            data = data[: LIMITS.text * 4]
            self.note(Code.TEXT_CUT)
        name = content.charset_of(part.content)
        text, held = charsets.decode(data, name)
        match held:
            case Held.UNKNOWN:
                self.note(Code.CHARSET_UNKNOWN, name)
            case Held.WRONG:
                self.note(Code.CHARSET_WRONG, name)
            case Held.YES:
                pass
        return body_text(text)

    def _octets(self, part: Part) -> bytes:
        if self._decoded > LIMITS.decoded:
            self.note(Code.DECODED_CUT)
            return b""
        data, whole = octets(self._raw, part)
        if not whole:
            self.note(Code.ENCODING_BROKEN)
        self._decoded += len(data)
        return data


def _is_shown(part: Part) -> bool:
    if part.kind not in _SHOWN or part.disposition.value == "attachment":
        return False
    return not _name(part)


def _name(part: Part) -> str:
    return content.parameter(part.disposition, "filename") or content.parameter(part.content, "name")
