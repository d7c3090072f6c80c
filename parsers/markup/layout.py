"""HTML laid out as lines of text: what a reader of it sees, and which of it is marked as quote or signature.

Takes HTML as text; gives `Laid`. Lists have their bullets, tables their rows and columns, links their targets.
Never fetches anything and never builds a tree: one pass over the tags, whatever their nesting.

Text that styles hide is left out, as it is for whoever reads the mail (A13); where all of it is hidden, it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.mail import Span
from parsers.markup import entities
from parsers.markup.elements import BLOCKS, LITERAL, VOID
from parsers.markup.links import target
from parsers.markup.looks import LOOKS_NONE, Look, look
from parsers.markup.marks import Mark
from parsers.markup.stretches import Edge, stretches
from parsers.markup.tables import Canvas, Corner, rows
from parsers.markup.tags import Tag, tokens

# Tables nested deeper are laid out as if they were none; each level costs a copy of what it holds.
_TABLES = 12
_BLANK_LINES = 2
# Lists and definitions nested deeper stand no further to the right.
_INDENT = 40
_HARD = "\xa0"
_SIGNATURE = "--"
# Characters without a width; a line of nothing else is blank.
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u2060\u034f\xad\ufeff\0"))
_SPACES = str.maketrans("\t\n\r\f\v", "     ")
_STRUCTURE = frozenset("table tr td th".split())
_LISTS = frozenset("ul ol dir menu".split())


@dataclass(frozen=True, slots=True)
class Laid:
    """`marked`: stretches of `text`, in order, without overlap, each of whole lines."""

    text: str
    marked: tuple[Span, ...]


def lay_out(html: str) -> Laid:
    """`html` as text, without blank lines around it."""
    laid = _finished(_Layout(html, hiding=True).canvas())
    return laid if laid.text else _finished(_Layout(html, hiding=False).canvas())


def _finished(canvas: Canvas) -> Laid:
    lines: list[str] = []
    edges: list[Edge] = []
    for entry in canvas:
        if isinstance(entry, Corner):
            edges.append(Edge(len(lines), entry.element, entry.mark, entry.opens))
        elif entry or (lines and lines[-_BLANK_LINES:] != [""] * _BLANK_LINES):
            lines.append(entry)
    found = stretches(lines, edges)
    while lines and not lines[-1]:
        lines.pop()
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    text = "\n".join(lines)
    marked = (
        Span(one.kind, starts[one.start], min(starts[min(one.end, len(lines))], len(text)))
        for one in found
        if one.start < len(lines)
    )
    return Laid(text, tuple(span for span in marked if text[span.start : span.end].strip()))


@dataclass(slots=True)
class _Open:
    """An element that is open. `element`: number of its mark, -1 without one."""

    name: str
    look: Look
    element: int = -1


@dataclass(slots=True)
class _List:
    """A list that is open. `item`: where its open item lies on the stack, -1 for none; `indent`: around the list."""

    ordered: bool
    number: int
    indent: str
    item: int = -1


@dataclass(slots=True)
class _Table:
    """A table that is open. `base`, `row`, `cell`: places on the stack, -1 for none. `outer`: the canvas around it.

    `deep`: too deep to have rows and columns. `margin`: a blank line goes before it.
    `counts`, `indent`, `lists`: what was open around the open cell.
    """

    base: int
    outer: Canvas
    deep: bool
    margin: bool
    row: int = -1
    cell: int = -1
    grid: list[list[Canvas]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    indent: str = ""
    lists: int = 0


class _Layout:
    """One walk over one HTML; lives as long as it."""

    def __init__(self, html: str, *, hiding: bool) -> None:
        self._hiding = hiding
        self._canvas: Canvas = []
        self._stack: list[_Open] = []
        self._counts: dict[str, int] = {}
        self._tables: list[_Table] = []
        self._lists: list[_List] = []
        self._looks: dict[tuple[str, str], Look] = {}
        self._line: list[str] = []
        self._space = False
        self._margin = False
        self._ended = False  # by an inline element that is marked, so that a line end behind it ends nothing
        self._indent = ""
        self._bullet = ""
        self._hidden = 0
        self._literal = 0
        self._link = ""
        self._link_text: list[str] = []
        self._elements = 0
        for token in tokens(html):
            if isinstance(token, str):
                if not self._hidden:
                    self._text(token)
            elif token.closing:
                self._close(token.name)
            else:
                self._start(token)
        while self._stack:
            self._pop()
        self._end_line()

    def canvas(self) -> Canvas:
        """Lines, and the corners of marked elements between them."""
        return self._canvas

    # text

    def _text(self, written: str) -> None:
        text = entities.undone(written)
        if not text.isascii():
            text = text.translate(_INVISIBLE)
        if self._literal:
            self._literal_text(text)
            return
        if not text.isprintable():
            text = text.translate(_SPACES)
        while "  " in text:
            text = text.replace("  ", " ")
        words = text.strip(" ")
        if not words:
            self._space = self._space or bool(text)
            return
        if text[0] == " ":
            self._space = True
        self._put(words)
        self._space = text[-1] == " "

    def _put(self, words: str) -> None:
        if self._space and self._line:
            self._line.append(" ")
            if self._link:
                self._link_text.append(" ")
        self._space = False
        self._line.append(words)
        if self._link:
            self._link_text.append(words)

    def _literal_text(self, text: str) -> None:
        first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._put_literal(first)
        for line in others:
            self._break()
            self._put_literal(line)

    def _put_literal(self, line: str) -> None:
        if line:
            self._line.append(line)
            if self._link:
                self._link_text.append(line)

    # lines

    def _end_line(self) -> None:
        if self._line:
            line = "".join(self._line)
            self._push(line + " " if self._space and line == _SIGNATURE else line)
            self._line = []
        self._space = False

    def _break(self) -> None:
        """A line end that the author set: it ends a line, or is a blank one."""
        if self._line:
            self._end_line()
        elif not self._ended:
            self._push("")
        self._space = self._ended = False

    def _push(self, line: str) -> None:
        self._ended = False
        line = line.replace(_HARD, " ")
        if not line.strip():
            self._canvas.append("")
            return
        if line != _SIGNATURE + " ":
            line = line.rstrip()
        if self._margin:
            self._gap()
        self._margin = False
        lead, self._bullet = self._bullet or self._indent, ""
        self._canvas.append(lead + line)

    def _gap(self) -> None:
        """A blank line, unless one is there already or nothing is above."""
        last = next((entry for entry in self._canvas[-1:-9:-1] if isinstance(entry, str)), "")
        if last:
            self._canvas.append("")

    # elements

    def _start(self, tag: Tag) -> None:
        name = tag.name
        known = (name, tag.inside)
        seen = self._looks.get(known)
        if seen is None:
            seen = self._looks[known] = look(name, tag.inside)
        if name in VOID:
            self._void(name, seen)
            return
        block = BLOCKS.get(name)
        if block is None and seen is LOOKS_NONE and not self._counts.get(name):
            return
        if block is not None:
            self._start_block(name, seen)
            if name == "table":
                self._push_open(name, seen)
                deep = len(self._tables) >= _TABLES
                self._tables.append(_Table(len(self._stack) - 1, self._canvas, deep, self._margin))
                self._margin = self._margin and deep
                return
            if name in ("td", "th", "tr") and self._tables:
                self._start_in_table(name, seen)
                return
        self._push_open(name, seen)
        if block is not None and not self._hidden:
            self._indented(name, seen, block.indent)

    def _start_block(self, name: str, seen: Look) -> None:
        if self._stack and self._stack[-1].name == "p" and name not in ("tr", "td", "th"):
            self._pop()
        if name == "li" and self._lists and self._lists[-1].item > (self._tables[-1].cell if self._tables else -1):
            self._unwind(self._lists[-1].item)
        if not self._hidden:
            self._end_line()
            self._margin = self._margin or (BLOCKS[name].margin and not seen.tight)

    def _indented(self, name: str, seen: Look, indent: str) -> None:
        if name in _LISTS:
            nested = bool(self._lists)
            self._margin = self._margin or not nested
            self._lists.append(_List(name == "ol", seen.number, self._indent))
        elif name == "li":
            around = (self._lists[-1].indent if self._lists else self._indent)[:_INDENT]
            bullet = "" if seen.bare else "* "
            if self._lists:
                one = self._lists[-1]
                one.item = len(self._stack) - 1
                if one.ordered:
                    one.number = seen.number if seen.number > 1 else one.number
                    bullet = f"{one.number}. "
                    one.number += 1
            self._bullet = around + bullet
            self._indent = around + " " * len(bullet)
        elif indent:
            self._indent = (self._indent + indent)[:_INDENT]

    def _start_in_table(self, name: str, seen: Look) -> None:
        table = self._tables[-1]
        if table.cell >= 0:
            self._unwind(table.cell)
        if name == "tr" and table.row >= 0:
            self._unwind(table.row)
        if name == "tr" or table.row < 0:
            table.row = len(self._stack)
            table.grid.append([])
            self._push_open("tr", seen if name == "tr" else LOOKS_NONE)
        if name == "tr":
            return
        self._end_line()
        table.cell = len(self._stack)
        table.counts, self._counts = self._counts, {}
        table.lists = len(self._lists)
        if not table.deep:
            table.indent, self._indent, self._bullet = self._indent, "", ""
            self._canvas = []
            table.grid[-1].append(self._canvas)
            self._margin = False
        self._push_open(name, seen)

    def _push_open(self, name: str, seen: Look) -> None:
        opened = _Open(name, seen)
        if seen.hidden and self._hiding:
            self._hidden += 1
        elif not self._hidden:
            self._take_on(opened)
        self._stack.append(opened)
        self._counts[name] = self._counts.get(name, 0) + 1

    def _take_on(self, opened: _Open) -> None:
        seen = opened.look
        if seen.mark is not None:
            opened.element = self._corner(seen.mark)
        if seen.literal or opened.name in LITERAL:
            self._literal += 1
        if seen.href:
            self._link, self._link_text = seen.href, []

    def _corner(self, mark: Mark) -> int:
        self._end_line()
        self._elements += 1
        self._canvas.append(Corner(self._elements, mark, opens=True))
        return self._elements

    def _void(self, name: str, seen: Look) -> None:
        if self._hidden or (seen.hidden and self._hiding):
            return
        if name == "br":
            self._break()
        elif name == "img":
            if seen.alt:
                self._put(seen.alt)
        elif name == "hr":
            self._end_line()
            self._margin = True
            if seen.mark is not None:
                self._corner(seen.mark)
        elif name == "wbr":
            self._space = self._space and bool(self._line)

    # ends

    def _close(self, name: str) -> None:
        if name == "p" and not self._counts.get("p") and not self._hidden:
            self._end_line()  # what browsers take for an empty paragraph
        if name in VOID:
            if name == "br" and not self._hidden:
                self._break()
            return
        if name in _STRUCTURE and self._tables:
            self._close_in_table(name)
        elif self._counts.get(name):
            place = len(self._stack) - 1
            while self._stack[place].name != name:
                place -= 1
            self._unwind(place)

    def _close_in_table(self, name: str) -> None:
        table = self._tables[-1]
        place = {"table": table.base, "tr": table.row}.get(name, table.cell)
        if place >= 0:
            self._unwind(place)

    def _unwind(self, place: int) -> None:
        while len(self._stack) > place:
            self._pop()

    def _pop(self) -> None:
        opened = self._stack.pop()
        place = len(self._stack)
        if not self._hidden:
            self._leave(opened)
        elif opened.look.hidden and self._hiding:
            self._hidden -= 1
        self._counts[opened.name] = self._counts.get(opened.name, 1) - 1
        if self._tables and place in (self._tables[-1].cell, self._tables[-1].row, self._tables[-1].base):
            self._leave_in_table(place)

    def _leave(self, opened: _Open) -> None:
        name, seen, block = opened.name, opened.look, BLOCKS.get(opened.name)
        if seen.href:
            self._end_link()
        if block is not None:
            self._end_line()
        elif opened.element >= 0 and self._line:
            self._end_line()
            self._ended = True
        if seen.literal or name in LITERAL:
            self._literal -= 1
        if opened.element >= 0 and seen.mark is not None:
            self._canvas.append(Corner(opened.element, seen.mark, opens=False))
        if block is None:
            return
        self._margin = self._margin or (block.margin and not seen.tight)
        if name in _LISTS and self._lists:
            self._indent = self._lists.pop().indent
            self._margin = self._margin or not self._lists
        elif name == "li":
            self._bullet = ""
            if self._lists:
                self._indent = self._lists[-1].indent
                self._lists[-1].item = -1
        elif block.indent:
            self._indent = self._indent[len(block.indent) :]

    def _leave_in_table(self, place: int) -> None:
        table = self._tables[-1]
        if place == table.cell:
            table.cell = -1
            self._end_line()
            self._counts = table.counts
            if table.deep:
                return
            self._indent, self._canvas = table.indent, table.outer
            del self._lists[table.lists :]
            self._margin = False
        elif place == table.row:
            table.row = -1
        else:
            self._tables.pop()
            if not table.deep:
                laid = rows(table.grid, table.indent)
                if laid and table.margin:
                    self._gap()
                self._canvas += laid

    def _end_link(self) -> None:
        shown = target(self._link, "".join(self._link_text))
        self._link, self._link_text = "", []
        if shown:
            self._space = bool(self._line)
            self._put(f"<{shown}>")
