"""Document → a calendar's file (iCalendar, RFC 5545), to be opened in whatever calendar people have.

Each event's id is the same in every export, so that a calendar which is given the file again replaces what it has.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from exports.calendar import escape
from exports.document import Document, Event
from exports.scope import local_zone
from sessions.text import clean, one_line

if TYPE_CHECKING:
    import icalendar

_MAKER = "-//facilitator//hand-out//EN"


def render(document: Document) -> bytes:
    """The document's events as a calendar; b"" where there are none."""
    if not document.events:
        return b""
    # Imported here because few of the program's commands write a calendar.
    from icalendar import Calendar

    made = (document.made or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    if document.said_of_it:
        calendar.add("description", document.said_of_it)
    sample = dict(document.meta).get("sample", "")
    for event in sorted(document.events, key=lambda one: (one.day, one.start)):
        calendar.add_component(_event(event, made, sample))
    years = [event.day.year for event in document.events]
    calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 1, 12, 31))
    return bytes(calendar.to_ical())


@cache
def _text_type() -> type[icalendar.vText]:
    from icalendar import vText

    class Typed(vText):
        """Text that is escaped by our own rules: icalendar's make a line break of a typed “\\N”."""

        __slots__ = ()

        def to_ical(self) -> bytes:
            return escape(self).encode()

    return Typed


def _typed(text: str) -> icalendar.vText:
    return _text_type()(text)


def _event(event: Event, made: datetime, sample: str) -> icalendar.Event:
    """One event: all day where it has no start, else in its own zone."""
    from icalendar import Event as Component

    found = Component()
    found.add("uid", f"{event.id}@facilitator")
    found.add("dtstamp", made)
    found.add("summary", _typed(one_line(event.title)))
    if event.start:
        zone = local_zone(event.zone)
        hour, minute = map(int, event.start.split(":"))
        start = datetime.combine(event.day, time(hour, minute), zone)
        found.add("dtstart", start)
        if event.minutes:
            # The minutes that people sit there, even in a night on which the clocks change.
            found.add("dtend", (start.astimezone(UTC) + timedelta(minutes=event.minutes)).astimezone(zone))
    else:
        found.add("dtstart", event.day)
        found.add("dtend", event.day + timedelta(days=1))
    if details := "\n".join(filter(None, (sample, clean(event.details).strip()))):
        found.add("description", _typed(details))
    return found
