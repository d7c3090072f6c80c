"""The working set: what a decision sees, and what of it is written."""

from __future__ import annotations

from rules.model import (
    AppendMessage,
    OpenTicket,
    SaveContact,
    SettleIntake,
)
from rules.words import IntakeState
from storage import desk, ledger
from storage.database import Database
from tests.storage import build


def test_a_mail_becomes_a_ticket_an_acknowledgement_and_a_settled_row(database: Database) -> None:
    with database.transaction() as conn:
        ledger.record(conn, [build.arrival(1), build.arrival(2)], build.NOW)
    batch = ledger.claim(database, build.NOW, 50, 1 << 20)
    events = [build.arrived(item.intake, build.mail(message_id=f"m{item.intake}")) for item in batch.items]
    numbers = [build.fresh(one) for one in batch.fresh]
    with database.transaction() as conn:
        working = desk.read(conn, events, numbers, build.MAILBOXES, build.DESK, build.NOW)
        for index, event in enumerate(events):
            seen = working.snapshot(event, index)
            number = seen.fresh.ticket
            person = seen.sender or build.contact(seen.fresh.contact)
            assert (seen.sender is None) == (index == 0)
            working.take(
                build.decision(
                    SaveContact(person),
                    OpenTicket(build.ticket(number, person.id)),
                    AppendMessage(build.message(number, intake=event.intake, message_ids=(f"m{event.intake}",))),
                    build.queue_mail(number, cause=f"intake {event.intake}"),
                    SettleIntake(event.intake, IntakeState.PROCESSED, None, number, 1, None),
                ),
                [b"bytes"],
            )
        working.write(conn, build.NOW)
    with database.reading() as conn:
        assert ledger.pending(conn) == 0
        again = build.arrived(99, build.mail(references=("m1",)))
        known = desk.read(conn, [again], numbers[:1], build.MAILBOXES, build.DESK, build.NOW).snapshot(again, 0)
    assert list(known.tickets) == [1]
    assert known.bearers == {"m1": (1,)}
    assert known.tickets[1].tags == ("hardware", "größe")
    assert len(known.automatic) == 2
