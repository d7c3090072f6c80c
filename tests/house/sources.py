"""The repository's own files, as the house rules see them.

Takes nothing but the place this file lies in; gives parsed modules and tracked texts.
Never judges: each rule is a function of a `Source`, in the test module that is named after it.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("commands", "daemon", "storage", "rules", "parsers")
_LEFT_OUT = {".git", ".venv", "__pycache__", "build", "dist"}
_LEFT_OUT |= {".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", ".hypothesis", ".grimp_cache"}


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path from the root, with slashes, and its syntax tree."""

    path: str
    tree: ast.Module
    lines: int

    @property
    def floor(self) -> str:
        """The top-level name it belongs to: a package, or "cli.py"."""
        return self.path.partition("/")[0]


def source(path: str, text: str) -> Source:
    """A file that need not exist: for showing that a rule can fail."""
    return Source(path, ast.parse(text, filename=path), text.count("\n") + 1)


@cache
def sources(*tops: str) -> tuple[Source, ...]:
    """Every Python file below the top-level names; "cli.py" names itself."""
    paths = [ROOT / top for top in tops]
    files = [file for path in paths for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]
    return tuple(source(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")) for file in files)


def shipped() -> tuple[Source, ...]:
    """What a user installs."""
    return sources(*FLOORS, "cli.py")


def everything() -> tuple[Source, ...]:
    """All Python in the repository."""
    return sources(*FLOORS, "cli.py", "tests", "bench")


@cache
def project() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """(path, text) of each text file that is, or would be, under version control."""
    return tuple((file.relative_to(ROOT).as_posix(), text) for file in _files() if (text := _text(file)) is not None)


def _files() -> list[Path]:
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(
            ["git", "-C", str(ROOT), "-c", "safe.directory=*", "ls-files", "-z", "-c", "-o", "--exclude-standard"],
            check=True,
            capture_output=True,
        )
        return sorted({ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()})
    return [file for file in sorted(ROOT.rglob("*")) if file.is_file() and not _left_out(file)]


def _left_out(file: Path) -> bool:
    return not _LEFT_OUT.isdisjoint(file.relative_to(ROOT).parts)


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def imported(found: Source) -> Iterator[tuple[int, str]]:
    """(line, full dotted name) of everything the file imports, at any depth; relative imports made absolute."""
    package = found.path.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(found.tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=module, level=level, names=names):
                parts = package[: len(package) - level + 1] if level else []
                base = ".".join([*parts, *([module] if module else [])])
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in names)


def dotted(node: ast.expr) -> str:
    """`a.b.c` for a name or an attribute chain, "" for anything else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            base = dotted(value)
            return f"{base}.{attr}" if base else ""
        case _:
            return ""
