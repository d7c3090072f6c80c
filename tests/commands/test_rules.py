"""The policy's rules without any mail: faults, the list, and what the examples do; and one rule of one ticket."""

from __future__ import annotations

from commands.exits import Exit
from tests.commands.desk import CommandLine


def test_the_shipped_rules_are_good_and_so_are_their_examples(desk: CommandLine) -> None:
    assert desk.ok("rules", "check").startswith("good: ")
    assert "examples are right" in desk.ok("rules", "test")


def test_the_list_tells_what_each_rule_does(desk: CommandLine) -> None:
    rows = {row["id"]: row for row in desk.json("rules", "list")}
    assert rows["outage-is-critical"]["then"] == "severity critical"
    assert rows["strangers-reach-high"]["then"] == "severity at most high"
    assert rows["sign-up-mails"]["then"] == "tags no-reply; no acknowledgement"
    assert desk.ok("rules", "list", "-q").split()[0] == "automatic-is-standard"


def test_an_example_that_fails_is_named_with_its_place(desk: CommandLine) -> None:
    path = desk.folder / "policy" / "10-severity.toml"
    path.write_text(path.read_text().replace('mail.subject = "Production is down"', 'mail.subject = "Hello"'))
    result = desk.run("rules", "test")
    assert result.exit_code == Exit.TROUBLE
    assert "10-severity.toml:30: the rule outage-is-critical should match this example" in result.stdout


def test_a_fault_is_named_with_its_place(desk: CommandLine) -> None:
    path = desk.folder / "policy" / "30-priority.toml"
    path.write_text(path.read_text().replace("mail.origin in", "mail.orign in"))
    result = desk.run("rules", "check")
    assert result.exit_code == Exit.CONFIGURATION
    assert "30-priority.toml:5:9" in result.stderr


def test_a_rule_without_both_examples_is_mentioned(desk: CommandLine) -> None:
    (desk.folder / "policy" / "60-own.toml").write_text(
        '[[rule]]\nid = "own"\nwhen = "mail.automatic"\nthen = { queue = "sales" }\n'
    )
    assert "rule own has no example" in desk.run("rules", "check").stderr


def test_explain_says_why_one_rule_did_and_another_did_not_act(desk: CommandLine) -> None:
    assert "matched: severity standard → critical" in desk.ok("explain", "2", "--rule", "outage-is-critical")
    assert "no   ticket.severity == 'high'" in desk.ok("explain", "2", "--rule", "high-is-gold")
    assert desk.json("explain", "2", "--rule", "high-is-gold")[0]["step"]["outcome"] == "not matched"


def test_a_rule_nobody_tried_is_not_found(desk: CommandLine) -> None:
    assert desk.run("explain", "2", "--rule", "no-such").exit_code == Exit.NOT_FOUND
