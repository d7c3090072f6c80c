"""The octets and text of MIME leaves, counted against the cap on decoded octets (A38, A40).

Takes raw octets and leaves of their tree; gives octets with the transfer encoding undone, and text by its charset.
Never raises; what was wrong is kept as defects, each once.
"""

from __future__ import annotations

from parsers import charsets, content
from parsers.charsets import Held
from parsers.cleaning import body_text
from parsers.defects import Code, defect
from parsers.limits import LIMITS
from parsers.mail import Defect
from parsers.transfer import undone
from parsers.tree import Part

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8"))
# Where HTML names its charset, if it does.
_HEAD = 2048
_NAME_ENDS = bytes.maketrans(b"\"';/>?", b"      ")


def octets(raw: bytes, part: Part) -> tuple[bytes, bool]:
    """A leaf's octets, transfer encoding undone, and whether that encoding was whole."""
    encoding = part.block.first("content-transfer-encoding")
    body = raw[part.start : part.end]
    if not encoding:
        return body, True
    return undone(body, charsets.plain(encoding))


class Decoder:
    """Reads the leaves of one mail; lives as long as one `parse`."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.defects: list[Defect] = []
        self._decoded = 0

    def note(self, code: Code, detail: str = "") -> None:
        """Keep a defect, once."""
        found = defect(code, detail)
        if found not in self.defects:
            self.defects.append(found)

    def octets(self, part: Part) -> bytes:
        """The leaf's octets; none once the decoded parts together passed the cap."""
        if self._decoded > LIMITS.decoded:
            self.note(Code.DECODED_CUT)
            return b""
        data, whole = octets(self.raw, part)
        if not whole:
            self.note(Code.ENCODING_BROKEN)
        self._decoded += len(data)
        return data

    def text(self, part: Part) -> str:
        """The leaf's text: line ends "\\n", no NUL, at most four times `Limits.text` octets of it."""
        data = self.octets(part)
        if len(data) > LIMITS.text * 4:
            data = data[: LIMITS.text * 4]
            self.note(Code.TEXT_CUT)
        name = _charset(part, data)
        text, held = charsets.decode(data, name)
        match held:
            case Held.UNKNOWN:
                self.note(Code.CHARSET_UNKNOWN, name)
            case Held.WRONG:
                self.note(Code.CHARSET_WRONG, name)
            case Held.YES:
                pass
        return body_text(text.removeprefix("\ufeff"))


def _charset(part: Part, data: bytes) -> str:
    """The charset of a text: by its byte order mark, its header, what HTML says of itself, or its NULs."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    name = content.charset_of(part.content)
    if part.kind in _HTML and not data.isascii():
        named = charset_in(data)
        if named and (not name or charsets.decode(data, name)[1] is not Held.YES or _is_utf8(name, named, data)):
            return named
    if not name and data.count(b"\0", 0, _HEAD) * 3 > len(data[:_HEAD]):
        return "utf-16be" if data[:1] == b"\0" else "utf-16le"
    return name


def _is_utf8(name: str, named: str, data: bytes) -> bool:
    """Whether the HTML is right that it is UTF-8, where the header names something else that any octets would be."""
    return charsets.find(named) is charsets.find("utf-8") is not charsets.find(name) and _decodes(data)


def _decodes(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def charset_in(html: bytes) -> str:
    """The charset that HTML names in its first octets, by a meta element or an XML declaration; "" without one."""
    head = html[:_HEAD].lower()
    for opening, key in ((b"<meta", b"charset"), (b"<?xml", b"encoding")):
        place = head.find(opening)
        while place >= 0:
            end = head.find(b">", place)
            tag = head[place : end if end >= 0 else len(head)]
            _, found, value = tag.partition(key)
            words = value.lstrip(b" =\"'").translate(_NAME_ENDS).split()
            if found and words:
                return words[0].decode("ascii", "replace")
            place = head.find(opening, place + 1)
    return ""
