"""The world of a flow test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.flow.world import World, new_world
from tests.servers.postfix import Postfix


@pytest.fixture
def world(postfix: Postfix) -> Iterator[World]:
    """A desk, not running yet, and people to write to it."""
    with new_world(postfix) as made:
        yield made


@pytest.fixture
def world_on_both(world: World, database_url: str) -> World:
    """The same, once with a SQLite file and once with PostgreSQL, whose tables an operator makes by hand."""
    world.desk.keeps_all_in(database_url)
    if database_url.startswith("postgresql"):
        world.desk.does("db", "upgrade")
    return world
