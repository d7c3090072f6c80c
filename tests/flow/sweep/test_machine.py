"""I01-I22 under random histories; `python -m bench.sweep` plays many more."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.flow.sweep.machine import DeskMachine

TestDesk = DeskMachine.TestCase
TestDesk.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
