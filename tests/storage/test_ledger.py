"""The ledger: recorded once, handed out in order, and only the culprit pays for a crash."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from rules.effects import AppendMessage, OpenTicket, SaveContact, SettleIntake
from rules.words import IntakeState
from storage import ledger, views
from storage.database import Database, open_database
from storage.ledger import FolderSeen
from storage.views import IntakeFilter
from tests.storage import build

PLENTY = 1 << 30


def record(database: Database, *uids: int) -> list[int]:
    """Rows for plain deliveries, received a second apart in the order of their UIDs."""
    arrivals = [build.arrival(uid, received_at=build.later(seconds=uid)) for uid in uids]
    with database.transaction() as conn:
        return ledger.record(conn, arrivals, build.NOW)


def claimed(database: Database, limit: int = 50, max_bytes: int = PLENTY) -> list[int]:
    """The ids handed out next."""
    return [item.intake for item in ledger.claim(database, build.NOW, limit, max_bytes).items]


def settle(database: Database, *intakes: int) -> None:
    """Ends them, as the write of a decision does."""
    with database.transaction() as conn:
        for intake in intakes:
            conn.execute(
                text("UPDATE intake SET state = 'processed', claimed_at = NULL WHERE id = :id"), {"id": intake}
            )


def crash(database: Database, database_url: str) -> Database:
    """The program dies and is started again."""
    database.close()
    return open_database(database_url, create=False)


# --- recording ---------------------------------------------------------------------------------------


def test_I03_the_bytes_come_back_as_they_were_served(database: Database) -> None:
    raw = bytes(range(256)) * 300
    with database.transaction() as conn:
        (intake,) = ledger.record(conn, [build.arrival(1, raw)], build.NOW)
    with database.reading() as conn:
        assert ledger.raw_mail(conn, intake) == raw
        assert ledger.raw_mail(conn, intake + 1) is None


def test_I01_a_delivery_is_recorded_once(database: Database) -> None:
    first = record(database, 1, 2)
    assert record(database, 2, 3, 3) == [max(first) + 1] or len(record(database, 2, 3)) == 0
    with database.reading() as conn:
        assert [line.uid for line in views.intakes(conn, IntakeFilter(), 10)] == [3, 2, 1]


def test_ids_come_back_in_the_order_of_the_deliveries(database: Database) -> None:
    with database.transaction() as conn:
        ids = ledger.record(conn, [build.arrival(uid) for uid in (9, 4, 7)], build.NOW)
    with database.reading() as conn:
        assert [line.uid for number in ids if (line := views.intake(conn, number))] == [9, 4, 7]


def test_nothing_is_recorded_when_the_transaction_fails(database: Database) -> None:
    def fail_after_recording() -> None:
        with database.transaction() as conn:
            ledger.record(conn, [build.arrival(1)], build.NOW)
            raise KeyError

    with pytest.raises(KeyError):
        fail_after_recording()
    with database.reading() as conn:
        assert ledger.known_uids(conn, build.INBOX, 1, 99) == set()
        assert ledger.pending(conn) == 0


def test_F15_the_same_uid_in_a_new_life_of_the_folder_is_another_delivery(database: Database) -> None:
    record(database, 1)
    reborn = replace(build.INBOX, uidvalidity=2)
    with database.transaction() as conn:
        assert len(ledger.record(conn, [build.arrival(1, folder=reborn)], build.NOW)) == 1
        assert ledger.known_uids(conn, reborn, 1, 9) == {1}


def test_known_uids_are_those_of_the_folder_and_window(database: Database) -> None:
    record(database, 1, 5, 9)
    with database.transaction() as conn:
        ledger.record(conn, [build.arrival(6, folder=FolderSeen("other", "INBOX", 1))], build.NOW)
    with database.reading() as conn:
        assert ledger.known_uids(conn, build.INBOX, 2, 9) == {5, 9}


def test_first_sight_is_over_once_it_is_recorded(database: Database) -> None:
    with database.transaction() as conn:
        assert ledger.first_sight(conn, build.INBOX)
        ledger.record(conn, [build.arrival(1)], build.NOW)
        assert ledger.first_sight(conn, build.INBOX), "a first sight that died half-way is still one"
        ledger.record_first_sight(conn, build.INBOX, build.NOW)
        assert not ledger.first_sight(conn, build.INBOX)
        assert ledger.first_sight(conn, replace(build.INBOX, uidvalidity=2))


def test_an_ignored_delivery_is_listed_and_never_handed_out(database: Database) -> None:
    old = build.arrival(1, state=IntakeState.IGNORED, reason="before_start")
    with database.transaction() as conn:
        ledger.record(conn, [old], build.NOW)
    assert claimed(database) == []
    with database.reading() as conn:
        (line,) = views.intakes(conn, IntakeFilter(states=(IntakeState.IGNORED,)), 10)
        assert (line.reason, line.action, line.settled_at) == ("before_start", "none", build.NOW)


# --- what is left to do on the server ----------------------------------------------------------------


def test_server_actions_wait_for_mails_that_were_taken_whole(database: Database) -> None:
    taken, *_ = record(database, 1)
    with database.transaction() as conn:
        ledger.record(conn, [build.arrival(2, reason="oversize")], build.NOW)
        ledger.record(conn, [build.arrival(3, state=IntakeState.IGNORED, reason="before_start")], build.NOW)
    with database.reading() as conn:
        (action,) = ledger.server_actions(conn, "main", 10)
        assert (action.intake, action.folder, action.uid) == (taken, build.INBOX, 1)
        assert ledger.server_actions(conn, "other", 10) == []


def test_a_server_action_is_done_once(database: Database) -> None:
    ids = record(database, 1, 2, 3)
    with database.transaction() as conn:
        ledger.server_action_done(conn, ids[:2], "moved")
    with database.reading() as conn:
        assert [action.intake for action in ledger.server_actions(conn, "main", 10)] == ids[2:]


# --- handing out -------------------------------------------------------------------------------------


def test_mails_are_handed_out_by_delivery_time_then_uid(database: Database) -> None:
    with database.transaction() as conn:
        late, second, first = ledger.record(
            conn, [build.arrival(1, received_at=build.later(hours=1)), build.arrival(7), build.arrival(3)], build.NOW
        )
    assert claimed(database) == [first, second, late]


def test_a_claimed_mail_carries_everything_the_pipeline_needs(database: Database) -> None:
    arrival = build.arrival(1, b"raw bytes", message_id="m@x")
    with database.transaction() as conn:
        (intake,) = ledger.record(conn, [arrival], build.NOW)
    batch = ledger.claim(database, build.NOW, 10, PLENTY)
    assert batch.items == (
        ledger.Claimed(
            intake=intake,
            mailbox="main",
            received_at=build.NOW,
            raw=b"raw bytes",
            raw_sha256=arrival.raw_sha256,
            content_sha256=arrival.content_sha256,
            message_id="m@x",
            reason=None,
            alone=False,
            tries_alone=0,
            may_answer=True,
            stub=None,
        ),
    )
    assert len(batch.fresh) == 1


def test_a_batch_is_bounded_by_count_and_bytes_but_never_empty(database: Database) -> None:
    ids = record(database, 1, 2, 3)
    size = build.arrival(1).size
    assert claimed(database, limit=2) == ids[:2]
    settle(database, *ids[:2])
    assert claimed(database, max_bytes=1) == ids[2:]
    settle(database, *ids)
    more = record(database, 4, 5, 6)
    assert claimed(database, max_bytes=2 * size) == more[:2]


def test_a_settled_mail_is_never_handed_out_again(database: Database) -> None:
    ids = record(database, 1, 2)
    claimed(database)
    settle(database, *ids)
    assert claimed(database) == []


def test_a_released_mail_goes_back_without_blame(database: Database) -> None:
    ids = record(database, 1, 2)
    claimed(database)
    with database.transaction() as conn:
        for intake in ids:
            ledger.release(conn, intake)
    batch = ledger.claim(database, build.NOW, 10, PLENTY)
    assert [(item.intake, item.alone, item.tries_alone) for item in batch.items] == [
        (ids[0], False, 0),
        (ids[1], False, 0),
    ]


def test_after_a_crash_the_mails_of_the_batch_are_handed_out_one_by_one_in_their_order(
    database: Database, database_url: str
) -> None:
    ids = record(database, 1, 2, 3)
    claimed(database)
    late = record(database, 4)
    again = crash(database, database_url)
    for intake in ids:
        batch = ledger.claim(again, build.NOW, 50, PLENTY)
        assert [(item.intake, item.alone, item.tries_alone) for item in batch.items] == [(intake, True, 1)]
        settle(again, intake)
    assert claimed(again) == late
    again.close()


def test_a_mail_that_must_be_alone_is_not_overtaken_and_takes_nobody_with_it(database: Database) -> None:
    ids = record(database, 1, 2, 3, 4)
    claimed(database)
    ledger.blame(database, ids[1])
    with database.transaction() as conn:
        for intake in (ids[0], ids[2], ids[3]):
            ledger.release(conn, intake)
    assert claimed(database) == ids[:1]
    settle(database, ids[0])
    assert claimed(database) == ids[1:2]
    settle(database, ids[1])
    assert claimed(database) == ids[2:]


def test_F03_only_attempts_made_alone_count_and_the_neighbours_go_free(database: Database, database_url: str) -> None:
    ids = record(database, *range(1, 51))
    culprit = ids[20]
    tries: dict[int, int] = {}
    quarantined: list[int] = []
    current = database
    while batch := ledger.claim(current, build.NOW, 50, PLENTY).items:
        for item in batch:
            tries[item.intake] = item.tries_alone
        if batch[0].alone and batch[0].tries_alone > ledger.ATTEMPTS_ALONE:
            quarantined.append(batch[0].intake)
        elif culprit in [item.intake for item in batch]:
            current = crash(current, database_url)
            continue
        settle(current, *(item.intake for item in batch))
    current.close()
    assert quarantined == [culprit]
    assert {intake: count for intake, count in tries.items() if count > 1} == {culprit: 4}
    assert len(tries) == 50


def test_blame_for_a_killed_parser_counts_only_attempts_made_alone(database: Database) -> None:
    (intake,) = record(database, 1)
    seen = []
    for _ in range(5):
        (item,) = ledger.claim(database, build.NOW, 50, PLENTY).items
        seen.append((item.alone, item.tries_alone))
        ledger.blame(database, intake)
    assert seen == [(False, 0), (True, 1), (True, 2), (True, 3), (True, 4)]


def test_giving_back_a_mail_handed_out_alone_does_not_count(database: Database) -> None:
    (intake,) = record(database, 1)
    claimed(database)
    ledger.blame(database, intake)
    for _ in range(3):
        (item,) = ledger.claim(database, build.NOW, 50, PLENTY).items
        assert (item.alone, item.tries_alone) == (True, 1)
        with database.transaction() as conn:
            ledger.release(conn, intake)


def test_a_batch_that_was_not_ended_is_handed_out_again_alone(database: Database) -> None:
    ids = record(database, 1, 2)
    assert claimed(database) == ids
    batch = ledger.claim(database, build.NOW, 50, PLENTY)
    assert [(item.intake, item.alone) for item in batch.items] == [(ids[0], True)]


def test_F34_two_programs_never_work_the_same_ledger(database: Database, database_url: str) -> None:
    ids = record(database, 1)
    other = open_database(database_url, create=False)
    assert claimed(database) == ids
    assert ledger.claim(other, build.NOW, 50, PLENTY) == ledger.Batch((), (), elsewhere=True)
    database.close()
    assert ledger.claim(other, build.NOW, 50, PLENTY).items[0].alone
    other.close()


# --- the operator's part -----------------------------------------------------------------------------


def test_retry_works_a_quarantined_mail_as_if_it_had_just_come(database: Database) -> None:
    (intake,) = record(database, 1)
    claimed(database)
    ledger.blame(database, intake)
    with database.transaction() as conn:
        conn.execute(text("UPDATE intake SET state = 'quarantined', reason = 'parser_killed', claimed_at = NULL"))
        assert ledger.retry(conn, intake, "root", build.NOW)
        assert not ledger.retry(conn, intake, "root", build.NOW)
    (item,) = ledger.claim(database, build.NOW, 50, PLENTY).items
    assert (item.alone, item.tries_alone, item.reason) == (False, 0, None)
    with database.reading() as conn:
        (event,) = views.events_of_intake(conn, intake)
        assert (event.kind, event.actor) == ("operator_acted", "root")


def test_retry_leaves_a_mail_of_which_nothing_was_ever_fetched(database: Database) -> None:
    old = replace(build.arrival(1, state=IntakeState.IGNORED, reason="before_start"), packed=b"")
    with database.transaction() as conn:
        (intake,) = ledger.record(conn, [old], build.NOW)
        assert not ledger.retry(conn, intake, "root", build.NOW)
    assert claimed(database) == []


def test_a_mail_that_is_tried_again_knows_its_stub_which_lets_go_of_it(database: Database) -> None:
    (intake,) = record(database, 1)
    ann = build.contact(1)
    quarantined = SettleIntake(intake, IntakeState.QUARANTINED, "parser_killed", 7, 1, None)
    stub = (SaveContact(ann), OpenTicket(build.ticket(7, ann.id)), AppendMessage(build.message(7, intake=intake)))
    build.apply(database, build.decision(*stub, quarantined))
    with database.transaction() as conn:
        assert ledger.retry(conn, intake, "root", build.NOW)
    (item,) = ledger.claim(database, build.NOW, 50, PLENTY).items
    assert item.stub == 7
    with database.reading() as conn:
        file = views.ticket(conn, 7)
        assert file is not None
        assert [message.intake for message in file.messages] == [None]


def test_a_report_that_is_tried_again_has_no_stub(database: Database) -> None:
    (intake,) = record(database, 1)
    with database.transaction() as conn:
        conn.execute(text("UPDATE intake SET state = 'ignored', reason = 'delivery_report', ticket = 7"))
        assert ledger.retry(conn, intake, "root", build.NOW)
    assert ledger.claim(database, build.NOW, 50, PLENTY).items[0].stub is None


@pytest.mark.parametrize("state", ["received", "oversize"])
def test_a_mail_over_the_limit_stays_one_when_it_is_dropped_and_tried_again(database: Database, state: str) -> None:
    arrival = build.arrival(1, b"Subject: large", reason="oversize")
    with database.transaction() as conn:
        (intake,) = ledger.record(conn, [arrival], build.NOW)
        conn.execute(text("UPDATE intake SET state = :state"), {"state": state})
        assert ledger.drop(conn, intake, "root", build.NOW)
        (line,) = views.intakes(conn, IntakeFilter(reason="oversize_dropped"), 10)
        assert ledger.retry(conn, line.id, "root", build.NOW)
    assert ledger.claim(database, build.NOW, 50, PLENTY).items[0].reason == "oversize"


def test_drop_ends_a_waiting_mail_and_keeps_its_bytes(database: Database) -> None:
    (intake,) = record(database, 1)
    with database.transaction() as conn:
        assert ledger.drop(conn, intake, "root", build.NOW)
        assert not ledger.drop(conn, intake, "root", build.NOW)
        kept = ledger.raw_mail(conn, intake)
        assert kept is not None
        assert ledger.pack(kept) == build.arrival(1).packed
    assert claimed(database) == []
    with database.reading() as conn:
        (line,) = views.intakes(conn, IntakeFilter(reason="dropped_by_operator"), 10)
        assert line.state is IntakeState.IGNORED
