"""References to characters in HTML ("&eacute;", "&#233;"), read as browsers read them.

Takes text as it stands between tags or in an attribute; gives it with its references undone, once.
Never raises: a number of thousands of digits names no character, and a text with one stays as it is written.
"""

from __future__ import annotations

import html


def undone(text: str) -> str:
    """`text` with its references as the characters they name."""
    if "&" not in text:
        return text
    try:
        return html.unescape(text)
    except ValueError:  # Python makes no number of more than 4300 digits, though all of them are past any character
        return text
