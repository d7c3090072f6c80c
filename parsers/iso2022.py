"""ISO-2022-JP and its kin as mail programs write them (RFC 1468, RFC 1554, RFC 2237, and vendors' characters).

Takes octets with escape sequences; gives text, and whether every character was found.
Never raises and never looks back: each stretch between two escapes is read once, in its own character set. The codecs
of the standard library stop at the characters that Japanese vendors put into empty rows (①, ㈱, ℡, 髙).
"""

from __future__ import annotations

_ESCAPE = b"\x1b"
# What follows the escape octet: the codec, what stands before each pair there, and octets a character.
_SETS: dict[bytes, tuple[str, bytes, int]] = {
    b"$@": ("euc_jp", b"", 2),
    b"$B": ("euc_jp", b"", 2),
    b"$(@": ("euc_jp", b"", 2),
    b"$(B": ("euc_jp", b"", 2),
    b"$(D": ("euc_jp", b"\x8f", 2),
    b"$(O": ("euc_jis_2004", b"", 2),
    b"$(Q": ("euc_jis_2004", b"", 2),
    b"$(P": ("euc_jis_2004", b"\x8f", 2),
    b"$A": ("gb2312", b"", 2),
    b"$(A": ("gb2312", b"", 2),
    b"$(C": ("euc_kr", b"", 2),
    b"(B": ("ascii", b"", 1),
    b"(H": ("ascii", b"", 1),  # a set of Sweden's, which old programs wrote for ASCII
    b"(J": ("roman", b"", 1),
    b"(I": ("kana", b"", 1),
}
_ROMAN = str.maketrans("\\~", "\u00a5\u203e")
_HALF_WIDTH = {octet: 0xFF61 + octet - 0x21 for octet in range(0x21, 0x60)}
_HIGH = bytes(octet | 0x80 for octet in range(256))


def decode(octets: bytes) -> tuple[str, bool]:
    """The text, and False where a character is none of its set."""
    first, *rest = octets.split(_ESCAPE)
    done = [_single(first, "ascii")]
    for piece in rest:
        length = 3 if piece[:3] in _SETS else 2
        if piece[:length] not in _SETS:
            done.append("\x1b" + _single(piece, "ascii"))
            continue
        codec, before, width = _SETS[piece[:length]]
        done.append(_single(piece[length:], codec) if width == 1 else _lines(piece[length:], codec, before))
    text = "".join(done)
    return text, "\ufffd" not in text


def _single(octets: bytes, codec: str) -> str:
    if not octets.isascii():
        return octets.decode("cp932", "replace")
    text = octets.decode("ascii")
    match codec:
        case "roman":
            return text.translate(_ROMAN)
        case "kana":
            return text.translate(_HALF_WIDTH)
        case _:
            return text


def _lines(octets: bytes, codec: str, before: bytes) -> str:
    """Pairs up to the end of the line; a line ends in ASCII, said or not (RFC 1468)."""
    line, end, rest = octets.partition(b"\n")
    return _pairs(line, codec, before) + end.decode("ascii") + _single(rest, "ascii")


def _pairs(octets: bytes, codec: str, before: bytes) -> str:
    blanks = octets.rstrip(b" \t\r")
    tail = octets[len(blanks) :].decode("ascii")
    high = blanks.translate(_HIGH)
    try:
        if not before:
            return high.decode(codec) + tail
    except UnicodeDecodeError:
        pass
    return "".join(_characters(blanks, codec, before)) + tail


def _characters(octets: bytes, codec: str, before: bytes) -> list[str]:
    done: list[str] = []
    place = 0
    while place < len(octets):
        pair = octets[place : place + 2]
        if pair[0] <= 0x20 or pair[0] == 0x7F:  # a blank or a tab between characters
            done.append(chr(pair[0]))
            place += 1
            continue
        done.append(_character(pair, codec, before))
        place += 2
    return done


def _character(pair: bytes, codec: str, before: bytes) -> str:
    if len(pair) < 2:
        return "\ufffd"
    try:
        return (before + pair.translate(_HIGH)).decode(codec)
    except UnicodeDecodeError:
        return _vendor(pair[0] & 0x7F, pair[1] & 0x7F) if codec == "euc_jp" and not before else "\ufffd"


def _vendor(row: int, cell: int) -> str:
    """The character that Windows code page 932 has in this place, by the arithmetic of Shift JIS."""
    lead = (row - 0x21) // 2 + (0x81 if row < 0x5F else 0xC1)
    trail = cell + (0x1F if cell < 0x60 else 0x20) if row % 2 else cell + 0x7E
    return bytes((lead, trail)).decode("cp932", "replace") if 0x21 <= row <= 0x7E and trail <= 0xFC else "\ufffd"
