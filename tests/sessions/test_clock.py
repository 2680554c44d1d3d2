"""The clock shows what an uninterrupted one would, whatever happens to it."""

import itertools
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


@given(st.integers(1, 3_600_000), st.integers(1, 30))
def test_minutes_given_after_zero_are_what_it_says_then(over: int, minutes: int):
    moment = after(5) + timedelta(milliseconds=over)
    longer = clocks.add(clocks.start("s", 5, NOW), minutes, moment)
    assert clocks.view(longer, moment, LONDON).digits == clocks.digits(minutes * 60)


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


# --- whatever is done to it, in whatever order ----------------------------------------------------------------------


class Watch:
    """A stopwatch in whole milliseconds, as simple as it can be: what a clock is measured against."""

    def __init__(self) -> None:
        self.ran = self.given = 0
        self.running = False

    def left(self) -> int:
        return self.given - self.ran

    def add(self, minutes: int) -> None:
        if minutes > 0 and self.left() < 0:
            # Counted from what it says it is over, in whole seconds.
            self.given += (self.ran - self.given) // 1000 * 1000 + minutes * 60_000
        elif self.left() > 0:
            self.given = max(self.given + minutes * 60_000, -(-self.ran // 1000) * 1000)
        elif minutes > 0:
            self.given += minutes * 60_000


DEEDS = st.tuples(
    st.sampled_from(["start", "pause", "resume", "restart", "more", "less", "earlier", "since", "wait"]),
    st.integers(0, 1_200_000),
)


@given(st.lists(DEEDS, max_size=30))
def test_no_order_of_corrections_loses_a_millisecond_and_a_restart_changes_nothing(
    deeds: list[tuple[str, int]],
):
    moment, watch = NOW, Watch()
    clock = clocks.start("s", 12, NOW)
    watch.given, watch.running = 720_000, True
    for deed, number in deeds:
        moment += timedelta(milliseconds=number)
        watch.ran += number if watch.running else 0
        if deed == "start":
            clock = clocks.start("s", number % 40 + 1, moment)
            watch.given, watch.ran, watch.running = (number % 40 + 1) * 60_000, 0, True
        elif deed == "pause":
            clock, watch.running = clocks.pause(clock, moment), False
        elif deed == "resume":
            clock, watch.running = clocks.resume(clock, moment), True
        elif deed == "restart":
            clock, watch.ran, watch.running = clocks.restart(clock, moment), 0, True
        elif deed in ("more", "less"):
            by = 1 if deed == "more" else -1
            clock = clocks.add(clock, by, moment)
            watch.add(by)
        elif deed == "earlier":
            clock = clocks.started_earlier(clock, 1)
            watch.ran += 60_000
        elif deed == "since":
            since = moment - timedelta(milliseconds=number)
            clock, watch.ran = clocks.started_at(clock, since, moment), number
        again = msgspec.json.decode(msgspec.json.encode(clock), type=Clock)
        assert again == clock
        assert clocks.elapsed(again, moment) == timedelta(milliseconds=watch.ran)
        assert clocks.remaining(again, moment) == timedelta(milliseconds=watch.left())
        hour = moment + timedelta(hours=1)
        assert clocks.elapsed(again, hour) == timedelta(
            milliseconds=watch.ran + (3_600_000 if watch.running else 0)
        )


@given(st.integers(0, 999_999), st.integers(1, 200))
def test_pausing_and_going_on_at_once_loses_nothing_however_often(microseconds: int, times: int):
    moment = NOW + timedelta(microseconds=microseconds)
    clock = clocks.start("s", 12, moment)
    for number in range(times):
        moment += timedelta(microseconds=microseconds + number)
        clock = clocks.resume(clocks.pause(clock, moment), moment)
    cut = timedelta(microseconds=2000)
    assert abs(clocks.elapsed(clock, moment) - (moment - NOW - timedelta(microseconds=microseconds))) < cut


@given(st.integers(1, 60), st.lists(st.integers(0, 900), max_size=12))
def test_it_only_ever_gets_more_pressing(minutes: int, waits: list[int]):
    clock, moment, order = clocks.start("s", minutes, NOW), NOW, ["calm", "soon", "last", "over"]
    before = 0
    for wait in waits:
        moment += timedelta(seconds=wait)
        now = order.index(clocks.level(clock, moment))
        assert now >= before
        before = now


@given(st.integers(0, 2_000_000), st.integers(1, 5))
def test_minutes_given_and_taken_back_at_once_leave_the_clock_as_it_was(ran: int, minutes: int):
    clock, moment = clocks.start("s", 12, NOW), NOW + timedelta(milliseconds=ran)
    back = clocks.add(clocks.add(clock, minutes, moment), -minutes, moment)
    if clocks.remaining(clock, moment) >= timedelta():
        assert clocks.remaining(back, moment) == clocks.remaining(clock, moment)
    else:  # what was over is settled by the minutes that were given
        assert timedelta() <= clocks.remaining(back, moment) < timedelta(seconds=1)


def test_the_bell_rings_once_and_not_for_a_time_long_over():
    clock = clocks.start("s", 1, NOW)

    def rings(*seconds: float) -> list[bool]:
        views = [clocks.view(clock, NOW + timedelta(seconds=one), LONDON) for one in seconds]
        return [clocks.rings(one, two) for one, two in itertools.pairwise(views)]

    assert rings(59, 59.5, 60, 60.5, 75) == [False, True, False, False]
    assert rings(30, 3700) == [False]
    still = clocks.view(clocks.pause(clock, NOW), after(2), LONDON)
    assert not clocks.rings(still, still)
    over = clocks.pause(clock, after(2))
    on = clocks.resume(over, after(3))
    assert not clocks.rings(clocks.view(over, after(3), LONDON), clocks.view(on, after(3), LONDON))


def test_a_clock_that_counts_up_does_not_ring_in_the_place_of_another():
    paused = clocks.view(clocks.pause(clocks.start("talk", 12, NOW), after(1)), after(2), LONDON)
    counting = clocks.view(clocks.start("tea", 0, after(2)), after(2), LONDON)
    assert not clocks.rings(paused, counting)


def test_a_clock_given_more_time_after_its_end_rings_at_the_new_one():
    clock = clocks.add(clocks.start("s", 1, NOW), 1, after(1.5))
    assert clocks.rings(clocks.view(clock, after(2.4), LONDON), clocks.view(clock, after(2.5), LONDON))


def test_a_late_start_is_corrected_by_minutes_or_by_the_time_of_day_and_said_in_words():
    clock = clocks.start("s", 12, after(42))
    corrected = clocks.started_earlier(clocks.started_earlier(clock, 2), 1)
    assert clocks.started_words(corrected, after(42), LONDON) == "started 3 min ago, at 09:39"
    assert clocks.started_at(clock, after(39), after(42)).running_since == after(39)
    assert clocks.started_at(clock, after(50), after(42)).running_since == after(42)
    still = clocks.pause(clock, after(44))
    assert clocks.started_words(still, after(50), LONDON) == "2 min have run; the clock stands still"


def test_a_step_without_minutes_has_a_clock_that_counts_up():
    clock = clocks.start("s", 0, NOW)
    shown = clocks.view(clock, after(3), LONDON)
    assert (shown.digits, shown.words, shown.level) == ("3:00", "so far", "calm")
    assert clocks.remaining(clocks.add(clock, 2, after(3)), after(3)) == timedelta(minutes=2)


@given(st.integers(-90, 90), st.integers(0, 600))
def test_after_the_computers_clock_was_put_on_or_back_the_time_left_can_be_put_right(by: int, ran: int):
    clock, jump = clocks.start("s", 12, NOW), timedelta(minutes=by)
    real = NOW + timedelta(seconds=ran)
    right = clocks.shifted(clock, jump)
    assert clocks.remaining(right, real + jump) == clocks.remaining(clock, real)
