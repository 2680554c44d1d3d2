"""Groups of a given size at a small cost: exact for pairs, for few people, and where nothing needs to give.

The cost of a group is the sum over every two people in it. Pairs of an even number are matched exactly. With an
odd number trios are tried, and the rest is matched exactly. Groups of three and more are filled one by one and
then improved by swaps; there is no fast exact way, so beyond a few people the answer may not be the best one.
Nothing here is random: of several answers the order of the people decides. ``costs[p][p]`` is 0 throughout.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sessions.matching import Costs, cheapest_pairs

Groups = list[list[int]]

FEW = 9  # so many people are put in groups in every possible way: 1,260 ways at most
TRIOS = 31  # up to so many people, all trios are tried in the order of their cost
TRIES = 200_000  # how many pairs may be weighed in all while trios are tried
LOOKS = 200_000  # how many swaps may be weighed
PATIENCE = 120  # swaps in a row that did not lead to anything better


def sizes(number: int, size: int) -> list[int]:
    """The sizes of the groups for so many people: as near to `size` as possible, at most one apart, no 1.

    Pairs of an odd number: one trio. One person alone is a group of one; nobody is no group.
    """
    if number < 2:
        return [1] * number

    def strain(count: int) -> tuple[int, int, int]:
        parts = split(count)
        off = [abs(part - size) for part in parts]
        return sum(off), max(off), -off.count(0)

    def split(count: int) -> list[int]:
        small, larger = divmod(number, count)
        return [small + 1] * larger + [small] * (count - larger)

    return split(min(range(1, number // 2 + 1), key=strain))


def total(costs: Costs, groups: Groups) -> int:
    """What the groups cost together."""
    return sum(costs[p][q] for group in groups for p, q in combinations(group, 2))


def least_possible(costs: Costs) -> int:
    """A cost below which no groups can be: all that could be gained, and nothing paid."""
    return sum(min(0, cost) for p, row in enumerate(costs) for cost in row[p + 1 :])


def cheapest_groups(costs: Costs, parts: list[int]) -> Groups:
    """Groups of these sizes, at the smallest cost that can be found."""
    number = len(costs)
    if len(parts) < 2:
        return [list(range(number))] * len(parts)
    if all(part == 2 for part in parts):
        return [list(pair) for pair in cheapest_pairs(costs)]
    if number <= FEW:
        return min(_all_ways(list(range(number)), parts), key=lambda groups: total(costs, groups))
    if parts == [3] + [2] * (len(parts) - 1):
        return _with_a_trio(costs)
    return _improved(costs, _filled(costs, parts))


def _all_ways(people: list[int], parts: list[int]) -> Iterator[Groups]:
    """Every way to put these people in groups of these sizes."""
    if not people:
        yield []
        return
    first, *others = people
    for part in sorted(set(parts), reverse=True):
        left = parts.copy()
        left.remove(part)
        for company in combinations(others, part - 1):
            for groups in _all_ways([p for p in others if p not in company], left):
                yield [[first, *company], *groups]


def _with_a_trio(costs: Costs) -> Groups:
    """One trio and pairs: all but one in the cheapest pairs, that one with the cheapest of them. Where this is
    not certainly the best, trios are tried; with up to 31 people it mostly comes to where nothing is better."""
    number = len(costs)
    pairs, left_out = _pairs_without(costs, 1)
    lone = left_out[0]
    floor = total(costs, pairs) + 2 * min(costs[p][q] for p in range(number) for q in range(p))
    host = min(pairs, key=lambda pair: costs[lone][pair[0]] + costs[lone][pair[1]])
    best = [[*pair, lone] if pair is host else pair for pair in pairs]
    lowest = total(costs, best)
    if lowest <= max(floor, least_possible(costs)):
        return best
    rest_at_least = total(costs, _pairs_without(costs, 3)[0])
    for trio in _trios(costs, max(3, TRIES // number**2)):
        price = total(costs, [list(trio)])
        if price + rest_at_least < lowest:
            rest = [p for p in range(number) if p not in trio]
            pairs_left = cheapest_pairs([[costs[p][q] for q in rest] for p in rest])
            found = [list(trio), *([rest[p], rest[q]] for p, q in pairs_left)]
            if total(costs, found) < lowest:
                best, lowest = found, total(costs, found)
        elif number <= TRIOS:
            return best  # no trio after this one is cheaper
    return _improved(costs, best)


def _pairs_without(costs: Costs, count: int) -> tuple[Groups, list[int]]:
    """The cheapest pairs when any so many people may be left out, and who those are: stand-ins, whom everyone
    may have as a partner for nothing, take them."""
    number = len(costs)
    never = 1 + 2 * sum(abs(cost) for row in costs for cost in row) if count > 1 else 0
    table = [[*row, *[0] * count] for row in costs] + [[0] * number + [never] * count for _ in range(count)]
    pairs = cheapest_pairs(table)
    return [[p, q] for p, q in pairs if q < number], [p for p, q in pairs if q >= number]


def _trios(costs: Costs, tries: int) -> Iterator[tuple[int, int, int]]:
    """Trios to try: the cheapest first, or with many people a cheap one around each in turn."""
    number = len(costs)
    if number <= TRIOS:
        every = combinations(range(number), 3)
        yield from sorted(every, key=lambda t: costs[t[0]][t[1]] + costs[t[0]][t[2]] + costs[t[1]][t[2]])[
            :tries
        ]
        return
    for p in range(min(tries, number)):
        row = costs[p]
        q = min((q for q in range(number) if q != p), key=row.__getitem__)
        both = [cost + other for cost, other in zip(row, costs[q], strict=True)]
        yield p, q, min((r for r in range(number) if r not in (p, q)), key=both.__getitem__)


def _filled(costs: Costs, parts: list[int]) -> Groups:
    """Groups filled one person after the other, each where it costs least."""
    groups: Groups = [[] for _ in parts]
    for p, row in enumerate(costs):
        open_ones = [group for group, part in zip(groups, parts, strict=True) if len(group) < part]
        min(open_ones, key=lambda group: (sum(row[q] for q in group), len(group))).append(p)
    return groups


def _improved(costs: Costs, start: Groups) -> Groups:
    """Swaps two people of different groups, the best such swap each time, also for the worse where there is
    none for the better; those just moved stay where they are for a while (tabu search, Glover 1989)."""
    number = len(costs)
    where = [0] * number
    for g, group in enumerate(start):
        for p in group:
            where[p] = g
    pull = [[sum(row[q] for q in group) for group in start] for row in costs]
    content = [sum(min(0, cost) for cost in row) for row in costs]
    now = lowest = total(costs, start)
    floor = least_possible(costs)
    best = where.copy()
    stay = [0] * number
    looks, turn, found_at = LOOKS, 0, 0
    while lowest > floor and looks > 0 and turn - found_at < PATIENCE:
        turn += 1
        change: int | None = None
        swap = (0, 0)
        for p in range(number):
            g = where[p]
            if pull[p][g] == content[p]:
                continue
            mine, row, here = pull[p], costs[p], pull[p][g]
            looks -= number
            for q, h in enumerate(where):
                if h != g:
                    gain = mine[h] + pull[q][g] - 2 * row[q] - here - pull[q][h]
                    if change is None or gain < change:
                        if (stay[p] > turn or stay[q] > turn) and now + gain >= lowest:
                            continue
                        change, swap = gain, (p, q)
        if change is None:
            continue
        p, q = swap
        g, h = where[p], where[q]
        for r, row in enumerate(costs):
            pull[r][g] += row[q] - row[p]
            pull[r][h] -= row[q] - row[p]
        where[p], where[q] = h, g
        stay[p] = stay[q] = turn + 4 + turn % 5
        now += change
        if now < lowest:
            lowest, best, found_at = now, where.copy(), turn
    return [[p for p in range(number) if best[p] == g] for g in range(len(start))]
