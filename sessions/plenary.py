"""What the whole room says at a step, line by line, whatever the step asks for.

Each line is a note of the room. It stands in the step's own form where that asks the room for sentences, else in a
field of its own, which every view names after its key.
"""

from __future__ import annotations

import re
from datetime import datetime

import msgspec

from sessions import choices, notes
from sessions.answers import BRIEF
from sessions.forms import Form, source_of
from sessions.model import Cite, Field, Note, Ref, Session, Shared, Step
from sessions.moving import OWN, THE_ROOM, of_the_room

__all__ = [
    "OWN",
    "Said",
    "by_no_code",
    "cite",
    "field_of",
    "fields",
    "keep",
    "line_of",
    "lines",
    "put",
    "read",
    "said_before",
]

_WORD = re.compile(r"[^\s,;:]+")
# What may stand between codes, and between them and the words.
_BETWEEN = re.compile(r"[\s,;:–—-]*")
_AND = {"and", "&", "+"}


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A line as it is understood: the statements whose codes it begins with, and the words after them."""

    cites: tuple[Cite, ...] = ()
    codes: tuple[str, ...] = ()
    words: str = ""


def fields(step: Step) -> tuple[Field, ...]:
    """The fields that lines can stand in: those of the step's form for the room that take sentences; else one of their
    own."""
    asked = step.capture if source_of(step) == "room" and step.for_each in ("", "chosen statement") else ()
    return tuple(field for field in asked if field.kind not in BRIEF) or (OWN,)


def lines(session: Session, step: Step) -> tuple[Note, ...]:
    """What the room said at a step, oldest first."""
    keys = {field.key for field in fields(step)}
    return tuple(
        note
        for note in session.notes
        if note.step == step.id and of_the_room(note) and keys & set(note.fields)
    )


def field_of(step: Step, note: Note) -> Field:
    """The field in which a note's line stands."""
    there = fields(step)
    return next((field for field in there if field.key in note.fields), there[0])


def read(session: Session, step: Step, line: str) -> Said:
    """What a line says. A number by itself is a code only with a colon behind the codes: "3 of us" is not one."""
    known, line = _known(session, step), line.strip()
    found: list[str] = []
    numbers = at = 0
    passed = 0
    while match := _WORD.match(line, passed):
        word = match[0].casefold().rstrip(".")
        between = _BETWEEN.match(line, match.end())
        passed = between.end() if between else match.end()
        if word in known:
            found.append(word)
            numbers += word.isdecimal()
            at = passed
            if ":" in line[match.end() : passed]:
                numbers = 0
                break
        elif not (found and word in _AND):
            break
    if numbers or not found:
        return Said(words=line)
    cites = {(one.framework, one.ref): (code, one) for code, one in (known[word] for word in found)}
    return Said(
        cites=tuple(one for _, one in cites.values()),
        codes=tuple(code for code, _ in cites.values()),
        words=line[at:].strip(),
    )


def line_of(session: Session, step: Step, note: Note) -> str:
    """A note as the line that says it."""
    words = note.fields.get(field_of(step, note).key, "")
    codes = _codes(session, step, note)
    if not codes:
        return words
    colon = ":" if any(code.isdecimal() for code in codes) else ""
    return f"{', '.join(codes)}{colon} {words}"


def put(
    session: Session,
    step: Step,
    note_id: str,
    line: str,
    now: datetime,
    *,
    field: Field | None = None,
    shared: Shared = "room",
) -> Session:
    """Put a line into its note, which is begun when it is not there yet; one without words takes the note away. What
    it cites by no code stays. `field` is where it stands from now on; if that is not said, a line that is there stays
    where it is, and a new one stands in the first of them."""
    note = session.note(note_id)
    said = read(session, step, line)
    before = field_of(step, note) if note is not None else None
    there = field or before or fields(step)[0]
    # What was erased takes its cites along: nobody sees them any more.
    only = note is None or before is None or set(note.fields) <= {before.key}
    if not said.words and only:
        return notes.remove(session, note_id) if note is not None else session
    form = Form(step=msgspec.structs.replace(step, shared=shared), subject=THE_ROOM)
    kind = note.kinds.get(there.key, "text") if note is not None else "text"
    session = notes.put_field(session, form, note_id, there.key, said.words, now, kind)
    if before is not None and before.key != there.key:
        session = notes.put_field(session, form, note_id, before.key, "", now)
    note = session.note(note_id)
    if note is None:
        return session
    cites = (*said.cites, *by_no_code(session, step, note))
    if cites != note.cites:
        session = notes.put_cites(session, form, note_id, cites, now)
    return notes.share(session, note_id, shared, now) if note.shared != shared else session


def keep(session: Session, step: Step, note_id: str, line: str, now: datetime, *, field: Field) -> Session:
    """Put a new line, typed to its end, where the room sees it. Where it sees the very same already, that stands there
    once, and cites what either of them does."""
    said = read(session, step, line)
    before = _twin(session, step, note_id, said.words)
    if before is None or before.shared != "room" or field_of(step, before) != field:
        return put(session, step, note_id, line, now, field=field, shared="room")
    own = session.note(note_id)
    cites = (*before.cites, *said.cites, *(own.cites if own is not None else ()))
    if own is not None:
        session = notes.remove(session, note_id)
    if {(one.framework, one.ref) for one in cites} == {(one.framework, one.ref) for one in before.cites}:
        return session
    return notes.put_cites(session, Form(step=step, subject=THE_ROOM), before.id, cites, now)


def said_before(session: Session, step: Step, note_id: str, line: str) -> bool:
    """Whether the room has said the very same at this step."""
    return _twin(session, step, note_id, read(session, step, line).words) is not None


def _twin(session: Session, step: Step, note_id: str, words: str) -> Note | None:
    return notes.said_before(session, Form(step=step, subject=THE_ROOM), note_id, words)


def cite(session: Session, step: Step, note_id: str, ref: Ref, now: datetime) -> Session:
    """Let a note cite a statement, or take it away where it does already."""
    note = session.note(note_id)
    if note is None:
        return session
    cites = tuple(one for one in note.cites if (one.framework, one.ref) != (ref.framework, ref.ref))
    if len(cites) == len(note.cites):
        new = choices.cite(session, ref.framework, ref.ref)
        cites = (*cites, new) if new is not None else cites
    return notes.put_cites(session, Form(step=step, subject=THE_ROOM), note_id, cites, now)


def by_no_code(session: Session, step: Step, note: Note) -> tuple[Cite, ...]:
    """What a note cites that its line does not show."""
    coded = set(_codes(session, step, note).values())
    return tuple(one for one in note.cites if (one.framework, one.ref) not in coded)


def _known(session: Session, step: Step) -> dict[str, tuple[str, Cite]]:
    """Every statement that can be cited at a step, by its code in small letters; where two frameworks have a code, the
    first one counts."""
    found: dict[str, tuple[str, Cite]] = {}
    for used in session.frameworks:
        if step.framework not in ("", used.id):
            continue
        for _, statement in used.framework.statements():
            word = statement.code.casefold().rstrip(".")
            if word and word not in found:
                cite = choices.cite(session, used.id, statement.ref)
                if cite is not None:
                    found[word] = (statement.code, cite)
    return found


def _codes(session: Session, step: Step, note: Note) -> dict[str, tuple[str, str]]:
    """What a note cites by codes that can be typed at its step, in the order of its cites."""
    by_ref = {(cite.framework, cite.ref): code for code, cite in _known(session, step).values()}
    return {
        by_ref[one.framework, one.ref]: (one.framework, one.ref)
        for one in note.cites
        if (one.framework, one.ref) in by_ref
    }
