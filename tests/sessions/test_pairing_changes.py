"""Groups that are there already, changed as little as possible."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.model import Person
from sessions.pairing import ALONE, APART, Arrangement, Rules, arrange
from sessions.pairing_changes import BEGUN, NOT_SPLIT, join, leave, may_split, mend
from tests.sessions.test_pairing import (
    DIFFERENT,
    NO_RULES,
    Ids,
    Pair,
    check_whole,
    keyed,
    pair,
    pairs_in,
    room,
    situations,
    strain,
)

TRIO = Arrangement(groups=(("p000", "p001"), ("p002", "p003", "p004")), reasons=("", ""))
LATE = Person(id="late", name="Zoe", school="School 9")


# --- someone comes ---------------------------------------------------------------------------------------------------


@given(situations(most=15))
@settings(max_examples=80, deadline=None)
def test_one_who_comes_late_changes_one_group_only(
    situation: tuple[list[Person], Rules, dict[Pair, int]],
) -> None:
    people, rules, met = situation
    *early, late = people
    before = arrange(early, rules, met, "s")
    after = join(before, late, keyed(early), rules, met)
    check_whole(after, people)
    changed = [i for i, group in enumerate(before.groups) if after.groups[i] != group]
    assert len(changed) == 1
    was, now = before.groups[changed[0]], after.groups[changed[0]]
    if len(after.groups) == len(before.groups):
        assert set(now) == {*was, late.id}
    else:
        assert (rules.size, len(was)) == (2, 3)
        assert sorted((*now, *after.groups[-1])) == sorted((*was, late.id))
        (new,) = pairs_in(after.groups[-1:])
        assert new not in rules.apart
        # A wish to be together comes before not having met.
        assert new not in met or new in rules.joined
    for i, reason in enumerate(before.reasons):
        assert i in changed or after.reasons[i] == reason
    assert join(after, late, keyed(people), rules, met) == after


@given(situations(most=15), st.integers(0, 14))
@settings(max_examples=80, deadline=None)
def test_one_who_leaves_changes_no_other_group(
    situation: tuple[list[Person], Rules, dict[Pair, int]], which: int
) -> None:
    people, rules, met = situation
    gone = people[which % len(people)].id
    before = arrange(people, rules, met, "s")
    after = leave(before, gone, keyed(people), rules, met)
    check_whole(after, [person for person in people if person.id != gone])
    theirs = next(group for group in before.groups if gone in group)
    kept = [group for group in before.groups if group in after.groups]
    if len(theirs) > 2 or len(before.groups) == 1:
        assert len(kept) == len(before.groups) - 1 == len(after.groups) - 1
    elif len(after.groups) == len(before.groups):
        trio, alone = next(g for g in before.groups if len(g) == 3 and g not in kept), set(theirs) - {gone}
        assert len(kept) == len(before.groups) - 2
        assert sorted(id for group in set(after.groups) - set(kept) for id in group) == sorted(
            {*trio, *alone}
        )
    else:
        (grown,) = set(after.groups) - set(before.groups)
        assert len(kept) == len(before.groups) - 2 == len(after.groups) - 1
        assert (set(theirs) - {gone}) < set(grown)
    assert leave(after, gone, keyed(people), rules, met) == after


def test_a_latecomer_splits_the_trio_and_touches_nobody_else() -> None:
    people = keyed(room(5, schools=5))
    after = join(TRIO, LATE, people, DIFFERENT, {})
    assert after.groups[0] == TRIO.groups[0]
    assert [len(group) for group in after.groups] == [2, 2, 2]
    assert "late" in after.groups[2]
    assert after.reasons == ("", "", "")
    split = may_split(TRIO, LATE, people, DIFFERENT, {})
    assert split is not None
    partner, one, other = split
    assert (set(after.groups[2]), set(after.groups[1])) == ({"late", partner}, {one, other})


def test_a_latecomer_is_with_the_one_of_the_trio_against_whom_no_rule_speaks() -> None:
    people = keyed(room(5, schools=5))
    met = {pair("late", "p002"): 1}
    rules = Rules(apart=frozenset({pair("late", "p004")}))
    assert join(TRIO, LATE, people, rules, met).groups[1:] == (("p002", "p004"), ("p003", "late"))


def test_where_a_rule_speaks_against_it_there_is_a_second_trio_and_it_says_why() -> None:
    people = keyed(room(5, schools=5))
    everyone = {pair("late", id): 1 for id in people}
    met = join(TRIO, LATE, people, NO_RULES, everyone)
    assert [len(group) for group in met.groups] == [3, 3]
    assert met.reasons[0].startswith(NOT_SPLIT.format("they met before"))
    same = {id: Person(id=id, name=one.name, school="School 9") for id, one in people.items()}
    assert "the same school" in join(TRIO, LATE, same, DIFFERENT, {}).reasons[0]
    bound = Rules(joined=frozenset(pair(p, q) for p, q in combinations(TRIO.groups[1], 2)))
    assert "two to be together" in join(TRIO, LATE, people, bound, {}).reasons[0]
    assert may_split(TRIO, LATE, people, bound, {}) is None


def test_once_the_turn_has_begun_the_trio_stays() -> None:
    after = join(TRIO, LATE, keyed(room(5)), NO_RULES, {}, keep=BEGUN)
    assert after.groups[1] == TRIO.groups[1]
    assert after.reasons == (NOT_SPLIT.format(BEGUN), "")


def test_one_left_alone_gets_one_of_the_trio() -> None:
    after = leave(TRIO, "p000", keyed(room(5)), NO_RULES, {})
    assert [len(group) for group in after.groups] == [2, 2]
    assert "p001" in after.groups[1]
    assert set(after.groups[0]) < set(TRIO.groups[1])


def test_groups_of_four_are_not_split() -> None:
    groups = (("p000", "p001", "p002"), ("p003", "p004", "p005", "p006"))
    after = join(Arrangement(groups=groups, reasons=("", "")), LATE, keyed(room(7)), Rules(size=4), {})
    assert len(after.groups) == 2


def test_a_latecomer_goes_by_the_rules() -> None:
    people = room(6, schools=3)
    known = keyed(people)
    late = Person(id="late", name="Late", school="School 0")
    start = Arrangement(groups=(("p000", "p001"), ("p002", "p004"), ("p003", "p005")), reasons=("", "", ""))
    assert "late" in join(start, late, known, DIFFERENT, {}).groups[1]
    met = {pair("late", "p000"): 1, pair("late", "p004"): 1}
    assert "late" in join(start, late, known, NO_RULES, met).groups[2]
    apart = Rules(apart=frozenset({pair("late", "p002"), pair("late", "p003")}))
    assert "late" in join(start, late, known, apart, {}).groups[0]
    wish = Rules(schools="different", joined=frozenset({pair("late", "p003")}))
    joined = join(start, late, known, wish, {})
    assert "late" in joined.groups[2]
    assert joined.reasons == ("", "", "same school: they were to be together")


def test_latecomers_spread_out() -> None:
    people = room(6)
    known = keyed(people)
    found = arrange(people, NO_RULES, {}, "s")
    for name in ("x", "y", "z"):
        known[name] = Person(id=name, name=name)
        found = join(found, known[name], known, NO_RULES, {})
    assert sorted(len(group) for group in found.groups) == [2, 2, 2, 3]


def test_latecomers_with_nobody_there_wait_for_each_other() -> None:
    nobody = Arrangement(groups=(), reasons=())
    ann, bob = Person(id="1", name="Ann"), Person(id="2", name="Bob")
    one = join(nobody, bob, {}, NO_RULES, {})
    assert one == Arrangement(groups=(("2",),), reasons=(ALONE,))
    two = join(one, ann, keyed([bob]), NO_RULES, {})
    assert two == Arrangement(groups=(("1", "2"),), reasons=("",))
    again = leave(two, "1", keyed([ann, bob]), NO_RULES, {})
    assert again == one
    assert leave(again, "2", keyed([ann, bob]), NO_RULES, {}) == nobody


def test_one_who_is_alone_comes_before_every_other_wish() -> None:
    start = Arrangement(groups=(("1",), ("2", "3")), reasons=("the only one of this school", ""))
    known = {id: Person(id=id, name=id) for id in "123"}
    rules = Rules(apart=frozenset({pair("1", "4")}))
    found = join(start, Person(id="4", name="4"), known, rules, {})
    assert found == Arrangement(groups=(("1", "4"), ("2", "3")), reasons=(APART, ""))


def test_someone_erased_since_is_no_stumbling_block() -> None:
    start = Arrangement(groups=(("1", "2"), ("3", "4")), reasons=("", ""))
    found = leave(start, "1", {"3": Person(id="3", name="Ann")}, DIFFERENT, {})
    assert sorted(found.groups[0]) == ["2", "3", "4"]


# --- a wish is added -------------------------------------------------------------------------------------------------


def moved(before: Arrangement, after: Arrangement) -> set[str]:
    """Who is in another group than before."""
    return {
        id
        for was, now in zip(before.groups, after.groups, strict=True)
        for id in set(now) - set(was)
    }  # fmt: skip


def test_of_eleven_pairs_with_one_wish_broken_two_change_and_two_people_move() -> None:
    people = room(22, schools=6)
    start = arrange(people, DIFFERENT, {}, "s")
    rules = Rules(schools="different", apart=frozenset({pair(*start.groups[2])}))
    after = mend(start, keyed(people), rules, {})
    assert after is not None
    assert len(moved(start, after)) == 2
    assert sum(now != was for now, was in zip(after.groups, start.groups, strict=True)) == 2
    assert strain(after.groups, keyed(people), rules, {}) == (0, 0, 0, 0, 0)
    assert after.reasons == ("",) * 11


def test_three_change_places_where_any_two_would_meet_again() -> None:
    start = Arrangement(groups=(("a", "b"), ("c", "d"), ("e", "f")), reasons=("", "", ""))
    people = {id: Person(id=id, name=id) for id in "abcdef"}
    rules = Rules(apart=frozenset({pair("a", "b")}))
    met = {pair(p, q): 1 for p, q in ("cb", "db", "af", "fb")}
    after = mend(start, people, rules, met)
    assert after is not None
    assert {pair(*group) for group in after.groups} == {pair("e", "b"), pair("a", "d"), pair("c", "f")}
    assert len(moved(start, after)) == 3


def test_where_all_is_as_wished_or_cannot_be_nothing_is_offered() -> None:
    people = room(4)
    start = arrange(people, NO_RULES, {}, "s")
    assert mend(start, keyed(people), NO_RULES, {}) is None
    every = Rules(apart=frozenset(pair(p.id, q.id) for p, q in combinations(people, 2)))
    assert mend(start, keyed(people), every, {}) is None


def fewest(start: Arrangement, rules: Rules) -> int | None:
    """How many people have to move at least, by trying everything that there is; None where it cannot be."""
    from itertools import permutations

    ids = [id for group in start.groups for id in group]
    best = None
    for order in permutations(ids):
        left = list(order)
        groups: list[Ids] = [tuple(left.pop(0) for _ in group) for group in start.groups]
        together = set(pairs_in(groups))
        if together.isdisjoint(rules.apart) and rules.joined <= together:
            off = sum(len(set(now) - set(was)) for now, was in zip(groups, start.groups, strict=True))
            best = off if best is None else min(best, off)
    return best


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_nobody_moves_who_need_not(data: st.DataObject) -> None:
    people = room(data.draw(st.integers(4, 6)))
    every: list[Pair] = [pair(p.id, q.id) for p, q in combinations(people, 2)]
    start = arrange(people, NO_RULES, {}, data.draw(st.sampled_from("abc")))
    wish = data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=3, unique=True))
    number = data.draw(st.integers(0, len(wish)))
    rules = Rules(apart=frozenset(wish[:number]), joined=frozenset(wish[number:]))
    after, least = mend(start, keyed(people), rules, {}), fewest(start, rules)
    if least is None:
        return
    if least == 0:
        assert after is None
    else:
        assert after is not None
        check_whole(after, people)
        assert len(moved(start, after)) == least


def test_a_full_hall_is_mended_at_once() -> None:
    people = room(200, schools=20)
    start = arrange(people, DIFFERENT, {}, "s")
    rules = Rules(schools="different", apart=frozenset({pair(*start.groups[40])}))
    after = mend(start, keyed(people), rules, {})
    assert after is not None
    assert len(moved(start, after)) == 2
