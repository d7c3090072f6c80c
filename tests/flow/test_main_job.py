"""The main job on real servers: mail in, ticket, acknowledgement out; and what must not be answered."""

from __future__ import annotations

from datetime import UTC, datetime

from rules.words import MailKind, OutboxState
from tests.flow.customer import Customer
from tests.flow.world import World

LIST_MAIL = {"List-Id": "Users <users.lists.test>", "Precedence": "list"}
LONG_AGO = datetime(2024, 2, 29, 12, 0, tzinfo=UTC)
VACATION = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}


def test_a_customers_mail_becomes_one_ticket_and_one_acknowledgement(world_on_both: World) -> None:
    world = world_on_both
    anna = world.customer("anna")
    with world.desk.running():
        mail = anna.writes(world.desk.address, "How do I change my name?")
        acknowledgement = anna.awaits_letter()
        world.desk.awaits_work_done(1)
        [ticket] = world.desk.tickets()

    assert ticket["requester"] == anna.address
    assert ticket["subject"] == "How do I change my name?"
    assert f"[#{ticket['number']}]" in acknowledgement.header("Subject")
    assert acknowledgement.header("In-Reply-To") == mail["Message-ID"]
    assert acknowledgement.header("Auto-Submitted") == "auto-replied"
    assert {part.get_content_type() for part in acknowledgement.mail.walk()} >= {"text/plain", "text/html"}
    assert len(anna.letters()) == 1


def test_a_reply_to_the_acknowledgement_joins_the_ticket(world_on_both: World) -> None:
    world = world_on_both
    anna = world.customer("anna")
    with world.desk.running():
        anna.writes(world.desk.address, "The export")
        anna.replies(anna.awaits_letter(), "It is the weekly one.")
        world.desk.awaits_work_done(2)
        [ticket] = world.desk.tickets()

    assert ticket["messages"] == 2
    assert len(anna.letters()) == 1


def test_a_reply_to_the_customers_own_first_mail_joins_the_ticket(world_on_both: World) -> None:
    world = world_on_both
    anna = world.customer("anna")
    with world.desk.running():
        first = anna.writes(world.desk.address, "The export")
        anna.replies_to_own(first, world.desk.address)
        world.desk.awaits_work_done(2)
        [ticket] = world.desk.tickets()

    assert ticket["messages"] == 2
    assert len(anna.letters()) == 1


def test_a_vacation_reply_to_the_acknowledgement_gets_no_answer_and_opens_nothing(world: World) -> None:
    anna = world.customer("anna")
    with world.desk.running():
        anna.writes(world.desk.address, "The export")
        anna.replies(anna.awaits_letter(), "I am on holiday.", VACATION)
        world.desk.awaits_work_done(2)
        tickets = world.desk.tickets()

    assert len(tickets) == 1
    assert len(anna.letters()) == 1
    assert [line.recipient for line in world.desk.outgoing()] == [anna.address]


def test_a_list_mail_opens_a_ticket_without_acknowledgement(world: World) -> None:
    bob = world.customer("bob")
    with world.desk.running():
        bob.writes(world.desk.address, "[users] A new version", headers=LIST_MAIL)
        world.desk.awaits_work_done(1)
        tickets = world.desk.tickets()

    assert len(tickets) == 1
    assert world.desk.outgoing() == []
    assert bob.letters() == []


def test_an_acknowledgement_that_bounces_leaves_a_note_and_no_second_one_is_tried(world: World) -> None:
    ghost = Customer(f"ghost-{world.mark}@customer.test", world.postfix)
    with world.desk.running():
        ghost.writes(world.desk.address, "Am I real?")
        world.desk.awaits_work_done(2)
        after_bounce = world.desk.tickets()
        ghost.writes(world.desk.address, "Am I real now?")
        world.desk.awaits_work_done(3)

    assert [ticket["messages"] for ticket in after_bounce] == [2]
    assert "no such mailbox here" in world.desk.does("ticket", "show", str(after_bounce[0]["number"]))
    assert len(world.desk.tickets()) == 2
    assert [line.kind for line in world.desk.outgoing()] == [MailKind.ACKNOWLEDGEMENT]


def test_an_acknowledgement_refused_at_the_door_fails_for_good(world: World) -> None:
    refused = Customer(f"refused-{world.mark}@customer.test", world.postfix)
    with world.desk.running():
        refused.writes(world.desk.address, "Nobody hears me")
        world.desk.awaits_work_done(1)

    [line] = world.desk.outgoing()
    assert line.state is OutboxState.FAILED
    assert line.status.startswith("5.1.1")


def test_a_message_already_read_by_another_client_is_not_missed(world: World) -> None:
    anna = world.customer("anna")
    world.desk.mailbox["start"] = "new"
    world.desk.configure()
    with world.desk.running():
        world.desk.awaits_first_sight()
    anna.writes(world.desk.address, "Read before you saw it")
    letter = world.desk.inbox.wait_for(what="the mail")
    world.desk.inbox.mark(letter.uid, "\\Seen")

    with world.desk.running():
        anna.awaits_letter()
        [ticket] = world.desk.tickets()

    assert ticket["subject"] == "Read before you saw it"


def test_a_thousand_old_mails_cause_no_mail_at_all(world: World) -> None:
    past, anna = world.customer("past"), world.customer("anna")
    old = [past.draft(world.desk.address, f"Old question {number}").as_bytes() for number in range(1000)]
    world.postfix.dovecot.maildir(world.desk.address).put(old)
    world.desk.mailbox["start"] = "new"
    world.desk.configure()
    with world.desk.running():
        world.desk.awaits_work_done(1000)
        anna.writes(world.desk.address, "A new question")
        anna.awaits_letter()
        world.desk.awaits_work_done(1001)
        tickets = world.desk.tickets()

    assert [ticket["subject"] for ticket in tickets] == ["A new question"]
    assert [line.recipient for line in world.desk.outgoing()] == [anna.address]
    assert past.letters() == []
    assert world.desk.inbox.count() == 1001


def test_old_mails_that_are_wanted_as_tickets_are_not_answered(world: World) -> None:
    past = world.customer("past")
    old = [past.draft(world.desk.address, f"Old question {number}").as_bytes() for number in range(20)]
    world.postfix.dovecot.maildir(world.desk.address).put(old, delivered=LONG_AGO)
    with world.desk.running():
        world.desk.awaits_work_done(20)
        tickets = world.desk.tickets()

    assert len(tickets) == 20
    assert world.desk.outgoing() == []
