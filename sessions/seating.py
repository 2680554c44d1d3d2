"""Who sits with whom as the room reads it: everyone by name, and who has which role in this turn."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sessions import rounds
from sessions.model import Round, Session, Step
from sessions.text import key

# So many names are read through in a glance; among more, people look for their own in the alphabet.
AT_A_GLANCE = 32


class Part(NamedTuple):
    """A role ("" for those who have none) and the ids of who has it; `after` each other if there are several."""

    role: str
    people: tuple[str, ...]
    after: bool = False


class Place(NamedTuple):
    """Someone's name, the number of their group, and the names of those they are with."""

    name: str
    number: str
    others: tuple[str, ...]


def called(session: Session) -> dict[str, str]:
    """What the room calls everyone, by id: with the school where two people have one name."""
    often = Counter(key(person.name) for person in session.people)
    return {
        person.id: f"{person.name}, {person.school}"
        if often[key(person.name)] > 1 and person.school
        else person.name
        for person in session.people
    }


def places(session: Session, made: Round) -> list[Place]:
    """Everyone in a round in the order of the alphabet, accents aside."""
    names = called(session)
    found = [
        Place(
            names[one],
            number_of(group.label),
            tuple(names[other] for other in group.people if other != one and other in names),
        )
        for group in made.groups
        for one in group.people
        if one in names
    ]
    return sorted(found, key=lambda place: (_letters(place.name), place.name))


def number_of(label: str) -> str:
    """The number a group goes by, "" where it goes by a name."""
    last = label.rpartition(" ")[2]
    return last if last.isdigit() else ""


def parts(session: Session, step: Step, people: Sequence[str]) -> tuple[Part, ...]:
    """Who of a group has which role at this step: the roles move on by one person at each step that shares the round.

    One person more than there are roles, where pairs are three or trios four, has the last role too (a second
    listener). Nobody goes without the first role: in the last turn those who have not had it take it one after the
    other. In groups that are larger than the roles on purpose, the others have none. Of the roles that fewer people
    cannot fill, the last are left out.
    """
    home = rounds.home_step(session, step)
    if not step.roles or home is None or not people:
        return ()
    sharing = [one.id for one in session.steps if one.roles and rounds.home_step(session, one) == home]
    turn = sharing.index(step.id) if step.id in sharing else 0
    first, *others = step.roles
    if 0 < turn == len(sharing) - 1 and len(people) > len(sharing):
        leading, rest = tuple(people[turn:]), list(people[:turn])
    else:
        shift = turn % len(people)
        leading, rest = (people[shift],), [*people[shift + 1 :], *people[:shift]]
    found = [Part(first, leading, after=True)]
    found += [Part(role, (one,)) for role, one in zip(others, rest, strict=False)]
    left = tuple(rest[len(others) :])
    if left and others and home.together in ("pairs", "trios"):
        found[-1] = Part(found[-1].role, (*found[-1].people, *left))
    elif left:
        found.append(Part("", left))
    return tuple(found)


def brief(name: str) -> str:
    """A name in fewer letters, for where it stands beside a number: "Mair Pugh" as "Mair P."."""
    said, comma, school = name.partition(", ")
    words = said.split()
    short = f"{words[0]} {words[-1][0]}." if len(words) > 1 else said
    return f"{short}{comma}{school}"


def _letters(name: str) -> str:
    """For sorting: ŵ stands with w."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))
