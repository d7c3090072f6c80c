"""Encoded words of RFC 2047, as programs really write them (A27).

Takes header text; gives it decoded, once and never again, so that an encoded word inside an encoded word stays text.
Never raises and never looks inside addresses: callers split structure first and decode words after.
"""

from __future__ import annotations

import binascii
from dataclasses import dataclass

from parsers import charsets
from parsers.transfer import base64_octets

_LONGEST_NAME = 70


@dataclass(frozen=True, slots=True)
class _Word:
    """One encoded word: the octets it stands for, their charset's name, and where the text goes on."""

    charset: str
    octets: bytes
    end: int


def decoded(text: str) -> str:
    """`text` with its encoded words decoded; neighbours of one charset join before, so split characters are whole."""
    if "=?" not in text:
        return text
    done: list[str] = []
    waiting: _Word | None = None
    place = 0
    last_end = text.rfind("?=")
    while True:
        start = text.find("=?", place)
        if start < 0 or start > last_end:
            break
        word = _word(text, start)
        if word is None:
            done.append(_flushed(waiting) + text[place : start + 2])
            waiting, place = None, start + 2
            continue
        between = text[place:start]
        if waiting is None or between.strip():
            done.append(_flushed(waiting) + between)
            waiting = word
        elif waiting.charset == word.charset:
            waiting = _Word(word.charset, waiting.octets + word.octets, word.end)
        else:
            done.append(_flushed(waiting))
            waiting = word
        place = word.end
    done.append(_flushed(waiting) + text[place:])
    return "".join(done)


def _flushed(word: _Word | None) -> str:
    return "" if word is None else charsets.decode(word.octets, word.charset)[0]


def _word(text: str, start: int) -> _Word | None:
    """The encoded word that opens at `start`, where "=?" stands."""
    mark = text.find("?", start + 2, start + _LONGEST_NAME)
    if mark < start + 3 or text[mark + 2 : mark + 3] != "?":
        return None
    end = text.find("?=", mark + 3)
    if end < 0:
        return None
    name = text[start + 2 : mark].lower()
    if not name.isascii() or " " in name:
        return None
    inside = text[mark + 3 : end].encode("utf-8", "surrogatepass")
    match text[mark + 1]:
        case "b" | "B":
            octets, _ = base64_octets(inside)
        case "q" | "Q":
            octets = binascii.a2b_qp(inside.replace(b" ", b"=20"), header=True)
        case _:
            return None
    return _Word(name, octets, end + 2)
