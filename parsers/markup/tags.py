"""HTML as people's programs write it, cut into texts and tags (HTML 5, 13.2.5, as far as text needs it).

Takes HTML as text; gives tokens in the order they stand, and the attributes of a tag on demand.
Never builds a tree and never raises: any text is HTML. Each character is looked at a bounded number of times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parsers.markup import entities

# Elements whose content is no text for a reader; it ends at their own end tag and nowhere else.
SILENT = frozenset("script style title xml template iframe object applet noembed noframes svg math".split())
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_BLANKS = " \t\n\r\f"
_NAME_END = _BLANKS + "/>"
# A value that runs on for longer and over another tag has lost its closing quote.
_VALUE = 4096


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag. `name`: lower case. `inside`: what stands behind the name, as written; `attributes` reads it."""

    name: str
    closing: bool
    inside: str


def tokens(html: str) -> Iterator[str | Tag]:
    """Texts (as written, entities and all) and tags of `html`. Comments, declarations and silent elements are gone."""
    unclosed: set[str] = set()
    last = html.rfind(">")  # nothing behind it is a tag
    start = place = 0
    while True:
        place = html.find("<", place, last + 1)
        if place < 0:
            break
        first = html[place + 1 : place + 2]
        if first in _LETTERS and first:
            end = _tag_end(html, place + 1)
            tag = _tag(html[place + 1 : end], closing=False)
        elif first == "/" and html[place + 2 : place + 3] in _LETTERS:
            end = _tag_end(html, place + 2)
            tag = _tag(html[place + 2 : end], closing=True)
        elif first in ("!", "?"):
            end, tag = _past_comment(html, place, unclosed), None
        else:
            place += 1
            continue
        if place > start:
            yield html[start:place]
        place = start = end + 1
        if tag is None:
            continue
        if tag.name in SILENT and not tag.closing and not tag.inside.endswith("/"):
            place = start = _past_silent(html, start, tag.name, unclosed)
        else:
            yield tag
    if start < len(html):
        yield html[start:]


def attributes(inside: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case, values with their entities read; the first of a name counts."""
    found: dict[str, str] = {}
    place, length = 0, len(inside)
    while place < length:
        while place < length and inside[place] in _NAME_END:
            place += 1
        start = place
        while place < length and inside[place] not in "= \t\n\r\f/>":
            place += 1
        name = inside[start:place].lower()
        while place < length and inside[place] in _BLANKS:
            place += 1
        value = ""
        if inside[place : place + 1] == "=":
            value, place = _value(inside, place + 1)
        if name and name not in found:
            found[name] = entities.undone(value)
        elif not name:
            place += 1
    return found


def _value(inside: str, place: int) -> tuple[str, int]:
    """The value that stands at `place`, behind the equals sign, and where it ends."""
    length = len(inside)
    while place < length and inside[place] in _BLANKS:
        place += 1
    quote = inside[place : place + 1]
    if quote in ('"', "'") and quote:
        end = inside.find(quote, place + 1)
        end = length if end < 0 else end
        return inside[place + 1 : end], end + 1
    end = place
    while end < length and inside[end] not in _BLANKS:
        end += 1
    return inside[place:end], end


def _tag(written: str, *, closing: bool) -> Tag:
    for place, char in enumerate(written[:40]):
        if char in _NAME_END:
            return Tag(written[:place].lower(), closing, written[place:].strip(_BLANKS))
    return Tag(written[:40].lower(), closing, written[40:])


def _tag_end(html: str, place: int) -> int:
    """Where the ">" of the tag at `place` stands, quoted ones passed over."""
    end = html.find(">", place)
    odd = _odd_quote(html, place, end)
    while odd:
        closing = html.find(odd, end)
        if closing < 0 or (closing - end > _VALUE and "<" in html[end:closing]):
            return end
        further = html.find(">", closing)
        if further < 0:
            return end
        odd = _odd_quote(html, closing + 1, further)
        end = further
    return end


def _odd_quote(html: str, start: int, end: int) -> str:
    """The quote that opens a value between `start` and `end` and isn't closed there; "" when none does."""
    if html.count('"', start, end) % 2 == 0 and html.count("'", start, end) % 2 == 0:
        return ""
    quote, before = "", ""
    for char in html[start:end]:
        if quote:
            quote = "" if char == quote else quote
        elif char in ('"', "'") and before == "=":
            quote = char
        if char not in _BLANKS:
            before = char
    return quote


def _past_comment(html: str, place: int, unclosed: set[str]) -> int:
    """Where the comment or declaration at `place` ends. A comment that never does ends with its first ">"."""
    if html.startswith("<!--", place) and "<!--" not in unclosed and not html.startswith((">", "->"), place + 4):
        end = html.find("-->", place + 4)
        if end >= 0:
            return end + 2
        unclosed.add("<!--")
    end = html.find(">", place)
    return len(html) if end < 0 else end


def _past_silent(html: str, start: int, name: str, unclosed: set[str]) -> int:
    """Where what follows the silent element `name`, opened before `start`, begins; `start` when it never closes."""
    if name in unclosed:
        return start
    place = start
    length = len(name) + 2
    while (place := html.find("</", place)) >= 0:
        if html[place + 2 : place + length].lower() == name:
            end = html.find(">", place)
            return len(html) if end < 0 else end + 1
        place += 2
    unclosed.add(name)
    return start
