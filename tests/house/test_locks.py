"""The lock files say what pyproject.toml asks for, with hashes, and where from to nobody."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.house.sources import ROOT, project

_LOCKS = ("requirements.lock", "requirements-dev.lock")
_PIN = re.compile(r"^([a-z0-9.-]+)==([^ ;\\]+)((?: ;[^\\]*)?) \\$")
_REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?\s*(.*)$")
_ADDRESS = re.compile(r"://|@ |\bfile:|--(?:extra-)?index|--find-links|--trusted-host|(?:^|\s)/")


def pins(text: str) -> dict[str, str]:
    """Name → version of each pinned requirement."""
    return {match[1]: match[2] for line in text.splitlines() if (match := _PIN.match(line))}


def version(text: str) -> tuple[int, ...]:
    """A release number to compare by; other parts of a version end it."""
    return tuple(int(part) for part in re.findall(r"\d+", text))


def unmet(requirement: str, locked: dict[str, str]) -> list[str]:
    """What the lock has against one requirement: not there, or another version than asked for."""
    match = _REQUIREMENT.match(requirement)
    assert match is not None, requirement
    name = re.sub(r"[-_.]+", "-", match[1]).lower()
    if name not in locked:
        return [f"{requirement}: not in the lock"]
    tests = {
        ">=": lambda have, want: have >= want,
        "<": lambda have, want: have < want,
        "==": lambda have, want: have == want,
    }
    bounds = [re.match(r"(>=|==|<)(.+)", bound.strip()) for bound in match[2].split(",") if bound]
    assert all(bounds), f"{requirement}: a bound this test cannot read"
    return [
        f"{requirement}: the lock has {locked[name]}"
        for bound in bounds
        if bound and not tests[bound[1]](version(locked[name]), version(bound[2]))
    ]


def unhashed(text: str) -> list[str]:
    """Requirement lines that no hash follows."""
    lines = [*text.splitlines(), ""]
    return [
        line for line, after in pairwise(lines) if line[:1].isalnum() and not after.startswith("    --hash=sha256:")
    ]


def addresses(text: str) -> list[str]:
    """Lines that name a host, a folder or an index."""
    return [line for line in text.splitlines() if _ADDRESS.search(line)]


def read(lock: str) -> str:
    """One lock file's text."""
    return (ROOT / lock).read_text(encoding="utf-8")


def run_time() -> list[str]:
    """What pyproject.toml needs to run."""
    return list(project()["project"]["dependencies"])


def development() -> list[str]:
    """What it needs for the demo, and what the checks and tests need."""
    return [*project()["project"]["optional-dependencies"]["demo"], *project()["dependency-groups"]["dev"]]


def test_the_run_time_lock_meets_every_requirement() -> None:
    locked = pins(read("requirements.lock"))
    assert [problem for requirement in run_time() for problem in unmet(requirement, locked)] == []


def test_the_development_lock_meets_every_requirement() -> None:
    locked = pins(read("requirements-dev.lock"))
    wanted = [*run_time(), *development(), *project()["build-system"]["requires"]]
    assert [problem for requirement in wanted for problem in unmet(requirement, locked)] == []


def test_what_is_tested_is_what_runs() -> None:
    tested = pins(read("requirements-dev.lock"))
    assert {name: found for name, found in pins(read("requirements.lock")).items() if tested.get(name) != found} == {}


@pytest.mark.parametrize("lock", _LOCKS)
def test_every_locked_version_bears_a_hash(lock: str) -> None:
    assert unhashed(read(lock)) == []


@pytest.mark.parametrize("lock", _LOCKS)
def test_no_lock_says_where_from(lock: str) -> None:
    assert addresses(read(lock)) == []


def test_a_missing_or_old_pin_would_be_seen() -> None:
    assert unmet("typer>=0.29", {}) == ["typer>=0.29: not in the lock"]
    assert unmet("typer>=0.29", {"typer": "0.28.9"}) == ["typer>=0.29: the lock has 0.28.9"]
    assert unmet("imapclient>=4.1,<4.2", {"imapclient": "4.2.0"}) == ["imapclient>=4.1,<4.2: the lock has 4.2.0"]
    assert unmet("psycopg[binary]>=3.3", {"psycopg": "3.3.9"}) == []


def test_an_address_or_a_bare_pin_would_be_seen() -> None:
    assert addresses("--index-url https://example.test/x\ntyper==1 \\") != []
    assert addresses("typer @ file:///wheels/typer.whl") != []
    assert addresses("    # via -r /srv/x/pyproject.toml") != []
    assert unhashed("typer==1\nrich==2 \\\n    --hash=sha256:00") == ["typer==1"]
