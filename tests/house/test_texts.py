"""What may stand in no file of the repository: places of one machine, package registries, and the folder beside it."""

from __future__ import annotations

import re

from tests.house.sources import ROOT, texts

_FORBIDDEN = {
    "a place of one machine": re.compile(r"(?<![\w.~/-])/(?:root|work|home/\w+|Users/\w+|opt/(?:wheels|pypi\S*))/"),
    "a package registry": re.compile(
        r"https?://[^/\s\"']*(?:pypi\.|pythonhosted|pkg\.dev|registry|artifact|/simple)|pythonhosted\.org",
        re.IGNORECASE,
    ),
    "a folder outside": re.compile(r"\.\./" + "shared|(?<![\\w./])" + "shared/(?:reference|DESIGN)"),
    "unfinished work": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b"),
}
_OWN_EXAMPLES = "tests/house/test_texts.py"


def forbidden(path: str, text: str) -> list[str]:
    """Each line that says what none may say."""
    return [
        f"{path}:{number} {what}: {line.strip()[:80]}"
        for number, line in enumerate(text.splitlines(), 1)
        for what, pattern in _FORBIDDEN.items()
        if pattern.search(line)
    ]


def test_no_file_names_what_only_one_machine_has() -> None:
    assert [problem for path, text in texts() if path != _OWN_EXAMPLES for problem in forbidden(path, text)] == []


def test_no_file_names_the_place_it_lies_in() -> None:
    here = f"{ROOT}/"
    assert [path for path, text in texts() if ROOT.parent != ROOT.parents[-1] and here in text] == []


def test_each_forbidden_thing_would_be_seen() -> None:
    for line in (
        "see /root/notes/x",
        "open('/work/x/y')",
        "cd /home/ann/supportd",
        "--index-url https://registry.example/simple",
        "https://europe-python.pkg.dev/x",
        "read ../" + "shared/DESIGN.md",
        "see shared/" + "reference/style.md",
        "# TO" + "DO later",
    ):
        assert forbidden("x", line), line


def test_ordinary_paths_are_left_alone() -> None:
    for line in ("/etc/supportd/supportd.toml", "~/root/x", "https://www.apache.org/licenses/", "docs/work/x"):
        assert forbidden("x", line) == [], line
