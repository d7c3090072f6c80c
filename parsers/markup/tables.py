"""The rows of an HTML table as lines.

Takes cells, each a canvas of its own; gives the lines of the table, and the corners of marked elements in them.
Never pads a column that is wide, and lays cells of several lines one under the other, as mails that are built of
tables want to be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from parsers.markup.marks import Mark

_GAP = "  "
_WIDE = 36


@dataclass(frozen=True, slots=True)
class Corner:
    """Where a marked element begins or ends, between two lines."""

    element: int
    mark: Mark
    opens: bool


Canvas: TypeAlias = list[str | Corner]


def rows(grid: Sequence[Sequence[Canvas]], indent: str) -> Canvas:
    """The lines of a table, each behind `indent`."""
    told = [[cell for cell in row if any(cell)] for row in grid]
    flat = [_flat(row) for row in told]
    widths = _widths([cells for cells in flat if cells is not None and len(cells) > 1])
    lines: Canvas = []
    for row, cells in zip(told, flat, strict=True):
        if cells is None:
            lines += [entry for cell in row for entry in cell]
        elif cells:
            lines.append(_row(cells, widths))
    if not indent:
        return lines
    return [indent + entry if isinstance(entry, str) and entry else entry for entry in lines]


def _flat(row: Sequence[Canvas]) -> list[str] | None:
    """The cells of a row as one line each; None when one of them needs more than a line."""
    cells: list[str] = []
    for cell in row:
        if len(cell) > 6:
            return None
        said = [entry for entry in cell if entry]
        if len(said) != 1 or not isinstance(said[0], str):
            return None
        cells.append(said[0])
    return cells


def _widths(flat: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column is padded to, 0 for not at all; only rows of as many cells stand in columns together."""
    if len(flat) < 2 or len({len(cells) for cells in flat}) != 1:
        return []
    widths = [max(len(cell) for cell in column) for column in zip(*flat, strict=True)]
    return [width if width <= _WIDE else 0 for width in widths]


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    if len(cells) != len(widths):
        return _GAP.join(cells)
    return _GAP.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
