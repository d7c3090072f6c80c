"""Rich text as plain text, and the compression Outlook gives it."""

from __future__ import annotations

import pytest

from parsers import rtf


def packed(*tokens: bytes | tuple[int, int]) -> bytes:
    """LZFu: literals, and (offset, length) references; ended by a reference to the place where writing goes on."""
    written = 207
    units: list[bytes] = []
    flags: list[int] = []
    for token in tokens:
        if isinstance(token, bytes):
            for octet in token:
                units.append(bytes([octet]))
                flags.append(0)
            written += len(token)
        else:
            units.append((token[0] << 4 | token[1] - 2).to_bytes(2, "big"))
            flags.append(1)
            written += token[1]
    units.append((written % 4096 << 4).to_bytes(2, "big"))
    flags.append(1)
    out = b""
    for start in range(0, len(units), 8):
        byte = sum(flag << bit for bit, flag in enumerate(flags[start : start + 8]))
        out += bytes([byte]) + b"".join(units[start : start + 8])
    return (len(out) + 12).to_bytes(4, "little") + written.to_bytes(4, "little") + b"LZFu\0\0\0\0" + out


def test_compressed_text_is_unpacked_by_literals_and_references() -> None:
    assert rtf.unpacked(packed((0, 6), b"hello ", (213, 6), b"end}")) == b"{\\rtf1hello hello end}"


def test_a_reference_may_reach_into_what_it_writes() -> None:
    assert rtf.unpacked(packed(b"a", (207, 9))) == b"a" * 10


def test_A51_no_header_makes_it_grow() -> None:
    bomb = packed(b"a", *[(207, 17)] * 40_000)
    lying = bomb[:4] + b"\xff\xff\xff\x7f" + bomb[8:]
    assert len(rtf.unpacked(lying)) <= 256 * 1024


@pytest.mark.parametrize("data", [b"", b"LZFu", b"\0" * 8 + b"LZFu", b"\0" * 8 + b"XXXX" + b"\0" * 40])
def test_what_is_no_compressed_text_is_nothing(data: bytes) -> None:
    assert rtf.unpacked(data) == b""


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0 One\\par Two\\tab three}", "One\nTwo\tthree"),
        (b"{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2}", "Привет"),
        (b"{\\rtf1\\uc1 Gr\\u252?\\u223?e \\u-10179?}", "Grüße "),
        (b"{\\rtf1 a\\{b\\}c\\\\d\\~e}", "a{b}c\\d\xa0e"),
        (b"{\\rtf1{\\*\\generator Word;}{\\pict 89504e47}seen}", "seen"),
        (b"{\\rtf1\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf \\par \\htmlrtf0 Hello{\\*\\htmltag72 </p>}}", "Hello"),
        (b"{\\rtf1 broken \\'zz \\", "broken  "),
        (b"{\\rtf1}}}}after", "after"),
        (b"no rich text", ""),
    ],
)
def test_rich_text_says_what_its_reader_sees(source: bytes, text: str) -> None:
    assert rtf.to_text(source) == text


def test_A51_groups_without_end_are_read_to_the_end() -> None:
    assert rtf.to_text(b"{\\rtf1 " + b"{" * 100_000 + b"x") == "x"
