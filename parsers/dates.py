"""Date and time of RFC 5322 3.3, with the obsolete zones, and as other programs write them (ISO 8601, asctime, …).

Takes the text of a Date field; gives an aware datetime in UTC, or None for what is no date or absurd.
Never asks what time it is now: whether a date is plausible today is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from parsers import months, zones

_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_EARLIEST = 1970
_LATEST = 2200
_LONGEST = 200
_LARGEST_OFFSET = 24 * 60
_BLANKS = str.maketrans(",\t\xa0\u202f\uff0c\u3000年月日時分秒년월일시분초", "      ---:: ---:: ")
_NOON = {"am": 0, "a.m.": 0, "vorm.": 0, "pm": 12, "p.m.": 12, "nachm.": 12,
         "上午": 0, "下午": 12, "午前": 0, "午後": 12, "오전": 0, "오후": 12}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Clock:
    hour: int
    minute: int
    second: int


def read(text: str) -> datetime | None:
    """The moment `text` names: `[day-of-week ","] day month year hour ":" minute [":" second] zone`, or as below."""
    words = _words(text[:_LONGEST])
    clock_at = next((place for place, word in enumerate(words) if _clock(word) is not None), -1)
    if clock_at < 0:
        return None
    clock = _clock(words[clock_at])
    day = _day(words[:clock_at])
    after = words[clock_at + 1 :]
    if day is None:  # "Nov 22 12:00:00 2026" has the year behind, "12:00 22.11.2026" all of it
        day, after = _day_around(words[:clock_at], after)
    if day is None or clock is None:
        return None
    halves = [_NOON[word] for word in (*words[:clock_at], *after[:1]) if word in _NOON]
    if halves:
        after = after[1:] if after[:1] and after[0] in _NOON else after
        clock = _Clock(clock.hour % 12 + halves[0], clock.minute, clock.second)
    offset = _offset(after)
    return None if offset is None else _moment(day, clock, offset)


def _words(text: str) -> list[str]:
    """Words in lower case, comments gone; "T" and the zone of ISO 8601 parted from what they touch."""
    if "(" in text:
        text = _without_comments(text)
    text = text.lower().translate(_BLANKS)
    words: list[str] = []
    for word in text.split():
        day, mark, clock = word.partition("t")
        if mark and day[-2:].isdigit() and clock[:2].isdigit():
            words += (_compact_day(day), *_parted(_compact_clock(clock)))
        elif ":" in word or word.count(".") > 1:
            words += _parted(word)
        else:
            words.append(word)
    return words


def _without_comments(text: str) -> str:
    kept: list[str] = []
    depth = 0
    for char in text:
        if char == "(":
            depth += 1
            kept.append(" ")
        elif char == ")":
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(char)
    return "".join(kept)


def _compact_day(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 and day.isdigit() else day


def _compact_clock(clock: str) -> str:
    digits = clock[:6]
    return f"{digits[:2]}:{digits[2:4]}:{digits[4:]}{clock[6:]}" if len(digits) == 6 and digits.isdigit() else clock


def _parted(word: str) -> list[str]:
    """A time and what touches it: "12:00:00+0100", "12:00:00z", "12:00pm", "12:00:00gmt+02:00", "下午12:00"."""
    start = 2 if word[:2] in _NOON else 0
    if not word[start : start + 1].isdigit():
        return [word]
    end = next((place for place in range(start, len(word)) if not (word[place].isdigit() or word[place] in ":.")), None)
    zone = "" if end is None or word[end:] == "-" else word[end:]
    return [piece for piece in (word[:start], word[start:end].rstrip(":."), zone) if piece]


def _clock(word: str) -> _Clock | None:
    """The time of "12:00", "12:00:00", "12:00:00.123", "12.00.00"; None for anything else."""
    numbers = word.split(":") if ":" in word else word.split(".")
    if len(numbers) == 3 and ":" in word:
        numbers[2] = numbers[2].partition(".")[0]
    if len(numbers) not in (2, 3) or (len(numbers) == 2 and ":" not in word):
        return None
    if not all(_is_number(number, 2) for number in numbers):
        return None
    hour, minute, second = (*map(int, numbers), 0)[:3]
    if hour > 24 or minute > 59 or second > 60:
        return None
    return _Clock(hour, minute, min(second, 59))


def _day_around(before: list[str], after: list[str]) -> tuple[date | None, list[str]]:
    """The day of words around the time, and what is left behind it: "Nov 22 12:00:00 [EST] 2026"."""
    for place, word in enumerate(after[:2]):
        if _is_number(word, 4) and len(word) == 4:
            return _day([*before, word]), after[:place] + after[place + 1 :]
    for length in (1, 3, 4):
        found = _day(after[:length])
        if found is not None:
            return found, after[length:]
    return None, after


def _day(words: list[str]) -> date | None:
    """The day that words name; a word for the day of the week, or any other, is skipped."""
    numbers: list[str] = []
    month = month_at = 0
    for word in words:
        for piece in _pieces(word):
            if piece.isdigit() and piece.isascii():
                numbers.append(piece)
            elif (not month or (not month_at and numbers)) and (found := _month(piece)):
                month, month_at = found, len(numbers)  # the first may be a day of the week: "mar., 24 nov."
    if month:
        return _named(month, month_at, numbers)
    return _numbered(numbers) if len(numbers) >= 3 else None


def _pieces(word: str) -> list[str]:
    """The numbers and words of "22-nov-2026", "22/11/2026", "22.11.2026", "22nd", "1er", "nov."."""
    for sign in "-/.":
        word = word.replace(sign, " ")
    return [_plain_number(piece) for piece in word.split()]


def _plain_number(piece: str) -> str:
    digits = piece.rstrip("abcdefghijklmnopqrstuvwxyzªº°")
    return digits if 0 < len(digits) <= 2 and len(piece) - len(digits) <= 2 and digits.isdigit() else piece


def _month(word: str) -> int:
    return _MONTHS.get(word) or months.month(word) or 0


def _named(month: int, month_at: int, numbers: list[str]) -> date | None:
    """A day with the month's name among its numbers; a long number is the year, else the second is."""
    near = numbers[max(0, month_at - 1) :][:2]
    if len(near) < 2:
        return None
    day, year = (near[1], near[0]) if len(near[0]) == 4 else (near[0], near[1])
    return _date(_year(year), month, day)


def _numbered(numbers: list[str]) -> date | None:
    """A day in numbers: year first, else day before month, unless only the other way is a date (11/22/2026)."""
    one, two, three = numbers[:3]
    if not _is_number(two, 2):
        return None
    if len(one) == 4:
        return _date(_year(one), int(two), three)
    if not _is_number(one, 2):
        return None
    if int(two) > 12:
        one, two = two, one
    return _date(_year(three), int(two), one)


def _date(year: int, month: int, day: str) -> date | None:
    if not _EARLIEST <= year <= _LATEST or not _is_number(day, 2):
        return None
    try:
        return date(year, month, int(day))
    except ValueError:  # the 31st of February
        return None


def _moment(day: date, clock: _Clock, offset: timedelta) -> datetime | None:
    if clock.hour > 23 and (clock.hour > 24 or clock.minute or clock.second):
        return None
    spent = timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
    return datetime.combine(day, time.min, UTC) + spent - offset


def _year(text: str) -> int:
    if not _is_number(text, 4):
        return 0
    year = int(text)
    if len(text) < 3:  # RFC 5322 4.3
        return year + (2000 if year < 50 else 1900)
    return year + 1900 if len(text) == 3 else year


def _offset(words: list[str]) -> timedelta | None:
    """The zone that the words behind a time open with; none is UTC, an absurd one None."""
    for word in words[:2]:
        name = word.rstrip("+-0123456789:.")
        signed = word[len(name) :]
        if signed[:1] in ("+", "-") and name in ("", "gmt", "utc", "ut", "z"):
            return _signed(signed)
        if name == word and (found := zones.minutes(word)) is not None:
            following = words[1:2]
            if word in ("gmt", "utc", "ut") and following and following[0][:1] in ("+", "-"):
                return _signed(following[0])
            return timedelta(minutes=found)
    return timedelta()


def _signed(text: str) -> timedelta | None:
    """The offset of "+0100", "-05:30", "+2"; None for more than a day. Anything else says nothing."""
    hours, colon, minutes = text[1:].partition(":")
    if not colon:
        hours, minutes = (hours[:-2], hours[-2:]) if len(hours) > 2 else (hours, "0")
    if not _is_number(hours, 2) or not _is_number(minutes, 2):
        return None if text[1:].isdigit() else timedelta()
    total = int(hours) * 60 + int(minutes)
    if total >= _LARGEST_OFFSET or int(minutes) > 59:
        return None
    return timedelta(minutes=-total if text[0] == "-" else total)


def _is_number(text: str, digits: int) -> bool:
    return 0 < len(text) <= digits and text.isascii() and text.isdigit()
