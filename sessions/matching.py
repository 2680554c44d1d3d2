"""Exact pairs: everyone has one partner, and the costs of all pairs together are as small as they can be.

Costs are whole numbers, given as a square table. The method is Edmonds' (1965): every person has a *price*, no
pair may cost less than the prices of its two, and only *tight* pairs, which cost exactly that, are made. Where
nobody is left over with tight pairs, the whole cannot cost less. It starts with quick pairs, one after the
other; mostly nearly everyone has found a partner then. For those left over, trees of tight pairs grow in which
people could change partners in turn, until two trees meet and two more people are matched. Odd rings found on
the way are shrunk to one *knot*; where no tree can grow, prices change until a new pair is tight.
"""

from __future__ import annotations

from collections.abc import Sequence

from sessions.matching_prices import FAR, first_prices

Costs = Sequence[Sequence[int]]

NOBODY = -1
NEITHER, OUTER, INNER = 0, 1, 2


class _Knot:
    """One person, or an odd ring of knots shrunk to one.

    `ring[0]` holds the base, the person whose partner is outside; the others are matched by twos in order. The
    pair `links[i]` joins `ring[i]` with the one after it. `side` says where it is in a tree: outer ones, as the
    roots are, seek a partner, inner ones lie between two outer ones. `entry` is the pair (person in the knot
    above, person in this one) through which the tree came, None for a root.
    """

    __slots__ = ("base", "entry", "links", "people", "price", "ring", "side")

    def __init__(self, base: int, people: list[int]) -> None:
        self.base = base
        self.people = people
        self.ring: list[_Knot] = []
        self.links: list[tuple[int, int]] = []
        self.price = 0
        self.side = NEITHER
        self.entry: tuple[int, int] | None = None


class _Matcher:
    """The work on one table of costs.

    `price[p]` holds the person's own price and those of all knots around them, so that the pair of p and q, in
    different outermost knots, is tight when ``price[p] + price[q] == cost[p][q]``. Costs are taken four times
    and the first prices are even: then all prices stay whole numbers.
    """

    def __init__(self, costs: Costs) -> None:
        self.size = len(costs)
        self.cost = [[4 * cost for cost in row] for row in costs]
        self.price = first_prices(self.cost)
        self.partner = [NOBODY] * self.size
        self.single = [_Knot(person, [person]) for person in range(self.size)]
        self.top = list(self.single)
        # Of the stage under way: the outer person nearest to each, how near (as if no price had changed since
        # the stage began), how far prices have changed, and the outer people not yet looked at.
        self.nearest = [NOBODY] * self.size
        self.reach: list[int] = []
        self.moved = 0
        self.fresh: list[int] = []

    def run(self) -> list[int]:
        """Everyone's partner."""
        self.pair_quickly()
        while NOBODY in self.partner:
            self.stage()
            self.pair_quickly()
        return self.partner

    def pair_quickly(self) -> None:
        """Pairs people who are free, in no knot, and tight with each other, in their order."""
        free = [
            p for p, other in enumerate(self.partner) if other == NOBODY and self.top[p] is self.single[p]
        ]
        for i, p in enumerate(free):
            if self.partner[p] == NOBODY:
                row, price = self.cost[p], self.price[p]
                for q in free[i + 1 :]:
                    if self.partner[q] == NOBODY and row[q] == price + self.price[q]:
                        self.partner[p], self.partner[q] = q, p
                        break

    def stage(self) -> None:
        """Matches two more people, who may make others change partners in turn."""
        self.nearest = [NOBODY] * self.size
        self.reach = [FAR] * self.size
        self.moved = 0
        self.fresh = []
        for knot in self.top:
            knot.side, knot.entry = NEITHER, None
        for p, other in enumerate(self.partner):
            if other == NOBODY:
                self.make_outer(self.top[p], None)
        while self.grow():
            pass
        for knot in set(self.top):
            self.open_if_worthless(knot)

    def make_outer(self, knot: _Knot, entry: tuple[int, int] | None) -> None:
        knot.side, knot.entry = OUTER, entry
        self.fresh += knot.people

    def grow(self) -> bool:
        """Changes the prices as far as it takes for something to happen, lets it happen, and says whether the
        stage goes on."""
        self.look_around()
        step, person, knot = self.next_event()
        self.change_prices(step)
        if knot is not None:
            self.open_inner(knot)
            return True
        near = self.nearest[person]
        reached = self.top[person]
        if reached.side == NEITHER:
            reached.side, reached.entry = INNER, (near, person)
            mate = self.partner[reached.base]
            self.make_outer(self.top[mate], (reached.base, mate))
            return True
        return self.meet(near, person)

    def look_around(self) -> None:
        """For everyone, which outer person is nearest now."""
        reach, nearest, top = self.reach, self.nearest, self.top
        for p in self.fresh:
            mine = top[p]
            off = self.moved - self.price[p]
            for q, cost in enumerate(self.cost[p]):
                if cost + off < reach[q] and top[q] is not mine:
                    reach[q] = cost + off
                    nearest[q] = p
        self.fresh = []

    def next_event(self) -> tuple[int, int, _Knot | None]:
        """The smallest change of prices after which a pair is tight (then with its person) or an inner knot
        worth nothing (then with that knot)."""
        least, person = FAR, NOBODY
        outside: dict[_Knot, list[int]] = {}
        for p, knot in enumerate(self.top):
            if knot.side == INNER:
                continue
            slack = self.reach[p] - self.moved - self.price[p]
            if knot.side == OUTER:
                if slack // 2 < least and self.top[self.nearest[p]] is knot:
                    if knot not in outside:
                        outside[knot] = self.outer_people_outside(knot)
                    slack = self.look_again(p, outside[knot])
                slack //= 2
            if slack < least:
                least, person = slack, p
                if not least:
                    return least, person, None
        empty: _Knot | None = None
        for knot in self.top:
            if knot.side == INNER and knot.ring and knot.price < least:
                least, empty = knot.price, knot
        return least, person, empty

    def outer_people_outside(self, mine: _Knot) -> list[int]:
        """The outer people in other knots: few where this one has grown large."""
        return [p for p, knot in enumerate(self.top) if knot.side == OUTER and knot is not mine]

    def look_again(self, person: int, others: list[int]) -> int:
        """Finds which of the others is nearest to one whose nearest was drawn into the same knot, and how far away."""
        row, price, near, reach = self.cost[person], self.price, NOBODY, FAR
        for p in others:
            if row[p] - price[p] < reach:
                reach, near = row[p] - price[p], p
        self.nearest[person], self.reach[person] = near, reach if near == NOBODY else reach + self.moved
        return self.reach[person] - self.moved - self.price[person]

    def change_prices(self, step: int) -> None:
        if step:
            self.moved += step
            for p, knot in enumerate(self.top):
                if knot.side:
                    self.price[p] += step if knot.side == OUTER else -step
            for knot in set(self.top):
                if knot.side:
                    knot.price += step if knot.side == OUTER else -step

    def way_up(self, person: int) -> list[_Knot]:
        """The knots from this person's to the root of the tree."""
        way = [self.top[person]]
        while way[-1].entry is not None:
            way.append(self.top[way[-1].entry[0]])
        return way

    def meet(self, p: int, q: int) -> bool:
        """Two outer people are tight: in one tree they close a ring; in two trees both roots find partners, the
        stage is over and the answer False."""
        left, right = self.way_up(p), self.way_up(q)
        if left[-1] is not right[-1]:
            self.change_partners(p, q)
            self.change_partners(q, p)
            return False
        while len(left) > 1 and len(right) > 1 and left[-2] is right[-2]:
            left.pop()
            right.pop()
        root = left.pop()
        right.pop()
        down = left[::-1]
        ring = [root, *down, *right]
        knot = _Knot(root.base, [person for part in ring for person in part.people])
        knot.ring = ring
        knot.links = [part.entry for part in down if part.entry]
        knot.links.append((p, q))
        knot.links += [part.entry[::-1] for part in right if part.entry]
        knot.side, knot.entry = OUTER, root.entry
        for person in knot.people:
            self.top[person] = knot
        self.fresh += [person for part in ring if part.side == INNER for person in part.people]
        return True

    def change_partners(self, person: int, other: int) -> None:
        """Gives a person the partner `other` and matches everyone anew on the way up to the root."""
        while True:
            knot = self.top[person]
            self.turn(knot, person)
            self.partner[person] = other
            if knot.entry is None:
                return
            inner = self.top[knot.entry[0]]
            assert inner.entry is not None
            above, below = inner.entry
            self.turn(inner, below)
            self.partner[below] = above
            person, other = above, below

    def turn(self, knot: _Knot, person: int) -> None:
        """Makes this person the base of the knot, and matches the others in it accordingly."""
        if not knot.ring:
            return
        ring, links = knot.ring, knot.links
        at = next(i for i, part in enumerate(ring) if person in part.people)
        for i in range(at + 1, len(ring), 2) if at % 2 else range(0, at, 2):
            p, q = links[i]
            self.turn(ring[i], p)
            self.turn(ring[(i + 1) % len(ring)], q)
            self.partner[p], self.partner[q] = q, p
        self.turn(ring[at], person)
        knot.ring, knot.links = ring[at:] + ring[:at], links[at:] + links[:at]
        knot.base = person

    def open_inner(self, knot: _Knot) -> None:
        """Opens an inner knot: the parts on the even way from its entry to its base stay in the tree."""
        assert knot.entry is not None
        ring, links = knot.ring, knot.links
        self.release(knot)
        at = next(i for i, part in enumerate(ring) if knot.entry[1] in part.people)
        ring[at].side, ring[at].entry = INNER, knot.entry
        step = 1 if at % 2 else -1
        while at % len(ring):
            following = (at + step) % len(ring)
            link = links[at] if step == 1 else links[following][::-1]
            if ring[at].side == INNER:
                self.make_outer(ring[following], link)
            else:
                ring[following].side, ring[following].entry = INNER, link
            at = following

    def open_if_worthless(self, knot: _Knot) -> None:
        if knot.ring and knot.price == 0:
            self.release(knot)
            for part in knot.ring:
                self.open_if_worthless(part)

    def release(self, knot: _Knot) -> None:
        """Its parts are outermost again."""
        for part in knot.ring:
            part.side, part.entry = NEITHER, None
            for person in part.people:
                self.top[person] = part


def cheapest_pairs(costs: Costs) -> list[tuple[int, int]]:
    """Pairs of everyone, an even number of people, at the smallest cost there is.

    Of several such answers the order of the people decides: shuffle them for a random one. What someone would
    cost with themselves is ignored.
    """
    if len(costs) % 2:
        raise ValueError("an odd number of people cannot all be in pairs")
    if not costs:
        return []
    return [(p, q) for p, q in enumerate(_Matcher(costs).run()) if p < q]
