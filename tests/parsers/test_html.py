"""HTML: laid out as text, or made safe to show."""

from __future__ import annotations

import pytest

from parsers.html import safe_html, to_text, without_pictures
from parsers.limits import LIMITS
from parsers.read import parse
from tests.parsers.letters import codes, letter


def test_paragraphs_lists_and_tables_keep_their_shape() -> None:
    text = to_text("<p>one</p><ul><li>two</li></ul><table><tr><td>three</td><td>four</td></tr></table>")
    lines = [line.split() for line in text.splitlines() if line.strip()]
    assert lines == [["one"], ["*", "two"], ["three", "four"]]


def test_A13_scripts_styles_and_hidden_text_say_nothing() -> None:
    html = "<style>a{}</style><script>x()</script><div style='display:none'>hidden</div><p>seen</p>"
    assert to_text(html).strip() == "seen"


def test_nesting_too_deep_for_the_layout_still_gives_its_words() -> None:
    assert to_text("<blockquote>" * 5000 + "deep words" + "</blockquote>" * 5000).strip() == "deep words"
    assert to_text("<div>" * 50_000 + "deeper words").strip() == "deeper words"


@pytest.mark.parametrize("html", ["", " ", "<", "<<<<", "<!--", "<!-- x -->", "<?xml version='1.0' encoding='x'?>"])
def test_html_that_says_nothing_gives_nothing(html: str) -> None:
    assert to_text(html).strip() in ("", "<", "<<<<", "<!--")


def test_an_xml_declaration_does_not_hide_the_text() -> None:
    assert to_text("<?xml version='1.0' encoding='utf-8'?><html><body>words</body></html>").strip() == "words"


@pytest.mark.parametrize(
    "html",
    [
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<math><mtext><script>alert(1)</script></mtext></math>",
        "<script>alert(1)</script>",
        "<iframe src=//evil.example></iframe>",
        "<p style='background:url(//evil.example)' onclick=alert(1)>x</p>",
        "<style>@import url(//evil.example)</style>",
        "<form action=//evil.example><input></form>",
        "<img src='http://169.254.169.254/'>",
    ],
)
def test_A44_A45_A46_nothing_active_or_remote_is_shown(html: str) -> None:
    shown = safe_html(html)
    assert not any(word in shown for word in ("alert", "evil", "169.254", "javascript", "<img", "<style", "onclick"))


def test_A45_what_styles_hid_is_seen_where_the_html_itself_is_shown() -> None:
    assert "hidden" in safe_html("<div style='display:none'>hidden</div>")


def test_safe_html_keeps_words_and_links() -> None:
    shown = safe_html("<p>a <b>b</b> <a href='https://x.example/'>c</a></p>")
    assert "<b>b</b>" in shown
    assert 'href="https://x.example/"' in shown
    assert "noopener" in shown


def test_pictures_written_into_the_html_do_not_push_the_words_out() -> None:
    picture = f"<img src='data:image/png;base64,{'A' * LIMITS.html}'>"
    mail = parse(letter("Content-Type: text/html", body=f"<p>before</p>{picture}<p>after</p>"))
    assert mail.text == "before\n\nafter"
    assert "html_cut" not in codes(mail)
    assert without_pictures('<img src="data:x" alt=\'data:y\'><p>"data: z') == '<img src="" alt=\'\'><p>"data: z'


def test_A42_html_that_nests_absurdly_deep_is_shown_as_its_text() -> None:
    deep = "<div>" * 5000 + "Hello <b>&lt;you&gt;</b><script>steal()</script>" + "</div>" * 5000
    assert safe_html(deep) == "<pre>Hello &lt;you&gt;</pre>"


def test_many_elements_that_close_themselves_are_not_deep() -> None:
    shown = safe_html("<ul>" + "<li>one" * 5000 + "</ul>" + "<p>Hello <b>you</b><br>" * 2000)
    assert shown.count("<li>") == 5000
    assert "<b>you</b>" in shown
