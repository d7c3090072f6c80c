"""What rules and timers cost is measured beside the same work without them."""

from __future__ import annotations

from pathlib import Path

from bench.rules import RULES, a_full_desk, counting, deciding, hostile, policy_of, turn
from tests.build import a_mail

# What is wanted: 2 ms where the decision takes 0.35 without any rule, 5 ms where the hostile one takes 0.55.
_ORDINARY, _HOSTILE = 2 / 0.35, 5 / 0.55


def test_two_hundred_rules_cost_no_more_than_is_wanted() -> None:
    full, none = policy_of(RULES), policy_of(0)
    assert len(full.rules) == RULES
    for mail, most in ((a_mail(), _ORDINARY), (hostile(), _HOSTILE)):
        with_rules, without = deciding(mail, full), deciding(mail, none)
        assert with_rules < without * most, (with_rules, without)


def test_a_turn_without_anything_due_does_not_look_at_every_timer(tmp_path: Path) -> None:
    database = a_full_desk(tmp_path, 20_000)
    few = turn(database)
    assert few < 50
    assert few < 10 * counting(database)
    database.close()
