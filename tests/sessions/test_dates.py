"""Dates and times of day as people type them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.dates import likely_day, local_zone, long_date, read_date, read_time, short_date

TODAY = date(2026, 11, 21)  # a Saturday
FIRST = date(2026, 12, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-01", "2026-12-1", "2026/12/01", "1.12.2026", "01.12.26", "1/12/2026", "1-12-2026", "1.12.", "1/12",
        "1 . 12 . 2026", "1 Dec", "1 dec", "1st Dec", "1 December", "1 December 2026", "1st of December, 2026",
        "the 1st of December", "Dec 1", "December 1, 2026", "Tue 1 Dec", "Tues 1 Dec 2026", "Tuesday 1 December 2026",
        "Tuesday, 1.Dec.2026", "  1   DECEMBER  ", "1-Dec-2026", "1 Dec 26",
    ],
)  # fmt: skip
def test_every_way_of_writing_a_date_is_understood(typed: str) -> None:
    assert read_date(typed, TODAY) == FIRST


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 22)),
        ("Monday", date(2026, 11, 23)),
        ("next tue", date(2026, 11, 24)),
        ("saturday", date(2026, 11, 28)),
        ("21 Nov", TODAY),
        ("20 Nov", date(2027, 11, 20)),
        ("3 Sept", date(2027, 9, 3)),
        ("29 Feb", date(2028, 2, 29)),
    ],
)
def test_without_a_year_it_is_the_next_such_day(typed: str, understood: date) -> None:
    assert read_date(typed, TODAY) == understood


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "There is no date."),
        ("   ", "There is no date."),
        ("soon", "“soon” is not a date."),
        ("1 Foo 2026", "“1 Foo 2026” is not a date."),
        ("[/oops]", "“[/oops]” is not a date."),
        ("12", "“12” has no month."),
        ("Dec", "“Dec” has no day."),
        ("31 June", "June has no day 31."),
        ("0 June", "June has no day 0."),
        ("29 Feb 2027", "February 2027 has no day 29."),
        ("30 Feb", "February 2026 has no day 30."),
        ("1.13.2026", "There is no month 13. Write the day first"),
        ("1.0.", "There is no month 0."),
        ("1 Dec 206", "The year 206 cannot be right."),
        ("1.12." + "9" * 5000, "The year 999999999 cannot be right."),
        ("2206-12-01", "The year 2206 cannot be right."),
        ("Mon 1 Dec 2026", "1 December 2026 is a Tuesday, not a Monday."),
    ],
)
def test_what_is_no_date_is_said_in_plain_words(typed: str, words: str) -> None:
    with pytest.raises(ValueError, match="^" + words.replace("[", r"\[").replace(".", r"\.")):
        read_date(typed, TODAY)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_date_as_it_is_said_or_written_is_read_back(day: date) -> None:
    assert read_date(long_date(day), TODAY) == day
    assert read_date(day.isoformat(), TODAY) == day
    assert read_date(f"{day.day}.{day.month}.{day.year}", TODAY) == day


@given(st.text(max_size=20))
def test_whatever_is_typed_gives_a_date_or_words(typed: str) -> None:
    try:
        assert read_date(typed, TODAY).year < 2100
    except ValueError as error:
        assert str(error).endswith(".")  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("9", "09:00"), ("9:00", "09:00"), ("09.30", "09:30"), ("0930", "09:30"), ("930", "09:30"), ("13h15", "13:15"),
        ("14h", "14:00"), ("9am", "09:00"), ("1.30 pm", "13:30"), ("12 pm", "12:00"), ("12am", "00:00"),
        ("9 a.m.", "09:00"), ("noon", "12:00"), ("0:05", "00:05"), ("23:59", "23:59"),
    ],
)  # fmt: skip
def test_every_way_of_writing_a_time_is_understood(typed: str, understood: str) -> None:
    assert read_time(typed) == understood


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "There is no time."),
        ("nine", "“nine” is not a time of day."),
        ("25:00", "A day has no 25:00."),
        ("9:75", "A day has no 9:75."),
        ("13 pm", "There is no 13 pm."),
    ],
)
def test_what_is_no_time_is_said_in_plain_words(typed: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_time(typed)


def test_a_date_in_a_list_has_its_year_only_when_it_is_far_away() -> None:
    assert short_date(FIRST, TODAY) == "Tue 1 Dec"
    assert short_date(date(2025, 12, 1), TODAY) == "1 Dec 2025"


def test_the_likely_day_is_today_then_the_next_and_never_a_weekend() -> None:
    thursday, friday = datetime(2026, 11, 19, 14, 59), datetime(2026, 11, 20, 15)  # noqa: DTZ001 - local time
    assert likely_day(thursday) == date(2026, 11, 19)
    assert likely_day(thursday.replace(hour=15)) == date(2026, 11, 20)
    assert likely_day(friday) == date(2026, 11, 23)
    assert likely_day(friday.replace(day=21, hour=9)) == date(2026, 11, 23)


def test_the_machines_zone_is_one_we_can_use(monkeypatch: pytest.MonkeyPatch) -> None:
    assert local_zone()
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Nowhere/Here")
    assert local_zone() == "UTC"
