"""A52, A53, I18: machines that answer machines stop, even when no header says what they are."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from parsers.read import parse
from parsers.token import Keys
from tests.build import a_desk
from tests.flow.sweep.invariants import broken
from tests.flow.sweep.postoffice import Taken
from tests.flow.sweep.sim import SUPPORT, Plan, Sim, mailbox
from tests.flow.sweep.stages import Files
from tests.flow.sweep.story import letter

DAY = 86_400.0
ROBOT = "robot@customer.example"
OTHER = "help@other.example"
STRANGERS_A_DAY = 3


def test_A52_a_responder_without_headers_gets_three_mails_a_day_and_a_summary(files: Files) -> None:
    numbers = count(1)
    with files.desk() as url:
        sim = Sim(url)

        def answer(taken: Taken) -> None:
            number = next(numbers)
            sim.deliver(letter(ROBOT, f"I am away ({number})", f"Back soon. {number}", mid=f"auto{number}@x"))

        sim.post.on_taken = answer
        sim.deliver(letter(ROBOT, "Hello", "Is anybody there?", mid="auto0@x"))
        try:
            sim.settle()
            first_day = len(sim.post.history)
            sim.clock.advance(DAY - 7_200)
            sim.settle()
            with_summary, wrong = len(sim.post.history), broken(sim)
        finally:
            sim.close()
    assert wrong == []
    assert first_day == STRANGERS_A_DAY
    assert with_summary <= STRANGERS_A_DAY + 1


def stripped(raw: bytes) -> bytes:
    """What a gateway leaves of a mail that throws away every header it does not know."""
    mail = parse(raw)
    return letter(mail.from_[0].addr, mail.subject, mail.text, mid=mail.message_id or "", to=mail.to[0].addr)


@pytest.mark.parametrize("gateway", [bytes, stripped])
def test_A53_two_desks_that_write_to_each_other_stop(tmp_path_factory: pytest.TempPathFactory, gateway: type) -> None:
    ours, theirs = (Files(tmp_path_factory.mktemp(name)) for name in ("ours", "theirs"))
    other_desk = replace(
        a_desk(), instance="other", keys=Keys(signing=1, secrets={1: b"o" * 32}), addresses=frozenset({OTHER})
    )
    with ours.desk() as our_url, theirs.desk() as their_url:
        us, them = Sim(our_url), Sim(their_url, Plan(settings=mailbox(OTHER), desk=other_desk))
        us.post.on_taken = lambda taken: them.deliver(gateway(taken.raw))
        them.post.on_taken = lambda taken: us.deliver(gateway(taken.raw))
        us.deliver(letter(OTHER, "Hello", "A first mail, by whoever.", mid="first@other.example", to=SUPPORT))
        try:
            for _ in range(20):
                us.settle()
                them.settle()
            sent = len(us.post.history) + len(them.post.history)
            wrong = [*broken(us), *broken(them)]
        finally:
            us.close()
            them.close()
    assert wrong == []
    assert 1 <= sent <= 2 * STRANGERS_A_DAY
