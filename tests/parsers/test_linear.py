"""Readers of strangers' text take time in proportion to it, on the inputs made to break that (A41, A42).

Ratios of processor time only, never seconds: twice the input may not take more than two and a half times as long. This
is a sample; `python -m bench.linear` measures every reader at up to 1 MB on the worst cases it can find.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bench.growth import A42, Case, Sample, cases
from bench.linear import (
    WANTED,
    Growth,
    Reader,
    can_be_made,
    caps_off,
    confirmed,
    costly,
    functions,
    growth,
    loops_over_text,
    reached,
    readers,
)
from parsers.limits import LIMITS
from parsers.read import parse
from tests.corpus.stories import mails

_SIZES = (16 * 1024, 32 * 1024)
_SURE = (128 * 1024, 256 * 1024, 512 * 1024)

# Readers nothing can be made for, and loops that no case reaches, each with the reason why that is no harm.
_OUR_OWN = "what it takes is ours, not a stranger's"
_OF_TABLES = "it runs once, over a table of ours, when its module is loaded"
EXCUSED: dict[str, str] = {
    "compose.": _OUR_OWN,
    "token.": _OUR_OWN,
    "places.": "it reads the operator's policy files",
    "deep.": "a library's reading, only for `mail show`, by the person who asked",
    "patterns.any_of": _OF_TABLES,
    "patterns.compiled": _OF_TABLES,
    "bounces.systems.line": _OF_TABLES,
    "bounces.reasons._pattern": _OF_TABLES,
    "courtesies._unspaced": _OF_TABLES,
    "language._bare": _OF_TABLES,
    "language._weights": _OF_TABLES,
    "language._letters": _OF_TABLES,
    "language._alphabet": _OF_TABLES,
    "markup.marks._rows": _OF_TABLES,
    "quoting.signatures._by_": _OF_TABLES,
    "robots.fields._rows": _OF_TABLES,
    "robots.phrases.": "an index of ours stands beside the text; robots.texts and robots.subjects are measured with it",
    "bounces.spotting._plus_octet": "it looks at two characters",
    "guess._beside_ascii": "it looks at a sample of a fixed size",
    "microsoft365._weighed": "it looks once at each of the results that authresults.results, which is measured, found",
    "rtf._copied": "it copies at most 17 octets",
    "sniff._in_ole": "it looks for a few names in two sectors",
    "split._body_after": "it searches twice, from one place on",
    "thanks._put_together": "it takes a fixed number of pieces",
}


def excuse(name: str) -> str:
    return next((reason for opening, reason in EXCUSED.items() if name.startswith(opening)), "")


READERS = [reader for reader in readers() if can_be_made(reader) and not excuse(reader.name)]


@pytest.fixture(autouse=True)
def without_caps() -> Iterator[None]:
    with caps_off():
        yield


def steepest(reader: Reader, among: tuple[Case, ...]) -> Growth:
    """The worst growth at small sizes; what looks steep there has to be steep at large sizes, too."""
    steps = [in_doubt_larger(reader, case) for case in costly(reader, among, chosen=1)]
    return max(steps, key=lambda step: step.ratio)


def in_doubt_larger(reader: Reader, case: Case) -> Growth:
    step = growth(reader, case, _SIZES, tries=2)
    if step.ratio >= WANTED:
        step = confirmed(reader, case, _SIZES)
    return step if step.ratio < WANTED else confirmed(reader, case, _SURE)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_A42_a_reader_takes_time_in_proportion(reader: Reader) -> None:
    found = steepest(reader, A42)
    assert found.ratio < WANTED, found


def test_every_reader_is_measured() -> None:
    assert [reader.name for reader in readers() if not can_be_made(reader) and not excuse(reader.name)] == []


def test_every_loop_over_text_runs_when_the_readers_are_measured() -> None:
    seen = reached(cases(60, "loops")[-60:], 600, [file.read_bytes() for file in mails()])
    never = [
        name
        for name, function, _ in functions()
        if function.__code__ not in seen and not excuse(name) and loops_over_text(function)
    ]
    assert never == []


def test_every_excuse_is_needed() -> None:
    names = [name for name, _, _ in functions()]
    assert [opening for opening in EXCUSED if not any(name.startswith(opening) for name in names)] == []


# What a whole mail is, up to where the case begins.
KINDS = (
    "text/plain",
    "text/html",
    "text/enriched",
    "text/calendar",
    "message/rfc822",
    "multipart/mixed; boundary=b",
    "multipart/report; boundary=c\n\n--c\n\nIt failed.\n--c\nContent-Type: message/delivery-status",
    "multipart/mixed; boundary=c\n\n--c\n\nSee below.\n--c\nContent-Type: message/rfc822\n\nFrom: a@b.example",
)


def squares(text: str) -> int:
    return sum(text.count(char) for char in text)


def test_a_reader_that_takes_longer_would_be_seen() -> None:
    reader = Reader("squares", squares, {"text": "str"}, {})
    assert growth(reader, Case("", "a", ""), (4096, 8192)).ratio > WANTED


@pytest.mark.parametrize("case", A42, ids=str)
@pytest.mark.parametrize("kind", KINDS)
def test_A42_a_whole_mail_is_read_in_proportion(kind: str, case: Case) -> None:
    head = f"From: a@b.example\nReturn-Path: <>\nContent-Type: {kind}\n\n"
    reader = Reader("parse", lambda text: parse((head + text).encode()), {"text": "str"}, {})
    step = in_doubt_larger(reader, case)
    assert step.ratio < WANTED, step


def test_the_caps_are_back_afterwards() -> None:
    with caps_off():
        pass
    assert Sample("a").mail.size > 0
    assert LIMITS.depth == 20
