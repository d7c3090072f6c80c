"""What plain thanks do to a ticket: nothing."""

from __future__ import annotations

import pytest

from rules.words import Status
from tests.build import a_mail, a_snapshot_with, a_ticket, an_arrival, reply_token
from tests.rules.finding import after, decided, message, step_of


@pytest.mark.parametrize("status", Status)
def test_thanks_reopen_no_ticket_and_start_no_clock(status: Status) -> None:
    ticket = a_ticket(status=status)
    mail = a_mail(text="Thank you, that works!", tokens=(reply_token(ticket),))
    decision = decided(an_arrival(mail), a_snapshot_with(ticket))
    assert (after(decision).status, after(decision).due_at) == (status, ticket.due_at)
    assert message(decision).text == "Thank you, that works!"
    assert step_of(decision, "status").because == "plain thanks change no status"
