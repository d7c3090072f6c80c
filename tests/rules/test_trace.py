"""A trace is stored whole and reads like an account a person would give."""

from __future__ import annotations

import ast
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules
from parsers.mail import Origin
from rules.effects import TRACE_VERSION, Check, Step, Trace
from rules.trace import QUESTIONS, from_json, tell, to_json
from rules.words import Evidence
from tests.build import NOW, a_mail, a_snapshot, a_snapshot_with, a_ticket, an_arrival, reply_token
from tests.rules.finding import decided

CHECKS = st.builds(Check, st.text(), st.booleans(), st.text())
STEPS = st.builds(
    Step,
    st.sampled_from(sorted(QUESTIONS)),
    st.text(),
    st.text(),
    st.none() | st.text(),
    st.lists(CHECKS, max_size=3).map(tuple),
)
TRACES = st.builds(
    Trace,
    st.just(TRACE_VERSION),
    st.text(),
    st.text(),
    st.just(NOW),
    st.lists(st.tuples(st.text(), st.text()), max_size=3).map(tuple),
    st.lists(STEPS, max_size=4).map(tuple),
    st.sampled_from(Evidence),
)


@given(TRACES)
def test_what_is_read_is_what_was_written(trace: Trace) -> None:
    assert from_json(to_json(trace)) == trace


@given(TRACES)
def test_any_trace_can_be_told(trace: Trace) -> None:
    assert len(tell(trace)) >= len(trace.steps)


def test_a_decisions_trace_is_one_line_with_its_version() -> None:
    text = to_json(decided(an_arrival(), a_snapshot()).trace)
    assert "\n" not in text
    assert json.loads(text)["version"] == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}', '{"version": 99}', "null"])
def test_what_is_no_trace_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_json(text)


def test_it_tells_who_wrote_which_rule_fired_and_why_nothing_was_sent() -> None:
    mail = a_mail(origin=Origin.AUTO_REPLY, origin_evidence=("Auto-Submitted: auto-replied",))
    lines = tell(decided(an_arrival(mail), a_snapshot()).trace)
    assert "Who wrote it? auto reply: anna@customer.example (evidence none): Auto-Submitted: auto-replied" in lines
    assert "Rule automatic-is-standard: matched: changes nothing" in lines
    assert any(line.startswith("Was it acknowledged? no: the mail was written by a program") for line in lines)


def test_what_a_line_says_is_not_said_again_below_it() -> None:
    ticket = a_ticket()
    mail = a_mail(tokens=(reply_token(ticket),), return_path="")
    for decision in (
        decided(an_arrival(mail), a_snapshot_with(ticket)),
        decided(an_arrival(a_mail(return_path="")), a_snapshot()),
    ):
        lines = tell(decision.trace)
        for line, below in pairwise(lines):
            assert not below.startswith("    yes") or below[9:].partition(":")[0] not in line


def test_what_the_reader_has_said_is_left_out() -> None:
    trace = decided(an_arrival(), a_snapshot()).trace
    assert "intake: 9" in tell(trace)
    assert "intake: 9" not in tell(trace, {"intake"})


def test_every_step_that_is_taken_has_its_question() -> None:
    asked = set()
    for path in sorted(Path(rules.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "step":
                name = node.args[0]
                assert isinstance(name, ast.Constant)
                asked.add(name.value)
    assert asked == set(QUESTIONS)
