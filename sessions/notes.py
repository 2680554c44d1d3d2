"""Writing notes: every function takes a session and gives the session with the note changed."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from sessions.choices import cite
from sessions.forms import REPEATED, Form, belongs
from sessions.model import Cite, Field, Kind, Note, Ref, Session, Shared, Step
from sessions.outcomes import named
from sessions.text import clean, key


def empty(form: Form, note_id: str, now: datetime, session: Session) -> Note:
    """The note that a form's first words begin. Its people are fixed now: remaking pairs never changes them."""
    subject = form.subject
    cites: tuple[Cite, ...] = ()
    if form.about is not None and form.step.for_each in ("statement", "chosen statement", "choice"):
        found = cite(session, form.about.framework, form.about.ref)
        cites = (found,) if found else ()
    return Note(
        id=note_id,
        step=form.step.id,
        round=subject.round,
        group=subject.group if subject.kind == "group" else "",
        school=subject.school if subject.kind == "school" else "",
        people=subject.people if subject.kind != "room" else (),
        about=form.about,
        cites=cites,
        shared=form.step.shared,
        at=now,
        changed=now,
    )


def put_field(
    session: Session, form: Form, note_id: str, key: str, text: str, now: datetime, kind: Kind = "text"
) -> Session:
    """Put the words of one field into the form's note; the note `note_id` is begun when it is not there yet. `kind` is
    that of a field which the step does not ask for.

    A note that ends up with no words and no cite of its own choosing is taken away again.
    """
    text = clean(text).rstrip()
    note = session.note(note_id)
    if note is None:
        if not text:
            return session
        note = empty(form, note_id, now, session)
    if note.fields.get(key, "") == text:
        return session
    fields = {**note.fields, key: text} if text else {k: v for k, v in note.fields.items() if k != key}
    kinds = {k: v for k, v in note.kinds.items() if k in fields and k != key}
    kind = next((field.kind for field in form.step.capture if field.key == key), kind)
    if text and kind != "text":
        kinds[key] = kind
    return put(session, replace(note, fields=fields, kinds=kinds, changed=now))


def put_cites(session: Session, form: Form, note_id: str, cites: tuple[Cite, ...], now: datetime) -> Session:
    """Set the statements a note cites, each once; the note is begun when it is not there yet."""
    note = session.note(note_id) or empty(form, note_id, now, session)
    cites = tuple({(cite.framework, cite.ref): cite for cite in cites}.values())
    about = note.about
    if form.step.for_each == "chosen statement":
        about = Ref(framework=cites[0].framework, ref=cites[0].ref) if cites else None
    return put(session, replace(note, cites=cites, about=about, changed=now))


def put(session: Session, note: Note) -> Session:
    """Put a note into the session in place of the one with its id; one that says nothing is taken away."""
    step = session.step(note.step)
    # What the form was repeated for is cited without anyone choosing it.
    given = {(note.about.framework, note.about.ref)} if note.about else set()
    chosen = [one for one in note.cites if (one.framework, one.ref) not in given]
    if step is not None and step.for_each == "chosen statement":
        chosen = list(note.cites)
    return _placed(session, note) if note.fields or chosen else remove(session, note.id)


def remove(session: Session, note_id: str) -> Session:
    """Take a note away, with what was settled about its actions and learning points."""
    mine = f"{note_id}."
    return replace(
        session,
        notes=tuple(note for note in session.notes if note.id != note_id),
        actions=tuple(action for action in session.actions if not action.id.startswith(mine)),
        points=tuple(point for point in session.points if not point.id.startswith(mine)),
    )


def share(session: Session, note_id: str, shared: Shared, now: datetime) -> Session:
    """Set who may see a note."""
    note = session.note(note_id)
    return session if note is None else _placed(session, replace(note, shared=shared, changed=now))


def beyond(step: Step, note: Note) -> tuple[Field, ...]:
    """The fields of a note that its step does not ask for: what the room said as a whole, what came along from another
    step, what was asked before the plan was changed. Each is named after its key."""
    asked = {field.key for field in step.capture}
    return tuple(
        Field(key=own, name=named(own), kind=note.kinds.get(own, "text"))
        for own in note.fields
        if own not in asked
    )


def said_before(session: Session, form: Form, note_id: str, text: str) -> Note | None:
    """Another note of the same person, group, school or room at the same step that says the very same in one of its
    fields, capitals, spaces and the full stop aside; None where there is none. Where the form is asked for each
    statement or the like, only what was said of the same one counts."""
    wanted = _gist(text)
    if not wanted:
        return None
    same_about = form.step.for_each in REPEATED
    for note in session.notes:
        if note.step != form.step.id or note.id == note_id or not belongs(note, form.subject):
            continue
        if same_about and note.about != form.about:
            continue
        if any(_gist(words) == wanted for words in note.fields.values()):
            return note
    return None


def cited_before(session: Session, form: Form, note_id: str, ref: Ref) -> bool:
    """Whether another note of theirs at the same step is about the same chosen statement."""
    return form.step.for_each == "chosen statement" and any(
        note.about == ref
        for note in session.notes
        if note.step == form.step.id and note.id != note_id and belongs(note, form.subject)
    )


def _gist(text: str) -> str:
    return key(text).rstrip(" .!")


def _placed(session: Session, note: Note) -> Session:
    if session.note(note.id) is None:
        return replace(session, notes=(*session.notes, note))
    return replace(session, notes=tuple(note if old.id == note.id else old for old in session.notes))
