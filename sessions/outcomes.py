"""What a session leads to: its actions and learning points, read from the notes.

The words stay in the notes; what was settled later (owner, due date, state, reviews) is joined from the
session's details under the id ``NOTE.KEY``. Only the kinds of fields count, never their names.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from sessions.model import ActionDetail, ActionState, Field, Kind, Note, Review, Session, Step


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """One action. `person` is whose note it came from ("" for a group, a school or the room).

    `owner` is the id of someone of the session, words as they were typed, or "".
    """

    id: str
    note: str
    key: str
    step: str
    person: str
    what: str
    owner: str
    due: date | None
    state: ActionState


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One learning point with its later reviews. `person` is whose it is ("" for a group, a school or the room)."""

    id: str
    note: str
    key: str
    step: str
    person: str
    swap: str
    focus: str
    reviews: tuple[Review, ...]


def actions(session: Session) -> list[Action]:
    """Every action, in the order of the notes. By default it belongs to the note's one person, is due on the
    session's review date and is open."""
    details = {detail.id: detail for detail in session.actions}
    found = []
    for note, field, text in _of_kind(session, "action"):
        person = single_person(note)
        id = f"{note.id}.{field.key}"
        detail = details.get(id) or ActionDetail(id=id)
        found.append(
            Action(
                id=id,
                note=note.id,
                key=field.key,
                step=note.step,
                person=person,
                what=text,
                owner=detail.owner or person,
                due=detail.due or session.meta.review_date,
                state=detail.state,
            )
        )
    return found


def points(session: Session) -> list[Point]:
    """Every learning point, in the order of the notes."""
    details = {detail.id: detail for detail in session.points}
    found = []
    for note, field, text in _of_kind(session, "point"):
        id = f"{note.id}.{field.key}"
        detail = details.get(id)
        found.append(
            Point(
                id=id,
                note=note.id,
                key=field.key,
                step=note.step,
                person=single_person(note),
                swap=detail.swap if detail else "",
                focus=text,
                reviews=detail.reviews if detail else (),
            )
        )
    return found


def owner_name(session: Session, action: Action) -> str:
    """Who an action belongs to, in words."""
    person = session.person(action.owner)
    return person.name if person else action.owner


def single_person(note: Note) -> str:
    """The id of the one person a note is from; "" where a pair, a group, a school or the room gave it."""
    return note.people[0] if len(note.people) == 1 and not note.school else ""


def written(session: Session) -> Iterator[tuple[Note, tuple[tuple[Field, str], ...]]]:
    """Every note with its fields that are not empty, in the form's order.

    A field that the plan no longer has (its step was taken out) comes last, named after its key; it is of the
    kind it was when it was written, or else what was settled about it tells.
    """
    steps = {step.id: step for step in session.steps}
    action_ids = {detail.id for detail in session.actions}
    point_ids = {detail.id for detail in session.points}
    for note in session.notes:
        step = steps.get(note.step)
        fields = [
            (field, note.fields[field.key])
            for field in _capture(step)
            if note.fields.get(field.key, "").strip()
        ]
        known = {field.key for field in _capture(step)}
        for key, text in note.fields.items():
            if key not in known and text.strip():
                id = f"{note.id}.{key}"
                settled: Kind = "action" if id in action_ids else "point" if id in point_ids else "text"
                kind = note.kinds.get(key, settled)
                fields.append((Field(key=key, name=_name(key), kind=kind), text))
        yield note, tuple(fields)


def _of_kind(session: Session, kind: Kind) -> Iterator[tuple[Note, Field, str]]:
    for note, fields in written(session):
        for field, text in fields:
            if field.kind == kind:
                yield note, field, text


def _capture(step: Step | None) -> tuple[Field, ...]:
    return step.capture if step else ()


def _name(key: str) -> str:
    words = key.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
