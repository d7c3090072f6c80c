"""A ticket's next status, with what hangs on it: times, and the auto-close timer. Clocks are kept by `rules.keeping`.

Takes a ticket and a cause; gives the ticket afterwards and the timer effects, or None where the table forbids it.
Never queues a mail and never appends a message.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from rules.effects import CancelTimer, ChangeTicket, Effect, SetTimer
from rules.lifecycle import Cause, move
from rules.model import Message, Ticket
from rules.policy import Policy
from rules.words import MessageKind, Status, TimerReason

AUTHOR = "supportd"  # who writes system messages


@dataclass(frozen=True, slots=True)
class Moved:
    """The ticket afterwards, and what its timers need."""

    after: Ticket
    timers: tuple[Effect, ...]


def moved(ticket: Ticket, cause: Cause, policy: Policy, now: datetime) -> Moved | None:
    """What `cause` makes of the ticket; None where its status does not allow it."""
    status = move(ticket.status, cause)
    return None if status is None else placed(ticket, status, policy, now)


def placed(ticket: Ticket, status: Status, policy: Policy, now: datetime) -> Moved:
    """The ticket in that status, with its times and timers."""
    if status is ticket.status:
        return Moved(ticket, ())
    match status:
        case Status.RESOLVED:
            after = replace(ticket, status=status, resolved_at=now, closed_at=None)
            timers: tuple[Effect, ...] = (
                SetTimer(ticket.number, TimerReason.AUTO_CLOSE, now + policy.numbers.auto_close),
            )
            if policy.surveys.asks_about(ticket.nonce):
                timers += (SetTimer(ticket.number, TimerReason.SURVEY, now + policy.surveys.delay),)
            return Moved(after, timers)
        case Status.CLOSED:
            after = replace(ticket, status=status, resolved_at=ticket.resolved_at or now, closed_at=now)
        case _:
            again = ticket.status in (Status.RESOLVED, Status.CLOSED)
            reopened = ticket.reopened + 1 if again else ticket.reopened
            after = replace(ticket, status=status, resolved_at=None, closed_at=None, reopened=reopened)
    if ticket.status is not Status.RESOLVED:
        return Moved(after, ())
    # Closed for good it is still asked about; taken up again it is not.
    over = (TimerReason.AUTO_CLOSE,) if status is Status.CLOSED else (TimerReason.AUTO_CLOSE, TimerReason.SURVEY)
    return Moved(after, tuple(CancelTimer(ticket.number, reason) for reason in over))


def changed(before: Ticket, after: Ticket) -> tuple[Effect, ...]:
    """The change as an effect, or none when nothing changed."""
    return () if after == before else (ChangeTicket(before, after),)


def told(ticket: Ticket, text: str, now: datetime, intake: int | None, message_ids: tuple[str, ...] = ()) -> Message:
    """A system message: the next one of the ticket, for agents only."""
    return Message(
        ticket=ticket.number,
        seq=ticket.last_seq + 1,
        kind=MessageKind.SYSTEM,
        at=now,
        author=AUTHOR,
        verified=True,
        subject="",
        text=text,
        intake=intake,
        message_ids=message_ids,
    )
