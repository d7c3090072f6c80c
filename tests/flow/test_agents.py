"""Agents in their mail clients, on real servers: what they reply reaches the customer, and nothing else does."""

from __future__ import annotations

from email.policy import default

from rules.words import MailKind
from tests.flow.customer import Customer
from tests.flow.world import World
from tests.servers.mailbox import Letter

FORGED = {"Authentication-Results": "mx.example.test; dmarc=pass header.from=customer.test"}


def number_of(world: World) -> str:
    [ticket] = world.desk.tickets()
    return str(ticket["number"])


def an_agent(world: World, name: str) -> Customer:
    """A person with a mailbox who is an agent of the first line."""
    agent = world.customer(name)
    world.desk.does("agent", "add", name, "--name", name.title(), "--address", agent.address, "--team", "first-line")
    return agent


def quoting(words: str, letter: Letter) -> str:
    quoted = "\n".join(f"> {line}" for line in letter.text.split("\n"))
    return f"{words}\n\nOn Sun, 22 Nov 2026 at 12:00, the desk wrote:\n\n{quoted}\n"


def with_a_notification(world: World, anna: Customer, agent: Customer, login: str) -> Letter:
    """Anna's ticket is the agent's, and she wrote again: what the agent gets."""
    anna.writes(world.desk.address, "The printer")
    acknowledgement = anna.awaits_letter()
    world.desk.awaits_work_done(1)
    world.desk.does("ticket", "assign", login, number_of(world))
    anna.replies(acknowledgement, "It blinks red.")
    return agent.awaits_letter("the notification")


def test_A15_an_agents_reply_reaches_the_customer_without_the_agents_address(world_on_both: World) -> None:
    world = world_on_both
    anna, bob = world.customer("anna"), an_agent(world, "bob")
    with world.desk.running():
        notification = with_a_notification(world, anna, bob, "bob")
        bob.replies(notification, quoting(f"Press the green button.\n\nBob, {bob.address}", notification))
        answer = anna.awaits_letter("the answer", count=2)
        world.desk.awaits_work_done(3)

    assert "It blinks red." in notification.text
    assert "Press the green button." in answer.text
    assert "It blinks red." not in answer.text
    raw = answer.mail.as_bytes(policy=default).lower()
    assert bob.address.encode() not in raw
    assert bob.address.encode() not in answer.text.encode()
    assert answer.header("In-Reply-To") == str(anna.written[-1]["Message-ID"])
    assert world.desk.tickets()[0]["status"] == "pending"
    assert len(bob.letters()) == 1


def test_A09_a_note_never_leaves(world: World) -> None:
    anna, bob = world.customer("anna"), an_agent(world, "bob")
    with world.desk.running():
        notification = with_a_notification(world, anna, bob, "bob")
        line = next(line for line in notification.text.split("\n") if line.startswith("note "))
        bob.writes(line.partition("mailto:")[2].partition("?")[0], "Re: the printer", "She never pays.")
        world.desk.awaits_work_done(3)
        shown = world.desk.does("ticket", "show", number_of(world))

    assert "She never pays." in shown
    assert len(anna.letters()) == 1


def test_A03_a_forged_agent_is_told_to_the_agent_and_lets_nothing_go_before_a_yes(world: World) -> None:
    anna, bob, eve = world.customer("anna"), an_agent(world, "bob"), world.customer("eve")
    with world.desk.running():
        notification = with_a_notification(world, anna, bob, "bob")
        forged = eve.draft(world.desk.address, f"Re: {notification.header('Subject')}", "#close\n\nPay here.", FORGED)
        del forged["From"]
        forged["From"] = bob.address
        eve.sends(forged)
        told = bob.awaits_letter("what was held", count=2)
        world.desk.awaits_work_done(3)
        before = len(anna.letters())
        status = world.desk.tickets()[0]["status"]
        bob.replies(told, "yes")
        world.desk.awaits_work_done(4)

    assert (before, status, eve.letters()) == (1, "open", [])
    assert "Pay here." in told.text
    assert len(anna.letters()) == 1  # it answered no mail of ours: even with a yes its words stay inside
    assert [line.kind for line in world.desk.outgoing()].count(MailKind.ANSWER) == 0
    assert world.desk.tickets()[0]["status"] == "resolved"


def test_A13_commands_wait_for_a_yes_where_the_server_says_nothing(world: World) -> None:
    anna, bob = world.customer("anna"), an_agent(world, "bob")
    with world.desk.running():
        notification = with_a_notification(world, anna, bob, "bob")
        bob.replies(notification, quoting("#close", notification))
        asked = bob.awaits_letter("the question", count=2)
        world.desk.awaits_work_done(3)
        before = world.desk.tickets()[0]["status"]
        bob.replies(asked, quoting("Yes", asked))
        world.desk.awaits_work_done(4)

    assert before != "resolved"
    assert world.desk.tickets()[0]["status"] == "resolved"
    assert len(anna.letters()) == 1
