"""Acts on tickets are decided, committed and told; what is refused changes nothing and says why."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from commands.exits import Exit
from tests.commands.desk import CommandLine


def test_a_reply_is_queued_and_the_ticket_waits_for_the_customer(desk: CommandLine) -> None:
    told = desk.ok("ticket", "reply", "1", "-m", "It is on its way.")
    assert told == "#1: status new → pending; answer to ann@garden.example is in the outbox\n"
    assert desk.ticket(1)["status"] == "pending"
    (mail,) = desk.json("outbox", "list")
    assert (mail["kind"], mail["state"], mail["recipient"]) == ("answer", "queued", "ann@garden.example")
    assert "It is on its way." in desk.ok("outbox", "show", str(mail["id"]), "--raw")


def test_a_reply_as_an_agent_bears_the_agents_name_and_keeps_the_login(desk: CommandLine) -> None:
    desk.ok("ticket", "reply", "1", "-m", "Hello", "--as", "kim")
    messages = desk.json("ticket", "show", "1")[0]["messages"]
    assert (messages[-1]["kind"], messages[-1]["author"]) == ("answer", "kim")
    assert "From: Kim via " in desk.ok("outbox", "show", "1", "--raw")
    assert f"{getpass.getuser()} gave a command" in desk.ok("explain", "1")


def test_a_reply_may_resolve_the_ticket(desk: CommandLine) -> None:
    desk.ok("ticket", "reply", "1", "-m", "Done.", "--status", "resolved")
    assert desk.ticket(1)["status"] == "resolved"


def test_the_text_may_come_from_a_file_or_from_standard_input(desk: CommandLine, tmp_path: Path) -> None:
    text = tmp_path / "answer.txt"
    text.write_text("Zeile eins\nZeile zwei ä\n", encoding="utf-8")
    desk.ok("ticket", "reply", "1", "--body-file", str(text))
    desk.ok("ticket", "note", "1", "--body-file", "-", stdin="a note\n\n")
    answer, note = desk.json("ticket", "show", "1")[0]["messages"][-2:]
    assert answer["text"] == "Zeile eins\nZeile zwei ä\n"
    assert (note["kind"], note["text"]) == ("note", "a note\n")


def test_the_editor_opens_nowhere_but_on_a_terminal(desk: CommandLine) -> None:
    result = desk.run("ticket", "reply", "1")
    assert (result.exit_code, desk.json("outbox", "list")) == (Exit.USAGE, [])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("-m", "a", "--body-file", "-"), Exit.USAGE),
        (("-m", " \n "), Exit.CANCELLED),
        (("--body-file", "/nowhere/at/all"), Exit.NOT_FOUND),
        (("-m", "a", "--as", "nobody-of-ours"), Exit.NOT_FOUND),
        (("-m", "a", "--status", "closedd"), Exit.USAGE),
    ],
)
def test_a_wrong_reply_sends_nothing(desk: CommandLine, words: tuple[str, ...], code: Exit) -> None:
    assert desk.run("ticket", "reply", "1", *words).exit_code == code
    assert desk.json("outbox", "list") == []
    assert desk.ticket(1)["status"] == "new"


def test_a_note_stays_inside(desk: CommandLine) -> None:
    assert desk.ok("ticket", "note", "1", "-m", "call them") == "#1: status new → open; noted\n"
    assert desk.json("outbox", "list") == []


def test_fields_are_set_and_what_follows_from_them(desk: CommandLine) -> None:
    told = desk.ok("ticket", "set", "4", "--severity", "high", "--tag", "vip", "--queue", "sales")
    assert "severity standard → high; tier silver → gold; priority low → high; queue support → sales" in told
    line = desk.ticket(4)
    assert (line["tier"], line["priority"], line["queue"], line["tags"]) == ("gold", "high", "sales", ["vip"])
    desk.ok("ticket", "set", "4", "--untag", "vip")
    assert desk.ticket(4)["tags"] == []


def test_setting_nothing_is_a_usage_error(desk: CommandLine) -> None:
    assert desk.run("ticket", "set", "4").exit_code == Exit.USAGE


def test_a_refused_act_ends_with_1_and_its_reason_while_the_others_are_done(desk: CommandLine) -> None:
    desk.ok("ticket", "close", "-y", "3")
    result = desk.run("ticket", "close", "-y", "1", "3", "4")
    assert result.exit_code == Exit.TROUBLE
    assert result.stderr == "#3: everything is already as asked (resolved)\n"
    assert result.stdout == "#1: status new → resolved\n#4: status new → resolved\n"


def test_an_unknown_queue_is_refused_with_those_there_are(desk: CommandLine) -> None:
    result = desk.run("ticket", "set", "1", "--queue", "kitchen")
    assert result.exit_code == Exit.TROUBLE
    assert result.stderr == "#1: no queue of that name is in the policy (support, billing, sales)\n"
    assert "refused: no queue of that name is in the policy" in desk.ok("explain", "1")


def test_nothing_is_done_when_one_ticket_is_not_there(desk: CommandLine) -> None:
    result = desk.run("ticket", "close", "-y", "1", "99")
    assert (result.exit_code, result.stderr) == (Exit.NOT_FOUND, "supportd: there is no ticket #99\n")
    assert desk.ticket(1)["status"] == "new"


def test_assigning_tells_to_whom_and_nobody_takes_it_back(desk: CommandLine) -> None:
    assert desk.ok("ticket", "assign", "kim", "1") == "#1: status new → open; assigned to kim\n"
    assert desk.ticket(1)["assignee"] == "kim"
    assert desk.ok("ticket", "assign", "nobody", "1") == "#1: assigned to nobody\n"
    assert desk.ticket(1)["assignee"] is None


def test_nobody_else_can_be_assigned_than_an_agent_who_is_there(desk: CommandLine) -> None:
    desk.ok("agent", "remove", "-y", "lee")
    for login in ("lee", "stranger"):
        result = desk.run("ticket", "assign", login, "1")
        assert (result.exit_code, result.stderr) == (
            Exit.NOT_FOUND,
            f"supportd: no active agent is called {login}\n",
        )


def test_close_asks_and_takes_no_for_an_answer(desk: CommandLine) -> None:
    result = desk.run("ticket", "close", "1", "3", stdin="n\n")
    assert result.exit_code == Exit.CANCELLED
    assert "Resolve #1, #3? [y/N]" in result.stderr
    assert desk.ticket(1)["status"] == "new"
    desk.ok("ticket", "close", "1", "3", stdin="y\n")
    assert desk.ticket(1)["status"] == "resolved"


def test_close_with_nobody_to_ask_does_nothing(desk: CommandLine) -> None:
    assert desk.run("ticket", "close", "1", stdin="").exit_code == Exit.CANCELLED
    assert desk.ticket(1)["status"] == "new"


def test_a_dry_run_of_close_says_what_it_would_do(desk: CommandLine) -> None:
    assert desk.ok("ticket", "close", "--dry-run", "--final", "1", "3") == "would close #1, #3\n"
    assert desk.ticket(1)["status"] == "new"


def test_final_closes_at_once_and_reopen_takes_up_again(desk: CommandLine) -> None:
    assert desk.ok("ticket", "close", "-y", "--final", "1") == "#1: status new → closed\n"
    assert desk.ok("ticket", "reopen", "1") == "#1: status closed → open\n"


def test_the_ids_of_a_list_are_closed_from_standard_input(desk: CommandLine) -> None:
    ids = desk.ok("ticket", "list", "-q", "--tier", "silver")
    desk.ok("ticket", "close", "-y", "-", stdin=ids)
    assert desk.ok("ticket", "list", "-q", "--status", "resolved") == ids
    assert desk.ok("ticket", "list", "-q", "--status", "new") == "2\n"


def test_a_macro_answers_in_the_tickets_language_and_changes_it(desk: CommandLine) -> None:
    (desk.folder / "policy" / "macros.toml").write_text(
        '[password]\ntext = { en = "Set a new one." }\nstatus = "resolved"\ntags = ["password"]\n', encoding="utf-8"
    )
    desk.ok("ticket", "macro", "password", "1")
    assert (desk.ticket(1)["status"], desk.ticket(1)["tags"]) == ("resolved", ["password"])
    assert "Set a new one." in desk.ok("outbox", "show", "1", "--raw")
    assert desk.run("ticket", "macro", "pasword", "1").exit_code == Exit.NOT_FOUND
    assert desk.run("ticket", "macro", "password", "4711").exit_code == Exit.NOT_FOUND
