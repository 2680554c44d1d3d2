"""Moving a note to whom it belongs, or to the step at which it was said.

Nothing of a note is lost on the way: what the other form does not ask for stays in the note under its own name. Who may
see it never becomes more than it was, nor more than the other step shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from sessions import choices
from sessions.answers import BRIEF, points
from sessions.forms import REPEATED, Subject, belongs, source_of, subjects
from sessions.model import Field, Kind, Note, Ref, Session, Shared, Step
from sessions.notes import beyond
from sessions.topics import area_of

THE_ROOM = Subject(kind="room", id=choices.ROOM, label="The room")
# The field of what the room says at a step that does not ask it.
OWN = Field(key="from-the-whole-room", name="From the whole room")
# From what few may see to what all may.
_SEEN_BY: tuple[Shared, ...] = ("own", "group", "room")


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """The session with the note moved; `apart` are the names of its fields that the form there does not ask for, which
    stay in it; `careful` says that fewer people may see it than before."""

    session: Session
    note: Note
    apart: tuple[str, ...] = ()
    careful: bool = False


class _Part(NamedTuple):
    """One field on its way: its key there, its key here, its kind and its words."""

    key: str
    was: str
    kind: Kind
    text: str


def of_the_room(note: Note) -> bool:
    """Whether the room as a whole said it."""
    return belongs(note, THE_ROOM)


def whose(session: Session, note: Note) -> tuple[Subject, ...]:
    """Who else could have given a note at the same step."""
    step = session.step(note.step)
    return tuple(one for one in asked_at(session, note, step) if not belongs(note, one)) if step else ()


def steps_for(session: Session, note: Note) -> tuple[Step, ...]:
    """The other steps that a note can be moved to: those that capture something; for what the room said, any."""
    return tuple(
        step
        for step in session.steps
        if step.id != note.step and (of_the_room(note) or (step.capture and source_of(step)))
    )


def asked_at(session: Session, note: Note, step: Step) -> tuple[Subject, ...]:
    """Those who may have given a note at a step: whom it asks; the room too where the room said it."""
    found = subjects(session, step) if step.capture else ()
    if of_the_room(note) and all(one.kind != "room" for one in found):
        return (THE_ROOM, *found)
    return found


def home(session: Session, note: Note, step: Step) -> Subject | None:
    """Whose it is at another step as well, as far as that is clear: the same person, group or school, the group or
    school that all its people are in, or the room; None where somebody has to say."""
    there = asked_at(session, note, step)
    same = [one for one in there if belongs(note, one)]
    if same:
        return same[0]
    if len(there) == 1:
        return there[0]
    people = set(note.people)
    around = [one for one in there if people and one.kind != "person" and people <= set(one.people)]
    return around[0] if len(around) == 1 else None


def move(session: Session, note_id: str, step: Step, subject: Subject, now: datetime) -> Moved | None:
    """Let a note be `subject`'s at `step`; None where there is no such note."""
    note = session.note(note_id)
    if note is None:
        return None
    elsewhere = note.step != step.id
    to_room = subject.kind == "room"
    if elsewhere or of_the_room(note) != to_room:
        parts, apart = _parts(session, note, step, to_room=to_room)
    else:
        parts, apart = _as_they_are(note), ()
    shared = min(note.shared, step.shared, key=_SEEN_BY.index) if elsewhere else note.shared
    new = replace(
        note,
        step=step.id,
        round=subject.round,
        group=subject.group if subject.kind == "group" else "",
        school=subject.school if subject.kind == "school" else "",
        people=() if to_room else subject.people,
        about=_about(session, note, step) if elsewhere else note.about,
        fields={part.key: part.text for part in parts},
        kinds={part.key: part.kind for part in parts if part.kind != "text"},
        shared=shared,
        changed=now,
    )
    keys = {f"{note.id}.{part.was}": f"{note.id}.{part.key}" for part in parts}

    def follows(id: str) -> str:
        # What was settled of words that were erased must not come to be settled of others.
        return keys.get(id, "") if id.startswith(f"{note.id}.") else id

    moved = replace(
        session,
        notes=tuple(new if one.id == note.id else one for one in session.notes),
        actions=tuple(replace(one, id=follows(one.id)) for one in session.actions if follows(one.id)),
        points=tuple(replace(one, id=follows(one.id)) for one in session.points if follows(one.id)),
    )
    return Moved(session=moved, note=new, apart=apart, careful=shared != note.shared)


def _as_they_are(note: Note) -> list[_Part]:
    return [_Part(own, own, note.kinds.get(own, "text"), text) for own, text in note.fields.items()]


def _parts(session: Session, note: Note, step: Step, *, to_room: bool) -> tuple[list[_Part], tuple[str, ...]]:
    """Every field of a note as it stands at another step, and the names of those that nothing asks for there.

    A field goes where the same is asked, by key and kind; else where the same kind is, in order; else where sentences
    are asked under its key. What the room said goes into any field for sentences, and such a field to what the room
    says at a step that does not ask it.
    """
    old = _fields(session, note)
    asked = step.capture if not to_room or source_of(step) == "room" else ()
    free = {field.key: field for field in asked}
    found: dict[str, _Part] = {}

    def carry(fits: Sequence[tuple[Field, Field]]) -> None:
        for field, there in fits:
            if field.key not in found and there.key in free:
                del free[there.key]
                found[field.key] = _Part(there.key, field.key, there.kind, note.fields[field.key])

    def pairs(fields: Iterable[Field]) -> list[tuple[Field, Field]]:
        return [(field, there) for field in fields for there in asked if _takes(there, note, field)]

    carry([(field, there) for field, there in pairs(old) if field.key == there.key])
    carry(pairs(old))
    carry(
        [
            (field, there)
            for field in old
            for there in asked
            if field.key in (there.key, OWN.key) and field.kind not in BRIEF and there.kind not in BRIEF
        ]
    )
    if not asked and to_room and all(field.key != OWN.key for field in old):
        said = next((field for field in old if field.kind not in BRIEF), None)
        if said is not None:
            found[said.key] = _Part(OWN.key, said.key, said.kind, note.fields[said.key])
    rest = [field for field in old if field.key not in found]
    used = {field.key for field in step.capture}
    for field in rest:
        key = field.key
        number = 2
        while key in used:
            key, number = f"{field.key}-{number}", number + 1
        used.add(key)
        found[field.key] = _Part(key, field.key, field.kind, note.fields[field.key])
    return [found[field.key] for field in old], tuple(field.name for field in rest)


def _fields(session: Session, note: Note) -> list[Field]:
    """The fields of a note as they are called and meant where it is."""
    step = session.step(note.step)
    asked = step.capture if step else ()
    kept = [field for field in asked if field.key in note.fields]
    return [*kept, *beyond(step or Step(id=note.step, title=""), note)]


def _takes(there: Field, note: Note, field: Field) -> bool:
    """Whether a field asks for the same kind of thing; one with points only what is one of them."""
    if there.kind != field.kind:
        return False
    options = points(there)
    return not options or note.fields[field.key] in options


def _about(session: Session, note: Note, step: Step) -> Ref | None:
    """What a note is about at another step: what is asked there for each, as far as its cites tell."""
    first = Ref(framework=note.cites[0].framework, ref=note.cites[0].ref) if note.cites else None
    if step.for_each == "chosen statement":
        return first
    if note.about is not None and first != note.about:
        return note.about
    if step.for_each == "area" and first is not None:
        area = area_of(session, first)
        return Ref(framework=first.framework, ref=area.ref) if area else None
    return first if step.for_each in REPEATED and step.for_each != "earlier" else None
