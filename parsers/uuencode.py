"""Files that stand uuencoded in a text, as mail programs sent them before MIME (POSIX uuencode).

Takes text; gives the text without them, and the files. Never takes a line for data that decodes to anything odd:
"begin 2026 with a plan" is somebody's words.
"""

from __future__ import annotations

import binascii
from dataclasses import dataclass

from parsers.limits import LIMITS

_MODE_DIGITS = (3, 4)
# Without an end the rest of the text has to look like data for as many whole lines.
_ENOUGH_LINES = 3


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file in a text. `name`: as it stands there."""

    name: str
    data: bytes


def cut(text: str) -> tuple[str, tuple[Encoded, ...]]:
    """`text` without the uuencoded files in it, and the files in the order they stand, at most `Limits.parts`."""
    if "begin" not in text:
        return text, ()
    lines = text.split("\n")
    kept: list[str] = []
    files: list[Encoded] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if line.startswith("begin") and len(files) < LIMITS.parts:
            found, end = _file(lines, place)
            if found is not None:
                files.append(found)
            else:  # what was looked at in vain is not looked at again
                kept += lines[place:end]
            place = end
            continue
        kept.append(line)
        place += 1
    return ("\n".join(kept), tuple(files)) if files else (text, ())


def _file(lines: list[str], start: int) -> tuple[Encoded | None, int]:
    """The file that the line at `start` begins, and where the text goes on behind it or behind what was looked at."""
    word, _, rest = lines[start].rstrip("\r").partition(" ")
    mode, _, name = rest.partition(" ")
    good = mode.isascii() and mode.isdigit() and len(mode) in _MODE_DIGITS and not set(mode) & {"8", "9"}
    if not good or not name.strip() or word not in ("begin", "begin-base64"):
        return None, start + 1
    base64 = word == "begin-base64"
    closing = "====" if base64 else "end"
    pieces: list[bytes] = []
    place = start + 1
    while place < len(lines):
        line = lines[place].rstrip("\r")
        if line.strip() == closing:
            return (Encoded(name.strip(), b"".join(pieces)) if any(pieces) else None), place + 1
        piece = _base64(line) if base64 else _line(line)
        if piece is None:
            break
        pieces.append(piece)
        place += 1
    if len(pieces) >= _ENOUGH_LINES and all(pieces[:_ENOUGH_LINES]):
        return Encoded(name.strip(), b"".join(pieces)), place
    return None, start + 1 + len(pieces)


def _line(line: str) -> bytes | None:
    """The octets of one line: its length in the first character, then four characters for each three octets."""
    if not line.strip() or line == "`":
        return b""
    size = (ord(line[0]) - 32) & 63
    wanted = (size + 2) // 3 * 4
    # Blanks at the end, which stand for zeros, get lost on the way; some programs add a checksum character. Small
    # letters stand in no such line: words fail below.
    if not line.isascii() or not 32 < ord(line[0]) <= 96 or len(line) - 1 > wanted + 2:
        return None
    try:
        return binascii.a2b_uu(line[: 1 + wanted].ljust(1 + wanted))
    except binascii.Error:
        return None


def _base64(line: str) -> bytes | None:
    try:
        return binascii.a2b_base64(line.encode("ascii"), strict_mode=True) if line else b""
    except (binascii.Error, UnicodeEncodeError):
        return None
