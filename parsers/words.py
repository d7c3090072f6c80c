"""Encoded words of RFC 2047, as programs really write them (A27).

Takes header text; gives it decoded, once and never again, so that an encoded word inside an encoded word stays text.
Never raises and never looks inside addresses: callers split structure first and decode words after.

Forgiven: blanks and raw 8 bit inside a word, no blank between two words, a word that never closes, a character or a
base64 group split over two words, a name of the charset in another spelling, an RFC 2231 language behind it.
"""

from __future__ import annotations

import binascii
from dataclasses import dataclass

from parsers import charsets
from parsers.charsets import Held
from parsers.transfer import base64_octets

_LONGEST_NAME = 70
_HEX = frozenset("0123456789ABCDEF")


@dataclass(frozen=True, slots=True)
class _Word:
    """One encoded word: its charset's name, how its text is encoded ("b" or "q"), and where the text goes on."""

    charset: str
    encoding: str
    inside: bytes
    end: int


def decoded(text: str) -> str:
    """`text` with its encoded words decoded; neighbours of one charset join before, so split characters are whole."""
    if "=?" not in text:
        return text
    done: list[str] = []
    waiting: list[_Word] = []
    place = 0
    while (start := text.find("=?", place)) >= 0:
        word = _word(text, start)
        between = text[place:start]
        if word is None:
            done += (_flushed(waiting), between, "=?")
            waiting, place = [], start + 2
            continue
        if waiting and not between.strip():
            if not _same(waiting[-1].charset, word.charset):
                done.append(_flushed(waiting))
                waiting = []
        else:
            done += (_flushed(waiting), between)
            waiting = []
        waiting.append(word)
        place = word.end
    done += (_flushed(waiting), text[place:])
    return "".join(done)


def _same(one: str, other: str) -> bool:
    return one == other or (charsets.find(one) is charsets.find(other) is not None)


def _flushed(words: list[_Word]) -> str:
    """Words of one charset as text: their octets in one, or each for itself where only that is what they name."""
    if not words:
        return ""
    name = words[0].charset
    text, held = charsets.decode(_octets(words), name)
    if held is Held.WRONG and len(words) > 1:
        alone = [charsets.decode(_octets([word]), name) for word in words]
        if any(fits is Held.YES for _, fits in alone) and "\ufffd" not in (single := "".join(one for one, _ in alone)):
            return single
    return text


def _octets(words: list[_Word]) -> bytes:
    done: list[bytes] = []
    pending: list[bytes] = []
    for word in words:
        if word.encoding == "b":
            pending.append(word.inside)
            if len(word.inside) % 4 and not word.inside.endswith(b"="):
                continue  # a group of base64 goes on in the next word
            done.append(base64_octets(b"".join(pending))[0])
        else:
            done += (base64_octets(b"".join(pending))[0], binascii.a2b_qp(word.inside, header=True))
        pending = []
    done.append(base64_octets(b"".join(pending))[0])
    return b"".join(done)


def _word(text: str, start: int) -> _Word | None:
    """The encoded word that opens at `start`, where "=?" stands."""
    mark = text.find("?", start + 2, start + _LONGEST_NAME)
    if mark < start + 3 or text[mark + 2 : mark + 3] != "?":
        return None
    name = text[start + 2 : mark].lower()
    encoding = text[mark + 1].lower()
    if not name.isascii() or " " in name or encoding not in "bq":
        return None
    closing, end = _end(text, mark + 3, encoding, name)
    if closing < 0:
        return None
    inside = text[mark + 3 : closing].encode("utf-8", "surrogatepass")
    if encoding == "b":
        return _Word(name, "b", b"".join(inside.split()), end)
    return _Word(name, "q", inside.replace(b" ", b"=20").replace(b"\t", b"=20"), end)


def _end(text: str, start: int, encoding: str, name: str) -> tuple[int, int]:
    """Where the inside of a word ends and where the text goes on; (-1, -1) for what is no word.

    A word that never closes ends before the next one or with the text, if its charset is known.
    """
    following = text.find("=?", start)
    while following >= 0 and not _opens(text, following):
        following = text.find("=?", following + 2)
    limit = len(text) if following < 0 else following
    closing = text.find("?=", start, limit + 1)
    if closing >= 0:
        closing = _past_question_marks(text, closing, limit) if encoding == "q" else closing
        return closing, closing + 2
    if charsets.find(name) is None:
        return -1, -1
    tail = " \t?" if following >= 0 or encoding == "q" else " \t?="
    return start + len(text[start:limit].rstrip(tail)), limit


def _opens(text: str, place: int) -> bool:
    """Whether a word seems to open at `place`: "=?name?b?"."""
    mark = text.find("?", place + 2, place + _LONGEST_NAME)
    return mark > place + 2 and " " not in text[place:mark] and text[mark + 1 : mark + 3].lower() in ("b?", "q?")


def _past_question_marks(text: str, closing: int, limit: int) -> int:
    """The "?=" that closes, where an unencoded "?" stands before an encoded octet ("Why?=20Because?=")."""
    while text[closing + 2 : closing + 3] in _HEX and text[closing + 3 : closing + 4] in _HEX:
        later = text.find("?=", closing + 2, limit + 1)
        if later < 0:
            break
        closing = later
    return closing
