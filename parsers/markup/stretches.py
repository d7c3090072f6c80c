"""Which lines of a laid out HTML are quote, signature or forwarded mail.

Takes the lines and where marked elements begin and end among them; gives stretches of lines, in order.
Never believes a mark whose proof is missing: then the lines are the person's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.mail import SpanKind
from parsers.markup.marks import Extent, Mark, Proof
from parsers.quoting import labels, separators
from parsers.quoting.labels import Field
from parsers.quoting.separators import Behind

# A signature of more lines or characters than this is a text that somebody wrote into the signature's element.
_SIGNATURE_LINES = 16
_SIGNATURE_SIZE = 900
# How far before a quote the line that introduces it may begin, and how long a label of a header block is.
_INTRODUCTION_LINES = 3
_INTRODUCTION_SIZE = 300
_LABEL = 30
_COLONS = (":", "：")


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a marked element begins or ends: before line `line`. `element`: the same number for both."""

    line: int
    element: int
    mark: Mark
    opens: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines `start` up to, not including, `end`. `proof`: what it was asked for."""

    kind: SpanKind
    start: int
    end: int
    proof: Proof


@dataclass(slots=True)
class _Active:
    """The stretch being read. `until`: the element whose end ends it, -1 for the end of the mail."""

    kind: SpanKind
    start: int
    until: int
    lead: bool
    proof: Proof


def stretches(lines: Sequence[str], edges: Sequence[Edge]) -> list[Stretch]:
    """The marked stretches of `lines`, without overlap."""
    ends = {edge.element: edge.line for edge in edges if not edge.opens}
    found: list[Stretch] = []
    enclosing: list[int] = []
    active: _Active | None = None
    for edge in edges:
        if not edge.opens:
            if active is not None and active.until == edge.element:
                _keep(found, lines, active, edge.line)
                active = None
            if enclosing and enclosing[-1] == edge.element:
                enclosing.pop()
            continue
        if active is not None and not _gives_way(active, edge):
            continue
        if edge.mark.extent is Extent.LEAD:
            enclosing.append(edge.element)
        following = _begun(lines, edge, ends.get(edge.element, len(lines)), enclosing)
        if following is None:
            continue
        if active is not None:
            _keep(found, lines, active, following.start)
        active = following
    if active is not None:
        _keep(found, lines, active, len(lines))
    return _believable(lines, found)


def _gives_way(active: _Active, edge: Edge) -> bool:
    """Whether what begins inside an active stretch ends it."""
    if active.kind is SpanKind.SIGNATURE:
        return edge.mark.kind is not SpanKind.SIGNATURE
    return active.lead and edge.mark.tag == "blockquote"


def _begun(lines: Sequence[str], edge: Edge, end: int, enclosing: Sequence[int]) -> _Active | None:
    """What begins with `edge`; None where the proof it needs is missing."""
    mark, start = edge.mark, edge.line
    if mark.kind is SpanKind.SIGNATURE:
        written = sum(len(line) for line in lines[start : min(end, start + 2 * _SIGNATURE_LINES)])
        if mark.proof is Proof.SHORT and (end - start > _SIGNATURE_LINES or written > _SIGNATURE_SIZE):
            return None
        return _Active(mark.kind, start, edge.element, lead=False, proof=mark.proof)
    opening = _opening(lines, start, len(lines))
    introduced = _introduction(lines, start) if mark.tag == "blockquote" else _separator(lines, start)
    match mark.proof:
        case Proof.HEADERS if not _is_header_block(opening):
            return None
        case Proof.INTRODUCED if introduced == start and not _is_header_block(opening) and not _is_separated(opening):
            if not (enclosing and "gmail" in mark.value):
                return None
        case _:
            pass
    passed_on = _is_passed_on(mark, opening)
    kind = SpanKind.FORWARDED if passed_on else mark.kind
    lead = mark.extent is Extent.LEAD and not passed_on
    until = edge.element
    if mark.extent is Extent.REST:
        until = enclosing[-1] if enclosing else -1
    return _Active(kind, introduced, until, lead, mark.proof)


def _keep(found: list[Stretch], lines: Sequence[str], active: _Active, end: int) -> None:
    start = max(active.start, found[-1].end if found else 0)
    if end > start and (not active.lead or _is_introduced(lines, start, end)):
        found.append(Stretch(active.kind, start, end, active.proof))


def _is_introduced(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether what stands before, or without, a block quote says whose words follow: people write there too."""
    opening = _opening(lines, start, end)
    if not opening or _is_separated(opening) or _is_header_block(opening):
        return True
    return _says_who_and_when(" ".join(opening[:_INTRODUCTION_LINES])) or opening[-1].endswith(_COLONS)


def _believable(lines: Sequence[str], found: list[Stretch]) -> list[Stretch]:
    """`found` without signatures that would leave no word of the person's own, where people write into them."""
    marked = sum(one.end - one.start - _blank(lines, one.start, one.end) for one in found)
    if marked + _blank(lines, 0, len(lines)) < len(lines):
        return found
    return [one for one in found if one.kind is not SpanKind.SIGNATURE or one.proof is not Proof.SHORT]


def _blank(lines: Sequence[str], start: int, end: int) -> int:
    return sum(not line.strip() for line in lines[start:end])


def _opening(lines: Sequence[str], start: int, end: int) -> list[str]:
    """The first few lines between `start` and `end` that say anything."""
    return [line.strip() for line in lines[start : min(end, start + 12)] if line.strip()][:5]


def _is_header_block(opening: Sequence[str]) -> bool:
    """Whether the first lines name a sender and another field, or are labels and an address in any language."""
    fields = {known[0] for line in opening if (known := labels.read(line.lstrip("> "))) is not None}
    if len(fields) > 1 and not fields.isdisjoint((Field.FROM, Field.SENT)):
        return True
    return sum(_is_labelled(line) for line in opening) > 2 and any("@" in line for line in opening)


def _is_labelled(line: str) -> bool:
    line = line.lstrip("*> ")
    places = [place for colon in _COLONS if (place := line.find(colon, 0, _LABEL)) > 0]
    return bool(places) and not any(char.isdigit() or char in ".,;!?" for char in line[: min(places)])


def _is_separated(opening: Sequence[str]) -> bool:
    return bool(opening) and is_separator(opening[0])


def _is_passed_on(mark: Mark, opening: Sequence[str]) -> bool:
    """A program's line says so. Gmail writes dashes over a forwarded mail, in any language, and over no quote."""
    if not opening:
        return False
    if separators.read(opening[0]) is Behind.FORWARDED:
        return True
    is_gmail = mark.extent is Extent.LEAD or "gmail" in mark.value
    return is_gmail and opening[0].startswith("----------") and _is_header_block(opening[1:])


def _introduction(lines: Sequence[str], start: int) -> int:
    """Where the line begins that stands before a quote at `start` and says who wrote when; `start` without one."""
    last = start - 1
    while last >= 0 and start - last <= _INTRODUCTION_LINES and not lines[last].strip():
        last -= 1
    if last < 0 or not lines[last].rstrip().endswith(_COLONS):
        return start
    first, said = last, lines[last]
    while not _says_who_and_when(said):
        first -= 1
        if first < 0 or last - first >= _INTRODUCTION_LINES or not lines[first].strip():
            return start
        said = lines[first] + " " + said
    return first


def _separator(lines: Sequence[str], start: int) -> int:
    """Where a line stands that parts what begins at `start` from what is above ("-----Original Message-----")."""
    last = start - 1
    while last >= 0 and start - last <= _INTRODUCTION_LINES and not lines[last].strip():
        last -= 1
    above = lines[last].strip() if last >= 0 else ""
    return last if is_separator(above) else start


def is_separator(line: str) -> bool:
    """Whether a line right above a quote is a separator: one of the table, a bare rule, or any words between dashes."""
    if line.startswith("-----"):
        return True
    return bool(line) and (separators.is_rule(line) or separators.read(line) is not None)


def _says_who_and_when(text: str) -> bool:
    """A time, or a date beside an address: nobody ends an own sentence with both and a colon before a quote."""
    if len(text) > _INTRODUCTION_SIZE:
        return False
    digits = sum(char.isdigit() for char in text)
    return digits >= 5 or ("@" in text and digits >= 2) or ("@" in text and "<" in text)
