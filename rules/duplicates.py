"""Is this mail already here? Section 2.1's keys: bytes, Message-ID with content, content with Date.

Takes the event and its twins in the ledger; gives the twin it repeats, or None, and those it is linked with.
Never takes an id alone for proof: whoever knows a Message-ID could otherwise make the genuine mail vanish (A61).
A duplicate is a nuisance, a loss a failure: when in doubt both are kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from rules.effects import Step
from rules.model import MailArrived, Snapshot, Twin
from rules.steps import step
from rules.words import IntakeState

_KEPT = frozenset({IntakeState.PROCESSED, IntakeState.OVERSIZE, IntakeState.QUARANTINED})


@dataclass(frozen=True, slots=True)
class Repetition:
    """`of`: the row this mail repeats in its own mailbox. `elsewhere`: the same mail in other mailboxes (F22)."""

    of: Twin | None
    elsewhere: tuple[Twin, ...]
    step: Step


def repeated(event: MailArrived, snapshot: Snapshot) -> Repetition:
    """Only rows that led to a message count: what was ignored cannot make a second delivery vanish."""
    kept = [
        twin
        for twin in snapshot.twins
        if twin.intake != event.intake and twin.ticket is not None and twin.state in _KEPT
    ]
    same = [(twin, why) for twin in kept if (why := _sameness(event, twin)) is not None]
    here = [(twin, why) for twin, why in same if twin.mailbox == event.mailbox]
    elsewhere = tuple(twin for twin, _ in same if twin.mailbox != event.mailbox)
    if here:
        twin, why = min(here, key=lambda found: found[0].intake)
        return Repetition(twin, elsewhere, step("duplicate", "yes", f"{why} as delivery {twin.intake}"))
    if elsewhere:
        names = ", ".join(sorted({f"{twin.mailbox} (#{twin.ticket})" for twin in elsewhere}))
        return Repetition(None, elsewhere, step("duplicate", "linked", f"the same mail also came to {names}"))
    return Repetition(None, (), step("duplicate", "no", _conflict(event, kept)))


def _sameness(event: MailArrived, twin: Twin) -> str | None:
    """Why the two are one mail, or None."""
    if twin.raw_sha256 == event.raw_sha256:
        return "the same bytes"
    if twin.content_sha256 != event.content_sha256:
        return None
    if event.mail.message_id is not None and twin.message_id == event.mail.message_id:
        return "the same Message-ID and content"
    if event.mail.message_id is None and twin.message_id is None and event.mail.date is not None:
        return "no Message-ID, but the same content and Date"
    return None


def _conflict(event: MailArrived, kept: list[Twin]) -> str:
    known = event.mail.message_id
    if known is not None and any(twin.message_id == known for twin in kept):
        return "its Message-ID was there before with other content: both are kept (mid_conflict)"
    return ""
