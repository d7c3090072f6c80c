"""What mail programs mark in their HTML, as far as the tag alone tells."""

from __future__ import annotations

import pytest

from parsers.mail import SpanKind
from parsers.markup.marks import MARKS, Extent, Mark, found, may_mark
from parsers.markup.tags import attributes


def test_every_row_is_written_as_it_is_compared() -> None:
    assert all(row.value == row.value.lower() and row.attribute == row.attribute.lower() for row in MARKS)
    assert all(" " not in row.value for row in MARKS)


@pytest.mark.parametrize("mark", MARKS, ids=lambda row: f"{row.client}-{row.attribute}-{row.value}"[:60])
def test_every_row_is_found_by_a_tag_like_it(mark: Mark) -> None:
    tag = mark.tag or "div"
    hit = found(tag, {mark.attribute: mark.value} if mark.attribute else {})
    assert hit is not None
    assert MARKS.index(hit) <= MARKS.index(mark)
    assert may_mark(f'<{tag} {mark.attribute}="{mark.value}">')


@pytest.mark.parametrize(
    ("tag", "inside", "kind"),
    [
        ("div", 'id="x_divRplyFwdMsg"', SpanKind.QUOTED),
        ("div", 'id="m_-4711x_divRplyFwdMsg"', SpanKind.QUOTED),
        ("div", 'class="yiv1234567890yahoo_quoted"', SpanKind.QUOTED),
        ("div", 'class="yiv99gmail_quote"', SpanKind.QUOTED),
        ("BLOCKQUOTE".lower(), "TYPE=CITE", SpanKind.QUOTED),
        ("div", 'class="other gmail_signature"', SpanKind.SIGNATURE),
        ("div", 'style="BORDER: none; border-top: solid #b5c4df 1.0pt"', SpanKind.QUOTED),
    ],
)
def test_names_are_known_with_what_programs_put_before_them(tag: str, inside: str, kind: SpanKind) -> None:
    row = found(tag, attributes(inside))
    assert row is not None
    assert row.kind is kind


@pytest.mark.parametrize("inside", ["class=gmail_default", "id=signature-pad", "class=quoted", "style='color:red'", ""])
def test_other_tags_mark_nothing(inside: str) -> None:
    assert found("div", attributes(inside)) is None
    assert not may_mark("<p>Hello <b>you</b></p>")


def test_gmail_s_quote_may_hold_answers() -> None:
    row = found("div", {"class": "gmail_quote gmail_quote_container"})
    assert row is not None
    assert row.extent is Extent.LEAD
