"""Which sheets a session needs on paper: one for each person, school and group that is asked for something."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from exports.names import group_word
from sessions import forms, rounds
from sessions.forms import Subject
from sessions.model import Person, Session, Step
from sessions.text import key

_SIZES = {"pairs": 2, "trios": 3}


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet: for whom, what it asks, and what stands in its head; `number` is a person's, from 1, or 0."""

    subject: Subject
    steps: tuple[Step, ...]
    who: tuple[tuple[str, str], ...]
    called: str
    number: int = 0


def sheets(session: Session, groups: int = 0) -> tuple[Sheet, ...]:
    """Every sheet of a session, in the order in which they are printed. `groups` is for how many groups there are to
    be sheets, blank ones for those that are not made; 0 for as many as there are, or will be with those here."""
    return (*_of_people(session), *_of_schools(session), *_of_groups(session, groups))


def _of_people(session: Session) -> list[Sheet]:
    """One for each person; ruled ones where nobody at all is asked for anything on paper."""
    steps = tuple(step for step in session.steps if forms.writes(step, "person"))
    if not steps and any(
        forms.writes(step, "school") or forms.writes(step, "group") for step in session.steps
    ):
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
    steps = tuple(step for step in session.steps if forms.writes(step, "school"))
    if not steps:
        return []
    schools = {key(person.school): person.school for person in session.people if key(person.school)}
    found = []
    for school in schools.values() or ("",):
        people = tuple(one.id for one in session.people if school and key(one.school) == key(school))
        subject = Subject(kind="school", id=f"school:{school}", label=school, school=school, people=people)
        found.append(Sheet(subject=subject, steps=steps, who=(("School", school),), called="your school"))
    return found


def _of_groups(session: Session, wanted: int) -> list[Sheet]:
    """One for each group of each round that is made, and blank ones for those that are not."""
    homes: dict[str, list[Step]] = {}
    for step in session.steps:
        home = rounds.home_step(session, step)
        if home is not None and forms.writes(step, "group"):
            homes.setdefault(home.id, []).append(step)
    found = []
    for id, steps in homes.items():
        home = session.step(id)
        assert home is not None  # it was found among the steps
        made = rounds.round_for(session, home)
        word = group_word(_SIZES.get(home.together, home.size))
        called = f"your {word.lower()}"
        groups = made.groups if made else ()
        for group in groups:
            names = ", ".join(rounds.names(session, group.people))
            subject = Subject(
                kind="group", id=group.id, label=group.label, people=group.people, group=group.id
            )
            found.append(
                Sheet(subject=subject, steps=tuple(steps), who=((group.label or word, names),), called=called)
            )
        count = wanted or (0 if made else max(1, rounds.expected(session, home)))
        blank = Sheet(
            subject=Subject(kind="group", id="", label=word),
            steps=tuple(steps),
            who=((word, ""),),
            called=called,
        )
        found += [blank] * (count - len(groups))
    return found
