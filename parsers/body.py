"""What a mail's body says: its best text, and which of its parts are no text.

Takes a tree of parts and their decoder; gives the text, what HTML structure says of it, and the other parts.
Never mixes in the text of an attached mail, never runs, opens or fetches anything (A39, A51).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from parsers import charsets, content
from parsers.attachments import file_name
from parsers.decoding import Decoder
from parsers.defects import Code
from parsers.enriched import from_enriched, from_richtext
from parsers.flowed import unflowed
from parsers.html import laid_out, without_pictures
from parsers.limits import LIMITS
from parsers.mail import Span
from parsers.markup.carry import carried
from parsers.markup.layout import Laid
from parsers.markup.marks import may_mark
from parsers.placeholders import is_placeholder, may_be_placeholder
from parsers.tree import Part

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_PLAIN = frozenset({"text/plain", "text/markdown", "text/x-markdown", "text/enriched", "text/richtext"})
# Further versions of a text that stands beside them; no file anybody sent.
_VERSIONS = frozenset({"text/x-amp-html", "text/watch-html"})
_GAP = "\n\n"
# So many plain versions of one HTML text are held against it.
_PLAIN_VERSIONS = 3


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
    pieces = reader.pieces(root, first=True) or reader.named()
    text, marked = _together([reader.laid(part) for part in _told_once(reader, pieces)])
    if len(text) > LIMITS.text:
        decoder.note(Code.TEXT_CUT)
    text = text[: LIMITS.text].rstrip()
    marked = tuple(Span(one.kind, one.start, min(one.end, len(text))) for one in marked if one.start < len(text))
    return Body(text, marked, tuple(reader.apart))


def html_source(raw: bytes, ends: Sequence[Part]) -> str:
    """The mail's own HTML as it was written, "" when it has none. Unsafe until `parsers.html.safe_html` had it."""
    part = next((end for end in ends if end.kind in _HTML and not _is_file(end)), None)
    return "" if part is None else without_pictures(Decoder(raw).text(part))


def _together(pieces: Sequence[Laid]) -> tuple[str, tuple[Span, ...]]:
    """Texts one after another, a blank line between, and their marked stretches at their new places."""
    texts: list[str] = []
    marked: list[Span] = []
    place = 0
    for piece in pieces:
        text = piece.text.strip("\n")
        if not text.strip():
            continue
        shift = place - (len(piece.text) - len(piece.text.lstrip("\n")))
        marked += [
            Span(one.kind, max(place, one.start + shift), min(one.end + shift, place + len(text)))
            for one in piece.marked
        ]
        texts.append(text)
        place += len(text) + len(_GAP)
    return _GAP.join(texts), tuple(marked)


def _told_once(reader: _Reader, pieces: Sequence[Part]) -> list[Part]:
    """`pieces` without HTML that only says again what the plain text before it says."""
    told: list[Part] = []
    for piece in pieces:
        twice = piece.kind in _HTML and told and told[-1].kind == "text/plain"
        if not twice or _squashed(reader.laid(piece).text) != _squashed(reader.laid(told[-1]).text):
            told.append(piece)
    return told


def _squashed(text: str) -> str:
    return "".join(text.split())


class _Reader:
    """One walk over one tree: which leaves are body text, and which are not."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        self._sources: dict[str, str] = {}
        self._laid: dict[str, Laid] = {}
        self.apart: list[Part] = []

    def pieces(self, part: Part, *, first: bool) -> list[Part]:
        """The leaves under `part` that together are its best text, in order; the others are set apart.

        `first`: nothing stands before it in the mail; a text there is the body, though it may bear a name.
        """
        if not part.children:
            is_body = _is_text(part) and (not _is_file(part) or (first and _is_only_named(part)))
            if part.kind not in _VERSIONS and (not is_body or "." in file_name(part)):
                self.apart.append(part)  # a body that bears the name of a file is both
            return [part] if is_body else []
        match part.kind:
            case "multipart/alternative":
                return self._best(part, first=first)
            case "multipart/related":
                return self._main(part, first=first)
            case _:
                found: list[Part] = []
                for place, child in enumerate(part.children):
                    found += self.pieces(child, first=first and place == 0)
                return found

    def named(self) -> list[Part]:
        """Where all texts have a name or are called attachments: the first that is not both, as a file is."""
        texts = (part for part in self.apart if _is_text(part) and not (_is_attached(part) and file_name(part)))
        return next(([part] for part in texts if self.laid(part).text.strip()), [])

    def laid(self, part: Part) -> Laid:
        """A text leaf as text, HTML laid out, and what its structure, or that of its HTML version, marks."""
        known = self._laid.get(part.path)
        if known is None:
            text = self._source(part)
            known = laid_out(text) if part.kind in _HTML else Laid(_as_plain(part, text), ())
            self._laid[part.path] = known
        return known

    def _source(self, part: Part) -> str:
        known = self._sources.get(part.path)
        if known is None:
            known = self._decoder.text(part)
            if part.kind in _HTML and len(known) > LIMITS.html:
                known = without_pictures(known)
                if len(known) > LIMITS.html:
                    self._decoder.note(Code.HTML_CUT)
            self._sources[part.path] = known
        return known

    def _best(self, part: Part, *, first: bool) -> list[Part]:
        """Of an alternative: the first branch whose plain text says something, else the last that says anything."""
        branches = [found for child in part.children if (found := self.pieces(child, first=first))]
        rich = next((branch for branch in reversed(branches) if _is_rich(branch)), [])
        said = (branch for branch in branches if not _is_rich(branch) and self._says(branch))
        for branch in islice(said, _PLAIN_VERSIONS):
            if not rich:
                return branch
            plain = self._text(branch)
            if not may_be_placeholder(plain) or not is_placeholder(plain, self._text(rich)):
                self._mark_by(branch, rich)
                return branch
        return next((branch for branch in reversed(branches) if self._says(branch)), [])

    def _mark_by(self, plain: list[Part], rich: list[Part]) -> None:
        """What the HTML version marks is marked in the plain one; only where each is one part."""
        if len(plain) == len(rich) == 1 and may_mark(self._source(rich[0])):
            text = self.laid(plain[0]).text
            self._laid[plain[0].path] = Laid(text, carried(text, self.laid(rich[0])))

    def _main(self, part: Part, *, first: bool) -> list[Part]:
        """Of related parts: the one named as start, else the first that has text; the others are what it refers to."""
        start = content.cid(part.content.parameters.get("start", ""))
        chosen: list[Part] = []
        for child in sorted(part.children, key=lambda one: not start or content.cid(_content_id(one)) != start):
            if not chosen:
                chosen = self.pieces(child, first=first)
            else:
                self._set_apart(child)
        return chosen

    def _says(self, branch: list[Part]) -> bool:
        return any(self.laid(piece).text.strip() for piece in branch)

    def _text(self, branch: list[Part]) -> str:
        return "\n".join(self.laid(piece).text for piece in branch)

    def _set_apart(self, part: Part) -> None:
        if not part.children:
            self.apart.append(part)
        for child in part.children:
            self._set_apart(child)


def _as_plain(part: Part, text: str) -> str:
    match part.kind:
        case "text/enriched":
            return from_enriched(text)
        case "text/richtext":
            return from_richtext(text)
        case _:
            given = part.content.parameters
            if given.get("format", "").strip().lower() != "flowed":
                return text
            return unflowed(text, delsp=given.get("delsp", "").strip().lower() == "yes")


def _is_rich(branch: list[Part]) -> bool:
    return any(piece.kind in _HTML for piece in branch)


def _is_text(part: Part) -> bool:
    return part.kind in _HTML or part.kind in _PLAIN


def _is_file(part: Part) -> bool:
    return _is_attached(part) or bool(file_name(part))


def _is_attached(part: Part) -> bool:
    return part.disposition.value == "attachment"


def _is_only_named(part: Part) -> bool:
    """Whether a leaf has a name as its type's parameter only, as some programs give it to the body itself."""
    return not _is_attached(part) and not content.parameter(part.disposition, "filename")


def _content_id(part: Part) -> str:
    return charsets.plain(part.block.first("content-id"))
