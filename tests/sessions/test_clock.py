"""The clock shows what an uninterrupted one would, whatever happens to it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sessions import clock as clocks
from sessions.model import Clock
from tests.build import NOW, after

LONDON = ZoneInfo("Europe/London")


def test_twelve_minutes_count_down_to_the_second():
    clock = clocks.start("s", 12, NOW)
    shown = clocks.view(clock, after(3) + timedelta(seconds=18), LONDON)
    assert shown is not None
    assert (shown.digits, shown.words, shown.level) == ("8:42", "until 09:12", "calm")


def test_colours_turn_with_a_fifth_and_a_twentieth_left():
    clock = clocks.start("s", 20, NOW)
    assert [clocks.level(clock, after(m)) for m in (15.9, 16, 18.9, 19, 20)] == [
        "calm",
        "soon",
        "soon",
        "last",
        "over",
    ]


def test_after_zero_it_says_how_much_it_is_over_and_goes_on():
    clock = clocks.start("s", 5, NOW)
    assert clocks.view(clock, after(5), LONDON).words == "time is up"
    shown = clocks.view(clock, after(7) + timedelta(seconds=10), LONDON)
    assert (shown.digits, shown.words) == ("2:10", "over")


def test_a_minute_more_after_zero_is_a_minute_from_now():
    clock = clocks.start("s", 5, NOW)
    longer = clocks.add(clock, 1, after(8))
    assert clocks.remaining(longer, after(8)) == timedelta(minutes=1)


def test_taking_minutes_away_stops_at_zero_left():
    clock = clocks.add(clocks.start("s", 5, NOW), -10, after(2))
    assert clocks.remaining(clock, after(2)) == timedelta()


def test_a_saved_clock_shows_the_same_after_a_restart():
    clock = clocks.start("s", 12, NOW)
    again = msgspec.json.decode(msgspec.json.encode(clock), type=Clock)
    assert clocks.view(again, after(7), LONDON) == clocks.view(clock, after(7), LONDON)


@given(st.lists(st.floats(min_value=0, max_value=3600), min_size=1, max_size=8))
def test_a_pause_never_loses_a_second(spans: list[float]):
    clock = clocks.start("s", 12, NOW)
    moment = NOW
    ran = timedelta()
    for number, span in enumerate(spans):
        moment += timedelta(milliseconds=round(span * 1000))
        if number % 2 == 0:
            ran += timedelta(milliseconds=round(span * 1000))
            clock = clocks.pause(clock, moment)
        else:
            clock = clocks.resume(clock, moment)
    assert clocks.elapsed(clock, moment) == ran


def test_until_is_right_across_the_change_to_summer_time():
    from datetime import UTC, datetime

    clock = clocks.start("s", 60, datetime(2026, 3, 29, 0, 30, tzinfo=UTC))
    assert clocks.view(clock, datetime(2026, 3, 29, 0, 30, tzinfo=UTC), LONDON).until == "02:30"
