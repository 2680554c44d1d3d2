"""Whom a step's form asks: people, groups, schools, or the room."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sessions import choices, rounds
from sessions.model import Chooser, Person, Round, Session, Source, Step
from sessions.text import key


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """Whose form it is: a person, a group (with its round), a school, or the room."""

    kind: Source
    id: str
    label: str
    people: tuple[str, ...] = ()
    round: str = ""
    group: str = ""
    group_label: str = ""
    school: str = ""


def source_of(step: Step) -> Source:
    """Whom a step's form asks: its own setting, else who chooses; "" when it has no form."""
    if step.source:
        return step.source
    asked: dict[Chooser, Source] = {"person": "person", "pair": "group"}
    return asked.get(step.choose, "")


def subjects(session: Session, step: Step) -> tuple[Subject, ...]:
    """Everyone a step's form asks, in the order of the round's groups (person by person inside a group), people
    without a group last. Someone who is not here is left out unless a note of theirs exists; groups that were
    made anew since, and schools of nobody here, are asked last if a note of theirs exists."""
    source = source_of(step)
    made = rounds.round_for(session, step)
    written = {person for note in session.notes if note.step == step.id for person in note.people}
    here = [
        person
        for person in session.people
        if person.id in {one.id for one in rounds.present(session)} or person.id in written
    ]
    if source == "room":
        return (Subject(kind="room", id=choices.ROOM, label="The room"),)
    if source == "school":
        given_by = [note.school for note in session.notes if note.step == step.id]
        names: dict[str, str] = {}
        for name in (*(person.school for person in here), *given_by):
            if key(name):
                names.setdefault(key(name), name)
        return tuple(
            Subject(
                kind="school",
                id=f"school:{name}",
                label=name,
                school=name,
                people=tuple(person.id for person in here if key(person.school) == alike),
            )
            for alike, name in names.items()
        )
    if source == "group":
        wrote = {note.group for note in session.notes if note.step == step.id}
        return _groups(session, made) + tuple(
            subject
            for old in rounds.superseded(session, step)
            for subject in _groups(session, old)
            if subject.group in wrote
        )
    if source == "person":
        return _people(here, made)
    return ()


def _groups(session: Session, made: Round | None) -> tuple[Subject, ...]:
    if made is None:
        return ()
    return tuple(
        Subject(
            kind="group",
            id=group.id,
            label=rounds.group_label(session, made, group.id),
            people=group.people,
            round=made.id,
            group=group.id,
            group_label=group.label,
        )
        for group in made.groups
    )


def _people(here: Sequence[Person], made: Round | None) -> tuple[Subject, ...]:
    place = {
        person: (number, group)
        for number, group in enumerate(made.groups if made else ())
        for person in group.people
    }
    last = len(place)
    found = []
    for order, person in enumerate(here):
        number, group = place.get(person.id, (last, None))
        inside = group.people.index(person.id) if group else order
        subject = Subject(
            kind="person",
            id=person.id,
            label=person.name,
            people=(person.id,),
            round=made.id if made and group else "",
            group=group.id if group else "",
            group_label=group.label if group else "",
            school=person.school,
        )
        found.append(((number, inside), subject))
    return tuple(subject for _, subject in sorted(found, key=lambda pair: pair[0]))
