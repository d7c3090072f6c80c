"""Everything a command prints goes through here.

Takes frozen rows and columns; gives a table, JSON or bare ids on standard output, problems on standard error.
Never lets a control character of a mail reach the terminal (A65), and never reads customer text as markup.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto
from typing import Any, Generic, NoReturn, TypeVar

import typer

from commands.exits import Exit
from parsers.cleaning import visible

Row = TypeVar("Row")
# What a column of long texts gets on a narrow terminal before others are left out.
_LEAST_WIDE = 24
# What any other column gets at most: an address may be 254 characters long.
_MOST_NARROW = 28


class Shape(StrEnum):
    """How a listing is wanted."""

    TABLE = "table"
    JSON = "json"
    IDS = "ids"


def shape(as_json: bool, quiet: bool) -> Shape:
    """The shape that `--json` and `-q` ask for; both at once is a usage error."""
    if as_json and quiet:
        fail("--json and -q exclude each other", Exit.USAGE)
    return Shape.JSON if as_json else Shape.IDS if quiet else Shape.TABLE


@dataclasses.dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A title and how to read the cell; None prints as a dash."""

    title: str
    cell: Callable[[Row], object]
    wide: bool = False


def listing(rows: Sequence[Row], columns: Sequence[Column[Row]], wanted: Shape) -> None:
    """Print rows. The first column is the id that `-q` prints."""
    match wanted:
        case Shape.JSON:
            typer.echo(to_json(rows))
        case Shape.IDS:
            for row in rows:
                typer.echo(str(columns[0].cell(row)))
        case Shape.TABLE:
            _table(rows, columns)


def to_json(value: object) -> str:
    """JSON of dataclasses, enums, times (ISO 8601), spans (seconds), containers; controls come out escaped."""
    text = json.dumps(_plain(value), ensure_ascii=False, indent=2)
    if text.replace("\n", "").isprintable():
        return text
    # JSON itself escapes only the oldest controls; what turns text around or is invisible has to be seen, too.
    return "".join(char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in text)


def say(text: str) -> None:
    """One line for people, on standard output."""
    typer.echo(visible(text))


class Look(Enum):
    """How a piece of a line looks on a terminal; piped, all look alike."""

    PLAIN = auto()
    DIM = auto()
    STRONG = auto()
    GOOD = auto()
    BAD = auto()
    CYAN = auto()
    YELLOW = auto()
    MAGENTA = auto()


_LOOKS: Mapping[Look, dict[str, Any]] = {
    Look.PLAIN: {},
    Look.DIM: {"dim": True},
    Look.STRONG: {"bold": True},
    Look.GOOD: {"fg": "green"},
    Look.BAD: {"fg": "red", "bold": True},
    Look.CYAN: {"fg": "cyan"},
    Look.YELLOW: {"fg": "yellow"},
    Look.MAGENTA: {"fg": "magenta"},
}


def say_in(*parts: tuple[str, Look]) -> None:
    """One line for people, each piece in its look."""
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    typer.echo(
        "".join(typer.style(visible(text), **_LOOKS[look]) if coloured else visible(text) for text, look in parts)
    )


def block(text: str) -> None:
    """Several lines of somebody's text, made harmless line by line."""
    for line in text.splitlines():
        typer.echo(visible(line))


def warn(text: str) -> None:
    """One line on standard error."""
    typer.echo(visible(text), err=True)


def fail(text: str, code: Exit) -> NoReturn:
    """Say what is wrong on standard error and end with `code`."""
    warn(f"supportd: {text}")
    raise typer.Exit(int(code))


def ask(question: str) -> None:
    """Go on only when the person says yes; no, no answer at all and Ctrl-C end the command with nothing done."""
    try:
        sure = typer.confirm(visible(question), err=True)
    except typer.Abort:
        typer.echo(err=True)
        sure = False
    if not sure:
        fail("nothing was done (-y does it without asking)", Exit.CANCELLED)


def time_text(moment: datetime | None) -> str:
    """A time as people compare it in columns, in UTC to the minute."""
    return "-" if moment is None else moment.strftime("%Y-%m-%d %H:%MZ")


def _table(rows: Sequence[Row], columns: Sequence[Column[Row]]) -> None:
    if not rows:
        warn("nothing to show")
        return
    cells = [[_cell(column.cell(row)) for column in columns] for row in rows]
    if not sys.stdout.isatty():
        _plain_table([column.title for column in columns], cells)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False)
    console = Console()
    kept = room_for([column.title for column in columns], [column.wide for column in columns], cells, console.width)
    for column in (columns[index] for index in kept):
        if column.wide:
            table.add_column(Text(column.title), overflow="fold")
        else:
            table.add_column(Text(column.title), overflow="ellipsis", no_wrap=True, max_width=_MOST_NARROW - 2)
    for line in cells:
        table.add_row(*(Text(line[index]) for index in kept))
    console.print(table)
    if left_out := [column.title for index, column in enumerate(columns) if index not in kept]:
        warn(f"(no room for: {', '.join(left_out)}; a wider terminal, or a pipe, shows them)")


def room_for(titles: Sequence[str], wide: Sequence[bool], cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """Which columns a terminal of `width` has room for: the first and the wide ones always, empty ones go first."""
    from rich.cells import cell_len

    lines = [list(titles), *cells]
    needs = [max(cell_len(line[index]) for line in lines) + 2 for index in range(len(titles))]
    needs = [min(need, _LEAST_WIDE if wide[index] else _MOST_NARROW) for index, need in enumerate(needs)]
    kept = list(range(len(titles)))
    spare = [index for index in kept[:0:-1] if not wide[index]]
    for index in sorted(spare, key=lambda index: any(line[index] != "-" for line in cells)):
        if sum(needs[each] for each in kept) <= width:
            break
        kept.remove(index)
    return kept


def _plain_table(titles: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    from rich.cells import cell_len

    lines = [list(titles), *cells]
    widths = [max(cell_len(line[index]) for line in lines) for index in range(len(titles))]
    for line in lines:
        padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True))
        typer.echo("  ".join(padded).rstrip())


def _cell(value: object) -> str:
    if value is None or value == "":
        return "-"
    if isinstance(value, datetime):
        return time_text(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple | list):
        return visible(", ".join(str(item) for item in value)) or "-"
    return visible(str(value))


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value
