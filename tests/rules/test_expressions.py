"""Conditions: checked when compiled, and never true because of an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.expressions import (
    Expression,
    ExpressionFault,
    Failed,
    Language,
    compile_condition,
    evaluate,
    facts,
    language,
)
from rules.names import NAMES, Name, Value, sample_values

KNOWN: Language = language({row.name: row.kind for row in NAMES})


def compiled(source: str) -> Expression:
    expression = compile_condition(source, KNOWN)
    assert isinstance(expression, Expression), expression
    return expression


def result(source: str, **values: Value) -> bool | Failed:
    names = {name.replace("__", "."): value for name, value in values.items()}
    return evaluate(compiled(source), facts(sample_values() | names, KNOWN))


def fault(source: str) -> ExpressionFault:
    found = compile_condition(source, KNOWN)
    assert isinstance(found, ExpressionFault)
    return found


@pytest.mark.parametrize("row", NAMES, ids=[row.name for row in NAMES])
def test_every_name_has_a_sample_of_its_kind(row: Name) -> None:
    assert evaluate(compiled(f"{row.name} == {row.name}"), facts(sample_values(), KNOWN)) is True


def test_a_condition_sees_the_mail() -> None:
    assert result("mail.subject.lowerAscii().contains('down')", mail__subject="It is DOWN") is True
    assert result("mail.to.exists(a, a.startsWith('sales@'))", mail__to=("sales@desk.example",)) is True
    assert result("'x-spam' in mail.headers", mail__headers={"x-spam": "yes"}) is True
    assert result("mail.size > 3000") is False


@pytest.mark.parametrize(
    "source",
    [
        "mail.headers['nowhere'] == 'x'",
        "1 / (mail.size - 2500) == 1",
        "mail.to[7] == 'a'",
        "timestamp(mail.subject) == timestamp('2026-01-01T00:00:00Z')",
        "mail.subject.matches(mail.subject + '(')",
    ],
)
def test_an_error_inside_a_condition_is_never_true(source: str) -> None:
    outcome = result(source)
    assert isinstance(outcome, Failed)
    assert outcome.reason


def test_a_name_without_a_value_fails_only_the_conditions_that_need_it() -> None:
    given_values = facts({"account.known": True}, KNOWN)
    assert isinstance(evaluate(compiled("mail.subject == 'x'"), given_values), Failed)
    assert evaluate(compiled("account.known"), given_values) is True


@pytest.mark.parametrize(
    ("source", "line", "column", "suggestion"),
    [
        ("mail.subjct == 'a'", 1, 1, "did you mean mail.subject?"),
        ("account.known &&\n  contact.knwon", 2, 3, "did you mean contact.known?"),
        ("mail.size > 1 && nonsense(mail.size)", 1, 18, ""),
    ],
)
def test_an_unknown_name_is_placed_and_a_better_one_suggested(
    source: str, line: int, column: int, suggestion: str
) -> None:
    found = fault(source)
    assert (found.line, found.column, found.suggestion) == (line, column, suggestion)
    assert found.problem.startswith("unknown name")


@pytest.mark.parametrize(
    "source",
    ["mail.size == 'a'", "mail.size", "mail.subject", "", "mail.subject.matches(", "(" * 40 + "true" + ")" * 40],
)
def test_what_is_no_condition_is_refused(source: str) -> None:
    assert fault(source).problem


def test_a_condition_longer_than_the_limit_is_refused() -> None:
    assert "longer" in fault("true || " * 300 + "true").problem


def test_a_nested_search_runs_out_of_budget_instead_of_hanging() -> None:
    many = tuple(f"a{number}@x.example" for number in range(100))
    source = "mail.to.all(a, mail.to.all(b, mail.to.all(c, mail.to.all(d, a != b + c + d))))"
    assert isinstance(result(source, mail__to=many), Failed)


def test_lone_surrogates_do_not_stop_conditions() -> None:
    assert result("mail.subject.contains('x')", mail__subject="x\ud800") is True


@given(subject=st.text(), text=st.text(), name=st.text())
def test_any_text_can_be_asked_about(subject: str, text: str, name: str) -> None:
    values: dict[str, Value] = {"mail__subject": subject, "mail__text": text, "mail__headers": {name: text}}
    assert result("mail.subject == mail.text || size(mail.headers) == 1", **values) is True
