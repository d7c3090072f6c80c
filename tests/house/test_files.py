"""Every file introduces itself, has one subject, and its functions fit on a screen."""

from __future__ import annotations

import ast

from tests.house.sources import ROOT, Source, everything, shipped, source

_FUNCTION_LINES = 60
_FILE_LINES = 500
# a migration is one list of columns, written once and never touched again
_ONE_LIST = "storage/migrations/versions/"


def unintroduced(found: Source) -> list[str]:
    """The file's path when it opens without a docstring. An empty package marker says nothing."""
    silent = found.path.endswith("/__init__.py") and not found.tree.body
    return [] if silent or ast.get_docstring(found.tree) else [found.path]


def long_functions(found: Source) -> list[str]:
    """Functions of sixty lines or more, docstring included."""
    return [
        f"{found.path}:{node.lineno} {node.name} has {length} lines"
        for node in ast.walk(found.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) >= _FUNCTION_LINES
    ]


def long_file(found: Source) -> list[str]:
    """The file's path when it holds more than one subject can need."""
    return [f"{found.path} has {found.lines} lines"] if found.lines > _FILE_LINES else []


def test_every_file_opens_with_what_it_is() -> None:
    assert [problem for found in everything() for problem in unintroduced(found)] == []


def test_every_function_fits_on_a_screen() -> None:
    files = [found for found in everything() if not found.path.startswith(_ONE_LIST)]
    assert [problem for found in files for problem in long_functions(found)] == []


def test_every_file_has_one_subject() -> None:
    # cli.py is one list: a row of words for each command.
    files = [found for found in shipped() if found.path != "cli.py"]
    assert [problem for found in files for problem in long_file(found)] == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {file.parent for file in (ROOT / "tests").rglob("test_*.py")}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_a_file_without_docstring_would_be_seen() -> None:
    assert unintroduced(source("daemon/x.py", "x = 1\n")) == ["daemon/x.py"]
    assert unintroduced(source("tests/x/__init__.py", "")) == []


def test_a_long_function_would_be_seen() -> None:
    assert len(long_functions(source("x.py", "def f():\n" + "    pass\n" * 59))) == 1
    assert long_functions(source("x.py", "def f():\n" + "    pass\n" * 58)) == []


def test_a_long_file_would_be_seen() -> None:
    assert len(long_file(source("x.py", "\n" * 500))) == 1
