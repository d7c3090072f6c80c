"""Which libraries are used, by whom: declared ones only, and untyped ones behind one module each."""

from __future__ import annotations

import re
import sys

from tests.house.sources import FLOORS, ROOT, Source, everything, imported, project, shipped, source

# distribution → what it is imported as, where the two differ
_IMPORT_NAMES = {
    "cel-expr-python": "cel_expr_python",
    "google-re2": "re2",
    "import-linter": "importlinter",
    "mail-parser": "mailparser",
    "recurring-ical-events": "recurring_ical_events",
}
# libraries without types: the one module that may touch each, in which a stub of typings/ covers the calls
_UNTYPED = {
    "cel_expr_python": "rules/expressions.py",
    "imapclient": "daemon/idle.py",
    "mailparser": "parsers/deep.py",
    "re2": "parsers/patterns.py",
    "recurring_ical_events": "rules/schedules.py",
    "pysqlite3": "storage/dialect.py",
}
# libraries with types that are ports of ours all the same
_PORTS = {
    "aiosmtplib": "daemon/smtp.py",
    "holidays": "rules/openinghours.py",
    "icalendar": "rules/schedules.py",
    "nh3": "parsers/html.py",
}
# never imported by name: SQLAlchemy takes it for postgresql:// addresses
_THROUGH_ANOTHER = {"psycopg", "tzdata"}
_HOME = {*FLOORS, "cli", "tests", "bench", "_typeshed"}


def import_name(requirement: str) -> str:
    """The top-level name behind a requirement such as `psycopg[binary]>=3.3`."""
    distribution = re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower()
    return _IMPORT_NAMES.get(distribution, distribution.replace("-", "_"))


def run_time() -> set[str]:
    """Import names of the declared run-time dependencies."""
    return {import_name(requirement) for requirement in project()["project"]["dependencies"]}


def demo() -> set[str]:
    """Import names of the demo extra."""
    return {import_name(requirement) for requirement in project()["project"]["optional-dependencies"]["demo"]}


def tools() -> set[str]:
    """Import names of the development group."""
    return {import_name(requirement) for requirement in project()["dependency-groups"]["dev"]}


def allowed(found: Source) -> set[str]:
    """The third-party names a file may import, by where it stands."""
    if found.floor in ("tests", "bench"):
        return run_time() | demo() | tools()
    return run_time() | demo() if found.path.startswith("commands/demo/") else run_time()


def undeclared(found: Source) -> list[str]:
    """Imports that nothing in pyproject.toml promises to be there."""
    known = sys.stdlib_module_names | _HOME | allowed(found)
    return [f"{found.path}:{line} {name}" for line, name in imported(found) if name.partition(".")[0] not in known]


def trespassing(found: Source) -> list[str]:
    """Imports of a library that belongs to one other module."""
    owners = _UNTYPED | _PORTS
    return [
        f"{found.path}:{line} {top} belongs to {owners[top]}"
        for line, name in imported(found)
        if (top := name.partition(".")[0]) in owners and owners[top] != found.path
    ]


def test_every_import_is_declared() -> None:
    assert [problem for found in everything() for problem in undeclared(found)] == []


def test_every_run_time_dependency_is_used() -> None:
    used = {name.partition(".")[0] for found in shipped() for _, name in imported(found)}
    assert run_time() - used - _THROUGH_ANOTHER == set()


def test_each_wrapped_library_is_touched_by_one_module() -> None:
    assert [problem for found in shipped() for problem in trespassing(found)] == []


def test_each_untyped_library_has_a_stub_and_no_other_has() -> None:
    assert {folder.name for folder in (ROOT / "typings").iterdir() if folder.is_dir()} == set(_UNTYPED)


def test_types_are_never_waved_through() -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert project()["tool"]["mypy"]["strict"] is True
    assert "ignore_missing" + "_imports" not in settings
    assert "ignore" + "_errors" not in settings


def test_an_undeclared_import_would_be_seen() -> None:
    assert undeclared(source("daemon/x.py", "import requests")) == ["daemon/x.py:1 requests"]
    assert undeclared(source("daemon/x.py", "import pymap")) == ["daemon/x.py:1 pymap"]
    assert undeclared(source("commands/demo/x.py", "import pymap")) == []


def test_a_second_user_of_a_wrapped_library_would_be_seen() -> None:
    planted = source("daemon/poller.py", "from imapclient import IMAPClient")
    assert trespassing(planted) == ["daemon/poller.py:1 imapclient belongs to daemon/idle.py"]
