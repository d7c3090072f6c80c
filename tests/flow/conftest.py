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
