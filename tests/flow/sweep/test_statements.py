"""F05, F08, F36: a statement of the daemon fails, or its COMMIT does, or nobody knows; work goes on and ends the same.

A seeded sample of statements; `python -m bench.sweep` breaks them all.
"""

from __future__ import annotations

from tests.flow.sweep.breaking import Break, breaks_of, story_with_break
from tests.flow.sweep.crashing import Told, changed
from tests.flow.sweep.dice import Dice
from tests.flow.sweep.stages import Files, Stage

SEED = 20261122
SAMPLE = 6


def test_F05_F08_F36_a_statement_that_fails_changes_nothing(stage: Stage, calm: Told) -> None:
    dice = Dice(SEED)
    for how in breaks_of(stage):
        statements = story_with_break(stage, how, at=0).counted
        for at in dice.some(range(1, statements + 1), SAMPLE):
            run = story_with_break(stage, how, at)
            assert run.broke == 1
            assert changed(run.told, calm, f"seed {SEED}, {how}, statement {at}") == []


def test_F05_a_disk_that_stays_full_for_a_while_costs_no_mail_its_ticket(files: Files, calm: Told) -> None:
    """More failures in a row than a mail has attempts: a full disk is no mail's fault."""
    dice = Dice(SEED)
    statements = story_with_break(files, Break.NO_ROOM, at=0).counted
    for at in dice.some(range(1, statements + 1), SAMPLE):
        run = story_with_break(files, Break.NO_ROOM, at, times=6)
        assert changed(run.told, calm, f"seed {SEED}, six statements from {at}") == []
