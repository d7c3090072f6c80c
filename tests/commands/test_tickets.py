"""Tickets are listed, searched and shown so that programs and people can read them."""

from __future__ import annotations

import json

import pytest

from commands.exits import Exit
from commands.output import room_for
from tests.commands.desk import CommandLine


def test_the_most_urgent_ticket_stands_first(desk: CommandLine) -> None:
    lines = desk.ok("ticket", "list").splitlines()
    assert lines[0].split() == [
        "ticket", "status", "priority", "requester", "tier", "due", "queue", "assignee", "subject",
    ]  # fmt: skip
    assert lines[1].split()[:5] == ["2", "new", "urgent", "olivia@bigcorp.example", "platinum"]
    assert len(lines) == 6


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--tier", "platinum"), [2]),
        (("--tier", "platinum", "--tier", "silver"), [2, 1, 3, 4, 6]),
        (("--priority", "low", "--requester", "BOB@shop.example"), [4]),
        (("--severity", "critical"), [2]),
        (("--status", "closed"), []),
        (("--account", "Big Corp"), [2]),
        (("--queue", "billing"), [3]),
        (("--mailbox", "sales"), []),
        (("--opened-before", "2026-11-22"), []),
        (("--opened-after", "2026-11-22", "--limit", "1"), [2]),
        (("--due-before", "2026-11-22T14:00"), [2]),
    ],
)
def test_filters_narrow_the_list(desk: CommandLine, words: tuple[str, ...], expected: list[int]) -> None:
    assert [row["number"] for row in desk.json("ticket", "list", *words)] == expected


def test_an_assignee_is_a_filter_and_so_is_nobody(desk: CommandLine) -> None:
    desk.ok("ticket", "assign", "lee", "2", "4")
    assert desk.ok("ticket", "list", "-q", "--assignee", "lee") == "2\n4\n"
    assert desk.ok("ticket", "list", "-q", "--assignee", "nobody") == "1\n3\n6\n"


def test_a_contract_with_an_agent_of_its_own_has_that_agent_from_the_start(desk: CommandLine) -> None:
    assert desk.ok("ticket", "list", "-q", "--assignee", "kim") == "2\n"


def test_a_tag_is_a_filter_once_it_is_set(desk: CommandLine) -> None:
    desk.ok("ticket", "set", "4", "--tag", "vip")
    assert desk.ok("ticket", "list", "-q", "--tag", "vip") == "4\n"


def test_q_prints_ids_and_nothing_else(desk: CommandLine) -> None:
    assert desk.ok("ticket", "list", "-q").split() == ["2", "1", "3", "4", "6"]


def test_a_terminal_of_eighty_columns_shows_who_asks_and_what(desk: CommandLine) -> None:
    cells = [["412", "resolved", "normal", "somebody.with-a-long-name@customer.example", "platinum",
              "2026-11-22 14:00Z", "support", "kim", "Everything is down since we have moved house"]]  # fmt: skip
    titles = ["ticket", "status", "priority", "requester", "tier", "due", "queue", "assignee", "subject"]
    assert [titles[index] for index in room_for(titles, [False] * 8 + [True], cells, 80)] == [
        "ticket", "status", "priority", "requester", "subject",
    ]  # fmt: skip


def test_a_ticket_whose_mail_names_no_sender_says_so(empty_desk: CommandLine) -> None:
    empty_desk.import_mails(b"To: support@desk.example\nSubject: Nobody\n\nI am nobody.\n")
    assert "from nobody in particular, to mailbox support" in empty_desk.ok("ticket", "show", "1")


def test_an_empty_listing_is_said_beside_the_output(desk: CommandLine) -> None:
    result = desk.run("ticket", "list", "--status", "closed")
    assert (result.exit_code, result.stdout, result.stderr) == (Exit.OK, "", "nothing to show\n")
    assert desk.json("ticket", "list", "--status", "closed") == []


@pytest.mark.parametrize(
    "words", [("--json", "-q"), ("--opened-after", "yesterday"), ("--status", "gone"), ("--limit", "0")]
)
def test_a_wrong_option_is_a_usage_error(desk: CommandLine, words: tuple[str, ...]) -> None:
    assert desk.run("ticket", "list", *words).exit_code == Exit.USAGE


def test_search_finds_every_word_in_texts_subjects_and_names(desk: CommandLine) -> None:
    assert desk.ok("ticket", "search", "monday", "order", "-q") == "1\n"
    assert desk.ok("ticket", "search", "先月の", "-q") == "3\n"
    assert desk.ok("ticket", "search", "100%", "-q") == ""


def test_a_ticket_shows_its_whole_conversation(desk: CommandLine) -> None:
    shown = desk.ok("ticket", "show", "1")
    assert shown.splitlines()[:3] == [
        "#1  Where is my order?",
        "new · silver · low · standard · L1 · queue support",
        "from Ann Bee <ann@garden.example>, to mailbox support, 2026-11-22 12:00Z",
    ]
    assert "── 1 · inbound · ann@garden.example · 2026-11-22 12:00Z" in shown
    assert "It was sent on Monday, by the way." in shown


def test_an_html_mail_reads_as_text(desk: CommandLine) -> None:
    shown = desk.ok("ticket", "show", "4")
    assert "the red button does nothing." in shown
    assert "* one" in shown
    assert "<" not in shown.replace("<bob@shop.example>", "")


def test_a_japanese_mail_reads_as_written(desk: CommandLine) -> None:
    shown = desk.ok("ticket", "show", "3")
    assert "請求書について" in shown
    assert "先月の請求書をもう一度送っていただけますか。" in shown


def test_several_tickets_are_shown_from_standard_input(desk: CommandLine) -> None:
    shown = json.loads(desk.ok("ticket", "show", "--json", "-", stdin="1\n#3\n1\n"))
    assert [file["line"]["number"] for file in shown] == [1, 3]


def test_a_ticket_that_is_not_there_is_said(desk: CommandLine) -> None:
    result = desk.run("ticket", "show", "99")
    assert (result.exit_code, result.stderr) == (Exit.NOT_FOUND, "supportd: there is no ticket #99\n")


@pytest.mark.parametrize("word", ["one", "-1", "1.5", "٣", "1" * 30])
def test_what_is_no_id_is_a_usage_error(desk: CommandLine, word: str) -> None:
    assert desk.run("ticket", "show", "--", word).exit_code == Exit.USAGE
    assert desk.run("ticket", "show", "-", stdin=word).exit_code == Exit.USAGE


def test_no_id_at_all_is_a_usage_error(desk: CommandLine) -> None:
    result = desk.run("ticket", "show", stdin="\n")
    assert (result.exit_code, result.stderr) == (
        Exit.USAGE,
        "supportd: which one? give an id, or ids on standard input\n",
    )
