"""What a mail's body says: its best text, and which of its parts are no text.

Takes a tree of parts and their decoder; gives the text, what HTML structure says of it, and the other parts.
Never mixes in the text of an attached mail, never runs, opens or fetches anything (A39, A51).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers import charsets, content
from parsers.attachments import file_name
from parsers.cleaning import body_text
from parsers.decoding import Decoder, octets
from parsers.defects import Code
from parsers.html import to_text
from parsers.limits import LIMITS
from parsers.mail import Span
from parsers.tree import Part

_SHOWN = ("text/plain", "text/html")
# Further versions of a text that stands beside them; no file anybody sent.
_VERSIONS = ("text/x-amp-html", "text/watch-html")


@dataclass(frozen=True, slots=True)
class Body:
    """`text`: line ends "\\n". `marked`: stretches of it that its HTML marks as quote, signature or forwarded mail.

    `apart`: the leaves that are no text, in the order they stand.
    """

    text: str
    marked: tuple[Span, ...]
    apart: tuple[Part, ...]


def read(decoder: Decoder, root: Part) -> Body:
    """The body of the mail whose tree is `root`."""
    reader = _Reader(decoder)
    pieces = reader.pieces(root)
    text = "\n\n".join(piece for piece in (reader.text(part).strip("\n") for part in pieces) if piece.strip())
    if len(text) > LIMITS.text:
        decoder.note(Code.TEXT_CUT)
        text = text[: LIMITS.text]
    return Body(text.rstrip(), (), tuple(reader.apart))


def html_source(raw: bytes, ends: Sequence[Part]) -> str:
    """The mail's own HTML as it was written, "" when it has none. Unsafe until `parsers.html.safe_html` had it."""
    part = next((end for end in ends if end.kind == "text/html" and _is_shown(end)), None)
    if part is None:
        return ""
    text, _ = charsets.decode(octets(raw, part)[0][: LIMITS.html * 4], content.charset_of(part.content))
    return text


class _Reader:
    """One walk over one tree: which leaves are body text, and which are not."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        self._texts: dict[str, str] = {}
        self.apart: list[Part] = []

    def pieces(self, part: Part) -> list[Part]:
        """The leaves under `part` that together are its best text, in order; the others are set apart."""
        if not part.children:
            if _is_shown(part):
                return [part]
            if part.kind not in _VERSIONS:
                self.apart.append(part)
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
        text = self._decoder.text(part)
        if part.kind == "text/html":
            if len(text) > LIMITS.html:
                self._decoder.note(Code.HTML_CUT)
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
                    self._set_apart(other)
                return found
        return []

    def _says(self, branch: list[Part]) -> bool:
        return any(self.text(piece).strip() for piece in branch)

    def _set_apart(self, part: Part) -> None:
        if not part.children:
            self.apart.append(part)
        for child in part.children:
            self._set_apart(child)


def _is_shown(part: Part) -> bool:
    if part.kind not in _SHOWN or part.disposition.value == "attachment":
        return False
    return not file_name(part)
