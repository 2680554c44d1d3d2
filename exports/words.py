"""Dates, numbers and lists as they are said in a sentence; English whatever the machine's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_A_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_ORDINALS = (
    "",
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def long_day(day: date) -> str:
    """``"Tuesday 1 December 2026"``."""
    return f"{_DAYS[day.weekday()]} {short_day(day)}"


def short_day(day: date) -> str:
    """``"1 December 2026"``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def days_said(days: Iterable[date]) -> str:
    """``"7, 14 and 21 October and 4 November 2026"``: each day once, in order."""
    months: dict[tuple[int, int], list[str]] = {}
    for day in sorted(set(days)):
        months.setdefault((day.year, day.month), []).append(str(day.day))
    found = [
        f"{listing(numbers)} {_MONTHS[month - 1]}" + (f" {year}" if last else "")
        for (year, month), numbers, last in _last_of_each_year(months)
    ]
    return listing(found)


def _last_of_each_year(
    months: dict[tuple[int, int], list[str]],
) -> Iterator[tuple[tuple[int, int], list[str], bool]]:
    lasts = {year: (year, month) for year, month in months}
    for which, numbers in months.items():
        yield which, numbers, lasts[which[0]] == which


def round_said(count: int) -> str:
    """Which round of several: ``"First round"``, ``"Round 11"``."""
    return f"{_ORDINALS[count]} round" if 0 < count < len(_ORDINALS) else f"Round {count}"


def unbroken(text: str) -> str:
    """The text with hard spaces in every day that it says, so that none is broken over lines."""
    return _A_DAY.sub("\\1\N{NO-BREAK SPACE}\\2\N{NO-BREAK SPACE}\\3", text)


def number(count: int) -> str:
    """Small numbers in words, larger ones in figures; none at all is "no"."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counted(count: int, one: str, many: str = "") -> str:
    """``"six schools"``, ``"one school"``, ``"28 schools"``, ``"no schools"``."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def many(word: str) -> str:
    """Several of what a framework's own word names: ``"qualities"``, ``"key areas"``."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def listing(items: Sequence[str]) -> str:
    """``"a, b and c"``."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def sentence(text: str) -> str:
    """The text with its first letter in capitals."""
    return text[:1].upper() + text[1:]
