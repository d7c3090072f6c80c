"""What one tag says of how its element looks, as far as a text can show it.

Takes a tag's name and its attributes as written; gives a `Look`.
Never knows where the tag stands: a look is the same wherever the same tag is written.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers.markup.elements import LITERAL
from parsers.markup.marks import Mark, found
from parsers.markup.tags import attributes

_ALT = 200
_HIDING = ("display:none", "visibility:hidden", "opacity:0;", "opacity:0!")
_TIGHT = ("margin:0", "margin-bottom:0", "margin-block-end:0", "margin:.0001pt", "margin-bottom:.0001pt")
_TIGHT_CLASSES = ("mso", "elementtoproof", "xmso", "p1", "p2")


@dataclass(frozen=True, slots=True)
class Look:
    """`hidden`: nobody sees it. `tight`: no blank line around it. `literal`: blanks and line ends are the author's.

    `bare`: an item without bullet. `number`: where an ordered list starts, or an item's own.
    """

    mark: Mark | None = None
    hidden: bool = False
    tight: bool = False
    literal: bool = False
    bare: bool = False
    number: int = 1
    href: str = ""
    alt: str = ""


LOOKS_NONE = Look()


def look(name: str, inside: str) -> Look:
    """The look of the tag `name`; `LOOKS_NONE` when it is nothing special."""
    if not inside and name not in ("includetail", "blockquote", "signature"):
        return LOOKS_NONE
    given = attributes(inside)
    style = "".join(given.get("style", "").lower().split()) + ";" if "style" in given else ""
    made = Look(
        mark=found(name, given),
        hidden="hidden" in given or _is_hiding(style),
        tight=_is_tight(given, style),
        literal="white-space:pre" in style and "white-space:pre-line" not in style and name not in LITERAL,
        bare="list-style:none" in style or "list-style-type:none" in style,
        number=_number(given.get("start" if name == "ol" else "value", "")),
        href=given.get("href", "") if name == "a" else "",
        alt=_alt(given.get("alt", "")) if name == "img" else "",
    )
    return LOOKS_NONE if made == LOOKS_NONE else made


def _is_hiding(style: str) -> bool:
    if not style:
        return False
    if any(words in style for words in _HIDING):
        return True
    return "max-height:0" in style and "overflow:hidden" in style


def _is_tight(given: dict[str, str], style: str) -> bool:
    return given.get("class", "").lower().startswith(_TIGHT_CLASSES) or any(words in style for words in _TIGHT)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _alt(text: str) -> str:
    """The words for an image: in brackets, but for a single sign, which stands for itself in a sentence."""
    words = " ".join(text.split())[:_ALT]
    if not words or (len(words) <= 4 and not words.isascii()):
        return words
    return f"[{words}]"
