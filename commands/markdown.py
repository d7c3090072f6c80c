"""Tables of the generated documents.

Takes titles and rows of cells; gives Markdown. Never wraps, never cuts.
"""

from __future__ import annotations

from collections.abc import Sequence


def table(titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table; bars in cells are escaped."""
    lines = [titles, tuple("---" for _ in titles), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)
