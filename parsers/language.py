"""In which language somebody wrote.

Takes the newly written text; gives an ISO 639-1 code. Never guesses from a few words.
"""

from __future__ import annotations


def read(text: str) -> str | None:
    """The language of `text`; None when it is too short or too mixed to tell."""
    return None
