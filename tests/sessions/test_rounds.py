"""Groups are made from who is here, and change as little as possible."""

from sessions import progress, rounds
from sessions.model import Session
from sessions.stage_size import Size
from tests.build import NOW, after, session, titled


def at_the_talk(count: int) -> Session:
    state = rounds.everyone_here(session(count))
    state = progress.begin(state, NOW)
    return progress.enter(state, titled(state, "Talk in pairs"), NOW)


def groups(state: Session) -> list[set[str]]:
    return [set(group.people) for group in state.rounds[-1].groups]


def test_an_odd_number_makes_one_trio():
    assert sorted(len(group) for group in groups(at_the_talk(7))) == [2, 2, 3]


def test_nobody_ticked_off_means_everybody_is_paired():
    state = progress.begin(session(4), NOW)
    state = progress.enter(state, titled(state, "Talk in pairs"), NOW)
    assert sum(len(group) for group in groups(state)) == 4


def test_the_first_tick_makes_everyone_else_not_here_yet():
    state = rounds.arrival(session(4), "p1", True)
    assert [person.id for person in rounds.present(state)] == ["p1"]


def test_a_latecomer_joins_one_group_and_no_other_changes():
    state = rounds.arrival(rounds.everyone_here(session(6)), "p5", False)
    state = progress.begin(state, NOW)
    state = progress.enter(state, titled(state, "Talk in pairs"), NOW)
    before = groups(state)
    late = rounds.arrival(state, "p5", True)
    assert sum(one != other for one, other in zip(before, groups(late), strict=True)) == 1
    assert any("p5" in group for group in groups(late))


def test_one_who_was_taken_off_the_list_meanwhile_is_put_nowhere():
    state = at_the_talk(6)
    assert rounds.put_in(state, state.rounds[-1], "gone") is state


def test_one_who_leaves_a_pair_leaves_nobody_alone():
    state = at_the_talk(6)
    left = rounds.arrival(state, "p0", False)
    assert sorted(len(group) for group in groups(left)) == [2, 3]
    assert {group.id for group in left.rounds[-1].groups} < {group.id for group in state.rounds[-1].groups}


def test_two_people_change_places_and_nobody_else_moves():
    state = at_the_talk(6)
    one, other = state.rounds[-1].groups[0].people[0], state.rounds[-1].groups[1].people[0]
    changed = rounds.exchange(state, state.rounds[-1], one, other)
    assert other in changed.rounds[-1].groups[0].people
    assert one in changed.rounds[-1].groups[1].people
    assert changed.rounds[-1].groups[2] == state.rounds[-1].groups[2]


def test_made_anew_gives_other_pairs_of_the_same_people():
    state = at_the_talk(8)
    again = rounds.make(state, titled(state, "Talk in pairs"), after(1), turn=1)
    assert set().union(*groups(again)) == set().union(*groups(state))


def test_with_nobody_there_no_round_is_made():
    state = progress.begin(session(0), NOW)
    assert progress.enter(state, titled(state, "Talk in pairs"), NOW).rounds == ()


def test_the_first_tick_after_groups_were_made_sends_nobody_away():
    state = progress.begin(session(6), NOW)
    state = progress.enter(state, titled(state, "Talk in pairs"), NOW)
    ticked = rounds.arrival(state, "p1", True)
    assert len(rounds.present(ticked)) == 6
    gone = rounds.arrival(state, "p1", False)
    assert len(rounds.present(gone)) == 5


def test_someone_who_left_at_another_step_is_in_no_group_that_is_entered_later():
    state = at_the_talk(6)
    back = progress.enter(state, titled(state, "Welcome"), NOW)
    left = rounds.arrival(back, "p0", False)
    again = progress.enter(left, titled(left, "Talk in pairs"), after(1))
    assert not any("p0" in group for group in groups(again))
    assert sorted(len(group) for group in groups(again)) == [2, 3]


def test_with_nobody_there_at_first_the_groups_are_made_once_people_have_come():
    state = rounds.everyone_here(session(2))
    for person in ("p0", "p1"):
        state = rounds.arrival(state, person, False)
    state = progress.begin(state, NOW)
    state = progress.enter(state, titled(state, "Talk in pairs"), NOW)
    for person in ("p0", "p1"):
        state = rounds.arrival(state, person, True)
    assert progress.ahead(state, NOW, Size(60, 18)).words == "Make the groups"
    made = progress.next_(state, NOW, Size(60, 18))
    assert groups(made) == [{"p0", "p1"}]


def test_made_anew_comes_into_force_and_the_old_round_stays():
    state = at_the_talk(8)
    talk = titled(state, "Talk in pairs")
    again = rounds.make(state, talk, after(1), turn=1)
    assert again.rounds[0] == state.rounds[0]
    assert rounds.in_force(again) == (rounds.round_for(again, talk),) == again.rounds[1:]
    left = rounds.arrival(again, "p0", False)
    assert left.rounds[0] == again.rounds[0]
    assert left.rounds[1] != again.rounds[1]


def test_pairs_made_anew_of_the_same_step_have_not_met():
    state = rounds.everyone_here(session(2, schools=2))
    talk = titled(state, "Talk in pairs")
    state = rounds.make(rounds.make(state, talk, NOW), talk, after(1), turn=1)
    late = rounds.arrival(progress.enter(state, talk, NOW), "p1", False)
    back = rounds.arrival(late, "p1", True)
    assert [group.reason for made in back.rounds for group in made.groups] == ["", ""]


def test_changing_places_says_anew_which_rules_gave():
    state = rounds.everyone_here(session(4, schools=2))
    talk = titled(state, "Talk in pairs")
    state = rounds.make(state, talk, NOW)
    first, second = state.rounds[0].groups
    schools = {person.id: person.school for person in state.people}
    one = first.people[0]
    other = next(person for person in second.people if schools[person] != schools[one])
    changed = rounds.exchange(state, state.rounds[0], one, other)
    assert ["same school" in group.reason for group in changed.rounds[0].groups] == [True, True]
    back = rounds.exchange(changed, changed.rounds[0], one, other)
    assert [group.reason for group in back.rounds[0].groups] == ["", ""]
