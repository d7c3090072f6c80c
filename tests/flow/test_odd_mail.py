"""Mail that is not as it should be: each is kept, each is seen by a person, none stops the others."""

from __future__ import annotations

from rules.words import IntakeState
from tests.flow.world import World

MEBI = 1024 * 1024


def _put(world: World, *raws: bytes) -> None:
    world.postfix.dovecot.maildir(world.desk.address).put(raws)


def test_empty_and_unparseable_mails_are_settled_and_the_next_is_answered(world: World) -> None:
    anna = world.customer("anna")
    odd = [
        b"",
        b"\r\n",
        b"\x00\xff" * 500,
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" * 3,
        b"From: <\r\nSubject: =?utf-8?B?!!!?=\r\nDate: yesterday\r\n\r\n\x80\x81",
    ]
    with world.desk.running():
        _put(world, *odd)
        world.desk.awaits_work_done(len(odd))
        anna.writes(world.desk.address, "And mine?")
        anna.awaits_letter()

    settled = world.desk.intakes()
    assert len(settled) == len(odd) + 1
    assert {line.state for line in settled} == {IntakeState.PROCESSED}


def test_a_mail_without_message_id_becomes_a_ticket(world: World) -> None:
    anna = world.customer("anna")
    mail = anna.draft(world.desk.address, "No name on it")
    del mail["Message-ID"]
    with world.desk.running():
        _put(world, mail.as_bytes())
        anna.awaits_letter()
        [ticket] = world.desk.tickets()

    assert ticket["subject"] == "No name on it"


def test_two_mails_with_one_message_id_are_both_kept(world: World) -> None:
    anna, bob = world.customers(2)
    first, second = anna.draft(world.desk.address, "Mine"), bob.draft(world.desk.address, "Mine, too")
    second.replace_header("Message-ID", first["Message-ID"])
    with world.desk.running():
        _put(world, first.as_bytes(), second.as_bytes())
        world.desk.awaits_work_done(2)
        tickets = world.desk.tickets()

    assert [ticket["subject"] for ticket in tickets] == ["Mine", "Mine, too"]


def test_the_same_mail_delivered_twice_is_one_message_with_one_acknowledgement(world: World) -> None:
    anna = world.customer("anna")
    mail = anna.draft(world.desk.address, "Twice")
    with world.desk.running():
        anna.sends(mail)
        anna.awaits_letter()
        anna.sends(mail)
        world.desk.awaits_work_done(2)
        [ticket] = world.desk.tickets()

    assert ticket["messages"] == 1
    assert [line.state for line in world.desk.intakes(IntakeState.DUPLICATE)] == [IntakeState.DUPLICATE]
    assert len(anna.letters()) == 1


def test_of_a_mail_of_100_megabytes_only_the_headers_become_a_ticket(world: World) -> None:
    anna = world.customer("anna")
    huge = (
        anna.draft(world.desk.address, "The whole disk").as_bytes() + b"x" * 76 * MEBI + (b"y" * 76 + b"\r\n") * 315_000
    )
    with world.desk.running():
        _put(world, huge)
        world.desk.awaits_work_done(1)
        [ticket] = world.desk.tickets()

    [line] = world.desk.intakes()
    assert line.state is IntakeState.OVERSIZE
    assert line.size > 100_000_000
    assert ticket["subject"] == "The whole disk"


def test_a_folder_whose_uids_start_anew_gives_no_second_ticket_and_no_second_mail(world: World) -> None:
    anna, bob = world.customers(2)
    world.desk.inbox.create("Support")
    world.desk.mailbox |= {"folder": "Support", "poll_seconds": 1}
    world.desk.configure()
    folder = world.postfix.dovecot.maildir(world.desk.address, "Support")
    known = anna.draft(world.desk.address, "Known").as_bytes()
    with world.desk.running():
        folder.put([known])
        anna.awaits_letter()
    world.desk.inbox.delete("Support")
    world.desk.inbox.create("Support")
    folder.put([bob.draft(world.desk.address, "New").as_bytes(), known])
    with world.desk.running():
        bob.awaits_letter()
        world.desk.awaits_work_done(3)
        tickets = world.desk.tickets()

    assert [ticket["subject"] for ticket in tickets] == ["Known", "New"]
    assert len(anna.letters()) == 1
