"""A mail has arrived: ours, a repetition, a report, part of a ticket, or a new one.

Takes the event, the snapshot and the policy; gives the effects and the steps, question by question.
Never loses a mail: whatever is not provably ours or a repetition ends in a ticket.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from parsers.mail import Mail, Origin
from parsers.thanks import is_plain_thanks
from parsers.token import Form, Verdict
from rules.acknowledge import Opened, acknowledge
from rules.agentmail import from_agent
from rules.classify import Classified, classify, desk_values, start, word_values
from rules.clocks import Turn
from rules.consequences import Followed, Scene, dedicated, follow
from rules.duplicates import Repetition, repeated
from rules.effects import AddTurn, AppendMessage, Effect, OpenTicket, SaveContact, SettleIntake, Step
from rules.keeping import first_clocks
from rules.lifecycle import Cause
from rules.model import Contact, MailArrived, Mailbox, Message, Snapshot, Ticket, awaited, going_on
from rules.moves import changed, moved, told
from rules.names import TEXT_SHOWN, Standing, history_values, mail_values, new_text, person_values
from rules.policy import Policy
from rules.reasons import reason
from rules.returned import Returned, returned
from rules.sender import Sender, is_ours, who_wrote
from rules.steps import step
from rules.surveys import answered as surveyed
from rules.thread import Joining, Proof, join, target
from rules.tokens import checked, is_own_id, root_id
from rules.words import Evidence, IntakeState, MessageKind, Status

_AWAITED = 10  # ids of mails not seen yet that a new ticket remembers (F24)
_OWN_PLACES = frozenset({"x-supportd-loop", "message-id"})
_STUBS = {"oversize": IntakeState.OVERSIZE}
_ANSWERS_OF_ROBOTS = frozenset(
    {Origin.AUTO_REPLY, Origin.BOUNCE, Origin.DELAY_NOTICE, Origin.DELIVERY_RECEIPT, Origin.READ_RECEIPT}
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Effects in order, and the steps that led there. `evidence`: what the mail server said of the sender."""

    effects: tuple[Effect, ...]
    steps: tuple[Step, ...]
    evidence: Evidence


def arrived(event: MailArrived, snapshot: Snapshot, policy: Policy, now: datetime) -> Outcome:
    """What becomes of the mail, and of the stub that stood for it."""
    stub = None if event.stub is None else snapshot.tickets.get(event.stub)
    if stub is None:
        return _worked(event, snapshot, policy, now)
    if event.aside is not None:
        return _aside_again(event, event.aside, target(stub, snapshot), snapshot)
    outcome = _worked(event, snapshot, policy, now)
    return replace(outcome, effects=(*outcome.effects, *_let_go(outcome, stub, snapshot, policy, now)))


def _worked(event: MailArrived, snapshot: Snapshot, policy: Policy, now: datetime) -> Outcome:
    if event.aside is not None and event.aside not in _STUBS:
        return _quarantined(event, event.aside, snapshot, policy)
    sender = who_wrote(event.mail, snapshot)
    origin = _origin(event.mail, snapshot.mailbox)
    own = _own_mail(event, origin, snapshot)
    asked = [_who(sender, origin if own is None else Origin.OURSELVES, event.mail)]
    if own is not None:
        return Outcome((_settled(event, IntakeState.IGNORED, "own_mail"),), (*asked, own), sender.evidence)
    repetition = repeated(event, snapshot)
    asked.append(repetition.step)
    if repetition.of is not None:
        return Outcome((_duplicate(event, repetition),), tuple(asked), sender.evidence)
    report = returned(event, snapshot, policy, now)
    if report is not None:
        report = _told_already(event, repetition) or report
        return Outcome(report.effects, (*asked, report.step), sender.evidence)
    survey = surveyed(event, sender, origin, snapshot, policy, now)
    if survey is not None:
        return Outcome(survey.effects, (*asked, *survey.steps), sender.evidence)
    by_agent = from_agent(event, sender, origin, repetition, snapshot, policy, now)
    if by_agent is not None:
        return Outcome(by_agent.effects, (*asked, *by_agent.steps), sender.evidence)
    joining = join(event, sender, snapshot, policy)
    asked.append(joining.step)
    if joining.ticket is not None:
        outcome = _joined(event, sender, origin, joining.ticket, joining.proof, repetition, snapshot, policy)
    elif joining.follows is not None and origin in _ANSWERS_OF_ROBOTS:
        settled = _settled(event, IntakeState.IGNORED, "automatic_reply", joining.follows)
        outcome = Outcome((settled,), (step("intake", "automatic_reply"),), sender.evidence)
    else:
        outcome = _new(event, sender, origin, joining, repetition, snapshot, policy, now)
    return replace(outcome, steps=(*asked, *outcome.steps))


# --- who and what ------------------------------------------------------------------------------------


def _origin(mail: Mail, mailbox: Mailbox) -> Origin:
    """A mailbox's own list is no list: what comes over it was written by a person."""
    if mail.origin is not Origin.LIST:
        return mail.origin
    fields = [value for name, value in mail.headers if name == "list-id"]
    ids = {value.rpartition("<")[2].partition(">")[0].strip().lower() for value in fields}
    submitted = [value.strip().lower() for name, value in mail.headers if name == "auto-submitted"]
    is_person = all(value in ("", "no") for value in submitted)
    return Origin.HUMAN if is_person and not ids.isdisjoint(map(str.lower, mailbox.via_lists)) else Origin.LIST


def _who(sender: Sender, origin: Origin, mail: Mail) -> Step:
    shown = sender.address or "nobody in particular"
    proof = f"evidence {sender.evidence.value}" if sender.strict else "the address is not sane"
    lines = "; ".join(mail.origin_evidence)
    return step("origin", origin.value, f"{shown} ({proof})" + (f": {lines}" if lines else ""))


def _own_mail(event: MailArrived, origin: Origin, snapshot: Snapshot) -> Step | None:
    """Our own mail come back: signed by us, and from a program or from our own address (A61)."""
    author = event.mail.author
    if origin is Origin.HUMAN and not (author is not None and is_ours(author, snapshot.desk)):
        return None
    places = tuple(seen for seen in event.mail.tokens if seen.place in _OWN_PLACES)
    for mark in checked(places, snapshot, event.received_at):
        if mark.form is Form.MESSAGE_ID and mark.verdict is Verdict.GENUINE:
            return step("own_mail", "own_mail", f"our signature stands in {mark.place}")
    return None


def _told_already(event: MailArrived, repetition: Repetition) -> Returned | None:
    """A report that another mailbox had as well does nothing twice."""
    if not repetition.elsewhere:
        return None
    twin = repetition.elsewhere[0]
    settled = _settled(event, IntakeState.IGNORED, "delivery_report", twin.ticket, None, twin.intake)
    return Returned((settled,), step("returned", "delivery_report", f"{twin.mailbox} had it as well"))


# --- an existing ticket ------------------------------------------------------------------------------


def _joined(
    event: MailArrived,
    sender: Sender,
    origin: Origin,
    ticket: Ticket,
    proof: Proof,
    repetition: Repetition,
    snapshot: Snapshot,
    policy: Policy,
) -> Outcome:
    quiet = _twin_words(repetition, ticket, snapshot) or _says_nothing(event.mail, origin)
    outcome = moved(ticket, Cause.ROBOT_WROTE if quiet else Cause.CUSTOMER_WROTE, policy, event.received_at)
    after, timers = (ticket, ()) if outcome is None else (outcome.after, outcome.timers)
    ids = _own_ids(event.mail, snapshot)
    message = _message(event, sender, ticket.number, ticket.last_seq + 1, ids, verified=proof is Proof.VERIFIED)
    after = replace(after, last_seq=message.seq)
    settled = _settled(event, _state(event), event.aside, ticket.number, message.seq, _twin_of(repetition))
    steps = (_status_step(ticket, after, quiet), _no_acknowledgement(proof))
    waits = Turn(event.received_at, after.status, owed=True, answered=False, told=None)
    turns = () if quiet else (AddTurn(ticket.number, waits),)
    effects = (*changed(ticket, after), *turns, AppendMessage(message), *timers, settled)
    return Outcome(effects, steps, sender.evidence)


def _twin_words(repetition: Repetition, ticket: Ticket, snapshot: Snapshot) -> str:
    """The ticket has this very mail from another mailbox: each is a message, what it does is done once (F22)."""
    for twin in repetition.elsewhere:
        known = snapshot.tickets.get(twin.ticket or 0)
        if known is not None and target(known, snapshot).number == ticket.number:
            return f"the same mail came to {twin.mailbox} and has done what it does"
    return ""


def _twin_of(repetition: Repetition) -> int | None:
    return repetition.elsewhere[0].intake if repetition.elsewhere else None


def _says_nothing(mail: Mail, origin: Origin) -> str:
    """Why the mail asks for nothing, so that nobody waits for an answer to it; "" when it may ask."""
    if origin is not Origin.HUMAN:
        return "a robot's mail changes no status"
    return "plain thanks change no status" if is_plain_thanks(mail) else ""


def _status_step(before: Ticket, after: Ticket, quiet: str) -> Step:
    if before.status is after.status:
        return step("status", before.status.value, quiet)
    return step("status", after.status.value, f"was {before.status.value}; the customer has written")


def _no_acknowledgement(proof: Proof) -> Step:
    if proof is Proof.UNVERIFIED:
        return step("acknowledgement", "unverified_sender", "nothing is sent to its sender")
    return step("acknowledgement", "none", "only new tickets are acknowledged")


# --- a new ticket ------------------------------------------------------------------------------------


def _new(
    event: MailArrived,
    sender: Sender,
    origin: Origin,
    joining: Joining,
    repetition: Repetition,
    snapshot: Snapshot,
    policy: Policy,
    now: datetime,
) -> Outcome:
    classified = _classified(event, sender, origin, snapshot, policy)
    if classified.ignored_by is not None:
        settled = _settled(event, IntakeState.IGNORED, "ignored_by_rule")
        said = step("intake", "ignored_by_rule", rule=classified.ignored_by)
        return Outcome((settled,), (*classified.steps, said), sender.evidence)
    contact = sender.contact or _new_contact(event.mail, sender, snapshot)
    linked = joining.follows or (repetition.elsewhere[0].ticket if repetition.elsewhere else None)
    ticket = _ticket(event, sender, contact, classified.standing, snapshot, policy, linked)
    answered_for = next((twin for twin in repetition.elsewhere if twin.state is not IntakeState.QUARANTINED), None)
    aside = _set_aside(event, classified)
    template = next((rule.then.template for rule in reversed(classified.matched) if rule.then.template), None)
    opened = Opened(event, sender, origin, ticket, contact, classified.kept_back_by or aside, template, answered_for)
    answer = acknowledge(opened, snapshot, policy, now)
    followed = _followed(event, classified, ticket, bool(answer.effects), snapshot, policy, now)
    state, why = (_state(event), event.aside) if aside is None else (IntakeState.QUARANTINED, "quarantined_by_rule")
    effects = (
        *_saved(contact, sender),
        OpenTicket(followed.ticket),
        AppendMessage(_first_message(event, sender, origin, ticket, joining, snapshot)),
        *answer.effects,
        *followed.effects,
        _settled(event, state, why, ticket.number, 1, _twin_of(repetition)),
    )
    steps = (*classified.steps, _opened_step(ticket), answer.step, *followed.steps)
    return Outcome(effects, steps, sender.evidence)


def _set_aside(event: MailArrived, classified: Classified) -> str | None:
    """The rule that wants a person to look first; not once one has let the mail go on."""
    return classified.quarantined_by if event.aside is None and event.stub is None else None


def _followed(
    event: MailArrived,
    classified: Classified,
    ticket: Ticket,
    is_acknowledged: bool,
    snapshot: Snapshot,
    policy: Policy,
    now: datetime,
) -> Followed:
    """What rules do beside the standing; then the account's own agent. A canned answer only goes where nothing stood
    against an acknowledgement.
    """
    words = f"{event.mail.subject}\n{new_text(event.mail)}"[:TEXT_SHOWN]
    scene = Scene(snapshot, policy, now, words, event.mail.message_id, is_acknowledged)
    followed = follow(classified.matched, ticket, scene)
    own = dedicated(followed.ticket, scene)
    return Followed(own.ticket, followed.effects, followed.steps + own.steps)


def _classified(event: MailArrived, sender: Sender, origin: Origin, snapshot: Snapshot, policy: Policy) -> Classified:
    mail = event.mail
    known = sender.believed and sender.contact is not None
    values = {
        **mail_values(mail, origin, event.mailbox, sender.evidence),
        **person_values(sender.contact if known else None, sender.account, known=known),
        **word_values(policy, mail.subject, new_text(mail)),
        **desk_values(policy, snapshot.agents.values(), event.received_at),
        **history_values(None, event.received_at),
        "sender.mails_24h": snapshot.mails_24h,
    }
    return classify(policy, values)


def _new_contact(mail: Mail, sender: Sender, snapshot: Snapshot) -> Contact:
    account = None if sender.account is None else sender.account.id
    return Contact(
        snapshot.fresh.contact, sender.address, sender.name, account, mail.language or mail.declared_language
    )


def _saved(contact: Contact, sender: Sender) -> tuple[Effect, ...]:
    return () if sender.contact is not None else (SaveContact(contact),)


def _ticket(
    event: MailArrived,
    sender: Sender,
    contact: Contact,
    standing: Standing,
    snapshot: Snapshot,
    policy: Policy,
    follows: int | None,
) -> Ticket:
    ticket = Ticket(
        number=snapshot.fresh.ticket,
        nonce=snapshot.fresh.nonce,
        mailbox=event.mailbox,
        status=Status.NEW,
        subject=event.mail.subject,
        requester=contact.id,
        followers=(),
        account=None if sender.account is None else sender.account.id,
        severity=standing.severity,
        tier=standing.tier,
        priority=standing.priority,
        queue=standing.queue,
        level=standing.level,
        team=standing.team,
        assignee=None,
        tags=standing.tags,
        language=contact.language or event.mail.language or event.mail.declared_language or snapshot.mailbox.language,
        opened_at=event.received_at,
        due_at=None,
        answered_at=None,
        resolved_at=None,
        closed_at=None,
        merged_into=None,
        follows=follows,
        last_seq=1,
        version=1,
        clocks=None,
        climbed=0,
        warned=0,
        reminded=0,
        accept_by=None,
        reopened=0,
        fields=(),
        timers=(),
    )
    clocks = first_clocks(ticket, policy)
    return replace(ticket, clocks=clocks, due_at=clocks.response_due)


def _opened_step(ticket: Ticket) -> Step:
    linked = "" if ticket.follows is None else f", linked to #{ticket.follows}"
    said = f"#{ticket.number}: {ticket.severity}, {ticket.tier}, {ticket.priority}, queue {ticket.queue}{linked}"
    return step("ticket", "opened", said)


def _first_message(
    event: MailArrived, sender: Sender, origin: Origin, ticket: Ticket, joining: Joining, snapshot: Snapshot
) -> Message:
    """It also bears the ticket's root id, and the ids of mails it answers that nobody has seen yet (F24).

    Where it goes on with a flooded ticket, what comes after it finds it by that (A60).
    """
    mail = event.mail
    unseen = [
        identifier
        for identifier in dict.fromkeys((*mail.references, *mail.in_reply_to))
        if identifier not in snapshot.bearers and not is_own_id(identifier, snapshot)
    ]
    ids = (*_own_ids(mail, snapshot), root_id(snapshot.desk, snapshot.mailbox, ticket))
    if origin is Origin.HUMAN:
        ids += tuple(map(awaited, unseen[-_AWAITED:]))
    if joining.flooded and joining.follows is not None:
        ids += (going_on(joining.follows),)
    return _message(event, sender, ticket.number, 1, tuple(dict.fromkeys(ids)), verified=sender.believed)


def _own_ids(mail: Mail, snapshot: Snapshot) -> tuple[str, ...]:
    """The id the mail bears; not when a stranger borrowed one of ours, which would lead our customers there (A61)."""
    return () if mail.message_id is None or is_own_id(mail.message_id, snapshot) else (mail.message_id,)


def _message(
    event: MailArrived, sender: Sender, ticket: int, seq: int, ids: tuple[str, ...], *, verified: bool
) -> Message:
    mail = event.mail
    text = mail.text
    if event.aside is not None:
        text = f"({reason(event.aside).operator})\n{text}"
    return Message(
        ticket=ticket,
        seq=seq,
        kind=MessageKind.INBOUND,
        at=event.received_at,
        author=sender.address,
        verified=verified,
        subject=mail.subject,
        text=text,
        intake=event.intake,
        message_ids=ids,
    )


# --- what was set aside ------------------------------------------------------------------------------


def _quarantined(event: MailArrived, aside: str, snapshot: Snapshot, policy: Policy) -> Outcome:
    """A stub ticket for people to look at. As little as can be is asked of such a mail: no rule, no joining."""
    sender = who_wrote(event.mail, snapshot)
    contact = sender.contact or _new_contact(event.mail, sender, snapshot)
    ticket = _ticket(event, sender, contact, start(policy), snapshot, policy, None)
    effects = (
        *_saved(contact, sender),
        OpenTicket(ticket),
        AppendMessage(_message(event, sender, ticket.number, 1, (), verified=False)),
        _settled(event, IntakeState.QUARANTINED, aside, ticket.number, 1),
    )
    steps = (step("intake", aside), _opened_step(ticket), step("acknowledgement", aside))
    return Outcome(effects, steps, sender.evidence)


def _aside_again(event: MailArrived, aside: str, stub: Ticket, snapshot: Snapshot) -> Outcome:
    """Tried once more, and no better for it: the stub that stood for the mail stands for it again."""
    sender = who_wrote(event.mail, snapshot)
    message = _message(event, sender, stub.number, stub.last_seq + 1, (), verified=False)
    settled = _settled(event, _STUBS.get(aside, IntakeState.QUARANTINED), aside, stub.number, message.seq)
    steps = (step("intake", aside, f"#{stub.number} stands for it again"), step("acknowledgement", aside))
    return Outcome((AppendMessage(message), settled), steps, sender.evidence)


def _let_go(outcome: Outcome, stub: Ticket, snapshot: Snapshot, policy: Policy, now: datetime) -> tuple[Effect, ...]:
    """The stub says where the mail went, and is closed unless somebody has begun to work on it."""
    settled = next(effect for effect in outcome.effects if isinstance(effect, SettleIntake))
    ticket = target(stub, snapshot)
    if settled.ticket == ticket.number:
        return ()
    why = "" if settled.reason is None else f" ({reason(settled.reason).operator})"
    where = "" if settled.ticket is None else f", see #{settled.ticket}"
    note = told(ticket, f"The mail was worked on again: {settled.state}{why}{where}", now, None)
    untouched = ticket is stub and stub.status is Status.NEW
    closed = moved(stub, Cause.CLOSED, policy, now) if untouched else None
    if closed is None:
        return (AppendMessage(note),)
    return (*changed(stub, replace(closed.after, last_seq=note.seq)), AppendMessage(note), *closed.timers)


def _state(event: MailArrived) -> IntakeState:
    return IntakeState.PROCESSED if event.aside is None else _STUBS[event.aside]


def _duplicate(event: MailArrived, repetition: Repetition) -> SettleIntake:
    twin = repetition.of
    assert twin is not None
    return _settled(event, IntakeState.DUPLICATE, None, twin.ticket, twin.seq, twin.intake)


def _settled(
    event: MailArrived,
    state: IntakeState,
    why: str | None,
    ticket: int | None = None,
    seq: int | None = None,
    duplicate_of: int | None = None,
) -> SettleIntake:
    return SettleIntake(event.intake, state, why, ticket, seq, duplicate_of)
