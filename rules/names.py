"""What a policy's conditions may speak of: one table of named, typed values.

Takes a mail and what is known around it; gives `NAMES` (for checking and docs) and the values of one decision.
Never evaluates anything. Every name that a condition can use is a row here, or belongs to a family (`FAMILIES`): a
name for each word list, calendar and team that the policy itself has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from parsers.mail import Mail, Origin, SpanKind
from rules.model import Account, Contact, Ticket
from rules.words import Evidence, Priority, Severity, Tier

Value = bool | int | str | tuple[str, ...] | Mapping[str, str]

TEXT_SHOWN = 65_536  # characters of a body that conditions see: bounds what one mail can cost


class Kind(StrEnum):
    """The type of a name, in the words of the docs."""

    FLAG = "true or false"
    NUMBER = "whole number"
    TEXT = "text"
    TEXTS = "list of texts"
    TABLE = "texts by name"


class On(StrEnum):
    """What makes rules run; each rule is for one of them."""

    MAIL = "mail"
    CHANGE = "change"
    TIMER = "timer"
    BOUNCE = "bounce"
    SURVEY = "survey"


MENTIONS, OPEN, ON_DUTY = "mentions.", "open.", "on_duty."
_ONLY: Mapping[str, On] = {
    "mail.": On.MAIL,
    "sender.": On.MAIL,
    MENTIONS: On.MAIL,
    "change.": On.CHANGE,
    "timer.": On.TIMER,
    "bounce.": On.BOUNCE,
    "survey.": On.SURVEY,
}


@dataclass(frozen=True, slots=True)
class Name:
    """One name. `sample`: a value of an ordinary mail; examples of rules start from it."""

    name: str
    kind: Kind
    sample: Value
    meaning: str


NAMES: tuple[Name, ...] = (
    Name("mail.subject", Kind.TEXT, "A question", "the Subject, decoded"),
    Name("mail.text", Kind.TEXT, "Hello,\nhow do I change my name?\n", "the body as text, its first 65,536 characters"),
    Name(
        "mail.new_text",
        Kind.TEXT,
        "Hello,\nhow do I change my name?\n",
        "what the sender newly wrote or passed on: no quotes, no signature; where `mentions` looks, beside the Subject",
    ),
    Name("mail.from", Kind.TEXT, "anna@customer.example", "the sender's address; empty when it is not sane"),
    Name("mail.from_name", Kind.TEXT, "Anna", "the sender's display name"),
    Name("mail.from_domain", Kind.TEXT, "customer.example", "what stands behind the @ of the sender's address"),
    Name("mail.to", Kind.TEXTS, ("support@desk.example",), "addresses of To"),
    Name("mail.cc", Kind.TEXTS, (), "addresses of Cc"),
    Name("mail.reply_to", Kind.TEXTS, (), "addresses of Reply-To"),
    Name("mail.origin", Kind.TEXT, "human", "who wrote it: human, auto_reply, bounce, list, bulk, calendar, …"),
    Name("mail.automatic", Kind.FLAG, False, "whether its origin is anything but human"),
    Name("mail.language", Kind.TEXT, "en", "its language as a code, empty when unknown"),
    Name("mail.size", Kind.NUMBER, 2_500, "octets of the raw mail"),
    Name("mail.attachments", Kind.TEXTS, (), "names of the attachments"),
    Name("mail.attachment_types", Kind.TEXTS, (), "content types of the attachments"),
    Name("mail.headers", Kind.TABLE, {}, "the first field of each name (lower case), decoded"),
    Name("mail.evidence", Kind.TEXT, "none", "what the mail server says of the sender: pass, fail or none"),
    Name("mail.defects", Kind.TEXTS, (), "codes of what is broken in it"),
    Name("mail.invitations", Kind.TEXTS, (), "methods of the calendar invitations in it, like REQUEST"),
    Name("mail.forwarded", Kind.FLAG, False, "whether the sender passes on a mail of somebody else"),
    Name("sender.mails_24h", Kind.NUMBER, 1, "mails from this sender within the last 24 hours, this one included"),
    Name("mailbox", Kind.TEXT, "support", "name of the mailbox it came to"),
    Name("contact.known", Kind.FLAG, False, "whether the sender has written before and is not forged"),
    Name("contact.address", Kind.TEXT, "anna@customer.example", "the requester's address"),
    Name("contact.name", Kind.TEXT, "Anna", "the requester's name"),
    Name("account.known", Kind.FLAG, False, "whether the sender belongs to a known account and is not forged"),
    Name("account.name", Kind.TEXT, "", "the account's name"),
    Name("account.tier", Kind.TEXT, "", "its contracted tier: platinum, gold, silver or empty"),
    Name("ticket.severity", Kind.TEXT, "standard", "as the rules before this one left it: critical, high or standard"),
    Name("ticket.tier", Kind.TEXT, "silver", "as the rules before this one left it: platinum, gold or silver"),
    Name("ticket.priority", Kind.TEXT, "low", "as the matrix and the rules before this one left it"),
    Name("ticket.queue", Kind.TEXT, "support", "as the rules before this one left it"),
    Name("ticket.level", Kind.NUMBER, 1, "1 first line, 2 technical, 3 expert engineering"),
    Name("ticket.tags", Kind.TEXTS, (), "as the rules before this one left them"),
    Name("ticket.team", Kind.TEXT, "first-line", "the team that owns it, as the rules before this one left it"),
    Name("ticket.assignee", Kind.TEXT, "", "login of the agent who has it, empty for nobody"),
    Name("ticket.status", Kind.TEXT, "new", "new, open, pending, on_hold, resolved or closed"),
    Name("ticket.reopened", Kind.NUMBER, 0, "how often it was taken up again after it was resolved"),
    Name("ticket.age_minutes", Kind.NUMBER, 0, "minutes since it was opened"),
    Name("ticket.waiting_minutes", Kind.NUMBER, 0, "minutes the customer has waited for an answer; 0: nobody waits"),
    Name("ticket.fields", Kind.TABLE, {}, "custom fields that rules have read from the mail"),
    Name("change.by", Kind.TEXT, "agent", "who changed the ticket: agent or customer (whose mail joined it)"),
    Name("change.of", Kind.TEXTS, ("status",), "which of the ticket's fields changed: status, severity, assignee, …"),
    Name("timer.name", Kind.TEXT, "unanswered", "the timer that a rule had started and that is due now"),
    Name("bounce.detail", Kind.TEXT, "5.1.1 no such user", "what the other server says of our mail that failed"),
    Name("survey.score", Kind.NUMBER, 5, "the answer to the survey, 1 to 5"),
    Name("survey.comment", Kind.TEXT, "", "what was written beside it"),
    Name("plan.severity_alone", Kind.FLAG, False, "the switch `severity_alone` of desk.toml"),
)


@dataclass(frozen=True, slots=True)
class Family:
    """A name for each thing of a kind that the policy has; `-` in its name is `_` in conditions."""

    prefix: str
    kind: Kind
    sample: Value
    of: str
    meaning: str


FAMILIES: tuple[Family, ...] = (
    Family(MENTIONS, Kind.FLAG, False, "word list of words.toml", "whether Subject or `mail.new_text` speaks of it"),
    Family(OPEN, Kind.FLAG, True, "calendar of calendars.toml", "whether it is open: office hours, at delivery or now"),
    Family(ON_DUTY, Kind.NUMBER, 1, "team of teams.toml", "how many of its agents are on duty"),
)


def in_condition(name: str) -> str:
    """A calendar's or team's name as conditions write it: "first-line" would be a subtraction."""
    return name.replace("-", "_")


def members(words: Iterable[str], calendars: Iterable[str], teams: Iterable[str]) -> dict[str, Family]:
    """The names that the policy's own word lists, calendars and teams add."""
    of_families = zip(FAMILIES, (words, calendars, teams), strict=True)
    return {family.prefix + in_condition(each): family for family, names in of_families for each in names}


def only_on(name: str) -> On | None:
    """What a rule must be for to know the name; None: any."""
    return next((on for prefix, on in _ONLY.items() if name.startswith(prefix)), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules have made of a ticket so far. `team`, `assignee` (a login): "" where no rule has said."""

    severity: Severity
    tier: Tier
    priority: Priority
    queue: str
    level: int
    tags: tuple[str, ...]
    team: str
    assignee: str


def sample_values() -> dict[str, Value]:
    """The sample of every name."""
    return {row.name: row.sample for row in NAMES}


def new_text(mail: Mail) -> str:
    """What the sender newly wrote, and what they passed on: the words that say what the mail is about."""
    pieces = (mail.reply, mail.shown(SpanKind.FORWARDED))
    return "\n".join(piece for piece in pieces if piece)


def mail_values(mail: Mail, origin: Origin, mailbox: str, evidence: Evidence) -> dict[str, Value]:
    """What conditions may know of a mail."""
    sender = mail.author or ""
    return {
        "mail.subject": mail.subject,
        "mail.text": mail.text[:TEXT_SHOWN],
        "mail.new_text": new_text(mail)[:TEXT_SHOWN],
        "mail.from": sender,
        "mail.from_name": mail.from_[0].name if mail.from_ else "",
        "mail.from_domain": sender.rpartition("@")[2],
        "mail.to": tuple(address.addr for address in mail.to),
        "mail.cc": tuple(address.addr for address in mail.cc),
        "mail.reply_to": tuple(address.addr for address in mail.reply_to),
        "mail.origin": origin.value,
        "mail.automatic": origin is not Origin.HUMAN,
        "mail.language": mail.language or "",
        "mail.size": mail.size,
        "mail.attachments": tuple(attachment.name for attachment in mail.attachments),
        "mail.attachment_types": tuple(attachment.content_type for attachment in mail.attachments),
        "mail.headers": dict(reversed(mail.headers)),
        "mail.evidence": evidence.value,
        "mail.defects": tuple(dict.fromkeys(defect.code for defect in mail.defects)),
        "mail.invitations": tuple(invitation.method for invitation in mail.invitations),
        "mail.forwarded": mail.forwarded is not None,
        "mailbox": mailbox,
    }


def person_values(contact: Contact | None, account: Account | None, *, known: bool) -> dict[str, Value]:
    """What conditions may know of the requester. `known`: has written before, and this mail is not forged."""
    return {
        "contact.known": known,
        "contact.address": contact.address if contact else "",
        "contact.name": contact.name if contact else "",
        "account.known": account is not None,
        "account.name": account.name if account else "",
        "account.tier": account.tier.value if account and account.tier else "",
    }


def ticket_values(standing: Standing) -> dict[str, Value]:
    """What conditions may know of the ticket as it stands."""
    return {
        "ticket.severity": standing.severity.value,
        "ticket.tier": standing.tier.value,
        "ticket.priority": standing.priority.value,
        "ticket.queue": standing.queue,
        "ticket.level": standing.level,
        "ticket.tags": standing.tags,
        "ticket.team": standing.team,
        "ticket.assignee": standing.assignee,
    }


def history_values(ticket: Ticket | None, now: datetime) -> dict[str, Value]:
    """What conditions may know of a ticket's life so far; None: it is opened just now."""
    waiting = None if ticket is None or ticket.clocks is None else ticket.clocks.response
    return {
        "ticket.status": "new" if ticket is None else ticket.status.value,
        "ticket.reopened": 0 if ticket is None else ticket.reopened,
        "ticket.age_minutes": 0 if ticket is None else _minutes(now - ticket.opened_at),
        "ticket.waiting_minutes": 0 if waiting is None else _minutes(now - waiting.started_at),
        "ticket.fields": {} if ticket is None else dict(ticket.fields),
    }


def _minutes(span: timedelta) -> int:
    return max(0, int(span.total_seconds()) // 60)
