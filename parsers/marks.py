"""Our own marks in other people's mail: strings shaped like tokens, and ticket numbers.

Takes addresses, ids and subjects; gives what is shaped like ours, unverified. Never checks a signature.
Places are header names in lower case; those of a returned mail inside a report begin with "returned:".
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from parsers import token
from parsers.mail import TokenSeen
from parsers.patterns import Pattern

_SEPARATORS = str.maketrans("+.-_=/<>@", "         ")
_LARGEST = 2**31 - 1
_DIGITS = 10
# The local part of an address or of an id, where a text shows one: our token, whole, and what follows it.
_IN_TEXT = Pattern(r"(?:^|[^a-z0-9])([a-z2-7]{39})(?:@|%40)")
# Who quotes more of our tokens than this quotes them for our sake.
_MOST_IN_TEXT = 20


def in_addresses(addresses: Iterable[str], place: str) -> list[TokenSeen]:
    """Tokens in the local parts of `addresses`, behind a separator or as the whole local part."""
    return [TokenSeen(found, place) for addr in addresses for found in _shaped(addr.rpartition("@")[0])]


def in_ids(ids: Iterable[str], place: str) -> list[TokenSeen]:
    """Tokens left of the "@" in Message-IDs without brackets."""
    return [TokenSeen(found, place) for identifier in ids for found in _shaped(identifier.partition("@")[0])]


def in_text(text: str) -> list[TokenSeen]:
    """Tokens of addresses and ids in the text of a mail, where a quotation shows them; at most twenty, top first.

    The weakest place: anybody may paste there what somebody else was sent.
    """
    if "@" not in text and "%40" not in text:
        return []
    shaped = (found.lower() for found in dict.fromkeys(_IN_TEXT.all(text)))
    seen = (TokenSeen(found, "text") for found in shaped if token.read(found) is not None)
    return list(dict.fromkeys(islice(seen, _MOST_IN_TEXT)))


def numbers(subject: str) -> tuple[int, ...]:
    """The ticket numbers of `[#42]` marks in a decoded Subject, each once, left to right."""
    found: dict[int, None] = {}
    place = subject.find("[#")
    while place >= 0:
        digits = subject[place + 2 : place + 3 + _DIGITS].partition("]")[0]
        closed = subject[place + 2 + len(digits) : place + 3 + len(digits)] == "]"
        if closed and digits.isascii() and digits.isdigit() and 0 < int(digits) <= _LARGEST:
            found[int(digits)] = None
        place = subject.find("[#", place + 2)
    return tuple(found)


def once(seen: Iterable[TokenSeen]) -> tuple[TokenSeen, ...]:
    """Each token once for each place it stood in: the same one may stand in References and be the mail's own mark."""
    return tuple(dict.fromkeys(seen))


def _shaped(text: str) -> list[str]:
    if len(text) < token.TOKEN_LENGTH:
        return []
    pieces = text.lower().translate(_SEPARATORS).split()
    return [piece for piece in pieces if len(piece) == token.TOKEN_LENGTH and token.read(piece) is not None]
