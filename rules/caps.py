"""How many automatic mails a person may still get (DESIGN 6): what no acknowledgement, reminder or survey goes beyond.

Takes what is known of the person an event is about; gives when there is room. Never counts an agent's answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from rules.acknowledge import daily_cap
from rules.model import Snapshot
from rules.policy import Policy

_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Room:
    """`never`: such a person gets nothing automatic. `since`: when there is room again; None for at once."""

    never: bool
    since: datetime | None


def room(snapshot: Snapshot, policy: Policy) -> Room:
    """Whether the person may get another automatic mail now, or when."""
    cap = daily_cap(snapshot.account, policy)
    if cap == 0:
        return Room(never=True, since=None)
    is_full = len(snapshot.automatic) >= cap
    return Room(never=False, since=snapshot.automatic[-cap] + _DAY if is_full else None)
