"""Dates as they are written; absurd ones are none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.dates import read
from parsers.read import parse
from tests.parsers.letters import codes, letter

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Sun, 22 Nov 2026 12:00:00 +0000",
        "22 Nov 2026 12:00 GMT",
        "Sun, 22 Nov 2026 13:00:00 +0100 (CET)",
        "Sun, 22 Nov 2026 07:00:00 -0500",
        "Sun, 22 Nov 2026 07:00:00 EST",
        "Sun,22 nov 2026 12:00:00 UT",
        "Sunday, 22-Nov-26 12:00:00 +0000",
        "Sun Nov 22 12:00:00 2026",
        "Sun, 22 Nov 2026 12:00:00",
        "Sun, 22 Nov 2026 17:30:00 +0530",
        "  22   November 2026 12:00:00 Z",
    ],
)
def test_one_moment_in_many_forms(text: str) -> None:
    assert read(text) == NOON


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "Thu, 01 Jan 99999 00:00:00 +0000",
        "Thu, 31 Feb 2026 00:00:00 +0000",
        "Thu, 01 Jan 1904 00:00:00 +0000",
        "Thu, 01 Jan 2026 25:00:00 +0000",
        "Thu, 01 Foo 2026 10:00:00 +0000",
        "Thu, 01 Jan 2026 10 +0000",
        "0 0 0 0 0",
        "((((",
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "١ Jan 2026 10:00:00 +0000",
    ],
)
def test_A43_an_absurd_date_is_none_and_told(text: str) -> None:
    mail = parse(letter(f"Date: {text}"))
    assert mail.date is None
    assert "date_odd" in codes(mail)


@given(st.integers(200_000, 7_250_000_000), st.integers(-23, 23))
def test_what_is_written_is_read(seconds: int, hours: int) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    written = f"{moment:%a, %d %b %Y %H:%M:%S} {hours:+03d}00"
    found = read(written)
    assert found is not None
    assert (moment - found).total_seconds() == hours * 3600


@given(st.text(alphabet="0123456789 :+-,JanSuUT()", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    found = read(text)
    assert found is None or 1969 <= found.year <= 2201
