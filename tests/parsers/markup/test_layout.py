"""HTML as a reader sees it: lines, lists, tables, links, images."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.markup.layout import lay_out


def text(html: str) -> str:
    return lay_out(html).text


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>one<p>two", "one\n\ntwo"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<div>one</div><div><br></div><div>two<br></div>", "one\n\ntwo"),
        ("<p class=MsoNormal>one</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>two</p>", "one\n\ntwo"),
        ("<p class=MsoNormal>one</p><p class=MsoNormal>two</p>", "one\ntwo"),
        ("<p style='margin: 0'>one</p><p style='margin:0px'>two</p>", "one\ntwo"),
        (" a \n b<b> c</b>d ", "a b cd"),
        ("a&nbsp;&nbsp;b&ensp;c", "a  b\u2002c"),
        ("x<h1>Head</h1>y", "x\n\nHead\n\ny"),
        ("a<br><br><br><br><br>b", "a\n\n\nb"),
        ("<pre>\n if x:\n\n   y\n</pre>z", " if x:\n\n   y\n\nz"),
        ("<div style='white-space: pre-wrap'>a\n  b</div>", "a\n  b"),
        ("one<hr>two", "one\n\ntwo"),
        ("soft\xadhy\u200bphen", "softhyphen"),
        ("<td>stray</td> <li>item", "stray\n* item"),
        ("<dl><dt>word<dd>meaning</dl>", "word\n  meaning"),
    ],
)
def test_lines_and_paragraphs(html: str, shown: str) -> None:
    assert text(html) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<ul><li>one<li>two</ul>", "* one\n* two"),
        ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
        ("<ol start=9><li>nine<li>ten<li value=20>far</ol>", "9. nine\n10. ten\n20. far"),
        ("<ul><li>one<ol><li>a<li>b</ol><li>two</ul>end", "* one\n  1. a\n  2. b\n* two\n\nend"),
        ("<ul><li><p>first</p><p>second</p></ul>", "* first\n\n  second"),
        ("<ul style='list-style:none'><li style='list-style:none'>bare</ul>", "bare"),
    ],
)
def test_lists_have_bullets_and_numbers(html: str, shown: str) -> None:
    assert text(html) == shown


def test_a_table_of_data_stands_in_columns() -> None:
    html = "<table><tr><th>Part<th>Pieces</tr><tr><td>Hinge, left<td>2</tr><tr><td>Screw<td>16</tr></table>"
    assert text(html) == "Part         Pieces\nHinge, left  2\nScrew        16"


def test_a_table_that_only_places_things_is_read_cell_by_cell() -> None:
    side = "<table><tr><td>Side</td></tr></table>"
    html = f"<table><tr><td><p>Dear Ms Roe,</p><p>thank you.</p></td><td>{side}</td></tr></table>"
    assert text(html) == "Dear Ms Roe,\n\nthank you.\nSide"


def test_empty_cells_and_wide_columns_add_no_blanks() -> None:
    assert text("<table><tr><td>&nbsp;</td><td>x</td></tr></table>") == "x"
    wide = f"<table><tr><td>{'w' * 60}<td>a</tr><tr><td>v<td>b</tr></table>"
    assert text(wide) == "w" * 60 + "  a\nv  b"


def test_a_table_whose_ends_are_missing_keeps_all_words() -> None:
    assert text("<table><tr><td>a<td>b<tr><td>c</table>d<td>e").split() == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<a href='https://desk.example/a?b=1'>the form</a>.", "the form <https://desk.example/a?b=1>."),
        ("<a href='https://desk.example/'>desk.example</a>", "desk.example"),
        ("<a href='http://www.desk.example'>https://desk.example</a>", "https://desk.example"),
        ("<a href='mailto:a@b.example?subject=x'>a@b.example</a>", "a@b.example"),
        ("<a href='mailto:a@b.example?subject=x'>Ann</a>", "Ann <a@b.example>"),
        ("<a href='#top'>up</a> <a href='javascript:x()'>go</a> <a name=x>here</a>", "up go here"),
        ("<a href='https://t.example/pixel'><img src=x></a>after", "after"),
        ("<a href='https://x.example/" + "y" * 3000 + "'>long</a>", "long"),
    ],
)
def test_a_link_tells_its_target_where_the_text_does_not(html: str, shown: str) -> None:
    assert text(html) == shown


def test_an_image_is_told_by_its_words() -> None:
    assert text("<img alt='Error 17' src=x> <img src=y> ok <img alt='😀'>") == "[Error 17] ok 😀"


@pytest.mark.parametrize(
    "style",
    ["display:none", "DISPLAY: none !important", "visibility: hidden", "max-height:0;overflow:hidden"],
)
def test_A13_what_styles_hide_is_not_read(style: str) -> None:
    html = f"<div style='{style}'>#close<table><tr><td>x</td></tr></table>y</div><p hidden>z</p><p>seen</p>"
    assert text(html) == "seen"


def test_A13_a_hidden_cell_does_not_hide_its_neighbours() -> None:
    assert text("<table><tr><td style='display:none'>no</td><td>yes</td></tr></table>after") == "yes\nafter"


def test_what_is_all_hidden_is_shown() -> None:
    assert text("<div style='display:none'>all there is</div>") == "all there is"


def test_white_text_is_read() -> None:
    assert text("<p style='color:white'>small print</p>") == "small print"


@given(st.text(alphabet="<>/pdivtrble =\"'&;lio\n ax!-", max_size=120))
def test_any_html_is_laid_out_the_same_twice(html: str) -> None:
    laid = lay_out(html)
    assert laid == lay_out(html)
    assert laid.text == laid.text.strip("\n")
    assert all(0 <= span.start < span.end <= len(laid.text) for span in laid.marked)


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=8), min_size=1, max_size=20))
def test_no_word_is_lost_or_told_twice_whatever_is_around_it(words: list[str]) -> None:
    tags = [
        "<p>",
        "<div>",
        "<table><tr><td>",
        "<ul><li>",
        "</div>",
        "<b>",
        "</td>",
        "</table>",
        "<blockquote>",
        "</ul>",
    ]
    html = "".join(f"{tags[(len(word) * 7 + place) % len(tags)]} {word} " for place, word in enumerate(words))
    assert sorted(word for word in text(html).split() if word != "*") == sorted(words)
