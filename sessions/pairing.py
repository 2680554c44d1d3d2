"""Who sits with whom: pairs, trios and groups, the same on every machine for the same people and seed.

The product's rule: never the same pair twice while it can be avoided, over the cluster's past
sessions too; different schools where asked; a trio when the number is odd; keep apart, keep together; where a
rule had to give, it says so. Who is here is for the caller to know: everyone given is put in a group. Groups that
are there already, and someone comes, leaves or is to be kept apart, are changed in `pairing_changes`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import combinations

import msgspec

from sessions.grouping import cheapest_groups, sizes
from sessions.model import Person, Round, Schools

APART = "to be kept apart: no other arrangement was left"
NOT_TOGETHER = "to be with someone of another group: not possible"
ON_PURPOSE = "they were to be together"
NO_PARTNER = "no other partner was left"
NO_GROUP = "no better group was left"
ALONE = "alone: nobody else is here"

Met = Mapping[frozenset[str], int]


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the groups: how many people in each, whether of different or the same schools, and the
    pairs of person ids never to put together (`apart`) or to put together (`joined`)."""

    size: int = 2
    schools: Schools = "any"
    apart: frozenset[frozenset[str]] = frozenset()
    joined: frozenset[frozenset[str]] = frozenset()

    def __post_init__(self) -> None:
        if self.size < 2:
            raise ValueError("a group has at least two people")


class Arrangement(msgspec.Struct, frozen=True, kw_only=True):
    """Groups of person ids, and for each which rule had to give, in words without names ("" where none had to).

    The reasons are for the facilitator alone: the room never sees them.
    """

    groups: tuple[tuple[str, ...], ...]
    reasons: tuple[str, ...]


def arrange(people: Sequence[Person], rules: Rules, met: Met, seed: str) -> Arrangement:
    """Puts everyone in a group. `met` says how often two people were in one group before (see `met_in`).

    Where not everything is possible, the first of these that can be kept matters most: nobody alone; those to
    be kept apart are; those to be together are; the schools are as asked; as few repeats as can be, and of
    those who met least; and then chance, by the seed. It is the product's rule. For pairs of
    an even number of people no better arrangement exists; nor does one for up to nine people in any groups.
    """
    known = {person.id: person for person in people}
    shuffled = sorted(known.values(), key=lambda person: (draw(seed, person.id), person.id))
    parts = sizes(len(shuffled), rules.size)
    groups = cheapest_groups(costs_of(shuffled, rules, met, parts), parts)
    named = [by_name((shuffled[p].id for p in group), known) for group in groups]
    named.sort(key=lambda group: _order(known[group[0]]))
    reasons = tuple(_reason(group, named, known, rules, met) for group in named)
    return Arrangement(groups=tuple(named), reasons=reasons)


def by_school(people: Sequence[Person]) -> Arrangement:
    """One group for each school, and one for those whose school is not known. Someone who is the only one of
    their school stays alone, with a reason: the product's rule is to say so (the product's rule). When someone
    comes or leaves, make these anew: only that school's group changes."""
    return _by(people, _school, "the only one of this school", "no school is known")


def by_role(people: Sequence[Person]) -> Arrangement:
    """One group for each role, and one for those whose role is not known; as `by_school`."""
    return _by(people, lambda person: _plain(person.role), "the only one in this role", "no role is known")


def reason_for(
    arrangement: Arrangement, at: int, people: Mapping[str, Person], rules: Rules, met: Met, instead: str = ""
) -> str:
    """Which rules had to give in the group at this place, as it is now; `met` is from the rounds before. `instead`
    says what the rules about schools and repeats gave way to, if not to what was possible."""
    return _reason(arrangement.groups[at], arrangement.groups, people, rules, met, instead)


def met_in(rounds: Iterable[Round]) -> dict[frozenset[str], int]:
    """How often each two people were in one group: what "never the same pair twice" is judged by."""
    met: dict[frozenset[str], int] = {}
    for each in rounds:
        for pair in pairs_in(group.people for group in each.groups):
            met[pair] = met.get(pair, 0) + 1
    return met


def pairs_in(groups: Iterable[Iterable[str]]) -> Iterator[frozenset[str]]:
    """Every two people who are in one of these groups."""
    for group in groups:
        yield from map(frozenset, combinations(sorted(set(group)), 2))


def costs_of(people: Sequence[Person], rules: Rules, met: Met, parts: list[int]) -> list[list[int]]:
    """What it costs to put two people together. One breach of a rule costs more than all that could be saved by
    the rules after it."""
    number = len(people)
    at = {person.id: i for i, person in enumerate(people)}
    meetings = [
        (at[p], at[q], count) for (p, q), count in _pairs_of(met.items()) if count > 0 and p in at and q in at
    ]
    most = 1 + sum(part * (part - 1) // 2 for part in parts)
    again = most * max((count for _, _, count in meetings), default=1)
    school = again * most
    together = school * most
    apart = together * most
    schools = [_school(person) for person in people]
    rows = {
        mine: [school * _breaks(mine, other, rules.schools) for other in schools]
        for mine in dict.fromkeys(schools)
    }
    costs = [rows[mine].copy() for mine in schools]
    for p, q, count in meetings:
        costs[p][q] += again + count
        costs[q][p] += again + count
    for pairs, price in ((rules.apart, apart), (rules.joined, -together)):
        for (one, other), _ in _pairs_of((pair, 1) for pair in pairs):
            if one in at and other in at:
                costs[at[one]][at[other]] += price
                costs[at[other]][at[one]] += price
    for i in range(number):
        costs[i][i] = 0
    return costs


def _pairs_of(counts: Iterable[tuple[frozenset[str], int]]) -> Iterable[tuple[tuple[str, str], int]]:
    """The same with the two ids of each pair in a tuple; what is not a pair is passed over."""
    for pair, count in counts:
        if len(pair) == 2:
            p, q = pair
            yield (p, q), count


def _reason(
    group: tuple[str, ...],
    groups: Sequence[tuple[str, ...]],
    known: Mapping[str, Person],
    rules: Rules,
    met: Met,
    instead: str = "",
) -> str:
    """Which rules had to give in this one of the groups."""
    if len(group) == 1 and len(groups) == 1:
        return ALONE
    said: dict[str, None] = {}
    pairs = [frozenset(pair) for pair in combinations(group, 2)]
    others = instead or (NO_PARTNER if len(group) == 2 else NO_GROUP)
    elsewhere = {id for other in groups if other != group for id in other}
    if any(pair in rules.apart for pair in pairs):
        said[f"to be kept apart: {instead}" if instead else APART] = None
    if any(len(pair & elsewhere) == 1 and not pair.isdisjoint(group) for pair in rules.joined):
        said[NOT_TOGETHER] = None
    for pair in pairs:
        p, q = (person_of(known, id) for id in pair)
        why = ON_PURPOSE if pair in rules.joined else others
        if against_schools(p, q, rules.schools):
            said[f"{'same school' if rules.schools == 'different' else 'different schools'}: {why}"] = None
    for pair in pairs:
        if met.get(pair, 0) > 0:
            said[f"met before: {ON_PURPOSE if pair in rules.joined else others}"] = None
    return "; ".join(said)


def _by(people: Sequence[Person], kind: Callable[[Person], str], lone: str, unknown: str) -> Arrangement:
    """One group for each kind."""
    known = {person.id: person for person in people}
    gathered: dict[str, list[str]] = {}
    for person in sorted(known.values(), key=_order):
        gathered.setdefault(kind(person), []).append(person.id)
    return Arrangement(
        groups=tuple(tuple(ids) for ids in gathered.values()),
        reasons=tuple(
            unknown if not name else lone if len(ids) == 1 else "" for name, ids in gathered.items()
        ),
    )


def draw(*words: str) -> bytes:
    """Chance that is the same on every platform and in every version of Python."""
    return sha256("\0".join(words).encode()).digest()


def person_of(known: Mapping[str, Person], id: str) -> Person:
    """The person, or a stand-in for one who was erased."""
    return known.get(id) or Person(id=id, name=id)


def _order(person: Person) -> tuple[str, str, str]:
    return person.name.casefold(), person.name, person.id


def by_name(ids: Iterable[str], known: Mapping[str, Person]) -> tuple[str, ...]:
    """People in the order of their names."""
    return tuple(sorted(ids, key=lambda id: _order(person_of(known, id))))


def _plain(text: str) -> str:
    """For comparing what people typed: NFC, case folded, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _school(person: Person) -> str:
    return _plain(person.school)


def _breaks(school: str, other: str, asked: Schools) -> bool:
    """Whether two people of these schools together are against what was asked. An unknown school is never the
    same as another one."""
    same = bool(school) and school == other
    return (asked == "different" and same) or (asked == "same" and not same)


def against_schools(p: Person, q: Person, asked: Schools) -> bool:
    """Whether these two together are against what was asked about schools."""
    return _breaks(_school(p), _school(q), asked)
