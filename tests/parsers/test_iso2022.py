"""ISO-2022-JP as it is written: with vendors' characters, unclosed, in several sets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.iso2022 import decode


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (b"\x1b$BF|K\\\x1b(B ok", "日本 ok"),
        (b"\x1b$BF|K\\", "日本"),
        (b"\x1b$BF|K\\\nok", "日本\nok"),
        (b"\x1b$@F|K\\\x1b(J", "日本"),
        (b'\x1b$B-!-"-j|b66\x1b(B', "①②㈱髙橋"),
        (b"\x1b(I1234\x1b(B", "ｱｲｳｴ"),
        (b"\x1b(J\\~\x1b(B\\~", "¥‾\\~"),
        (b"\x1b$(D0!\x1b(B", "丂"),
        (b"\x1b$ADc:C\x1b(B", "你好"),
        (b"\x1b$(C>H3g\x1b(B", "안녕"),
        (b"\x1b$B F|\tK\\ \x1b(B", " 日\t本 "),
        (b"plain", "plain"),
        (b"", ""),
    ],
)
def test_each_set_is_read(octets: bytes, expected: str) -> None:
    assert decode(octets) == (expected, True)


@pytest.mark.parametrize("octets", [b"\x1b$BF", b"\x1b$B)!\x1b(B", b"\x1b$(D!!\x1b(B"])
def test_a_character_that_is_in_no_set_is_told(octets: bytes) -> None:
    text, whole = decode(octets)
    assert "\ufffd" in text
    assert not whole


@given(st.text(st.sampled_from("abc 日本語テストの件、①ー漢字\n"), max_size=60))
def test_what_the_library_writes_is_read(text: str) -> None:
    standard = text.replace("①", "")
    assert decode(standard.encode("iso2022_jp")) == (standard, True)


@given(st.binary(max_size=200), st.sampled_from([b"\x1b$B", b"\x1b(I", b"\x1b$(D", b"\x1b", b""]))
def test_any_octets_are_text(octets: bytes, escape: bytes) -> None:
    decode(escape + octets)[0].encode()
