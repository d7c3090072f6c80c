"""The closed vocabularies of the desk (docs/glossary.md).

Takes nothing; gives the enums that tickets, messages, ledger and outbox are written in.
Never holds behaviour: what a word entails stands in the table that owns it.
"""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """A ticket's status; moves are the table in `rules.lifecycle`."""

    NEW = "new"
    OPEN = "open"
    PENDING = "pending"
    ON_HOLD = "on_hold"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Severity(StrEnum):
    """How bad it is, worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    STANDARD = "standard"


class Tier(StrEnum):
    """How we promise to serve, best first."""

    PLATINUM = "platinum"
    GOLD = "gold"
    SILVER = "silver"


class Priority(StrEnum):
    """Order of work inside the desk, first first."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class MessageKind(StrEnum):
    """What an entry in a ticket is."""

    INBOUND = "inbound"
    ANSWER = "answer"
    NOTE = "note"
    SYSTEM = "system"


class Evidence(StrEnum):
    """What the mail server says about a sender."""

    PASS = "pass"  # noqa: S105 -- the word of RFC 8601, no secret
    FAIL = "fail"
    NONE = "none"


class IntakeState(StrEnum):
    """Where a delivery stands in the ledger; the last two carry a reason."""

    RECEIVED = "received"
    PROCESSED = "processed"
    DUPLICATE = "duplicate"
    OVERSIZE = "oversize"
    QUARANTINED = "quarantined"
    IGNORED = "ignored"


class MailKind(StrEnum):
    """What an outgoing mail is for, in the order the responder claims them."""

    ANSWER = "answer"
    ESCALATION = "escalation"
    ACKNOWLEDGEMENT = "acknowledgement"
    NOTIFICATION = "notification"
    SURVEY = "survey"


class OutboxState(StrEnum):
    """Where an outgoing mail stands."""

    QUEUED = "queued"
    DISPATCHING = "dispatching"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    HELD = "held"
    CANCELLED = "cancelled"


class TimerReason(StrEnum):
    """Why a timer was set; one timer for each ticket and reason."""

    AUTO_CLOSE = "auto_close"
    SUMMARY = "summary"
    RESPONSE = "response"
    RESOLUTION = "resolution"
    ACCEPT = "accept"
    REMIND = "remind"
    SURVEY = "survey"
    RULE = "rule"


class Role(StrEnum):
    """What an agent may do: a lead everything, a light agent only notes."""

    AGENT = "agent"
    LEAD = "lead"
    LIGHT = "light"


class ClockKind(StrEnum):
    """What is promised in time: an answer to the first mail, an answer to a later one, the end of the trouble."""

    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    RESOLUTION = "resolution"
