"""The working set: one read for a batch of events, a snapshot for each, one write of all decisions.

Takes events, fresh numbers, the desk and its mailboxes; gives snapshots that show what earlier decisions of the
batch did, and writes all rows in the caller's transaction. Never decides, never asks the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from sqlalchemy import Connection

from rules.clocks import Clock, Clocks, Turn
from rules.effects import (
    AddTurn,
    Alarm,
    AppendMessage,
    AskSurvey,
    CancelTimer,
    ChangeTicket,
    Decision,
    Effect,
    HoldBack,
    MarkOutbox,
    OpenTicket,
    OptOut,
    QueueMail,
    RecordSurvey,
    SaveContact,
    SetTimer,
    SettleIntake,
    Suppress,
)
from rules.model import (
    Account,
    Contact,
    DeliveryReported,
    Desk,
    Event,
    Fresh,
    MailArrived,
    Mailbox,
    Message,
    OperatorActed,
    Snapshot,
    Ticket,
    TimerFired,
    Twin,
    going_on,
)
from rules.needs import NO_WISHES, Needs, Wishes, needs
from rules.sender import claimed_address, reply_addresses
from rules.trace import to_json
from rules.words import MessageKind, Status, TimerReason
from storage.changes import Changes, Happened, Queued, pack
from storage.faults import Conflict
from storage.recall import DAY, Known, Wanted, domain_of, recall

_PROGRAM = "supportd"
_OVER = (Status.RESOLVED, Status.CLOSED)


def read(
    conn: Connection,
    events: Sequence[Event],
    fresh: Sequence[Fresh],
    mailboxes: Mapping[str, Mailbox],
    desk: Desk,
    now: datetime,
    wishes: Wishes = NO_WISHES,
) -> WorkingSet:
    """All that the batch may know. `fresh`: one for each event; `wishes`: what the policy's rules ask for besides.

    The number of queries does not depend on the batch.
    """
    wanted = [needs(event) for event in events]
    own_ids = {event.mail.message_id for event in events if isinstance(event, MailArrived)}
    union = Wanted(
        tickets=frozenset().union(*(need.tickets for need in wanted)),
        contacts=frozenset().union(*(need.contacts for need in wanted)),
        addresses=wishes.addresses.union(*(need.addresses for need in wanted)),
        message_ids=frozenset().union(*(need.message_ids for need in wanted)),
        own_ids=frozenset(text for text in own_ids if text is not None),
        digests=frozenset().union(*(need.digests for need in wanted)),
        threads=frozenset().union(*(need.threads for need in wanted)),
        turns=frozenset().union(*(need.turns for need in wanted)),
        recent=frozenset().union(*(need.recent for need in wanted)),
        wishes=wishes,
        held=frozenset().union(*(need.held for need in wanted)),
    )
    return WorkingSet(recall(conn, union, now), events, wanted, fresh, mailboxes, desk, now, wishes)


class WorkingSet:
    """Used by one thread: for each event in turn `snapshot`, then `take`; at the end `write`, once."""

    def __init__(
        self,
        known: Known,
        events: Sequence[Event],
        wanted: Sequence[Needs],
        fresh: Sequence[Fresh],
        mailboxes: Mapping[str, Mailbox],
        desk: Desk,
        now: datetime,
        wishes: Wishes,
    ) -> None:
        self._wishes = wishes
        self._known = known
        self._events = events
        self._wanted = wanted
        self._fresh = fresh
        self._mailboxes = mailboxes
        self._desk = desk
        self._now = now
        self._changes = Changes()
        self._index = 0

    # --- what a decision sees ---

    def snapshot(self, event: Event, index: int) -> Snapshot:
        """What the decision on `event`, the `index`-th of the batch, may know, earlier decisions included."""
        self._index = index
        known, need = self._known, self._wanted[index]
        bearers = {text: tuple(known.bearers[text]) for text in need.message_ids if text in known.bearers}
        named = set(need.tickets).union(*bearers.values())
        going = [going_on(number) for number in named if going_on(number) in known.bearers]
        bearers |= {text: tuple(known.bearers[text]) for text in going}
        sent = {text: known.sent[text] for text in need.message_ids if text in known.sent}
        named |= set().union(*bearers.values()) | {view.ticket for view in sent.values()}
        tickets = self._with_targets(named)
        sender = self._sender(event, tickets)
        sender_contact = None if sender is None else known.by_address.get(sender)
        people = {ticket.requester for ticket in tickets.values()} | set(need.contacts)
        people |= {follower for ticket in tickets.values() for follower in ticket.followers}
        asked = need.addresses | self._wishes.addresses
        people |= {known.by_address[address] for address in asked if address in known.by_address}
        contacts = {person: known.contacts[person] for person in people if person in known.contacts}
        answered = _answer_addresses(event, sender)
        return Snapshot(
            desk=self._desk,
            mailbox=self._mailbox(event, tickets),
            fresh=self._fresh[index],
            tickets=tickets,
            bearers=bearers,
            contacts=contacts,
            sender=None if sender_contact is None else known.contacts[sender_contact],
            account=self._account(sender, sender_contact),
            agents=known.agents,
            accounts={
                each.account: known.accounts[each.account]
                for each in tickets.values()
                if each.account is not None and each.account in known.accounts
            },
            held={key: known.held[key] for key in need.held if key in known.held},
            twins=self._twins(event),
            automatic=tuple(sorted(at for address in answered for at in known.automatic.get(address, ()))),
            held_back=tuple(known.held_back.get(sender, ())) if sender is not None else (),
            suppressed=frozenset(known.suppressed),
            sent=sent,
            ticket_mails={number: known.ticket_mails.get(number, 0) for number in tickets},
            threads={number: known.threads[number] for number in need.threads if number in known.threads},
            surveyed_at=None if sender_contact is None else known.surveyed_at.get(sender_contact),
            opted_out=sender in known.opted_out,
            recent={number: known.recent[number] for number in need.recent if number in known.recent},
            turns={number: known.turns[number] for number in need.turns if number in known.turns},
            mails_24h=known.mails_of.get(sender or "", 0) + isinstance(event, MailArrived),
            loads=known.loads,
        )

    def _with_targets(self, numbers: set[int]) -> dict[int, Ticket]:
        """The tickets, and where merges lead."""
        tickets: dict[int, Ticket] = {}
        waiting = sorted(numbers)
        while waiting:
            ticket = self._known.tickets.get(waiting.pop())
            if ticket is not None and ticket.number not in tickets:
                tickets[ticket.number] = ticket
                if ticket.merged_into is not None:
                    waiting.append(ticket.merged_into)
        return tickets

    def _sender(self, event: Event, tickets: Mapping[int, Ticket]) -> str | None:
        """Whom the event is about: who wrote the mail, else the ticket's requester."""
        match event:
            case MailArrived(mail=mail):
                return claimed_address(mail) or None
            case DeliveryReported(outbox=outbox):
                return outbox.recipient
            case TimerFired(ticket=number):
                return self._requester(tickets.get(number))
            case OperatorActed(act=act):
                return self._requester(tickets.get(act.ticket))
            case _:
                assert_never(event)

    def _requester(self, ticket: Ticket | None) -> str | None:
        contact = None if ticket is None else self._known.contacts.get(ticket.requester)
        return None if contact is None else contact.address

    def _account(self, sender: str | None, contact: int | None) -> Account | None:
        known = self._known
        account = None if contact is None else known.contacts[contact].account
        if account is None and sender is not None:
            account = known.domains.get(domain_of(sender))
        return None if account is None else known.accounts.get(account)

    def _twins(self, event: Event) -> tuple[Twin, ...]:
        if not isinstance(event, MailArrived):
            return ()
        keys = (event.raw_sha256, event.content_sha256, event.mail.message_id)
        found = {intake for key in keys if key is not None for intake in self._known.alike.get(key, ())}
        return tuple(self._known.twins[intake] for intake in sorted(found - {event.intake}))

    def _mailbox(self, event: Event, tickets: Mapping[int, Ticket]) -> Mailbox:
        """The mail's, or the ticket's; the first one where that is no longer watched."""
        match event:
            case MailArrived(mailbox=name):
                wanted = name
            case DeliveryReported() | TimerFired() | OperatorActed():
                ticket = tickets.get(_ticket_of(event) or 0)
                wanted = "" if ticket is None else ticket.mailbox
            case _:
                assert_never(event)
        return self._mailboxes.get(wanted) or next(iter(self._mailboxes.values()))

    # --- what a decision wants ---

    def take(self, decision: Decision, composed: Sequence[bytes]) -> None:
        """The decision on the event `snapshot` was last asked for, else on the next one.

        `composed`: the bytes of its QueueMails, in order.

        Raises `Conflict` when the decision was made from a ticket as it no longer is.
        """
        event = self._events[self._index]
        self._index += 1
        self._refuse_stale(decision)
        raws = iter(composed)
        intake = event.intake if isinstance(event, MailArrived) else None
        touched: set[int] = set()
        for effect in decision.effects:
            touched |= self._apply(effect, event, raws, intake)
        opened = {effect.ticket.number for effect in decision.effects if isinstance(effect, OpenTicket)}
        for number in touched - opened:
            self._bump(number)
        self._settle_event(event)
        self._changes.events.append(_happened(event, decision, intake))

    def _refuse_stale(self, decision: Decision) -> None:
        seen: set[int] = set()
        for effect in decision.effects:
            if isinstance(effect, ChangeTicket) and effect.before.number not in seen:
                seen.add(effect.before.number)
                current = self._known.tickets.get(effect.before.number)
                if current is not None and current.version != effect.before.version:
                    raise Conflict(f"ticket {effect.before.number} was changed since the decision read it")

    def _apply(self, effect: Effect, event: Event, raws: Iterator[bytes], intake: int | None) -> set[int]:
        """Changes the memory and notes the rows; the tickets whose version this raises."""
        changes, known = self._changes, self._known
        match effect:
            case OpenTicket(ticket):
                changes.as_read[ticket.number] = None
                self._note_clocks(None, ticket)
                self._keep(_at_rest(ticket))
            case ChangeTicket(before, after):
                self._note_clocks(before, after)
                self._change(_at_rest(after))
                return {after.number}
            case SaveContact(contact):
                self._save(contact)
            case AppendMessage(message):
                return self._append(message)
            case QueueMail():
                self._queue(Queued(effect, pack(next(raws)), intake))
            case HoldBack():
                changes.held_back.append(effect)
                known.held_back[effect.recipient].append(effect.ticket)
            case SettleIntake():
                changes.settled.append(effect)
                self._remember_twin(effect, event)
            case Suppress():
                changes.suppressed.append(effect)
                known.suppressed.add(effect.address)
            case MarkOutbox():
                self._mark(effect)
            case SetTimer(ticket, reason, due):
                changes.timers[ticket, reason] = due
            case CancelTimer(ticket, reason):
                changes.timers[ticket, reason] = None
                if reason is TimerReason.SUMMARY:
                    self._named_in_summary(ticket)
            case AddTurn(number, turn):
                self._take_turn(number, turn)
            case AskSurvey():
                changes.asked.append(effect)
            case RecordSurvey():
                changes.scores.append(effect)
            case OptOut():
                changes.opted_out.append(effect)
            case Alarm():
                changes.alarms.append(effect)
            case _:
                assert_never(effect)
        return set()

    def write(self, conn: Connection, now: datetime) -> None:
        """All rows of all decisions. Raises `Conflict`: then nothing of the batch may be committed."""
        self._changes.write(conn, now)

    # --- inside ---

    def _note_clocks(self, before: Ticket | None, after: Ticket) -> None:
        """The clocks that differ; one that ended within the decision is only in `ended`."""
        was = () if before is None or before.clocks is None else _all_clocks(before.clocks)
        if after.clocks is not None:
            found = self._changes.clocks.setdefault(after.number, {})
            found.update({(each.kind, each.started_at): each for each in _all_clocks(after.clocks) if each not in was})

    def _take_turn(self, number: int, turn: Turn) -> None:
        ticket = self._known.tickets.get(number)
        if ticket is None:
            raise Conflict(f"ticket {number} was not among what the decision could know")
        self._changes.turns.append((number, turn))
        self._change(ticket) if number not in self._changes.as_read else None
        self._known.turns[number] = (*self._known.turns.get(number, ()), turn)

    def _keep(self, ticket: Ticket) -> None:
        if self._wishes.loads:
            self._count(self._known.tickets.get(ticket.number), -1)
            self._count(ticket, 1)
        self._known.tickets[ticket.number] = ticket
        self._changes.tickets[ticket.number] = ticket

    def _count(self, ticket: Ticket | None, by: int) -> None:
        """How many open tickets an agent has, decisions of this batch included."""
        if ticket is not None and ticket.assignee is not None and ticket.status not in _OVER:
            self._known.loads[ticket.assignee] = self._known.loads.get(ticket.assignee, 0) + by

    def _change(self, ticket: Ticket) -> None:
        current = self._known.tickets.get(ticket.number)
        if current is None:
            raise Conflict(f"ticket {ticket.number} was not among what the decision could know")
        self._changes.as_read.setdefault(ticket.number, current)
        # The version is storage's: a decision hands on the one it saw. A message of it may have moved the end.
        self._keep(replace(ticket, version=current.version, last_seq=max(ticket.last_seq, current.last_seq)))

    def _bump(self, number: int) -> None:
        ticket = self._known.tickets[number]
        self._keep(replace(ticket, version=ticket.version + 1))

    def _append(self, message: Message) -> set[int]:
        self._changes.messages.append(message)
        for text in message.message_ids:
            self._bear(text, message.ticket, message.seq)
        if message.kind is MessageKind.INBOUND and message.at > self._now - DAY:
            self._known.ticket_mails[message.ticket] = self._known.ticket_mails.get(message.ticket, 0) + 1
            self._known.mails_of[message.author] = self._known.mails_of.get(message.author, 0) + 1
        ticket = self._known.tickets.get(message.ticket)
        if ticket is None:
            raise Conflict(f"ticket {message.ticket} was not among what the decision could know")
        self._change(ticket) if ticket.number not in self._changes.as_read else None
        self._keep(replace(self._known.tickets[message.ticket], last_seq=max(ticket.last_seq, message.seq)))
        return {message.ticket}

    def _bear(self, text: str, ticket: int, seq: int) -> None:
        self._changes.message_ids.setdefault((text, ticket), seq)
        if ticket not in self._known.bearers[text]:
            self._known.bearers[text].insert(0, ticket)

    def _save(self, contact: Contact) -> None:
        changes = self._changes
        is_new = contact.id in changes.new_contacts or contact.id not in self._known.contacts
        (changes.new_contacts if is_new else changes.contacts)[contact.id] = contact
        self._known.add_contact(contact)

    def _queue(self, mail: Queued) -> None:
        effect = mail.effect
        self._changes.mails.append(mail)
        self._bear(effect.draft.message_id, effect.ticket, effect.seq)
        if effect.automatic:
            self._known.automatic[effect.recipient].append(self._now)

    def _mark(self, mark: MarkOutbox) -> None:
        self._changes.marks.append(mark)
        for text, view in self._known.sent.items():
            if view.id == mark.outbox:
                self._known.sent[text] = replace(view, state=mark.state)

    def _remember_twin(self, settle: SettleIntake, event: Event) -> None:
        if isinstance(event, MailArrived):
            self._known.add_twin(
                Twin(
                    intake=settle.intake,
                    mailbox=event.mailbox,
                    state=settle.state,
                    raw_sha256=event.raw_sha256,
                    content_sha256=event.content_sha256,
                    message_id=event.mail.message_id,
                    ticket=settle.ticket,
                    seq=settle.seq,
                )
            )

    def _named_in_summary(self, ticket: int) -> None:
        for held in self._known.held_back.values():
            if ticket in held:
                held.remove(ticket)

    def _settle_event(self, event: Event) -> None:
        match event:
            case TimerFired(ticket, reason, due):
                self._changes.fired[ticket, reason] = due
            case DeliveryReported(outbox=outbox):
                self._changes.reported.append(outbox.id)
            case MailArrived() | OperatorActed():
                pass
            case _:
                assert_never(event)


def _all_clocks(clocks: Clocks) -> tuple[Clock, ...]:
    following = () if clocks.following is None else (clocks.following,)
    return (*clocks.ended, clocks.first, clocks.resolution, *following)


def _at_rest(ticket: Ticket) -> Ticket:
    """The ticket as the next decision sees it: what ended is written, and no longer carried along."""
    return ticket if ticket.clocks is None else replace(ticket, clocks=replace(ticket.clocks, ended=()))


def _answer_addresses(event: Event, sender: str | None) -> frozenset[str]:
    """Where an answer to the event may go: what went to any of them counts for the caps."""
    replies = reply_addresses(event.mail) if isinstance(event, MailArrived) else ()
    return frozenset(replies) | (frozenset() if sender is None else {sender})


def _ticket_of(event: Event) -> int | None:
    match event:
        case MailArrived():
            return None
        case TimerFired(ticket=ticket):
            return ticket
        case DeliveryReported(outbox=outbox):
            return outbox.ticket
        case OperatorActed(act=act):
            return act.ticket
        case _:
            assert_never(event)


def _happened(event: Event, decision: Decision, intake: int | None) -> Happened:
    kinds = {
        MailArrived: "mail_arrived",
        TimerFired: "timer_fired",
        DeliveryReported: "delivery_reported",
        OperatorActed: "operator_acted",
    }
    actor = _PROGRAM
    if isinstance(event, OperatorActed):
        actor = event.actor
    elif isinstance(event, MailArrived):
        actor = event.mail.author or _PROGRAM
    return Happened(
        kind=kinds[type(event)],
        at=decision.trace.decided_at,
        actor=actor,
        ticket=_ticket_changed(decision) or _ticket_of(event),
        intake=intake,
        policy=decision.trace.policy_digest,
        trace=to_json(decision.trace),
    )


def _ticket_changed(decision: Decision) -> int | None:
    for effect in decision.effects:
        match effect:
            case OpenTicket(ticket):
                return ticket.number
            case AppendMessage(message):
                return message.ticket
            case ChangeTicket(_, after):
                return after.number
            case SettleIntake(ticket=int() as number):
                return number
            case _:
                continue
    return None
