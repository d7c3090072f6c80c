"""Encoded words: decoded once, joined where they were split, harmless where they were meant to harm (A27)."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.read import parse
from parsers.words import decoded
from tests.parsers.letters import letter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("=?utf-8?q?J=C3=BCrgen?=", "Jürgen"),
        ("=?UTF-8?B?SsO8cmdlbg==?= M", "Jürgen M"),
        ("=?iso-8859-1?Q?a_b?=", "a b"),
        ("=?iso-8859-1?q?a?= =?iso-8859-1?q?b?=", "ab"),
        ("=?iso-8859-1?q?a?= x =?iso-8859-1?q?b?=", "a x b"),
        ("=?utf-8*de?q?gr=C3=BC=C3=9F?=", "grüß"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?gb2312?B?xOO6ww==?=", "你好"),
        ("=?koi8-r?B?8NLJ18XU?=", "Привет"),
        ("=?utf-8?q?with raw space?=", "with raw space"),
        ("=?utf-8?b?SsO8cmdlbg?=", "Jürgen"),
        ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
        ("=?utf-8?q?never_closed", "never closed"),
        ("=?utf-8?Q?half_closed?", "half closed"),
        ("=?utf-8?B?SsO8cmdlbiBN", "Jürgen M"),
        ("=?utf-8?q?one_never_closed =?utf-8?q?_but_the_next?=", "one never closed but the next"),
        ("=?unheard-of?q?never closed", "=?unheard-of?q?never closed"),
        ("=?utf-8?q?no=C3=BC?==?utf-8?q?blank?=", "noüblank"),
        ("=?utf-8?q?Why?=20Because?=", "Why? Because"),
        ("=?utf-8?q?5=3D?= 5", "5= 5"),
        ("=?UTF-8?Q?J=C3?= =?utf8?Q?=BCrgen?=", "Jürgen"),
        ("=?gb2312?B?xOM=?= =?GBK?B?usM=?=", "你好"),
        ("=?utf-8?B?SsO8cm?= =?utf-8?B?dlbiBNw7xsbGVy?=", "Jürgen Müller"),
        ("=?iso-2022-jp?B?GyRCRnw=?= =?iso-2022-jp?B?S1wbKEI=?=", "日本"),
        ("=?iso-2022-jp?B?GyRCLSF8YhsoQg==?=", "①髙"),
        ("=?utf-8?q?=FC?= =?utf-8?q?=C3=BC?=", "üü"),
        ("=?utf-8?q??=", ""),
        ("=?=?utf-8?q?a?=", "=?a"),
        ('"=?utf-8?q?in_quotes?="', '"in quotes"'),
        ("=??q?a?=", "=??q?a?="),
        ("a =? b ?= c", "a =? b ?= c"),
    ],
)
def test_words_are_decoded_as_people_write_them(text: str, expected: str) -> None:
    assert decoded(text) == expected


def test_a_character_split_over_two_words_is_whole_again() -> None:
    assert decoded("=?utf-8?q?J=C3?= =?utf-8?q?=BCrgen?=") == "Jürgen"


def test_A27_a_word_inside_a_word_stays_text() -> None:
    assert decoded("=?utf-8?q?=3D=3Futf-8=3Fq=3F=23close=3F=3D?=") == "=?utf-8?q?#close?="


@pytest.mark.parametrize(
    "codec", ["idna", "punycode", "unicode_escape", "rot13", "zlib", "hex", "undefined", "utf-8\0"]
)
def test_A40_a_codec_that_is_no_charset_is_never_used(codec: str) -> None:
    assert decoded(f"=?{codec}?q?xn--a=5Cu0041?=") == r"xn--a\u0041"


def test_A27_utf_7_is_text_like_any_other() -> None:
    assert decoded("=?utf-7?q?+ADw-script+AD4-?=") == "<script>"


def test_A27_two_thousand_words_in_a_row_are_read() -> None:
    assert decoded("=?utf-8?q?a?= " * 2000) == "a" * 2000 + " "


def test_A41_openings_that_never_close_are_left_in_one_pass() -> None:
    assert decoded("=?a?q?x " * 4000) == "=?a?q?x " * 4000


def test_A22_a_line_break_hidden_in_a_subject_becomes_a_space() -> None:
    mail = parse(letter("Subject: hi =?utf-8?q?x=0D=0ABcc:_v@x.example?="))
    assert mail.subject == "hi x Bcc: v@x.example"


@given(st.text(alphabet="=?utf-8qQbB_ ÿA", max_size=80))
def test_any_text_is_decoded_and_without_marks_unchanged(text: str) -> None:
    assert decoded(text) == text or "=?" in text


def encoded(octets: bytes, name: str, base64: bool) -> str:
    if base64:
        return f"=?{name}?B?{b64encode(octets).decode()}?="
    inside = "".join(chr(octet) if chr(octet).isalnum() and octet < 128 else f"={octet:02X}" for octet in octets)
    return f"=?{name}?Q?{inside}?="


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=60),
    st.lists(st.tuples(st.integers(0, 120), st.booleans(), st.sampled_from(["utf-8", "UTF-8", "utf8*en"]))),
    st.sampled_from([" ", "\t", "  ", ""]),
)
def test_a_text_cut_into_words_anywhere_is_whole_again(
    text: str, cuts: list[tuple[int, bool, str]], between: str
) -> None:
    octets = text.encode()
    pieces: list[str] = []
    start = 0
    for place, base64, name in [*sorted(cuts), (len(octets), True, "utf-8")]:
        end = max(start, min(place, len(octets)))
        pieces.append(encoded(octets[start:end], name, base64))
        start = end
    assert decoded(between.join(pieces)) == text
