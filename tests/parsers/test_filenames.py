"""Names of files: read from where programs write them, harmless once read (A48, A49)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.filenames import safe_name
from parsers.limits import LIMITS
from parsers.read import parse
from tests.parsers.letters import codes, letter


def name_of(*fields: str) -> str:
    (found,) = parse(letter(*fields)).attachments
    return found.name


@pytest.mark.parametrize(
    ("disposition", "expected"),
    [
        ("attachment; filename=plain.txt", "plain.txt"),
        ('attachment; filename="with space; and semicolon.txt"', "with space; and semicolon.txt"),
        ('attachment; filename="a\\"b.txt"', "a_b.txt"),
        ("attachment; filename=no quotes here.txt", "no quotes here.txt"),
        ('attachment; filename="=?utf-8?q?gr=C3=BC=C3=9Fe.txt?="', "grüße.txt"),
        ("attachment; filename*=utf-8''gr%C3%BC%C3%9Fe.txt", "grüße.txt"),
        ("attachment; filename*=iso-8859-1'de'gr%FC%DFe.txt", "grüße.txt"),
        ("attachment; filename*0*=utf-8''gr%C3; filename*1*=%BC%C3%9Fe; filename*2=.txt", "grüße.txt"),
        ('attachment; filename*1="b.txt"; filename*0="a-"', "a-b.txt"),
        ("attachment; filename=fallback.txt; filename*=utf-8''real.txt", "real.txt"),
        ("attachment; filename=bücher.txt", "bücher.txt"),
    ],
)
def test_a_name_is_read_in_every_form(disposition: str, expected: str) -> None:
    assert name_of(f"Content-Disposition: {disposition}") == expected


def test_a_name_only_in_the_content_type_is_read() -> None:
    assert name_of('Content-Type: application/pdf; name="scan.pdf"') == "scan.pdf"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/cron.d/x", "x"),
        ("..\\x", "x"),
        ("/abs", "abs"),
        ("C:\\x", "x"),
        ("C:x", "C_x"),
        ("a\0b.txt", "ab.txt"),
        ("\u200b.htaccess", "htaccess"),
        ("..", "unnamed"),
        ("CON", "_CON"),
        ("lpt1.txt", "_lpt1.txt"),
        ("inv\u202efdp.exe", "invfdp.exe"),
        ("a.txt. ", "a.txt"),
        ('a";\r\nX: y', "a_; X_ y"),
        ("re\u0301sume\u0301.pdf", "résumé.pdf"),
    ],
)
def test_A48_A49_a_name_is_harmless_anywhere(name: str, expected: str) -> None:
    assert safe_name(name) == (expected, True)


def test_A48_a_traversal_in_rfc_2231_sections_is_seen_after_joining() -> None:
    field = "Content-Disposition: attachment; filename*0*=utf-8''..%2F; filename*1=etc"
    assert name_of(field) == "etc"
    assert "name_changed" in codes(parse(letter(field)))


def test_A48_a_name_of_four_kilobytes_keeps_its_extension() -> None:
    name, changed = safe_name("ü" * 2000 + ".pdf")
    assert changed
    assert name.endswith("ü.pdf")
    assert len(name.encode()) <= LIMITS.file_name


def test_an_ordinary_name_stays_as_it_is() -> None:
    assert safe_name("Rechnung 2026-11.pdf") == ("Rechnung 2026-11.pdf", False)
    assert safe_name("") == ("", False)


@given(st.text(max_size=200))
def test_A48_no_name_is_ever_a_path_or_hidden(text: str) -> None:
    name, changed = safe_name(text)
    assert not set(name) & set('/\\\0\r\n:"')
    assert not name.startswith(".")
    assert len(name.encode()) <= LIMITS.file_name
    assert changed == (name != text)
    assert safe_name(name)[0] == name
