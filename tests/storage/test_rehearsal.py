"""A desk in memory forgets what a real one would no longer count."""

from __future__ import annotations

from rules.effects import AppendMessage, OpenTicket, SaveContact
from rules.needs import NO_WISHES
from storage.database import Database
from storage.rehearsal import Rehearsal
from tests.storage import build


def test_mails_of_more_than_a_day_ago_flood_no_ticket(database: Database) -> None:
    with database.reading() as conn:
        rehearsal = Rehearsal(conn, build.MAILBOXES, build.DESK, NO_WISHES)
    first = build.arrived(1, build.mail(message_id="m1"))
    rehearsal.snapshot(first, build.NOW)
    said = build.message(1, message_ids=("m1",))
    rehearsal.take(build.decision(SaveContact(build.contact(1)), OpenTicket(build.ticket(1, 1)), AppendMessage(said)))
    reply = build.arrived(2, build.mail(message_id="m2", references=("m1",)))
    assert rehearsal.snapshot(reply, build.later(hours=23)).ticket_mails == {1: 1}
    assert rehearsal.snapshot(reply, build.later(hours=25)).ticket_mails == {1: 0}
