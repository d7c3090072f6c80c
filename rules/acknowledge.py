"""Is a new ticket acknowledged, and with which words?

Takes the arrived mail, its sender, the ticket and its promise; gives effects and a step that names the reason.
Never answers a program, a list, a bounce, ourselves, old mail, or a person too often; never echoes an unproven sender.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from parsers.mail import Address, Origin
from parsers.token import Purpose
from rules.dates import in_words
from rules.drafts import Letter, automatic_mail, can_be_written_to, plain_subject
from rules.effects import Effect, HoldBack, SetTimer, Step
from rules.model import Account, Contact, MailArrived, Snapshot, Ticket, Twin
from rules.policy import Policy
from rules.reasons import reason
from rules.sender import Sender, greeting, is_ours, reply_addresses
from rules.steps import looked, step
from rules.templates import Filler, fill
from rules.words import Evidence, MailKind, TimerReason


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What is wanted, and why."""

    effects: tuple[Effect, ...]
    step: Step


@dataclass(frozen=True, slots=True)
class Opened:
    """A ticket just opened, with all that its acknowledgement depends on. `origin`: after lists of ours are known.

    `contact`: the requester; `kept_back_by`: the rule that forbids an acknowledgement; `twin`: the same mail, which
    opened a ticket by way of another mailbox. `template`: the one that a rule names.
    """

    event: MailArrived
    sender: Sender
    origin: Origin
    ticket: Ticket
    contact: Contact
    kept_back_by: str | None
    template: str | None
    twin: Twin | None


def acknowledge(opened: Opened, snapshot: Snapshot, policy: Policy, now: datetime) -> Acknowledgement:
    """The acknowledgement, or the first reason against it."""
    checks = []
    for code, held, because in _obstacles(opened, snapshot, policy, now):
        checks.append(looked(reason(code).operator, held=held, because=because if held else ""))
        if held:
            rule = opened.kept_back_by if code == "kept_back_by_rule" else None
            kept = step("acknowledgement", code, because, rule=rule, checks=tuple(checks))
            return Acknowledgement(_held_back(opened, policy, now) if code == "sender_capped" else (), kept)
    mail = _letter(opened, snapshot, policy, now)
    queued = automatic_mail(mail, opened.ticket, snapshot, now)
    return Acknowledgement((queued,), step("acknowledgement", "queued", f"to {queued.recipient}", checks=tuple(checks)))


def _obstacles(opened: Opened, snapshot: Snapshot, policy: Policy, now: datetime) -> Iterator[tuple[str, bool, str]]:
    """(reason code, whether it holds, exactly why), in the order in which they are asked."""
    event, sender, numbers = opened.event, opened.sender, policy.numbers
    mail = event.mail
    yield "sending_off", not event.may_answer, ""
    yield "null_sender", mail.return_path == "", "Return-Path: <>"
    yield "origin_list", opened.origin is Origin.LIST, "; ".join(mail.origin_evidence)
    automatic = opened.origin not in (Origin.HUMAN, Origin.LIST)
    yield "origin_automatic", automatic, "; ".join((opened.origin.value, *mail.origin_evidence))
    yield "sender_is_ours", is_ours(sender.address, snapshot.desk), sender.address
    usable = sender.strict and can_be_written_to(sender.address)
    yield "no_reply_address", not usable, sender.address
    forged = sender.evidence is Evidence.FAIL and not numbers.acknowledge_forged
    yield "evidence_failed", forged, snapshot.mailbox.evidence_source
    yield "answer_unwanted", mail.answer_unwanted, "X-Auto-Response-Suppress"
    yield "kept_back_by_rule", opened.kept_back_by is not None, opened.kept_back_by or ""
    yield "answered_elsewhere", opened.twin is not None, "" if opened.twin is None else f"#{opened.twin.ticket}"
    yield "not_addressed_to_us", not _names_us(opened, snapshot), ""
    age = now - event.received_at
    yield "too_old", age > numbers.too_old, f"{int(age.total_seconds() // 3600)} hours"
    recipient = _recipient(opened, snapshot)
    yield "address_suppressed", not snapshot.suppressed.isdisjoint({recipient, sender.address}), recipient
    cap = daily_cap(sender.account, policy)
    yield "sender_capped", len(snapshot.automatic) >= cap, f"{len(snapshot.automatic)} of {cap} within 24 hours"


def daily_cap(account: Account | None, policy: Policy) -> int:
    """How many automatic mails a person may get within 24 hours, but for one summary."""
    return policy.numbers.strangers_per_day if account is None else policy.numbers.contacts_per_day


def _names_us(opened: Opened, snapshot: Snapshot) -> bool:
    """Whether To or Cc names us, or a list of ours stands between (whose own address it then is)."""
    mail = opened.event.mail
    if mail.origin is not opened.origin:
        return True
    return any(is_ours(address.addr, snapshot.desk) for address in (*mail.to, *mail.cc))


def _recipient(opened: Opened, snapshot: Snapshot) -> str:
    """From; Reply-To only of a proven sender and within the sender's own domain (A06)."""
    sender, replies = opened.sender, reply_addresses(opened.event.mail)
    if sender.evidence is not Evidence.PASS or len(replies) != 1:
        return sender.address
    wished = replies[0]
    same_domain = wished.rpartition("@")[2] == sender.address.rpartition("@")[2]
    usable = can_be_written_to(wished) and not is_ours(wished, snapshot.desk)
    return wished if same_domain and usable else sender.address


def _letter(opened: Opened, snapshot: Snapshot, policy: Policy, now: datetime) -> Letter:
    ticket, mail = opened.ticket, opened.event.mail
    proven = opened.sender.evidence is Evidence.PASS
    name = greeting(opened.contact.name) if proven else ""
    values: dict[str, Filler] = {
        "number": ticket.number,
        "due": in_words(ticket.due_at or now, snapshot.desk.zone, ticket.language),
        "late": ticket.due_at is not None and ticket.due_at <= now,
        "phone": _phone(opened, snapshot, policy),
        "desk": snapshot.desk.name,
    }
    ordinary = "ack" if proven else "ack-unverified"
    if proven:
        values |= {"subject": plain_subject(mail.subject), "name": name}
    return Letter(
        kind=MailKind.ACKNOWLEDGEMENT,
        purpose=Purpose.ACKNOWLEDGEMENT,
        cause=f"acknowledgement:{ticket.number}",
        person=opened.contact.id,
        recipient=Address(name, _recipient(opened, snapshot)),
        from_name=snapshot.mailbox.display_name,
        seq=1,
        filled=fill(policy.templates, opened.template or ordinary, ticket.language, values),
        in_reply_to=mail.message_id,
        references=() if mail.message_id is None else (mail.message_id,),
        language=ticket.language,
    )


def _phone(opened: Opened, snapshot: Snapshot, policy: Policy) -> str:
    """The phone line, where the account's own contract says so: not for whoever reaches the tier by severity."""
    account, ticket = opened.sender.account, opened.ticket
    if account is None or account.tier is not ticket.tier or not policy.promises[ticket.tier].phone_line:
        return ""
    return account.phone or snapshot.desk.phone


def _held_back(opened: Opened, policy: Policy, now: datetime) -> tuple[Effect, ...]:
    """Remembered for the person's next summary. Whoever is to get nothing automatic gets no summary either.

    Each has a timer of its own: a summary takes away those of all that it names, so that none is left out.
    """
    if daily_cap(opened.sender.account, policy) == 0:
        return ()
    remembered = HoldBack(opened.ticket.number, opened.sender.address, "sender_capped")
    return (remembered, SetTimer(opened.ticket.number, TimerReason.SUMMARY, now + policy.numbers.summary_after))
