"""HTML cut into texts and tags, as people's programs write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.markup.tags import Tag, attributes, tokens


def texts(html: str) -> list[str]:
    return [token for token in tokens(html) if isinstance(token, str)]


def names(html: str) -> list[str]:
    return [token.name for token in tokens(html) if isinstance(token, Tag)]


def test_texts_and_tags_come_in_the_order_they_stand() -> None:
    assert list(tokens("a<P class=x>b</p>")) == ["a", Tag("p", False, "class=x"), "b", Tag("p", True, "")]


def test_a_sign_that_opens_no_tag_is_text() -> None:
    assert texts("1 < 2 and <3, a <- b") == ["1 < 2 and <3, a <- b"]
    assert texts("<b>x</b> and <unfinished") == ["x", " and <unfinished"]


def test_a_bracket_in_a_quoted_value_does_not_end_the_tag() -> None:
    assert list(tokens('<a title="x > y" href=z>t')) == [Tag("a", False, 'title="x > y" href=z'), "t"]
    assert texts("<p title='>'>t") == ["t"]


def test_an_apostrophe_in_a_bare_value_opens_nothing() -> None:
    assert texts("<p title=it's>one</p><p>two</p>") == ["one", "two"]


def test_a_quote_that_never_closes_costs_one_tag_at_most() -> None:
    assert texts('<a href="x>one</a> two') == ["one", " two"]
    assert texts('<a href="x>' + "words <b>" * 1000 + 'said "so"')[0] == "words "


def test_comments_declarations_and_conditions_are_no_text() -> None:
    html = "<!DOCTYPE html><?xml version='1.0'?>a<!-- <b>no</b> -->b<!--[if mso]>no<![endif]-->c<![if !mso]>d<![endif]>"
    assert texts(html) == ["a", "b", "c", "d"]


def test_a_comment_that_never_ends_ends_with_its_tag() -> None:
    assert texts("<!-- lost > words <!-- and more") == [" words <!-- and more"]
    assert texts("<!-->one<!--->two") == ["one", "two"]


@pytest.mark.parametrize("name", ["script", "style", "title", "xml", "SVG"])
def test_what_stands_in_a_silent_element_is_no_text(name: str) -> None:
    assert texts(f"a<{name} x=1>b<c>d</{name.lower()} >e") == ["a", "e"]


def test_a_silent_element_that_never_ends_hides_nothing() -> None:
    assert texts("<style>a<p>b<style>c") == ["a", "b", "c"]


def test_attributes_are_read_in_every_way_of_quoting() -> None:
    assert attributes("A=1 b='2 3' c = \"4>\" d e=") == {"a": "1", "b": "2 3", "c": "4>", "d": "", "e": ""}
    assert attributes("a='x&amp;y' A=2 /") == {"a": "x&y"}


@given(st.text(alphabet="<>/!-='\" abp\n", max_size=80))
def test_any_text_is_html(html: str) -> None:
    assert all(token for token in tokens(html))


@given(st.dictionaries(st.text("abc-", min_size=1), st.text("xyz &<>'\n", max_size=9), max_size=4))
def test_quoted_attributes_come_back(given_: dict[str, str]) -> None:
    inside = " ".join(f'{name}="{value.replace("&", "&amp;")}"' for name, value in given_.items())
    (tag,) = tokens(f"<p {inside}>") if inside else (Tag("p", False, ""),)
    assert isinstance(tag, Tag)
    assert attributes(tag.inside) == given_
