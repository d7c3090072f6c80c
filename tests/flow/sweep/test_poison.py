"""F03, F04, A43: one killer among fifty good mails costs its neighbours nothing."""

from __future__ import annotations

import pytest

from rules.words import IntakeState
from tests.flow.sweep.facts import gather
from tests.flow.sweep.invariants import broken
from tests.flow.sweep.reading import KILLER, BrokenPromise, DyingChild, DyingDaemon, Reader
from tests.flow.sweep.sim import Plan, Sim
from tests.flow.sweep.stages import Files
from tests.flow.sweep.story import letter

GOOD = 50
PLACE = 22
DEATHS = 4


def mails() -> list[bytes]:
    """Fifty people, and the killer in their midst."""
    good = [letter(f"c{n}@customer.example", f"Question {n}", "Hello?", mid=f"q{n}@x") for n in range(GOOD)]
    killer = letter("killer@customer.example", "Boo", "!", KILLER.decode(), mid="boo@x")
    return [*good[:PLACE], killer, *good[PLACE:]]


@pytest.mark.parametrize(
    "reader", [DyingChild(), DyingDaemon(), BrokenPromise()], ids=lambda reader: type(reader).__name__
)
def test_F03_F04_A43_a_killer_is_quarantined_and_nobody_else(files: Files, reader: Reader) -> None:
    with files.desk() as url:
        sim = Sim(url, Plan(reader=reader))
        sim.deliver(*mails())
        try:
            sim.settle()
            facts, wrong = gather(sim), broken(sim)
        finally:
            sim.close()
    states = [row.state for row in facts.intakes]
    assert wrong == []
    assert states.count(IntakeState.QUARANTINED.value) == 1
    assert states.count(IntakeState.PROCESSED.value) == GOOD
    assert [row.message_id for row in facts.intakes if row.state == "quarantined"] == ["boo@x"]
    assert len(facts.tickets) == GOOD + 1
    acknowledged = {taken.recipient for taken in facts.history}
    doubtful = {row.recipient for row in facts.outbox if row.state == "uncertain"}
    assert acknowledged | doubtful == {f"c{n}@customer.example" for n in range(GOOD)}
    # only what was claimed for one of the two connections when the daemon died is in doubt
    assert len(doubtful) <= 2 * (sim.starts - 1)


def test_F03_a_killer_of_the_daemon_kills_it_four_times_and_no_more(files: Files) -> None:
    """Once in company, which does not count, and three times alone."""
    with files.desk() as url:
        sim = Sim(url, Plan(reader=DyingDaemon()))
        sim.deliver(*mails())
        try:
            sim.settle()
        finally:
            sim.close()
    assert sim.starts == DEATHS + 1
