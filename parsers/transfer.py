"""Content-Transfer-Encoding undone (RFC 2045 section 6).

Takes encoded octets and the encoding's name; gives the octets and whether they were whole.
Never raises, never gives more octets than it took: none of these encodings can blow up.
"""

from __future__ import annotations

import binascii

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_FOOTER = 4096
# Every octet that base64 has no use for as "!", letters as they are.
_STRAY = bytes(octet if octet in _ALPHABET + b"= \t\r\n" else ord("!") for octet in range(256))
_OTHERS = bytes(octet for octet in range(256) if octet not in _ALPHABET)


def undone(octets: bytes, encoding: str) -> tuple[bytes, bool]:
    """The decoded octets, and False when the encoding was broken and they are what could be saved."""
    for end in "(;,":
        encoding = encoding.partition(end)[0]
    match "".join(char for char in encoding.lower() if char.isalnum()):
        case "base64":
            return base64_octets(octets)
        case "quotedprintable" | "qp":
            return quoted_printable_octets(octets), True
        case "xuuencode" | "uuencode" | "xuue" | "uue":
            return uuencoded_octets(octets)
        case _:
            return octets, True


def base64_octets(octets: bytes) -> tuple[bytes, bool]:
    """Base64 with line ends, stray characters and missing padding forgiven; what stands behind padding is read too."""
    if _is_no_base64(octets):
        return octets, False
    encoded = _without_footer(octets)
    first, padding, behind = encoded.partition(b"=")
    behind = behind.lstrip(b"= \t\r\n")
    try:
        head = binascii.a2b_base64(first + padding + b"=" * (len(padding)))
    except binascii.Error:
        kept = first.translate(None, _OTHERS)
        kept = kept[: len(kept) - 1] if len(kept) % 4 == 1 else kept
        head = binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))
        return (head + _further(behind), False) if behind else (head, False)
    return (head + _further(behind), False) if behind else (head, len(encoded) == len(octets))


def quoted_printable_octets(octets: bytes) -> bytes:
    """Quoted-printable; blanks that were put at the ends of lines on the way do not count (RFC 2045 6.7, rule 3)."""
    if b" \r\n" in octets or b" \n" in octets or b"\t\r\n" in octets or b"\t\n" in octets:
        octets = b"\n".join(_trimmed(line) for line in octets.split(b"\n"))
    return binascii.a2b_qp(octets)


def _trimmed(line: bytes) -> bytes:
    return line[:-1].rstrip(b" \t") + b"\r" if line.endswith(b"\r") else line.rstrip(b" \t")


def uuencoded_octets(octets: bytes) -> tuple[bytes, bool]:
    """What stands between the lines "begin" and "end" of the first uuencoded file."""
    lines = octets.splitlines()
    start = next((place for place, line in enumerate(lines) if line.startswith(b"begin ")), -1)
    decoded: list[bytes] = []
    whole = start >= 0
    for line in lines[start + 1 :]:
        if line.rstrip() == b"end":
            break
        data = uuencoded_line(line)
        whole = whole and data is not None
        decoded.append(data or b"")
    return (b"".join(decoded), whole) if start >= 0 else (octets, False)


def uuencoded_line(line: bytes) -> bytes | None:
    """The octets of one uuencoded line, its stray blanks forgiven; None when it is none."""
    line = line.rstrip(b"\r\n")
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        size = ((line[0] - 32) & 63) if line else 0
        try:
            return binascii.a2b_uu(line[: 1 + (size * 4 + 5) // 3])
        except binascii.Error:
            return None


def _is_no_base64(octets: bytes) -> bool:
    """Whether this is text that was only called base64: words stand apart in its first line."""
    return octets[:400].lstrip().partition(b"\n")[0].strip().count(b" ") > 1


def _without_footer(octets: bytes) -> bytes:
    """`octets` up to the first line near their end that is plain words, as lists and gateways put them there."""
    tail = octets[-_FOOTER:]
    marked = tail.translate(_STRAY)
    place = marked.find(b"!")
    while place >= 0:
        start, end = marked.rfind(b"\n", 0, place) + 1, marked.find(b"\n", place)
        line = marked[start : end if end >= 0 else len(marked)].strip()
        if line.count(b"!") > 1 and (line.count(b"!") * 2 > len(line) or b" " in line):
            return octets[: len(octets) - len(tail) + start] if start else octets
        place = marked.find(b"!", end) if end >= 0 else -1
    return octets


def _further(octets: bytes) -> bytes:
    """More base64 behind the padding of the first, as where pieces were encoded one by one; none of anything else."""
    pieces: list[bytes] = []
    place = 0
    while place < len(octets):
        end = octets.find(b"=", place)
        end = len(octets) if end < 0 else end
        kept = b"".join(octets[place:end].split())
        if kept.translate(None, _ALPHABET) or len(kept) % 4 == 1:
            break
        pieces.append(binascii.a2b_base64(kept + b"=" * (-len(kept) % 4)))
        place = end + 1
    return b"".join(pieces)
