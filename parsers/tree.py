"""The MIME tree, cut along its boundaries on raw octets (RFC 2046 5.1; A35, A36, A39).

Takes raw octets and their header block; gives a frozen tree of parts that point into them.
Never decodes a body and never looks inside an attached mail.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers import charsets
from parsers.content import INLINE, PLAIN, Content, content_type, disposition
from parsers.defects import Code
from parsers.limits import LIMITS
from parsers.split import Block, block

# Lines that begin like a boundary and are none; more of them in one multipart is an attack.
_FALSE_STARTS = 10_000
# Lines that may be the boundary of a multipart which does not name it.
_GUESSES = 20


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `path`: dotted, "" for the whole mail; its body lies at `start`:`end` of the raw octets.

    `children`: empty for a leaf and for a multipart that nests too deep; one without boundaries counts as text.
    """

    path: str
    block: Block
    content: Content
    disposition: Content
    start: int
    end: int
    children: tuple[Part, ...]

    @property
    def kind(self) -> str:
        """The content type, lower case."""
        return self.content.value


@dataclass(slots=True)
class _Count:
    """What is still allowed, and what was wrong; lives as long as one walk."""

    parts: int
    wrong: dict[Code, None]


def tree(raw: bytes, root: Block) -> tuple[Part, tuple[Code, ...]]:
    """The mail's tree and what was wrong with it."""
    count = _Count(LIMITS.parts, {})
    return _part(raw, root, len(raw), "", "text/plain", 0, count), tuple(count.wrong)


def leaves(part: Part) -> list[Part]:
    """Every part without children, in order."""
    if not part.children:
        return [part]
    return [leaf for child in part.children for leaf in leaves(child)]


def _part(raw: bytes, head: Block, end: int, path: str, default: str, depth: int, count: _Count) -> Part:
    given = head.first("content-type")
    content = content_type(charsets.plain(given)) if given else Content(default, INLINE.parameters)
    wanted = head.first("content-disposition")
    shown = disposition(charsets.plain(wanted)) if wanted else INLINE
    children: tuple[Part, ...] = ()
    if content.value.startswith("multipart/"):
        if depth >= LIMITS.depth:
            count.wrong[Code.TOO_DEEP] = None
        else:
            children = _children(raw, head, content, end, path, depth, count)
            if not children:  # what it holds was meant to be read, so it is shown as it stands
                content = PLAIN
    return Part(path, head, content, shown, head.body, end, children)


def _children(
    raw: bytes, head: Block, content: Content, end: int, path: str, depth: int, count: _Count
) -> tuple[Part, ...]:
    default = "message/rfc822" if content.value == "multipart/digest" else "text/plain"
    spans = _spans(raw, head.body, end, content, count)
    children: list[Part] = []
    for number, (start, stop) in enumerate(spans, start=1):
        if count.parts <= 0:
            count.wrong[Code.PARTS_CUT] = None
            break
        count.parts -= 1
        child_path = f"{path}.{number}" if path else str(number)
        children.append(_part(raw, block(raw, start, stop), stop, child_path, default, depth + 1, count))
    return tuple(children)


def _spans(raw: bytes, start: int, end: int, content: Content, count: _Count) -> list[tuple[int, int]]:
    """Where the parts between the boundaries lie; empty when the boundary never stands there."""
    boundary = content.parameters.get("boundary", "").rstrip().encode("utf-8", "replace")
    found = _between(raw, start, end, b"--" + boundary, count) if boundary else []
    if not found:
        guessed = _guessed(raw, start, end)
        found = _between(raw, start, end, guessed, count) if guessed else []
        count.wrong[Code.BOUNDARY_MISSING] = None
    return found


def _between(raw: bytes, start: int, end: int, mark: bytes, count: _Count) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened = -1
    false_starts = 0
    place = raw.find(mark, start, end)
    while place >= 0:
        after = place + len(mark)
        line_end = _line_end(raw, after, end)
        rest = raw[after : min(line_end, after + 100)].strip()
        if (place > start and raw[place - 1] not in b"\r\n") or rest not in (b"", b"--"):
            false_starts += 1
            if false_starts > _FALSE_STARTS:
                break
            place = raw.find(mark, after, end)
            continue
        if opened >= 0:
            spans.append((opened, max(opened, _before_break(raw, opened, place))))
        if len(spans) > count.parts:
            return spans
        if rest:
            opened, place = -1, _reopened(raw, line_end, end, mark)
            continue
        opened = min(line_end + 1, end)
        place = raw.find(mark, line_end, end)
    if opened >= 0:  # never closed: what is there counts
        spans.append((opened, end))
    return spans


def _reopened(raw: bytes, place: int, end: int, mark: bytes) -> int:
    """Where parts go on behind a closing boundary, as where programs nest multiparts of one boundary; -1: nowhere."""
    place = raw.find(mark, place, end)
    if place < 0 or raw[place - 1] not in b"\r\n":
        return -1
    line_end = _line_end(raw, place, end)
    following = raw[line_end : line_end + 40].lstrip(b"\r\n").lower()
    return place if raw[place + len(mark) : line_end].strip() == b"" and following.startswith(b"content-") else -1


def _line_end(raw: bytes, place: int, end: int) -> int:
    """Where the "\\n" (or, without one, the "\\r") that ends the line at `place` stands; `end` on the last line.

    A boundary line is short: the search is bounded, so that many boundaries in one endless line stay linear.
    """
    stop = min(end, place + 1000)
    found = raw.find(b"\n", place, stop)
    bare = raw.find(b"\r", place, found if found >= 0 else stop)
    if bare >= 0 and bare + 1 != found:
        return bare
    return found if found >= 0 else stop


def _before_break(raw: bytes, start: int, place: int) -> int:
    """`place` without the line end before it, which belongs to the boundary."""
    if place > start and raw[place - 1] == 10:
        place -= 1
    if place > start and raw[place - 1] == 13:
        place -= 1
    return place


def _guessed(raw: bytes, start: int, end: int) -> bytes:
    """The boundary line of a multipart that names none or a wrong one: begun with "--", before a header, or closed.

    Before it may stand the words for readers without MIME; after that many lines that are none, there is none.
    """
    place = start if raw.startswith(b"--", start) else _next_dashes(raw, start, end)
    for _ in range(_GUESSES):
        if place < 0:
            break
        line_end = _line_end(raw, place, end)
        line = raw[place:line_end].rstrip()
        following = raw[line_end : line_end + 40].lstrip(b"\r\n").lower()
        may_be = 4 < len(line) <= 74 and b" " not in line and line.strip(b"-") != b""
        if may_be and (following.startswith(b"content-") or raw.find(b"\n" + line + b"--", line_end, end) >= 0):
            return line
        place = _next_dashes(raw, line_end, end)
    return b""


def _next_dashes(raw: bytes, place: int, end: int) -> int:
    found = raw.find(b"\n--", place, end)
    return found + 1 if found >= 0 else -1
