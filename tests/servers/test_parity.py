"""The check that both databases run the same tests bites."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.parity import database_of

ROOT = Path(__file__).parents[2]

EVEN = """
import pytest

@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_kept(database):
    pass
"""

ODD = """
@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.skip)])
def test_lost(database):
    pass
"""


def _session(folder: Path, text: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A pytest session of its own, without this project's settings."""
    (folder / "test_it.py").write_text(text)
    plain = ["-c", "/dev/null", "--rootdir", str(folder), "-p", "no:cacheprovider", "-p", "tests.servers.parity"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *plain, *words, str(folder)], cwd=ROOT, capture_output=True, text=True
    )


def test_a_session_with_equal_numbers_passes(tmp_path: Path) -> None:
    session = _session(tmp_path, EVEN)

    assert session.returncode == pytest.ExitCode.OK, session.stdout
    assert "1 on sqlite and 1 on postgresql" in session.stdout


def test_a_session_in_which_one_database_was_left_out_fails_and_names_the_test(tmp_path: Path) -> None:
    session = _session(tmp_path, EVEN + ODD)

    assert session.returncode == pytest.ExitCode.TESTS_FAILED, session.stdout
    assert "test_it.py::test_lost[]: not on PostgreSQL" in session.stdout


def test_a_session_narrowed_on_purpose_is_not_judged(tmp_path: Path) -> None:
    assert _session(tmp_path, EVEN, "-k", "sqlite").returncode == pytest.ExitCode.OK


@pytest.mark.parametrize(
    ("node", "known"),
    [
        ("a.py::test_b", None),
        ("a.py::test_b[3]", None),
        ("a.py::test_b[sqlite]", ("a.py::test_b[]", "sqlite")),
        ("a.py::test_b[3-postgresql-x]", ("a.py::test_b[3-x]", "postgresql")),
        ("a.py::test_b[sqlite-postgresql]", None),
    ],
    ids=["no parameter", "no database", "only a database", "a database in between", "both"],
)
def test_the_database_is_read_from_the_tests_id(node: str, known: tuple[str, str] | None) -> None:
    assert database_of(node) == known
