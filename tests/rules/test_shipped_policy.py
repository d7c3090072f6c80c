"""The support plan that ships does what the design says, and every example in it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.classify import Classified, classify, holds
from rules.examples import values_of
from rules.names import Value
from rules.policy import Policy, load
from rules.ruleset import Example, Rule
from rules.words import Priority, Severity, Tier
from tests.build import a_policy, shipped_texts

EXAMPLES = [(rule, example) for rule in a_policy().rules for example in rule.examples]


def decided(subject: str, policy: Policy | None = None, **changed: Value) -> Classified:
    policy = policy or a_policy()
    names: dict[str, Value] = {name.replace("__", "."): value for name, value in changed.items()}
    return classify(policy, values_of(policy, {"mail.subject": subject} | names))


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule.id}:{one.line}" for rule, one in EXAMPLES])
def test_every_example_of_a_shipped_rule_holds(rule: Rule, example: Example) -> None:
    assert holds(a_policy(), rule, values_of(a_policy(), example.values)) is example.matches


def test_every_shipped_rule_has_an_example_that_matches_and_one_that_does_not() -> None:
    assert [rule.id for rule in a_policy().rules if {one.matches for one in rule.examples} != {True, False}] == []


@pytest.mark.parametrize(
    ("subject", "severity", "tier"),
    [
        ("How do I change my name?", Severity.STANDARD, Tier.SILVER),
        ("The export does not work", Severity.HIGH, Tier.GOLD),
        ("Der Export funktioniert nicht", Severity.HIGH, Tier.GOLD),
        ("Production is down", Severity.CRITICAL, Tier.PLATINUM),
        ("Unser Server ist nicht erreichbar", Severity.CRITICAL, Tier.PLATINUM),
        ("サーバーが停止しています", Severity.CRITICAL, Tier.PLATINUM),
        ("Notre serveur est en panne", Severity.CRITICAL, Tier.PLATINUM),
        ("El servidor está caído", Severity.CRITICAL, Tier.PLATINUM),
    ],
)
def test_words_of_a_known_account_pick_severity_and_severity_the_tier(
    subject: str, severity: Severity, tier: Tier
) -> None:
    standing = decided(subject, account__known=True).standing
    assert (standing.severity, standing.tier) == (severity, tier)


def test_words_of_a_stranger_reach_high_and_no_further() -> None:
    standing = decided("URGENT: production is down").standing
    assert (standing.severity, standing.tier, standing.priority) == (Severity.HIGH, Tier.GOLD, Priority.HIGH)


@pytest.mark.parametrize(("contract", "tier"), [("platinum", Tier.PLATINUM), ("gold", Tier.GOLD), ("", Tier.SILVER)])
def test_the_contracted_tier_is_the_floor(contract: str, tier: Tier) -> None:
    standing = decided("How do I log in?", account__known=True, account__tier=contract).standing
    assert (standing.severity, standing.tier) == (Severity.STANDARD, tier)


def test_the_contracted_tier_is_no_ceiling() -> None:
    assert decided("Server is down", account__known=True, account__tier="silver").standing.tier is Tier.PLATINUM


def test_the_switch_gives_the_literal_rule_for_anyone() -> None:
    texts = shipped_texts()
    texts["policy/desk.toml"] = texts["policy/desk.toml"].replace("# severity_alone = true", "severity_alone = true")
    literal = load(texts)
    assert isinstance(literal, Policy)
    assert decided("Server is down", literal).standing.tier is Tier.PLATINUM
    assert decided("A question", literal, account__known=True, account__tier="platinum").standing.tier is Tier.SILVER


def test_a_program_that_cries_outage_stays_standard() -> None:
    standing = decided("Server is down", mail__automatic=True, mail__origin="bulk", account__known=True).standing
    assert (standing.severity, standing.priority) == (Severity.STANDARD, Priority.LOW)


def test_priority_follows_the_printed_matrix() -> None:
    text = shipped_texts()["policy/matrix.toml"]
    drawn = {
        (Tier(words[1]), severity): Priority(words[2 + column])
        for line in text.split("\n")
        if len(words := line.split()) == 5 and words[0] == "#" and words[1] in set(Tier)
        for column, severity in enumerate(Severity)
    }
    assert drawn == a_policy().matrix
    assert len(drawn) == 9


def test_topics_pick_the_queue() -> None:
    assert decided("Question about our invoice").standing.queue == "billing"
    assert decided("Bitte ein Angebot für 20 Plätze").standing.queue == "sales"
    assert decided("How do I log in?").standing.queue == "support"


def test_promises_are_the_support_plan() -> None:
    first = {tier: promise.first_response for tier, promise in a_policy().promises.items()}
    resolution = {tier: promise.resolution for tier, promise in a_policy().promises.items()}
    minutes, hours, days = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
    assert first == {Tier.PLATINUM: 15 * minutes, Tier.GOLD: 2 * hours, Tier.SILVER: 24 * hours}
    assert resolution == {Tier.PLATINUM: 8 * hours, Tier.GOLD: 2 * days, Tier.SILVER: 5 * days}
    assert [step.per_cent for step in a_policy().promises[Tier.PLATINUM].escalation] == [50, 75, 100]


def test_a_condition_that_fails_is_told_and_does_not_match() -> None:
    texts = shipped_texts()
    texts["policy/99-mine.toml"] = (
        "[[rule]]\nid = 'mine'\nwhen = \"mail.headers['x-no'] == 'x'\"\nthen = { level = 3 }\n"
    )
    policy = load(texts)
    assert isinstance(policy, Policy)
    last = decided("x", policy).steps[-1]
    assert (last.rule, last.outcome) == ("mine", "not matched")
    assert "Key not found" in last.checks[0].because


def test_stop_skips_the_rest_of_its_file_only() -> None:
    texts = shipped_texts()
    texts["policy/98-mine.toml"] = (
        "[[rule]]\nid = 'a'\nwhen = 'mail.size >= 0'\nthen = { level = 2 }\nstop = true\n"
        "[[rule]]\nid = 'b'\nwhen = 'mail.size > 0'\nthen = { level = 3 }\n"
    )
    texts["policy/99-mine.toml"] = "[[rule]]\nid = 'c'\nwhen = 'ticket.level == 2'\nthen = { tags = ['late'] }\n"
    policy = load(texts)
    assert isinstance(policy, Policy)
    standing = decided("x", policy).standing
    assert (standing.level, standing.tags) == (2, ("late",))


def test_a_named_priority_outlives_the_matrix() -> None:
    policy = a_policy()
    urgent = load(
        shipped_texts()
        | {"policy/05-mine.toml": "[[rule]]\nid='a'\nwhen='mail.size > 0'\nthen={ priority='urgent' }\n"}
    )
    assert isinstance(urgent, Policy)
    assert decided("It does not work", replace(policy, rules=urgent.rules)).standing.priority is Priority.URGENT
