"""The forms that are due at a step: from whom, for which statement. Capture, counts, worksheets and exports
all use this one list, so that nobody is asked for something that another view does not know of."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sessions import choices, rounds
from sessions.model import Chooser, Earlier, Kind, Note, Person, Ref, Round, Session, Source, Step
from sessions.text import key
from sessions.topics import area_of, earlier_ref, statements_in


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


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """One form: a step's fields, asked of one subject, for one thing in `about` where it is repeated.

    `note` is what was captured so far, None when nothing was. `asks_choice` says that the area to work on is
    part of the form (the step lets this kind of subject choose).
    """

    step: Step
    subject: Subject
    about: Ref | None = None
    note: Note | None = None
    asks_choice: bool = False

    @property
    def done(self) -> bool:
        """Whether something was captured."""
        return self.note is not None


# What a form is repeated for that is known before anyone writes.
REPEATED = ("statement", "area", "choice", "earlier")


def has_forms(step: Step) -> bool:
    """Whether a step captures anything: fields, or who chose what."""
    return (bool(step.capture) and bool(step.source)) or step.choose in ("pair", "person")


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


def due(session: Session, step: Step) -> tuple[Form, ...]:
    """The forms of a step, one for each subject and, where it repeats, for each statement or area.

    Repeated for the chosen statement, there is one form for each statement somebody has written about, and an
    empty one for somebody who has not begun. What was written before and fits none of these is never left out.
    """
    if not has_forms(step):
        return ()
    return tuple(form for subject in subjects(session, step) for form in of_subject(session, step, subject))


def of_subject(session: Session, step: Step, subject: Subject) -> tuple[Form, ...]:
    """The forms of one subject at a step."""
    asks = step.choose in ("pair", "person") and _asks(step.choose, subject)
    if not step.capture:
        return (Form(step=step, subject=subject, asks_choice=asks),)
    notes = notes_of(session, step, subject)
    if step.for_each in REPEATED:
        wanted = _repeated(session, step, subject)
        forms: list[Form] = []
        for ref in (*wanted, *dict.fromkeys(note.about for note in notes if note.about not in wanted)):
            written: list[Note | None] = [note for note in notes if note.about == ref]
            forms += [
                Form(step=step, subject=subject, about=ref, note=note, asks_choice=asks)
                for note in written or [None]
            ]
        if forms:
            return tuple(forms)
    elif notes:
        return tuple(
            Form(step=step, subject=subject, about=note.about, note=note, asks_choice=asks)
            for note in _in_order(session, notes)
        )
    return (Form(step=step, subject=subject, asks_choice=asks),)


def notes_of(session: Session, step: Step, subject: Subject) -> tuple[Note, ...]:
    """What this subject has given at this step, oldest first."""
    return tuple(note for note in session.notes if note.step == step.id and belongs(note, subject))


def belongs(note: Note, subject: Subject) -> bool:
    """Whether a note of the same step was given by this subject."""
    if subject.kind == "person":
        return not note.group and not note.school and note.people == (subject.id,)
    if subject.kind == "group":
        return note.group == subject.group
    if subject.kind == "school":
        return bool(note.school) and key(note.school) == key(subject.school)
    return not note.people and not note.group and not note.school


def given(session: Session, step: Step) -> tuple[int, int]:
    """From how many of how many subjects something was captured ("notes from 6 of 15")."""
    asked = subjects(session, step) if has_forms(step) else ()
    if not step.capture:
        return sum(1 for subject in asked if chose(session, subject, step.framework)), len(asked)
    return sum(1 for subject in asked if notes_of(session, step, subject)), len(asked)


def chose(session: Session, subject: Subject, framework: str = "") -> bool:
    """Whether a person or group has chosen an area of their own, in this framework if one is named."""
    return any(choices.own(session, who, framework) for who in (subject.id, subject.group) if who)


def areas_in_play(session: Session, subject: Subject, framework: str = "") -> tuple[Ref, ...]:
    """What a subject works on, of one framework or of all: their own choice, their group's, or the room's."""
    if subject.kind == "group":
        return choices.chosen_by(session, subject.group, framework=framework)
    return choices.chosen_by(session, subject.id, subject.group, framework=framework)


def typing_up(session: Session) -> tuple[Form, ...]:
    """Every form of the session in worksheet order: sheet by sheet (a person's forms of all steps together, in
    the order of the people list), then what groups, schools and the room gave."""
    steps = [step for step in session.steps if has_forms(step)]
    by_person: dict[str, list[Form]] = {person.id: [] for person in session.people}
    rest: list[Form] = []
    for step in steps:
        for form in due(session, step):
            if form.subject.kind == "person":
                by_person.setdefault(form.subject.id, []).append(form)
            else:
                rest.append(form)
    return tuple(form for person in by_person.values() for form in person) + tuple(rest)


def sheet_number(session: Session, person_id: str) -> int:
    """The number printed on a person's worksheet, from 1; 0 for someone who is not of the session."""
    return next((n for n, person in enumerate(session.people, 1) if person.id == person_id), 0)


def source_of(step: Step) -> Source:
    """Whom a step's form asks: its own setting, else who chooses; "" when it has no form."""
    if step.source:
        return step.source
    asked: dict[Chooser, Source] = {"person": "person", "pair": "group"}
    return asked.get(step.choose, "")


def _asks(chooser: Chooser, subject: Subject) -> bool:
    return subject.kind == ("person" if chooser == "person" else "group")


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


def _repeated(session: Session, step: Step, subject: Subject) -> tuple[Ref, ...]:
    if step.for_each == "earlier":
        return tuple(earlier_ref(item) for item in left_by(session, subject, step.earlier))
    chosen = areas_in_play(session, subject, step.framework)
    if step.for_each == "choice":
        return chosen
    refs = chosen or choices.all_areas(session, step.framework)
    if step.for_each == "area":
        areas = ((ref.framework, area_of(session, ref)) for ref in refs)
        return tuple(dict.fromkeys(Ref(framework=id, ref=area.ref) for id, area in areas if area is not None))
    return tuple(dict.fromkeys(one for ref in refs for one in statements_in(session, ref, step.examples)))


def left_by(session: Session, subject: Subject, kinds: Sequence[Kind]) -> tuple[Earlier, ...]:
    """What earlier sessions left of these kinds that is this subject's: a person's own, what they gave with others
    and what their school gave; what people who are all in a group gave; a school's; for the room what it was shared
    with."""
    return tuple(item for item in session.earlier if item.kind in kinds and _theirs(item, subject))


def _theirs(item: Earlier, subject: Subject) -> bool:
    if subject.kind == "room":
        return item.shared == "room" or not (item.people or item.school)
    of_school = bool(item.school) and key(item.school) == key(subject.school)
    # What one person wrote for themselves never comes up where others look on.
    together = len(item.people) > 1 or item.shared != "own"
    among = bool(item.people) and set(item.people) <= set(subject.people) and together
    if subject.kind == "school":
        return of_school or among
    if subject.kind == "group":
        return among
    return of_school or subject.id in item.people


def _in_order(session: Session, notes: Sequence[Note]) -> list[Note]:
    """Notes in the order of the statements they cite, those without one last, then by when they were made."""
    order: dict[tuple[str, str], int] = {}
    for used in session.frameworks:
        for number, (_, statement) in enumerate(used.framework.statements()):
            order[used.id, statement.ref] = number

    def place(note: Note) -> tuple[int, object]:
        first = note.cites[0] if note.cites else None
        return (order.get((first.framework, first.ref), len(order)) if first else len(order), note.at)

    return sorted(notes, key=place)
