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


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("iso-gb2312", "gb18030"), ("x-gbk", "gb18030"), ("GB_2312-80", "gb18030"), ("csISOLatin1", "cp1252"),
        ("ISO8859_15", "iso8859-15"), ("utf8;format=flowed", "utf-8"), ("utf-8*en", "utf-8"), ("'UTF-8'", "utf-8"),
        ("x-utf-8", "utf-8"), ("iso-utf-8", "utf-8"), ("UTF 8", "utf-8"), ("ISO-8859-8-I", "iso8859-8"),
        ("x-mac-cyrillic", "mac-cyrillic"), ("ibm-1252", "cp1252"), ("win-1251", "cp1251"), ("cp-1250", "cp1250"),
        ("KS_C_5601-1987", "cp949"), ("x-x-big5", "big5hkscs"), ("Shift_JIS", "cp932"), ("x-sjis", "cp932"),
        ("ISO-2022-JP-MS", "iso2022-jp"), ("koi8_r", "koi8-r"), ("ASCII//TRANSLIT", "utf-8"), ("unknown-8bit", None),
        ("x-user-defined", None), ("x", None), ("", None), ("cs", None), ("ünknown", None),
    ],
)  # fmt: skip
def test_a_charset_is_known_by_the_names_programs_give_it(name: str, codec: str | None) -> None:
    row = find(name)
    assert (row.codec if row is not None else None) == codec


@pytest.mark.parametrize(
    ("octets", "name", "expected"),
    [
        ("①㈱".encode("euc_jis_2004"), "euc-jp", "①㈱"),
        ("€".encode("cp950"), "big5", "€"),
        ("für".encode(), "iso-8859-1", "für"),
        ("日本".encode(), "shift_jis", "日本"),
        ("学".encode("gbk"), "gb2312", "学"),
        ("Привет всем".encode("koi8-r"), "utf-8", "Привет всем"),
        ("こんにちは".encode("cp932"), "iso-2022-jp", "こんにちは"),
        (b"\x1b$BF|K\\\x1b(B", "", "日本"),
        (b"\x1b$BF|K\\\x1b(B", "us-ascii", "日本"),
        (b"\x1b[1m bold", "", "\x1b[1m bold"),
        (b"\x1b$ no escape of ours", "", "\x1b$ no escape of ours"),
        ("Hi ☺".encode("utf-16-be"), "utf-16be", "Hi ☺"),
        (b"\xd8\x00\x00a", "utf-16be", "\ufffda"),
        (b"+2D3eAA-", "utf-7", "😀"),
        (b"+2D0-", "utf-7", "\ufffd"),
    ],
)
def test_text_is_read_as_programs_really_encode_it(octets: bytes, name: str, expected: str) -> None:
    assert decode(octets, name)[0] == expected


WORDS = {
    "utf-8": "Größe €20 日本 привет",
    "iso-8859-1": "Größe für Élodie",
    "iso-8859-2": "Příliš żółć",
    "koi8-r": "Привет мир",
    "windows-1251": "Привет, мир",
    "iso-8859-7": "Καλημέρα",
    "iso-8859-8": "שלום",
    "gb2312": "关于订单的问题",
    "big5": "關於訂單的問題",
    "shift_jis": "ご注文の確認",
    "euc-jp": "ご注文の確認",
    "iso-2022-jp": "ご注文の確認",
    "euc-kr": "주문 문의",
    "utf-7": "Größe für",
}


@given(st.sampled_from(sorted(WORDS)), st.data())
def test_any_stretch_of_a_text_in_its_charset_comes_back(name: str, data: st.DataObject) -> None:
    text = WORDS[name]
    start = data.draw(st.integers(0, len(text)))
    stretch = text[start : data.draw(st.integers(start, len(text)))]
    row = find(name)
    assert row is not None
    assert decode(stretch.encode(row.codec), name) == (stretch, Held.YES)


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
