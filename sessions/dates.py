"""Dates and times of day as people type them and as they are said; what is wrong is said in plain words."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
# After this hour nobody begins a session on the same day; one prepared now is for the next school day.
_LATE = 15
# A year outside these is a slip of the finger.
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
HOW_TO_WRITE_ONE = "Write it like 1 Dec, 1.12.2026 or tomorrow."
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b")


def long_date(day: date) -> str:
    """A date as it is said: "Tuesday 1 December 2026". English whatever the machine's language."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def minutes(count: int) -> str:
    """Minutes as they are said: "1 minute", "12 minutes"."""
    return f"{count} minute{'' if count == 1 else 's'}"


def school_day(day: date) -> date:
    """The day itself, or the Monday after it at a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= 5 else day


def read_date(text: str, today: date) -> date:
    """The date that was typed: ``2026-12-01``, ``1.12.2026``, ``1/12``, ``Tue 1 Dec``, ``December 1 2026``,
    ``today``, ``tomorrow``, ``Tuesday``. Days come before months; without a year it is the next such day.

    Raises ValueError, whose words say what is wrong and what to write instead.
    """
    words = _ORDINAL.sub("", text.casefold())
    words = re.sub(r"\bof\b|\bthe\b", " ", words).strip(" ,.")
    if not words:
        raise ValueError(f"There is no date. {HOW_TO_WRITE_ONE}")
    if words in ("today", "tomorrow"):
        return today + timedelta(days=words == "tomorrow")
    if match := re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", words):
        year, month, day = map(int, match.groups())
        return _day(year, month, day)
    if match := re.fullmatch(r"(\d{1,2})\s*[-./]\s*(\d{1,2})(?:\s*[-./]\s*(\d+))?", words):
        day, month = int(match[1]), int(match[2])
        return _day(_year(match[3]), month, day) if match[3] else _coming(month, day, today)
    return _in_words(text.strip(), [word for word in re.split(r"[\s,./-]+", words) if word], today)


def read_time(text: str) -> str:
    """The time of day that was typed, as ``"09:30"``: ``9``, ``9:30``, ``9.30``, ``0930``, ``1.30 pm``, ``noon``.

    Raises ValueError, whose words say what is wrong and what to write instead.
    """
    words = text.casefold().replace(" ", "")
    if words in ("noon", "midday"):
        return "12:00"
    match = re.fullmatch(r"(\d{1,2})(?:[:.h]?(\d{2}))?h?(am|pm|a\.m\.?|p\.m\.?)?", words)
    if match is None:
        asked = f"“{text.strip()}” is not a time of day." if text.strip() else "There is no time."
        raise ValueError(f"{asked} Write it like 9:00 or 13.30.")
    hours, minutes = int(match[1]), int(match[2] or 0)
    half = (match[3] or "")[:1]
    if half and not 1 <= hours <= 12:
        raise ValueError(f"There is no {hours} {half}m. Write it like 9:00 or 13.30.")
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    if hours > 23 or minutes > 59:
        raise ValueError(f"A day has no {hours}:{minutes:02}. Write it like 9:00 or 13.30.")
    return f"{hours:02}:{minutes:02}"


def short_date(day: date, today: date) -> str:
    """A date in a list: "Tue 1 Dec"; with its year, without the weekday, when it is more than half a year away."""
    if abs(day - today) > timedelta(days=183):
        return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
    return f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def likely_day(now: datetime) -> date:
    """The day a session prepared at `now` (local time) is for: today, late in the day the next, never a weekend."""
    return school_day(now.date() + timedelta(days=now.hour >= _LATE))


def local_zone() -> str:
    """The IANA name of this machine's time zone; UTC where it has none that we know."""
    from tzlocal import get_localzone_name  # not at the top: it looks through /etc when it is imported

    try:
        name = get_localzone_name() or "UTC"
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
    return name


def _in_words(typed: str, words: list[str], today: date) -> date:
    """A date with a month or a weekday in words, in any order."""
    weekday = month = day = year = None
    for word in words:
        if word == "next" and len(words) == 2:
            continue
        if word.isdecimal() and day is None and len(word) <= 2:
            day = int(word)
        elif word.isdecimal() and year is None:
            year = _year(word)
        elif month is None and (found := _named(word, MONTHS)) is not None:
            month = found + 1
        elif weekday is None and (found := _named(word, DAYS)) is not None:
            weekday = found
        else:
            raise ValueError(f"“{typed}” is not a date. {HOW_TO_WRITE_ONE}")
    if weekday is not None and day is None and month is None and year is None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if day is None or month is None:
        missing = "month" if month is None else "day"
        raise ValueError(f"“{typed}” has no {missing}. {HOW_TO_WRITE_ONE}")
    given = _coming(month, day, today) if year is None else _day(year, month, day)
    if weekday is not None and given.weekday() != weekday:
        raise ValueError(
            f"{given.day} {MONTHS[month - 1]} {given.year} is a {DAYS[given.weekday()]}, not a {DAYS[weekday]}."
        )
    return given


def _named(word: str, names: tuple[str, ...]) -> int | None:
    """The place of the name that a word begins (three letters at least)."""
    if len(word) < 3:
        return None
    word = {"sept": "sep", "tues": "tue", "weds": "wed", "thurs": "thu", "thur": "thu"}.get(word, word)
    return next((place for place, name in enumerate(names) if name.casefold().startswith(word)), None)


def _year(text: str) -> int:
    year = int(text[:9]) + (_FIRST_YEAR if len(text) == 2 else 0)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"The year {text[:9]} cannot be right. Write four digits, like 2026.")
    return year


def _coming(month: int, day: int, today: date) -> date:
    """The next such day, today included."""
    # A date that is none says so with the year it is; the 29 February of the next leap year is at most 8 away.
    tries = [year for year in range(today.year, today.year + 9) if day <= _length(year, month)]
    found = (date(year, month, day) for year in tries if day > 0)
    return next((one for one in found if one >= today), None) or _day(today.year, month, day)


def _day(year: int, month: int, day: int) -> date:
    year = _year(str(year))
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month}. Write the day first, like 1.12.{year}.")
    if not 1 <= day <= _length(year, month):
        whose = f" {year}" if month == 2 else ""
        raise ValueError(f"{MONTHS[month - 1]}{whose} has no day {day}.")
    return date(year, month, day)


def _length(year: int, month: int) -> int:
    """How many days a month has; none when there is no such month."""
    if not 1 <= month <= 12:
        return 0
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day
