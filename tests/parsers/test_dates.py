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
        "Sun, 22 Nov 26 12:00 UT",
        "Sun, 22 Nov 126 12:00:00 +0000",
        "22 Nov 2026 14:00:00 GMT+0200",
        "Sun, 22 Nov 2026 14:00:00 GMT+02:00",
        "Sun, 22 Nov 2026 14:00:00 UTC +2",
        "Sun, 22 Nov 2026 14:00:00 +02:00",
        "Sun, 22 Nov 2026 12:00:00 -0000",
        "Sun, 22 Nov 2026 12:00:00 K",
        "Sun, 22 Nov 2026 04:00:00 PST",
        "Sun, 22 Nov 2026 13:00:00 MEZ",
        "Sun, 22 Nov 2026 15:00:00 MSK",
        "Sun 22 Nov 2026 12:00:00 +0000",
        "Sun, 22 (a comment (in it)) Nov 2026 12:00:00 (noon) +0000 (UTC)",
        "Sun, 22 Nov 2026 12:00:00 +0000 (Coordinated Universal Time) and more",
        "Sun, 22 Nov 2026 12:00:00.417 +0000",
        "Sun, 22 Nov 2026 12.00.00 +0000",
        "Sun, 22 Nov 2026 12:00:00+0000",
        "Sun, 22 Nov 2026 7:00 -0500",
        "Sun, 22 Nov 2026 12:00:00 Europe/Berlin",
        "Sun, Nov 22, 2026 12:00 PM",
        "Nov 22, 2026, 12:00:00 PM GMT",
        "November 22nd, 2026 12:00",
        "Sun Nov 22 07:00:00 EST 2026",
        "Sun Nov 22 12:00:00 2026 +0000",
        "2026-11-22T12:00:00Z",
        "2026-11-22T13:00:00+01:00",
        "2026-11-22T12:00:00.000Z",
        "2026-11-22 12:00:00",
        "2026-11-22 12:00:00 +0000",
        "20261122T120000Z",
        "22.11.2026 12:00",
        "22.11.2026 12:00:00 +0000",
        "22/11/2026 12:00:00",
        "11/22/2026 12:00:00 PM",
        "2026/11/22 12:00:00",
        "2026年11月22日 12:00",
        "2026年11月22日 下午12:00",
        "So, 22 Nov 2026 12:00:00 +0000",
        "Sonntag, 22. November 2026 12:00:00",
        "dim., 22 nov. 2026 12:00:00 +0000",
        "mar., 22 nov. 2026 12:00:00 +0000",
        "Вс, 22 ноя 2026 12:00:00 +0000",
        "domingo, 22 de noviembre de 2026 12:00:00",
        "周日, 22 11月 2026 12:00:00 +0000",
        "Sun, 22-Nov-2026 12:00:00 GMT",
        "Nov 22 2026 12:00:00",
        "12:00:00 22 Nov 2026",
        "2026 Nov 22 12:00:00",
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
        "Sun, 22 Nov 2026 12:00:00 +9999",
        "Sun, 22 Nov 2026 12:00:00 +123456",
        "Sun, 22 Nov 2026 12:61:00 +0000",
        "Sun, 22 Nov 2026 12:00:75 +0000",
        "Sun, 22 Nov 2026 24:01:00 +0000",
        "Sun, 00 Nov 2026 12:00:00 +0000",
        "Sun, 22 Nov 0026 12:00:00 +0000",
        "Sun, 22 Nov 2026",
        "2026-13-22T12:00:00Z",
        "2026-11-22T12",
        "99/99/2026 12:00:00",
        "%DATE%",
        "1795348800",
        "12:00:00",
        "Nov 12:00:00",
        "Sun, Nov 2026 12:00:00 +0000",
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


FORMS = [
    "{:%a, %d %b %Y %H:%M:%S} +0000", "{:%d %b %y %H:%M:%S} UT", "{:%Y-%m-%dT%H:%M:%S}Z", "{:%Y%m%dT%H%M%S}Z",
    "{:%a %b %d %H:%M:%S %Y}", "{:%a %b %d %H:%M:%S} GMT {:%Y}", "{:%d.%m.%Y %H:%M:%S}", "{:%B %d, %Y %I:%M:%S %p}",
    "{:%a, %d-%b-%Y %H:%M:%S} (UTC)", "{:%Y/%m/%d %H:%M:%S}", "{:%Y}年{:%m}月{:%d}日 {:%H:%M:%S}",
]  # fmt: skip


@given(st.datetimes(datetime(1970, 1, 2), datetime(2049, 12, 31)), st.sampled_from(FORMS))  # noqa: DTZ001 - as UTC below
def test_one_moment_written_in_any_form_is_read(moment: datetime, form: str) -> None:
    whole = moment.replace(microsecond=0, tzinfo=UTC)
    assert read(form.format(*[whole] * 4)) == whole


@given(st.text(alphabet="0123456789 :+-,JanSuUT()", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    found = read(text)
    assert found is None or 1969 <= found.year <= 2201
