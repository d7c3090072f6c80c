"""A due time is absolute, and in a stated zone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rules.dates import in_words

WINTER = datetime(2026, 11, 22, 12, 5, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "language", "words"),
    [
        (WINTER, "Europe/Berlin", "en", "Sunday, 22 November 2026, 13:05 (UTC+01:00, Europe/Berlin)"),
        (WINTER, "Europe/Berlin", "de-AT", "Sonntag, 22. November 2026, 13:05 Uhr (UTC+01:00, Europe/Berlin)"),
        (SUMMER, "Europe/Berlin", "de", "Donnerstag, 2. Juli 2026, 01:30 Uhr (UTC+02:00, Europe/Berlin)"),
        (WINTER, "UTC", "en", "Sunday, 22 November 2026, 12:05 (UTC)"),
        (WINTER, "America/St_Johns", "en", "Sunday, 22 November 2026, 08:35 (UTC-03:30, America/St_Johns)"),
        (WINTER, "Nowhere/Land", "xx", "Sunday, 22 November 2026, 12:05 (UTC)"),
    ],
)
def test_a_moment_reads_in_local_time_with_its_offset(moment: datetime, zone: str, language: str, words: str) -> None:
    assert in_words(moment, zone, language) == words


def test_the_two_halves_of_a_repeated_hour_differ() -> None:
    first = in_words(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Berlin", "en")
    second = in_words(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Berlin", "en")
    assert first.replace("+02:00", "+01:00") == second
    assert first != second
