"""The review date for people's calendars, as one bare event: what a phone's camera acts on."""

from __future__ import annotations

from collections.abc import Sequence

from sessions.model import Session
from sessions.text import clean, one_line

# A code grows with every word. 106 bytes is what version 5 holds at level L, and version 5 is the largest that a
# stage of 80 by 24 shows with its quiet zone: the rest of the event takes 63.
_SUMMARY = 43
_ACTION = 60
_ACTIONS = 5


def review_event(session: Session, actions: Sequence[str] = (), *, brief: bool = False) -> str:
    """The review date as the text of one all-day VEVENT; "" when the session has none.

    `actions` become its description, the first few of them, shortened. It is less than RFC 5545 asks of a calendar's
    file, on purpose: no calendar around it, for cameras look for the event; no UID and no DTSTAMP, which scanners do
    without, and whose 50 bytes and more would make its code too large for a small stage; lines that are not folded,
    for scanners do not unfold them. Without an end, an event on a date takes that whole day (3.6.1). `brief` says no
    more than that it is the review, for a small stage.
    """
    day = session.meta.review_date
    if day is None:
        return ""
    lines = [
        "BEGIN:VEVENT",
        f"SUMMARY:{_summary('Review' if brief else f'Review: {one_line(session.meta.title)}')}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
    ]
    tasks = [words for words in map(one_line, actions) if words]
    said = [f"- {shortened(words, _ACTION)}" for words in tasks[:_ACTIONS]]
    if len(tasks) > _ACTIONS:
        said.append(f"and {len(tasks) - _ACTIONS} more")
    if said:
        lines.insert(2, f"DESCRIPTION:{escape(chr(10).join(said))}")
    return "\r\n".join([*lines, "END:VEVENT"])


def _summary(text: str) -> str:
    """As much of the text as there is room for, escaped: what counts is the bytes that a code has to hold."""
    said = escape(text)
    length = min(len(text), _SUMMARY)
    while len(said.encode()) > _SUMMARY:
        said = escape(shortened(text, length))
        length -= 1
    return said


def escape(text: str) -> str:
    """Text as a value of RFC 5545 (3.3.11): backslash, semicolon, comma and line breaks escaped."""
    text = clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def shortened(text: str, length: int) -> str:
    """The text in at most `length` characters, cut between words where that is possible."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > length // 2 else cut).rstrip(" ,;:.") + "…"
