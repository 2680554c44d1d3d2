"""What a session leads to: its actions and learning points, read from the notes.

The words stay in the notes; what was settled later (owner, due date, state, reviews) is joined from the
session's details under the id ``NOTE.KEY``. Only the kinds of fields count, never their names: an owner or a due
date belongs to the action before it in the form.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from sessions.answers import ONESELF, day_of, owner_id
from sessions.model import ActionDetail, ActionState, Field, Kind, Note, Review, Session, Step
from sessions.text import key, one_line


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """One action. `person` is whose note it came from ("" for a group, a school or the room).

    `owner` is the id of someone of the session, words as they were typed, or "". `due_words` are what was typed
    for a due date and is none ("before half-term"); `due` is None then. `by_review` says that nobody agreed a date:
    `due` is the day of the session's review.
    """

    id: str
    note: str
    key: str
    step: str
    person: str
    what: str
    owner: str
    due: date | None
    due_words: str = ""
    by_review: bool = False
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
    """Every action, in the order of the notes. Whose it is and when it is due was settled later or says the form;
    by default it belongs to the note's one person, is due on the session's review date and is open."""
    details = {detail.id: detail for detail in session.actions}
    found = []
    for note, fields in written(session):
        said = _said_of_actions(session.step(note.step), fields)
        for field, text in fields:
            if field.kind != "action":
                continue
            person = single_person(note)
            id = f"{note.id}.{field.key}"
            detail = details.get(id) or ActionDetail(id=id)
            owner, due = said.get((field.key, "owner"), ""), said.get((field.key, "due"), "")
            day = detail.due or day_of(due, written_on(session, note))
            words = "" if day else due
            found.append(
                Action(
                    id=id,
                    note=note.id,
                    key=field.key,
                    step=note.step,
                    person=person,
                    what=text,
                    owner=detail.owner or _owner(session, owner, person),
                    due=day if day or words else session.meta.review_date,
                    due_words=words,
                    by_review=not day and not words and session.meta.review_date is not None,
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


def written_on(session: Session, note: Note) -> date:
    """The day a note was begun, where the session is held."""
    try:
        zone = ZoneInfo(session.meta.zone)
    except (ZoneInfoNotFoundError, ValueError):
        return note.at.date()
    return note.at.astimezone(zone).date()


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
        for own, text in note.fields.items():
            if own not in known and text.strip():
                id = f"{note.id}.{own}"
                settled: Kind = "action" if id in action_ids else "point" if id in point_ids else "text"
                kind = note.kinds.get(own, settled)
                fields.append((Field(key=own, name=named(own), kind=kind), text))
        yield note, tuple(fields)


def _of_kind(session: Session, kind: Kind) -> Iterator[tuple[Note, Field, str]]:
    for note, fields in written(session):
        for field, text in fields:
            if field.kind == kind:
                yield note, field, text


def _said_of_actions(step: Step | None, fields: tuple[tuple[Field, str], ...]) -> dict[tuple[str, str], str]:
    """Of each action, by its key, what its owner and due fields say: those that follow it, up to the next action.

    The form's own order counts, with the fields that were left empty: an owner beside an action that nobody wrote
    is not the owner of the one before.
    """
    texts = {field.key: text for field, text in fields}
    order = {field.key: field for field in (*_capture(step), *(field for field, _ in fields))}
    found: dict[tuple[str, str], str] = {}
    action = ""
    for field in order.values():
        if field.kind == "action":
            action = field.key
        elif action and field.kind in ("owner", "due") and field.key in texts:
            found.setdefault((action, field.kind), one_line(texts[field.key]))
    return found


def _owner(session: Session, words: str, person: str) -> str:
    if not words or (person and key(words) in ONESELF):
        return person
    return owner_id(words, session.people) or words


def _capture(step: Step | None) -> tuple[Field, ...]:
    return step.capture if step else ()


def named(key: str) -> str:
    """What a field is called that no form asks for: the words of its key."""
    words = key.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
