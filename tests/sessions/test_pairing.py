"""The product's rule for pairs, checked against every possible arrangement where people are few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.grouping import cheapest_groups, sizes, total
from sessions.matching import cheapest_pairs
from sessions.model import Group, Person, Round, Schools
from sessions.pairing import (
    ALONE,
    APART,
    NOT_TOGETHER,
    Arrangement,
    Rules,
    arrange,
    by_role,
    by_school,
    met_in,
)

Ids = tuple[str, ...]
Pair = frozenset[str]
NO_RULES = Rules()
DIFFERENT = Rules(schools="different")


def pair(one: str, other: str) -> Pair:
    return frozenset((one, other))


def pairs_in(groups: Sequence[Sequence[str]]) -> list[Pair]:
    return [pair(p, q) for group in groups for p, q in combinations(group, 2)]


def room(count: int, schools: int = 0) -> list[Person]:
    """People Aa, Ab, Ac… with their schools in turn (none at 0)."""
    return [
        Person(
            id=f"p{i:03}",
            name=f"{chr(65 + i // 26)}{chr(97 + i % 26)}",
            school=f"School {i % schools}" if schools else "",
        )
        for i in range(count)
    ]


def keyed(people: Sequence[Person]) -> dict[str, Person]:
    return {person.id: person for person in people}


def every_way(people: Sequence[str], parts: Sequence[int]) -> Iterator[list[Ids]]:
    """Every way to put these people in groups of these sizes."""
    if not people:
        yield []
        return
    for part in set(parts):
        left = list(parts)
        left.remove(part)
        for company in combinations(people[1:], part - 1):
            rest = [id for id in people[1:] if id not in company]
            for groups in every_way(rest, left):
                yield [(people[0], *company), *groups]


def strain(
    groups: Sequence[Ids], people: Mapping[str, Person], rules: Rules, met: Mapping[Pair, int]
) -> tuple[int, int, int, int, int]:
    """What an arrangement has to give, the weightiest first. Says the rules again in the plainest way."""
    together = pairs_in(groups)
    against = 0
    for one, other in (sorted(pair) for pair in together):
        same = people[one].school != "" and people[one].school == people[other].school
        against += {"any": False, "different": same, "same": not same}[rules.schools]
    return (
        sum(p in rules.apart for p in together),
        -sum(p in rules.joined for p in together),
        against,
        sum(p in met for p in together),
        sum(met.get(p, 0) for p in together),
    )


def check_whole(arrangement: Arrangement, people: Sequence[Person]) -> None:
    """Everyone exactly once, in order, nobody alone unless nobody else is there."""
    groups = arrangement.groups
    names = keyed(people)
    assert sorted(id for group in groups for id in group) == sorted(names)
    assert len(arrangement.reasons) == len(groups)
    assert all(len(group) > 1 for group in groups) or len(names) == 1
    for group in groups:
        assert list(group) == sorted(group, key=lambda id: names[id].name.casefold())


@st.composite
def situations(
    draw: st.DrawFn, most: int = 8, size: int | None = None
) -> tuple[list[Person], Rules, dict[Pair, int]]:
    """A room with rules that may well be impossible together."""
    people = room(draw(st.integers(2, most)))
    schools = draw(st.lists(st.sampled_from(["", "A", "B", "C"]), min_size=most, max_size=most))
    people = [
        Person(id=person.id, name=person.name, school=school)
        for person, school in zip(people, schools, strict=False)
    ]
    all_pairs = [pair(p.id, q.id) for p, q in combinations(people, 2)]
    some = st.frozensets(st.sampled_from(all_pairs), max_size=6)
    asked: Schools = draw(st.sampled_from(["any", "different", "same"]))
    rules = Rules(size=size or draw(st.integers(2, 4)), schools=asked, apart=draw(some), joined=draw(some))
    met = draw(st.dictionaries(st.sampled_from(all_pairs), st.integers(1, 4)))
    return people, rules, met


@given(situations(), st.text(max_size=5))
@settings(max_examples=80, deadline=None)
def test_no_arrangement_gives_less_where_people_are_few(
    situation: tuple[list[Person], Rules, dict[Pair, int]], seed: str
) -> None:
    people, rules, met = situation
    found = arrange(people, rules, met, seed)
    check_whole(found, people)
    known = keyed(people)
    ways = every_way(list(known), sizes(len(people), rules.size))
    assert strain(found.groups, known, rules, met) == min(strain(way, known, rules, met) for way in ways)


@given(situations(most=40))
@settings(max_examples=40, deadline=None)
def test_everyone_once_and_the_same_whatever_the_order(
    situation: tuple[list[Person], Rules, dict[Pair, int]],
) -> None:
    people, rules, met = situation
    found = arrange(people, rules, met, "seed")
    check_whole(found, people)
    lengths = [len(group) for group in found.groups]
    assert max(lengths) - min(lengths) <= 1
    if rules.size == 2:
        assert lengths.count(3) == len(people) % 2
    assert [group[0] for group in found.groups] == sorted(group[0] for group in found.groups)
    turned = dict(reversed(met.items()))
    assert arrange(people[::-1], rules, turned, "seed") == found


def brute_pairs(costs: list[list[int]], free: tuple[int, ...]) -> int:
    if not free:
        return 0
    first, *others = free
    return min(costs[first][q] + brute_pairs(costs, tuple(r for r in others if r != q)) for q in others)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_pairs_cost_as_little_as_can_be(data: st.DataObject) -> None:
    number = data.draw(st.sampled_from([2, 4, 6, 8]))
    most = data.draw(st.sampled_from([1, 3, 50, 10**30]))
    prices = st.integers(-most if data.draw(st.booleans()) else 0, most)
    costs = [[0] * number for _ in range(number)]
    for p, q in combinations(range(number), 2):
        costs[p][q] = costs[q][p] = data.draw(prices)
    pairs = cheapest_pairs(costs)
    assert sorted(p for pair in pairs for p in pair) == list(range(number))
    assert sum(costs[p][q] for p, q in pairs) == brute_pairs(costs, tuple(range(number)))


def drawn(number: int, mark: int, most: int) -> list[list[int]]:
    """A table of costs as if by chance: people at odd clusters of places, which make knots within knots."""
    places = [
        ((i * 7919 + mark * 104_729) % 7 * most, i * i * 31_337 * (mark + 1) % most) for i in range(number)
    ]
    return [[abs(a - c) + abs(b - d) for c, d in places] for a, b in places]


@pytest.mark.parametrize("mark", range(8))
def test_pairs_of_many_cannot_be_bettered_by_turning_two_round(mark: int) -> None:
    costs = drawn(60, mark, 1000 + mark)
    pairs = cheapest_pairs(costs)
    assert sorted(p for pair in pairs for p in pair) == list(range(60))
    for (a, b), (c, d) in combinations(pairs, 2):
        now = costs[a][b] + costs[c][d]
        assert now <= min(costs[a][c] + costs[b][d], costs[a][d] + costs[b][c])


@pytest.mark.parametrize("mark", range(6))
def test_knots_that_have_to_be_opened_again(mark: int) -> None:
    costs = drawn(10, mark, 40)
    pairs = cheapest_pairs(costs)
    assert sum(costs[p][q] for p, q in pairs) == brute_pairs(costs, tuple(range(10)))


def test_pairs_need_an_even_number() -> None:
    assert cheapest_pairs([]) == []
    with pytest.raises(ValueError, match="odd"):
        cheapest_pairs([[0]])


@pytest.mark.parametrize(
    ("number", "size", "parts"),
    [
        (0, 2, []),
        (1, 2, [1]),
        (2, 4, [2]),
        (3, 2, [3]),
        (7, 2, [3, 2, 2]),
        (7, 3, [4, 3]),
        (8, 3, [3, 3, 2]),
        (6, 4, [3, 3]),
        (7, 4, [4, 3]),
        (10, 4, [4, 3, 3]),
        (30, 4, [4, 4, 4, 4, 4, 4, 3, 3]),
    ],
)
def test_sizes(number: int, size: int, parts: list[int]) -> None:
    assert sizes(number, size) == parts


@given(st.integers(2, 300), st.integers(2, 8))
def test_sizes_are_even_and_leave_nobody_alone(number: int, size: int) -> None:
    parts = sizes(number, size)
    assert sum(parts) == number
    assert min(parts) > 1
    assert max(parts) - min(parts) <= 1


def test_ten_rounds_without_a_repeat_and_never_of_the_same_school() -> None:
    people = room(24, schools=6)
    known = keyed(people)
    met: dict[Pair, int] = {}
    for number in range(10):
        found = arrange(people, DIFFERENT, met, f"round {number}")
        assert set(found.reasons) == {""}
        for each in pairs_in(found.groups):
            assert each not in met
            assert len({known[id].school for id in each}) == 2
            met[each] = 1


def test_all_rounds_there_are_before_the_first_repeat() -> None:
    """Six people have five rounds of pairs without a repeat at most; the first three can always be had."""
    people = room(6)
    met: dict[Pair, int] = {}
    repeats = []
    for number in range(6):
        found = arrange(people, NO_RULES, met, f"{number}")
        repeats.append(sum(each in met for each in pairs_in(found.groups)))
        for each in pairs_in(found.groups):
            met[each] = met.get(each, 0) + 1
    assert repeats[:3] == [0, 0, 0]
    assert repeats[5] >= 1


@pytest.mark.parametrize("count", [199, 200])
def test_the_tenth_round_of_a_full_hall(count: int) -> None:
    people = room(count, schools=6)
    met: dict[Pair, int] = {}
    for number in range(10):
        found = arrange(people, DIFFERENT, met, f"round {number}")
        check_whole(found, people)
        assert set(found.reasons) == {""}
        for each in pairs_in(found.groups):
            met[each] = met.get(each, 0) + 1
    assert set(met.values()) == {1}


def test_an_odd_number_late_in_the_day_is_exact_too() -> None:
    people = room(11)
    met: dict[Pair, int] = {}
    for number in range(8):
        found = arrange(people, NO_RULES, met, f"{number}")
        if number > 5:
            best = min(
                (sum(each in met for each in pairs_in(way)), sum(met.get(each, 0) for each in pairs_in(way)))
                for way in every_way([person.id for person in people], sizes(11, 2))
            )
            together = pairs_in(found.groups)
            assert (sum(each in met for each in together), sum(met.get(e, 0) for e in together)) == best
        for each in pairs_in(found.groups):
            met[each] = met.get(each, 0) + 1


@pytest.mark.parametrize("size", [3, 4, 5])
def test_larger_groups_of_different_schools(size: int) -> None:
    people = room(30, schools=6)
    known = keyed(people)
    rules = Rules(size=size, schools="different", joined=frozenset({pair("p000", "p001")}))
    found = arrange(people, rules, {}, "seed")
    check_whole(found, people)
    assert set(found.reasons) == {""}
    assert strain(found.groups, known, rules, {}) == (0, -1, 0, 0, 0)


def test_swaps_mend_what_filling_up_could_not() -> None:
    """Filled one by one, in their order, these cost 1."""
    costs = [[int(p != q and (2 * p * q + p + q) % 5 < 2) for q in range(15)] for p in range(15)]
    assert total(costs, cheapest_groups(costs, [3] * 5)) == 0


@pytest.mark.parametrize(("large", "others", "same"), [(17, 8, 5), (24, 9, 8)])
def test_an_odd_number_where_one_school_is_half_the_room(large: int, others: int, same: int) -> None:
    """No fewer of one school can be together: one of the large school for each group, and the rest on top."""
    people = [
        Person(id=f"{i:02}", name=f"{i:02}", school="Large" if i < large else f"School {i}")
        for i in range(large + others)
    ]
    found = arrange(people, DIFFERENT, {}, "s")
    check_whole(found, people)
    assert strain(found.groups, keyed(people), DIFFERENT, {}) == (0, 0, same, 0, 0)


def test_the_same_seed_gives_the_same_on_every_machine() -> None:
    """Written down once: a change here would be a change on somebody's second laptop."""
    found = arrange(room(9, schools=3), DIFFERENT, {}, "a seed")
    assert found.groups == (
        ("p000", "p004"),
        ("p001", "p002", "p003"),
        ("p005", "p006"),
        ("p007", "p008"),
    )
    others = {arrange(room(9, schools=3), DIFFERENT, {}, f"seed {i}").groups for i in range(20)}
    assert len(others) > 15


def test_nobody_and_one() -> None:
    assert arrange([], NO_RULES, {}, "s") == Arrangement(groups=(), reasons=())
    assert arrange(room(1), NO_RULES, {}, "s") == Arrangement(groups=(("p000",),), reasons=(ALONE,))


def test_a_group_has_two_people_at_least() -> None:
    with pytest.raises(ValueError, match="at least two"):
        Rules(size=1)


def test_groups_and_people_are_in_the_order_of_names() -> None:
    people = [Person(id="1", name="zoe"), Person(id="2", name="Ann"), Person(id="3", name="bob")]
    assert arrange(people, NO_RULES, {}, "s").groups == (("2", "3", "1"),)
    assert by_school(people).groups == (("2", "3", "1"),)


def test_what_had_to_give_is_said_without_names() -> None:
    two = [
        Person(id="1", name="Nesta", school="Ysgol y Bryn"),
        Person(id="2", name="Owain", school=" ysgol  y bryn"),
    ]
    both = frozenset({pair("1", "2")})
    met = {pair("1", "2"): 2}

    def said(rules: Rules, met: Mapping[Pair, int] = {}) -> str:
        (reason,) = arrange(two, rules, met, "s").reasons
        assert not any(word in reason.casefold() for word in ("nesta", "owain", "bryn"))
        return reason

    assert said(NO_RULES) == ""
    assert said(Rules(schools="same")) == ""
    assert said(DIFFERENT) == "same school: no other partner was left"
    assert said(NO_RULES, met) == "met before: no other partner was left"
    assert said(Rules(joined=both), met) == "met before: they were to be together"
    assert said(Rules(apart=both)) == APART
    assert said(Rules(schools="different", apart=both), met).count("; ") == 2
    others = [Person(id="1", name="Nesta", school="A"), Person(id="2", name="Owain", school="B")]
    assert arrange(others, Rules(schools="same"), {}, "s").reasons == (
        "different schools: no other partner was left",
    )


def test_two_who_cannot_be_together_are_told_of_in_both_groups() -> None:
    wish = frozenset({pair("p000", "p001")})
    found = arrange(room(4), Rules(apart=wish, joined=wish), {}, "s")
    assert found.reasons == (NOT_TOGETHER, NOT_TOGETHER)
    everyone = Rules(joined=frozenset(pair(p.id, q.id) for p, q in combinations(room(3), 2)))
    assert arrange(room(3), everyone, {}, "s").reasons == ("",)


def test_met_at_another_time_or_unknown_people_do_not_matter() -> None:
    odd = frozenset({pair("x", "y"), frozenset({"p000"}), pair("p000", "y")})
    rules = Rules(apart=odd, joined=odd)
    met = {pair("x", "p000"): 3, pair("p000", "p001"): 0, frozenset({"p000"}): 5}
    assert arrange(room(8), rules, met, "s") == arrange(room(8), NO_RULES, {}, "s")


def test_by_school_and_by_role() -> None:
    people = [
        Person(id="1", name="Ann", school="Hill", role="Head"),
        Person(id="2", name="Bob", school="hill ", role="Deputy"),
        Person(id="3", name="Cai", school="Dale", role="head"),
        Person(id="4", name="Dee", role=""),
    ]
    schools = by_school(people[::-1])
    assert schools.groups == (("1", "2"), ("3",), ("4",))
    assert schools.reasons == ("", "the only one of this school", "no school is known")
    roles = by_role(people)
    assert roles.groups == (("1", "3"), ("2",), ("4",))
    assert roles.reasons == ("", "the only one in this role", "no role is known")
    assert by_role([]) == Arrangement(groups=(), reasons=())


def test_met_in_counts_every_two_people_of_a_group() -> None:
    def made(*groups: Ids) -> Round:
        return Round(
            id="r",
            step="s",
            groups=tuple(Group(id=str(i), label="", people=people) for i, people in enumerate(groups)),
            made_at=datetime(2026, 12, 1, tzinfo=UTC),
        )

    assert met_in([]) == {}
    assert met_in([made(("a", "b"), ("c", "d", "e")), made(("b", "a"), ("c",))]) == {
        pair("a", "b"): 2,
        pair("c", "d"): 1,
        pair("c", "e"): 1,
        pair("d", "e"): 1,
    }
