"""What commands do to tickets, and what they are refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.effects import CancelTimer, QueueMail, SetTimer
from rules.model import Account, Act, Answer, Assign, Change, Close, Note, Reopen, Snapshot, Ticket
from rules.reasons import REASONS
from rules.words import MailKind, MessageKind, Priority, Severity, Status, Tier, TimerReason
from tests.build import ANNA, BOB, NOW, a_snapshot_with, a_ticket, an_act, turns_of
from tests.rules.finding import after, all_of, decided, mail_out, message, none_of, step_of

NOTHING = Change(42, None, None, None, None, None, None, (), ())
ANSWER = Answer(42, "Please restart it.", Status.PENDING)


def change(**fields: object) -> Change:
    return replace(NOTHING, **fields)  # type: ignore[arg-type]  # checked by the dataclass at run time


def ticket_after(act: Act, ticket: Ticket, agent: int | None = None) -> Ticket:
    return after(decided(an_act(act, agent), a_snapshot_with(ticket)))


def refusal(act: Act, snapshot: Snapshot, agent: int | None = None) -> str:
    decision = decided(an_act(act, agent), snapshot)
    assert decision.effects == ()
    step = step_of(decision, "act")
    assert step.outcome == "refused"
    assert step.because in {row.code for row in REASONS}
    return step.because


def test_an_answer_goes_to_the_requester_and_waits_for_them() -> None:
    decision = decided(an_act(ANSWER, BOB.id), a_snapshot_with(a_ticket()))
    mail = mail_out(decision)
    assert (mail.kind, mail.recipient, mail.automatic) == (MailKind.ANSWER, ANNA.address, False)
    assert mail.draft.text.startswith("Please restart it.\n\nBob\n")
    assert (after(decision).status, after(decision).answered_at, after(decision).due_at) == (Status.PENDING, NOW, None)
    assert (message(decision).kind, message(decision).author, message(decision).seq) == (MessageKind.ANSWER, "bob", 2)
    assert message(decision).message_ids == (mail.draft.message_id,)


def test_the_first_answer_is_the_one_that_counts() -> None:
    earlier = NOW - timedelta(minutes=9)
    assert ticket_after(ANSWER, a_ticket(answered_at=earlier)).answered_at == earlier


def test_an_answer_never_bears_the_agents_address() -> None:
    mail = mail_out(decided(an_act(ANSWER, BOB.id), a_snapshot_with(a_ticket())))
    assert BOB.addresses[0] not in repr(mail)


def test_an_answer_may_resolve_at_once() -> None:
    decision = decided(an_act(replace(ANSWER, status=Status.RESOLVED)), a_snapshot_with(a_ticket()))
    assert after(decision).status is Status.RESOLVED
    assert SetTimer(42, TimerReason.AUTO_CLOSE, NOW + timedelta(days=7)) in all_of(decision, SetTimer)


def test_A31_an_answer_is_no_template() -> None:
    decision = decided(an_act(replace(ANSWER, text="{{ 7*7 }} <b>")), a_snapshot_with(a_ticket()))
    assert "{{ 7*7 }} <b>" in mail_out(decision).draft.text
    assert "{{ 7*7 }} &lt;b&gt;" in (mail_out(decision).draft.html or "")


def test_a_note_stays_inside() -> None:
    decision = decided(an_act(Note(42, "He called."), BOB.id), a_snapshot_with(a_ticket()))
    assert (message(decision).kind, message(decision).text) == (MessageKind.NOTE, "He called.")
    assert none_of(decision, QueueMail)


@pytest.mark.parametrize("act", [Note(42, "x"), Assign(42, BOB.id), change(level=2)])
def test_the_first_act_of_an_agent_opens_a_new_ticket(act: Act) -> None:
    assert ticket_after(act, a_ticket(status=Status.NEW)).status is Status.OPEN


def test_close_means_resolved_and_final_means_closed() -> None:
    assert ticket_after(Close(42, final=False), a_ticket(status=Status.OPEN)).status is Status.RESOLVED
    closed = ticket_after(Close(42, final=True), a_ticket(status=Status.OPEN))
    assert (closed.status, closed.closed_at, closed.due_at) == (Status.CLOSED, NOW, None)


def test_nothing_is_due_of_a_resolved_ticket() -> None:
    assert ticket_after(Close(42, final=False), a_ticket(status=Status.OPEN)).due_at is None


def test_a_ticket_closed_by_mistake_is_due_again_when_it_was() -> None:
    promised = a_ticket(status=Status.OPEN)
    closed = ticket_after(Close(42, final=False), promised)
    assert ticket_after(Reopen(42), closed).due_at == promised.due_at


def test_reopening_cancels_the_closing() -> None:
    decision = decided(an_act(Reopen(42)), a_snapshot_with(a_ticket(status=Status.RESOLVED)))
    assert after(decision).status is Status.OPEN
    assert {timer.reason for timer in all_of(decision, CancelTimer)} == {TimerReason.AUTO_CLOSE, TimerReason.SURVEY}


def test_assigning_and_unassigning() -> None:
    assert ticket_after(Assign(42, BOB.id), a_ticket()).assignee == BOB.id
    assert ticket_after(Assign(42, None), a_ticket(assignee=BOB.id)).assignee is None


def test_an_agent_may_call_a_strangers_ticket_critical() -> None:
    changed = ticket_after(change(severity=Severity.CRITICAL), a_ticket())
    assert (changed.tier, changed.priority) == (Tier.PLATINUM, Priority.URGENT)
    assert changed.due_at == a_ticket().opened_at + timedelta(minutes=15)


def test_a_contract_stays_the_floor_when_an_agent_lowers_the_severity() -> None:
    account = Account(1, "Acme", (), Tier.GOLD, "", None)
    ticket = a_ticket(severity=Severity.HIGH, tier=Tier.GOLD, priority=Priority.HIGH, account=1)
    decision = decided(an_act(change(severity=Severity.STANDARD)), a_snapshot_with(ticket, account=account))
    assert (after(decision).tier, after(decision).priority) == (Tier.GOLD, Priority.NORMAL)


def test_a_time_that_was_told_never_moves_later() -> None:
    ticket = a_ticket(tier=Tier.PLATINUM)
    told = tuple(replace(turn, told=ticket.due_at) for turn in turns_of(ticket))
    decision = decided(an_act(change(tier=Tier.SILVER)), a_snapshot_with(ticket, turns={42: told}))
    assert after(decision).due_at == ticket.opened_at + timedelta(minutes=15)


def test_what_is_asked_for_by_name_is_what_it_gets() -> None:
    changed = ticket_after(
        change(tier=Tier.GOLD, priority=Priority.URGENT, queue="billing", level=3, add_tags=("a", "b")), a_ticket()
    )
    assert (changed.tier, changed.priority, changed.queue, changed.level) == (Tier.GOLD, Priority.URGENT, "billing", 3)
    assert changed.tags == ("a", "b")


def test_tags_come_and_go_once() -> None:
    assert ticket_after(change(add_tags=("a", "c"), drop_tags=("b",)), a_ticket(tags=("a", "b"))).tags == ("a", "c")


@pytest.mark.parametrize(
    ("act", "ticket", "code"),
    [
        (replace(ANSWER, ticket=7), a_ticket(), "ticket_unknown"),
        (Note(42, "x"), a_ticket(merged_into=43), "ticket_merged"),
        (ANSWER, a_ticket(status=Status.CLOSED), "status_forbids"),
        (replace(ANSWER, text=" \n"), a_ticket(), "text_empty"),
        (Note(42, ""), a_ticket(), "text_empty"),
        (ANSWER, a_ticket(requester=99), "no_reply_address"),
        (replace(ANSWER, status=Status.NEW), a_ticket(), "status_forbids"),
        (Assign(42, 99), a_ticket(), "agent_unknown"),
        (Assign(42, None), a_ticket(), "nothing_to_change"),
        (NOTHING, a_ticket(status=Status.OPEN), "nothing_to_change"),
        (change(queue="nowhere"), a_ticket(), "queue_unknown"),
        (change(status=Status.PENDING), a_ticket(status=Status.CLOSED), "status_forbids"),
        (change(status=Status.NEW), a_ticket(), "status_forbids"),
        (Close(42, final=False), a_ticket(status=Status.CLOSED), "status_forbids"),
        (Close(42, final=False), a_ticket(status=Status.RESOLVED), "nothing_to_change"),
        (Close(42, final=True), a_ticket(status=Status.CLOSED), "nothing_to_change"),
        (Reopen(42), a_ticket(status=Status.OPEN), "nothing_to_change"),
    ],
)
def test_what_is_not_allowed_changes_nothing_and_says_why(act: Act, ticket: Ticket, code: str) -> None:
    assert refusal(act, a_snapshot_with(ticket)) == code


def test_A11_an_agent_who_left_gets_no_tickets() -> None:
    gone = {BOB.id: replace(BOB, active=False)}
    assert refusal(Assign(42, BOB.id), a_snapshot_with(a_ticket(), agents=gone)) == "agent_unknown"


@pytest.mark.parametrize("agents", [{}, {BOB.id: replace(BOB, active=False)}])
def test_A11_an_agent_who_left_or_never_was_cannot_act(agents: dict[int, object]) -> None:
    snapshot = replace(a_snapshot_with(a_ticket()), agents=agents)  # type: ignore[arg-type]  # agents by id
    assert refusal(ANSWER, snapshot, BOB.id) == "agent_unknown"
