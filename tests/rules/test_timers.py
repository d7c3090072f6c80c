"""Timers act once, and only while their reason holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.effects import CancelTimer, QueueMail, SetTimer
from rules.model import TimerFired
from rules.words import Status, TimerReason
from tests.build import ANNA, NOW, SUPPORT, a_snapshot_with, a_ticket
from tests.rules.finding import after, all_of, decided, mail_out, none_of, one_of, step_of

CLOSE = TimerFired(42, TimerReason.AUTO_CLOSE, NOW)
SUMMARY = TimerFired(42, TimerReason.SUMMARY, NOW)


def test_a_ticket_resolved_for_a_week_closes() -> None:
    ticket = a_ticket(status=Status.RESOLVED, resolved_at=NOW - timedelta(days=7))
    decision = decided(CLOSE, a_snapshot_with(ticket))
    assert (after(decision).status, after(decision).closed_at) == (Status.CLOSED, NOW)


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.RESOLVED])
def test_a_ticket_that_is_no_longer_resolved_does_not_close(status: Status) -> None:
    decision = decided(CLOSE, a_snapshot_with(a_ticket(status=status)))
    assert decision.effects == ()
    assert step_of(decision, "timer").outcome == "nothing"


def test_a_ticket_resolved_anew_closes_a_week_after_that() -> None:
    ticket = a_ticket(status=Status.RESOLVED, resolved_at=NOW - timedelta(days=2))
    decision = decided(CLOSE, a_snapshot_with(ticket))
    assert decision.effects == (SetTimer(42, TimerReason.AUTO_CLOSE, NOW + timedelta(days=5)),)


def test_a_timer_of_a_ticket_that_is_gone_does_nothing() -> None:
    assert decided(CLOSE, a_snapshot_with()).effects == ()


def test_one_summary_names_all_that_was_held_back() -> None:
    mail = mail_out(decided(SUMMARY, a_snapshot_with(a_ticket(), held_back=(42, 43, 44, 43))))
    assert (mail.recipient, mail.automatic) == (ANNA.address, True)
    assert [number in mail.draft.text for number in ("#42", "#43", "#44")] == [True, True, True]
    assert mail.draft.text.count("#43") == 1
    assert mail.draft.suppress == "All"


def test_a_summary_takes_away_the_timers_of_all_that_it_names() -> None:
    decision = decided(SUMMARY, a_snapshot_with(a_ticket(), held_back=(42, 43, 44)))
    assert all_of(decision, CancelTimer) == [CancelTimer(number, TimerReason.SUMMARY) for number in (43, 44)]


def test_A52_there_is_one_summary_within_a_day_and_what_was_held_back_since_waits_for_the_next() -> None:
    three_and_a_summary = tuple(NOW - timedelta(hours=hours) for hours in (20, 20, 19, 8))
    snapshot = a_snapshot_with(a_ticket(), automatic=three_and_a_summary, held_back=(42, 43))
    due = NOW + timedelta(hours=4)
    assert decided(SUMMARY, snapshot).effects == tuple(
        SetTimer(number, TimerReason.SUMMARY, due) for number in (42, 43)
    )
    assert all_of(decided(SUMMARY, replace(snapshot, automatic=three_and_a_summary[1:])), QueueMail)


@pytest.mark.parametrize("address", [SUPPORT, "", "jörg@customer.example"])
def test_no_summary_goes_to_ourselves_or_to_what_is_no_address(address: str) -> None:
    contact = replace(ANNA, address=address)
    decision = decided(SUMMARY, a_snapshot_with(a_ticket(), contacts={ANNA.id: contact}))
    assert none_of(decision, QueueMail)


def test_no_summary_goes_to_a_suppressed_address() -> None:
    decision = decided(SUMMARY, a_snapshot_with(a_ticket(), suppressed=frozenset({ANNA.address})))
    assert step_of(decision, "acknowledgement").outcome == "address_suppressed"
    assert decision.effects == ()


def test_the_summary_of_one_timer_is_one_mail() -> None:
    first, again = (one_of(decided(SUMMARY, a_snapshot_with(a_ticket())), QueueMail) for _ in range(2))
    assert (first.cause, first.kind, first.recipient) == (again.cause, again.kind, again.recipient)
