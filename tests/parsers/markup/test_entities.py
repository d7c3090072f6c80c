"""References to characters, and numbers that name none."""

from __future__ import annotations

import pytest

from parsers.bounces.mentions import in_html
from parsers.markup.entities import undone
from parsers.read import parse
from tests.parsers.letters import codes, letter

ENDLESS = "&#" + "9" * 6000 + ";"


@pytest.mark.parametrize(
    ("written", "read"),
    [("plain", "plain"), ("&eacute;&#233;&#xE9;", "ééé"), ("a & b &amp; c", "a & b & c"), ("&amp;lt;", "&lt;")],
)
def test_references_are_undone_once(written: str, read: str) -> None:
    assert undone(written) == read


def test_A43_a_number_of_thousands_of_digits_costs_nobody_the_mail() -> None:
    page = f'<p>Where is my order?</p><a href="http://x.example/{ENDLESS}">{ENDLESS}</a>'
    mail = parse(letter("From: c@cust.example", "Content-Type: text/html", body=page))
    assert "reader_failed" not in codes(mail)
    assert mail.text.startswith("Where is my order?")
    assert in_html(ENDLESS) == ()
