"""A wrong policy never loads: every fault has its file, line, column and, where there is one, a suggestion."""

from __future__ import annotations

import pytest

from rules.policy import Policy, PolicyFault, digest, load
from tests.build import a_policy, shipped_texts

RULES = "policy/99-mine.toml"


def faults(**texts: str) -> tuple[PolicyFault, ...]:
    names = {"rules": RULES, "desk": "policy/desk.toml", "tiers": "policy/tiers.toml", "matrix": "policy/matrix.toml"}
    names |= {"words": "policy/words.toml", "ack": "templates/ack.txt"}
    found = load(shipped_texts() | {names[key]: text for key, text in texts.items()})
    assert isinstance(found, tuple)
    return found


def one_fault(**texts: str) -> PolicyFault:
    found = faults(**texts)
    assert len(found) == 1, found
    return found[0]


def a_rule(when: str = '"mail.automatic"', then: str = '{ severity = "high" }', more: str = "") -> str:
    return f'[[rule]]\nid = "mine"\nwhen = {when}\nthen = {then}\n{more}\n'


def test_a_good_rule_loads_behind_the_shipped_ones() -> None:
    policy = load(shipped_texts() | {RULES: a_rule()})
    assert isinstance(policy, Policy)
    assert policy.rules[-1].id == "mine"


def test_an_unknown_name_is_placed_inside_the_string() -> None:
    found = one_fault(rules=a_rule(when='{ all = ["mail.automatic", "mail.subjct == \'a\'"] }'))
    assert (found.file, found.line, found.column) == (RULES, 3, 36)
    assert found.suggestion == "did you mean mail.subject?"


def test_an_unknown_name_is_placed_inside_a_multi_line_string() -> None:
    found = one_fault(rules=a_rule(when='"""\nmail.automatic ||\n  contact.knwon"""'))
    assert (found.line, found.column) == (5, 3)


def test_a_word_list_that_is_not_there_gets_a_suggestion() -> None:
    found = one_fault(rules=a_rule(when='"mentions.outgae"'))
    assert found.suggestion == "did you mean mentions.outage?"


@pytest.mark.parametrize(
    ("rule", "line", "problem"),
    [
        (a_rule(when='"mail.size"'), 3, "must be true or false"),
        (a_rule(when="\"mail.size == 'a'\""), 3, "no matching overload"),
        (a_rule(when="\"mail.subject.matches('(')\""), 3, "regular expression"),
        (a_rule(when="7"), 3, "must be a condition"),
        (a_rule(when="{ any = [] }"), 3, "an empty list"),
        (a_rule(when='{ some = ["true"] }'), 3, "unknown key some"),
        (a_rule(then='{ severity = "awful" }'), 4, "must be one of"),
        (a_rule(then='{ queue = "biling" }'), 4, "there is no queue"),
        (a_rule(then='{ team = "tecnical" }'), 4, "there is no team"),
        (a_rule(then='{ template = "ack-vip" }'), 4, "there is no template"),
        (a_rule(then='{ canned = "canned-x" }'), 4, "there is no template"),
        (a_rule(then='{ assign = "dice" }'), 4, "must be one of"),
        (a_rule(then='{ assign = "round_robin", assignee = "ann" }'), 4, "exclude each other"),
        (a_rule(then='{ notify = ["two words"] }'), 4, "no address and no login"),
        (a_rule(then='{ followers = ["ann"] }'), 4, "no address"),
        (a_rule(then='{ timer = { start = "a" } }'), 4, "after is missing"),
        (a_rule(then='{ timer = { after = "1 hour" } }'), 4, "either started or cancelled"),
        (a_rule(then='{ timer = { cancel = "A B" } }'), 4, "a timer's name"),
        (a_rule(then="{ fields = '(' }"), 4, "not a pattern"),
        (a_rule(then="{ fields = 'a' }"), 4, "no named group"),
        (a_rule(then='{ hold = "" }'), 4, "hold is a reason"),
        (a_rule(when='"true"'), 3, "always true"),
        (a_rule(when='"1 == 2"'), 3, "always false"),
        (a_rule(when='"mail.automatic || true"'), 3, "always true"),
        (a_rule(when='"account.known && !account.known"'), 3, "always false"),
        (a_rule(when='"open.ofice"'), 3, "unknown name open.ofice"),
        (a_rule(when='"survey.score > 3"'), 3, "not known to rules on mail"),
        (a_rule(more='on = "chang"'), 5, "must be one of"),
        (a_rule(more='on = "change"'), 3, "mail.automatic is not known to rules on change"),
        (a_rule(when="\"'status' in change.of\"", then="{ ignore = true }", more='on = "change"'), 4, "for on = "),
        (a_rule(then='{ sevrity = "high" }'), 4, "unknown key sevrity"),
        (a_rule(then="{ level = 9 }"), 4, "between 1 and 3"),
        (a_rule(then="{}"), 4, "then is missing or empty"),
        (a_rule(more="stpo = true"), 5, "unknown key stpo"),
        (a_rule(more="examples = [{ mail.subject = 'x' }]"), 5, "matches is missing"),
        (a_rule(more="examples = [{ matches = true, mail.subjct = 'x' }]"), 5, "unknown name mail.subjct"),
        (a_rule(more="examples = [{ matches = true, mail.size = 'x' }]"), 5, "must be a whole number"),
        ('[[rule]]\nid = "mine"\nthen = { severity = "high" }\n', 1, "when is missing"),
        ('[[rule]]\nid = "no blanks please"\nwhen = "true"\nthen = { level = 1 }\n', 2, "an id is"),
        ('[rule]\nid = "mine"\n', 1, "[[rule]]"),
        ("rule = [", 1, ""),
    ],
)
def test_a_wrong_rule_is_refused_at_its_line(rule: str, line: int, problem: str) -> None:
    found = faults(rules=rule)
    assert any(fault.file == RULES and fault.line == line and problem in fault.problem for fault in found), found


def test_all_faults_are_told_at_once() -> None:
    wrong = a_rule(when='"mail.subjct"') + a_rule(then='{ severity = "awful" }').replace("mine", "yours")
    assert len(faults(rules=wrong, desk="[states]\nauto_close_days = 0\n")) == 3


def test_one_id_twice_is_refused() -> None:
    found = one_fault(rules=a_rule() + a_rule())
    assert (found.line, found.problem) == (6, "the id mine is there twice")


def test_a_rule_behind_one_that_stops_for_the_same_mails_is_never_reached() -> None:
    hidden = a_rule(when='{ all = ["mail.size > 9", "mail.automatic"] }').replace("mine", "yours")
    found = one_fault(rules=a_rule(more="stop = true\n") + hidden)
    assert (found.line, found.column) == (9, 8)
    assert found.problem == "never reached: mine matches all that this rule does, and stops"
    assert found.suggestion == "move it before line 1, or drop `stop` there"


def test_a_rule_that_a_rule_between_may_make_true_is_reached() -> None:
    asked = a_rule(when="\"ticket.severity == 'high'\"")
    between = a_rule().replace("mine", "between")
    texts = {RULES: asked + "stop = true\n" + between + asked.replace("mine", "yours")}
    assert isinstance(load(shipped_texts() | texts), Policy)


def test_tags_come_from_the_desks_list_where_there_is_one() -> None:
    desk = shipped_texts()["policy/desk.toml"] + "\n[tags]\nnames = ['vip', 'no-reply']\n"
    assert isinstance(load(shipped_texts() | {"policy/desk.toml": desk}), Policy)
    found = one_fault(desk=desk, rules=a_rule(then='{ tags = ["vipp"] }'))
    assert (found.line, found.problem, found.suggestion) == (4, "there is no tag vipp", "did you mean vip?")


def test_calendars_and_teams_of_the_policy_are_names() -> None:
    office = "[own-office]\nzone = 'Europe/Berlin'\nmonday = ['09:00-17:00']\n"
    rule = a_rule(when='"!open.own_office && on_duty.first_line == 0"')
    assert isinstance(load(shipped_texts() | {"policy/calendars.toml": office, RULES: rule}), Policy)


def test_a_template_of_ones_own_needs_its_default_language() -> None:
    canned = "Subject: Password\n\nSee #{{ number }}.\n"
    good = {"templates/canned-password.txt": canned, RULES: a_rule(then='{ canned = "canned-password" }')}
    assert isinstance(load(shipped_texts() | good), Policy)
    found = load(shipped_texts() | {"templates/canned-password.de.txt": canned})
    assert isinstance(found, tuple)
    assert "other languages only" in found[0].problem
    echo = load(shipped_texts() | {"templates/ack-vip.txt": "Subject: x\n\n{{ subject }}\n"})
    assert isinstance(echo, tuple)
    assert echo[0].problem == "unknown value subject"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[states]\nauto_close_days = 0\n", "between 1 and 366"),
        ("[states]\nauto_close_days = '7'\n", "whole number"),
        ("[states]\nauto_close_day = 7\n", "unknown key auto_close_day"),
        ("[state]\n", "unknown key state"),
        ("[queues]\nnames = []\n", "at least one queue"),
        ("[queues]\nnames = ['support', 'billing', 'sales', 'support']\n", "twice"),
        ("[plan]\nseverity_alone = 1\n", "true or false"),
    ],
)
def test_a_wrong_number_is_refused(text: str, problem: str) -> None:
    assert any(fault.line >= 1 and problem in fault.problem for fault in faults(desk=text))


def test_a_length_of_time_needs_a_unit() -> None:
    text = shipped_texts()["policy/tiers.toml"].replace('"15 minutes"', '"15"', 1)
    found = one_fault(tiers=text)
    assert found.line == text.split("\n").index('first_response = "15"') + 1
    assert "15 minutes" in found.suggestion


def test_a_missing_tier_is_refused() -> None:
    text = shipped_texts()["policy/tiers.toml"].partition("[silver]")[0]
    assert "the tier silver is missing" in one_fault(tiers=text).problem


def test_a_hole_in_the_matrix_is_refused() -> None:
    text = shipped_texts()["policy/matrix.toml"].replace('standard = "low"', "")
    assert one_fault(matrix=text).problem == "silver.standard is missing"


def test_an_empty_word_is_refused() -> None:
    found = faults(words='[outage]\nen = [""]\n')
    assert any("every mail" in fault.problem and fault.line == 2 for fault in found)


def test_a_missing_file_is_refused() -> None:
    texts = shipped_texts()
    del texts["policy/matrix.toml"]
    found = load(texts)
    assert isinstance(found, tuple)
    assert [fault.file for fault in found] == ["policy/matrix.toml"]


def test_the_digest_names_exactly_these_texts() -> None:
    texts = shipped_texts()
    assert a_policy().digest == digest(dict(reversed(texts.items())))
    assert digest(texts | {"policy/desk.toml": ""}) != digest(texts)
    assert digest({"a": "bc"}) != digest({"ab": "c"})
