"""Themes: headings named by hand that notes on the wall are put under, each note under one at most.

Every function takes a session and gives the changed one; one that changes nothing gives the same session.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from sessions.ids import fresh
from sessions.model import Session, Theme
from sessions.text import key, one_line


def theme(session: Session, id: str) -> Theme | None:
    """The theme with this id, or None."""
    return next((one for one in session.themes if one.id == id), None)


def called(session: Session, name: str) -> Theme | None:
    """The theme of this name, in capitals or not; or None."""
    wanted = key(name)
    return next((one for one in session.themes if key(one.name) == wanted), None) if wanted else None


def make(session: Session, name: str) -> Session:
    """A new theme at the end; a name that there is already makes no second one."""
    name = one_line(name)
    if not name or called(session, name) is not None:
        return session
    return replace(session, themes=(*session.themes, Theme(id=fresh("t"), name=name)))


def put(session: Session, notes: Collection[str], id: str) -> Session:
    """Put notes (ids) under a theme, in place of the one they were under; ``""`` takes them out of theirs."""
    if id and theme(session, id) is None:
        return session
    changed = tuple(
        replace(note, theme=id) if note.id in notes and note.theme != id else note for note in session.notes
    )
    return _with_notes(session, changed)


def put_under(session: Session, notes: Collection[str], name: str) -> Session:
    """Put notes under the theme of this name, made if there is none."""
    session = make(session, name)
    found = called(session, name)
    return put(session, notes, found.id) if found is not None else session


def rename(session: Session, id: str, name: str) -> Session:
    """Call a theme something else. By the name of another one the two become that one, with its votes: hands that
    went up for two things cannot be added up."""
    name, one = one_line(name), theme(session, id)
    if not name or one is None or one.name == name:
        return session
    other = called(session, name)
    if other is not None and other.id != id:
        under = {note.id for note in session.notes if note.theme == id}
        return delete(put(session, under, other.id), id)
    themes = tuple(replace(one, name=name) if one.id == id else one for one in session.themes)
    return replace(session, themes=themes)


def delete(session: Session, id: str) -> Session:
    """Take a theme away; its notes are under none then."""
    if theme(session, id) is None:
        return session
    changed = tuple(replace(note, theme="") if note.theme == id else note for note in session.notes)
    session = _with_notes(session, changed)
    return replace(session, themes=tuple(one for one in session.themes if one.id != id))


def shift(session: Session, id: str, by: int) -> Session:
    """Move a theme so many places down the wall, or up; it stays inside the list."""
    ids = [one.id for one in session.themes]
    if id not in ids:
        return session
    place = ids.index(id)
    goal = max(0, min(place + by, len(ids) - 1))
    if goal == place:
        return session
    themes = list(session.themes)
    themes.insert(goal, themes.pop(place))
    return replace(session, themes=tuple(themes))


def _with_notes(session: Session, notes: tuple[object, ...]) -> Session:
    same = all(new is old for new, old in zip(notes, session.notes, strict=True))
    return session if same else replace(session, notes=notes)
