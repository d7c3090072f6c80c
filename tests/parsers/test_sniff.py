"""Octets say what they are, and whether that is what the mail says (A49, A50)."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.read import parse
from parsers.sniff import MAGIC, fits, sniffed
from tests.parsers.letters import codes, letter

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x")
    return out.getvalue()


def ole(stream: str) -> bytes:
    """The header of a compound file whose directory is its first sector."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 22 + b"\x09\0" + b"\0" * 16 + (1).to_bytes(4, "little")
    return (
        head.ljust(1024, b"\0")
        + "Root Entry".encode("utf-16-le").ljust(128, b"\0")
        + stream.encode("utf-16-le")
        + b"\0\0"
    )


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0..JFIF", "image/jpeg"),
        (b"GIF89a..", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (zipped("a.txt"), "application/zip"),
        (zipped("[Content_Types].xml", "word/document.xml"), DOCX),
        (zipped("mimetype", "content.xml"), "application/vnd.oasis.opendocument.text"),
        (zipped("META-INF/MANIFEST.MF"), "application/java-archive"),
        (ole("WordDocument"), "application/msword"),
        (ole("Workbook"), "application/vnd.ms-excel"),
        (ole("__properties_version1.0"), "application/vnd.ms-outlook"),
        (ole("Other"), "application/x-ole-storage"),
        (b"MZ\x90\0" + b"\0" * 60, "application/x-msdownload"),
        (b"\x7fELF\2", "application/x-elf"),
        (b"Rar!\x1a\7\1\0", "application/vnd.rar"),
        (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
        (b"\x1f\x8b\x08", "application/gzip"),
        (b"{\\rtf1", "application/rtf"),
        (b"%!PS-Adobe", "application/postscript"),
        (b"ID3\3", "audio/mpeg"),
        (b"\0\0\0\x18ftypmp42", "video/mp4"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\xef\xbb\xbf <!DOCTYPE HTML><html>", "text/html"),
        (b"\xff\xfe<\0h\0t\0m\0l\0>\0", "text/html"),
        (b"<!-- saved --><html>", "text/html"),
        (b"<?xml version='1.0'?><svg>", "image/svg+xml"),
        (b"<?xml version='1.0'?><a/>", "text/xml"),
        (b"BEGIN:VCALENDAR\r\n", "text/calendar"),
        (b"begin:vcard\n", "text/vcard"),
        (b"Return-Path: <a@b>\n", "message/rfc822"),
        (b"#!/bin/sh\n", "text/x-shellscript"),
        (b"MZ or not, dear reader", ""),
        (b"BMW is a car", ""),
        (b"Hello", ""),
        (b"", ""),
    ],
)
def test_octets_say_what_they_are(data: bytes, kind: str) -> None:
    assert sniffed(data) == kind


@pytest.mark.parametrize(
    ("declared", "name", "found"),
    [
        ("image/png", "a.png", "text/html"),
        ("application/pdf", "invoice.pdf", "application/x-msdownload"),
        ("application/octet-stream", "photo.jpg", "application/x-msdownload"),
        ("application/pdf", "invoice.exe", "application/pdf"),
        ("text/plain", "notes.txt", "text/html"),
        ("image/png", "a.png", "image/svg+xml"),
        ("image/jpeg", "run.scr", ""),
        ("application/zip", "a.zip", "application/vnd.rar"),
    ],
)
def test_A49_a_file_that_is_something_else_is_told(declared: str, name: str, found: str) -> None:
    assert not fits(declared, name, found)


@pytest.mark.parametrize(
    ("declared", "name", "found"),
    [
        ("application/octet-stream", "a.pdf", "application/pdf"),
        ("application/octet-stream", "", "application/x-msdownload"),
        ("image/jpeg", "a.png", "image/png"),
        ("application/zip", "a.docx", DOCX),
        (DOCX, "a.docx", "application/zip"),
        ("application/msword", "a.doc", "application/rtf"),
        ("application/msword", "a.docx", DOCX),
        ("application/vnd.ms-excel", "a.xls", "application/x-ole-storage"),
        ("text/plain", "deploy.sh", "text/x-shellscript"),
        ("text/plain", "a.ics", "text/calendar"),
        ("text/calendar", "invite.ics", "text/calendar"),
        ("text/xml", "a.svg", "image/svg+xml"),
        ("x/y", "a.unknown", "application/pdf"),
        ("text/csv", "a.csv", ""),
        ("audio/mp4", "memo.m4a", "video/mp4"),
    ],
)
def test_what_goes_together_is_no_defect(declared: str, name: str, found: str) -> None:
    assert fits(declared, name, found)


def test_A49_a_mismatch_is_a_defect_of_the_mail() -> None:
    raw = letter('Content-Type: image/png; name="logo.png"', body="<html><script>1</script>")
    assert "type_mismatch" in codes(parse(raw))
    assert "type_mismatch" not in codes(
        parse(letter('Content-Type: image/png; name="logo.png"', body=b"\x89PNG\r\n\x1a\n"))
    )


def test_every_row_of_the_table_is_reached() -> None:
    taken = [
        row
        for place, row in enumerate(MAGIC)
        for other in MAGIC[:place]
        if row.octets == other.octets and row.at == other.at
    ]
    assert taken == []


@given(st.binary(max_size=100))
def test_any_octets_are_something_or_nothing(data: bytes) -> None:
    assert sniffed(data) == "" or "/" in sniffed(data)
