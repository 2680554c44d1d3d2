"""Making a session and changing its plan."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import planning, progress, rounds
from sessions.dates import school_day
from sessions.model import Step, Template
from tests.build import NOW, framework, session, template, titled


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
    fitted = planning.fit(session(), minutes)
    assert planning.length(fitted) == max(minutes, planning.shortest(session()))
    assert all(step.minutes >= planning.SHORTEST for step in fitted.steps)


def test_fitting_leaves_what_is_done_alone():
    state = progress.begin(session(), NOW)
    state = progress.enter(state, titled(state, "Swap roles"), NOW)
    fitted = planning.fit(state, 60)
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
    assert planning.fit(bare, 30) == bare
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
    fitted = planning.fit(session(), minutes)
    assert titled(fitted, "Talk in pairs").minutes == titled(fitted, "Swap roles").minutes
