"""A form with the id of its note, and whose it is. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sessions import choices, rounds
from sessions.forms import Form, Subject
from sessions.model import Note, Session, Step


@dataclass(frozen=True)
class Slot:
    """A form with the id of its note, which is made once, before there is a note."""

    form: Form
    note_id: str

    @property
    def step(self) -> Step:
        """The step it belongs to."""
        return self.form.step

    @property
    def subject(self) -> Subject:
        """Whose it is."""
        return self.form.subject


def whose(session: Session, slot: Slot) -> tuple[str, str]:
    """Whose a form is, and what else there is to know about them: school, role, pair."""
    subject = slot.subject
    if subject.kind == "room":
        return subject.label, ""
    if subject.kind == "school":
        return subject.label, ", ".join(rounds.names(session, subject.people))
    note = session.note(slot.note_id)
    people = note.people if note is not None and note.people else subject.people
    if subject.kind == "group":
        names = ", ".join(rounds.names(session, people))
        schools = dict.fromkeys(
            person.school for person in session.people if person.id in people and person.school
        )
        title = f"{subject.group_label}: {names}" if subject.group_label else names
        return title or subject.label, ", ".join(schools)
    person = session.person(subject.id)
    if person is None:
        return subject.label, ""
    details = [", ".join(part for part in (person.school, person.role) if part)]
    group = next((one for made in session.rounds for one in made.groups if one.id == subject.group), None)
    if group is not None:
        others = rounds.names(session, (one for one in group.people if one != person.id))
        details.append(f"{group.label} with {' and '.join(others)}" if others else group.label)
    return person.name, " · ".join(part for part in details if part)


def number_only(session: Session, slot: Slot, place: int) -> str:
    """Whose a form is as the room may see it while it is written: the group's number and no name."""
    subject = slot.subject
    for made in session.rounds:
        for number, group in enumerate(made.groups, 1):
            if group.id == subject.group:
                return group.label if group.label[-1:].isdigit() else f"Group {number}"
    return "The room" if subject.kind == "room" else f"Number {place + 1}"


def briefly(session: Session, subject: Subject, numbers: int = 0) -> str:
    """Whose a form is, in a list: of a group, its number, in so many cells at least, and first names."""
    if subject.kind != "group":
        return subject.label
    names = ", ".join(name.split()[0] for name in rounds.names(session, subject.people))
    return f"{subject.group_label:<{numbers}}  {names}".strip() or subject.label


def number_and_names(session: Session, subject: Subject, numbers: int = 0) -> str:
    """Whose a form is, with everyone's name, the number of a group in so many cells at least; of a person their school
    too."""
    if subject.kind == "group":
        names = ", ".join(rounds.names(session, subject.people))
        return f"{subject.group_label:<{numbers}}  {names}".strip() or subject.label
    if subject.kind == "person" and subject.school:
        return f"{subject.label}, {subject.school}"
    return subject.label


def numbers_of(subjects: Iterable[Subject]) -> int:
    """How many cells the numbers of groups take in a list, so that their names begin at one edge."""
    return max((len(one.group_label) for one in subjects if one.kind == "group"), default=0)


def gone(session: Session, slot: Slot) -> str:
    """Why nothing can be written in a form any more; "" while it can."""
    if slot.subject.kind == "person" and session.person(slot.subject.id) is None:
        return f"{slot.subject.label} is not on the list of people any more"
    return ""


def giver(session: Session, note: Note) -> Subject:
    """Whose note it is, from the note alone."""
    names = ", ".join(rounds.names(session, note.people))
    if note.school:
        return Subject(
            kind="school",
            id=f"school:{note.school}",
            label=note.school,
            school=note.school,
            people=note.people,
        )
    if note.group or len(note.people) > 1:
        label = names or "An earlier pair"
        return Subject(
            kind="group",
            id=note.group or note.id,
            label=label,
            people=note.people,
            round=note.round,
            group=note.group,
        )
    if note.people:
        return Subject(kind="person", id=note.people[0], label=names or "Someone", people=note.people)
    return Subject(kind="room", id=choices.ROOM, label="The room")


def lost(session: Session, slot: Slot) -> bool:
    """Whether a form's pair is no more, nor any note of it."""
    if slot.subject.kind != "group" or session.note(slot.note_id) is not None:
        return False
    return all(slot.subject.group != group.id for made in rounds.in_force(session) for group in made.groups)
