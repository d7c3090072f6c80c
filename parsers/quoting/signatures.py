"""What stands under a person's words and is none of them: signatures behind "-- ", footers of programs, notices.

Takes lines and a stretch of them that is new text; gives the lines of it that are signature.
Never takes a closing formula and the name below for one: the person wrote them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsers.patterns import Pattern, any_of
from parsers.quoting import footers, separators
from parsers.quoting.lines import Line, fold

_DELIMITERS = frozenset(("--", "—", "–", "––", "__", "___"))
# Lines with words that may stand behind a delimiter: many when it is exactly the one of RFC 3676, few otherwise.
_MANY, _FEW = 30, 12
_LONGEST_FOOTER = 160
_FEWEST_WORDS_ALONE = 4
_MOST_WORDS = 12
_NOTICE = 100
_PARAGRAPH = 4000
_PARAGRAPH_LINES = 60
_KEY = 2
# Openings that say nothing was sent: with more than a few words behind, a person is talking.
_BARE = ("from my i", "swyped", "iphone", "ipad", "android", "xperia", "galaxy", "bidalita", "outlook f", "من الـ")
_LISTS = ("mailing list", "mailinglist", "listinfo", "unsubscribe", "mailman", "google groups", "yahoo! groups")


def _by_start(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[:_KEY], []).append(word)
    return {key: tuple(rows) for key, rows in found.items()}


def _by_end(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[-_KEY:], []).append(word)
    return {key: tuple(rows) for key, rows in found.items()}


_SENT = _by_start(opening for row in footers.SENT for opening in row.openings)
_GET = _by_start(opening for row in footers.SENT for opening in row.get)
_ENDING = _by_end(ending for row in footers.SENT for ending in row.endings)
_MACHINE = _by_start((*footers.MACHINE_LINES, *footers.BANNERS))
_OPENING = _by_start(opening for row in footers.NOTICES for opening in row[1:])
_NOTICE_WORDS = Pattern(any_of(*footers.NOTICE_WORDS))
_SHORT_DEVICES = [word for word in footers.DEVICES if len(word) <= 4 and word.isascii()]
_LONG_DEVICES = [word for word in footers.DEVICES if len(word) > 4 or not word.isascii()]
_DEVICE = Pattern(rf"(?:^|[^\pL]){any_of(*_SHORT_DEVICES)}(?:$|[^\pL])|{any_of(*_LONG_DEVICES)}")
_STARTS = frozenset((*_SENT, *_GET, *_MACHINE, *_OPENING))
_ENDS = frozenset(_ENDING)


def find(text: str, lines: Sequence[Line], first: int, end: int) -> list[int]:
    """The lines from `first` up to `end`, all new text, that are signature instead."""
    found: list[int] = []
    done = first
    for place in range(first, end):
        words = lines[place].words
        if not words or place < done:
            continue
        if words in _DELIMITERS and _signs(text, lines, place, end) and not _is_first(lines, place):
            return [*found, *range(place, end)]
        if separators.is_rule(words) and _is_list(lines, place + 1, end):
            return [*found, *range(place, end)]
        head = fold(words[:_LONGEST_FOOTER]).lstrip("*_[(.- <")
        if head[:_KEY] in _STARTS or words[-_KEY:] in _ENDS:
            found.extend(_footer(lines, place, end, head))
            done = found[-1] + 1 if found else first
    return found


def _footer(lines: Sequence[Line], place: int, end: int, head: str) -> Iterable[int]:
    """The lines of the footer that begins with line `place`, none when it is no footer."""
    key = head[:_KEY]
    if _is_sent(head, lines[place].words):
        following = lines[place + 1].words if place + 1 < end else ""
        return (place,) if not following or _is_link(following) or _continues(following) else ()
    if head.startswith(_MACHINE.get(key, ("\0",))):
        return range(place, _paragraph(lines, place, end))
    if head.startswith(_OPENING.get(key, ("\0",))) and (
        place == 0 or not lines[place - 1].words or _framed(lines, place)
    ):
        behind = _paragraph(lines, place, end)
        if _is_notice(lines, place, behind):
            return range(place, behind)
    return ()


def _is_sent(head: str, words: str) -> bool:
    if len(words) >= _LONGEST_FOOTER:
        return False
    key = head[:_KEY]
    if head.startswith(_GET.get(key, ("\0",))):
        return len(head.split()) <= _MOST_WORDS
    clause = head.split(",", 1)[0]
    number = len(clause.split())
    if head.startswith(_SENT.get(key, ("\0",))):
        if number > _MOST_WORDS or (head.startswith(_BARE) and number > _FEWEST_WORDS_ALONE + 1):
            return False
        return _DEVICE.holds(clause) or head.startswith(("please excuse", "excuse my"))
    folded = head.rstrip(" *_)].。")
    ending = folded.endswith(_ENDING.get(folded[-_KEY:], ("\0",))) or head.endswith(_ENDING.get(head[-_KEY:], ("\0",)))
    return ending and number <= _MOST_WORDS and _DEVICE.holds(clause) and " ich " not in head


def _continues(following: str) -> bool:
    """Whether the line right below a footer is a footer too."""
    head = fold(following[:_LONGEST_FOOTER]).lstrip("*_[(.- <")
    return _is_sent(head, following) or following in _DELIMITERS


def _is_link(words: str) -> bool:
    return words.startswith(("http", "<http", "(http", "[http", "www.", "<www.")) and " " not in words.strip()


def _framed(lines: Sequence[Line], place: int) -> bool:
    return separators.is_rule(lines[place - 1].words)


def _is_notice(lines: Sequence[Line], place: int, behind: int) -> bool:
    paragraph = fold(" ".join(lines[row].words for row in range(place, behind)))[:_PARAGRAPH]
    return (len(paragraph) >= _NOTICE or "print" in paragraph) and _NOTICE_WORDS.holds(paragraph)


def _paragraph(lines: Sequence[Line], place: int, end: int) -> int:
    bound = min(end, place + _PARAGRAPH_LINES)
    while place < bound and lines[place].words:
        place += 1
    return place


def _signs(text: str, lines: Sequence[Line], place: int, end: int) -> bool:
    """Whether a delimiter opens a signature: something stands behind it, and not too much."""
    line = lines[place]
    exact = text[line.start : line.end].rstrip("\r\n") == "-- "
    if not exact and place and lines[place - 1].words.endswith((":", "：")):
        return False
    allowed = _MANY if exact else _FEW
    said = 0
    for row in range(place + 1, min(end, place + 1 + 4 * _MANY)):
        said += bool(lines[row].words)
        if said > allowed:
            return exact and _is_list(lines, place + 1, end)
    return said > 0


def _is_first(lines: Sequence[Line], place: int) -> bool:
    """Whether nothing stands above line `place`: then what follows is all that the person wrote."""
    return not any(lines[row].words for row in range(place))


def _is_list(lines: Sequence[Line], place: int, end: int) -> bool:
    """Whether a list's footer begins with line `place`: one of its next lines says so."""
    for row in range(place, min(end, place + 3)):
        words = fold(lines[row].words[:300])
        if any(word in words for word in _LISTS):
            return True
    return False
