"""An SMTP server in memory, behind the responder's own port: every mail it took is its history, the oracle of I05-I07.

Takes letters; gives verdicts as it is told, and marks the same crash points as the real connection pool does.
Never opens a socket; the commands are tested elsewhere (tests/daemon).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from daemon.delivery import (
    Accepted,
    Delivery,
    Letter,
    Lost,
    NotReached,
    Ready,
    Refused,
    TryLater,
    Verdict,
    unreachable,
)
from storage.crashpoints import crashpoint


class Fate(Enum):
    """What happens to one transaction."""

    TAKEN = "250 after the dot"
    LATER = "4xx to RCPT"
    REFUSED = "5xx to RCPT"
    CUT_BEFORE_DATA = "the connection ends before DATA"
    CUT_NOT_TAKEN = "the connection ends after the dot, and the mail was not taken"
    CUT_BUT_TAKEN = "the connection ends after the dot, and the mail was taken (RFC 1047)"


@dataclass(frozen=True, slots=True)
class Taken:
    """A mail the server accepted. `outbox`: the row it came from."""

    outbox: int
    sender: str
    recipient: str
    raw: bytes


def always(letter: Letter) -> Fate:
    """A server in good order."""
    return Fate.TAKEN


class PostOffice:
    """The server. `fate`: asked once a transaction. `on_taken`: told of every mail that was accepted."""

    def __init__(self, fate: Callable[[Letter], Fate] = always) -> None:
        self.fate = fate
        self.history: list[Taken] = []
        self.on_taken: Callable[[Taken], None] = lambda taken: None

    def take(self, letter: Letter) -> None:
        taken = Taken(letter.id, letter.sender, letter.recipient, letter.raw)
        self.history.append(taken)
        self.on_taken(taken)


class Connection:
    """`Courier` of one process: connections to the server, gone when the process is."""

    def __init__(self, office: PostOffice, connections: int = 2) -> None:
        self._office = office
        self._connections = connections

    def ready(self, wanted: int) -> Ready:
        return Ready(min(wanted, self._connections), None)

    def exchange(self, letters: Sequence[Letter], seconds: float) -> list[Delivery]:
        return [Delivery(letter.id, self._transact(letter), 0.01) for letter in letters]

    def _transact(self, letter: Letter) -> Verdict:
        fate = self._office.fate(letter)
        match fate:
            case Fate.LATER:
                return TryLater("4.2.0", "451 4.2.0 try again later", slow_down=False)
            case Fate.REFUSED:
                return Refused("5.1.1", "550 5.1.1 no such user")
            case Fate.CUT_BEFORE_DATA:
                return NotReached(unreachable("RCPT: connection lost"))
            case Fate.TAKEN | Fate.CUT_NOT_TAKEN | Fate.CUT_BUT_TAKEN:
                return self._data(letter, fate)

    def _data(self, letter: Letter, fate: Fate) -> Verdict:
        crashpoint("outbox.before_data")
        if fate is not Fate.CUT_NOT_TAKEN:
            self._office.take(letter)
        crashpoint("outbox.after_data")
        return Accepted("250 2.0.0 queued") if fate is Fate.TAKEN else Lost("DATA: connection lost")

    def under_way(self) -> int:
        return 0

    def nudge(self) -> None:
        """Nothing ever waits."""

    def tidy(self) -> None:
        """There is nothing to take leave of."""

    def close(self, grace: float) -> list[Delivery]:
        return []
