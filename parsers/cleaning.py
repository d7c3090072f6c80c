"""Text of strangers made fit to keep and to show (A22, A30, A65).

Takes decoded text; gives one clean line, a clean body, or text in which nothing is invisible.
Never decodes: encoded words come here decoded, since what they hide is what has to go.
"""

from __future__ import annotations

import unicodedata

_JOINERS = frozenset("\u200c\u200d")
# These break or space a line; they become a space, so that words they part stay parted.
_BREAKS = frozenset("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")


def one_line(text: str, cap: int) -> str:
    """`text` as one line of at most `cap` characters: no controls, no format characters, blanks collapsed.

    Zero-width joiners stay between two letters or marks, where scripts and emoji need them.
    """
    if "\t" in text:  # what folded fields are full of; the slow path is for the rest
        text = text.replace("\t", " ")
    if not text.isprintable():
        text = _without_hidden(text)
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
    return text[:cap].rstrip() if len(text) > cap else text


def body_text(text: str) -> str:
    """Line ends as "\\n", no NUL and no lone surrogate (no database takes them), nothing else changed."""
    if "\r" in text:
        text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "")
    return storable(text)


def storable(text: str) -> str:
    """`text` with surrogates, which some codecs let through, joined to the character they mean; lone ones replaced."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def visible(text: str) -> str:
    """`text` for one line of a terminal: every control, format or unassigned character as an escape like `\\x1b`."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\u3000" else _escape(char) for char in text)


def visible_text(text: str) -> str:
    """As `visible`, for several lines: line ends and tabs stay."""
    return "\n".join("\t".join(visible(cell) for cell in line.split("\t")) for line in text.split("\n"))


def _escape(char: str) -> str:
    code = ord(char)
    if char == "\xa0":
        return " "
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _without_hidden(text: str) -> str:
    kept: list[str] = []
    last = len(text) - 1
    for place, char in enumerate(text):
        if char.isprintable():
            kept.append(char)
        elif char in _BREAKS:
            kept.append(" ")
        elif char in _JOINERS:
            if 0 < place < last and _joinable(text[place - 1]) and _joinable(text[place + 1]):
                kept.append(char)
        else:
            kept.append(_substitute(char))
    return "".join(kept)


def _joinable(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMS"


def _substitute(char: str) -> str:
    match unicodedata.category(char):
        case "Cc" | "Cf":
            return ""
        case "Cs":
            return "\ufffd"
        case "Zs" | "Zl" | "Zp":
            return " "
        case _:
            return char
