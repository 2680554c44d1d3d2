"""The run sheet of a session that runs: whatever is done, its parts add up, and nothing of it reaches the stage."""

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import clock as clocks
from sessions import planning, progress, timing
from sessions.model import Session, Step
from sessions.runsheet import fixed_time, left_of, left_out, run_sheet
from sessions.stage import stage_view
from sessions.stage_size import Size
from tests.build import NOW, after, session

SIZE = Size(80, 24)
LONDON = ZoneInfo("Europe/London")


def day(*steps: tuple[int, str], start: str = "09:00", on: date = date(2026, 12, 1)) -> Session:
    """A session of steps of so many minutes, some at a fixed time."""
    made = tuple(
        Step(id=f"s{number}", title=f"Step {number}", minutes=minutes, at=at, prompt="Talk.")
        for number, (minutes, at) in enumerate(steps)
    )
    plan = session()
    meta = replace(plan.meta, start=start, date=on, steps=tuple(step.id for step in made))
    return replace(plan, steps=made, meta=meta)


def sum_of_parts(state: Session, now: datetime) -> datetime:
    """When it will be over, worked out by hand: what is left here, then every step to come, held back by fixed
    times."""
    ids = [step.id for step in state.steps]
    place = ids.index(state.progress.step)
    moment = now + left_of(state, state.steps[place], now)
    for step in state.steps[place + 1 :]:
        if step.id not in left_out(state):
            moment = max(moment, fixed_time(state, step) or moment) + timedelta(minutes=step.minutes)
    return moment


PLANS = st.lists(
    st.tuples(st.integers(1, 40), st.sampled_from(["", "", "", "09:40", "10:15", "11:00"])),
    min_size=2,
    max_size=7,
)
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "next",
                "back",
                "skip",
                "out",
                "insert",
                "more",
                "less",
                "pause",
                "earlier",
                "share",
                "first",
                "wall",
            ]
        ),
        st.integers(0, 900_000),
    ),
    max_size=20,
)


def done(state: Session, deed: str, number: int, now: datetime) -> Session:
    """The session after one thing that a facilitator can do."""
    ids = [step.id for step in state.steps]
    some = ids[number % len(ids)]
    if deed == "next":
        return progress.next_(state, now, SIZE)
    if deed == "back":
        return progress.back(state, now, SIZE)
    if deed == "skip":
        return progress.skip(state, now)
    if deed == "out":
        return progress.leave_out(state, some, now)
    if deed == "insert":
        new = Step(id=f"new{len(ids)}", title="Break", minutes=number % 30 + 1)
        return planning.insert_step(state, new, some)
    if deed in ("more", "less"):
        return replace(state, clock=clocks.add(state.clock, 1 if deed == "more" else -1, now))
    if deed == "pause":
        return progress.play_pause(state, now)
    if deed == "earlier":
        return replace(state, clock=clocks.started_earlier(state.clock, 1))
    if deed == "share":
        return timing.share_time_left(state, now)
    return progress.toggle(state, "wall") if deed == "wall" else progress.enter(state, state.steps[0], now)


@given(PLANS, DEEDS)
def test_the_expected_end_is_the_sum_of_its_parts_whatever_was_done(
    plan: list[tuple[int, str]], deeds: list[tuple[str, int]]
):
    moment = NOW
    state = progress.begin(day(*plan), moment)
    for deed, number in deeds:
        moment += timedelta(milliseconds=number)
        state = done(state, deed, number, moment)
        again = msgspec.json.decode(msgspec.json.encode(state), type=Session)
        sheet = run_sheet(again, moment)
        if state.meta.status == "finished":
            continue
        assert sheet.expected_finish == sum_of_parts(state, moment)
        ahead = [row for row in sheet.rows if row.state == "ahead"]
        assert all(one.expected <= two.expected for one, two in itertools.pairwise(ahead))
        fixed = [(row.expected, fixed_time(state, row.step)) for row in ahead]
        assert all(at is None or expected >= at for expected, at in fixed)
        assert stage_view(again, moment) == stage_view(state, moment)


@given(PLANS, DEEDS)
def test_late_early_and_time_in_hand_never_reach_the_stage(
    plan: list[tuple[int, str]], deeds: list[tuple[str, int]]
):
    moment, state = NOW, progress.begin(day(*plan), NOW)
    for deed, number in deeds:
        moment += timedelta(milliseconds=number)
        state = done(state, deed, number, moment)
        shown = msgspec.json.encode(stage_view(state, moment)).decode()
        assert not any(word in shown for word in (" late", " early", "in hand", "on time", "finish"))


def test_a_delay_is_taken_up_by_the_time_in_hand_before_a_fixed_one():
    state = progress.begin(day((30, ""), (20, ""), (60, "10:00"), (30, "")), NOW)
    on_time = run_sheet(state, NOW)
    assert (on_time.slack, on_time.verdict) == ("10 min in hand before 10:00 Step 2", "on time")
    later = run_sheet(state, after(7))
    assert (later.slack, later.verdict) == ("3 min in hand before 10:00 Step 2", "on time")
    just = run_sheet(state, after(10))
    assert (just.slack, just.verdict) == ("no time in hand before 10:00 Step 2", "on time")
    late = run_sheet(state, after(16))
    assert (late.slack, late.verdict) == ("6 min late for 10:00 Step 2", "6 min late")


def test_where_nothing_fixed_is_to_come_nothing_is_said_of_time_in_hand():
    state = progress.begin(day((30, ""), (60, "09:40")), NOW)
    state = progress.enter(state, state.steps[1], after(40))
    assert run_sheet(state, after(41)).slack == ""


def test_a_step_left_out_ahead_takes_no_time_is_passed_over_and_can_be_taken_back():
    state = progress.begin(day((10, ""), (20, ""), (30, "")), NOW)
    shorter = progress.leave_out(state, "s1", NOW)
    sheet = run_sheet(shorter, NOW)
    assert [row.state for row in sheet.rows] == ["now", "skipped", "ahead"]
    assert (sheet.verdict, sheet.expected_finish) == ("20 min early", after(40))
    assert progress.following(shorter, shorter.steps[0]).id == "s2"
    assert run_sheet(progress.leave_out(shorter, "s1", NOW), NOW).verdict == "on time"
    assert progress.enter(shorter, shorter.steps[1], after(1)).progress.visits[-1].skipped is False


def test_only_what_is_ahead_can_be_left_out():
    plan = day((10, ""), (20, ""))
    assert progress.leave_out(plan, "s1", NOW) == plan
    state = progress.begin(plan, NOW)
    assert progress.leave_out(state, "s0", NOW) == state
    assert progress.leave_out(state, "nowhere", NOW) == state


def test_with_every_other_step_left_out_the_next_press_ends_the_session():
    state = progress.leave_out(progress.begin(day((10, ""), (20, "")), NOW), "s1", NOW)
    state = progress.play_pause(state, NOW)
    assert progress.ahead(state, after(1), SIZE).words == "Finish the session"


def test_the_time_left_is_shared_among_the_steps_that_are_not_left_out():
    state = progress.begin(day((10, ""), (20, ""), (30, ""), (30, "")), NOW)
    state = progress.leave_out(state, "s2", NOW)
    shared = timing.share_time_left(state, after(10))
    assert run_sheet(shared, after(10)).verdict == "on time"
    assert shared.step("s2").minutes == 30


@pytest.mark.parametrize(("looking", "place"), [("s2", 3), ("s0", 2), ("", 2)])
def test_a_step_is_put_in_after_the_one_looked_at_and_never_before_the_room(looking: str, place: int):
    state = progress.begin(day((10, ""), (20, ""), (30, ""), (5, "")), NOW)
    state = progress.enter(state, state.steps[1], after(10))
    put = planning.insert_step(state, Step(id="new", title="Break", minutes=10), looking)
    assert put.steps.index(put.step("new")) == place
    assert run_sheet(put, after(10)).late == timedelta(minutes=10)


# --- where the clocks change ----------------------------------------------------------------------------------------

SPRING, AUTUMN = date(2027, 3, 27), date(2027, 10, 30)


@pytest.mark.parametrize("on", [SPRING, AUTUMN, date(2027, 3, 28), date(2027, 10, 31)])
@pytest.mark.parametrize(("start", "fixed"), [("22:00", "04:00"), ("00:15", "04:30"), ("01:30", "05:00")])
def test_across_the_change_to_summer_time_and_back_every_sum_is_of_real_minutes(
    on: date, start: str, fixed: str
):
    plan = day((60, ""), (60, ""), (90, fixed), (30, ""), start=start, on=on)
    begin = run_sheet(plan, datetime(2027, 1, 1, tzinfo=UTC)).planned_start.astimezone(UTC)
    state = progress.play_pause(progress.begin(plan, begin), begin)
    for minutes in (0, 20, 59, 61, 75):
        now = begin + timedelta(minutes=minutes)
        sheet = run_sheet(state, now)
        assert sheet.expected_finish == sum_of_parts(state, now)
        assert sheet.late == max(timedelta(), sum_of_parts(state, now) - sum_of_parts(state, begin))
        over = timedelta(minutes=max(0, minutes - 60))
        assert sheet.rows[1].expected.astimezone(UTC) == begin + timedelta(minutes=60) + over
        assert f"{sheet.rows[2].planned:%H:%M}" == fixed
    assert sheet.planned_length == sum_of_parts(state, begin) - begin
    view = clocks.view(state.clock, begin, LONDON)
    assert view.until == f"{(begin + timedelta(hours=1)).astimezone(LONDON):%H:%M}"


def test_a_clock_across_the_change_says_the_time_that_the_wall_will_say():
    clock = clocks.start("s", 60, datetime(2027, 3, 28, 0, 30, tzinfo=UTC))
    local = datetime(2027, 3, 28, 0, 45, tzinfo=LONDON)
    assert clocks.view(clock, local, LONDON).until == "02:30"
    assert clocks.view(clock, local, LONDON).digits == "45:00"
    autumn = clocks.start("s", 60, datetime(2027, 10, 31, 0, 30, tzinfo=UTC))
    assert clocks.view(autumn, datetime(2027, 10, 31, 0, 30, tzinfo=UTC), LONDON).until == "01:30"


def test_a_beginning_that_the_change_leaves_out_is_an_hour_later_by_the_wall():
    sheet = run_sheet(day((60, ""), start="01:30", on=date(2027, 3, 28)), datetime(2027, 3, 1, tzinfo=UTC))
    assert (f"{sheet.planned_start:%H:%M}", f"{sheet.planned_finish:%H:%M}") == ("02:30", "03:30")


def test_fitting_across_the_change_takes_the_minutes_there_really_are():
    plan = day((60, ""), (60, ""), (60, ""), start="00:15", on=date(2027, 3, 28))
    assert sum(step.minutes for step in timing.fit(plan, 120).steps) == 120
    lunch = day((30, ""), (60, "03:00"), (60, ""), start="00:15", on=date(2027, 3, 28))
    assert [step.minutes for step in timing.fit(lunch, 240).steps] == [30, 60, 75]
    begin = datetime(2027, 3, 28, 0, 15, tzinfo=UTC)
    shared = timing.share_time_left(
        progress.begin(plan, begin + timedelta(minutes=30)), begin + timedelta(minutes=30)
    )
    assert [step.minutes for step in shared.steps] == [60, 45, 45]


def test_a_fixed_time_after_midnight_is_on_the_next_day():
    plan = day((60, ""), (30, "00:30"), start="22:00")
    sheet = run_sheet(plan, NOW)
    assert sheet.rows[1].planned == datetime(2026, 12, 2, 0, 30, tzinfo=LONDON)
    assert sheet.slack == "90 min in hand before 00:30 Step 1"


@pytest.mark.parametrize(("on", "start"), [(SPRING, "23:50"), (date(2027, 10, 31), "00:50")])
def test_a_finish_that_slips_over_the_change_is_late_by_real_minutes(on: date, start: str):
    plan = day((60, ""), start=start, on=on)
    begin = run_sheet(plan, datetime(2027, 1, 1, tzinfo=UTC)).planned_start.astimezone(UTC)
    state = progress.play_pause(progress.begin(plan, begin), begin)
    assert run_sheet(state, begin + timedelta(minutes=80)).verdict == "20 min late"
