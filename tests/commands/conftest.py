"""Desks for tests of the command line, by name.

Takes nothing; gives `desk`, furnished, and `empty_desk`, each a test's own.
Never shares a database between tests: the furnished one is made once and copied.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.desk import CommandLine, copied, furnished_desk, new_desk


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """Made once, and only to be copied."""
    return furnished_desk(tmp_path_factory.mktemp("furnished") / "desk")


@pytest.fixture
def desk(furnished: CommandLine, tmp_path: Path) -> CommandLine:
    """Six mails in five tickets, two agents, one account."""
    return copied(furnished, tmp_path / "desk")


@pytest.fixture
def empty_desk(tmp_path: Path) -> CommandLine:
    """Nothing has come yet; there is no database."""
    return new_desk(tmp_path / "desk")
