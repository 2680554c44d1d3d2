"""Who takes part in a session: adding, correcting, taking out. Every function gives the changed session."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace

from sessions import bonds, round_changes, rounds
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
    """Correct how someone is written; they stay the same person, with everything that is theirs.

    Where nobody else is of the school as it was written, the school itself is written anew, in notes and swaps
    too. What they and their school were called before is kept, so that names removed finds it.
    """
    was = session.person(person_id)
    if was is None:
        return session
    session = _remembered(session, was, but=(key(name), key(school)))
    others = {key(one.school) for one in session.people if one.id != person_id}
    if key(school) and key(was.school) and key(was.school) not in others:
        session = _school_renamed(session, was.school, one_line(school))
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
    """Take someone out of the list, of the groups they are in now, of their swaps and of who is kept apart or
    together; their notes stay.

    Whoever would have changed places with them makes a visit instead. Their name and school are kept, so that
    names removed finds them in the notes.
    """
    gone = session.person(person_id)
    if gone is not None:
        session = _remembered(session, gone)
    step = session.step(session.progress.step)
    made = rounds.round_for(session, step) if step else None
    if made is not None and any(person_id in group.people for group in made.groups):
        session = round_changes.take_out(session, made, person_id)
    return replace(
        bonds.without(session, person_id),
        people=tuple(one for one in session.people if one.id != person_id),
        choices=tuple(one for one in session.choices if one.by != person_id),
        swaps=tuple(
            replace(one, partner="") if one.partner == person_id else one
            for one in session.swaps
            if one.person != person_id
        ),
        earlier=tuple(
            replace(item, owner=gone.name) if gone is not None and item.owner == gone.id else item
            for item in session.earlier
        ),
    )


def note_count(session: Session, person_id: str) -> int:
    """How many notes are from this person, alone or with others."""
    return sum(1 for note in session.notes if person_id in note.people)


def _remembered(session: Session, person: Person, but: Collection[str] = ()) -> Session:
    """The session knowing what this person and their school were called; `but` are keys of what they are called
    from now on."""

    def more(known: tuple[str, ...], names: Iterable[str]) -> tuple[str, ...]:
        alike = {key(name) for name in known} | set(but) | {""}
        return (*known, *(name for name in names if key(name) not in alike))

    meta = session.meta
    return replace(
        session,
        meta=replace(
            meta,
            former_names=more(meta.former_names, (person.name, *person.aliases)),
            former_schools=more(meta.former_schools, (person.school,)),
        ),
    )


def _school_renamed(session: Session, old: str, new: str) -> Session:
    def renamed(name: str) -> str:
        return new if key(name) == key(old) else name

    return replace(
        session,
        notes=tuple(
            replace(note, school=renamed(note.school)) if note.school else note for note in session.notes
        ),
        swaps=tuple(
            replace(swap, home=renamed(swap.home), host=renamed(swap.host)) for swap in session.swaps
        ),
        earlier=tuple(
            replace(item, school=renamed(item.school)) if item.school else item for item in session.earlier
        ),
    )
