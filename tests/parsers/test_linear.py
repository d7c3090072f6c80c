"""Readers of strangers' text take time in proportion to it, on the inputs made to break that (A41, A42).

Ratios of CPU time only, never seconds: twice the input may not take more than four times as long.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from parsers import addresses, charsets, content, dates, evidence, html, ids, marks, transfer
from parsers.cleaning import one_line, visible_text
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
    (evidence.results, "("),
    (marks.numbers, "[#1"),
    (lambda value: one_line(value, 10**9), " \u200d"),
    (visible_text, "\x1b\t\n"),
    (html.to_text, "<"),
    (html.to_text, "<script>"),
    (html.to_text, "&amp"),
]

OCTET_READERS: list[tuple[Callable[[bytes], object], bytes]] = [
    (lambda value: ids.listed([value]), b"<"),
    (lambda value: ids.listed([value]), b"<a@b>"),
    (lambda value: ids.listed([value]), b"> "),
    (lambda value: charsets.decode(value, "utf-8"), b"\xc3"),
    (lambda value: charsets.decode(value, "iso-2022-jp"), b"\x1b$B"),
    (transfer.base64_octets, b"A\n="),
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
