"""The page of rules names all there is, its examples load, and the drawing shows what the table says."""

from __future__ import annotations

from commands.rulespages import EXAMPLES, rules_page, states_page
from rules.actions import ACTIONS
from rules.lifecycle import TABLE
from rules.names import FAMILIES, NAMES
from rules.policy import Policy, load
from tests.build import shipped_texts


def test_every_name_and_action_has_its_row() -> None:
    page = rules_page()
    for row in NAMES:
        assert f"| `{row.name}` |" in page
    for family in FAMILIES:
        assert f"| `{family.prefix}…` |" in page
    for action in ACTIONS:
        assert f"| `{action.key}` |" in page


def test_the_examples_of_the_page_load() -> None:
    policy = load(shipped_texts() | {"policy/99-examples.toml": EXAMPLES})
    assert isinstance(policy, Policy), policy
    assert EXAMPLES in rules_page()


def test_the_drawing_has_an_arrow_for_every_move() -> None:
    page = states_page()
    moves = {(before, after) for (before, _), after in TABLE.items() if after is not None and after is not before}
    arrows = [line for line in page.splitlines() if " --> " in line and "[*]" not in line]
    assert len(arrows) == len(moves)
    for before, after in moves:
        assert f"    {before.value} --> {after.value}: " in page
