"""Lines by which mail programs introduce a quote: "On 5 March 2024 at 10:11, Ann <ann@corp.example> wrote:".

Takes lines and the place where one such line may end; gives where it begins, up to five lines above.
Never believes a verb alone: without a quote right behind it takes a date with a time, or an address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.patterns import Pattern, any_of
from parsers.quoting.lines import Line, fold, unquoted
from parsers.quoting.wrote import SAID, TELLING, WROTE

_LINES_ABOVE = 5
_LONGEST = 700
_LONGEST_NAMES = 160
_LONGEST_SAID = 60
# Nobody's attribution has a line as long as this; a paragraph on one line does.
_LONGEST_LINE = 400
# A date or a word before it stands this near the start: "On Wednesday, 12 September".
_HEAD = 36
_AROUND = " \t\xa0*_\"'"
_ENDS = frozenset(".!?:。！？：")
_HIDDEN = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
_BOUNDLESS = frozenset({"ja", "zh", "ko", "th"})


@dataclass(frozen=True, slots=True)
class Found:
    """Where an attribution begins: its first line, and how far into that line's words."""

    line: int
    column: int


def _verbs(language_bound: bool, inside: bool) -> str:
    words = {
        verb
        for row in WROTE
        if (row.language not in _BOUNDLESS) is language_bound
        for verb in (row.inside if inside else row.last)
    }
    return any_of(*sorted(words, key=lambda verb: (-len(verb), verb)))


def _openings() -> str:
    words = {opening for row in WROTE if row.language not in _BOUNDLESS for opening in row.openings}
    return any_of(*sorted((word.capitalize() for word in words), key=lambda word: (-len(word), word)))


_LAST = Pattern(rf"(?:(?:^|[^\pL]){_verbs(True, False)}|{_verbs(False, False)})(?:\s*\(.{{0,80}}\))?[^\pL\p{{Nd}}]*$")
_INSIDE = Pattern(rf"(?:^|[^\pL])(?:{_verbs(True, True)})(?:$|[^\pL])|{_verbs(False, True)}")
_CITING = Pattern(rf"^[^\pL]*{any_of(*(words for row in WROTE for words in row.citing))}(?:$|[^\pL])")
_OWN = Pattern(rf"(?:^|[^\pL]){any_of(*(words for row in WROTE for words in row.own))}(?:$|[^\pL])")
_SAID = Pattern(rf"[^\pL]{any_of(*SAID)}[^\pL\p{{Nd}}]*$")
_TELLING = frozenset(TELLING)
_OPENING = Pattern(rf"^[^\pL]*{_openings()}(?:[^\pL]|$)", exact=True)
_TIME = Pattern(r"\p{Nd}{1,2}\s?[:.h時点时시]\s?\p{Nd}{2}|\p{Nd}\s?[ap]\.?m\b|\p{Nd}{1,2}\s?(?:時|时|點|시)")
_YEAR = Pattern(r"\p{Nd}{4}")
_ADDRESS = Pattern(r"[<(\[][^<>()\[\]@]*[^<>()\[\]@\s]@[^<>()\[\]@\s]+[^<>()]*[>)\]]|\S@\S+\.\S")
# A bracketed address with at most two words behind.
_ADDRESS_LAST = Pattern(r"[<(\[]\s?[^<>()\[\]@\s]+@[^<>()\[\]@\s]+\s?[>)\]](?:\W*[\pL.]+){0,2}[^\pL\p{Nd}]*$")
_MIDDLE = Pattern(
    rf"^(.*?[\s\-–—.,!?*>])({_openings()}\s+(?:[^\s\p{{Nd}}]+\s+){{0,3}}[^\s\p{{Nd}}]*\p{{Nd}}.*)$", exact=True
)


def may_end(words: str) -> bool:
    """Whether an attribution may end with these words: cheap, and true of few lines."""
    last = words[-1:]
    if last in (":", "："):
        return True
    if last == "-":
        return words[:2] == "--" or "wrote" in words
    return last in "*_‬‏‎" and words[-2:-1] in (":", "：")


def find(lines: Sequence[Line], at: int, floor: int, *, quote_behind: bool) -> Found | None:
    """The attribution that ends with line `at` and begins at `floor` or below, None when there is none.

    `quote_behind`: the next line that says something is a quote.
    """
    joined = ""
    named: Found | None = None
    first = at
    # "---- Ann Lee wrote ----": the dashes say what a quote behind would.
    quote_behind = quote_behind or (lines[at].words[:2] == "--" and lines[at].words[-2:] == "--")
    for step in range(_LINES_ABOVE + 1):
        words = _clean(lines[first])
        if not words or len(words) > _LONGEST_LINE:
            break
        joined = f"{words}{joined}" if words[-1:] == "<" else f"{words} {joined}" if joined else words
        if len(joined) > _LONGEST:
            break
        if step and _is_other(words):
            break
        if _is_whole(joined) and _dated(words) and _convinces(joined, quote_behind=quote_behind):
            return _with_name(lines, first, floor)
        if named is None and _is_whole(joined) and _names(joined, quote_behind=quote_behind):
            named = Found(first, _middle(lines[first].words))
        above = _above(lines, first, floor, words)
        if above is None:
            break
        first = above
    return None if named is None else _with_opening(lines, named, floor)


def looks_like(words: str) -> bool:
    """Whether a line has an attribution's date, time and colon, though no verb of the table: another language's."""
    return words[-1:] in (":", "：") and len(words) <= _LONGEST_NAMES and _TIME.holds(words) and _numbers(words) >= 4


def _with_name(lines: Sequence[Line], first: int, floor: int) -> Found:
    """The attribution from line `first` on, and the line above where it broke between address and verb."""
    words = lines[first].words
    if words[:1].islower() and first > floor:
        above = lines[first - 1]
        if "@" in above.words and len(above.words) <= 80 and not above.quoted and above.words[-1] not in _ENDS:
            return Found(first - 1, 0)
    return Found(first, _middle(words))


def _with_opening(lines: Sequence[Line], named: Found, floor: int) -> Found:
    """The attribution, and the line above it that opens it and breaks at a comma: "In article <x@news.example>,"."""
    if named.line <= floor:
        return named
    above = lines[named.line - 1].words
    opens = above[-1:] in (",", "،", "，") and len(above) <= _LONGEST_NAMES and _OPENING.opens(above)
    return Found(named.line - 1, 0) if opens and any(char.isdigit() or char == "@" for char in above) else named


def is_tail(words: str) -> bool:
    """Whether a line with a quote mark in front is only the end of a broken attribution: "> wrote:"."""
    rest = unquoted(words)
    return len(rest) <= 30 and rest[-1:] in (":", "：") and rest != words and _LAST.fits(fold(rest))


def _clean(line: Line) -> str:
    words = line.words if not line.quoted else unquoted(line.words)
    return words.translate(_HIDDEN).strip(_AROUND + "-–—")


def _above(lines: Sequence[Line], first: int, floor: int, words: str) -> int | None:
    """The line that may belong before line `first`: the one above, or past one blank line if `words` cannot begin."""
    above = first - 1
    if above < floor:
        return None
    if not lines[above].words and (words[:1] == "<" or len(words) < 12) and above > floor:
        above -= 1
    line = lines[above]
    return above if line.words and not line.quoted else None


def _is_other(words: str) -> bool:
    """Whether a line above is the end of something else: a sentence, another introduction."""
    last = words[-1]
    return last in _ENDS and (last != "." or not any(char.isdigit() for char in words[-24:]))


def _dated(words: str) -> bool:
    """Whether an attribution may begin with these words: a date stands near their start, or an opening word does."""
    head = words[:_HEAD]
    if not any(char.isdigit() for char in head):
        return _CITING.opens(fold(words)) if head[:1] not in "<" else False
    numbers = _numbers(words[:120])
    return numbers >= 3 or (numbers == 2 and (_YEAR.holds(words[:120]) or _OPENING.opens(words)))


def _convinces(joined: str, *, quote_behind: bool) -> bool:
    """Whether `joined`, which begins like one, is an attribution."""
    folded = fold(joined)
    address = "@" in joined and _ADDRESS.holds(joined)
    moment = _TIME.holds(joined)
    if _LAST.holds(folded) or _INSIDE.holds(folded):
        dated = moment and _numbers(joined) >= 4
        return quote_behind or ((address or dated) and not _OWN.holds(folded) and not _tells(joined, folded))
    if _CITING.opens(folded):
        return address or (quote_behind and moment)
    if not joined.rstrip(_AROUND).endswith((":", "：", ">", ")")):
        return False
    if quote_behind:
        return address
    return moment and _ADDRESS_LAST.holds(joined) and (_OPENING.opens(joined) or _starts_with_date(joined))


def _tells(joined: str, folded: str) -> bool:
    """Whether `joined` begins as a sentence does, with "my" or "the", and with no word that opens an attribution."""
    return folded.split(maxsplit=1)[0] in _TELLING and not _OPENING.opens(joined)


def _numbers(text: str) -> int:
    """How many numbers stand in `text`."""
    return len("".join([char if char.isdigit() else " " for char in text]).split())


def _starts_with_date(joined: str) -> bool:
    """Whether a number stands in the first two words: "5 Mar", "Tue, 5 Mar", "2024-03-05"."""
    return any(char.isdigit() for word in joined[:40].split()[:2] for char in word)


def _names(joined: str, *, quote_behind: bool) -> bool:
    """Whether `joined`, which begins with a name or an address, is an attribution."""
    folded = fold(joined)
    last = _LAST.holds(folded)
    if quote_behind and joined[-1:] in (":", "："):
        if ("@" in joined and _ADDRESS_LAST.holds(joined)) or (len(joined) <= _LONGEST_SAID and _CITING.opens(folded)):
            return True
        if len(joined) <= _LONGEST_SAID and _SAID.holds(folded) and folded.split(maxsplit=1)[0] not in _TELLING:
            return True
    if not last and not _INSIDE.holds(folded):
        return False
    if last and quote_behind and len(joined) <= _LONGEST_NAMES:
        return True
    if joined[-1:] not in (":", "：", "-") or _OWN.holds(folded):
        return False
    if last and "@" in joined and _ADDRESS_LAST.holds(joined):
        return True
    if _tells(joined, folded):
        return False
    numbers = _numbers(joined)
    return (numbers >= 3 and _ADDRESS.holds(joined)) or (numbers >= 4 and _TIME.holds(joined))


def _is_whole(joined: str) -> bool:
    """Whether `joined` can be a whole attribution: it begins with a name, not in the middle of an address."""
    if joined[:1] in "<>([":
        return False
    opens, closes = joined.find("<"), joined.find(">")
    return closes < 0 or 0 <= opens < closes


def _middle(words: str) -> int:
    """How far into `words` the attribution begins, when own words stand before it on its line; else 0."""
    if _OPENING.opens(words):
        return 0
    found = _MIDDLE.groups(words)
    return len(found[0]) if found else 0
