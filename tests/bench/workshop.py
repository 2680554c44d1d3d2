"""A workshop with as many notes as wanted, of the length that people write."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from msgspec.structs import replace

from frameworks.library import FrameworkLibrary
from sessions import choices, forms, rounds
from sessions.model import Note, Person, Session, Shared, Step
from sessions.planning import new_session
from sessions.templates import TemplateLibrary

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
_WORDS = (
    "In the autumn term two subject leaders ran the curriculum meeting without me, and it was minuted (number {}).",
    "I will ring the chair of governors before the end of next week, and again in {} weeks.",
    "Half a day of cover, and somebody to talk to about it ({}).",
)


def workshop(data: Path, note_count: int, people: int = 30, shared: Shared = "own") -> Session:
    """The bundled pair talk with so many notes at the step that asks for most; the last person has none yet. What is
    shared with the room is on the wall, under one statement after the other."""
    frameworks = {one.id: one for one in FrameworkLibrary(data).all()}
    template = next(
        one for one in TemplateLibrary(data, FrameworkLibrary(data)).all() if one.id == "quality-pair-talk"
    )
    session = new_session(
        [template],
        frameworks,
        cluster="Bench cluster",
        day=date(2026, 12, 1),
        now=NOW,
        zone="Europe/London",
        people=[
            Person(id=f"p{n}", name=f"Person Number{n}", school=f"School {n % 6}") for n in range(people)
        ],
    )
    for step in session.steps:
        if rounds.needs_round(session, step):
            session = rounds.make(session, step, NOW)
    step = writing(session)
    framework = session.framework(step.framework)
    refs = [one.ref for _, one in framework.statements()] if framework and shared == "room" else ["1.4"]
    cited = [choices.cite(session, step.framework, ref) for ref in refs]
    asked = forms.subjects(session, step)[:-1]
    notes = []
    for number in range(note_count):
        subject = asked[number % len(asked)]
        notes.append(
            Note(
                id=f"n{number}",
                step=step.id,
                round=subject.round,
                people=subject.people,
                cites=(cite,) if (cite := cited[number % len(cited)]) else (),
                shared=shared,
                fields={
                    field.key: text.format(number) for field, text in zip(step.capture, _WORDS, strict=False)
                },
                at=NOW,
                changed=NOW,
            )
        )
    progress = replace(session.progress, step=step.id, started_at=NOW)
    meta = replace(session.meta, status="running", screens=2)
    return replace(session, notes=tuple(notes), progress=progress, meta=meta)


def writing(session: Session) -> Step:
    """The step whose notes cite statements, person by person."""
    return next(step for step in session.steps if step.for_each == "chosen statement")
