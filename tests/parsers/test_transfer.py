"""Transfer encodings undone, whole and broken."""

from __future__ import annotations

import base64
import binascii

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.transfer import undone


@given(st.binary(max_size=300), st.integers(1, 90))
def test_base64_comes_back_however_it_is_broken_into_lines(data: bytes, width: int) -> None:
    text = base64.b64encode(data)
    lines = b"\r\n".join(text[place : place + width] for place in range(0, len(text), width))
    assert undone(lines, "base64") == (data, True)


@given(st.binary(max_size=300))
def test_quoted_printable_comes_back(data: bytes) -> None:
    lines = [b"".join(b"=%02X" % octet for octet in data[place : place + 20]) for place in range(0, len(data), 20)]
    assert undone(b"=\r\n".join(lines), "quoted-printable") == (data, True)


@given(st.binary(min_size=1, max_size=300))
def test_uuencoded_octets_come_back(data: bytes) -> None:
    lines = [binascii.b2a_uu(data[place : place + 45]) for place in range(0, len(data), 45)]
    text = b"begin 644 a.bin\n" + b"".join(lines) + b"`\nend\nand a word after"
    assert undone(text, "x-uuencode") == (data, True)


@given(st.binary(max_size=200), st.sampled_from(["base64", "quoted-printable", "uuencode", "8bit", ""]))
def test_nothing_raises_or_grows(data: bytes, encoding: str) -> None:
    assert len(undone(data, encoding)[0]) <= len(data)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (b"SGVs\r\n!bG8=\r\n", b"Hello"),
        (b"SGVsbG8", b"Hello"),
        (b"SGVsbG8=IHdvcmxk", b"Hello world"),
        (b"SGVsbG8=\nIHdvcmxk\n", b"Hello world"),
        (b"SGVsbG8=\n\n_____\nYou get this from a list, see https://list.example/\n", b"Hello"),
        (b"This body is plain text, whatever its header says.", b"This body is plain text, whatever its header says."),
    ],
)
def test_base64_with_junk_padding_or_words_in_it(text: bytes, data: bytes) -> None:
    assert undone(text, "base64")[0] == data


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (b"caf=c3=a9 =\r\nau lait", "café au lait".encode()),
        (b"soft =  \r\nline", b"soft line"),
        (b"trailing \t\r\nblanks", b"trailing\r\nblanks"),
        ("raw é".encode(), "raw é".encode()),
        (b"100 =ZZ % =", b"100 =ZZ % "),
    ],
)
def test_quoted_printable_as_it_arrives(text: bytes, data: bytes) -> None:
    assert undone(text, "quoted-printable")[0] == data
