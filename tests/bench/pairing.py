"""Making pairs in the tenth round, beside filling the table of what every two people would cost."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from sessions.model import Person, Schools
from sessions.pairing import Rules, arrange
from tests.bench.table import Row, middle, slow

Pair = frozenset[str]

_ROUNDS, _TIMES = 9, 15
# People, schools, what is asked of schools, how many are kept apart and together, how many in a group, whether the
# budget is for it.
_HALLS: tuple[tuple[int, int, Schools, int, int, int, bool], ...] = (
    (200, 20, "different", 0, 0, 2, True),
    (200, 2, "different", 0, 0, 2, True),
    (199, 20, "different", 0, 0, 2, True),
    (199, 2, "different", 0, 0, 2, True),
    (200, 20, "different", 60, 20, 2, True),
    (199, 20, "different", 60, 20, 2, False),
    (200, 20, "different", 0, 0, 4, True),
)


def measure(_data: Path) -> Iterator[Row]:
    """A row for each hall: the middle one, and the slow ones where there is something to say of them."""
    for count, schools, asked, apart, joined, size, budget in _HALLS:
        people = [Person(id=f"p{n:03}", name=f"N{n}", school=f"School {n % schools}") for n in range(count)]
        chance = random.Random(count)
        rules = Rules(
            size=size,
            schools=asked,
            apart=_wishes(chance, people, apart),
            joined=_wishes(chance, people, joined),
        )
        met: dict[Pair, int] = {}
        for turn in range(_ROUNDS):
            for group in arrange(people, rules, met, f"{turn}").groups:
                for pair in combinations(group, 2):
                    met[frozenset(pair)] = met.get(frozenset(pair), 0) + 1
        ours, floor = [], []
        for turn in range(_TIMES):
            began = time.perf_counter()
            _ = [[one.school == other.school for other in people] for one in people]
            floor.append((time.perf_counter() - began) * 1e3)
            began = time.perf_counter()
            arrange(people, rules, met, f"tenth {turn}")
            ours.append((time.perf_counter() - began) * 1e3)
        what = f"{'pairs' if size == 2 else f'groups of {size}'}, {count} people, {schools} schools"
        if apart or joined:
            what = f"  with {apart} to keep apart, {joined} together ({count})"
        yield Row(what, middle(ours), middle(floor), most_ms=50 if budget else 0)
        if apart or joined:
            yield Row("    the slowest twentieth", slow(ours), middle(floor))


def _wishes(chance: random.Random, people: list[Person], count: int) -> frozenset[Pair]:
    """So many pairs by chance: some people are in two, so that not every wish can come true."""
    return frozenset(
        frozenset((one.id, other.id)) for one, other in (chance.sample(people, 2) for _ in range(count))
    )
