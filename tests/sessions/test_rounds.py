"""Groups are made from who is here, and change as little as possible."""

from sessions import bonds, progress, round_changes, rounds
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
    state = round_changes.arrival(session(4), "p1", True)
    assert [person.id for person in rounds.present(state)] == ["p1"]


def test_a_latecomer_splits_the_trio_and_no_other_group_changes():
    state = round_changes.arrival(rounds.everyone_here(session(6)), "p5", False)
    state = progress.begin(state, NOW)
    state = progress.enter(state, titled(state, "Talk in pairs"), NOW)
    before = state.rounds[-1].groups
    late = round_changes.arrival(state, "p5", True)
    now = late.rounds[-1].groups
    # The trio is two pairs now, of which one keeps its number; the other pair is as it was.
    assert [len(group.people) for group in now] == [2, 2, 2]
    assert [group.id for group in now[:2]] == [group.id for group in before]
    assert sum(one != other for one, other in zip(before, now, strict=False)) == 1
    assert (now[2].label, "p5" in now[2].people) == ("Pair 3", True)


def test_while_they_talk_a_latecomer_joins_unless_it_is_decided_otherwise():
    state = round_changes.arrival(rounds.everyone_here(session(6, 6)), "p5", False)
    state = progress.enter(progress.begin(state, NOW), titled(state, "Talk in pairs"), NOW)
    assert round_changes.would_split(state, "p5") is None
    talking = progress.play_pause(state, NOW)
    joined = round_changes.arrival(talking, "p5", True)
    assert sorted(len(group) for group in groups(joined)) == [3, 3]
    assert [group.reason for group in joined.rounds[-1].groups if "p5" in group.people] == [
        "a second trio, for the first was not split: the pairs had begun"
    ]
    would = round_changes.would_split(talking, "p5")
    assert would is not None
    partner, *_ = would
    split = round_changes.arrival(talking, "p5", True, split=True)
    assert {partner, "Leader 05"} in [set(rounds.names(split, group)) for group in groups(split)]
    swapping = progress.enter(state, titled(state, "Swap roles"), NOW)
    assert round_changes.begun(swapping, swapping.rounds[-1])


def test_a_wish_is_kept_by_two_people_changing_places():
    state = at_the_talk(8)
    made = state.rounds[-1]
    state = bonds.add(state, *made.groups[0].people, apart=True)
    after = round_changes.mended(state, made)
    assert after is not None
    assert sum(one != other for one, other in zip(made.groups, after.rounds[-1].groups, strict=True)) == 2
    assert bonds.broken(after, after.rounds[-1]) == ()
    assert round_changes.mended(after, after.rounds[-1]) is None


def test_one_who_was_taken_off_the_list_meanwhile_is_put_nowhere():
    state = at_the_talk(6)
    assert round_changes.put_in(state, state.rounds[-1], "gone") is state


def test_one_who_leaves_a_pair_leaves_nobody_alone():
    state = at_the_talk(6)
    left = round_changes.arrival(state, "p0", False)
    assert sorted(len(group) for group in groups(left)) == [2, 3]
    assert {group.id for group in left.rounds[-1].groups} < {group.id for group in state.rounds[-1].groups}


def test_two_people_change_places_and_nobody_else_moves():
    state = at_the_talk(6)
    one, other = state.rounds[-1].groups[0].people[0], state.rounds[-1].groups[1].people[0]
    changed = round_changes.exchange(state, state.rounds[-1], one, other)
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
    ticked = round_changes.arrival(state, "p1", True)
    assert len(rounds.present(ticked)) == 6
    gone = round_changes.arrival(state, "p1", False)
    assert len(rounds.present(gone)) == 5


def test_someone_who_left_at_another_step_is_in_no_group_that_is_entered_later():
    state = at_the_talk(6)
    back = progress.enter(state, titled(state, "Welcome"), NOW)
    left = round_changes.arrival(back, "p0", False)
    again = progress.enter(left, titled(left, "Talk in pairs"), after(1))
    assert not any("p0" in group for group in groups(again))
    assert sorted(len(group) for group in groups(again)) == [2, 3]


def test_with_nobody_there_at_first_the_groups_are_made_once_people_have_come():
    state = rounds.everyone_here(session(2))
    for person in ("p0", "p1"):
        state = round_changes.arrival(state, person, False)
    state = progress.begin(state, NOW)
    state = progress.enter(state, titled(state, "Talk in pairs"), NOW)
    for person in ("p0", "p1"):
        state = round_changes.arrival(state, person, True)
    assert progress.ahead(state, NOW, Size(60, 18)).words == "Make the groups"
    made = progress.next_(state, NOW, Size(60, 18))
    assert groups(made) == [{"p0", "p1"}]


def test_made_anew_comes_into_force_and_the_old_round_stays():
    state = at_the_talk(8)
    talk = titled(state, "Talk in pairs")
    again = rounds.make(state, talk, after(1), turn=1)
    assert again.rounds[0] == state.rounds[0]
    assert rounds.in_force(again) == (rounds.round_for(again, talk),) == again.rounds[1:]
    left = round_changes.arrival(again, "p0", False)
    assert left.rounds[0] == again.rounds[0]
    assert left.rounds[1] != again.rounds[1]


def test_pairs_made_anew_of_the_same_step_have_not_met():
    state = rounds.everyone_here(session(2, schools=2))
    talk = titled(state, "Talk in pairs")
    state = rounds.make(rounds.make(state, talk, NOW), talk, after(1), turn=1)
    late = round_changes.arrival(progress.enter(state, talk, NOW), "p1", False)
    back = round_changes.arrival(late, "p1", True)
    assert [group.reason for made in back.rounds for group in made.groups] == ["", ""]


def test_changing_places_says_anew_which_rules_gave():
    state = rounds.everyone_here(session(4, schools=2))
    talk = titled(state, "Talk in pairs")
    state = rounds.make(state, talk, NOW)
    first, second = state.rounds[0].groups
    schools = {person.id: person.school for person in state.people}
    one = first.people[0]
    other = next(person for person in second.people if schools[person] != schools[one])
    changed = round_changes.exchange(state, state.rounds[0], one, other)
    assert ["same school" in group.reason for group in changed.rounds[0].groups] == [True, True]
    back = round_changes.exchange(changed, changed.rounds[0], one, other)
    assert [group.reason for group in back.rounds[0].groups] == ["", ""]
