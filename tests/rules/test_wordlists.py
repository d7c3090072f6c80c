"""Words are found whole, in any letter case and language, at a cost that does not grow with the lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.wordlists import TEXT_SEARCHED, mentioned, word_lists

LISTS = word_lists(
    {
        "outage": ["is down", "Ausfall", "障害が発生", "plus rien ne fonctionne"],
        "money": ["invoice", "pérdida", "can't pay"],
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The site IS\n  DOWN!", {"outage"}),
        ("Totaler AUSFALL.", {"outage"}),
        ("サーバーで障害が発生しました", {"outage"}),
        ("PÉRDIDA (de datos); invoice", {"money"}),
        ("we can’t pay", {"money"}),
        ("plus rien ne fonctionne", {"outage"}),
        ("It is downtown", set()),
        ("is not down", set()),
        ("invoices", set()),
        ("", set()),
    ],
)
def test_a_list_is_mentioned_when_one_of_its_words_stands_in_the_text(text: str, found: set[str]) -> None:
    assert mentioned(LISTS, text) == found


def test_words_behind_the_limit_are_not_looked_for() -> None:
    assert mentioned(LISTS, "x " * (TEXT_SEARCHED // 2) + "invoice") == frozenset()


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    assert mentioned(LISTS, text) <= {"outage", "money"}


@given(st.text(alphabet="abc äöü.,!"), st.text(alphabet="abc äöü.,!"))
def test_a_word_is_found_wherever_it_stands(before: str, after: str) -> None:
    assert "money" in mentioned(LISTS, f"{before} Invoice, {after}")
