"""Who took part, for records of professional learning (CPD): names are its purpose, and it says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from exports.document import Block, Bullets, Document, Heading, Line, Paragraph, Table, between, ours, typed
from exports.names import Names, removed
from exports.run_sheet import Times, times
from exports.scope import Scope, local_zone, sample_said
from exports.statements import Places
from exports.words import counted, long_day, number, sentence
from sessions.model import Person, Session
from sessions.outcomes import written
from sessions.text import key, one_line

_NAMED = (
    "Attendance, for CPD records: it names people with their schools and roles, and holds nothing that anybody "
    "wrote."
)
_NAMELESS = (
    "Attendance in numbers. Names removed: people, schools and roles are left out. With names kept, the list of people "
    "stands here."
)

# As many as a page holds.
_LINES = 20
# To be filled in by hand: the session does not know it.
_BLANK = "…" * 13


def attendance(session: Session, now: datetime, names: Names = "kept") -> Document:
    """Who was there, when, how long and on what; with names removed only how many."""
    whole, people = session, session.people
    session = removed(session) if names == "removed" else session
    meta = session.meta
    ticked = any(one.here is not None for one in people)
    over = meta.status == "finished"
    there = [one for one in people if one.here]
    schools = len({key(one.school) for one in (there if ticked else people) if one.school.strip()})
    when = times(whole)
    blocks: list[Block] = [Heading(1, (typed(meta.title),)), *sample_said(meta)]
    blocks.append(Paragraph((ours(_NAMED if names == "kept" else _NAMELESS),)))
    facts: list[tuple[str, Line]] = [
        ("Date", (ours(long_day(when.begins.date())),)),
        ("Time", (ours(f"{when.words}, {when.minutes} minutes{_planned(when)}"),)),
        ("Cluster", (typed(one_line(meta.cluster)),)),
        ("Worked on", (typed(_worked_on(session)),)),
        (
            "Took part",
            (
                ours(
                    _took_part(
                        len(there),
                        len(people),
                        schools,
                        ticked=ticked,
                        began=meta.status != "planned",
                        names=names,
                    )
                ),
            ),
        ),
    ]
    if names == "kept":
        facts += [("Facilitator", (ours(_BLANK),)), ("Place", (ours(_BLANK),))]
    said = tuple(
        ((ours(name, strong=True), ours(": "), *line),)
        for name, line in facts
        if "".join(s.text for s in line)
    )
    blocks.append(Bullets(said))
    first = (when.begins.date().isoformat(), one_line(meta.title), one_line(meta.cluster), str(when.minutes))
    head = ("Date", "Session", "Cluster", "Minutes")
    if names == "kept":
        away = [one for one in people if over and one.here is False]
        blocks += [_to_sign([one for one in people if one not in away], ticked=ticked), *_not_there(away)]
        rows = tuple((*_cells(first), *_person(one, ticked=ticked)) for one in people)
        sheet = Table((*head, "Name", "School", "Role", "On the day"), rows)
    else:
        counts = (str(len(there)) if ticked else "", str(len(people)), str(schools))
        sheet = Table((*head, "Took part", "On the list", "Schools"), ((*_cells(first), *_cells(counts)),))
    found = [
        ("title", meta.title),
        ("kind", "attendance"),
        ("names", names),
        ("cluster", meta.cluster),
        ("date", when.begins.date().isoformat()),
        ("minutes", str(when.minutes)),
        ("sample", "SAMPLE DATA" if meta.sample else ""),
        ("made", now.astimezone(local_zone(meta.zone)).date().isoformat()),
    ]
    return Document(
        title=meta.title,
        meta=tuple((name, value) for name, value in found if value),
        blocks=tuple(blocks),
        sheet=sheet,
        tags=("facilitator",),
        part="This is a list of who took part and not a whole session.",
        made=now,
    )


def for_own_record(scope: Scope) -> list[Block]:
    """One line of someone's own notes for their record of professional learning, once the session is over."""
    session = scope.session
    if scope.kind != "person" or scope.names == "removed" or session.meta.status != "finished":
        return []
    person = next((one for one in session.people if one.id in scope.mine), None)
    if person is None or person.here is False or (person.here is None and not _wrote(session, person)):
        return []
    when = times(session)
    cluster: Line = (
        (typed(one_line(session.meta.cluster)), ours(", ")) if session.meta.cluster.strip() else ()
    )
    return [
        Paragraph((
            ours("For your CPD record:", strong=True),
            ours(" took part in “"),
            typed(one_line(session.meta.title)),
            ours("”, "),
            *cluster,
            ours(f"{long_day(when.begins.date())}, {when.words}, {when.minutes} minutes{_planned(when)}."),
        ))
    ]  # fmt: skip


def _planned(when: Times) -> str:
    return "" if when.real else " as planned"


def _wrote(session: Session, person: Person) -> bool:
    return any(note.people == (person.id,) for note, _ in written(session))


def _worked_on(session: Session) -> str:
    """What it was about, in one line: what the room worked on, or what was chosen, or the frameworks."""
    places = Places(session)
    chosen = session.meta.focus or tuple(ref for one in session.choices for ref in one.areas)
    notes = () if session.meta.focus else session.notes
    return (
        places.spanned(chosen, notes)
        or "; ".join(map(one_line, places.areas_of(chosen, notes)))
        or "; ".join(one_line(used.framework.title) for used in session.frameworks)
    )


def _took_part(there: int, listed: int, schools: int, *, ticked: bool, began: bool, names: Names) -> str:
    if not listed:
        return "those who sign below" if names == "kept" else "nobody is on the list of this session"
    of = f" from {counted(schools, 'school')}" if schools else ""
    if not ticked and not began:
        return f"{sentence(counted(listed, 'person', 'people'))} on the list{of}"
    if not ticked:
        return f"{counted(listed, 'person', 'people')} on the list{of}; nobody was ticked off"
    return f"{sentence(counted(there, 'person', 'people'))}{of}, of {number(listed)} on the list"


def _person(one: Person, *, ticked: bool) -> tuple[Line, ...]:
    here = {True: "there", False: "not there", None: "not ticked off" if ticked else ""}
    return ((typed(one.name),), (typed(one.school),), (typed(one.role),), (ours(here[one.here]),))


def _to_sign(people: Sequence[Person], *, ticked: bool) -> Table:
    """The list with room for signatures, and lines to fill in where there is none. Who was there is said of each only
    where they differ."""
    rows = tuple(_person(one, ticked=ticked) for one in people) or (((), (), (), ()),) * _LINES
    if len({one.here for one in people}) > 1:
        return Table(("Name", "School", "Role", "On the day", "Signature"), tuple((*row, ()) for row in rows))
    return Table(("Name", "School", "Role", "Signature"), tuple((*row[:3], ()) for row in rows))


def _not_there(people: Sequence[Person]) -> list[Block]:
    """Who has nothing to sign."""
    said = [
        (
            typed(one_line(one.name)),
            *((ours(" ("), typed(one_line(one.school)), ours(")")) if one.school else ()),
        )
        for one in people
    ]
    return (
        [Paragraph((ours("Not there:", strong=True), ours(" "), *between(", ", said), ours(".")))]
        if said
        else []
    )


def _cells(words: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple((typed(one),) for one in words)
