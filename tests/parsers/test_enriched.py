"""text/enriched and text/richtext as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.enriched import from_enriched, from_richtext
from parsers.read import parse
from tests.parsers.letters import letter


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<bold>Now</bold> is the time", "Now is the time"),
        ("one\nline\n\nnext\n\n\nafter a gap", "one line\nnext\n\nafter a gap"),
        ("<fontfamily><param>Times</param>words</fontfamily>", "words"),
        ("a << b", "a < b"),
        ("<nofill>a\n  b</nofill>", "a\n  b"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_enriched_text(raw: str, text: str) -> None:
    assert from_enriched(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<bold>Now</bold> is\nthe time<nl>next", "Now is the time\nnext"),
        ("a <lt> b<comment>no <bold>way</bold></comment>c", "a < bc"),
        ("<paragraph>one</paragraph><paragraph>two</paragraph>", "one\ntwo\n"),
    ],
)
def test_rich_text(raw: str, text: str) -> None:
    assert from_richtext(raw) == text


@given(st.text("<>/abnl \n", max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(from_enriched(text), str)
    assert isinstance(from_richtext(text), str)


def test_a_mail_in_enriched_text_is_read() -> None:
    assert parse(letter("Content-Type: text/enriched", body="<italic>soft</italic> words")).text == "soft words"
