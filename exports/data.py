"""The notes of a hand-out as data: what each says in which field, whose it is and what it is about."""

from __future__ import annotations

from exports import names as hiding
from exports.document import Answered, Cited, NoteRow, Rows
from exports.scope import Fields, Scope
from exports.statements import Place, Places
from sessions import rounds
from sessions.answers import DATES, NAMING, day_of
from sessions.model import Field, Note, Session
from sessions.outcomes import actions, owner_name, points, written, written_on
from sessions.text import clean, key, one_line
from sessions.topics import earlier_item

# What every row begins with; no field's column may be called the same.
FIRST = (
    *("Date", "Cluster", "Session", "Step", "Who", "School", "Who sees it"),
    *("Codes", "About", "Note", "Hand-out"),
)
_ACTION = ("owner", "by when", "state")
_POINT = ("reviews",)


def rows(scope: Scope, places: Places) -> Rows:
    """Every note of the hand-out. The columns are in the order of the plan: in the record those of the whole plan,
    elsewhere those in which something stands; where names are removed, without the fields that hold nothing but
    names."""
    session = scope.session
    columns = _columns(session, nameless=scope.names == "removed")
    settled = _settled(session)
    titles = {step.id: one_line(step.title) for step in session.steps}
    found: list[NoteRow] = []
    known: dict[Place, Cited] = {}
    for note, fields in written(session):
        found.append(
            NoteRow(
                step=titles.get(note.step, ""),
                who=_who(scope, note),
                school=_school(session, note),
                shared=note.shared,
                about=_about(session, places, note, known),
                fields=_answers(session, note, fields, columns, settled),
            )
        )
    used = [name for row in found for one in row.fields for name in in_columns(one)]
    filled = {
        name for row in found for one in row.fields for name, text in in_columns(one).items() if text.strip()
    }
    listed = dict.fromkeys((*_listed(session, columns), *used))
    return Rows(
        day=session.meta.date,
        cluster=one_line(session.meta.cluster),
        session=one_line(session.meta.title),
        columns=tuple(name for name in listed if scope.kind == "record" or name in filled),
        notes=tuple(found),
    )


def in_columns(one: Answered) -> dict[str, str]:
    """What stands in which column of a field."""
    return {one.column: one.text, **{f"{one.column}: {name}": text for name, text in one.settled}}


def in_words(note: NoteRow) -> str:
    """All that a note says, each field on lines of its own and under its name where there are several."""
    if len(note.fields) == 1:
        return note.fields[0].text
    return "\n".join(f"{one.name}: {one.text}" if one.name else one.text for one in note.fields)


def _columns(session: Session, *, nameless: bool) -> dict[tuple[str, str], str]:
    """In which column each field of the plan stands, by its step and key: under its name. Fields of several steps that
    are called the same share one; those of one step do not."""
    found: dict[tuple[str, str], str] = {}
    for step in session.steps:
        taken = set(map(key, FIRST))
        for field in step.capture:
            if nameless and field.kind in NAMING:
                continue
            found[step.id, field.key] = _free(field.name, taken)
    return found


def _free(name: str, taken: set[str]) -> str:
    """The name, or with a number the first one like it that is not taken; it is then."""
    name = one_line(name) or "Note"
    column, number = name, 1
    while key(column) in taken:
        number += 1
        column = f"{name} ({number})"
    taken.add(key(column))
    return column


def _listed(session: Session, columns: dict[tuple[str, str], str]) -> list[str]:
    """The names of the columns, in the order of the plan."""
    found = []
    for step in session.steps:
        for field in step.capture:
            if (column := columns.get((step.id, field.key))) is not None:
                more = {"action": _ACTION, "point": _POINT}.get(field.kind, ())
                found += [column, *(f"{column}: {name}" for name in more)]
    return found


def _answers(
    session: Session,
    note: Note,
    fields: Fields,
    columns: dict[tuple[str, str], str],
    settled: dict[str, tuple[tuple[str, str], ...]],
) -> tuple[Answered, ...]:
    taken: set[str] = set()
    found = []
    for field, text in fields:
        column = columns.get((note.step, field.key))
        if column is None:
            # The plan has no such field any more.
            there = (other for (step, _), other in columns.items() if step == note.step)
            taken = taken or {*map(key, FIRST), *map(key, there)}
            column = _free(field.name, taken)
        found.append(
            Answered(
                column=column,
                name=one_line(field.name),
                kind=field.kind,
                text=_text(session, note, field, text),
                settled=settled.get(f"{note.id}.{field.key}", ()),
            )
        )
    return tuple(found)


def _text(session: Session, note: Note, field: Field, text: str) -> str:
    """The words as they were typed; a date as in ISO 8601."""
    if field.kind in DATES and (day := day_of(text, written_on(session, note))):
        return day.isoformat()
    return clean(text).strip("\n").rstrip()


def _settled(session: Session) -> dict[str, tuple[tuple[str, str], ...]]:
    """What was settled about actions and learning points, by their ids."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for one in actions(session):
        due = one.due.isoformat() if one.due else one_line(one.due_words)
        said = (one_line(owner_name(session, one)), due, one.state)
        found[one.id] = tuple(zip(_ACTION, said, strict=True))
    for point in points(session):
        told = [
            ": ".join(filter(None, (one_line(one.state), clean(one.text).strip()))) for one in point.reviews
        ]
        found[point.id] = ((_POINT[0], "\n".join(told)),)
    return found


def _who(scope: Scope, note: Note) -> str:
    """Whose a note is: a group and its people, people, or the room; "" where names are removed and nobody is told
    from anybody else."""
    session = scope.session
    if not session.people and scope.names == "removed":
        return ""
    names = ", ".join(map(one_line, rounds.names(session, note.people)))
    if note.group:
        made = next((made for made in session.rounds if made.id == note.round), None)
        group = next((one for one in made.groups if one.id == note.group), None) if made else None
        label = one_line(group.label) if group else ""
        label = label or hiding.group_word(len(note.people))
        return f"{label}: {names}" if names else label
    if note.school:
        return ""
    return names or ("" if note.people else "The room")


def _school(session: Session, note: Note) -> str:
    """The school that gave it, or those whose people did."""
    people = (session.person(id) for id in note.people)
    schools = [note.school] if note.school else [one.school for one in people if one is not None]
    return "; ".join(dict.fromkeys(one_line(school) for school in schools if school.strip()))


def _about(session: Session, places: Places, note: Note, known: dict[Place, Cited]) -> tuple[Cited, ...]:
    """What a note is about; `known` are the places that were looked up before."""
    there = places.of(note)
    for place in there:
        if place not in known:
            known[place] = Cited(
                framework=one_line(places.framework_title(place)),
                code=one_line(places.code(place)),
                text=one_line(_words(places, place)),
            )
    found = [known[place] for place in there]
    if note.about is not None and (item := earlier_item(session, note.about)) is not None and item.text:
        found.append(Cited(framework="", code="", text=clean(item.text).strip()))
    return tuple(found)


def _words(places: Places, place: Place) -> str:
    """The words of a statement with its lead-in, or the title of an area or group, without a code."""
    if place.statement is not None:
        return places.statement_line(place)[-1].text
    area = places.area_line(place)[-1].text
    group = places.group_line(place) if place.group is not None else ()
    return f"{group[-1].text} ({area})" if group else area
