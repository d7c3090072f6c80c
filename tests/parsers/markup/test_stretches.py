"""What of a laid out HTML is quote, signature or forwarded mail, by the marks of mail programs and their proof."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.mail import SpanKind
from parsers.markup.layout import lay_out

INTRO = "On Tue, 3 Nov 2026 at 09:12, Ann Roe &lt;ann@desk.example&gt; wrote:"
BLOCK = (
    "<b>Von:</b> Ann Roe &lt;ann@desk.example&gt;<br><b>Gesendet:</b> Dienstag, 3. November 2026 09:12<br>"
    "<b>An:</b> Bea Lind<br><b>Betreff:</b> Lampe"
)


def told(html: str, kind: SpanKind = SpanKind.QUOTED) -> list[list[str]]:
    """The lines of each stretch of `kind`, blank ones left out."""
    laid = lay_out(html)
    return [
        [line for line in laid.text[one.start : one.end].split("\n") if line] for one in laid.marked if one.kind is kind
    ]


def own(html: str) -> list[str]:
    """The lines in no stretch."""
    laid = lay_out(html)
    rest, place = "", 0
    for one in laid.marked:
        rest += laid.text[place : one.start] + "\n"
        place = one.end
    return [line for line in (rest + laid.text[place:]).split("\n") if line.strip()]


@pytest.mark.parametrize(
    "quote",
    [
        f"<div class=gmail_quote><div class=gmail_attr>{INTRO}</div><blockquote type=cite>old</blockquote></div>",
        f"<div class=gmail_quote>{INTRO}<br><blockquote class=gmail_quote>old</blockquote></div>",
        f"<div class=moz-cite-prefix>{INTRO}</div><blockquote type=cite>old</blockquote>",
        f"<div><blockquote type='cite'><div>{INTRO}</div><br><div>old</div></blockquote></div>",
        f"<div class='yahoo_quoted' id='yahoo_quoted_99'><div>{INTRO}</div><div>old</div></div>",
        f"<div class=protonmail_quote>{INTRO}<blockquote type=cite>old</blockquote></div>",
        f"<div class=zmail_extra>{INTRO}<br><blockquote>old</blockquote></div>",
        f"<div name=messageReplySection>{INTRO}<br><blockquote type=cite class=spark_quote>old</blockquote></div>",
        f"<div>{INTRO}</div><blockquote>old</blockquote>",
        f"<div>{INTRO}</div><div><br></div><blockquote class=tutanota_quote>old</blockquote>",
        f"<div id=appendonsend></div><hr><div id=divRplyFwdMsg>{BLOCK}</div><div>old</div>",
        f"<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p>{BLOCK}</p></div><p>old</p>",
        f"<div style='border-style:solid none none'>{BLOCK}</div><p>old</p>",
        f"<span id=OLK_SRC_BODY_SECTION><div>{BLOCK}</div><div>old</div></span>",
        f"<hr tabindex=-1>{BLOCK}<br><br>old",
        f"<hr id=stopSpelling>{BLOCK}<br>old",
        f"-----Original Message-----<hr id=zwchr>{BLOCK}<br>old",
        f"<div id=mail-editor-reference-message-container>{BLOCK}<div>old</div></div>",
        f"<a name=_MailOriginal></a><p>{BLOCK}</p><p>old</p>",
        f"<includetail><div>------------------ Original ------------------</div><div>{BLOCK}</div>old</includetail>",
        f"{INTRO}<blockquote id=isReplyContent>old</blockquote>",
    ],
)
def test_a_quote_is_told_from_the_answer_above_it(quote: str) -> None:
    html = f"<div>My answer.</div>{quote}"
    assert own(html) == ["My answer."]
    (lines,) = told(html) if len(told(html)) == 1 else ([line for one in told(html) for line in one],)
    assert lines[-1] == "old"
    assert len(lines) > 1


def test_an_answer_below_or_between_quotes_is_the_person_s_own() -> None:
    html = (
        f"<div class=gmail_quote><div class=gmail_attr>{INTRO}</div><blockquote class=gmail_quote>first?</blockquote>"
        "<div>Yes.</div><blockquote class=gmail_quote>second?</blockquote><div>No.</div></div><div>Bye</div>"
    )
    assert own(html) == ["Yes.", "No.", "Bye"]


def test_a_block_quote_made_by_hand_is_the_person_s_own() -> None:
    assert own("<div>He said</div><blockquote class=gmail_quote style='margin:0'>wise words</blockquote>") == [
        "He said",
        "wise words",
    ]
    assert own("<div>Terms of 2026, as agreed:</div><blockquote>two pages</blockquote>")[1] == "two pages"


def test_a_rule_over_the_person_s_own_list_is_no_quote() -> None:
    rule = "<div style='border-top:solid #E1E1E1 1pt'>"
    html = f"<p>Please come:</p>{rule}Date: 4.11.<br>Time: 10:00<br>Address: Kai 3</div>"
    assert told(html) == []
    assert told("<hr tabindex=-1><p>Kind regards<br>Bea Lind</p>") == []


def test_a_forwarded_mail_is_told_from_a_quote() -> None:
    html = (
        "<div>see below</div><div class=gmail_quote><div class=gmail_attr>---------- Weitergeleitet ---------"
        f"<br>{BLOCK}</div><blockquote>the text</blockquote>the end</div>"
    )
    assert own(html) == ["see below"]
    assert told(html, SpanKind.FORWARDED)[0][-1] == "the end"
    apple = f"<div>fyi</div><blockquote type=cite><div>Begin forwarded message:</div><br>{BLOCK}<br>text</blockquote>"
    assert told(apple, SpanKind.FORWARDED)[0][0] == "Begin forwarded message:"
    bird = f"<p>fyi</p><div class=moz-forward-container>-------- Forwarded Message --------<br>{BLOCK}<br>text</div>"
    assert told(bird, SpanKind.FORWARDED)[0][-1] == "text"


@pytest.mark.parametrize(
    "signature",
    [
        "<div class=gmail_signature data-smartmail=gmail_signature>Bea Lind<br>Lind Lampen</div>",
        "<pre class=moz-signature>-- \nBea Lind</pre>",
        "<div id=Signature><p>Bea Lind</p></div>",
        "<div id=ms-outlook-mobile-signature>Get Outlook for iOS</div>",
        "<div class='protonmail_signature_block'>Sent with Proton Mail</div>",
        "<div name=messageSignatureSection>Bea</div>",
        "<div id=composer_signature>Von meinem Galaxy gesendet</div>",
    ],
)
def test_a_signature_is_told_from_the_text(signature: str) -> None:
    html = (
        f"<div>Hello</div>{signature}<div class=gmail_quote>{INTRO}<blockquote class=gmail_quote>old</blockquote></div>"
    )
    assert own(html) == ["Hello"]
    assert len(told(html, SpanKind.SIGNATURE)) == 1


def test_a_marked_word_that_ends_a_line_adds_no_blank_one() -> None:
    html = "<div>Hello</div><span class=gmail_signature_prefix>-- </span><br><div class=gmail_signature>Ann</div>"
    assert lay_out(html).text == "Hello\n-- \nAnn"


def test_a_letter_written_into_the_signature_s_element_is_a_letter() -> None:
    html = "<div id=AppleMailSignature>" + "<div>I write on and on here, line after line.</div>" * 30 + "</div>"
    assert told(html, SpanKind.SIGNATURE) == []


def test_words_typed_into_what_is_left_of_a_quote_are_the_person_s_own() -> None:
    assert own("<div class=gmail_quote><div>I deleted the quote.</div></div>") == ["I deleted the quote."]
    html = (
        f"<div class=gmail_quote><div>Typed above it.</div><div>{INTRO}</div>"
        "<blockquote class=gmail_quote>old</blockquote></div>"
    )
    assert own(html) == ["Typed above it."]


def test_a_signature_that_is_all_there_is_is_a_text() -> None:
    assert own("<div id=AppleMailSignature>Yes, please come on Monday.</div>") == ["Yes, please come on Monday."]
    assert own("<div id=AppleMailSignature>Sent from my phone</div><div>Yes.</div>") == ["Yes."]


def test_marks_in_a_table_are_found_where_they_stand() -> None:
    html = f"<table><tr><td>Mine</td></tr><tr><td><div class=yahoo_quoted>{INTRO}<br>old</div></td></tr></table>"
    assert own(html) == ["Mine"]


def test_a_header_block_inside_a_quote_does_not_reach_beyond_it() -> None:
    html = f"<blockquote type=cite><div id=divRplyFwdMsg>{BLOCK}</div>older</blockquote><div>My answer</div>"
    assert own(html) == ["My answer"]


def test_a_language_nobody_listed_is_known_by_its_form() -> None:
    html = (
        "<p>Tere</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><b>Xaatja:</b> Jaan &lt;j@x.example&gt;<br>"
        "<b>Xaadetud:</b> teisip&auml;ev<br><b>Xaaja:</b> Mari<br></div><p>vana</p>"
    )
    assert own(html) == ["Tere"]


PIECES = [
    "<div class=gmail_quote>",
    "</div>",
    "<blockquote type=cite>",
    "<blockquote>",
    "</blockquote>",
    "<br>",
    INTRO,
    BLOCK,
    "<hr tabindex=-1>",
    "<div id=appendonsend></div>",
    "<div id=Signature>",
    "<table><tr><td>",
    "</td></tr></table>",
    "words",
    "<pre>\n\n</pre>",
    "<div style='display:none'>",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_stretches_are_whole_lines_in_order_whatever_is_marked(pieces: list[str]) -> None:
    laid = lay_out("".join(pieces))
    place = 0
    for one in laid.marked:
        assert place <= one.start < one.end <= len(laid.text)
        assert laid.text[: one.start].endswith("\n") or one.start == 0
        place = one.end
