"""Message-IDs: the one a mail bears and those it points to (RFC 5322 3.6.4).

Takes unfolded header values as octets; gives ids without angle brackets.
Never believes an id that is odd: a mail with two, or with a broken one, has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers import charsets
from parsers.limits import LIMITS
from parsers.words import decoded

_INSIDE = bytes(octet for octet in range(33, 127) if octet not in b"<>")
_FIRST_KEPT = 20
# What stands around and between ids that lost their brackets.
_PARTING = bytes.maketrans(b",;\"'()[]{}|", b"           ")
# A single word without "@" is an id only when no word of a sentence looks like it.
_SHORTEST_WORD = 12


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

    Repaired: blanks inside brackets (an id folded in its middle) go; where a bracket is missing, words with "@" count;
    encoded words (RFC 2047) are decoded, though none belong here. One id too many does no harm: nobody bears it.
    Of more than `Limits.ids` the first twenty and the last are kept: root and newest matter.
    """
    found: dict[str, None] = {}
    for value in values:
        for inside in _inside(_plain(value)):
            identifier = sane(inside)
            if identifier is not None:
                found[identifier] = None
    ids = tuple(found)
    if len(ids) > LIMITS.ids:
        return ids[:_FIRST_KEPT] + ids[_FIRST_KEPT - LIMITS.ids :]
    return ids


def _plain(value: bytes) -> bytes:
    """`value` with what programs wrap ids in undone: encoded words, entities of HTML."""
    if b"=?" in value and b"?=" in value:
        value = decoded(charsets.plain(value)).encode("utf-8", "replace")
    if b"&lt;" in value:
        value = value.replace(b"&lt;", b"<").replace(b"&gt;", b">")
    return value


def _inside(value: bytes) -> Iterator[bytes]:
    """What the brackets of `value` hold, and the words beside them that lost theirs."""
    if b"<" not in value and b">" not in value:
        yield from _bare(value)
        return
    pieces = value.split(b">")
    for number, piece in enumerate(pieces):
        before, *opened = piece.split(b"<")
        closed = number < len(pieces) - 1
        if not opened:
            # ">" without "<" closes an id whose beginning was lost; behind the last ">" one may stand without either.
            yield from _words(before)[-1:] if closed else _lone(before)
            continue
        yield from _lone(before)
        for inside in opened[:-1]:
            yield from _words(inside)
        yield from _words(opened[-1]) if not closed else _closed(opened[-1])


def _closed(inside: bytes) -> list[bytes]:
    """What one pair of brackets holds: an id, folded perhaps, or several with blanks or commas between."""
    words = inside.split()
    if len(words) < 2:
        return words
    if inside.count(b"@") > 1:
        return _words(inside)
    return [b"".join(words)]


def _words(text: bytes) -> list[bytes]:
    """The words with an "@" within."""
    if b"@" not in text:
        return []
    return [word for word in text.translate(_PARTING).split() if b"@" in word[1:-1]]


def _lone(text: bytes) -> list[bytes]:
    """Words behind a bracket: ids when they are all there is, else a sentence ("… of joe@host on Monday")."""
    words = text.translate(_PARTING).split()
    return words if all(b"@" in word[1:-1] for word in words) else []


def _bare(value: bytes) -> list[bytes]:
    """Ids in a value without any bracket."""
    if b"@" in value:
        return _words(value)
    words = value.split()
    if len(words) == 1 and len(words[0]) >= _SHORTEST_WORD and any(48 <= octet <= 57 for octet in words[0]):
        return words
    return []
