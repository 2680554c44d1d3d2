"""Who takes part in a session: adding, correcting, taking out. Every function gives the changed session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from sessions import rounds
from sessions.model import Person, Session
from sessions.participants import Entrant, recognise
from sessions.text import key, one_line


def newcomers(
    session: Session, entrants: Iterable[Entrant], earlier: Sequence[Session]
) -> tuple[tuple[Person, ...], tuple[str, ...]]:
    """Those of a list who are not in the session yet, and what to say about it; `earlier` is newest first.

    One whom earlier sessions of the cluster know keeps their id, under whichever spelling (see `recognise`).
    """
    there = {(key(name), key(one.school)) for one in session.people for name in (one.name, *one.aliases)}
    wanted = [one for one in entrants if (key(one.name), key(one.school)) not in there]
    people, said = recognise(wanted, earlier)
    ids = {one.id for one in session.people}
    return tuple(one for one in people if one.id not in ids), said


def add(session: Session, people: Iterable[Person]) -> Session:
    """Add people at the end of the list; whoever is on it already is left as they are."""
    ids = {one.id for one in session.people}
    return replace(session, people=(*session.people, *(one for one in people if one.id not in ids)))


def correct(session: Session, person_id: str, name: str, school: str, role: str) -> Session:
    """Correct how someone is written; they stay the same person, with everything that is theirs."""
    return replace(
        session,
        people=tuple(
            replace(one, name=one_line(name), school=one_line(school), role=one_line(role))
            if one.id == person_id
            else one
            for one in session.people
        ),
    )


def take_out(session: Session, person_id: str) -> Session:
    """Take someone out of the list, of the groups they are in now, and of their swaps; their notes stay.

    Whoever would have changed places with them makes a visit instead.
    """
    step = session.step(session.progress.step)
    made = rounds.round_for(session, step) if step else None
    if made is not None and any(person_id in group.people for group in made.groups):
        session = rounds.take_out(session, made, person_id)
    return replace(
        session,
        people=tuple(one for one in session.people if one.id != person_id),
        choices=tuple(one for one in session.choices if one.by != person_id),
        swaps=tuple(
            replace(one, partner="") if one.partner == person_id else one
            for one in session.swaps
            if one.person != person_id
        ),
    )


def note_count(session: Session, person_id: str) -> int:
    """How many notes are from this person, alone or with others."""
    return sum(1 for note in session.notes if person_id in note.people)
