"""The table of commands and its reader."""

from __future__ import annotations

import pytest

from rules.agentacts import Asker, deeds
from rules.agentcommands import COMMANDS, Command, Order, help_text, may, read_commands
from rules.words import Role
from tests.build import a_policy
from tests.rules.agentmails import LEA, LOU, MINE, desk


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_each_example_is_understood(row: Command) -> None:
    reading = read_commands(row.example)
    assert reading.faults == ()
    assert [order.command for order in reading.orders] == [row]
    assert not isinstance(deeds(reading.orders[0], Asker(LEA, MINE, desk(), a_policy())), str)


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_each_command_is_in_the_help(row: Command) -> None:
    assert f"#{row.name}" in help_text()


def test_a_name_may_be_cut_where_it_stays_alone() -> None:
    assert [order.command.name for order in read_commands("#PRIO high\n#clo").orders] == ["priority", "close"]


def test_a_cut_that_is_two_names_is_asked_about() -> None:
    assert read_commands("#ta").faults == ("#ta: may be #take or #tag",)


def test_what_follows_the_first_words_is_words() -> None:
    reading = read_commands("\n#tag a b\n\n#note\nHello\n\nBye\n")
    assert [str(order) for order in reading.orders] == ["#tag a b", "#note"]
    assert reading.words == "Hello\n\nBye"


@pytest.mark.parametrize("text", ["# Title", "#1 is wrong", "##close", "Hello", " #close", "\uff03close"])
def test_words_are_no_commands(text: str) -> None:
    assert read_commands(text).orders == ()
    assert read_commands(text).words.strip() == text.strip()


def test_what_is_missing_or_too_much_is_told() -> None:
    assert read_commands("#assign").faults == ("#assign needs LOGIN, as in: #assign bob",)
    assert read_commands("#close it").faults == ("#close takes nothing behind it, but there stands: it",)


def test_a_light_agent_may_only_write_notes() -> None:
    allowed = {row.name for row in COMMANDS if may(Role.LIGHT, row)}
    assert allowed == {"note", "show", "help"}
    order = Order(next(row for row in COMMANDS if row.name == "close"), "")
    assert "another right" in str(deeds(order, Asker(LOU, MINE, desk(), a_policy())))
