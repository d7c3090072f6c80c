"""Subjects without what programs put in front of them (RFC 5256 2.1), in any language.

Takes a decoded subject; gives what the person wrote. Never changes the subject
itself, and leaves the tags of lists where they are.
"""

from __future__ import annotations

from enum import StrEnum

from parsers.prefixes import PREFIXES

_COLONS = ":\uff1a\ufe55\ufe13\u02d0\ua789"
_LONGEST = 24
_LONGEST_TAG = 60
_COUNT_OPENS = "[(^*{\uff08"
_COUNT = "0123456789[](){}^*\uff08\uff09 "
_DOT_ABOVE = "\u0307"  # what is left of "İ" in lower case
_SMALL_I = str.maketrans("ı", "i")


class Opening(StrEnum):
    """What a prefix says the mail is."""

    REPLY = "reply"
    FORWARD = "forward"


def base(subject: str) -> str:
    """`subject` without reply and forward prefixes of any language, "[Fwd: …]", "(fwd)" and our own mark.

    A tag of a list stays, once, also where prefixes stand before or behind it.
    """
    tags: dict[str, None] = {}
    start, end = _trimmed(subject, 0, len(subject))
    while True:
        shorter = _shorter(subject, start, end)
        if shorter is None:
            before, behind = _tags(subject, start, end)
            if not before or (_shorter(subject, behind, end) is None and tags.keys().isdisjoint(before)):
                break
            tags |= dict.fromkeys(before)
            shorter = behind, end
        start, end = _trimmed(subject, *shorter)
    rest = subject[start:end]
    return " ".join((*tags, rest) if rest else tags)


def opening(subject: str) -> Opening | None:
    """What the first prefix of `subject` says, behind our mark and tags of lists; None without one."""
    start, end = _trimmed(subject, 0, len(subject))
    while tag := _tag(subject, start, end):
        start = _past_blanks(subject, start + len(tag), end)
    if _unwrapped(subject, start, end) is not None:
        return Opening.FORWARD
    found = _prefix(subject, start, end)
    return None if found is None else found[0]


def _shorter(text: str, start: int, end: int) -> tuple[int, int] | None:
    """`text[start:end]` without the prefix, the mark or the brackets it opens with; None when it opens with none."""
    found = _prefix(text, start, end)
    if found is not None:
        return found[1], end
    tag = _tag(text, start, end)
    if tag[:2] == "[#" and tag[2:-1].isdigit():
        return start + len(tag), end
    return _unwrapped(text, start, end)


def _prefix(text: str, start: int, end: int) -> tuple[Opening, int] | None:
    """The kind of prefix that stands at `start`, and where it ends."""
    head = text[start : min(start + _LONGEST, end)]
    colon = next((place for place, char in enumerate(head) if char in _COLONS), -1)
    if colon < 1:
        return None
    word = head[:colon].rstrip()
    counted = next((place for place, char in enumerate(word) if char in _COUNT_OPENS), len(word))
    if word[counted:].strip(_COUNT):
        return None
    word = word[:counted].rstrip()
    kind = _CAPITALS.get(word) or _WORDS.get(_folded(word)) or _WORDS.get(_folded(word.rstrip("0123456789. ")))
    return None if kind is None else (kind, start + colon + 1)


def _unwrapped(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What "[Fwd: …]" holds."""
    if end - start < 2 or text[start] != "[" or text[end - 1] != "]":
        return None
    found = _prefix(text, start + 1, end - 1)
    return (found[1], end - 1) if found is not None and found[0] is Opening.FORWARD else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks around, and without "(fwd)" and our mark at the end."""
    start = _past_blanks(text, start, end)
    while True:
        while end > start and text[end - 1].isspace():
            end -= 1
        if text[max(start, end - 5) : end].lower() == "(fwd)":
            end -= 5
            continue
        mark = text.rfind("[#", max(start, end - _LONGEST), end)
        if mark < 0 or text[end - 1] != "]" or not text[mark + 2 : end - 1].isdigit():
            return start, end
        end = mark


def _past_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _tags(text: str, start: int, end: int) -> tuple[list[str], int]:
    """The tags that stand at `start`, and where what follows them begins."""
    tags: list[str] = []
    while (tag := _tag(text, start, end)) and _shorter(text, start, end) is None:
        tags.append(tag)
        start = _past_blanks(text, start + len(tag), end)
    return tags, start


def _tag(text: str, start: int, end: int) -> str:
    """The "[…]" that stands at `start`, "" without one."""
    if start >= end or text[start] != "[":
        return ""
    close = text.find("]", start, min(start + _LONGEST_TAG, end))
    if close < 0 or "[" in text[start + 1 : close] or _prefix(text, start + 1, close) is not None:
        return ""
    return text[start : close + 1]


def _folded(word: str) -> str:
    return word.casefold().replace(_DOT_ABOVE, "").translate(_SMALL_I)


def _words() -> dict[str, Opening]:
    found: dict[str, Opening] = {}
    for row in PREFIXES:
        for kind, words in ((Opening.FORWARD, row.forwards), (Opening.REPLY, row.replies)):
            found |= {_folded(word): found.get(_folded(word), kind) for word in words.split("/") if word}
    return found


_WORDS = _words()
_CAPITALS = {
    word: kind for row in PREFIXES for word, kind in zip(row.capitals.split("/"), Opening, strict=False) if word
}
