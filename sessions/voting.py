"""Dot voting by show of hands: for the themes where there are any, else for the notes on the wall.

People may raise their hand more than once, as they would give several dots: how many hands there may be is the
room's own rule and is not checked. While hands are counted the room sees what it votes on and no numbers yet, so that
the first ones do not draw the others after them.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec.structs import replace

from sessions import walls
from sessions.model import Session
from sessions.text import one_line

# Characters of a note that are enough to say which one is meant.
_FEW = 40


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to vote for: its `number` on the stage, from 1, its words, and how many hands went up for it."""

    id: str
    kind: Literal["theme", "note"]
    number: int
    text: str
    dots: int = 0


def ballot(session: Session) -> tuple[Option, ...]:
    """What is voted on, in order: all themes; without any, the notes that are on the wall as it is arranged."""
    if session.themes:
        return tuple(
            Option(id=one.id, kind="theme", number=number, text=one.name, dots=one.dots)
            for number, one in enumerate(session.themes, 1)
        )
    notes = (note for group in walls.wall(session) for note in group.notes)
    return tuple(
        Option(id=note.id, kind="note", number=number, text=note.text, dots=note.dots)
        for number, note in enumerate(notes, 1)
    )


def count(session: Session, id: str, dots: int) -> Session:
    """Note how many hands went up for a theme or a note; fewer than none are none."""
    dots = max(0, dots)
    if any(one.id == id and one.dots != dots for one in session.themes):
        themes = tuple(replace(one, dots=dots) if one.id == id else one for one in session.themes)
        return replace(session, themes=themes)
    if any(one.id == id and one.dots != dots for one in session.notes):
        notes = tuple(replace(one, dots=dots) if one.id == id else one for one in session.notes)
        return replace(session, notes=notes)
    return session


def forget(session: Session) -> Session:
    """Forget every hand that was counted for what is voted on."""
    for option in ballot(session):
        session = count(session, option.id, 0)
    return session


def results(session: Session) -> tuple[Option, ...]:
    """What was voted on, the most hands first; even ones in the order in which they were called."""
    return tuple(sorted(ballot(session), key=lambda one: -one.dots))


def winners(session: Session) -> tuple[Option, ...]:
    """What got the most hands: several where they are even, nothing where no hand went up."""
    found = results(session)
    most = found[0].dots if found else 0
    return tuple(one for one in found if one.dots == most) if most else ()


def said(session: Session) -> str:
    """How the vote stands, in one sentence; "" before any hand."""
    found = winners(session)
    if not found:
        return ""
    hands = "1 hand" if found[0].dots == 1 else f"{found[0].dots} hands"
    if len(found) > 1:
        numbers = [str(one.number) for one in found]
        return f"{', '.join(numbers[:-1])} and {numbers[-1]} are even, {hands} each."
    second = max((one.dots for one in ballot(session) if one.dots < found[0].dots), default=None)
    ahead = "" if second is None else f", {found[0].dots - second} ahead"
    return f"Most for {named(found[0])}: {hands}{ahead}."


def named(option: Option) -> str:
    """What one is called in a line: by its number and its first words."""
    text = one_line(option.text)
    return f"{option.number} {text if len(text) <= _FEW else text[: _FEW - 1].rstrip() + '…'}"
