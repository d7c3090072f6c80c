"""Plain parts that say nothing beside an HTML part that says all."""

from __future__ import annotations

import pytest

from parsers.read import parse
from tests.parsers.letters import multipart, part

HTML = "<p>Dear team,</p><p>the lamp in hall 3 flickers since Monday. Could you send somebody?</p><p>Ann Roe</p>"
SAID = "Dear team,\n\nthe lamp in hall 3 flickers since Monday. Could you send somebody?\n\nAnn Roe"


def text(plain: str, html: str = HTML) -> str:
    kind = "text/plain; charset=utf-8"
    return parse(multipart("alternative", part(kind, plain), part("text/html; charset=utf-8", html))).text


@pytest.mark.parametrize(
    "plain",
    [
        "",
        " \n\n",
        "\xa0",
        "--",
        "https://news.example/view?id=17",
        "Your email client does not support HTML.",
        "Ihr E-Mail-Programm unterstützt leider keine HTML-Mails.",
        "Votre client de messagerie ne prend pas en charge le format HTML.",
        "Este mensaje está en formato HTML.",
        "このメールはHTML形式です。",
        "Если вы видите этот текст, ваш почтовый клиент не поддерживает HTML.",
        "To view this message, open it in your browser: https://news.example/1",
        "This is a multi-part message in MIME format.",
    ],
)
def test_a_notice_is_no_text(plain: str) -> None:
    assert text(plain) == SAID


@pytest.mark.parametrize("plain", ["ok", "Danke!", "Dear team,", "The lamp in hall 3 flickers."])
def test_a_short_text_is_a_text(plain: str) -> None:
    assert text(plain) == plain


def test_words_that_the_html_says_too_are_a_text() -> None:
    plain = "The HTML page in my browser stays white."
    assert text(plain, f"<p>{plain}</p><img src=x><div>" + "footer " * 50) == plain
