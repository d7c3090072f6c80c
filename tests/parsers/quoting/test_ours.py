"""Mails that we sent, found again in answers without any other sign of a quote."""

from __future__ import annotations

from parsers.mail import Span, SpanKind
from tests.parsers.quoting.pieces import reply

SENT = (
    "Hello Carla,\n\nplease switch the printer off, wait for a minute and switch it on again. If that does not help, "
    "send us the number on its back.\n\nKind regards\nSupport\n"
)


def test_lines_we_sent_are_old_without_any_mark() -> None:
    assert reply(f"That helped.\n\n{SENT}", ours=[SENT]) == "That helped."


def test_lines_we_sent_are_found_however_they_are_wrapped() -> None:
    again = SENT.replace("wait for a minute", "wait\nfor a minute").replace("send us the", "send us\nthe")
    assert "switch" not in reply(f"That helped.\n\n{again}", ours=[SENT])


def test_words_below_what_we_sent_are_new() -> None:
    text = f"On Tue, 5 Mar 2024 at 10:11 Support <s@corp.example> wrote:\n\n{SENT}\nIt is XK-12.\nThanks\n"
    assert reply(text) == ""
    assert reply(text, ours=[SENT]) == "It is XK-12.\nThanks"


def test_answers_between_what_we_sent_are_new() -> None:
    first, second = "please switch the printer off and on again.", "then tell us the number that stands on its back."
    text = f"{first}\nDone.\n{second}\nXK-12\n"
    assert reply(text, ours=[f"{first}\n{second}\n"]) == "Done.\nXK-12"


def test_a_short_line_alone_is_not_ours() -> None:
    assert reply("Kind regards\nCarla", ours=[SENT]) == "Kind regards\nCarla"


def test_a_sentence_that_repeats_our_words_is_the_persons_own() -> None:
    text = "You said: please switch the printer off, wait for a minute. I did and nothing happened."
    assert reply(text, ours=[SENT]) == text


def test_what_we_sent_in_a_script_without_blanks_is_found() -> None:
    ours = "プリンターの電源を切り、一分待ってから、もう一度入れてください。"
    assert reply(f"直りました。\n\n{ours}\n", ours=[ours]) == "直りました。"


def test_what_html_marks_outweighs_what_the_lines_look_like() -> None:
    text = "New\nMarked old\nStill new"
    marked = [Span(SpanKind.QUOTED, 4, 15)]
    assert reply(text, marked) == "New\nStill new"


def test_a_mark_over_everything_tells_nothing() -> None:
    text = "All of it"
    assert reply(text, [Span(SpanKind.QUOTED, 0, len(text))]) == text


def test_an_attribution_above_a_mark_goes_with_it() -> None:
    line = "On 5 Mar 2024, at 10:11, Ann <ann@corp.example> wrote:\n"
    text = f"New\n\n{line}Old words\n\nBelow"
    start = text.index("Old")
    assert reply(text, [Span(SpanKind.QUOTED, start, start + 10)]) == "New\nBelow"
