"""A rehearsal is the session on a copy: nothing of it counts, and nothing of it is kept."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from sessions import clock as clocks
from sessions import progress, rounds
from sessions.errors import ConsoleBusy
from sessions.model import Session
from sessions.pairing import met_in
from sessions.rehearsal import RehearsalStore, copied, in_the_room, is_rehearsal, let_pass, time_in, timed
from sessions.rounds import in_force
from sessions.runsheet import run_sheet
from sessions.stage import stage_view
from sessions.store import Store
from tests.build import NOW, after, people, session, titled

EVENING = NOW - timedelta(hours=14, minutes=7)


def with_lunch() -> Session:
    made = session()
    lunch = replace(titled(made, "Harvest"), at="10:00")
    return replace(made, steps=(*made.steps[:-1], lunch))


@pytest.fixture
def store(data_folder: Path) -> Store:
    return Store(data_folder, now=lambda: EVENING)


def test_it_begins_now_neither_late_nor_early_with_fixed_times_as_far_away():
    copy = copied(with_lunch(), EVENING)
    sheet = run_sheet(copy, EVENING)
    assert (sheet.verdict, f"{sheet.planned_start:%H:%M}") == ("on time", "18:53")
    assert [f"{row.planned:%H:%M}" for row in sheet.rows if row.step.at] == ["19:53"]
    begun = progress.begin(timed(copy, after(-400)), after(-400))
    assert run_sheet(begun, after(-400)).verdict == "on time"
    assert timed(begun, NOW) == begun


def test_the_room_sees_that_it_is_no_real_one():
    copy = copied(session(), EVENING)
    assert stage_view(copy, EVENING).sample
    assert stage_view(progress.begin(copy, EVENING), EVENING).sample


def test_of_a_session_that_ran_it_rehearses_the_plan_and_not_what_came_up():
    ran = progress.begin(session(), NOW)
    ran = progress.enter(ran, titled(ran, "Talk in pairs"), NOW)
    copy = copied(ran, EVENING)
    assert (copy.meta.status, copy.rounds, copy.progress.step) == ("planned", (), "")
    assert [step.title for step in copy.steps] == [step.title for step in ran.steps]


def test_people_stand_in_only_where_there_are_none():
    stand_ins = people(4)
    nobody = replace(session(), people=())
    assert copied(nobody, EVENING, stand_ins).people == stand_ins
    assert copied(session(), EVENING, stand_ins).people == session().people


def test_nothing_of_it_counts_for_lists_earlier_sessions_or_pairs(store: Store):
    real = store.create(session())
    rehearsals = RehearsalStore(store)
    copy = rehearsals.begin(copied(real, EVENING))
    rehearsals.change(copy.id, "Begin", lambda one: progress.begin(one, EVENING))
    talk = rehearsals.load(copy.id)
    rehearsals.change(copy.id, "Talk", lambda one: progress.enter(one, titled(one, "Talk in pairs"), EVENING))
    assert talk.meta.cluster == real.meta.cluster
    assert [one.id for one in Store(store.data).summaries()] == [real.id]
    assert [one.id for one in store.same_cluster(real.meta.cluster)] == [real.id]
    assert store.load(real.id) == real
    assert store.undo(real.id) is None
    assert store.open_sessions() == []


def test_its_pairs_know_who_met_in_real_sessions_but_not_in_the_one_rehearsed(store: Store):
    before = session()
    before = progress.enter(before, titled(before, "Talk in pairs"), EVENING)
    before = store.create(before)
    real = store.create(session())
    rehearsals = RehearsalStore(store)
    copy = rehearsals.begin(copied(real, EVENING))
    known = rehearsals.same_cluster(copy.meta.cluster, besides=copy.id)
    assert [one.id for one in known] == [before.id]
    met = met_in(made for one in known for made in in_force(one))
    begun = progress.enter(copy, titled(copy, "Talk in pairs"), EVENING, met)
    pairs = {frozenset(group.people) for made in begun.rounds for group in made.groups}
    assert pairs
    assert not pairs & set(met)


def test_once_left_it_is_gone_and_begun_again_it_is_new(store: Store):
    real = store.create(session())
    rehearsals = RehearsalStore(store)
    copy = rehearsals.begin(copied(real, EVENING))
    rehearsals.change(copy.id, "Begin", lambda one: progress.begin(one, EVENING))
    assert rehearsals.begin(copied(real, EVENING)).meta.status == "planned"
    rehearsals.drop(copy.id)
    assert not list((store.data / "rehearsals").iterdir())
    assert rehearsals.interrupted(real.id) is None


def test_one_that_was_cut_off_is_found_again_and_one_that_goes_on_is_not_taken(store: Store):
    real = store.create(session())
    copy = RehearsalStore(store).begin(copied(real, EVENING))
    assert RehearsalStore(Store(store.data)).interrupted(real.id) == copy
    with RehearsalStore(store).hold_console(copy.id), pytest.raises(ConsoleBusy):
        RehearsalStore(Store(store.data)).interrupted(real.id)


def test_one_that_was_cut_off_long_ago_is_cleared_away_with_the_names_in_it(store: Store):
    real = store.create(session())
    rehearsals = RehearsalStore(store)
    copy = rehearsals.begin(copied(real, EVENING))
    saved = (store.data / "rehearsals" / f"{copy.id}.json").stat().st_mtime
    from datetime import UTC, datetime

    then = datetime.fromtimestamp(saved, UTC)
    rehearsals.sweep(then + timedelta(hours=20))
    assert rehearsals.signature(copy.id)
    rehearsals.sweep(then + timedelta(hours=25))
    assert not rehearsals.signature(copy.id)
    assert store.load(real.id) == real


def test_a_second_window_follows_whatever_was_opened_last(store: Store):
    moment = [EVENING]
    store = Store(store.data, now=lambda: moment[0])
    real = store.create(session())
    rehearsals = RehearsalStore(store)
    assert in_the_room(store, rehearsals)[1] == ""
    copy = rehearsals.begin(copied(real, EVENING))
    with store.hold_console(real.id):
        assert in_the_room(store, rehearsals) == (store, real.id)
        moment[0] += timedelta(minutes=1)
        with rehearsals.hold_console(copy.id):
            assert in_the_room(store, rehearsals) == (rehearsals, copy.id)


@pytest.mark.parametrize("minutes", [1, 5, 90])
def test_letting_time_pass_is_as_if_it_had(minutes: int):
    state = progress.begin(copied(with_lunch(), EVENING), EVENING)
    state = progress.play_pause(state, EVENING)
    sped = let_pass(state, minutes)
    later = EVENING + timedelta(minutes=minutes)
    assert time_in(sped, EVENING) == later
    assert clocks.remaining(sped.clock, time_in(sped, EVENING)) == clocks.remaining(state.clock, later)
    assert run_sheet(sped, time_in(sped, EVENING)) == run_sheet(state, later)


def test_the_time_in_a_rehearsal_only_goes_on_and_no_time_of_day_moves_back():
    state = progress.begin(copied(with_lunch(), EVENING), EVENING)
    seen = []
    for title in ("Welcome", "Talk in pairs", "Swap roles", "Harvest"):
        state = let_pass(let_pass(state, 7), 5)
        state = progress.enter(state, titled(state, title), time_in(state, EVENING))
        sheet = run_sheet(state, time_in(state, EVENING))
        seen.append([row.expected for row in sheet.rows if row.state == "done"])
        assert [f"{row.planned:%H:%M}" for row in sheet.rows if row.step.at] == ["19:53"]
    assert all(one == seen[-1][: len(one)] for one in seen)
    assert f"{seen[-1][1]:%H:%M}" == "19:17"


def test_time_passes_by_itself_in_a_real_session():
    state = progress.begin(session(), NOW)
    assert let_pass(state, 5) == state
    assert not is_rehearsal(state.id)
    assert rounds.present(state) == rounds.present(let_pass(state, 1))
