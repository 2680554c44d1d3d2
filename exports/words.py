"""Dates, numbers and lists as they are said in a sentence; English whatever the machine's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def long_day(day: date) -> str:
    """``"Tuesday 1 December 2026"``."""
    return f"{_DAYS[day.weekday()]} {short_day(day)}"


def short_day(day: date) -> str:
    """``"1 December 2026"``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


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
