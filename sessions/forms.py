"""The forms that are due at a step: from whom, for which statement. Capture, counts, worksheets and exports
all use this one list, so that nobody is asked for something that another view does not know of."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sessions import choices, earlier
from sessions.model import Chooser, Earlier, Kind, Note, Ref, Session, Source, Step
from sessions.subjects import Subject, source_of, subjects
from sessions.text import key
from sessions.topics import area_of, earlier_ref, statements_in

__all__ = [
    "REPEATED",
    "Form",
    "Subject",
    "areas_in_play",
    "asked_of",
    "asked_to_choose",
    "belongs",
    "chose",
    "due",
    "given",
    "has_forms",
    "left_by",
    "notes_of",
    "nothing_left",
    "of_subject",
    "sheet_number",
    "source_of",
    "subjects",
    "typing_up",
    "writes",
]  # fmt: skip


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """One form: a step's fields, asked of one subject, for one thing in `about` where it is repeated.

    `note` is what was captured so far, None when nothing was. `asks_choice` says that the area to work on is
    part of the form: the step lets this kind of subject choose, or repeats its form for a choice nobody has made.
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

    @property
    def chooses_first(self) -> bool:
        """Whether its fields are asked for each thing that is chosen, and nothing is."""
        return self.step.for_each == "choice" and self.about is None and self.note is None


# What a form is repeated for that is known before anyone writes.
REPEATED = ("statement", "area", "choice", "earlier")


def writes(step: Step, source: Source) -> bool:
    """Whether a step leaves each person, group or school something to write on paper: fields, or what to work on."""
    if step.capture and step.source == source:
        return True
    return bool(step.framework) and _chooses(step.choose, source)


def has_forms(step: Step) -> bool:
    """Whether a step captures anything: fields, or who chose what."""
    return (bool(step.capture) and bool(step.source)) or step.choose in ("pair", "person")


def due(session: Session, step: Step) -> tuple[Form, ...]:
    """The forms of a step, one for each subject and, where it repeats, for each statement or area.

    Repeated for the chosen statement, there is one form for each statement somebody has written about, and an
    empty one for somebody who has not begun. Repeated for what earlier sessions left, there is none
    where they left nothing for anybody. What was written before and fits none of these is never left out.
    """
    if not has_forms(step):
        return ()
    return tuple(form for subject in subjects(session, step) for form in of_subject(session, step, subject))


def of_subject(session: Session, step: Step, subject: Subject) -> tuple[Form, ...]:
    """The forms of one subject at a step."""
    asks = _chooses(step.choose, subject.kind)
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
        if step.for_each == "choice":
            return tuple(forms) or (Form(step=step, subject=subject, asks_choice=True),)
        if forms or nothing_left(session, step):
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
    """From how many of how many subjects something was captured ("notes from 6 of 15"). Nobody is
    counted where forms are repeated for what earlier sessions left, and they left nothing."""
    asked = subjects(session, step) if has_forms(step) else ()
    if nothing_left(session, step):
        asked = tuple(one for one in asked if notes_of(session, step, one))
    if not step.capture:
        return sum(1 for subject in asked if chose(session, subject, step.framework)), len(asked)
    return sum(1 for subject in asked if notes_of(session, step, subject)), len(asked)


def chose(session: Session, subject: Subject, framework: str = "") -> bool:
    """Whether a person or group has chosen an area of their own, in this framework if one is named."""
    return any(choices.own(session, who, framework) for who in (subject.id, subject.group) if who)


def asked_to_choose(session: Session, step: Step) -> Step | None:
    """The step that says who chooses, and what, of the framework that a step works on: itself, else the last such
    step before it, else the first after it; None where nobody is asked."""
    asks = [
        one for one in session.steps if one.choose and (not step.framework or one.framework == step.framework)
    ]
    ids = [one.id for one in session.steps]
    place = ids.index(step.id) if step.id in ids else len(ids)
    before = [one for one in asks if ids.index(one.id) <= place]
    return before[-1] if before else asks[0] if asks else None


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


def _chooses(chooser: Chooser, source: Source) -> bool:
    return (chooser, source) in (("person", "person"), ("pair", "group"))


def _repeated(session: Session, step: Step, subject: Subject) -> tuple[Ref, ...]:
    if step.for_each == "earlier":
        return tuple(earlier_ref(item) for item in asked_of(session, subject, step))
    chosen = areas_in_play(session, subject, step.framework)
    if step.for_each == "choice":
        return chosen
    refs = chosen or choices.all_areas(session, step.framework)
    if step.for_each == "area":
        areas = ((ref.framework, area_of(session, ref)) for ref in refs)
        return tuple(dict.fromkeys(Ref(framework=id, ref=area.ref) for id, area in areas if area is not None))
    return tuple(dict.fromkeys(one for ref in refs for one in statements_in(session, ref, step.examples)))


def nothing_left(session: Session, step: Step) -> bool:
    """Whether a step's forms are about what earlier sessions left, and they left nothing of that kind: the first
    meeting of a series, say."""
    return step.for_each == "earlier" and not any(item.kind in step.earlier for item in session.earlier)


def left_by(session: Session, subject: Subject, kinds: Sequence[Kind]) -> tuple[Earlier, ...]:
    """What earlier sessions left of these kinds that is this subject's: a person's own, what they gave with others
    and what their school gave; what people who are all in a group gave; a school's; for the room what it was shared
    with."""
    return tuple(item for item in session.earlier if item.kind in kinds and _theirs(item, subject))


def asked_of(session: Session, subject: Subject, step: Step) -> tuple[Earlier, ...]:
    """What of what earlier sessions left a step asks this subject about. What is several people's comes up once where
    each is asked alone: with whoever wrote about it here, else with one of them (`sessions.earlier.asked_for_all`)."""
    left = left_by(session, subject, step.earlier)
    if subject.kind != "person" or not subject.id or all(map(earlier.each_by_themselves, left)):
        return left
    wrote: dict[str, set[str]] = {}
    for note in session.notes:
        if note.step == step.id and note.about is not None and not note.about.framework:
            wrote.setdefault(note.about.ref, set()).update(note.people)

    asked = earlier.asked_for_all(session, left)

    def theirs(item: Earlier) -> bool:
        if earlier.each_by_themselves(item):
            return True
        return subject.id in wrote[item.id] if item.id in wrote else asked.get(item.id) == subject.id

    return tuple(item for item in left if theirs(item))


def _theirs(item: Earlier, subject: Subject) -> bool:
    if subject.kind == "room":
        return earlier.of_room(item) or earlier.of_nobody(item)
    if subject.kind == "school":
        return earlier.of_school(item, subject.school) or earlier.among(item, subject.people)
    if subject.kind == "group":
        return earlier.among(item, subject.people)
    return earlier.of_person(item, subject.id, subject.school)


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
