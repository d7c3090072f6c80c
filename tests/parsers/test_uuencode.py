"""Files written into a text are told from words that begin like one."""

from __future__ import annotations

import binascii

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import attachments, uuencode
from parsers.read import parse
from tests.parsers.letters import letter, multipart, part


def encoded(name: str, data: bytes, *, end: str = "`\nend\n") -> str:
    lines = [binascii.b2a_uu(data[start : start + 45]).decode() for start in range(0, len(data), 45)]
    return f"begin 644 {name}\n{''.join(lines)}{end}"


def test_a_file_is_taken_out_of_the_text_around_it() -> None:
    text, files = uuencode.cut(f"Hello,\n\n{encoded('report.txt', b'x' * 100)}\nRegards")
    assert text == "Hello,\n\n\nRegards"
    assert [(one.name, one.data) for one in files] == [("report.txt", b"x" * 100)]


def test_several_files_with_blanks_in_their_names() -> None:
    _, files = uuencode.cut(encoded("my report.doc", b"a") + encoded("b.txt", b"b" * 46))
    assert [(one.name, one.data) for one in files] == [("my report.doc", b"a"), ("b.txt", b"b" * 46)]


def test_blanks_lost_at_line_ends_are_forgiven() -> None:
    data = bytes(90)
    text = encoded("zero.bin", data).replace("`", " ")
    stripped = "\n".join(line.rstrip() for line in text.split("\n"))
    assert [one.data for one in uuencode.cut(stripped)[1]] == [data]


def test_the_base64_form_is_read_too() -> None:
    assert [one.data for one in uuencode.cut("begin-base64 644 a.txt\nSGVsbG8=\n====\n")[1]] == [b"Hello"]


def test_a_file_that_was_cut_off_is_kept_as_far_as_it_goes() -> None:
    assert uuencode.cut(encoded("a.bin", b"y" * 200, end=""))[1][0].data == b"y" * 200


@pytest.mark.parametrize(
    "text",
    [
        "begin 2026 with a plan",
        "begin 644 words\nthat are no data\nat all\nend",
        "begin 644\nend",
        "begin 644 empty\nend",
        "begin 999 mode.txt\n#86)C\n`\nend",
        "to begin 644 a.txt\n#86)C\n`\nend",
        "begin",
    ],
)
def test_words_stay_words(text: str) -> None:
    assert uuencode.cut(text) == (text, ())


@given(st.text(alphabet="begin 64\nM`#end.A", max_size=300))
def test_no_text_breaks_it_or_grows(text: str) -> None:
    kept, files = uuencode.cut(text)
    assert len(kept) + sum(len(one.data) for one in files) <= len(text)


@given(st.binary(max_size=500))
def test_what_was_written_comes_back(data: bytes) -> None:
    _, files = uuencode.cut(encoded("x.bin", data))
    assert [one.data for one in files] == ([data] if data else [])


def test_a_file_in_the_text_is_an_attachment_of_that_part() -> None:
    raw = multipart(
        "mixed", part("text/plain", "Hello\n" + encoded("a.gif", b"GIF89a;")), part("application/pdf", b"%PDF-")
    )
    mail = parse(raw)
    assert mail.text == "Hello"
    assert [(one.part, one.name, one.sniffed, one.size) for one in mail.attachments] == [
        ("1/1", "a.gif", "image/gif", 7),
        ("2", "", "application/pdf", 5),
    ]
    assert attachments.octets_of(raw, "1/1") == b"GIF89a;"


def test_a_root_text_may_hold_files_too() -> None:
    raw = letter("Subject: file", body=encoded("a.txt", b"inside"))
    assert [(one.part, one.size) for one in parse(raw).attachments] == [("1/1", 6)]
    assert attachments.octets_of(raw, "1/1") == b"inside"
