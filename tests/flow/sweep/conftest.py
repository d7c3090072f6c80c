"""Where the sweeps take place, by name."""

from __future__ import annotations

import pytest

from tests.flow.sweep.crashing import Told, story
from tests.flow.sweep.stages import Files, Server, Stage
from tests.servers.postgres import Postgres


@pytest.fixture(scope="package")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """SQLite files."""
    return Files(tmp_path_factory.mktemp("sweep"))


@pytest.fixture(scope="package")
def calm(files: Files) -> Told:
    """The story without any fault."""
    return story(files)


@pytest.fixture(scope="package", params=["sqlite", "postgresql"])
def stage(request: pytest.FixtureRequest, files: Files) -> Stage:
    """Both databases, one after the other."""
    if request.param == "sqlite":
        return files
    server: Postgres = request.getfixturevalue("postgres")
    return Server(server)
