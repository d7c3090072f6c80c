"""The table of reasons and the code agree: no code without a row, no row without a use."""

from __future__ import annotations

import ast

from rules.reasons import REASONS
from tests.house.sources import Source, dotted, shipped, source

_TABLE = "rules/reasons.py"
_KEYWORDS = frozenset({"reason", "reason_code"})


def strings(found: Source) -> set[str]:
    """Every string the file writes out."""
    return {
        node.value for node in ast.walk(found.tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def named_codes(found: Source) -> set[str]:
    """Codes the file names as such: `reason("x")`, `reason="x"`, `reason_code="x"`."""
    codes: set[str] = set()
    for node in ast.walk(found.tree):
        if not isinstance(node, ast.Call):
            continue
        values = [keyword.value for keyword in node.keywords if keyword.arg in _KEYWORDS]
        if dotted(node.func).rpartition(".")[2] == "reason":
            values += node.args[:1]
        codes |= {value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)}
    return codes


def test_each_code_stands_in_one_row() -> None:
    codes = [row.code for row in REASONS]
    assert len(codes) == len(set(codes))


def test_each_row_is_used() -> None:
    used = {text for found in shipped() if found.path != _TABLE for text in strings(found)}
    assert [row.code for row in REASONS if row.code not in used] == []


def test_each_code_that_is_named_has_its_row() -> None:
    known = {row.code for row in REASONS}
    assert {(found.path, code) for found in shipped() for code in named_codes(found) - known} == set()


def test_a_code_without_a_row_would_be_seen() -> None:
    planted = source("daemon/x.py", 'alert(reason_code="never_heard_of")\nreasons.reason("nor_of_this")\n')
    assert named_codes(planted) == {"never_heard_of", "nor_of_this"}
