"""The mail that somebody passed on, attached or inline.

Takes a mail's leaves, text and spans; gives the original as far as it is told, and how sure we are.
Never authority: a forwarded From proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.decoding import Decoder
from parsers.mail import Forwarded, Span
from parsers.tree import Part


def read(decoder: Decoder, apart: Sequence[Part], text: str, spans: Sequence[Span], subject: str) -> Forwarded | None:
    """The original that the mail passes on; None when it passes none on."""
    return None
