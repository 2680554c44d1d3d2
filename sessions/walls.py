"""The wall: what is shared with the room, grouped by the statements it cites, without names."""

from __future__ import annotations

import msgspec

from sessions import choices
from sessions.answers import NAMING, readable
from sessions.model import Note, Ref, Session
from sessions.prompts import Block, Span


class WallNote(msgspec.Struct, frozen=True, kw_only=True):
    """One note on the wall: its words, and the id to show it large."""

    id: str
    text: str


class WallGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The notes that cite one statement (or none) first."""

    code: str
    title: str
    notes: tuple[WallNote, ...]


def words(session: Session, note: Note) -> str:
    """What a note says, its fields in the form's order, as one text; fields that name people are left out."""
    step = session.step(note.step)
    keys = [field.key for field in step.capture] if step else []
    kinds = note.kinds | ({field.key: field.kind for field in step.capture} if step else {})
    ordered = [key for key in keys if key in note.fields]
    rest = [key for key in note.fields if key not in keys]
    said = ((kinds.get(key, "text"), note.fields[key]) for key in (*ordered, *rest))
    return " / ".join(readable(kind, text) for kind, text in said if text and kind not in NAMING)


def wall(session: Session) -> tuple[WallGroup, ...]:
    """Everything shared with the room: by statement in the order of the frameworks, what cites none last."""
    groups: dict[tuple[int, int], tuple[str, str, list[WallNote]]] = {}
    order: dict[tuple[str, str], tuple[int, int]] = {}
    for number, used in enumerate(session.frameworks):
        for row, (_, statement) in enumerate(used.framework.statements()):
            order[used.id, statement.ref] = (number, row)
    last = (len(session.frameworks), 0)
    for note in session.notes:
        text = words(session, note)
        if note.shared != "room" or not text:
            continue
        cite = note.cites[0] if note.cites else None
        place = order.get((cite.framework, cite.ref), last) if cite else last
        code, title = "", ""
        if cite is not None:
            cited = choices.statement_of(session, Ref(framework=cite.framework, ref=cite.ref))
            code, title = (cited.code if cited else ""), cite.text
        groups.setdefault(place, (code, title, []))[2].append(WallNote(id=note.id, text=text))
    return tuple(
        WallGroup(code=code, title=title, notes=tuple(notes))
        for _, (code, title, notes) in sorted(groups.items(), key=lambda item: item[0])
    )


def blocks(session: Session) -> tuple[Block, ...]:
    """The wall as the stage shows it."""
    found: list[Block] = []
    for group in wall(session):
        title = f"{group.code} {group.title}".strip() or "More from the room"
        found.append(Block(kind="heading", level=2, marker="", spans=(Span(text=title),)))
        found += [
            Block(kind="bullet", level=1, marker="–", spans=(Span(text=note.text),)) for note in group.notes
        ]
    if not found:
        text = "Nothing has been shared with the room yet."
        found.append(Block(kind="paragraph", level=0, marker="", spans=(Span(text=text),)))
    return tuple(found)


def note_blocks(session: Session, note: Note) -> tuple[str, tuple[Block, ...]]:
    """One note, large: the statement it cites as heading, and its words."""
    cite = note.cites[0] if note.cites else None
    step = session.step(note.step)
    heading = cite.text if cite else (step.title if step else "")
    text = words(session, note)
    return heading, (Block(kind="paragraph", level=0, marker="", spans=(Span(text=text, strong=True),)),)
