"""Swaps: two leaders of different schools who change places on the same days; a one-way one is a visit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import permutations

import msgspec
from msgspec.structs import replace

from sessions.dates import MONTHS, read_date
from sessions.errors import FacilitatorError
from sessions.ids import fresh
from sessions.model import Group, Person, PointDetail, Round, Session, Swap
from sessions.text import key, one_line

# Of so many people every order is tried for a ring of visits; a larger group is left to the facilitator.
_RING = 6
_NUMBER = re.compile(r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\s+)?\d{1,2}(?:st|nd|rd|th)?", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,2})\s*(?:–|-|to)\s*(\d{1,2}\s+[^\W\d].*)")


class CannotSwap(FacilitatorError):
    """These people cannot change places; the text says why and what to do."""


def add(
    session: Session,
    swap_id: str,
    person: Person,
    *,
    partner: Person | None = None,
    host: str = "",
    dates: Iterable[date] = (),
) -> Session:
    """Note down that a person changes places with a partner, or (without one) visits the school `host`.

    Dates are kept in order, each once. Raises CannotSwap for people or schools that do not differ.
    """
    if partner is not None:
        _refuse_partner(person, partner)
        host = partner.school
    else:
        host = one_line(host)
        if not host:
            raise CannotSwap("A visit goes to a school: name it.")
        # A school of this session is called here as it is called everywhere else.
        host = next((one.school for one in session.people if key(one.school) == key(host)), host)
        if key(host) == key(person.school):
            raise CannotSwap(
                f"{person.name} is of {person.school} already. A visit goes to another school: name that one."
            )
    swap = Swap(
        id=swap_id,
        person=person.id,
        partner=partner.id if partner else "",
        home=person.school,
        host=host,
        dates=tuple(sorted(set(dates))),
    )
    return replace(session, swaps=(*session.swaps, swap))


def of_person(session: Session, person_id: str) -> tuple[Swap, ...]:
    """The swaps and visits a person takes part in, on either side."""
    return tuple(swap for swap in session.swaps if person_id in (swap.person, swap.partner))


def link(session: Session, point_id: str, swap_id: str) -> Session:
    """Tie a learning point (``NOTE.KEY``) to a swap; its reviews stay."""
    before = next((point for point in session.points if point.id == point_id), None)
    after = replace(before, swap=swap_id) if before else PointDetail(id=point_id, swap=swap_id)
    others = tuple(after if point.id == point_id else point for point in session.points)
    return replace(session, points=others if before else (*others, after))


class Matched(msgspec.Struct, frozen=True, kw_only=True):
    """What came of matching a round: the session, the swaps and visits added, and what to say about the rest."""

    session: Session
    swaps: int = 0
    visits: int = 0
    remarks: tuple[str, ...] = ()


def match(session: Session, made: Round) -> Matched:
    """Let the people of each of a round's groups change places, where they are of different schools.

    Two of them swap. Three or more visit one another in a ring (a trio cannot swap); where two of a trio are of
    one school, one of these swaps with the third and the other visits. Whoever has a swap already keeps it, and
    their group is left as it is. Groups that are left out are said.
    """
    swaps = visits = 0
    remarks: list[str] = []
    for group in made.groups:
        people = [person for one in group.people if (person := session.person(one)) is not None]
        planned = _plan(session, group, people)
        if isinstance(planned, str):
            remarks.append(planned)
            continue
        for person, other, both in planned:
            session = add(
                session,
                fresh("w"),
                person,
                partner=other if both else None,
                host="" if both else other.school,
            )
            swaps, visits = swaps + both, visits + (not both)
    return Matched(session=session, swaps=swaps, visits=visits, remarks=tuple(remarks))


def settle(
    session: Session, swap_id: str, person: Person, *, partner: Person | None = None, host: str = ""
) -> Session:
    """`add` in place of the swaps that these two have; days that the person had are kept.

    A former partner is left without one. Raises CannotSwap, and then nothing was changed.
    """
    both = (person, partner) if partner else (person,)
    before = {swap.id: swap for one in both for swap in of_person(session, one.id)}
    days = next((swap.dates for swap in before.values() if swap.dates), ())
    session = add(session, swap_id, person, partner=partner, host=host, dates=days)
    for old in before:
        session = remove(session, old)
    return session


def remove(session: Session, swap_id: str) -> Session:
    """Take a swap away; learning points that were tied to it stay, tied to none."""
    return replace(
        session,
        swaps=tuple(swap for swap in session.swaps if swap.id != swap_id),
        points=tuple(replace(one, swap="") if one.swap == swap_id else one for one in session.points),
    )


def set_days(session: Session, swap_id: str, days: Iterable[date]) -> Session:
    """Set the days of a swap, in order, each once."""
    dates = tuple(sorted(set(days)))
    return replace(
        session, swaps=tuple(replace(one, dates=dates) if one.id == swap_id else one for one in session.swaps)
    )


def read_days(text: str, today: date) -> tuple[date, ...]:
    """Several days as people write them: "12, 13 and 14 January", "Tue 3 Feb; 5/2", "18 to 22 January" (the school
    days of a week); none in an empty text.

    A number alone takes the month of the next day that has one. Raises ValueError with what is wrong.
    """
    parts = [part.strip() for part in re.split(r"[,;\n]|\s(?:and|&)\s", f" {text} ") if part.strip()]
    days: list[date] = []
    year = ""
    for part in reversed(parts):
        if re.fullmatch(r"\d{4}", part) and not year:
            year = part  # set off by a comma
            continue
        words = part
        if days and _NUMBER.fullmatch(part):
            words = f"{part} {MONTHS[days[0].month - 1]} {days[0].year}"
        elif year and not re.search(r"\d{4}", part):
            words, year = f"{part} {year}", ""
        if match := _SPAN.fullmatch(words):
            last = read_date(match[2], today)
            if not 0 < int(match[1]) < last.day:
                raise ValueError(f"“{part}” does not run forwards. Write it like 18 to 22 January.")
            first = last.replace(day=int(match[1]))
            found = [first + timedelta(days=n) for n in range((last - first).days + 1)]
            days = [day for day in found if day.weekday() < 5] + days
        else:
            days = [read_date(words, today), *days]
    return tuple(sorted(set(days)))


def said_days(days: Sequence[date]) -> str:
    """Days in a list, each month named once, a week as one: "12, 13 and 14 January, 1 to 5 February"."""
    months: dict[tuple[int, int], list[int]] = {}
    for day in days:
        months.setdefault((day.year, day.month), []).append(day.day)
    years = len({year for year, _ in months}) > 1
    return ", ".join(
        f"{_listed(_spans(numbers))} {MONTHS[month - 1]}{f' {year}' if years else ''}"
        for (year, month), numbers in months.items()
    )


def _spans(numbers: Sequence[int]) -> list[str]:
    """Numbers in order, four or more in a row as "18 to 22"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said: list[str] = []
    for run in runs:
        said += [f"{run[0]} to {run[-1]}"] if len(run) > 3 else [str(number) for number in run]
    return said


def _plan(
    session: Session, group: Group, people: Sequence[Person]
) -> list[tuple[Person, Person, bool]] | str:
    """Who goes to whom, and whether in return; or why this group is left out."""
    if len(people) < 2:
        return f"{group.label} is left out: it takes two people to change places."
    taken = [person.name for person in people if of_person(session, person.id)]
    if taken:
        has = "has" if len(taken) == 1 else "have"
        return f"{group.label} is left as it is: {_listed(taken)} {has} a swap already."
    homeless = [person.name for person in people if not person.school]
    if homeless:
        return f"{group.label} is left out: the list does not say of which school {_listed(homeless)} is."
    schools = [key(person.school) for person in people]
    if len(set(schools)) == 1:
        return (
            f"{group.label} is left out: {'both' if len(people) == 2 else 'all'} are of {people[0].school}."
        )
    if len(people) == 2:
        return [(people[0], people[1], True)]
    ring = _ring(people) if len(people) <= _RING else None
    if ring is not None:
        return [(one, other, False) for one, other in zip(ring, (*ring[1:], ring[0]), strict=True)]
    if len(people) == 3:
        lone = next(person for person in people if schools.count(key(person.school)) == 1)
        first, second = (person for person in people if person.id != lone.id)
        return [(first, lone, True), (second, lone, False)]
    return f"{group.label} is left out: choose partners for them by hand."


def _ring(people: Sequence[Person]) -> tuple[Person, ...] | None:
    """An order in which each visits the next, of another school, and the last the first."""
    first, *others = people
    for rest in permutations(others):
        ring = (first, *rest)
        if all(key(one.school) != key(other.school) for one, other in zip(ring, (*rest, first), strict=True)):
            return ring
    return None


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _refuse_partner(person: Person, partner: Person) -> None:
    if partner.id == person.id:
        raise CannotSwap(
            f"{person.name} cannot change places with themselves. Name someone of another school."
        )
    for one in (person, partner):
        if not one.school:
            raise CannotSwap(
                f"The list of people does not say of which school {one.name} is, and a swap needs two schools."
            )
    if key(person.school) == key(partner.school):
        raise CannotSwap(
            f"{person.name} and {partner.name} are both of {person.school}. "
            "A swap is between two schools: name someone of another one."
        )
