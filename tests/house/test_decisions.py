"""The decision notes: numbered, short, listed, each with its price; and a reason for every dependency."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.sources import ROOT, project

_NOTES = ROOT / "docs" / "decisions"
_NAME = re.compile(r"(\d{4})-[a-z0-9-]+\.md")
_PARTS = ("## Context", "## Choice", "## Price")
_LINES = 30
_DEPENDENCIES = "dependencies"


def notes() -> list[Path]:
    """All notes, by number."""
    return sorted(file for file in _NOTES.glob("*.md") if file.name != "README.md")


def misshapen(name: str, text: str) -> list[str]:
    """What a note lacks."""
    problems = [f"{name}: no '{part}'" for part in _PARTS if part not in text]
    if not _NAME.fullmatch(name):
        problems.append(f"{name}: not named NNNN-slug.md")
    if text.count("\n") > _LINES and _DEPENDENCIES not in name:
        problems.append(f"{name}: more than {_LINES} lines")
    return problems


def unreasoned(requirements: list[str], table: str) -> list[str]:
    """Requirements without a row of their own in the dependency note."""
    names = [re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0] for requirement in requirements]
    return [name for name in names if f"\n| {name} |" not in table]


def test_each_note_has_number_context_choice_and_price() -> None:
    assert [problem for file in notes() for problem in misshapen(file.name, file.read_text(encoding="utf-8"))] == []


def test_no_number_is_used_twice() -> None:
    numbers = [file.name[:4] for file in notes()]
    assert len(numbers) == len(set(numbers))


def test_the_index_lists_each_note_and_nothing_else() -> None:
    index = (_NOTES / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", index) == [file.name for file in notes()]


def test_each_dependency_has_its_reason() -> None:
    (note,) = [file for file in notes() if _DEPENDENCIES in file.name]
    wanted = [*project()["project"]["dependencies"], *project()["project"]["optional-dependencies"]["demo"]]
    wanted += project()["dependency-groups"]["dev"]
    assert unreasoned(wanted, note.read_text(encoding="utf-8")) == []


def test_a_misshapen_note_and_a_bare_dependency_would_be_seen() -> None:
    assert len(misshapen("7-x.md", "## Context\n" + "\n" * 31)) == 4
    assert unreasoned(["left-pad>=1"], "\n| typer | x |") == ["left-pad"]
