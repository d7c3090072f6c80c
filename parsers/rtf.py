"""Compressed rich text as Outlook puts it into winmail.dat (MS-OXRTFCP), and rich text as plain text.

Takes octets; gives RTF, or its text. Never raises, never grows beyond 256 kB, whatever the header says.
"""

from __future__ import annotations

from parsers import charsets

_COMPRESSED, _PLAIN = b"LZFu", b"MELA"
_HEADER = 16
_LONGEST = 256 * 1024
_WINDOW = 4096
# What the window holds before the first octet (MS-OXRTFCP 2.1.2.1).
_FIRST = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
# Groups whose text is no text of the document.
_HIDDEN = frozenset(
    "fonttbl colortbl stylesheet info pict object header footer headerl headerr headerf footerl footerr footerf "
    "listtable listoverridetable rsidtbl generator xmlnstbl themedata colorschememapping datastore latentstyles "
    "mmathpr fldinst bkmkstart bkmkend htmltag mhtmltag htmlrtf".split()
)
_BREAKS = {"par": "\n", "line": "\n", "tab": "\t", "row": "\n", "cell": "\t", "emdash": "—", "endash": "–",
           "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "page": "\n",
           "sect": "\n"}  # fmt: skip
_DEEPEST = 200


def unpacked(data: bytes) -> bytes:
    """The RTF in a PR_RTF_COMPRESSED; b"" when it is none."""
    kind = data[8:12]
    if kind == _PLAIN:
        return data[_HEADER : _HEADER + _LONGEST]
    if kind != _COMPRESSED:
        return b""
    out = bytearray(_FIRST)
    start = len(out)
    size = min(int.from_bytes(data[4:8], "little"), _LONGEST) + start
    place = _HEADER
    while place < len(data) and len(out) < size:
        control = data[place]
        place += 1
        for bit in range(8):
            if place >= len(data) or len(out) >= size:
                break
            if not control >> bit & 1:
                out.append(data[place])
                place += 1
                continue
            word = int.from_bytes(data[place : place + 2], "big")
            place += 2
            if not _copied(out, word):
                return bytes(out[start:size])
    return bytes(out[start:size])


def _copied(out: bytearray, word: int) -> bool:
    """Append what `word` refers to in the window of the last 4096 octets; False at the mark that ends all."""
    offset, length = word >> 4, (word & 15) + 2
    written = len(out) % _WINDOW
    if offset == written:
        return False
    behind = (written - offset) % _WINDOW
    for _ in range(length):
        out.append(out[len(out) - behind] if behind <= len(out) else 32)
    return True


def to_text(source: bytes) -> str:
    """The text of RTF: paragraphs as lines, no fonts, no pictures, no fields."""
    if not source.lstrip().startswith(b"{\\rtf"):
        return ""
    return _Reader(source[:_LONGEST]).read()


class _Reader:
    """One walk over RTF: groups open and close, words command, the rest is text."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._place = 0
        self._said: list[str] = []
        self._octets = bytearray()
        self._codec = "windows-1252"
        self._hidden: list[bool] = [False]
        self._skip = 0
        self._fallback = 1

    def read(self) -> str:
        source = self._source
        while self._place < len(source):
            char = source[self._place]
            self._place += 1
            match char:
                case 0x7B:  # {
                    self._opened()
                case 0x7D:  # }
                    if len(self._hidden) > 1:
                        self._hidden.pop()
                case 0x5C:  # \
                    self._command()
                case 0x0A | 0x0D:
                    pass
                case _:
                    self._take(char)
        self._flush()
        return "".join(self._said)

    def _opened(self) -> None:
        hidden = self._hidden[-1] or len(self._hidden) > _DEEPEST
        if self._source.startswith(b"\\*", self._place):
            hidden = True
        if len(self._hidden) <= _DEEPEST:
            self._hidden.append(hidden)

    def _command(self) -> None:
        source = self._source
        start = self._place
        if start >= len(source):
            return
        if not _is_letter(source[start]):
            self._symbol(source[start])
            return
        end = start
        while end < len(source) and _is_letter(source[end]) and end - start < 32:
            end += 1
        number = end
        if number < len(source) and source[number] == 0x2D:
            number += 1
        while number < len(source) and 48 <= source[number] <= 57 and number - end < 12:
            number += 1
        word, given = source[start:end].decode("ascii"), source[end:number]
        self._place = number + 1 if source[number : number + 1] == b" " else number
        self._obey(word, int(given) if given.strip(b"-") else None)

    def _symbol(self, char: int) -> None:
        self._place += 1
        if char == 0x27:  # \'e4
            digits = self._source[self._place : self._place + 2]
            self._place += 2
            try:
                self._take(int(digits, 16))
            except ValueError:
                return
        elif char == 0x7E:
            self._say("\xa0")
        elif char in b"{}\\":
            self._take(char)
        elif char in b"\r\n":
            self._say("\n")

    def _obey(self, word: str, number: int | None) -> None:
        if word in _HIDDEN:
            if word != "htmlrtf" or number != 0:
                self._hidden[-1] = True
            else:
                self._hidden[-1] = False
        elif word in _BREAKS:
            self._say(_BREAKS[word])
        elif word == "ansicpg" and number:
            self._codec = f"cp{number}"
        elif word == "uc" and number is not None:
            self._fallback = max(0, min(number, 8))
        elif word == "u" and number is not None:
            self._say(_character(number))
            self._skip = self._fallback

    def _take(self, char: int) -> None:
        if self._skip:
            self._skip -= 1
        elif not self._hidden[-1]:
            self._octets.append(char)

    def _say(self, text: str) -> None:
        self._flush()
        if not self._hidden[-1]:
            self._said.append(text)

    def _flush(self) -> None:
        if self._octets:
            name = "utf-8" if self._codec == "cp65001" else self._codec
            self._said.append(charsets.decode(bytes(self._octets), name)[0])
            self._octets.clear()


def _is_letter(char: int) -> bool:
    return 97 <= char <= 122 or 65 <= char <= 90


def _character(number: int) -> str:
    """A character by its signed 16-bit number; surrogates, halves of a character, are left out."""
    code = number % 0x10000
    return "" if 0xD800 <= code <= 0xDFFF else chr(code)
