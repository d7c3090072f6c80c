"""Ends the desk at chosen crash points, and tells the story to the end all the same.

Takes the hits (1, 2, …) at which to crash; gives what was hit and what does not hold afterwards.
Never crashes at anything but a crash point of the product.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from storage.crashpoints import install
from tests.flow.sweep.facts import gather, normal_form
from tests.flow.sweep.invariants import broken
from tests.flow.sweep.reading import SimCrash
from tests.flow.sweep.sim import Plan, Sim
from tests.flow.sweep.stages import Stage
from tests.flow.sweep.story import Story


@dataclass(slots=True)
class Crashes:
    """The hook: counts hits, and crashes at some."""

    at: Collection[int] = ()
    hits: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)

    def __call__(self, name: str) -> None:
        self.hits.append(name)
        if len(self.hits) in self.at:
            self.crashed.append(f"{len(self.hits)}:{name}")
            raise SimCrash(name)


@dataclass(frozen=True, slots=True)
class Told:
    """A story's end. `normal`: its normal form (I15)."""

    hits: tuple[str, ...]
    crashed: tuple[str, ...]
    wrong: tuple[str, ...]
    normal: tuple[object, ...]
    starts: int


def story(stage: Stage, at: Collection[int] = (), plan: Plan | None = None) -> Told:
    """The story on a fresh desk, with a crash at each of these hits."""
    with stage.desk() as url:
        sim, crashes = Sim(url, plan), Crashes(at)
        try:
            with install(crashes):
                Story(sim).tell()
            normal, wrong = normal_form(gather(sim)), tuple(broken(sim))
        finally:
            sim.close()
    return Told(tuple(crashes.hits), tuple(crashes.crashed), wrong, normal, sim.starts)


def changed(told: Told, calm: Told, how: object) -> list[str]:
    """What a fault changed that it must not: invariants that broke, or another end than without it (I15)."""
    found = [f"{how} {told.crashed}: {problem}" for problem in told.wrong]
    for ours, wanted in zip(told.normal, calm.normal, strict=True):
        if ours != wanted:
            found.append(f"{how} {told.crashed}: i15: {ours} is not {wanted}")
    return found
