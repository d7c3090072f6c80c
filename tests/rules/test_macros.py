"""Macros: an answer in the ticket's language and changes, as the acts a person would do."""

from __future__ import annotations

import pytest

from rules.macros import Macro, acts
from rules.model import Answer, Assign, Change, Note
from rules.policy import Policy, load
from rules.words import Status
from tests.build import BOB, a_ticket, shipped_texts

PASSWORD = """
[password]
text = { en = "Set a new one.", de = "Setzen Sie ein neues." }
status = "resolved"
note = "the usual"
queue = "billing"
tags = ["password"]
assignee = "bob"
"""


def macro(text: str) -> Macro:
    policy = load(shipped_texts() | {"policy/macros.toml": text})
    assert isinstance(policy, Policy), policy
    return policy.macros[0]


def test_a_macro_is_a_change_an_assignment_a_note_and_an_answer() -> None:
    change, assign, note, answer = acts(macro(PASSWORD), a_ticket(language="de-AT"), [BOB])
    assert isinstance(change, Change)
    assert (change.queue, change.add_tags, change.status) == ("billing", ("password",), None)
    assert (assign, note) == (Assign(42, BOB.id), Note(42, "the usual"))
    assert answer == Answer(42, "Setzen Sie ein neues.", Status.RESOLVED)


def test_a_language_that_is_not_there_gets_english() -> None:
    answer = acts(macro(PASSWORD), a_ticket(language="ja"), [BOB])[-1]
    assert answer == Answer(42, "Set a new one.", Status.RESOLVED)


def test_what_holds_already_is_left_out() -> None:
    ticket = a_ticket(queue="billing", tags=("password",), assignee=BOB.id)
    assert [type(act) for act in acts(macro(PASSWORD), ticket, [BOB])] == [Note, Answer]
    assert acts(macro('[wait]\nstatus = "pending"\n'), a_ticket(status=Status.PENDING), []) == ()


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("[a]\n", 1, "does nothing"),
        ('[a]\ntext = { en = " " }\n', 2, "the text is empty"),
        ('[a]\nstatus = "closed"\n', 2, "a macro sets"),
        ('[a]\nqueue = "biling"\n', 2, "there is no queue biling"),
        ('[a]\nstatsu = "open"\n', 2, "unknown key statsu"),
    ],
)
def test_a_wrong_macro_is_refused_at_its_line(text: str, line: int, problem: str) -> None:
    found = load(shipped_texts() | {"policy/macros.toml": text})
    assert isinstance(found, tuple)
    assert any(fault.line == line and problem in fault.problem for fault in found), found
