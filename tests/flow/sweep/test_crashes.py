"""F01, F02, F03: the desk may end at any moment; nothing is lost, nothing done twice, and the end is the same.

The N-sweep: the story is told once for every crash point it passes, with a crash at that point.
"""

from __future__ import annotations

from storage.crashpoints import POINTS
from tests.flow.sweep.crashing import Told, changed, story
from tests.flow.sweep.dice import Dice
from tests.flow.sweep.stages import Files, Stage

SEED = 20261122
PAIRS = 16
SAMPLE = 8


def test_the_story_breaks_no_invariant_by_itself(calm: Told) -> None:
    assert calm.wrong == ()
    assert calm.starts == 1


def test_the_story_passes_every_crash_point(calm: Told) -> None:
    """None is left to the whole daemon: `outbox.before_data` and `outbox.after_data` are marked by the fake server
    here, and by the real connection pool in tests/daemon."""
    assert set(calm.hits) == set(POINTS)


def test_F01_F02_a_crash_at_any_point_changes_nothing(files: Files, calm: Told) -> None:
    runs = [story(files, {hit}) for hit in range(1, len(calm.hits) + 1)]
    assert [problem for run in runs for problem in changed(run, calm, "one crash")] == []
    assert all(run.crashed for run in runs)


def test_F03_a_second_crash_while_recovering_changes_nothing(files: Files, calm: Told) -> None:
    dice = Dice(SEED)
    for _ in range(PAIRS):
        first = 1 + dice.below(len(calm.hits))
        run = story(files, {first, first + 1 + dice.below(8)})
        assert changed(run, calm, f"seed {SEED}") == []


def test_F03_a_crash_at_every_seventh_point_is_survived(files: Files, calm: Told) -> None:
    run = story(files, range(7, 10 * len(calm.hits), 7))
    assert run.starts > len(calm.hits) // 7
    assert run.wrong == ()


def test_F01_a_sample_of_points_on_either_database(stage: Stage, calm: Told) -> None:
    dice = Dice(SEED)
    for hit in dice.some(range(1, len(calm.hits) + 1), SAMPLE):
        assert changed(story(stage, {hit}), calm, f"seed {SEED}") == []
