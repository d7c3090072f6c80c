"""Our top-level names are short and others use them too: the program says so instead of running half theirs."""

from __future__ import annotations

import base64
import hashlib
from importlib.metadata import Distribution
from pathlib import Path

import cli


def test_the_program_finds_itself_at_home() -> None:
    assert cli.displaced(cli.FLOORS, Path(cli.__file__).resolve().parent) == []
    assert cli.overwritten(cli.FLOORS, cli.installed()) == []


def test_a_package_from_elsewhere_is_named_with_its_place(tmp_path: Path) -> None:
    (problem,) = cli.displaced(("json",), tmp_path)
    assert problem.startswith("json: ")
    assert problem.endswith("__init__.py")


def test_a_missing_package_is_named() -> None:
    assert cli.displaced(("no_such_floor",), Path()) == ["no_such_floor: missing"]


def test_a_package_that_was_written_over_is_named(tmp_path: Path) -> None:
    home = installation(tmp_path, "daemon", b"ours")
    assert cli.overwritten(["daemon"], home) == []
    (tmp_path / "daemon" / "__init__.py").write_bytes(b"theirs")
    (problem,) = cli.overwritten(["daemon"], home)
    assert problem.startswith("daemon: ")


def test_the_message_names_the_stranger_and_the_way_out() -> None:
    message = cli.clash_message(["daemon: elsewhere"])
    assert "daemon: elsewhere" in message
    assert "environment of its own" in message


def installation(site: Path, name: str, content: bytes) -> Distribution:
    """An installed package of one file, with the hash that an installer records for it."""
    (site / name).mkdir()
    (site / name / "__init__.py").write_bytes(content)
    about = site / "supportd-0.dist-info"
    about.mkdir()
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: supportd\nVersion: 0\n")
    (about / "RECORD").write_text(f"{name}/__init__.py,sha256={digest},{len(content)}\n")
    return Distribution.at(about)
