"""Date and time as mail programs write them for people, in their own language and order.

Takes the text behind "Date:" or "Sent:" in a quoted header block; gives a datetime, or None where it is not certain.
Never chooses: 03/04/2025 is March in Boston and April in London, so it is no date.
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta, timezone

from parsers import months
from parsers.patterns import Pattern

_LONGEST = 100
_EARLIEST, _LATEST = 1970, 2200
# Thailand counts from the Buddha.
_BUDDHIST = 543

_YEAR_FIRST = Pattern(r"(?:^|[^\d])(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?:[^\d]|$)")
_DAY_FIRST = Pattern(r"(?:^|[^\d])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?:[^\d:]|$)")
_EITHER_FIRST = Pattern(r"(?:^|[^\d])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[^\d]|$)")
_NUMBERED = Pattern(r"(?:^|[^\d])(\d{1,2}) (?:tháng|thg) (\d{1,2}),? (?:năm )?(\d{4})")
_WORD = Pattern(r"\d+|[\pL\pM]+")
_CLOCK = Pattern(
    r"(?:^|[^\d:])(?P<hour>\d{1,2})\s?[:h時时點点시]\s?(?P<minute>\d{2})"
    r"(?:\s?[:分분m]\s?(?P<second>\d{2}))?(?:[^\d:]|$)"
)
# a dot parts hours from minutes only where no date can stand: behind the year, or behind "at"
_DOTTED_CLOCK = Pattern(
    r"(?:\d{4}\s?[,.]?|(?:^|\s)(?:klo?\.?|kell|pukul|um|at|alle|ore|o|ob|в|u|la))\s"
    r"(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?:\.(?P<second>\d{2}))?(?:[^\d.]|$)"
)
_AFTERNOON = Pattern(
    r"\d\s?(?:pm|p\.\s?m\.|nachm\.|μμ|μ\.μ\.|ös|du\.?|مساء|م)(?:[^\pL]|$)|(?:^|\s)(?:pm|ös|du\.?)\s?\d"
    r"|下午|晚上|午後|오후|chiều|tối"
)
_MORNING = Pattern(
    r"\d\s?(?:am|a\.\s?m\.|vorm\.|πμ|π\.μ\.|öö|de\.?|صباح|ص)(?:[^\pL]|$)|(?:^|\s)(?:am|öö|de\.?)\s?\d"
    r"|上午|早上|凌晨|午前|오전|sáng"
)
_ZONE = Pattern(r"(?::\d{2}(?:\s?[ap]m)?\s?|\b(?:gmt|utc)\s?|:\d{2} \()([+-])\s?(\d{1,2}):?(\d{2})?(?:\D|$)")
_ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "met": 1, "mest": 2, "hnec": 1, "haec": 2,
    "eet": 2, "eest": 3, "msk": 3, "мск": 3, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "jst": 9, "kst": 9,
}  # fmt: skip


def read(text: str) -> datetime | None:
    """The moment `text` names: in UTC where it tells a zone, else without one, as its writer's clock showed it."""
    plain = _plain(text)
    day = _day(plain)
    if day is None:
        return None
    clock = _clock(plain)
    try:
        moment = datetime(*day, *clock)  # noqa: DTZ001 - the zone, where there is one, follows
    except ValueError:  # the 31st of February, hour 25
        return None
    if not _EARLIEST <= moment.year <= _LATEST:
        return None
    offset = _offset(plain)
    return moment if offset is None else moment.replace(tzinfo=timezone(offset)).astimezone(UTC)


def _plain(text: str) -> str:
    """Lower case, full-width digits and odd blanks made plain, marks of direction gone, Arabic digits read."""
    text = unicodedata.normalize("NFKC", text[:_LONGEST]).lower()
    if text.isascii():
        return text
    return "".join(_char(char) for char in text).strip()


def _char(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    match unicodedata.category(char):
        case "Cf":
            return ""
        case "Zs":
            return " "
        case _:
            return char


def _day(text: str) -> tuple[int, int, int] | None:
    """(year, month, day), where only one reading is possible."""
    if found := _YEAR_FIRST.groups(text):
        return _checked(*found)
    if found := _DAY_FIRST.groups(text) or _NUMBERED.groups(text):
        return _checked(found[2], found[1], found[0])
    if found := _EITHER_FIRST.groups(text):
        first, second = int(found[0]), int(found[1])
        if first != second and first <= 12 and second <= 12:
            return None
        day, month = (first, second) if first > 12 else (second, first)
        return _checked(found[2], str(month), str(day))
    return _named_day(text)


def _checked(year: str, month: str, day: str) -> tuple[int, int, int]:
    full = int(year) + 2000 if len(year) == 2 else int(year)
    return (full - _BUDDHIST if full > _LATEST else full), int(month), int(day)


def _named_day(text: str) -> tuple[int, int, int] | None:
    """A day whose month is a word. Where two words are months, the one behind the day counts ("mar, 3 jun 2025")."""
    words = _WORD.all(text)[:30]
    year = next((word for word in words if len(word) == 4 and word.isdecimal() and word[0] in "12"), "")
    best: tuple[str, int] | None = None
    for place, word in enumerate(words):
        number = None if word.isdecimal() else months.month(word)
        if number is None:
            continue
        before, after = _near(words, place, -1), _near(words, place, 1)
        if before is not None and (year or after is not None):  # "3 Mar 25", as RFC 5322 4.3 still allows
            return _checked(year or str(after), str(number), before)
        if year and after is not None and best is None:
            best = (after, number)
    return None if best is None else _checked(year, str(best[1]), best[0])


# What may stand between the day and its month: "3 de marzo", "3rd of March", "3. d. marts".
_BETWEEN = frozenset({"de", "of", "st", "nd", "rd", "th", "er", "do", "d", "den", "º", "o", "the", "ta", "ab"})


def _near(words: list[str], place: int, step: int) -> str | None:
    """The day that stands beside the word at `place`, before it (`step` -1) or behind it (1)."""
    place += step
    while 0 <= place < len(words) and words[place] in _BETWEEN:
        place += step
    if 0 <= place < len(words) and words[place].isdecimal() and len(words[place]) <= 2:
        return words[place]
    return None


def _clock(text: str) -> tuple[int, int, int]:
    found = _CLOCK.named(text) or _DOTTED_CLOCK.named(text)
    if found is None:
        return 0, 0, 0
    hour, minute = int(found["hour"]), int(found["minute"])
    if hour < 12 and _AFTERNOON.holds(text):
        hour += 12
    elif hour == 12 and _MORNING.holds(text):
        hour = 0
    return hour, minute, int(found.get("second", "0"))


def _offset(text: str) -> timedelta | None:
    """How far the told zone is from UTC, None where none is told."""
    if found := _ZONE.groups(text):
        sign, hours, minutes = found
        if len(hours) + len(minutes) in (1, 2, 4) and int(hours) <= 14:
            offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
            return -offset if sign == "-" else offset
    named = [_ZONES[word] for word in _WORD.all(text) if word in _ZONES]
    return timedelta(hours=named[-1]) if named else None
