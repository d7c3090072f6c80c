"""What each stretch of a text is: new words, quote, signature, forwarded mail.

Takes text, what its HTML marked, and texts that we sent ourselves; gives spans that cover all of it.
Never throws anything away, and where it is in doubt a line is the person's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.mail import Span, SpanKind
from parsers.quoting import lines as lining
from parsers.quoting import markers, quotes, signatures
from parsers.quoting import ours as sent
from parsers.quoting.lines import Line
from parsers.quoting.quotes import Kinds


def spans(text: str, marked: Sequence[Span] = (), ours: Sequence[str] = ()) -> tuple[Span, ...]:
    """The spans of `text`, without a gap. `marked`: known by structure, in order; `ours`: texts of mails we sent."""
    if not text:
        return ()
    lines = lining.of(text)
    fixed, trusted = _fixed(lines, marked)
    known = sent.found(lines, ours) if ours else [False] * len(lines)
    kinds = quotes.read(lines, fixed, known, marked=markers.stands_in(text))
    _sign(text, lines, kinds)
    _fill(kinds)
    found = _assembled(text, lines, kinds)
    return _overlaid(found, [mark for mark in marked if mark.kind is not SpanKind.REPLY]) if trusted else found


def _fixed(lines: Sequence[Line], marked: Sequence[Span]) -> tuple[list[SpanKind | None], bool]:
    """The kind of each line that begins inside a mark. Marks that leave no word unmarked as new tell nothing."""
    fixed: list[SpanKind | None] = [None] * len(lines)
    if not marked:
        return fixed, False
    unmarked = False
    turn = 0
    for place, line in enumerate(lines):
        while turn < len(marked) and marked[turn].end <= line.start:
            turn += 1
        if turn < len(marked) and marked[turn].start <= line.start:
            fixed[place] = marked[turn].kind
        elif line.words:
            unmarked = True
    if not unmarked and all(kind in (SpanKind.QUOTED, None) for kind in fixed):
        return [None] * len(lines), False
    return fixed, True


def _sign(text: str, lines: Sequence[Line], kinds: Kinds) -> None:
    """Turns what is signature in the new text."""
    first = 0
    total = len(lines)
    while first < total:
        if kinds.of[first] is not SpanKind.REPLY:
            first += 1
            continue
        end = first + 1
        while end < total and kinds.of[end] in (SpanKind.REPLY, None):
            end += 1
        for place in signatures.find(text, lines, first, end):
            if lines[place].words:
                kinds.of[place] = SpanKind.SIGNATURE
        first = end


def _fill(kinds: Kinds) -> None:
    """Gives blank lines the kind of the line above, those at the top that of the first line with words."""
    kind = next((kind for kind in kinds.of if kind is not None), SpanKind.REPLY)
    for place, found in enumerate(kinds.of):
        if found is None:
            kinds.of[place] = kind
        else:
            kind = found


def _assembled(text: str, lines: Sequence[Line], kinds: Kinds) -> tuple[Span, ...]:
    """Lines of one kind in a row as one span."""
    found: list[Span] = []
    first = 0
    current = kinds.of[0] or SpanKind.REPLY
    for place, line in enumerate(lines):
        kind = kinds.of[place] or SpanKind.REPLY
        column = kinds.columns.get(place, 0)
        start = line.start
        if column and (cut := text.find(line.words, start, line.end)) >= 0:
            _add(found, current, first, start)
            first, current = start, SpanKind.REPLY
            start = cut + column
        if kind is not current:
            _add(found, current, first, start)
            first, current = start, kind
    _add(found, current, first, len(text))
    return tuple(found)


def _add(found: list[Span], kind: SpanKind, start: int, end: int) -> None:
    if start == end:
        return
    if found and found[-1].kind is kind:
        found[-1] = Span(kind, found[-1].start, end)
    else:
        found.append(Span(kind, start, end))


def _overlaid(found: Sequence[Span], marked: Sequence[Span]) -> tuple[Span, ...]:
    """`found` with `marked` laid over it: marks that begin or end inside a line hold to the character."""
    result: list[Span] = []
    turn = 0
    for span in found:
        place = span.start
        while place < span.end:
            while turn < len(marked) and marked[turn].end <= place:
                turn += 1
            mark = marked[turn] if turn < len(marked) else None
            if mark is None or mark.start >= span.end:
                _add(result, span.kind, place, span.end)
                break
            if mark.start > place:
                _add(result, span.kind, place, mark.start)
                place = mark.start
            stop = min(mark.end, span.end)
            forwarded = span.kind is SpanKind.FORWARDED and mark.kind is SpanKind.QUOTED
            _add(result, span.kind if forwarded else mark.kind, place, stop)
            place = stop
    return tuple(result)
