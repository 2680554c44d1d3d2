"""Keep apart, keep together: what the facilitator asks of the groups for two people, for her eyes alone.

A bond belongs to two people and goes along with them to the next session of the same cluster. It is in no hand-out, in
no template and on no stage, and it never changes groups that are made: it counts when groups are made, and when
someone joins them or leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from sessions.ids import fresh
from sessions.model import Bond, Round, Session

Pairs = frozenset[frozenset[str]]


def add(session: Session, one: str, other: str, *, apart: bool) -> Session:
    """The session in which these two are to be kept apart, or together. What was asked of the same two before gives
    way. Nothing changes for someone who is not on the list, or with themselves."""
    if one == other or session.person(one) is None or session.person(other) is None:
        return session
    there = between(session, one, other)
    if there is not None and there.apart == apart:
        return session
    kept = tuple(bond for bond in session.bonds if bond is not there)
    return replace(session, bonds=(*kept, Bond(id=fresh("b"), people=(one, other), apart=apart)))


def remove(session: Session, bond_id: str) -> Session:
    """The session without this bond."""
    return replace(session, bonds=tuple(bond for bond in session.bonds if bond.id != bond_id))


def without(session: Session, person_id: str) -> Session:
    """The session without any bond of this person: one who is taken out or erased leaves none behind."""
    kept = tuple(bond for bond in session.bonds if person_id not in bond.people)
    return session if kept == session.bonds else replace(session, bonds=kept)


def between(session: Session, one: str, other: str) -> Bond | None:
    """What is asked of these two, or None."""
    return next((bond for bond in session.bonds if set(bond.people) == {one, other}), None)


def of(session: Session, person_id: str) -> tuple[Bond, ...]:
    """The bonds of one person."""
    return tuple(bond for bond in session.bonds if person_id in bond.people)


def pairs(session: Session, *, apart: bool) -> Pairs:
    """The pairs of person ids to keep apart, or together."""
    return frozenset(frozenset(bond.people) for bond in session.bonds if bond.apart == apart)


def broken(session: Session, made: Round) -> tuple[Bond, ...]:
    """The bonds that these groups do not keep, of people who are both in them."""
    at = {person: number for number, group in enumerate(made.groups) for person in group.people}
    return tuple(
        bond
        for bond in session.bonds
        if all(person in at for person in bond.people)
        and (at[bond.people[0]] == at[bond.people[1]]) == bond.apart
    )


def bring(session: Session, earlier: Sequence[Session], new: Iterable[str] | None = None) -> Session:
    """The session with the bonds that come along from `earlier` sessions of the cluster, newest first.

    Of every two people the newest session that had both on its list decides, so that what was taken away there stays
    away. What is asked of the two here already counts more. With `new` only bonds of these people come: those who
    have just been added to the list.
    """
    here = {person.id for person in session.people}
    coming = here if new is None else here & set(new)
    decided = {frozenset(bond.people) for bond in session.bonds}
    found: list[Bond] = []
    before: list[set[str]] = []
    for one in earlier:
        for bond in one.bonds:
            people = frozenset(bond.people)
            if people in decided or not people <= here or people.isdisjoint(coming):
                continue
            if not any(people <= listed for listed in before):
                decided.add(people)
                found.append(Bond(id=fresh("b"), people=bond.people, apart=bond.apart))
        before.append({person.id for person in one.people})
    return replace(session, bonds=(*session.bonds, *found)) if found else session
