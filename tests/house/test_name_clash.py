"""Our top-level names are short and others use them too: the program says so instead of running half theirs."""

from __future__ import annotations

from pathlib import Path

import cli


def test_the_program_finds_itself_at_home() -> None:
    assert cli.displaced(cli.FLOORS, Path(cli.__file__).resolve().parent) == []
    assert cli.overwritten(cli.FLOORS) == []


def test_a_package_from_elsewhere_is_named_with_its_place(tmp_path: Path) -> None:
    (problem,) = cli.displaced(("json",), tmp_path)
    assert problem.startswith("json: ")
    assert problem.endswith("__init__.py")


def test_a_missing_package_is_named() -> None:
    assert cli.displaced(("no_such_floor",), Path()) == ["no_such_floor: missing"]
