"""Subjects without what programs put in front of them (RFC 5256 2.1), in any language.

Takes a decoded subject of at most `Limits.subject` characters; gives what the person wrote. Never changes the subject
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
    rest = _without_end(subject.strip())
    while True:
        shorter = _shorter(rest)
        if shorter is None:
            before, behind = _tags(rest)
            if not before or (_shorter(behind) is None and tags.keys().isdisjoint(before)):
                break
            tags |= dict.fromkeys(before)
            shorter = behind
        rest = _without_end(shorter)
    return " ".join((*tags, rest) if rest else tags)


def opening(subject: str) -> Opening | None:
    """What the first prefix of `subject` says, behind our mark and tags of lists; None without one."""
    rest = subject.strip()
    while tag := _tag(rest):
        if _unwrapped(rest) is not None:
            return Opening.FORWARD
        rest = rest[len(tag) :].lstrip()
    found = _prefix(rest)
    return None if found is None else found[0]


def _shorter(text: str) -> str | None:
    """`text` without the prefix, the mark or the brackets it opens with; None when it opens with none."""
    found = _prefix(text)
    if found is not None:
        return found[1]
    if text.startswith("[#") and text[2 : len(_tag(text)) - 1].isdigit():
        return text[len(_tag(text)) :].lstrip()
    return _unwrapped(text)


def _prefix(text: str) -> tuple[Opening, str] | None:
    """The kind of prefix that `text` opens with, and what follows it."""
    head = text[:_LONGEST]
    colon = next((place for place, char in enumerate(head) if char in _COLONS), -1)
    if colon < 1:
        return None
    word = head[:colon].rstrip()
    counted = next((place for place, char in enumerate(word) if char in _COUNT_OPENS), len(word))
    if word[counted:].strip(_COUNT):
        return None
    word = word[:counted].rstrip()
    kind = _CAPITALS.get(word) or _WORDS.get(_folded(word)) or _WORDS.get(_folded(word.rstrip("0123456789. ")))
    return None if kind is None else (kind, text[colon + 1 :].lstrip())


def _unwrapped(text: str) -> str | None:
    """What "[Fwd: …]" holds."""
    if not (text.startswith("[") and text.endswith("]")):
        return None
    found = _prefix(text[1:-1])
    return found[1].rstrip() if found is not None and found[0] is Opening.FORWARD else None


def _without_end(text: str) -> str:
    """`text` without "(fwd)" and our mark at its end."""
    while True:
        shorter = text
        if text[-5:].lower() == "(fwd)":
            shorter = text[:-5]
        elif text.endswith("]") and text[text.rfind("[") : -1].startswith("[#"):
            start = text.rfind("[")
            shorter = text[:start] if text[start + 2 : -1].isdigit() else text
        if shorter == text:
            return text
        text = shorter.rstrip()


def _tags(text: str) -> tuple[list[str], str]:
    """The tags that `text` opens with, and what follows them."""
    tags: list[str] = []
    while (tag := _tag(text)) and _shorter(text) is None:
        tags.append(tag)
        text = text[len(tag) :].lstrip()
    return tags, text


def _tag(text: str) -> str:
    """The "[…]" that `text` opens with, "" without one."""
    if not text.startswith("["):
        return ""
    end = text.find("]", 1, _LONGEST_TAG)
    return text[: end + 1] if end > 0 and "[" not in text[1:end] else ""


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
