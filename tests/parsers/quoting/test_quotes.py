"""Quote marks: blocks, answers between them, and ">" that quotes nobody."""

from __future__ import annotations

import pytest

from tests.parsers.quoting.pieces import OWN, quoted, reply

ON = "On Tue, 5 Mar 2024 at 10:11, Ann Lee <ann@corp.example> wrote:"


def test_answers_between_quotes_are_new_and_the_quotes_are_not() -> None:
    text = f"{ON}\n> Is it on?\n\nYes.\n\n> Does it blink?\nNo.\n> Which number is on its back?\n\nXK-12\n"
    assert reply(text) == "Yes.\nNo.\nXK-12"
    assert quoted(text) == f"{ON}\n> Is it on?\n> Does it blink?\n> Which number is on its back?"


def test_an_answer_below_the_quote_is_new() -> None:
    assert reply(f"{ON}\n\n> Is it on?\n>\n> Ann\n\nYes, it is.\n") == "Yes, it is."
    assert reply(f"{ON}\n> Is it on?\nYes, it is.") == "Yes, it is."


def test_a_mail_that_only_quotes_has_no_new_words() -> None:
    assert reply(f"{ON}\nIs it on?\n") == ""
    assert reply("> Is it on?\n> Ann\n") == ""


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > ", " > ", ">| ", "＞ ", "\u200b> "])
def test_a_quote_mark_has_many_shapes(mark: str) -> None:
    assert reply(f"{OWN}\n\n{ON}\n\n{mark}Is it on?\n{mark}Ann\n") == OWN


@pytest.mark.parametrize("mark", ["| ", "Ann> ", "AL> "])
def test_other_marks_count_right_behind_an_attribution(mark: str) -> None:
    assert reply(f"{ON}\n{mark}Is it on?\n{mark}Ann\n\n{OWN}") == OWN


def test_the_rest_of_a_broken_line_belongs_to_the_quote() -> None:
    assert reply("Blah\n\nOn 5 Mar 2024, bob wrote:\n\n> View it (http://corp.example/a\n_nonce=3dd)\n>\n") == "Blah"
    long = "> this line of the quote was so long that the program which sent it had to break"
    assert reply(f"Blah\n\n{ON}\n{long}\nit somewhere\n> and went on\n") == "Blah"


def test_a_short_answer_in_lower_case_is_no_rest_of_a_line() -> None:
    assert reply(f"{ON}\n> Is it on?\nyes\n> Does it blink?\nno\n") == "yes\nno"


@pytest.mark.parametrize(
    "text",
    [
        "I get this in the log:\n\n> npm run build\n> tsc -p .\n\nerror TS2304\nWhat now?",
        "Some advice for others:\n\n> Tip: switch it off first.\n\nThat was it.",
        "The console prints\n>>> import foo\nTraceback (most recent call last)\n>>> foo.bar()\n\nPlease help",
        "Value must be\n> 5 and\n< 10\nto be valid.",
        "Router> show version\nCisco 12.4\nRouter> exit\n\nWhy?",
        "Visit us now\n>>> >>>  http://www.corp.example <<<\nor click above",
        "It says:\n> out of paper\n\nbut there is paper.",
        "See\n```\n> SELECT 1\n> 1\n```\nWhat is wrong?",
        "Price list\n> 100 pieces: 3 EUR\n> 1000 pieces: 2 EUR\nIs that right?",
        "Hi\n\n<html>\n<p\n>text</p\n>\n</html>\nWhat is wrong?",
        "> [!NOTE]\n> only on Mondays\n\nThat is how I wrote it in our wiki.",
        "* Trying 10.0.0.1\n> GET / HTTP/1.1\n> Host: corp.example\n< HTTP/1.1 500\n\nIs that you?",
    ],
)
def test_a_sign_that_quotes_nobody_stays(text: str) -> None:
    assert reply(text) == text


def test_a_question_quoted_without_attribution_is_still_a_quote() -> None:
    assert reply("> When did it start?\n\nYesterday.") == "Yesterday."
    assert reply("Hello,\n\n> When did it start?\n\nYesterday.") == "Hello,\nYesterday."
    assert reply("Yesterday.\n\n> When did it start, and\n> who saw it?\n") == "Yesterday."
