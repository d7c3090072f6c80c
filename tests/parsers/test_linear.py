"""Readers of strangers' text take time in proportion to it, on the inputs made to break that (A41, A42).

Ratios of CPU time only, never seconds: twice the input may not take more than four times as long.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from parsers import (
    addresses,
    authresults,
    charsets,
    content,
    dates,
    filenames,
    guess,
    html,
    idn,
    ids,
    iso2022,
    marks,
    rtf,
    sniff,
    subjects,
    tnef,
    transfer,
    uuencode,
)
from parsers.bounces import cutting, mentions, notices, separators
from parsers.cleaning import body_text, one_line, visible_text
from parsers.decoding import charset_in
from parsers.enriched import from_enriched, from_richtext
from parsers.flowed import unflowed
from parsers.mail import Address
from parsers.markup.carry import carried
from parsers.markup.tags import attributes
from parsers.placeholders import is_placeholder
from parsers.read import parse
from parsers.split import message_block
from parsers.words import decoded

# Below this the clock's own grain would decide.
_GRAIN = 0.002
_SIZE = 128 * 1024


def seconds(run: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        run()
        best = min(best, time.process_time() - started)
    return best


def text(unit: str, size: int) -> str:
    return unit * (size // len(unit))


INTRODUCED = "On 1 Jan 2026 at 10:00 a@b.example wrote:"
QUOTE = f"<div class=gmail_quote>{INTRODUCED}<blockquote class=gmail_quote>x</blockquote></div>"
LAID = html.laid_out(f"<p>mine</p>{QUOTE}")
HTML_UNITS = (
    "<div>",
    "<b>x",
    "<p>x",
    "<ul><li>x",
    "<table><tr><td>x",
    "<td><p></table><table>",
    "<div></td>",
    "<a href='",
    "<a b=\" c='>",
    "<a href=https://x.example/>y</a> ",
    "<!--",
    "</",
    "<pre>\n",
    "<p class=signature>x",
    "<div hidden>x",
    "<hr tabindex=-1>From: a@b.example<br>Sent: x<br>",
    "On 1 Jan 2026 10:00 x:<blockquote>",
    QUOTE,
)

TEXT_READERS: list[tuple[Callable[[str], object], str]] = [
    (decoded, "=?a?q?x "),
    (decoded, "=?utf-8?q?a?= "),
    (decoded, "=?utf-8?b?YQ=="),
    (decoded, "=?"),
    (addresses.author, '"a" '),
    (addresses.author, "<"),
    (addresses.shown, "("),
    (addresses.shown, '"a" '),
    (addresses.shown, "a@b.example,"),
    (addresses.shown, "<a@b"),
    (addresses.shown, "a:"),
    (content.content_type, 'x/y; a="'),
    (content.content_type, "; a*0*=b"),
    (content.content_type, ";"),
    (dates.read, "1 Jan "),
    (authresults.results, "("),
    (authresults.results, ";a=b "),
    (dates.read, "("),
    (addresses.shown, "a, "),
    (addresses.shown, "=?a?q?:"),
    (addresses.shown, "a@b "),
    (lambda value: addresses.poses(Address(value, "a@b.example")), "a at b.example "),
    (lambda value: addresses.poses(Address(value, "a@b.example")), "@"),
    (idn.normal, "ü."),
    (idn.displayed, "xn--mller-kva."),
    (subjects.base, "Re: "),
    (subjects.base, "[a] "),
    (subjects.base, "[#4] "),
    (subjects.base, " (fwd)"),
    (subjects.base, "[Fwd: "),
    (subjects.opening, "[a] "),
    (body_text, "\ud800\r"),
    (marks.numbers, "[#1"),
    (lambda value: one_line(value, 10**9), " \u200d"),
    (visible_text, "\x1b\t\n"),
    (html.to_text, "<"),
    (html.to_text, "<script>"),
    (html.to_text, "&amp"),
    *((html.to_text, unit) for unit in HTML_UNITS),
    (html.without_pictures, "'data:"),
    (html.without_pictures, "\"data:'"),
    (attributes, "a='"),
    (attributes, "a= "),
    (lambda value: unflowed(value, delsp=True), "> a \n"),
    (lambda value: unflowed(value, delsp=False), ">"),
    (from_enriched, "<"),
    (from_enriched, "\n\n"),
    (from_richtext, "<nl>"),
    (lambda value: carried(value, LAID), "On 1 Jan 2026 at 10:00 a@b.example wrote:\n"),
    (lambda value: carried(value, LAID), "On 1 "),
    (lambda value: is_placeholder(value, value), "html "),
    (cutting.cut, "Received: x\n"),
    (cutting.cut, "To: a\n\n"),
    (cutting.cut, "Original message\n"),
    (cutting.cut, "\n"),
    (separators.announces, "-"),
    (separators.plain, " -"),
    (mentions.mentioned, "message-id"),
    (mentions.mentioned, "message-id: <"),
    (mentions.in_html, "&lt;message-id "),
    (notices.original_ids, '{"messageId":'),
    (notices.original_ids, '{"messageId":"{'),
    (marks.in_text, f"{'a' * 39}@"),
    (marks.in_text, "@a"),
    (filenames.safe_name, "../"),
    (filenames.safe_name, "\u202e"),
    (filenames.is_double, "."),
    (uuencode.cut, "begin 644 a\n"),
    (uuencode.cut, "begin 644 a\nM\n"),
    (uuencode.cut, "begin "),
]

OCTET_READERS: list[tuple[Callable[[bytes], object], bytes]] = [
    (lambda value: ids.listed([value]), b"<"),
    (lambda value: ids.listed([value]), b"<a@b>"),
    (lambda value: ids.listed([value]), b"> "),
    (lambda value: charsets.decode(value, "utf-8"), b"\xc3"),
    (lambda value: charsets.decode(value, "iso-2022-jp"), b"\x1b$B"),
    (lambda value: charsets.decode(value, "iso-8859-1"), b"\xc3\xbc "),
    (lambda value: charsets.decode(value, "big5"), b"\xff\xc3 "),
    (charsets.plain, b"\xcf\xf0\xe8 "),
    (guess.likeliest, b"\xcf\xf0\xe8 "),
    (iso2022.decode, b"\x1b$B-!\n"),
    (iso2022.decode, b"\x1b"),
    (message_block, b"=?a\n"),
    (message_block, b"A: b\r\r\n"),
    (transfer.base64_octets, b"A\n="),
    (transfer.base64_octets, b"AAA="),
    (transfer.quoted_printable_octets, b" \n"),
    (transfer.quoted_printable_octets, b"="),
    (transfer.uuencoded_octets, b"begin 6 x\n"),
    (charset_in, b"<meta charset>"),
    (lambda value: ids.listed([value]), b"<a@b c@d>"),
    (lambda value: ids.listed([value]), b"=?utf-8?q?<a@b>?= "),
    (lambda value: tnef.read(tnef.SIGNATURE + b"\0\0" + value), b"\2\x02\x90" + bytes(8)),
    (
        lambda value: tnef.read(tnef.SIGNATURE + b"\0\0" + value),
        b"\1\x03\x90\0\0\x08\0\0\0\xff\xff\xff\xff\x1e\x10\0\0\0\0",
    ),
    (lambda value: rtf.to_text(b"{\\rtf1" + value), b"{"),
    (lambda value: rtf.to_text(b"{\\rtf1" + value), b"\\u1 "),
    (lambda value: rtf.unpacked(b"\0\0\0\0\xff\xff\xff\x7fLZFu\0\0\0\0" + value), b"\x7fab"),
    (sniff.sniffed, b"<!-- "),
    (sniff.sniffed, b"PK\3\4"),
    (lambda value: parse(b"Content-Type: text/calendar\n\n" + value), b"BEGIN:VEVENT\n"),
    (lambda value: parse(b"Content-Type: text/calendar\n\n" + value), b"SUMMARY;x="),
    (lambda value: parse(b"Content-Type: text/calendar\n\n" + value), b"BEGIN:VEVENT\nSUMMARY:\n "),
    (message_block, b"X: y\n"),
    (message_block, b"junk\n"),
    (message_block, b"\r"),
    (message_block, b" \n"),
]

MAILS = [
    b"On ",
    b" ",
    b">",
    b"<",
    b"-- \n",
    b"a",
    b"\r",
    b"--b\n\nx\n",
    b"--b",
    b"\n--bx",
]


def assert_linear(run: Callable[[int], object]) -> None:
    one, two = seconds(lambda: run(_SIZE)), seconds(lambda: run(2 * _SIZE))
    assert (two + _GRAIN) / (one + _GRAIN) < 4


@pytest.mark.parametrize(("read", "unit"), TEXT_READERS)
def test_A42_a_text_reader_is_linear(read: Callable[[str], object], unit: str) -> None:
    assert_linear(lambda size: read(text(unit, size)))


@pytest.mark.parametrize(("read", "unit"), OCTET_READERS)
def test_A42_an_octet_reader_is_linear(read: Callable[[bytes], object], unit: bytes) -> None:
    assert_linear(lambda size: read(unit * (size // len(unit))))


@pytest.mark.parametrize("unit", MAILS)
@pytest.mark.parametrize("kind", [b"text/plain", b"text/html", b"multipart/mixed; boundary=b"])
def test_A42_a_whole_mail_is_read_in_proportion(kind: bytes, unit: bytes) -> None:
    head = b"Content-Type: " + kind + b"\n\n"
    assert_linear(lambda size: parse(head + unit * (size // len(unit))))
