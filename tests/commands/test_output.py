"""What strangers wrote reaches neither the terminal nor JSON as anything but text."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from commands.output import Column, Shape, block, listing, room_for, say, to_json, warn
from tests.commands.desk import CommandLine

_HARMFUL = ("\x1b", "\x07", "\u202e", "\x9b", "\r", "\x00")


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    text: str


_COLUMNS: tuple[Column[Row], ...] = (Column("id", lambda row: row.id), Column("text", lambda row: row.text))


@pytest.mark.parametrize("shape", list(Shape))
def test_A65_no_control_character_leaves_a_listing(shape: Shape, capsys: pytest.CaptureFixture[str]) -> None:
    listing([Row(1, "red " + "".join(_HARMFUL) + " text\nsecond line")], _COLUMNS, shape)
    out = capsys.readouterr().out
    assert not any(char in out for char in _HARMFUL)
    if shape is Shape.TABLE:
        assert "\\x1b\\x07\\u202e\\x9b\\x0d\\x00 text\\x0asecond line" in out
        assert len(out.splitlines()) == 2


def test_A65_no_control_character_leaves_a_line_or_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    say("".join(_HARMFUL))
    warn("".join(_HARMFUL))
    block("\n".join(_HARMFUL))
    out = "".join(capsys.readouterr())
    assert not any(char in out for char in _HARMFUL)


def test_A65_a_hostile_ticket_is_shown_listed_found_and_explained_harmlessly(desk: CommandLine) -> None:
    for words in (("ticket", "show", "6"), ("ticket", "list"), ("ticket", "search", "bell"), ("explain", "6"),
                  ("contact", "list"), ("ticket", "show", "6", "--json")):  # fmt: skip
        out = desk.ok(*words)
        assert not any(char in out for char in _HARMFUL), words


def test_A65_what_looks_like_markup_is_printed_as_it_is(desk: CommandLine) -> None:
    assert "[bold]x[/bold]" in desk.ok("ticket", "list")
    assert "\\x1b[2J" in desk.ok("ticket", "show", "6")


def test_json_keeps_every_character_for_programs(desk: CommandLine) -> None:
    (file,) = desk.json("ticket", "show", "6")
    assert "\x1b[2J screen, \u202e reversed" in file["messages"][0]["text"]
    assert json.loads(to_json({"a": "\u202e\x9b\x1bü請"})) == {"a": "\u202e\x9b\x1bü請"}


def test_wide_characters_keep_columns_straight(capsys: pytest.CaptureFixture[str]) -> None:
    columns: tuple[Column[Row], ...] = (Column("text", lambda row: row.text), Column("id", lambda row: row.id))
    listing([Row(1, "請求書"), Row(2, "abcdef")], columns, Shape.TABLE)
    assert capsys.readouterr().out.splitlines() == ["text    id", "請求書  1", "abcdef  2"]


@pytest.mark.parametrize(("width", "kept"), [(120, [0, 1, 2, 3]), (50, [0, 1, 3]), (30, [0, 3]), (5, [0, 3])])
def test_a_narrow_terminal_shows_the_id_and_the_long_text_and_leaves_out_empty_columns_first(
    width: int, kept: list[int]
) -> None:
    cells = [["1", "support", "-", "a subject as long as subjects are in real life"]]
    assert room_for(["ticket", "queue name", "assignee", "subject"], [False, False, False, True], cells, width) == kept
