"""Message-IDs: the one a mail bears and those it points to (RFC 5322 3.6.4).

Takes unfolded header values as octets; gives ids without angle brackets.
Never believes an id that is odd: a mail with two, or with a broken one, has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.limits import LIMITS

_INSIDE = bytes(octet for octet in range(33, 127) if octet not in b"<>")
_FIRST_KEPT = 20


def own(values: Sequence[bytes]) -> str | None:
    """The Message-ID of a mail with these Message-ID fields: exactly one, sane and of at most 512 octets, else None."""
    if len(values) != 1 or len(values[0]) > LIMITS.message_id:
        return None
    value = values[0]
    if not (value.startswith(b"<") and value.endswith(b">")):
        return None
    return sane(value[1:-1])


def sane(inside: bytes) -> str | None:
    """An id without its brackets when it is printable ASCII without blanks or brackets, else None."""
    if not inside or len(inside) > LIMITS.message_id or inside.translate(None, _INSIDE):
        return None
    return inside.decode("ascii")


def listed(values: Sequence[bytes]) -> tuple[str, ...]:
    """The ids in In-Reply-To or References fields, in the order they stand, each once.

    Repaired: blanks inside brackets (an id folded in its middle) go; without any bracket, words with "@" count.
    Of more than `Limits.ids` the first twenty and the last are kept: root and newest matter.
    """
    found: dict[str, None] = {}
    for value in values:
        for inside in _bracketed(value) or _bare(value):
            identifier = sane(b"".join(inside.split()))
            if identifier is not None:
                found[identifier] = None
    ids = tuple(found)
    if len(ids) > LIMITS.ids:
        return ids[:_FIRST_KEPT] + ids[_FIRST_KEPT - LIMITS.ids :]
    return ids


def _bracketed(value: bytes) -> list[bytes]:
    """What stands between brackets; a bracket that opens again before it closed counts from its last opening."""
    return [piece.rpartition(b"<")[2] for piece in value.split(b">")[:-1] if b"<" in piece]


def _bare(value: bytes) -> list[bytes]:
    return [word for word in value.replace(b",", b" ").replace(b"<", b" ").split() if b"@" in word]
