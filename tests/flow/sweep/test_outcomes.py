"""F02, F30: whatever an SMTP server does, and whenever the desk ends: no acknowledgement twice, no answer lost."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from daemon.delivery import Letter
from rules.words import MailKind
from storage.crashpoints import install
from tests.flow.sweep.crashing import Crashes
from tests.flow.sweep.dice import Dice
from tests.flow.sweep.facts import gather
from tests.flow.sweep.invariants import broken
from tests.flow.sweep.postoffice import Fate
from tests.flow.sweep.sim import Sim
from tests.flow.sweep.stages import Files
from tests.flow.sweep.story import Story

SEEDS = range(8)
_STORMY = 14


class Weather:
    """A server that does anything for its first transactions, and then is in good order (I06 needs one that takes)."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self.fates: list[Fate] = []

    def __call__(self, letter: Letter) -> Fate:
        fate = self._dice.choice(list(Fate)) if len(self.fates) < _STORMY else Fate.TAKEN
        self.fates.append(fate)
        return fate


def told_in_a_storm(files: Files, seed: int, *, crashes: bool) -> tuple[list[str], Weather]:
    """What does not hold after the story, told while the server does anything."""
    dice = Dice(seed)
    weather = Weather(dice)
    hook = Crashes({1 + dice.below(120) for _ in range(4)})
    with files.desk() as url:
        sim = Sim(url)
        sim.post.fate = weather
        try:
            with install(hook) if crashes else nullcontext():
                Story(sim).tell()
            return broken(sim), weather
        finally:
            sim.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_F30_no_outcome_sends_twice_or_loses_an_answer(files: Files, seed: int) -> None:
    wrong, weather = told_in_a_storm(files, seed, crashes=False)
    assert wrong == [], f"seed {seed}: {weather.fates}"


@pytest.mark.parametrize("seed", SEEDS)
def test_F02_no_outcome_does_so_while_the_desk_crashes(files: Files, seed: int) -> None:
    wrong, weather = told_in_a_storm(files, seed, crashes=True)
    assert wrong == [], f"seed {seed}: {weather.fates}"


@pytest.mark.parametrize("fate", [Fate.CUT_NOT_TAKEN, Fate.CUT_BUT_TAKEN])
def test_F30_a_cut_after_the_dot_is_shown_and_only_an_answer_is_sent_again(files: Files, fate: Fate) -> None:
    left = [fate] * 5
    with files.desk() as url:
        sim = Sim(url)
        sim.post.fate = lambda letter: left.pop() if left else Fate.TAKEN
        try:
            Story(sim).tell()
            facts, wrong = gather(sim), broken(sim)
        finally:
            sim.close()
    states = {row.state for row in facts.outbox if row.kind == MailKind.ACKNOWLEDGEMENT.value}
    answers = [taken for taken in facts.history if b"green button" in taken.raw]
    assert wrong == []
    assert states == {"uncertain", "failed"}
    assert len(answers) == (1 if fate is Fate.CUT_NOT_TAKEN else 2)
    assert len({taken.raw for taken in answers}) == 1
