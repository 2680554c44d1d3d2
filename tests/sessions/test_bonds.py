"""Keep apart and keep together: what it does to the groups, and where it goes along."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import bonds, people, progress, round_changes, rounds, series, show
from sessions.model import Session
from sessions.stage import stage_view
from tests.build import NOW, after, session, titled

Two = tuple[str, str]


def bound(state: Session, *, apart: tuple[Two, ...] = (), together: tuple[Two, ...] = ()) -> Session:
    for two in apart:
        state = bonds.add(state, *two, apart=True)
    for two in together:
        state = bonds.add(state, *two, apart=False)
    return state


def asked(state: Session) -> set[tuple[frozenset[str], bool]]:
    return {(frozenset(bond.people), bond.apart) for bond in state.bonds}


def paired(state: Session, turn: int = 0) -> set[frozenset[str]]:
    made = rounds.make(state, titled(state, "Talk in pairs"), NOW, turn=turn).rounds[-1]
    return {frozenset(group.people) for group in made.groups}


def test_of_two_people_one_thing_is_asked_and_the_last_word_counts():
    state = bound(session(), apart=(("p0", "p1"),))
    assert bonds.add(state, "p1", "p0", apart=True) == state
    turned = bonds.add(state, "p1", "p0", apart=False)
    assert asked(turned) == {(frozenset({"p0", "p1"}), False)}
    assert bonds.remove(turned, turned.bonds[0].id).bonds == ()


@pytest.mark.parametrize("two", [("p0", "p0"), ("p0", "nobody"), ("nobody", "p0")])
def test_nothing_is_asked_of_someone_and_themselves_or_of_nobody(two):
    assert bonds.add(session(), *two, apart=True).bonds == ()


def test_the_groups_keep_to_it_every_time_they_are_made():
    state = bound(session(8), apart=(("p0", "p1"), ("p0", "p2")), together=(("p3", "p6"),))
    for turn in range(10):
        made = paired(state, turn)
        assert not made & {frozenset({"p0", "p1"}), frozenset({"p0", "p2"})}
        # p3 and p6 are of one school, in a step that asks for different ones: being together counts more.
        assert frozenset({"p3", "p6"}) in made


def test_latecomers_and_whoever_is_left_alone_keep_to_it():
    state = bound(rounds.everyone_here(session(5)), apart=(("p4", "p0"), ("p4", "p1")))
    state = round_changes.arrival(state, "p4", False)
    state = progress.enter(progress.begin(state, NOW), titled(state, "Talk in pairs"), NOW)
    late = round_changes.arrival(state, "p4", True)
    company = next(set(group.people) for group in late.rounds[-1].groups if "p4" in group.people)
    alone = frozenset({"p0", "p1"})
    if alone in {frozenset(group.people) for group in state.rounds[-1].groups}:
        assert company.isdisjoint(alone)
    else:
        assert len(company & alone) == 1


def test_which_bonds_the_groups_as_they_are_do_not_keep():
    state = session(4, schools=4)
    state = rounds.make(state, titled(state, "Talk in pairs"), NOW)
    made = state.rounds[-1]
    one, other = made.groups[0].people
    third = made.groups[1].people[0]
    state = bound(state, apart=((one, other), (one, third)), together=((other, third),))
    assert {frozenset(bond.people) for bond in bonds.broken(state, made)} == {
        frozenset({one, other}),
        frozenset({other, third}),
    }
    anew = rounds.make(state, titled(state, "Talk in pairs"), after(1))
    assert bonds.broken(anew, anew.rounds[-1]) == ()


def test_adding_one_never_changes_groups_that_are_made():
    state = rounds.make(session(), titled(session(), "Talk in pairs"), NOW)
    one, other = state.rounds[-1].groups[0].people
    assert bound(state, apart=((one, other),)).rounds == state.rounds


def test_whoever_is_taken_out_leaves_no_bond_behind():
    state = bound(session(), apart=(("p0", "p1"), ("p2", "p3")))
    assert asked(people.take_out(state, "p1")) == {(frozenset({"p2", "p3"}), True)}


def next_one(state: Session) -> Session:
    return series.again(state, day=state.meta.date + timedelta(weeks=4), now=after(60))


def test_they_go_along_to_the_next_session_and_the_one_after():
    state = bound(session(), apart=(("p0", "p1"),), together=(("p2", "p3"),))
    then = next_one(next_one(state))
    assert asked(then) == asked(state)
    assert not {bond.id for bond in then.bonds} & {bond.id for bond in state.bonds}


def test_of_those_who_come_along_only():
    state = bound(session(), apart=(("p0", "p1"), ("p2", "p3")))
    fewer = replace(session(), people=tuple(one for one in state.people if one.id != "p1"))
    assert asked(series.follow(fewer, state)) == {(frozenset({"p2", "p3"}), True)}
    later = bonds.bring(people.add(series.follow(fewer, state), state.people), [state], new=["p1"])
    assert asked(later) == asked(state)


def test_what_was_taken_away_in_the_newest_session_of_both_stays_away():
    old = bound(session(), apart=(("p0", "p1"), ("p2", "p3")), together=(("p4", "p5"),))
    newer = replace(old, bonds=old.bonds[1:], people=old.people[:4])
    found = bonds.bring(session(), [newer, old])
    assert asked(found) == {(frozenset({"p2", "p3"}), True), (frozenset({"p4", "p5"}), False)}


def test_what_is_asked_here_counts_more_than_what_comes_along():
    before = bound(session(), apart=(("p0", "p1"),))
    here = bound(session(), together=(("p1", "p0"),))
    assert bonds.bring(here, [before]) == here


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=8))
def test_the_room_never_sees_any_of_it(wishes):
    state = rounds.make(session(), titled(session(), "Talk in pairs"), NOW)
    state = progress.enter(progress.begin(state, NOW), titled(state, "Talk in pairs"), NOW)
    told = state
    for one, other, apart in wishes:
        told = bonds.add(told, f"p{one}", f"p{other}", apart=apart)
    assert stage_view(told, NOW) == stage_view(state, NOW)
    assert show.show(told) == show.show(state)


def test_a_template_made_from_the_session_knows_nothing_of_it():
    from sessions.reuse import as_template
    from sessions.template_writer import write_template

    state = bound(session(), apart=(("p0", "p1"),))
    written = write_template(as_template(state, id="again", title="Again"))
    assert written == write_template(as_template(session(), id="again", title="Again"))
