"""Calendars: what stands in whose, that the same event is the same again, and that nothing typed becomes one."""

import re
from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from exports import calendar_file, dated, handout, markdown
from exports.document import Document, Event
from sessions.model import Session
from sessions.text import clean
from tests.exports.awkward import NOW, SESSION
from tests.exports.later import LATER
from tests.exports.later import NOW as LATER_NOW


def read(document: Document) -> Calendar:
    return Calendar.from_ical(calendar_file.render(document))


def lines(document: Document) -> list[str]:
    """The content lines, unfolded by hand as RFC 5545 (3.1) says."""
    data = calendar_file.render(document)
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return data.decode().replace("\r\n ", "").split("\r\n")


def unescaped(value: str) -> str:
    """A value as RFC 5545 (3.3.11) has it read."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def titles(document: Document) -> list[str]:
    return [str(event["SUMMARY"]) for event in read(document).events]


def test_the_record_has_everybodys_swap_days_and_a_person_their_own() -> None:
    both = "Swap day: Rhian Jones at Cae-glas Primary School, Siôn ap Owain at Ysgol Tŷ Gwyn"
    review = "Review: " + SESSION.meta.title
    assert titles(handout.record(SESSION, NOW)) == [review, both, both]
    assert (
        titles(handout.own_notes(SESSION, "p1", NOW, "kept"))[1:]
        == ["Swap day at Cae-glas Primary School"] * 2
    )
    assert titles(handout.own_notes(SESSION, "p2", NOW, "kept"))[1:] == ["Swap day at Ysgol Tŷ Gwyn"] * 2
    for others in (
        handout.own_notes(SESSION, "p3", NOW),
        handout.group_notes(SESSION, NOW, "kept"),
        handout.pair_notes(SESSION, "r1", "g1", NOW),
        handout.school_notes(SESSION, "Ysgol Tŷ Gwyn", NOW),
    ):
        assert titles(others) == [review]


def test_days_are_all_day_and_someones_review_says_what_they_have_to_do() -> None:
    review, first, _ = read(handout.own_notes(SESSION, "p1", NOW, "kept")).events
    assert (review["DTSTART"].dt, review["DTEND"].dt) == (date(2027, 1, 12), date(2027, 1, 13))
    assert review["DTSTAMP"].dt == NOW
    assert '=cmd("calc")' in str(review["DESCRIPTION"])
    assert "Siôn ap Owain comes to Ysgol Tŷ Gwyn on the same day." in str(first["DESCRIPTION"])


def test_ones_own_notes_say_where_one_goes_and_who_comes_though_others_are_not_named() -> None:
    """In the calendar and in the words alike: that is what they were told. In notes the other one is a colleague."""
    document = handout.own_notes(SESSION, "p1", NOW)
    _, first, _ = read(document).events
    assert str(first["SUMMARY"]) == "Swap day at Cae-glas Primary School"
    assert (
        str(first["DESCRIPTION"]).splitlines()[-1] == "Siôn ap Owain comes to Ysgol Tŷ Gwyn on the same day."
    )
    row = "| Rhian Jones | Siôn ap Owain | Ysgol Tŷ Gwyn | Cae-glas Primary School |"
    written = markdown.render(document)
    assert row in written
    assert "but for the swaps" in written
    assert written.count("Siôn") == 1
    nameless = markdown.render(handout.own_notes(SESSION, "p1", NOW, "removed"))
    assert "Siôn" not in nameless + markdown.render(handout.pair_notes(SESSION, "r1", "g2", NOW))
    assert titles(handout.own_notes(SESSION, "p4", NOW))[0].startswith("Review")
    assert "Cae-glas" not in markdown.render(handout.own_notes(SESSION, "p4", NOW))


def test_with_names_removed_no_name_is_in_a_calendar() -> None:
    after = replace(LATER, meta=replace(LATER.meta, title="Rhian goes on, and Gethin"))
    coming = dated.next_session(SESSION, after, names_kept=False)
    for document in (
        handout.group_notes(SESSION, NOW),
        handout.record(SESSION, NOW, "removed"),
        handout.own_notes(SESSION, "p1", NOW, "removed"),
    ):
        said = "\n".join(lines(replace(document, events=(*document.events, *coming))))
        assert not any(name in said for name in ("Rhian", "Gwyn", "Siôn", "Cae-glas", "Gethin"))
    assert dated.next_session(SESSION, after, names_kept=True)[0].title == after.meta.title


@pytest.mark.parametrize(
    ("zone", "day", "start", "end"),
    [
        ("Europe/London", date(2027, 1, 12), "2027-01-12T09:00:00+00:00", "2027-01-12T10:03:00+00:00"),
        ("Europe/London", date(2027, 7, 1), "2027-07-01T09:00:00+01:00", "2027-07-01T10:03:00+01:00"),
        ("America/St_Johns", date(2027, 1, 12), "2027-01-12T09:00:00-03:30", "2027-01-12T10:03:00-03:30"),
    ],
)
def test_the_next_session_is_timed_in_its_own_zone(zone: str, day: date, start: str, end: str) -> None:
    after = replace(LATER, meta=replace(LATER.meta, zone=zone, date=day))
    calendar = read(Document(title="", events=dated.next_session(SESSION, after, names_kept=True)))
    (event,) = calendar.events
    assert [tz["TZID"] for tz in calendar.timezones] == [zone]
    assert event["DTSTART"].params["TZID"] == zone
    assert (event["DTSTART"].dt.isoformat(), event["DTEND"].dt.isoformat()) == (start, end)


def test_the_zones_rules_in_the_file_give_the_same_time_as_the_zone() -> None:
    """For a calendar that goes by them alone."""
    summer = replace(LATER, meta=replace(LATER.meta, date=date(2027, 7, 1)))
    calendar = read(Document(title="", events=dated.next_session(SESSION, summer, names_kept=True)))
    found = calendar.timezones[0].to_tz()
    assert (
        datetime(2027, 7, 1, 9, tzinfo=found).utcoffset()
        == datetime(2027, 7, 1, 9).astimezone(found).utcoffset()
    )
    assert datetime(2027, 7, 1, 9, tzinfo=found).utcoffset().total_seconds() == 3600
    assert datetime(2027, 12, 1, 9, tzinfo=found).utcoffset().total_seconds() == 0


def test_a_zone_that_is_not_known_here_is_utc() -> None:
    event = Event(id="x", day=date(2027, 1, 12), title="", start="09:00", zone="Not/One")
    assert "DTSTART:20270112T090000Z" in lines(Document(title="", events=(event,)))


def ids(session: Session) -> list[str]:
    document = handout.own_notes(session, "p1", LATER_NOW)
    return [str(event["UID"]) for event in read(document).events]


def test_taken_in_twice_an_event_takes_the_place_of_the_one_before() -> None:
    before = ids(SESSION)
    assert len(set(before)) == 3
    moved = replace(SESSION.swaps[0], dates=(date(2027, 2, 1), date(2027, 2, 8)))
    after = replace(
        SESSION, meta=replace(SESSION.meta, title="Else", review_date=date(2027, 3, 1)), swaps=(moved,)
    )
    assert set(ids(after)) == set(before)
    # Both of a swap may have one calendar: neither's days take the place of the other's.
    others = [str(event["UID"]) for event in read(handout.own_notes(SESSION, "p2", NOW)).events]
    assert not set(others) & set(before)


def test_without_a_date_there_is_no_calendar() -> None:
    bare = replace(SESSION, meta=replace(SESSION.meta, review_date=None), swaps=())
    assert calendar_file.render(handout.record(bare, NOW)) == b""


@example("C:\\NEW", "\\N \\n \\\\N")
@given(st.text(), st.text() | st.text(st.sampled_from("\\;,:\n\r n\"'BEGIN:VEVENT")))
def test_what_was_typed_comes_back_and_becomes_nothing_else(title: str, details: str) -> None:
    event = Event(id="x", day=date(2027, 1, 12), title=title, details=details)
    document = Document(title="", events=(event,))
    (found,) = read(document).events
    assert str(found["SUMMARY"]) == " ".join(clean(title).split())
    assert str(found.get("DESCRIPTION", "")) == clean(details).strip()
    values = dict(line.split(":", 1) for line in lines(document) if line)
    assert unescaped(values["SUMMARY"]) == str(found["SUMMARY"])
    assert unescaped(values.get("DESCRIPTION", "")) == str(found.get("DESCRIPTION", ""))
    names = [line.partition(":")[0] for line in lines(document) if line]
    assert names.count("BEGIN") == names.count("END") == 2
    assert set(names) <= {
        *("BEGIN", "END", "VERSION", "PRODID", "SUMMARY", "DESCRIPTION", "DTSTAMP", "UID"),
        *("DTSTART;VALUE=DATE", "DTEND;VALUE=DATE"),
    }
