"""Surveys: one mail after a ticket was resolved, and what its answer does.

Takes a timer, or a mail that bears the signed address of a survey; gives effects and steps.
Never asks robots, lists, whoever got no acknowledgement, or anybody who wished to be left alone; an answer counts once
a mail, and only from the person who was asked. Whatever is no plain answer is an ordinary mail of the customer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from parsers.mail import Address, Origin
from parsers.token import Form, Purpose, Verdict
from rules.caps import room
from rules.clocks import Turn
from rules.drafts import Letter, can_be_written_to, survey_mail
from rules.effects import (
    AddTurn,
    Alarm,
    AppendMessage,
    AskSurvey,
    Effect,
    OptOut,
    RecordSurvey,
    SetTimer,
    SettleIntake,
    Step,
)
from rules.lifecycle import Cause
from rules.model import MailArrived, Snapshot, Ticket
from rules.moves import changed, moved, told
from rules.policy import Policy
from rules.scores import Score, Stop, read_score
from rules.sender import Sender, greeting, is_ours
from rules.steps import step
from rules.surveyplan import OnBad
from rules.templates import fill
from rules.thread import target
from rules.tokens import QUOTED, RETURNED, checked, reply_to
from rules.words import Evidence, IntakeState, MailKind, Status, TimerReason


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What a timer or an answer leads to."""

    effects: tuple[Effect, ...]
    steps: tuple[Step, ...]


def survey_due(ticket: Ticket, snapshot: Snapshot, policy: Policy, now: datetime) -> Surveyed:
    """Ask, or say why not."""
    contact = snapshot.contacts.get(ticket.requester)
    obstacle = _obstacle(ticket, snapshot, policy, now)
    if obstacle or contact is None:
        return Surveyed((), (step("survey", "not asked", obstacle or "the requester is gone"),))
    later = room(snapshot, policy).since
    if later is not None:
        said = step("timer", "later", f"{len(snapshot.automatic)} automatic mails within 24 hours")
        return Surveyed((SetTimer(ticket.number, TimerReason.SURVEY, later),), (said,))
    seq = ticket.last_seq + 1
    address = reply_to(snapshot.desk, snapshot.mailbox, ticket, contact.id, now, Purpose.SURVEY)
    letter = Letter(
        kind=MailKind.SURVEY,
        purpose=Purpose.SURVEY,
        cause=f"survey:{ticket.number}:{seq}",  # a ticket taken up again may be asked about anew
        person=contact.id,
        recipient=Address(greeting(contact.name), contact.address),
        from_name=snapshot.mailbox.display_name,
        seq=seq,
        filled=fill(
            policy.templates,
            "survey",
            ticket.language,
            {"number": ticket.number, "address": address, "desk": snapshot.desk.name},
        ),
        in_reply_to=None,
        references=(),
        language=ticket.language,
    )
    note = told(ticket, f"asked {contact.address} how it was", now, None)
    asked = AskSurvey(ticket.number, contact.id, ticket.assignee, ticket.team, ticket.tier, ticket.account)
    mail = survey_mail(letter, ticket, snapshot, now)
    return Surveyed((AppendMessage(note), mail, asked), (step("survey", "asked", contact.address),))


def answered(
    event: MailArrived, sender: Sender, origin: Origin, snapshot: Snapshot, policy: Policy, now: datetime
) -> Surveyed | None:
    """What a mail to a survey's address does; None when it is none, or says more than an answer to it."""
    if origin is not Origin.HUMAN or sender.evidence is Evidence.FAIL:
        return None
    ticket = _asked_about(event, sender, snapshot)
    if ticket is None:
        return None
    match read_score(event.mail.reply) or read_score(event.mail.base_subject):
        case Stop():
            ticket = target(ticket, snapshot)
            settled = SettleIntake(event.intake, IntakeState.PROCESSED, "survey_stopped", ticket.number, None, None)
            note = told(ticket, "wishes no more surveys", now, event.intake)
            return Surveyed(
                (OptOut(sender.address), AppendMessage(note), replace(settled, seq=note.seq)),
                (step("survey", "stopped", sender.address),),
            )
        case Score() as score:
            return _scored(event, ticket, score, snapshot, policy, now)
        case None:
            return None


def _scored(
    event: MailArrived, asked: Ticket, score: Score, snapshot: Snapshot, policy: Policy, now: datetime
) -> Surveyed:
    """`asked`: the ticket that was asked about; what it was merged into is taken up again."""
    ticket = target(asked, snapshot)
    words = f"survey: {score.value} of 5" + (f"\n{score.comment}" if score.comment else "")
    note = told(ticket, words, now, event.intake)
    settled = SettleIntake(event.intake, IntakeState.PROCESSED, "survey_answer", ticket.number, note.seq, None)
    recorded = RecordSurvey(asked.number, score.value, score.comment)
    said = step("survey", f"{score.value} of 5", f"#{asked.number}")
    plan = policy.surveys
    effects: tuple[Effect, ...] = (AppendMessage(note), recorded)
    if score.value > plan.bad or plan.on_bad is OnBad.NOTHING:
        return Surveyed((*effects, settled), (said,))
    if plan.on_bad is OnBad.ALARM:
        alarm = Alarm("survey_bad", f"#{ticket.number}", words.replace("\n", " ")[:200])
        return Surveyed((*effects, alarm, settled), (said, step("survey", "alarm")))
    outcome = moved(ticket, Cause.REOPENED, policy, now)
    if outcome is None:
        return Surveyed((*effects, settled), (said,))
    after = replace(outcome.after, last_seq=note.seq)
    waits = AddTurn(ticket.number, Turn(event.received_at, after.status, owed=True, answered=False, told=None))
    reopened = step("status", after.status.value, "the answer to the survey was bad")
    return Surveyed((*changed(ticket, after), waits, *effects, *outcome.timers, settled), (said, reopened))


def _asked_about(event: MailArrived, sender: Sender, snapshot: Snapshot) -> Ticket | None:
    """The ticket whose survey this very person was asked, by the address the mail came to."""
    places = tuple(seen for seen in event.mail.tokens if seen.place != QUOTED and not seen.place.startswith(RETURNED))
    for mark in checked(places, snapshot, event.received_at):
        person = snapshot.contacts.get(mark.claim.person)
        is_survey = mark.form is Form.ADDRESS and mark.claim.purpose is Purpose.SURVEY
        if is_survey and mark.verdict is Verdict.GENUINE and mark.ticket is not None and person is not None:
            return mark.ticket if person.address == sender.address else None
    return None


def _obstacle(ticket: Ticket, snapshot: Snapshot, policy: Policy, now: datetime) -> str:
    """Why nobody is asked, "" when somebody is."""
    contact = snapshot.contacts.get(ticket.requester)
    if ticket.status not in (Status.RESOLVED, Status.CLOSED):
        return f"the ticket is {ticket.status} by now"
    if not policy.surveys.asks_about(ticket.nonce):
        return "not in the sample, or surveys are off"
    if contact is None or not can_be_written_to(contact.address) or is_ours(contact.address, snapshot.desk):
        return "there is nobody to write to"
    if ticket.clocks is None or ticket.clocks.first.told is None:
        return "the requester got no acknowledgement either"
    if contact.address in snapshot.suppressed or snapshot.opted_out:
        return "the requester wishes none, or mails to them fail"
    if room(snapshot, policy).never:
        return "such people get nothing automatic"
    if snapshot.surveyed_at is not None and snapshot.surveyed_at > now - policy.surveys.rest:
        return f"they were asked on {snapshot.surveyed_at:%Y-%m-%d}"
    return ""
