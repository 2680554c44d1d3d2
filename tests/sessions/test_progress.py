"""One button runs the step; going back destroys nothing."""

from datetime import timedelta
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import clock as clocks
from sessions import planning, progress, rounds
from sessions.faces import REVIEW_CODE
from sessions.model import Ref, Session, Shown, Wall
from sessions.stage import StageView, current_step, stage_view
from sessions.stage_size import Size
from tests.build import NOW, after, session, titled

SIZE = Size(60, 18)


def walk(state: Session, presses: int) -> list[tuple[str, str]]:
    """What each press does, as (move, step after it)."""
    done: list[tuple[str, str]] = []
    for press in range(presses):
        move = progress.ahead(state, after(press), SIZE).move
        state = progress.next_(state, after(press), SIZE)
        step = current_step(state)
        done.append((move, step.title if step else ""))
    return done


def test_next_goes_face_by_face_then_starts_the_clock_then_moves_on():
    assert walk(session(), 7) == [
        ("begin", "Welcome"),
        ("clock", "Welcome"),
        ("step", "Talk in pairs"),
        ("face", "Talk in pairs"),
        ("clock", "Talk in pairs"),
        ("step", "Swap roles"),
        ("face", "Swap roles"),
    ]


def test_entering_a_step_that_needs_pairs_makes_them():
    begun = progress.begin(session(), NOW)
    talk = progress.enter(begun, titled(begun, "Talk in pairs"), NOW)
    made = rounds.round_for(talk, titled(talk, "Talk in pairs"))
    assert made is not None
    assert [len(group.people) for group in made.groups] == [2, 2, 2]
    schools = {person.id: person.school for person in talk.people}
    assert all(len({schools[one] for one in group.people}) == 2 for group in made.groups)
    view = stage_view(talk, NOW)
    pairs = [entry for entry in view.entries if not entry.head]
    assert (view.face_kind, view.heading, len(pairs)) == ("pairs", "Find your partner", 3)


def test_swapping_roles_keeps_the_pairs_and_turns_the_order():
    begun = progress.begin(session(), NOW)
    talk = progress.enter(begun, titled(begun, "Talk in pairs"), NOW)
    first = stage_view(talk, NOW).entries
    swap = progress.enter(talk, titled(talk, "Swap roles"), NOW)
    swap = progress.next_(swap, NOW, SIZE)
    second = stage_view(swap, NOW).entries
    assert len(swap.rounds) == 1
    turned = [(entry.cells[0], entry.cells[2], entry.cells[1]) for entry in first if not entry.head]
    assert turned == [entry.cells for entry in second if not entry.head]


def test_the_rooms_quality_adds_its_behaviours_as_a_face():
    begun = progress.begin(session(), NOW)
    begun = replace(begun, meta=replace(begun.meta, focus=(Ref(framework="fw", ref="2"),)))
    state = progress.enter(begun, titled(begun, "Talk in pairs"), NOW)
    headings = []
    for _ in range(3):
        headings.append(stage_view(state, NOW).heading)
        state = progress.next_(state, NOW, SIZE)
    assert headings == ["Find your partner", "Talk in pairs", "2 Area 2"]


def test_leaving_a_step_does_not_stop_its_clock_until_another_starts():
    state = progress.next_(progress.begin(session(), NOW), NOW, SIZE)
    first = state.progress.step
    state = progress.next_(state, after(1), SIZE)
    assert (state.clock.step, state.clock.running_since) == (first, NOW)


def test_the_key_for_the_clock_starts_the_step_s_own_also_while_another_one_runs():
    state = progress.next_(progress.begin(session(), NOW), NOW, SIZE)
    state = progress.enter(state, titled(state, "Talk in pairs"), after(1))
    state = progress.play_pause(state, after(2))
    assert (state.clock.step, state.clock.running_since) == (state.progress.step, after(2))
    assert progress.play_pause(state, after(3)).clock.running_since is None


def test_back_leads_through_the_same_pictures_the_other_way_round():
    state = progress.begin(session(), NOW)
    forward = [stage_view(state, NOW)]
    while state.meta.status != "finished":
        state = progress.next_(state, NOW, SIZE)
        forward.append(stage_view(state, NOW))

    def picture(view: StageView) -> tuple[str, int, str, int]:
        return (view.kind, view.number, view.heading, view.first)

    seen = [picture(view) for view in forward]
    backward = [picture(stage_view(state, NOW))]
    for _ in range(len(seen)):
        state = progress.back(state, NOW, SIZE)
        backward.append(picture(stage_view(state, NOW)))
    assert list(dict.fromkeys(reversed(backward))) == list(dict.fromkeys(seen))


def test_after_the_last_step_the_session_is_finished_and_back_reopens_it():
    state = session()
    for press in range(40):
        state = progress.next_(state, after(press), SIZE)
    assert state.meta.status == "finished"
    assert stage_view(state, NOW).kind == "end"
    reopened = progress.back(state, after(50), SIZE)
    assert (reopened.meta.status, current_step(reopened)) == ("running", titled(reopened, "Harvest"))


def test_an_end_that_is_taken_back_costs_the_clock_nothing():
    state = progress.begin(session(), NOW)
    last = state.steps[-1]
    state = progress.play_pause(progress.enter(state, last, NOW), NOW)
    ended = progress.finish(state, after(2))
    assert clocks.elapsed(ended.clock, after(3)) == timedelta(minutes=2)
    for again in (progress.back(ended, after(3), SIZE), progress.enter(ended, state.steps[0], after(3))):
        assert clocks.elapsed(again.clock, after(9)) == clocks.elapsed(state.clock, after(9))
        assert not again.progress.clock_ran
    by_hand = progress.play_pause(progress.play_pause(ended, after(3)), after(4))
    assert clocks.elapsed(progress.reopen(by_hand).clock, after(9)) == timedelta(minutes=3)
    paused = progress.play_pause(state, after(1))
    assert progress.back(progress.finish(paused, after(2)), after(3), SIZE).clock == paused.clock


def test_the_wall_keeps_its_order_from_step_to_step_and_no_names_or_filters():
    state = progress.begin(session(), NOW)
    wall = Wall(by="theme", words="cover", starred=True, names=True, vote="ask")
    state = replace(state, progress=replace(state.progress, wall=wall))
    assert progress.enter(state, state.steps[2], NOW).progress.wall == Wall(by="theme")


def test_a_blank_gives_back_what_it_covered():
    state = progress.show(progress.begin(session(), NOW), "qr", "review")
    for covered in (state, progress.show(state, "wall"), progress.show(state, "step")):
        blank = progress.toggle(covered, "blank")
        assert stage_view(blank, NOW).kind == "blank"
        assert progress.toggle(blank, "blank") == covered
        # The one button and the key that leaves go to the step all the same.
        assert progress.next_(blank, NOW, SIZE).progress.shown == Shown()


def test_skipping_marks_the_step_and_goes_on():
    state = progress.skip(progress.begin(session(), NOW), after(1))
    assert current_step(state).title == "Talk in pairs"
    assert [visit.skipped for visit in state.progress.visits] == [True, False]


@given(st.lists(st.sampled_from(["next", "back", "wall", "blank", "skip", "clock"]), max_size=40))
def test_no_order_of_keys_loses_the_place_or_shows_anything_private(
    keys: list[Literal["next", "back", "wall", "blank", "skip", "clock"]],
):
    state = session()
    for number, key in enumerate(keys):
        now = after(number)
        if key == "next":
            state = progress.next_(state, now, SIZE)
        elif key == "back":
            state = progress.back(state, now, SIZE)
        elif key == "skip":
            state = progress.skip(state, now)
        elif key == "clock":
            state = progress.play_pause(state, now)
        else:
            state = progress.toggle(state, "wall" if key == "wall" else "blank")
        view = stage_view(state, now)
        assert "SECRET" not in repr(view)
        assert state.meta.status == "planned" or current_step(state) is not None


def test_where_the_review_date_is_said_its_code_is_the_next_face():
    state = progress.begin(session(), NOW)
    step = replace(state.steps[0], prompt="We meet on {review_date}.")
    state = planning.put_step(state, step)
    assert progress.ahead(state, NOW, SIZE).words == "Show: The review date, to scan"
    view = stage_view(progress.next_(state, NOW, SIZE), NOW)
    assert (view.kind, view.qr) == ("qr", REVIEW_CODE)


def test_begun_on_another_day_it_is_not_days_early():

    from sessions.runsheet import run_sheet

    evening_before = NOW - timedelta(hours=13)
    assert run_sheet(progress.begin(session(), evening_before), evening_before).verdict == "on time"


def test_a_step_skipped_and_gone_back_into_keeps_when_it_was_entered():
    begun = progress.begin(session(), NOW)
    talk = progress.enter(begun, titled(begun, "Talk in pairs"), after(5))
    back = progress.enter(progress.skip(talk, after(7)), titled(begun, "Talk in pairs"), after(8))
    assert [visit.entered for visit in back.progress.visits if visit.step == talk.progress.step] == [after(5)]
