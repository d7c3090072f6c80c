"""Octets to text: the charset named, or the one it is."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.charsets import CHARSETS, Held, decode, find, plain

TEXT = "Grüße, große Übung"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (TEXT, "utf-8", "UTF-8"),
        (TEXT, "utf-8", '"utf8"'),
        (TEXT, "latin-1", "iso-8859-1"),
        ("„Preis“ 5 €", "cp1252", "iso-8859-1"),
        ("Příliš", "iso8859-2", "ISO-8859-2"),
        ("Здравствуйте", "koi8-r", "KOI8-R"),
        ("Здравствуйте", "cp1251", "windows-1251"),
        ("こんにちは", "iso2022_jp", "iso-2022-jp"),
        ("こんにちは①", "cp932", "Shift_JIS"),
        ("你好世界", "gb18030", "gb2312"),
        ("裏面", "gbk", "GB2312"),
        ("你好世界", "gbk", "x-gbk"),
        ("繁體中文", "big5", "Big5"),
        ("안녕하세요", "euc_kr", "ks_c_5601-1987"),
        ("שלום", "iso8859-8", "iso-8859-8-i"),
        ("สวัสดี", "tis-620", "TIS-620"),
        ("Привет", "mac_cyrillic", "x-mac-cyrillic"),
        ("Hi Mom ☺", "utf-7", "utf-7"),
        (TEXT, "utf-16", "utf-16"),
    ],
)
def test_text_in_the_charset_it_names_is_read(text: str, codec: str, name: str) -> None:
    assert decode(text.encode(codec), name) == (text, Held.YES)


@pytest.mark.parametrize(
    ("octets", "name", "expected", "held"),
    [
        (TEXT.encode("cp1252"), "utf-8", TEXT, Held.WRONG),
        (TEXT.encode("cp1252"), "us-ascii", TEXT, Held.WRONG),
        (TEXT.encode(), "us-ascii", TEXT, Held.YES),
        (TEXT.encode(), "big5", TEXT, Held.WRONG),
        (TEXT.encode(), "x-unknown", TEXT, Held.UNKNOWN),
        (b"a\x81\xff", "x-unknown", "a\x81ÿ", Held.UNKNOWN),
        ("zwölf Wörter für Köln und eines mehr: ".encode() + b"\xc3", "utf-8",
         "zwölf Wörter für Köln und eines mehr: \ufffd", Held.WRONG),
    ],
)  # fmt: skip
def test_text_in_another_charset_is_guessed(octets: bytes, name: str, expected: str, held: Held) -> None:
    assert decode(octets, name) == (expected, held)


@pytest.mark.parametrize(
    "name", ["rot13", "zlib", "hex", "base64", "bz2", "uu", "idna", "punycode", "undefined", "unicode_escape",
             "raw_unicode_escape", "utf-8\0", "mbcs", "string_escape", "a" * 5000]
)  # fmt: skip
def test_A40_only_charsets_of_the_table_are_used(name: str) -> None:
    text, held = decode(b"\\u0041 \xfc", name)
    assert (text, held) == ("\\u0041 ü", Held.UNKNOWN)


def test_every_codec_of_the_table_exists_and_no_name_stands_twice() -> None:
    names = [name for row in CHARSETS for name in row.names.split()]
    assert len(names) == len(set(names))
    assert all(codecs.lookup(row.codec) for row in CHARSETS)
    assert all(find(name.upper()) is not None for name in names)


@given(st.binary(max_size=200), st.sampled_from([row.names.split()[0] for row in CHARSETS]))
def test_any_octets_in_any_charset_give_text_that_can_be_stored(octets: bytes, name: str) -> None:
    decode(octets, name)[0].encode()


@given(st.binary(max_size=200))
def test_octets_of_no_charset_lose_nothing_visible(octets: bytes) -> None:
    assert len(plain(octets)) <= len(octets)
    assert "\ufffd" not in plain(octets) or b"\xef\xbf\xbd" in octets


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_utf_8_is_always_recognised(text: str) -> None:
    assert plain(text.encode()) == text
