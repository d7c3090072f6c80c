"""Plain thanks change nothing; whatever may be more than thanks is a customer's mail."""

from __future__ import annotations

import pytest

from parsers.mail import Address, Attachment
from rules.thanks import THANKS, is_plain_thanks
from rules.words import Status
from tests.build import ANNA, a_mail, a_snapshot_with, a_ticket, an_arrival, reply_token
from tests.rules.finding import after, decided, message, step_of

ANNA_SMITH = (Address("Anna Smith", ANNA.address),)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks!",
        "Thank you very much for the quick help, it works now.\n\nBest regards\nAnna Smith",
        "Great, thanks\n\n--\nAnna Smith\nAcme GmbH, do you know our new products?",
        "Thx\n\nOn Sun, 22 Nov 2026 at 12:00, Support <support@desk.example>\nwrote:\n\n> Did that not help?\n> Bob\n",
        "Vielen Dank, jetzt geht es wieder!\nMit freundlichen Grüßen",
        "Merci beaucoup, c’est résolu.",
        "¡Muchas gracias!",
        "ありがとうございました。",
    ],
)
def test_plain_thanks(text: str) -> None:
    assert is_plain_thanks(a_mail(text=text, from_=ANNA_SMITH))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It works now.",
        "Thanks, but it still does not work.",
        "No thanks.",
        "Thanks. Now it works?",
        "Thanks. Is it fixed now",
        "Danke, aber es geht nicht.",
        "Thanks!\n\nOn Sunday Bob wrote:\n> Is it better?\nOnly until noon.\n> And now?\n",
        "Thanks\n\nFrom: Support\nSent: Sunday\n\nDid that help",
        "Thanks " * 26,
        "Thanks\n" + "> why\n" * 20_000,
    ],
)
def test_more_than_thanks(text: str) -> None:
    assert not is_plain_thanks(a_mail(text=text, from_=ANNA_SMITH))


def test_thanks_with_a_file_are_more_than_thanks() -> None:
    file = Attachment("2", "log.txt", "text/plain", "", 9, "0" * 64, inline=False, content_id=None)
    assert not is_plain_thanks(a_mail(text="Thanks!", attachments=(file,)))


def test_no_row_knows_a_word_that_turns_thanks_round() -> None:
    turning = {
        "no",
        "not",
        "but",
        "still",
        "nein",
        "nicht",
        "kein",
        "aber",
        "noch",
        "non",
        "pas",
        "mais",
        "pero",
        "sin",
    }
    assert all(turning.isdisjoint(row.thanks | row.around) for row in THANKS)


@pytest.mark.parametrize("status", Status)
def test_thanks_reopen_no_ticket_and_start_no_clock(status: Status) -> None:
    ticket = a_ticket(status=status, due_at=None)
    mail = a_mail(text="Thank you, that works!", tokens=(reply_token(ticket),))
    decision = decided(an_arrival(mail), a_snapshot_with(ticket))
    assert (after(decision).status, after(decision).due_at) == (status, None)
    assert message(decision).text == "Thank you, that works!"
    assert step_of(decision, "status").because == "plain thanks change no status"
