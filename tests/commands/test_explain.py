"""`explain` tells why a ticket is as it is, in sentences, and as the traces that were kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

from commands.exits import Exit
from tests.commands.desk import OUTAGE, PLAIN, CommandLine


def test_a_ticket_is_explained_from_its_mail_to_the_rules_and_what_was_not_sent(desk: CommandLine) -> None:
    told = desk.ok("explain", "2").splitlines()
    assert told[0].endswith(f" UTC: a mail came from olivia@bigcorp.example (intake 2), under policy {told[0][-12:]}")
    assert "    Which ticket does it belong to? new ticket: nothing in it names a ticket" in told
    assert any(line.startswith("    Rule outage-is-critical: matched: ") for line in told)
    assert "        yes  mentions.outage" in told
    assert any(line.startswith("    Rule contract-gold: not matched") for line in told)
    assert "    Was it acknowledged? no: nothing is to be sent for this mail (import)" in told


def test_a_joined_mail_is_explained_after_the_first(desk: CommandLine) -> None:
    told = desk.ok("explain", "1")
    first, second = told.index("(intake 1)"), told.index("(intake 5)")
    assert first < second
    assert "only new tickets are acknowledged" in told[second:]


def test_every_command_an_operator_gave_is_told_with_what_came_of_it(desk: CommandLine) -> None:
    desk.ok("ticket", "reply", "1", "-m", "It is on its way.")
    desk.ok("outbox", "cancel", "-y", "1")
    told = desk.ok("explain", "1")
    assert "What did the command do? answered: to ann@garden.example; status new → pending" in told
    assert "outbox cancel: done: outbox 1" in told


def test_as_json_the_traces_are_whole_and_of_a_known_version(desk: CommandLine) -> None:
    events = desk.json("explain", "1")
    assert [event["kind"] for event in events] == ["mail_arrived", "mail_arrived"]
    assert {event["trace"]["version"] for event in events} == {1}
    assert events[0]["trace"]["policy"] == events[0]["policy"]


def test_a_ticket_that_is_not_there_is_said(desk: CommandLine) -> None:
    assert desk.run("explain", "99").exit_code == Exit.NOT_FOUND


def test_a_mail_file_is_told_what_the_policy_would_make_of_it(desk: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "outage.eml"
    path.write_bytes(OUTAGE.replace(b"outage@bigcorp", b"another@bigcorp"))
    told = desk.ok("mail", "explain", str(path))
    assert "Rule outage-is-critical: matched" in told
    assert "A ticket would be opened: critical, platinum, urgent, support, an answer due 20" in told
    assert "A mail would leave: acknowledgement to olivia@bigcorp.example" in told


def test_a_mail_file_is_told_as_json_with_its_trace(desk: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "plain.eml"
    path.write_bytes(PLAIN)
    found = desk.json("mail", "explain", str(path))
    assert (found["ticket"]["tier"], found["ticket"]["priority"], found["ticket"]["team"]) == (
        "silver",
        "low",
        "first-line",
    )
    assert [(mail["kind"], mail["to"]) for mail in found["mails"]] == [("acknowledgement", "ann@garden.example")]
    assert any(step.get("rule") == "outage-is-critical" for step in found["trace"]["steps"])


def test_explaining_a_mail_file_writes_nothing_even_under_a_policy_nobody_has_seen(
    desk: CommandLine, tmp_path: Path
) -> None:
    (desk.folder / "policy" / "60-own.toml").write_text(
        '[[rule]]\nid = "no-gardens"\nwhen = "mail.from_domain == \'garden.example\'"\nthen = { ignore = true }\n'
    )
    path = tmp_path / "plain.eml"
    path.write_bytes(PLAIN)
    before = hashlib.sha256(desk.database.read_bytes()).digest()
    assert "No ticket would be opened: ignored." in desk.ok("mail", "explain", str(path))
    assert hashlib.sha256(desk.database.read_bytes()).digest() == before


def test_a_mail_file_that_is_not_there_is_said(desk: CommandLine) -> None:
    assert desk.run("mail", "explain", "nowhere.eml").exit_code == Exit.NOT_FOUND
