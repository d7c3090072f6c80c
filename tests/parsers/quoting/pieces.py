"""Short ways to ask what a text's stretches are, for the tests of quoting."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.mail import Span, SpanKind
from parsers.quoting.read import spans

OWN = "It works again now.\nThanks for the quick help"


def shown(text: str, kind: SpanKind, marked: Sequence[Span] = (), ours: Sequence[str] = ()) -> str:
    """The stretches of one kind, as `Mail.shown` joins them."""
    pieces = (text[span.start : span.end].strip("\n") for span in spans(text, marked, ours) if span.kind is kind)
    return "\n".join(piece for piece in pieces if piece.strip())


def reply(text: str, marked: Sequence[Span] = (), ours: Sequence[str] = ()) -> str:
    """What the person newly wrote."""
    return shown(text, SpanKind.REPLY, marked, ours)


def quoted(text: str) -> str:
    """What is quoted."""
    return shown(text, SpanKind.QUOTED)


def signature(text: str) -> str:
    """What is signature."""
    return shown(text, SpanKind.SIGNATURE)


def forwarded(text: str) -> str:
    """What is passed on."""
    return shown(text, SpanKind.FORWARDED)
