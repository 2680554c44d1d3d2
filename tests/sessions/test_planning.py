"""Making a session and changing its plan."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from frameworks.model import Framework
from sessions import planning, progress, rounds, timing
from sessions.dates import school_day
from sessions.model import Ref, Session, Step, Template
from sessions.runsheet import run_sheet
from tests.build import NOW, after, framework, session, template, titled


def test_a_session_has_its_own_copy_of_steps_and_frameworks():
    made = session()
    assert [step.title for step in made.steps] == [
        "Welcome",
        "Talk in pairs",
        "Swap roles",
        "Write it down",
        "Harvest",
    ]
    assert not {step.id for step in made.steps} & {step.id for step in template().steps}
    assert titled(made, "Swap roles").same_as == titled(made, "Talk in pairs").id
    assert made.framework("fw") == framework()
    assert made.id.startswith("2026-12-01-cwm-test-")
    assert (made.meta.review_date, made.meta.delete_by) == (date(2027, 1, 12), date(2027, 12, 1))


def test_two_templates_follow_each_other_and_keep_their_rounds_apart():
    made = planning.new_session(
        [template(), template()], {"fw": framework()}, cluster="C", day=date(2026, 12, 1), now=NOW, zone="UTC"
    )
    assert len(made.steps) == 10
    assert made.steps[7].same_as == made.steps[6].id


def test_a_missing_framework_is_named():
    with pytest.raises(planning.MissingFramework, match="fw"):
        planning.new_session([template()], {}, cluster="C", day=date(2026, 12, 1), now=NOW, zone="UTC")


def test_a_review_on_a_weekend_moves_to_monday():
    assert school_day(date(2026, 12, 5)) == date(2026, 12, 7)


@given(st.integers(min_value=0, max_value=600))
def test_fitting_gives_exactly_the_minutes_asked_for_wherever_it_can(minutes: int):
    fitted = timing.fit(session(), minutes)
    assert planning.length(fitted) == max(minutes, timing.shortest(session()))
    assert all(step.minutes >= timing.SHORTEST for step in fitted.steps)


def test_fitting_leaves_what_is_done_alone():
    state = progress.begin(session(), NOW)
    state = progress.enter(state, titled(state, "Swap roles"), NOW)
    fitted = timing.fit(state, 60)
    assert [step.minutes for step in fitted.steps[:3]] == [step.minutes for step in state.steps[:3]]
    assert planning.length(fitted) == 60


def test_dropping_the_step_that_makes_pairs_hands_them_on():
    made = session()
    made = progress.enter(made, titled(made, "Talk in pairs"), NOW)
    made = progress.enter(made, titled(made, "Harvest"), NOW)
    dropped = planning.drop_step(made, titled(made, "Talk in pairs").id)
    heir = titled(dropped, "Swap roles")
    assert (heir.together, heir.schools) == ("pairs", "different")
    assert rounds.round_for(dropped, titled(dropped, "Harvest")).groups == made.rounds[0].groups


def test_a_step_does_not_move_before_the_one_whose_pairs_it_shares():
    made = session()
    swap = titled(made, "Swap roles")
    assert planning.move_step(made, swap.id, -1) == made
    moved = planning.move_step(made, titled(made, "Harvest").id, -1)
    assert [step.title for step in moved.steps][-2:] == ["Harvest", "Write it down"]


def test_the_current_step_cannot_be_dropped():
    state = progress.begin(session(), NOW)
    assert planning.drop_step(state, state.progress.step) == state


def test_a_plan_without_steps_is_no_reason_to_fail():
    bare = replace(session(), steps=())
    assert timing.fit(bare, 30) == bare
    assert progress.begin(bare, NOW) == bare


def closing(template_id: str) -> Template:
    talk = template()
    close = Step(id="close", title="Close", minutes=5, prompt="We meet on {review_date}.")
    return replace(talk, id=template_id, steps=(*talk.steps, close))


def test_only_the_last_of_several_templates_closes_the_session():
    made = planning.new_session(
        [closing("one"), closing("two")],
        {"fw": framework()},
        cluster="C",
        day=date(2026, 12, 1),
        now=NOW,
        zone="UTC",
    )
    assert [step.title for step in made.steps].count("Close") == 1
    assert made.steps[-1].title == "Close"


@given(st.integers(min_value=20, max_value=200))
def test_fitting_gives_the_first_and_the_second_speaker_the_same_time(minutes: int):
    fitted = timing.fit(session(), minutes)
    assert titled(fitted, "Talk in pairs").minutes == titled(fitted, "Swap roles").minutes


def lunch_day(*minutes: int, at: str = "12:30", start: str = "11:30") -> Session:
    """Steps of so many minutes; the one in the middle is lunch, at a fixed time."""
    made = session()
    middle = len(minutes) // 2
    steps = tuple(
        Step(id=f"s{n}", title=f"Step {n}", minutes=one, at=at if n == middle else "", prompt="Talk.")
        for n, one in enumerate(minutes)
    )
    meta = replace(made.meta, start=start, steps=tuple(step.id for step in steps))
    return replace(made, steps=steps, meta=meta)


def lengths(made: Session) -> list[int]:
    return [step.minutes for step in made.steps]


def test_sharing_the_time_on_time_changes_nothing_around_a_fixed_lunch():
    plan = lunch_day(60, 60, 60)
    start = after(150)
    begun = progress.begin(plan, start)
    for state in (plan, begun):
        assert timing.share_time_left(state, start) == state
    assert timing.fit(plan, 180) == plan


def test_steps_before_a_fixed_time_share_the_time_until_then_and_those_after_it_the_rest():
    state = progress.begin(lunch_day(10, 20, 60, 30, 30, start="12:00"), after(180))
    shared = timing.share_time_left(state, after(190))
    assert lengths(shared) == [10, 10, 60, 30, 30]
    sheet = run_sheet(shared, after(190))
    assert f"{sheet.rows[2].expected:%H:%M}" == "12:30"
    assert sheet.verdict == "on time"


def test_lunch_is_neither_stretched_nor_shrunk_when_a_plan_is_fitted():
    plan = lunch_day(30, 30, 60, 30, 30)
    assert lengths(timing.fit(plan, 150)) == [30, 30, 60, 15, 15]
    assert lengths(timing.fit(plan, 240)) == [30, 30, 60, 60, 60]
    assert timing.shortest(plan) == 124
    assert planning.length(timing.fit(plan, 60)) == 124


def test_asked_for_less_nothing_gets_longer_and_asked_for_more_nothing_shorter():
    # Thirty minutes in hand before lunch: nothing is filled up to it, and nothing before it is cut for what is after.
    plan = lunch_day(10, 20, 60, 40, 30)
    assert lengths(timing.fit(plan, 160)) == [10, 20, 60, 23, 17]
    assert lengths(timing.fit(plan, 204)) == [10, 20, 60, 48, 36]
    assert lengths(timing.fit(plan, timing.takes(plan))) == lengths(plan)
    assert timing.takes(timing.fit(plan, 160)) == 160


def test_what_runs_over_a_fixed_time_is_shortened_only_as_far_as_is_asked():
    plan = lunch_day(50, 30, 60, 30, 30)
    assert timing.takes(plan) == 200
    assert lengths(timing.fit(plan, 195)) == [47, 28, 60, 30, 30]
    assert lengths(timing.fit(plan, 180)) == [38, 22, 60, 30, 30]
    assert lengths(timing.fit(plan, 170)) == [38, 22, 60, 25, 25]


def test_breaks_and_what_was_put_in_on_the_way_are_left_alone():
    plan = lunch_day(10, 20, 20, 20, 20, at="", start="09:00")
    plan = planning.add_step(plan, replace(planning.blank_step(None), id="tea", title="Te", minutes=15), 2)
    assert lengths(timing.fit(plan, 60)) == [5, 10, 15, 10, 10, 10]
    state = progress.begin(plan, NOW)
    stretch = Step(id="new", title="Stretch", minutes=10, prompt="Stand up.")
    state = planning.insert_step(state, stretch, "tea")
    shared = timing.share_time_left(state, NOW)
    assert [one.minutes for one in shared.steps if one.id in ("tea", "new")] == [15, 10]
    assert run_sheet(shared, NOW).verdict == "on time"


def test_sharing_the_time_never_fills_the_time_in_hand_before_lunch():
    state = progress.begin(lunch_day(10, 20, 60, 30, 30), after(150))
    assert timing.share_time_left(state, after(150)) == state
    late = timing.share_time_left(state, after(158))
    assert late == state
    early = progress.enter(state, state.steps[3], after(255))
    assert lengths(timing.share_time_left(early, after(255)))[:2] == [10, 20]


PLANS = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(["", "", "", "09:40", "10:15", "11:00"])),
    min_size=1,
    max_size=8,
)


@given(PLANS, st.integers(1, 400))
def test_a_fitted_plan_takes_what_was_asked_and_changes_one_way_only(
    plan: list[tuple[int, str]], minutes: int
):
    steps = tuple(
        Step(id=f"s{n}", title=f"Step {n}", minutes=one, at=at, prompt="Talk.")
        for n, (one, at) in enumerate(plan)
    )
    before = replace(session(), steps=steps)
    after_ = timing.fit(before, minutes)
    least, most = timing.shortest(before), timing.longest(before)
    takes = timing.takes(before)
    if minutes <= takes:
        assert all(new <= old for new, old in zip(lengths(after_), lengths(before), strict=True))
        assert timing.takes(after_) == max(minutes, least)
    else:
        assert all(new >= old for new, old in zip(lengths(after_), lengths(before), strict=True))
        assert timing.takes(after_) == (minutes if most is None else most)
    assert {one.step.id: one.minutes for one in timing.changes(before, after_)} == {
        one.id: one.minutes for one in after_.steps if one != before.step(one.id)
    }


def test_a_session_tried_out_on_another_day_has_no_fixed_times_but_lunch_keeps_its_minutes():
    moved = after(-24 * 60)
    state = progress.begin(lunch_day(60, 60, 60), moved)
    shared = timing.share_time_left(state, moved + timedelta(minutes=20))
    assert lengths(shared) == [60, 60, 40]


def test_a_session_has_a_copy_of_every_framework_a_step_works_on():
    own = replace(framework(), id="own")
    talk = template()
    steps = (
        replace(talk.steps[0], template="talk"),
        replace(talk.steps[1], template="talk", framework="own"),
        talk.steps[2],
    )
    talk = replace(talk, steps=steps)

    def made(installed: dict[str, Framework], focus: tuple[str, ...] = ()) -> Session:
        day = date(2026, 12, 1)
        return planning.new_session([talk], installed, cluster="C", day=day, now=NOW, zone="UTC", focus=focus)

    both = {"fw": framework(), "own": own, "other": replace(own, id="other")}
    assert [one.id for one in made(both).frameworks] == ["fw", "own"]
    assert [step.framework for step in made(both).steps] == ["", "own", "fw"]
    assert made(both, ("own:2", "1")).meta.focus == (
        Ref(framework="own", ref="2"),
        Ref(framework="fw", ref="1"),
    )
    with pytest.raises(KeyError):
        made(both, ("other:1",))
    with pytest.raises(planning.MissingFramework, match="own"):
        made({"fw": framework()})
