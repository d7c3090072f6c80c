"""A courier that says what a test wants.

Takes verdicts by recipient; gives them, and remembers every letter it was handed. Without a verdict it accepts.
Never opens a socket.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from daemon.delivery import Accepted, Delivery, Letter, Lost, Ready, Trouble, Verdict


class FakeCourier:
    """`trouble`: why no connection can be opened. `slow`: recipients whose mails stay under way.

    `on_ready`: called whenever connections are asked for.
    """

    def __init__(self, connections: int = 2) -> None:
        self.connections = connections
        self.verdicts: dict[str, list[Verdict]] = {}
        self.trouble: Trouble | None = None
        self.slow: set[str] = set()
        self.handed: list[Letter] = []
        self.asked = 0
        self.on_ready: Callable[[], None] = lambda: None
        self.nudges = 0
        self._waiting: list[Letter] = []

    def ready(self, wanted: int) -> Ready:
        self.asked += 1
        self.on_ready()
        if self.trouble is not None:
            return Ready(0, self.trouble)
        return Ready(min(wanted, self.connections) - len(self._waiting), None)

    def exchange(self, letters: Sequence[Letter], seconds: float) -> list[Delivery]:
        self.handed += letters
        pending = [*self._waiting, *letters]
        self._waiting = [letter for letter in pending if letter.recipient in self.slow]
        return [self._delivery(letter) for letter in pending if letter.recipient not in self.slow]

    def _delivery(self, letter: Letter) -> Delivery:
        verdicts = self.verdicts.get(letter.recipient)
        return Delivery(letter.id, verdicts.pop(0) if verdicts else Accepted("250 ok"), 0.01)

    def under_way(self) -> int:
        return len(self._waiting)

    def nudge(self) -> None:
        self.nudges += 1

    def tidy(self) -> None:
        """There is nothing to take leave of."""

    def close(self, grace: float) -> list[Delivery]:
        waiting, self._waiting = self._waiting, []
        return [Delivery(letter.id, Lost("cut"), grace) for letter in waiting]

    def sent_to(self, recipient: str) -> list[bytes]:
        """The bytes handed over for an address, in order."""
        return [letter.raw for letter in self.handed if letter.recipient == recipient]
