"""Every durable boundary is listed once and marked in the code, so that the kill tests can reach it."""

from __future__ import annotations

import ast

from storage.crashpoints import POINTS
from tests.house.sources import Source, dotted, shipped, source


def marked(found: Source) -> list[str]:
    """The names a file gives to `crashpoint(...)`; "?" for one that is not written out."""
    return [
        str(node.args[0].value) if node.args and isinstance(node.args[0], ast.Constant) else "?"
        for node in ast.walk(found.tree)
        if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] == "crashpoint"
    ]


def test_each_listed_point_is_marked_and_each_marked_point_is_listed() -> None:
    names = [name for found in shipped() for name in marked(found)]
    assert set(names) == set(POINTS)


def test_a_mark_without_a_row_would_be_seen() -> None:
    assert marked(source("daemon/x.py", 'crashpoints.crashpoint("nowhere")\ncrashpoint(name)')) == ["nowhere", "?"]
