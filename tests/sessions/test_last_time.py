"""Same as last time: who sat together sits together again, as far as they are here."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import bonds, last_time, rounds, series
from sessions.model import Person, Session
from sessions.pairing import APART, met_in
from tests.build import NOW, after, people, session, titled

TALK = "Talk in pairs"


def held(count: int = 8) -> Session:
    state = session(count)
    return rounds.make(state, titled(state, TALK), NOW)


def next_one(before: Session, absent: tuple[str, ...] = (), new: int = 0) -> Session:
    state = series.again(before, day=before.meta.date + timedelta(weeks=4), now=after(60))
    fresh = tuple(Person(id=f"n{one}", name=f"New {one}", school="School 9") for one in range(new))
    ticked = tuple(replace(one, here=one.id not in absent) for one in (*state.people, *fresh))
    return replace(state, people=ticked)


def as_then(state: Session, before: Session) -> Session:
    found = last_time.groups_before(state, titled(state, TALK), [before])
    assert found is not None
    return last_time.make(state, titled(state, TALK), found.made, after(70), met_in(before.rounds))


def groups(state: Session) -> list[set[str]]:
    return [set(group.people) for group in state.rounds[-1].groups]


def test_with_everyone_here_everyone_sits_as_they_did_and_no_reason_is_needed():
    before = held()
    now = as_then(next_one(before), before)
    assert groups(now) == groups(before)
    assert [group.label for group in now.rounds[-1].groups] == ["Pair 1", "Pair 2", "Pair 3", "Pair 4"]
    assert {group.reason for group in now.rounds[-1].groups} == {""}


@given(st.sets(st.integers(0, 7), max_size=7), st.integers(0, 5))
def test_nobody_who_is_here_is_left_out_and_no_pair_that_is_here_is_parted(away, new):
    before = held()
    absent = tuple(f"p{one}" for one in away)
    state = next_one(before, absent, new)
    now = as_then(state, before)
    here = {person.id for person in rounds.present(state)}
    assert sorted(one for group in groups(now) for one in group) == sorted(here)
    assert all(len(group) > 1 for group in groups(now)) or len(here) == 1
    for pair in groups(before):
        if pair <= here:
            assert any(pair <= group for group in groups(now))
    # Nobody more than needed is in a trio.
    assert sum(len(group) == 3 for group in groups(now)) <= 1
    assert all(len(group) <= 3 for group in groups(now))


def test_two_whose_partners_stayed_away_sit_together():
    before = held()
    absent = (min(groups(before)[0]), min(groups(before)[1]))
    left = {max(groups(before)[0]), max(groups(before)[1])}
    assert left in groups(as_then(next_one(before, absent), before))


def test_whoever_is_to_be_kept_apart_since_then_does_not_sit_together():
    before = held()
    one, other = before.rounds[-1].groups[0].people
    state = bonds.add(next_one(before), one, other, apart=True)
    now = as_then(state, before)
    assert not any({one, other} <= group for group in groups(now))
    others = [pair for pair in groups(before) if one not in pair]
    assert all(any(pair <= group for group in groups(now)) for pair in others)
    assert not any(APART in group.reason for group in now.rounds[-1].groups)


def test_whoever_is_to_be_together_since_then_does():
    before = held()
    one, other = before.rounds[-1].groups[0].people[0], before.rounds[-1].groups[1].people[0]
    now = as_then(bonds.add(next_one(before), one, other, apart=False), before)
    assert any({one, other} <= group for group in groups(now))
    assert sum(group in groups(now) for group in groups(before)) == 2


def test_it_is_asked_of_the_session_this_one_goes_on_from_else_of_the_newest():
    first = held()
    second = next_one(first)
    second = rounds.make(second, titled(second, TALK), after(61))
    third = next_one(first)
    found = last_time.groups_before(third, titled(third, TALK), [second, first])
    assert found is not None
    assert found.session is first
    unled = replace(third, meta=replace(third.meta, follows=""))
    found = last_time.groups_before(unled, titled(third, TALK), [second, first])
    assert found is not None
    assert found.session is second


def test_groups_of_another_kind_or_of_other_people_are_not_taken_over():
    before = held()
    state = next_one(before)
    trios = replace(titled(state, TALK), together="trios")
    steps = tuple(trios if step.id == trios.id else step for step in state.steps)
    assert last_time.groups_before(replace(state, steps=steps), trios, [before]) is None
    strangers = replace(state, people=tuple(replace(one, id=f"x{one.id}") for one in people(4)))
    assert last_time.groups_before(strangers, titled(state, TALK), [before]) is None


def test_groups_of_four_that_lost_people_are_filled_before_new_ones_are_made():
    first = session(12, schools=4)
    four = replace(titled(first, TALK), together="groups", size=4)
    first = replace(first, steps=tuple(four if step.id == four.id else step for step in first.steps))
    before = rounds.make(first, four, NOW)
    gone = before.rounds[-1].groups[0].people[0]
    now = as_then(next_one(before, (gone,), new=1), before)
    assert sorted(map(len, groups(now))) == [4, 4, 4]
    assert groups(now)[0] == groups(before)[0] - {gone} | {"n0"}
