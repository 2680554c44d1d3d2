"""Which sheets a session needs on paper: one for each person, school and group that is asked for something."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from exports.names import group_word
from sessions import forms, rounds
from sessions.forms import Subject
from sessions.model import Person, Session, Source, Step
from sessions.text import key

_SIZES = {"pairs": 2, "trios": 3}


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet: for whom, what it asks, and what stands in its head; `number` is a person's, from 1, or 0."""

    subject: Subject
    steps: tuple[Step, ...]
    who: tuple[tuple[str, str], ...]
    called: str
    number: int = 0


def sheets(session: Session) -> tuple[Sheet, ...]:
    """Every sheet of a session, in the order in which they are printed."""
    return (*_of_people(session), *_of_schools(session), *_of_groups(session))


def _of_people(session: Session) -> list[Sheet]:
    """One for each person; ruled ones where nobody at all is asked for anything on paper."""
    steps = tuple(step for step in session.steps if _asks(step, "person", "person"))
    if not steps and any(_asks(step, "school") or _asks(step, "group", "pair") for step in session.steps):
        return []
    people: Sequence[Person | None] = session.people or (None,)
    return [
        Sheet(
            subject=Subject(
                kind="person",
                id=person.id if person else "",
                label=person.name if person else "",
                people=(person.id,) if person else (),
                school=person.school if person else "",
            ),
            steps=steps,
            who=(("Name", person.name if person else ""), ("School", person.school if person else "")),
            called="you",
            number=forms.sheet_number(session, person.id) if person else 0,
        )
        for person in people
    ]


def _of_schools(session: Session) -> list[Sheet]:
    steps = tuple(step for step in session.steps if _asks(step, "school"))
    if not steps:
        return []
    schools = {key(person.school): person.school for person in session.people if key(person.school)}
    found = []
    for school in schools.values() or ("",):
        people = tuple(one.id for one in session.people if school and key(one.school) == key(school))
        subject = Subject(kind="school", id=f"school:{school}", label=school, school=school, people=people)
        found.append(Sheet(subject=subject, steps=steps, who=(("School", school),), called="your school"))
    return found


def _of_groups(session: Session) -> list[Sheet]:
    """One for each group of each round that is made, or a blank one for each arrangement that is not."""
    homes: dict[str, list[Step]] = {}
    for step in session.steps:
        home = rounds.home_step(session, step)
        if home is not None and _asks(step, "group", "pair"):
            homes.setdefault(home.id, []).append(step)
    found = []
    for id, steps in homes.items():
        home = session.step(id)
        assert home is not None  # it was found among the steps
        made = rounds.round_for(session, home)
        word = group_word(_SIZES.get(home.together, home.size))
        called = f"your {word.lower()}"
        if made is None:
            blank = Subject(kind="group", id="", label=word)
            found.append(Sheet(subject=blank, steps=tuple(steps), who=((word, ""),), called=called))
            continue
        for group in made.groups:
            names = ", ".join(rounds.names(session, group.people))
            subject = Subject(
                kind="group", id=group.id, label=group.label, people=group.people, group=group.id
            )
            found.append(
                Sheet(subject=subject, steps=tuple(steps), who=((group.label or word, names),), called=called)
            )
    return found


def _asks(step: Step, source: Source, chooser: str = "") -> bool:
    """Whether a step leaves them something to write: fields, or the choice of what to work on."""
    return (step.source == source and bool(step.capture)) or (
        bool(chooser) and step.choose == chooser and bool(step.framework)
    )
