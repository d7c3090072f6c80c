"""What HTML marks, found again in the plain version of the same text."""

from __future__ import annotations

from parsers.mail import SpanKind
from parsers.markup.carry import carried
from parsers.markup.layout import Laid, lay_out

HTML = (
    "<div>Ja, gerne.</div><div class=gmail_quote><div class=gmail_attr>Trešdien, 2026. gada 4. nov., plkst. 9:12, "
    "Jānis &lt;<a href='mailto:janis@desk.example'>janis@desk.example</a>&gt; rakstīja:</div>"
    "<blockquote class=gmail_quote>Vai lampa jau ir atnākusi?</blockquote></div>"
)
PLAIN = (
    "Ja, gerne.\n\nTrešdien, 2026. gada 4. nov., plkst. 9:12, Jānis <\njanis@desk.example> rakstīja:\n\n"
    "> Vai lampa jau ir\n> atnākusi?\n"
)


def lines(text: str, laid: Laid) -> list[str]:
    return [text[span.start : span.end] for span in carried(text, laid)]


def test_a_quote_is_found_though_it_is_wrapped_and_marked_otherwise() -> None:
    found = lines(PLAIN, lay_out(HTML))
    assert found[0].startswith("Trešdien")
    assert "".join(found) == PLAIN.partition("\n\n")[2]


def test_an_answer_below_the_quote_ends_it() -> None:
    laid = lay_out(HTML + "<div>Mit freundlichen Grüßen und bis bald</div>")
    text = PLAIN + "\nMit freundlichen Grüßen und bis bald\n"
    assert text[: carried(text, laid)[-1].end].endswith("atnākusi?\n\n")


def test_what_stands_there_twice_or_not_at_all_is_left_alone() -> None:
    laid = lay_out(HTML)
    assert carried(PLAIN + PLAIN, laid) == ()
    assert carried("something else altogether", laid) == ()
    assert carried("", laid) == ()


def test_the_separator_that_html_draws_as_a_rule_goes_with_the_quote() -> None:
    html = "<p>ok</p><hr id=zwchr><b>Von: </b>ann@desk.example<br><b>Gesendet: </b>Montag<br><b>An: </b>x<br><p>alt</p>"
    text = "ok\n\n----- Ursprüngliche Mail -----\nVon: ann@desk.example\nGesendet: Montag\nAn: x\n\nalt"
    (span,) = carried(text, lay_out(html))
    assert (span.kind, text[: span.start]) == (SpanKind.QUOTED, "ok\n\n")
