"""Which lines are quoted or passed on: one walk from top to bottom.

Takes the lines of a text and what is known of some of them; gives a kind for each line that says something.
Never looks back further than a few lines, so that its time is in proportion to the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.mail import SpanKind
from parsers.quoting import attributions, blocks, labels, markers, prefixes, separators
from parsers.quoting.labels import Field
from parsers.quoting.lines import Line, unquoted
from parsers.quoting.separators import Behind

# Introductions that may stand one below another: a separator, a header block, an attribution.
_STACKED = 4
_BLANKS = 4
_OLD = (SpanKind.QUOTED, SpanKind.FORWARDED)
_STARTS = frozenset((Field.FROM, Field.DATE, Field.SENT, Field.TO, Field.SUBJECT))


@dataclass(slots=True, eq=False)
class Kinds:
    """The kind of each line, None for a blank one; `columns`: where in a line's words its kind begins, else 0."""

    of: list[SpanKind | None]
    columns: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Intro:
    """What introduces an older mail: lines `first` up to `end`."""

    first: int
    end: int
    column: int
    kind: SpanKind | None
    block: bool = False
    separated: bool = False


def read(lines: Sequence[Line], fixed: Sequence[SpanKind | None], ours: Sequence[bool], *, marked: bool) -> Kinds:
    """The kinds of `lines`. `fixed`: known beforehand; `ours`: lines we sent; `marked`: a reply marker may be there."""
    walk = _Walk(lines, fixed, ours, marked)
    walk.run()
    return Kinds(walk.kinds, walk.columns)


class _Walk:
    """One walk. `said`: a line of new text was seen; `floor`: the first line that no quote above has taken."""

    def __init__(
        self, lines: Sequence[Line], fixed: Sequence[SpanKind | None], ours: Sequence[bool], marked: bool
    ) -> None:
        self._lines = lines
        self._fixed = fixed
        self._ours = ours
        self._marked = marked
        self._old = [
            (line.quoted and not (line.words[-1] in ":：" and attributions.is_tail(line.words)))
            or (kind is not None and kind in _OLD)
            for line, kind in zip(lines, fixed, strict=True)
        ]
        self.kinds: list[SpanKind | None] = [None] * len(lines)
        self.columns: dict[int, int] = {}
        self._said = False
        self._floor = 0
        self._tried = 0
        self._fenced = False
        self._pending: SpanKind | None = None

    def run(self) -> None:
        """From the first line to the last; each step takes at least one line."""
        place = 0
        while place < len(self._lines):
            place = self._step(place)

    def _step(self, place: int) -> int:
        line = self._lines[place]
        if not line.words:
            return place + 1
        if (kind := self._fixed[place]) is not None:
            if kind is not SpanKind.REPLY:
                if kind is SpanKind.QUOTED and self._pending is None and self._passes_on(place):
                    self._pending = SpanKind.FORWARDED
                return self._take(place, place + 1, self._pending or kind)
        elif self._old[place]:
            return self._quote(place)
        elif self._ours[place]:
            return self._take(place, place + 1, self._pending or SpanKind.QUOTED)
        self._pending = None
        if self._marked and markers.read(unquoted(line.words)):
            return self._marker(place)
        intro = self._intro(place)
        if intro is not None and (intro.kind is not None or self._is_top(intro)):
            return self._introduced(intro)
        if line.words.startswith("```"):
            self._fenced = not self._fenced
        self.kinds[place] = SpanKind.REPLY
        self._said = True
        return place + 1

    def _take(self, first: int, end: int, kind: SpanKind) -> int:
        for place in range(first, end):
            if self._lines[place].words:
                self.kinds[place] = kind
        self._floor = end
        return end

    def _marker(self, place: int) -> int:
        """All below a reply marker is old, unless nothing stands above: then it is another desk's own mail."""
        if self._said or self._floor:
            return self._take(place, len(self._lines), SpanKind.QUOTED)
        return self._take(place, place + 1, SpanKind.QUOTED)

    def _intro(self, place: int) -> _Intro | None:
        """The introduction of an older mail that line `place` is, begins or ends."""
        words = self._lines[place].words
        behind = separators.read(words)
        if behind is not None:
            return self._separator(place, behind)
        if ":" not in words and "：" not in words and words[0] not in "|-" and words[-1] != "-":
            return self._attribution(place) if True in self._old[place + 1 : place + 3] else None
        if place >= self._tried and (found := labels.read(words)) is not None and found[0] in _STARTS:
            look = blocks.read(self._lines, place)
            self._tried = look.end
            if look.block is not None and look.block.first >= self._floor:
                kind = SpanKind.QUOTED if self._said or look.block.column or look.block.first < place else None
                if kind is None and look.block.full:
                    kind = SpanKind.FORWARDED
                return _Intro(look.block.first, look.block.end, look.block.column, kind, block=True)
        if attributions.may_end(words) or True in self._old[place + 1 : place + 3]:
            intro = self._attribution(place)
            if intro is not None:
                return intro
        if words[0] == "|" and words.startswith("|--") and "+--" in words:
            return _Intro(place, place + 1, 0, SpanKind.QUOTED, separated=True)
        if separators.begins(words):
            return _Intro(place, place + 1, 0, SpanKind.FORWARDED, separated=True)
        return None

    def _attribution(self, place: int) -> _Intro | None:
        """The attribution that ends with line `place`."""
        behind = self._quote_follows(place + 1, _BLANKS)
        found = attributions.find(self._lines, place, self._floor, quote_behind=behind)
        if found is None and behind and attributions.looks_like(self._lines[place].words):
            found = attributions.Found(place, 0) if self._ends_quoted(place + 1) else None
        return None if found is None else _Intro(found.line, place + 1, found.column, SpanKind.QUOTED)

    def _separator(self, place: int, behind: Behind) -> _Intro | None:
        match behind:
            case Behind.ORIGINAL:
                return _Intro(place, place + 1, 0, SpanKind.QUOTED, separated=True)
            case Behind.FORWARDED:
                return _Intro(place, place + 1, 0, SpanKind.FORWARDED, separated=True)
            case Behind.NOTHING:
                return None

    def _is_top(self, intro: _Intro) -> bool:
        """An introduction without a kind is a header block above all else, not as complete as programs write them."""
        return self._quote_follows(intro.end, _BLANKS)

    def _introduced(self, intro: _Intro) -> int:
        """Takes the introduction, what stands stacked below it, and then the mail it introduces."""
        kind = intro.kind or SpanKind.FORWARDED
        end = intro.end
        for _ in range(_STACKED):
            below = self._next(end)
            more = None if below is None or self._is_quote(below) else self._stacked(below)
            if more is None:
                break
            if more.kind is SpanKind.FORWARDED and more.separated:
                kind = SpanKind.FORWARDED if not intro.separated or intro.kind is SpanKind.FORWARDED else kind
            elif more.block and not self._said and intro.separated:
                kind = SpanKind.FORWARDED
            end = more.end
        first = self._with_rules(intro.first)
        self.columns[intro.first] = intro.column
        if intro.column:
            self._said = True
        self._take(first, end, kind)
        below = self._next(end)
        if below is None:
            return len(self._lines)
        self._pending = kind
        if self._is_quote(below):
            return below
        prefix = prefixes.of(self._lines, below)
        if prefix is not None:
            return self._take(below, prefixes.end(self._lines, below, prefix), kind)
        return self._rest(end, kind)

    def _stacked(self, place: int) -> _Intro | None:
        words = self._lines[place].words
        behind = separators.read(words)
        if behind is not None:
            return self._separator(place, behind)
        if separators.is_rule(words):
            below = self._next(place + 1)
            if below is not None and labels.read(self._lines[below].words) is not None:
                return _Intro(place, place + 1, 0, SpanKind.QUOTED)
            return None
        if labels.read(words) is not None:
            look = blocks.read(self._lines, place, separated=True)
            if look.block is not None:
                return _Intro(place, max(look.block.end, place + 1), 0, SpanKind.QUOTED, block=True)
            return None
        for end in range(place, min(place + 4, len(self._lines))):
            line = self._lines[end]
            if not line.words or line.quoted:
                return None
            if attributions.may_end(line.words):
                found = attributions.find(self._lines, end, place, quote_behind=self._quote_follows(end + 1, _BLANKS))
                return None if found is None else _Intro(place, end + 1, 0, SpanKind.QUOTED)
        return None

    def _rest(self, first: int, kind: SpanKind) -> int:
        """No quote marks: all below is the older mail, up to a line that says it ends or to the last of ours."""
        end = len(self._lines)
        last_ours = -1
        for place in range(first, end):
            words = self._lines[place].words
            if words[:1] in ("-", "=", "*", "_") and separators.read(words) is Behind.NOTHING:
                end = place + 1
                break
            if self._ours[place]:
                last_ours = place
        if last_ours >= 0 and not self._said and not any(self._lines[place].quoted for place in range(last_ours, end)):
            end = last_ours + 1
        return self._take(first, end, kind)

    def _quote(self, place: int) -> int:
        """The block of lines with quote marks that begins with line `place`."""
        pending, self._pending = self._pending, None
        end = prefixes.block_end(self._lines, place)
        kind = pending or SpanKind.QUOTED
        if pending is None and not any(self._ours[place:end]):
            if self._fenced or prefixes.is_own(self._lines, place, end, alone=self._is_alone(end)):
                for row in range(place, end):
                    if self._lines[row].words:
                        self.kinds[row] = SpanKind.REPLY
                self._said = True
                return end
            if self._forwards(place, end):
                kind = SpanKind.FORWARDED
        self._take(place, end, kind)
        self._pending = kind if kind is SpanKind.FORWARDED else None
        return end

    def _forwards(self, first: int, end: int) -> bool:
        """Whether the first words of a quote block say that a mail is passed on."""
        for place in range(first, min(end, first + 3)):
            words = unquoted(self._lines[place].words)
            if words:
                return separators.read(words) is Behind.FORWARDED
        return False

    def _passes_on(self, place: int) -> bool:
        """Whether what HTML marks as a quote is a mail passed on: it says so, or it is all there is."""
        if place and self._fixed[place - 1] is not None:
            return False
        words = self._lines[place].words
        if separators.read(words) is Behind.FORWARDED:
            return True
        if self._said or self._floor or labels.read(words) is None:
            return False
        block = blocks.read(self._lines, place).block
        return block is not None and block.full

    def _is_alone(self, end: int) -> bool:
        """Whether nothing else in the text is quoted, as far as was seen, and own words stand above and below."""
        return self._said and self._floor == 0 and self._next(end) is not None

    def _ends_quoted(self, place: int) -> bool:
        """Whether nothing but one quote stands from `place` on."""
        below = self._next(place, _BLANKS)
        return below is not None and self._next(prefixes.block_end(self._lines, below)) is None

    def _is_quote(self, place: int) -> bool:
        return self._old[place]

    def _quote_follows(self, place: int, blanks: int) -> bool:
        below = self._next(place, blanks)
        return below is not None and self._is_quote(below)

    def _next(self, place: int, blanks: int = 30) -> int | None:
        """The next line that says something, at most `blanks` blank lines further down."""
        bound = min(len(self._lines), place + blanks + 1)
        while place < bound:
            if self._lines[place].words:
                return place
            place += 1
        return None

    def _with_rules(self, first: int) -> int:
        """`first`, or the line of dashes above it, when only blank lines stand between."""
        above = first - 1
        while above >= self._floor and first - above <= _BLANKS and not self._lines[above].words:
            above -= 1
        if above >= self._floor and separators.is_rule(self._lines[above].words):
            self.kinds[above] = None
            self._said = (
                any(kind is SpanKind.REPLY for kind in self.kinds[max(0, above - 50) : above]) or self._floor > 0
            )
            return above
        return first
