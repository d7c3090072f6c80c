"""winmail.dat is read within its bounds, whatever it holds (A51)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import attachments, rtf, tnef
from parsers.limits import LIMITS
from parsers.read import parse
from parsers.tnef import Attribute, Property
from tests.parsers.letters import letter, multipart, part
from tests.parsers.winmail import (
    BINARY,
    OBJECT,
    STRING,
    UNICODE,
    attribute,
    file,
    prop,
    properties,
    stored,
    winmail,
)


def test_files_come_out_with_their_long_names() -> None:
    found = tnef.read(
        winmail(file("QUOTE~1.PDF", b"%PDF-1.7", long="Quote for Ada – final.pdf", mime="application/pdf"))
    )
    assert [(one.name, one.content_type, one.data) for one in found.files] == [
        ("Quote for Ada – final.pdf", "application/pdf", b"%PDF-1.7")
    ]


def test_without_a_long_name_the_title_counts() -> None:
    assert [one.name for one in tnef.read(winmail(file("a.txt", b"x"), file("b.txt", b"y"))).files] == [
        "a.txt",
        "b.txt",
    ]


def test_names_follow_the_code_page() -> None:
    codepage = attribute(1, Attribute.CODEPAGE, (1251).to_bytes(4, "little") + b"\0\0\0\0")
    assert tnef.read(winmail(codepage, file("Счёт.pdf".encode("cp1251"), b"x"))).files[0].name == "Счёт.pdf"


def test_its_own_text_is_told_in_each_form() -> None:
    body = properties(
        prop(Property.BODY, UNICODE, "Grüße".encode("utf-16-le") + b"\0\0"),
        prop(Property.HTML, BINARY, b"<p>Hi</p>"),
        prop(Property.RTF_COMPRESSED, BINARY, stored(b"{\\rtf1 Hi}")),
        prop(Property.MESSAGE_CLASS, STRING, b"IPM.Note\0"),
    )
    found = tnef.read(winmail(attribute(1, Attribute.PROPERTIES, body)))
    assert (found.text, found.html, rtf.to_text(rtf.unpacked(found.rtf)), found.kind) == (
        "Grüße",
        "<p>Hi</p>",
        "Hi",
        "IPM.Note",
    )


def test_a_mail_inside_is_a_file_and_is_not_followed() -> None:
    nested = winmail(file("deep.exe", b"MZ"))
    props = properties(
        prop(Property.DISPLAY_NAME, STRING, b"A forwarded mail\0"),
        prop(Property.ATTACH_DATA, OBJECT, b"\7" * 16 + nested),
    )
    found = tnef.read(winmail(attribute(2, Attribute.RENDERING, b"\0" * 14), attribute(2, Attribute.ATTACHMENT, props)))
    assert [(one.name, one.data) for one in found.files] == [("A forwarded mail", nested)]


@pytest.mark.parametrize("cut", range(6, 200, 7))
def test_one_that_is_cut_short_gives_what_is_whole(cut: int) -> None:
    data = winmail(file("a.txt", b"x" * 50), file("b.txt", b"y" * 50))[:cut]
    assert all(len(one.data) <= 50 for one in tnef.read(data).files)


def test_A51_lengths_that_lie_read_nothing_beyond_the_end() -> None:
    lying = tnef.SIGNATURE + b"\0\0" + b"\2" + (0x8010).to_bytes(2, "little") + b"\0\0" + b"\xff" * 4 + b"name"
    assert [(one.name, one.data) for one in tnef.read(lying).files] == [("name", b"")]
    many = b"\xff\xff\xff\x7f" + b"\x1e\x10\x01\x30" + b"\xff\xff\xff\x7f" * 10
    assert tnef.read(winmail(attribute(1, Attribute.PROPERTIES, many))).text == ""


@given(st.binary(max_size=400))
def test_A51_no_octets_break_it_or_make_it_grow(data: bytes) -> None:
    found = tnef.read(tnef.SIGNATURE + b"\1\0" + data)
    assert sum(len(one.data) for one in found.files) <= len(data)
    assert len(rtf.unpacked(data)) <= 256 * 1024
    rtf.to_text(b"{\\rtf" + data)


@given(st.lists(st.tuples(st.sampled_from([1, 2]), st.sampled_from([*Attribute]), st.binary(max_size=60)), max_size=12))
def test_A51_attributes_of_any_content_are_read_without_harm(rows: list[tuple[int, Attribute, bytes]]) -> None:
    data = winmail(*(attribute(level, name, value) for level, name, value in rows))
    assert sum(len(one.data) for one in tnef.read(data).files) <= len(data)
    parse(letter("Content-Type: application/ms-tnef", body=data))


def test_A51_more_files_than_the_limit_are_left_out() -> None:
    data = winmail(*(file(f"{number}.txt", b"x") for number in range(LIMITS.parts + 50)))
    assert len(tnef.read(data).files) == LIMITS.parts


def test_files_inside_are_attachments_behind_their_container() -> None:
    data = winmail(file("a.pdf", b"%PDF-1.4"), file("a.pdf.exe", b"MZ" + b"\0" * 70))
    raw = multipart("mixed", part("text/plain", "Hello"), part("application/ms-tnef; name=winmail.dat", data))
    mail = parse(raw)
    assert [(one.part, one.name, one.sniffed, one.size) for one in mail.attachments] == [
        ("2", "winmail.dat", "application/ms-tnef", len(data)),
        ("2/1", "a.pdf", "application/pdf", 8),
        ("2/2", "a.pdf.exe", "application/x-msdownload", 72),
    ]
    assert {"name_double"} <= {one.code for one in mail.defects}
    assert mail.text == "Hello"
    assert attachments.octets_of(raw, "2/1") == b"%PDF-1.4"
    assert attachments.octets_of(raw, "2/3") is None


def test_its_text_is_shown_when_the_mail_has_no_other() -> None:
    html = attribute(1, Attribute.PROPERTIES, properties(prop(Property.HTML, BINARY, b"<p>Only here</p>")))
    rich = attribute(
        1, Attribute.PROPERTIES, properties(prop(Property.RTF_COMPRESSED, BINARY, stored(b"{\\rtf1 Rich\\par text}")))
    )
    plain = attribute(1, Attribute.BODY, b"Plain\0")
    for inside, text in ((html, "Only here"), (rich, "Rich\ntext"), (plain, "Plain")):
        assert parse(letter("Content-Type: application/ms-tnef", body=winmail(inside))).text == text
