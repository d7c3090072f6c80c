"""Content-Transfer-Encoding undone (RFC 2045 section 6).

Takes encoded octets and the encoding's name; gives the octets and whether they were whole.
Never raises, never gives more octets than it took: none of these encodings can blow up.
"""

from __future__ import annotations

import binascii

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_OTHERS = bytes(octet for octet in range(256) if octet not in _ALPHABET)


def undone(octets: bytes, encoding: str) -> tuple[bytes, bool]:
    """The decoded octets, and False when the encoding was broken and they are what could be saved."""
    match encoding:
        case "base64":
            return base64_octets(octets)
        case "quoted-printable":
            return binascii.a2b_qp(octets), True
        case _:
            return octets, True


def base64_octets(octets: bytes) -> tuple[bytes, bool]:
    """Base64 with line ends, stray characters and missing padding forgiven."""
    try:
        return binascii.a2b_base64(octets), True
    except binascii.Error:
        kept = octets.translate(None, _OTHERS)
        kept = kept[: len(kept) - 1] if len(kept) % 4 == 1 else kept
        return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4)), False
