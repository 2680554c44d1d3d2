"""Groups that are there already, changed as little as possible: someone comes late, someone leaves, a wish is added.

The product's rule: nobody else's pair is made anew. Who comes late splits a trio into two pairs where no rule speaks
against it, and else joins a group; where people are to be kept apart or together, as few as can be change places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sessions.grouping import total
from sessions.model import Person
from sessions.pairing import (
    Arrangement,
    Met,
    Rules,
    against_schools,
    by_name,
    costs_of,
    draw,
    person_of,
    reason_for,
)

# Why there are two trios now and not two pairs more.
NOT_SPLIT = "a second trio, for the first was not split: {}"
BEGUN = "the pairs had begun"
# So many ways of changing places may be weighed; more changes than these, and groups may as well be made anew.
LOOKS = 20_000
CHANGES = 3

# Groups, and pairs of people, by the numbers that people have here.
Moved = list[list[int]]
Twos = list[tuple[int, int]]


def join(
    arrangement: Arrangement,
    newcomer: Person,
    people: Mapping[str, Person],
    rules: Rules,
    met: Met,
    *,
    keep: str = "",
) -> Arrangement:
    """Takes in one who comes late; nobody else's group changes (the product's rule).

    They join someone who is alone, if anyone is. Where people work in pairs and there is a trio, they and one of it
    are a pair of their own, the last one, unless a rule speaks against that or `keep` says why trios stay as they are.
    Else they join, by the rules in their order, one of the smallest groups (a larger one only to keep people apart
    or together). Groups keep their places, so that the numbers the room has seen still hold. `met` is from the rounds
    before this one.
    """
    if any(newcomer.id in group for group in arrangement.groups):
        return arrangement
    known = {**people, newcomer.id: newcomer}
    groups = arrangement.groups
    if not groups:
        return _with_group(arrangement, 0, (newcomer.id,), known, rules, met)
    why = ""
    found = {len(group) for group in groups}
    if rules.size == 2 and 3 in found and 1 not in found:
        partner, why = _partner_from_trio(groups, newcomer, known, rules, met)
        if not keep and not why:
            return _split(arrangement, partner, newcomer, known, rules, met)
        why = NOT_SPLIT.format(keep or why)

    def strain(at: int) -> tuple[bool, int, int, int, int, int, int, bytes]:
        group = groups[at]
        pairs = [frozenset((newcomer.id, other)) for other in group]
        times = [met.get(pair, 0) for pair in pairs]
        return (
            len(group) > 1,
            sum(pair in rules.apart for pair in pairs),
            -sum(pair in rules.joined for pair in pairs),
            len(group),
            sum(against_schools(person_of(known, other), newcomer, rules.schools) for other in group),
            sum(count > 0 for count in times),
            sum(times),
            draw(newcomer.id, *group),
        )

    at = min(range(len(groups)), key=strain)
    why = why if len(groups[at]) == 2 else ""
    return _with_group(arrangement, at, (*groups[at], newcomer.id), known, rules, met, why)


def may_split(
    arrangement: Arrangement, newcomer: Person, people: Mapping[str, Person], rules: Rules, met: Met
) -> tuple[str, str, str] | None:
    """Whom of a trio a latecomer would be with if it were split, and the two who would stay; None where there is no
    trio, or a rule speaks against it."""
    after = join(arrangement, newcomer, people, rules, met)
    if len(after.groups) == len(arrangement.groups) or len(after.groups[-1]) != 2:
        return None
    (partner,) = set(after.groups[-1]) - {newcomer.id}
    before = next(group for group in arrangement.groups if partner in group)
    one, other = (id for id in before if id != partner)
    return partner, one, other


def leave(
    arrangement: Arrangement,
    person_id: str,
    people: Mapping[str, Person],
    rules: Rules,
    met: Met,
    *,
    keep: str = "",
) -> Arrangement:
    """Takes out one who leaves; no other group changes (the product's rule), except that one left over alone finds
    others as in `join`: one of a trio, or a pair."""
    at = next((i for i, group in enumerate(arrangement.groups) if person_id in group), None)
    if at is None:
        return arrangement
    left = tuple(id for id in arrangement.groups[at] if id != person_id)
    if len(left) > 1 or (left and len(arrangement.groups) == 1):
        return _with_group(arrangement, at, left, people, rules, met)
    without = Arrangement(
        groups=arrangement.groups[:at] + arrangement.groups[at + 1 :],
        reasons=arrangement.reasons[:at] + arrangement.reasons[at + 1 :],
    )
    return join(without, person_of(people, left[0]), people, rules, met, keep=keep) if left else without


def mend(
    arrangement: Arrangement, people: Mapping[str, Person], rules: Rules, met: Met, why: str = ""
) -> Arrangement | None:
    """The groups with as few people as can be in other places, so that those to be kept apart are, and those to be
    together are. None where they are already, or no few changes bring it nearer.

    Exact as far as it looks: every way of letting two people change places, then of two such changes, then of three.
    The first number of them with which all is as wished, and schools and repeats no worse than before, is taken, and
    of its ways the one with the fewest people; where there is none, what costs least of all. `why` is said of what
    gave way for it.
    """
    ids = [id for group in arrangement.groups for id in group]
    at = {id: number for number, id in enumerate(ids)}
    start = [[at[id] for id in group] for group in arrangement.groups]
    everyone, parts = [person_of(people, id) for id in ids], [len(group) for group in start]
    # Wishes come before everything else, so that they are weighed by themselves.
    wishes = costs_of(everyone, Rules(size=rules.size, apart=rules.apart, joined=rules.joined), {}, parts)
    others = costs_of(everyone, Rules(size=rules.size, schools=rules.schools), met, parts)
    apart, joined = (
        [(at[p], at[q]) for p, q in (sorted(pair) for pair in pairs if len(pair) == 2) if p in at and q in at]
        for pairs in (rules.apart, rules.joined)
    )

    as_before = total(others, start)

    def price(groups: Moved) -> tuple[int, int, int, int]:
        other, sitting = total(others, groups), zip(groups, start, strict=True)
        moved = sum(one not in was for group, was in sitting if group != was for one in group)
        return total(wishes, groups), max(0, other - as_before), moved, other

    before = best = price(start)
    found = start
    for changes in range(1, CHANGES + 1):
        if not _broken(start, apart, joined) or 2 * len(ids) * (5 * len(ids)) ** (changes - 1) > LOOKS:
            break
        way = min(_ways(start, start, apart, joined, changes), key=price, default=start)
        if price(way) < best:
            best, found = price(way), way
        if not _broken(found, apart, joined) and not best[1]:
            break
    if best[0] >= before[0]:
        return None
    groups = tuple(
        old if set(new) == set(was) else by_name((ids[one] for one in new), people)
        for new, was, old in zip(found, start, arrangement.groups, strict=True)
    )
    after = Arrangement(groups=groups, reasons=arrangement.reasons)
    reasons = (
        said if group == old else reason_for(after, place, people, rules, met, why)
        for place, (group, old, said) in enumerate(
            zip(groups, arrangement.groups, arrangement.reasons, strict=True)
        )
    )
    return Arrangement(groups=groups, reasons=tuple(reasons))


def _ways(groups: Moved, start: Moved, apart: Twos, joined: Twos, changes: int) -> Iterator[Moved]:
    """Every way of so many changes of places: each of someone for whom a wish is not kept, or, where all are kept, of
    someone whose group is another already."""
    if not changes:
        yield groups
        return
    wrong = _broken(groups, apart, joined)
    movers = wrong or [one for group, was in zip(groups, start, strict=True) if group != was for one in group]
    for mover in movers:
        here = next(number for number, group in enumerate(groups) if mover in group)
        for there, group in enumerate(groups):
            if there == here:
                continue
            for other in group:
                changed = list(groups)
                changed[here] = [other if one == mover else one for one in groups[here]]
                changed[there] = [mover if one == other else one for one in group]
                yield from _ways(changed, start, apart, joined, changes - 1)


def _broken(groups: Moved, apart: Twos, joined: Twos) -> tuple[int, ...]:
    """The first two people whose wish these groups do not keep; () where all are kept."""
    where = {one: number for number, group in enumerate(groups) for one in group}
    for wanted, pairs in ((False, apart), (True, joined)):
        for p, q in pairs:
            if (where[p] == where[q]) != wanted:
                return p, q
    return ()


def _partner_from_trio(
    groups: Sequence[tuple[str, ...]], newcomer: Person, known: Mapping[str, Person], rules: Rules, met: Met
) -> tuple[str, str]:
    """Who of the trios would be with the newcomer, and which rule speaks against it, in words; "" where none does."""

    def against(partner: str, group: tuple[str, ...]) -> str:
        pair = frozenset((newcomer.id, partner))
        if pair in rules.apart:
            return "two to be kept apart"
        parted = any(frozenset((partner, other)) in rules.joined for other in group if other != partner)
        elsewhere = any(
            frozenset((newcomer.id, other)) in rules.joined
            for one in groups
            for other in one
            if other != partner
        )
        if parted or (elsewhere and pair not in rules.joined):
            return "two to be together"
        if pair in rules.joined:
            return ""
        if against_schools(person_of(known, partner), newcomer, rules.schools):
            return "the same school" if rules.schools == "different" else "different schools"
        return "they met before" if met.get(pair, 0) else ""

    order = ("", "they met before", "the same school", "different schools", "two to be together")
    found = [(one, against(one, group)) for group in groups if len(group) == 3 for one in group]
    return min(
        found,
        key=lambda each: (
            order.index(each[1]) if each[1] in order else len(order),
            draw(newcomer.id, each[0]),
        ),
    )


def _split(
    arrangement: Arrangement,
    partner: str,
    newcomer: Person,
    known: Mapping[str, Person],
    rules: Rules,
    met: Met,
) -> Arrangement:
    """The trio without this one of it, who is in a pair with the newcomer, after all the others."""
    groups = arrangement.groups
    at = next(number for number, group in enumerate(groups) if partner in group)
    left = tuple(one for one in groups[at] if one != partner)
    without = _with_group(arrangement, at, left, known, rules, met)
    return _with_group(without, len(groups), (partner, newcomer.id), known, rules, met)


def _with_group(
    arrangement: Arrangement,
    at: int,
    group: tuple[str, ...],
    known: Mapping[str, Person],
    rules: Rules,
    met: Met,
    why: str = "",
) -> Arrangement:
    """The arrangement with these people as the group at this place, the others untouched. `why` is said first of why
    they are as they are."""
    group = by_name(group, known)
    groups = (*arrangement.groups[:at], group, *arrangement.groups[at + 1 :])
    reasons = (*arrangement.reasons[:at], "", *arrangement.reasons[at + 1 :])
    after = Arrangement(groups=groups, reasons=reasons)
    said = [why, reason_for(after, at, known, rules, met)]
    reason = "; ".join(words for words in said if words)
    return Arrangement(groups=groups, reasons=(*reasons[:at], reason, *reasons[at + 1 :]))
