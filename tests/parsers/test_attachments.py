"""What came along with a mail, with its name, its type and its octets."""

from __future__ import annotations

import hashlib
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import attachments
from parsers.filenames import safe_name
from parsers.read import parse
from tests.parsers.letters import codes, letter, multipart, part

PNG = b"\x89PNG\r\n\x1a\n"


@given(name=st.text(min_size=1, max_size=60).map(lambda text: safe_name(text)[0]), data=st.binary(max_size=80))
def test_what_the_standard_library_wrote_comes_back(name: str, data: bytes) -> None:
    """It writes long and foreign names by RFC 2231, in sections and percent-encoded."""
    written = EmailMessage()
    written.set_content("Hello")
    written.add_attachment(data, maintype="application", subtype="x-anything", filename=name)
    raw = written.as_bytes()
    (found,) = parse(raw).attachments
    assert (found.name, found.size, found.sha256) == (name, len(data), hashlib.sha256(data).hexdigest())
    assert attachments.octets_of(raw, found.part) == data


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (("Content-Disposition: attachment; filename*1*=utf-8''a%20b; filename*2=.txt",), "a b.txt"),
        (('Content-Disposition: attachment; filename*0="=?utf-8?B?R3LDvMOf"; filename*1="ZS50eHQ=?="',), "Grüße.txt"),
        (("Content-Disposition: attachment; filename*=utf-8'gr%C3%BC%C3%9Fe.txt",), "grüße.txt"),
        (("Content-Disposition: attachment; filename==?iso-8859-1?Q?Gr=FC=DFe_2026.txt?=",), "Grüße 2026.txt"),
        (
            ('Content-Disposition: attachment;\n\tfilename="=?utf-8?Q?Gr=C3=BC?=\n\t=?utf-8?Q?=C3=9Fe.txt?="',),
            "Grüße.txt",
        ),
        (('Content-Disposition: attachment;\n\tfilename="a name that\n\tgoes on.txt"',), "a name that goes on.txt"),
        (("Content-Disposition: attachment; filename='single.txt'",), "single.txt"),
        (('Content-Disposition: attachment filename="lost semicolon.txt"',), "lost semicolon.txt"),
        (('Content-Type: application/pdf\n name="scan.pdf"',), "scan.pdf"),
        (('Content-Disposition: attachment; filename="gr%C3%BC%C3%9Fe.txt"',), "grüße.txt"),
        (("Content-Disposition: attachment; filename=\"utf-8''gr%C3%BC%C3%9Fe.txt\"",), "grüße.txt"),
        (('Content-Disposition: attachment; filename="100%25.pdf"',), "100%25.pdf"),
        (('Content-Disposition: attachment; filename="a "b" c.pdf"; size=3',), "a _b_ c.pdf"),
        (('Content-Disposition: attachment; name="other.txt"',), "other.txt"),
        (('Content-Type: x/y; name="Grün.txt"', 'Content-Disposition: attachment; filename="Gr?n.txt"'), "Grün.txt"),
        (('Content-Type: x/y; name="in the type.txt"', "Content-Disposition: attachment"), "in the type.txt"),
    ],
)
def test_a_name_is_read_as_programs_really_write_it(fields: tuple[str, ...], expected: str) -> None:
    assert [one.name for one in parse(letter(*fields)).attachments] == [expected]


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("cp1251", "Отчёт о работе.txt"),
        ("big5", "報告書.txt"),
        ("shift_jis", "てすと.txt"),
        ("iso2022_jp", "てすと.txt"),
        ("cp1252", "Grüße.txt"),
    ],
)
def test_a_raw_name_in_a_charset_nobody_names_is_guessed(codec: str, name: str) -> None:
    raw = b'Content-Disposition: attachment; filename="' + name.encode(codec) + b'"\n\nx'
    assert [one.name for one in parse(raw).attachments] == [name]


def test_a_root_part_that_is_an_attachment_has_the_path_1() -> None:
    raw = letter('Content-Type: application/pdf; name="a.pdf"', "Content-Transfer-Encoding: base64", body="JVBERi0=")
    (found,) = parse(raw).attachments
    assert (found.part, found.size, found.sniffed, found.inline) == ("1", 5, "application/pdf", False)
    assert attachments.octets_of(raw, "1") == b"%PDF-"


def test_images_that_a_page_refers_to_are_inline_with_their_id() -> None:
    page = part("text/html", '<img src="cid:logo@x">')
    raw = multipart(
        "related",
        page,
        part("image/png; name=logo.png", PNG, "Content-ID: <logo@x>"),
        part("image/png; name=b.png", PNG, "Content-Disposition: inline"),
        part("image/png; name=c.png", PNG, "Content-ID: <c@x>", "Content-Disposition: attachment"),
    )
    assert [(one.name, one.inline, one.content_id) for one in parse(raw).attachments] == [
        ("logo.png", True, "logo@x"),
        ("b.png", True, None),
        ("c.png", False, "c@x"),
    ]


def test_an_attached_mail_is_called_by_its_subject() -> None:
    inside = "Subject: =?utf-8?q?Re=3A_Gr=C3=BC=C3=9Fe_3/4=3F?=\nFrom: a@b.example\n\nHi"
    mail = parse(multipart("mixed", part("text/plain", "see"), part("message/rfc822", inside)))
    assert [(one.name, one.content_type) for one in mail.attachments] == [("Re- Grüße 3-4_.eml", "message/rfc822")]
    assert "name_changed" not in codes(mail)


def test_parts_of_a_report_stay_attachments_without_a_name() -> None:
    raw = multipart("report", part("text/plain", "It failed"), part("message/delivery-status", "Reporting-MTA: dns; a"))
    assert [(one.part, one.name) for one in parse(raw).attachments] == [("2", "")]


@pytest.mark.parametrize("path", ["", "2", "1.1", "1/1", "1/x", "1/0", "1/99999999999", "x", "/"])
def test_there_are_no_octets_where_there_is_no_part(path: str) -> None:
    assert attachments.octets_of(letter("Content-Type: application/pdf", body="x"), path) is None


@pytest.mark.parametrize("name", ["a.pdf.exe", "photo.jpg   .scr", "scan.pdf.html", "x.docx.lnk", "in.pdf_.js"])
def test_A49_a_double_extension_is_told(name: str) -> None:
    assert "name_double" in codes(parse(letter(f'Content-Disposition: attachment; filename="{name}"')))


@pytest.mark.parametrize("name", ["a.tar.gz", "setup.exe", "report.2026.pdf", "jquery.min.js", "v1.2.exe", "a.pdf"])
def test_ordinary_names_are_not_double(name: str) -> None:
    assert "name_double" not in codes(parse(letter(f'Content-Disposition: attachment; filename="{name}"')))


@given(st.text(alphabet="0123456789./x", max_size=8), st.binary(max_size=200))
def test_asking_for_any_part_of_any_octets_is_harmless(path: str, raw: bytes) -> None:
    attachments.octets_of(raw, path)
