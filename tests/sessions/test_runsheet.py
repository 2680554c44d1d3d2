"""Planned and expected times, and late or early in words."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import clock as clocks
from sessions import planning, progress
from sessions.pages import Size
from sessions.runsheet import left_of, run_sheet
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
    shared = planning.share_time_left(begun, after(10))
    assert run_sheet(shared, after(10)).verdict == "on time"
    assert [step.title for step in shared.steps] == [step.title for step in begun.steps]
