"""Finding a known day in text that people typed, however it is written: "Tuesday 1 December", "2026-12-01"."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from sessions.dates import DAYS, MONTHS

_ORDINAL = r"(?:st|nd|rd|th)?"


@cache
def said(day: date) -> re.Pattern[str]:
    """A pattern for the ways in which a day is written. In figures it needs its year: 1.12 may be a code."""
    name = MONTHS[day.month - 1]
    month = rf"(?:{name}|{'Sept?' if day.month == 9 else name[:3]}\.?)"
    weekday = DAYS[day.weekday()]
    before = rf"(?:(?:{weekday}|{weekday[:3]}\.?),?\s+)?"
    number = rf"0?{day.day}"
    # Another year is another day.
    year = rf"(?:,?\s+{day.year}|(?!,?\s+\d{{4}}))"
    ways = (
        rf"{before}(?:the\s+)?{number}{_ORDINAL}(?:\s+of)?\s+{month}{year}",
        rf"{before}{month}\s+{number}{_ORDINAL}(?!\d){year}",
        rf"{day.year}[-./]0?{day.month}[-./]{number}",
        rf"{number}(?P<dot>[-./])0?{day.month}(?P=dot)(?:{day.year}|{day.year % 100:02})",
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)
