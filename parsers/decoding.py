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


def octets(raw: bytes, part: Part) -> tuple[bytes, bool]:
    """A leaf's octets, transfer encoding undone, and whether that encoding was whole."""
    encoding = part.block.first("content-transfer-encoding")
    body = raw[part.start : part.end]
    if not encoding:
        return body, True
    return undone(body, charsets.plain(encoding).lower().partition(";")[0].strip(" \t\"'"))


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
