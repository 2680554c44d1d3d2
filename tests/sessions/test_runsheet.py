"""Planned and expected times, and late or early in words."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import clock as clocks
from sessions import planning, progress, timing
from sessions.beginning_again import begin_again
from sessions.runsheet import left_of, run_sheet
from sessions.stage_size import Size
from tests.build import NOW, after, session, titled

SIZE = Size(80, 24)


def test_a_planned_session_starts_and_ends_as_planned():
    sheet = run_sheet(session(), NOW - timedelta(hours=2))
    assert [f"{row.planned:%H:%M}" for row in sheet.rows] == ["09:00", "09:05", "09:17", "09:29", "09:39"]
    assert f"{sheet.expected_finish:%H:%M}" == "09:49"
    assert sheet.verdict == "on time"


def test_begun_four_minutes_late_it_says_so():
    begun = progress.begin(session(), after(4))
    assert run_sheet(begun, after(4)).verdict == "4 min late"


def test_a_clock_that_is_over_pushes_the_finish_on():
    begun = progress.begin(session(), NOW)
    begun = replace(begun, clock=clocks.start(begun.progress.step, 5, NOW))
    assert run_sheet(begun, after(5)).verdict == "on time"
    assert run_sheet(begun, after(8)).verdict == "3 min late"


def test_a_fixed_time_holds_what_comes_after_it():
    plan = session()
    plan = planning.put_step(plan, replace(titled(plan, "Harvest"), at="10:00"))
    begun = progress.begin(plan, after(4))
    sheet = run_sheet(begun, after(4))
    assert f"{sheet.rows[-1].expected:%H:%M}" == "10:00"
    assert sheet.verdict == "on time"


@given(st.lists(st.integers(min_value=1, max_value=60), min_size=1, max_size=12), st.integers(0, 200))
def test_the_expected_end_is_always_the_sum_of_its_parts(lengths: list[int], passed: int):
    plan = session()
    steps = tuple(replace(plan.steps[0], id=f"s{n}", minutes=m) for n, m in enumerate(lengths))
    plan = replace(plan, steps=steps, meta=replace(plan.meta, steps=tuple(s.id for s in steps)))
    begun = progress.begin(plan, NOW)
    begun = replace(begun, clock=clocks.start("s0", lengths[0], NOW))
    now = after(passed)
    rest = timedelta(minutes=sum(lengths[1:]))
    assert run_sheet(begun, now).expected_finish == now + left_of(begun, steps[0], now) + rest


def test_sharing_the_time_left_brings_the_finish_back():
    begun = progress.begin(session(), after(10))
    shared = timing.share_time_left(begun, after(10))
    assert run_sheet(shared, after(10)).verdict == "on time"
    assert [step.title for step in shared.steps] == [step.title for step in begun.steps]


def test_what_was_tried_out_the_evening_before_is_neither_late_nor_early_next_day():
    evening = NOW - timedelta(hours=14)
    begun = progress.begin(session(), evening)
    sheet = run_sheet(begun, evening)
    assert sheet.verdict == "on time"
    assert run_sheet(begun, evening + timedelta(minutes=3)).verdict == "3 min late"
    assert sheet.planned_start == evening
    assert sheet.planned_finish - sheet.planned_start == timedelta(minutes=49)
    assert run_sheet(begun, NOW).verdict == "begun Mon 30 Nov"
    assert run_sheet(progress.begin(begin_again(begun), NOW), after(2)).verdict != "begun Mon 30 Nov"


def test_one_that_never_began_says_when_it_was_planned_for():
    sheet = run_sheet(session(), NOW + timedelta(days=2))
    assert sheet.verdict == "planned for Tue 1 Dec"
    assert f"{sheet.rows[0].planned:%H:%M}" == "09:00"


def test_many_minutes_are_said_in_hours():
    begun = progress.begin(session(), NOW)
    assert run_sheet(begun, after(5 * 60)).verdict == "5 h 00 min late"
    assert run_sheet(begun, after(119)).verdict == "119 min late"


@given(st.integers(-5000, 5000), st.integers(0, 5000))
def test_the_planned_length_is_never_negative(begins: int, passed: int):
    begun = progress.begin(session(), after(begins))
    sheet = run_sheet(begun, after(begins + passed))
    assert sheet.planned_finish > sheet.planned_start
