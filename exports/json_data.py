"""Document → JSON: the whole session where the document is that, so that it can be taken in again; else what the
hand-out says, for programs, and in its own words that it is only a part."""

from __future__ import annotations

from typing import Any

import msgspec

from exports import plain
from exports.document import Document, Event, Heading, NoteRow, Table, Task, Tasks
from sessions.handover import handed_over
from sessions.text import clean, one_line

_PART = "This is a hand-out and not a whole session."


def render(document: Document) -> bytes:
    """A whole session as it is handed over to colleagues; of everything else what it says."""
    if document.session is not None and not document.part:
        return handed_over(document.session)
    return msgspec.json.format(msgspec.json.encode(_part(document)), indent=2) + b"\n"


def _part(document: Document) -> dict[str, Any]:
    """What a hand-out says. `complete` and `why` are what refuses it as a session; docs/hand-outs.md describes all."""
    rows = document.rows
    tasks = [task for block in document.blocks if isinstance(block, Tasks) for task in block.items]
    return {
        "complete": False,
        "why": document.part or _PART,
        **{name.replace(" ", "_"): one_line(value) for name, value in document.meta},
        "notes": [_note(note) for note in rows.notes] if rows is not None else [],
        "actions": [_task(task) for task in tasks],
        "dates": [_event(event) for event in document.events],
        "sections": _sections(document),
        "tables": _tables(document),
    }


def _note(note: NoteRow) -> dict[str, Any]:
    return {
        "step": note.step,
        "who": note.who,
        "school": note.school,
        "shared": note.shared,
        "about": [{"framework": one.framework, "code": one.code, "text": one.text} for one in note.about],
        "fields": [
            {
                "name": one.name,
                "kind": one.kind,
                "text": one.text,
                **{name.replace(" ", "_"): text for name, text in one.settled},
            }
            for one in note.fields
        ],
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "what": clean(task.what).strip(),
        "owner": one_line(task.owner),
        "due": task.due.isoformat() if task.due else None,
        "due_words": one_line(task.when),
        "by_review": task.by_review,
        "state": task.state,
        "about": plain.words(task.about),
        "since": plain.words(task.since),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "date": event.day.isoformat(),
        "start": event.start,
        "zone": event.zone,
        "minutes": event.minutes,
        "title": event.title,
        "details": event.details,
    }


def _sections(document: Document) -> list[dict[str, Any]]:
    """All that the hand-out says, in its own words and order: headings with what stands under each."""
    found: list[dict[str, Any]] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            found.append({"heading": plain.words(block.line), "level": block.level, "text": []})
            continue
        if not found:
            found.append({"heading": "", "level": 1, "text": []})
        found[-1]["text"] += plain.lines(block)
    return found


def _tables(document: Document) -> list[dict[str, Any]]:
    """The tables, or what a spreadsheet has in their place, cell by cell."""
    found = [document.sheet] if document.sheet else [one for one in document.blocks if isinstance(one, Table)]
    return [
        {"columns": list(one.head), "rows": [[plain.words(cell) for cell in row] for row in one.rows]}
        for one in found
    ]
