"""Dates as mail programs write them for people are read where only one reading is possible."""

from __future__ import annotations

from datetime import datetime

import pytest

from parsers import months
from parsers.localdates import read

THIRD_OF_MARCH = """
Montag, 3. März 2025 um 10:12 | Mo., 3. März 2025 um 10:12 Uhr | 3 mars 2025 à 10:12 | Le 3 mars 2025 à 10 h 12
2025年3月3日 上午10:12 | 2025年3月3日(月) 10:12 | 2025/03/03 (月) 10:12 | 2025年3月3日 10時12分
2025. 3. 3. 오전 10:12 | 2025년 3월 3일 (월) 오전 10:12 | Mon, Mar 3, 2025 at 10:12 AM | Monday, March 3, 2025 10:12 AM
03.03.2025 10:12 | 3.3.2025 klo 10.12 | maanantai 3. maaliskuuta 2025 klo 10.12 | 2025-03-03 10:12 | 3/3/2025 10:12 AM
lunes, 3 de marzo de 2025 10:12 a. m. | mar., 3 mar 2025 a las 10:12 | segunda-feira, 3 de março de 2025 10h12
lunedì 3 marzo 2025 alle ore 10:12 | den 3 mars 2025 kl. 10:12 | ma. 3. mars 2025 kl. 10.12 | Mon Mar 3 10:12:00 2025
poniedziałek, 3 marca 2025 10:12 | 3 марта 2025 г., 10:12 | пн, 3 мар. 2025 г. в 10:12
понеділок, 3 березня 2025 р. 10:12
3 Mart 2025 Pazartesi 10:12 | 2025. március 3., hétfő 10:12 | 2025. márc. 3., H, 10:12 | luni, 3 martie 2025, 10:12
Δευτέρα, 3 Μαρτίου 2025 10:12 π.μ. | יום ב׳, 3 במרץ 2025 ב-10:12 | الاثنين، 3 مارس 2025 10:12 ص
الاثنين، ٣ مارس ٢٠٢٥ ١٠:١٢ ص
3 Maret 2025 pukul 10.12 | 10:12, Thứ Hai, 3 tháng 3, 2025 | วันจันทร์ที่ 3 มีนาคม 2568 10:12 | 3. mars 2025 10:12
2025 m. kovo 3 d., pirmadienis 10:12 | 2025. gada 3. marts 10:12 | esmaspäev, 3. märts 2025 10:12 | mrt 3 2025 10:12
""".replace("\n", " | ").split(" | ")


@pytest.mark.parametrize("text", [text for text in THIRD_OF_MARCH if text])
def test_a_date_without_zone_is_the_clock_of_who_wrote_it(text: str) -> None:
    assert read(text) == datetime(2025, 3, 3, 10, 12)  # noqa: DTZ001 - no zone is told, so there is none


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Mon, 3 Mar 2025 10:12:00 +0100", "2025-03-03T09:12:00+00:00"),
        ("Sun, 3 Mar 2025 10:12:00 -0800 (PST)", "2025-03-03T18:12:00+00:00"),
        ("Mon, 3 Mar 25 10:12:00 +0100", "2025-03-03T09:12:00+00:00"),
        ("2025-03-03T10:12:00Z", "2025-03-03T10:12:00+00:00"),
        ("26. října 2021 14:25:08 GMT+3", "2021-10-26T11:25:08+00:00"),
        ("October 26, 2021 at 2:25:08 PM GMT+3", "2021-10-26T11:25:08+00:00"),
        ("3. März 2025 um 10:12:00 MEZ", "2025-03-03T09:12:00+00:00"),
        ("luni, 3 martie 2025, 10:12 EET", "2025-03-03T08:12:00+00:00"),
    ],
)
def test_a_date_with_a_zone_is_a_moment(text: str, moment: str) -> None:
    assert read(text) == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("Mar 3, 2025, 12:05 AM", "00:05"),
        ("Mar 3, 2025, 12:05 PM", "12:05"),
        ("2025年3月3日 下午4:12", "16:12"),
        ("2025. 3. 3. 오후 4:12", "16:12"),
        ("lunes, 3 de marzo de 2025 4:12 p. m.", "16:12"),
        ("3. 3. 2025 16:12:09", "16:12"),
        ("2025年3月3日", "00:00"),
    ],
)
def test_half_days_are_told_apart(text: str, clock: str) -> None:
    moment = read(text)
    assert moment is not None
    assert moment.strftime("%H:%M") == clock


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "03/04/2025 10:12", "3 listopada 2025", "31 Feb 2025", "3 March", "March 2025", "99999",
     "3 March 2025 25:12", "1/1/1", "0000-00-00", "3 March 1025", "١"],
)  # fmt: skip
def test_what_is_not_certain_is_no_date(text: str) -> None:
    assert read(text) is None


def test_a_weekday_that_looks_like_a_month_does_not_mislead() -> None:
    moment = read("mar, 3 jun 2025 10:12")
    assert moment is not None
    assert moment.month == 6


@pytest.mark.parametrize("row", months.MONTHS, ids=lambda row: row.language)
def test_every_language_has_twelve_months_of_its_own(row: months.Months) -> None:
    names = [forms.split("/") for forms in row.names.split()]
    assert len(names) == 12
    read_back = [months.month(forms[0]) for forms in names]
    assert [number for number in read_back if number is not None] == [
        number for number, found in enumerate(read_back, start=1) if found is not None
    ]
    assert read_back.count(None) <= 1, "a name two languages disagree about is left out, and there are few"
