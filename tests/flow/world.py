"""A desk and its customers, apart from every other test's though all share the servers.

Takes the session's servers; gives addresses nobody else uses.
Never shares a mailbox between two tests.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.flow.customer import Customer
from tests.flow.helpdesk import HelpDesk, help_desk
from tests.servers.postfix import Postfix

NUMBERS = itertools.count(1)


@dataclass(frozen=True, slots=True)
class World:
    """`mark` sets the test's addresses apart."""

    mark: str
    postfix: Postfix = field(repr=False)
    desk: HelpDesk

    def customer(self, name: str) -> Customer:
        """A person of that name, at customer.test."""
        return Customer(f"{name}-{self.mark}@customer.test", self.postfix)

    def customers(self, count: int) -> list[Customer]:
        return [self.customer(f"customer{number}") for number in range(1, count + 1)]


@contextmanager
def new_world(postfix: Postfix) -> Iterator[World]:
    """A world of its own on the session's servers."""
    mark = f"w{next(NUMBERS)}"
    with help_desk(postfix, f"support-{mark}@example.test") as desk:
        yield World(mark, postfix, desk)
