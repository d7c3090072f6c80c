"""What import-linter cannot see of the layers: `cli.py`, and every top-level name that is shipped."""

from __future__ import annotations

from tests.house.sources import FLOORS, ROOT, Source, everything, imported, project, source, sources

_BELOW_CLI = ("commands", "daemon", "storage")


def cli_imports(found: Source) -> list[str]:
    """Imports of a file that only the top of the house may be asked for."""
    return [f"{found.path}:{line}" for line, name in imported(found) if name.partition(".")[0] == "cli"]


def reached_over(found: Source) -> list[str]:
    """Imports by which `cli.py` reaches past its three floors."""
    beyond = set(FLOORS) - set(_BELOW_CLI)
    return [f"{found.path}:{line} {name}" for line, name in imported(found) if name.partition(".")[0] in beyond]


def test_nobody_imports_cli() -> None:
    users = [found for found in everything() if found.floor not in ("cli.py", "tests")]
    assert [problem for found in users for problem in cli_imports(found)] == []


def test_an_import_of_cli_would_be_seen() -> None:
    assert cli_imports(source("daemon/x.py", "def f():\n    from cli import app\n")) == ["daemon/x.py:2"]


def test_cli_reaches_down_only_as_far_as_storage() -> None:
    (cli,) = sources("cli.py")
    assert reached_over(cli) == []


def test_cli_reaching_into_the_rules_would_be_seen() -> None:
    assert reached_over(source("cli.py", "import rules.decide\n")) == ["cli.py:1 rules.decide"]


def test_every_shipped_name_has_its_floor() -> None:
    wheel = project()["tool"]["hatch"]["build"]["targets"]["wheel"]
    linter = project()["tool"]["importlinter"]
    assert set(wheel["only-include"]) == {*FLOORS, "cli.py"}
    assert tuple(linter["root_packages"]) == FLOORS
    assert tuple(linter["contracts"][0]["layers"]) == FLOORS


def test_every_package_at_the_root_is_a_floor_or_stays_at_home() -> None:
    packages = {file.parent.name for file in ROOT.glob("*/__init__.py")}
    modules = {file.name for file in ROOT.glob("*.py")}
    assert packages - {"tests", "bench"} == set(FLOORS)
    assert modules == {"cli.py"}
