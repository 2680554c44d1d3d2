"""Every template that comes with the app, from a new session to the exported record: pressed through with the one
button, every form filled in, and every answer found again under the name of its field."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

from exports.write import export
from frameworks.library import FrameworkLibrary
from sessions import choices, forms, notes, planning, progress, series
from sessions.forms import Form
from sessions.ids import fresh
from sessions.model import LEFT, Earlier, Field, Kind, Person, Session, Step, Template
from sessions.pages import SMALLEST
from sessions.stage_size import Size
from sessions.store import Store
from sessions.templates import TemplateLibrary
from sessions.topics import topics

FRAMEWORKS = {one.id: one for one in FrameworkLibrary(None).all()}
TEMPLATES = TemplateLibrary(None, FrameworkLibrary(None)).all()
NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
SIZE = Size(*SMALLEST)
PEOPLE = tuple(
    Person(id=f"p{number}", name=name, school=school, role=role, here=True)
    for number, (name, school, role) in enumerate(
        (
            ("Alun Rees", "Ysgol y Bryn", "Head"),
            ("Mair Pugh", "Ysgol y Bryn", "Deputy"),
            ("Gwen Tudor", "Cwm Primary", "Head"),
            ("Raj Patel", "Cwm Primary", "Deputy"),
            ("Ann Bevan", "Pont Wen", "Head"),
            ("Tom Ellis", "Pont Wen", "Deputy"),
        ),
        1,
    )
)
# Answers of these kinds are one of a few, so that they say nothing of where they come from.
PLAIN: dict[Kind, str] = {
    "yes/no": "yes", "person": "Alun Rees", "owner": "Alun Rees", "state": "still open",
    "date": "2027-01-15", "due": "2027-01-15",
}  # fmt: skip
SHOWN = {"2027-01-15": r"(?:Friday )?15 January 2027|15 Jan(?:uary)? 2027|2027-01-15"}


def left_before() -> tuple[Earlier, ...]:
    """One item of each kind that each person brought from an earlier session."""
    return tuple(
        Earlier(
            id=f"n{number}.{kind}",
            session="2026-10-06-cwm-test-a2b3",
            day=date(2026, 10, 6),
            kind=kind,
            step="Reflect",
            field="Field",
            text=f"left {kind} of {person.id}",
            people=(person.id,),
        )
        for number, person in enumerate(PEOPLE)
        for kind in LEFT
    )


def prepared(template: Template) -> Session:
    session = planning.new_session(
        [template],
        FRAMEWORKS,
        cluster="Cwm Test",
        day=NOW.date(),
        now=NOW,
        zone="Europe/London",
        people=PEOPLE,
    )
    return replace(session, earlier=left_before())


def chosen(session: Session, step: Step) -> Session:
    """The session with a choice made by everyone whom a step lets choose."""
    framework = session.framework(step.framework)
    if framework is None or not step.choose:
        return session
    refs = tuple(one.ref for one in topics(framework, step.choosable))[: min(2, step.choose_most or 2)]
    if step.choose == "room":
        return choices.choose(session, step.id, choices.ROOM, refs)
    for form in forms.due(session, step):
        by = form.subject.group if form.subject.kind == "group" else form.subject.id
        session = choices.choose(session, step.id, by, refs[:1])
    return session


def filled(session: Session, step: Step, said: list[tuple[Field, str]], numbers: count[int]) -> Session:
    """The session with every field of every form of a step filled in; what was written is added to `said`."""
    for form in forms.due(session, step):
        note_id = form.note.id if form.note else fresh("n")
        if step.cite.at_least or step.for_each == "chosen statement":
            framework = session.framework(step.framework)
            assert framework is not None
            first = next(iter(framework.statements()))[1].ref
            cite = choices.cite(session, framework.id, first)
            assert cite is not None
            session = notes.put_cites(session, form, note_id, (cite,), NOW)
        for field in step.capture:
            text = answer(field, next(numbers))
            session = notes.put_field(session, again(form, session, note_id), note_id, field.key, text, NOW)
            said.append((field, text))
    return session


def again(form: Form, session: Session, note_id: str) -> Form:
    note = session.note(note_id)
    return Form(step=form.step, subject=form.subject, about=note.about if note else form.about, note=note)


def answer(field: Field, number: int) -> str:
    if field.options:
        return field.options[number % len(field.options)]
    if field.kind in PLAIN:
        return PLAIN[field.kind]
    return (
        f"words {number:04} first\nwords {number:04} second"
        if field.kind == "lines"
        else f"words {number:04} here"
    )


def name_above(record: list[str], at: int, name: str) -> bool:
    """Whether a line of the record stands under a name: in the same line, or in the nearest lines above it that
    are a label or a heading."""
    label = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    if label.search(record[at]):
        return True
    for line in reversed(record[:at]):
        if label.search(line):
            return True
        if re.match(r"#{1,4} ", line):
            return False
    return False


def gathered_under(record: list[str], at: int, name: str) -> bool:
    """Whether a line stands in the part of the record with this heading, or where this is the only field."""
    part = max(n for n, line in enumerate(record[: at + 1]) if line.startswith("## "))
    return record[part] == f"## {name}" or record[part + 2 : part + 3] == [f"**{name}**"]


# Where what was written is gathered under a heading of its own, that says what it is.
GATHERED: dict[Kind, str] = {
    "action": "Actions", "owner": "Actions", "due": "Actions", "point": "Learning points",
    "learning": "Learning log", "practice": "Learning log",
}  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.id)
def test_it_is_run_from_start_to_exported_notes(template: Template, tmp_path: Path):
    store = Store(tmp_path / "data", now=lambda: NOW)
    session = store.create(prepared(template))
    said: list[tuple[Field, str]] = []
    seen: list[str] = []
    numbers = count(1)
    now = NOW
    for _ in range(400):
        step = session.step(session.progress.step)
        if step is not None and step.id not in seen:
            seen.append(step.id)
            session = filled(chosen(session, step), step, said, numbers)
        if session.meta.status == "finished":
            break
        now += timedelta(seconds=20)
        session = progress.next_(session, now, SIZE)
    assert session.meta.status == "finished"
    assert seen == [step.id for step in session.steps]
    for step in session.steps:
        given, asked = forms.given(session, step)
        assert given == asked, step.title
        if step.capture:
            assert asked, f"{step.title}: nobody is asked"
    finished = session
    store.change(session.id, "Held", lambda _: finished)
    written = export(store.load(session.id), tmp_path / "out", "record", names="kept", now=now)
    (path,) = [one for one in written if one.suffix == ".md"]
    text = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", path.read_text("utf-8"))
    record = text.splitlines()
    assert said
    for field, words in said:
        pattern = re.compile(SHOWN.get(words) or re.escape(words.split("\n")[0]))
        places = [at for at, line in enumerate(record) if pattern.search(line)]
        assert places, f"{field.name}: “{words}” is not in the record"
        names = [field.name] + ([GATHERED[field.kind]] if field.kind in GATHERED else [])
        assert any(
            name_above(record, at, name) or gathered_under(record, at, name)
            for at in places
            for name in names
        ), (field.name, words)
        if field.kind == "lines":
            assert words.split("\n")[1] in text
    # What was left before is there with what was said of it.
    if any(step.for_each == "earlier" for step in session.steps):
        kinds = {kind for step in session.steps for kind in step.earlier}
        assert all(f"left {kind} of p1" in text for kind in kinds)
    assert series.left(session)
