"""What came of the wall: what was read out, the themes made by hand with the hands that went up, and the parking lot.

In group notes and in the record alone: it belongs to the room as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from exports.document import Block, Bullets, Heading, Line, Paragraph, between, ours, typed
from exports.scope import Fields, Scope, who
from exports.statements import Places
from sessions.model import Note
from sessions.text import one_line

_Notes = Sequence[tuple[Note, Fields]]


def sections(scope: Scope, places: Places, notes: _Notes) -> list[Block]:
    """Starred notes, themes, and votes for notes; what there is none of is left out."""
    if scope.kind not in ("group", "record"):
        return []
    # Only what was shared with the room was ever on the wall.
    shown = [(note, fields) for note, fields in notes if note.shared == "room"]
    return [
        *_read_out(scope, places, shown),
        *_themes(scope, places, shown),
        *_votes(scope, places, shown),
    ]


def parking_lot(scope: Scope) -> list[Block]:
    """What was parked, what is settled of it last."""
    parked = sorted(scope.session.parked, key=lambda one: one.settled)
    if scope.kind not in ("group", "record") or not parked:
        return []
    items = tuple(((typed(one.text), *((ours(" (settled)"),) if one.settled else ())),) for one in parked)
    return [Heading(2, (ours("Parking lot"),)), Bullets(items)]


def _read_out(scope: Scope, places: Places, notes: _Notes) -> list[Block]:
    items = [_item(scope, places, note, fields) for note, fields in notes if note.starred]
    return [Heading(2, (ours("Read out in the room"),)), Bullets(tuple(items))] if items else []


def _themes(scope: Scope, places: Places, notes: _Notes) -> list[Block]:
    """A theme that nothing is under, and no hand went up for, is left out. The most hands first, where there are
    any."""
    session = scope.session
    found: list[Block] = []
    for theme in sorted(session.themes, key=lambda one: -one.dots):
        items = [_item(scope, places, note, fields) for note, fields in notes if note.theme == theme.id]
        if not items and not theme.dots:
            continue
        hands = (ours(f": {_hands(theme.dots)}"),) if theme.dots else ()
        found.append(Heading(3, (typed(one_line(theme.name)), *hands)))
        found.append(Bullets(tuple(items)) if items else Paragraph((ours("No note stands under it."),)))
    return [Heading(2, (ours("Themes"),)), *found] if found else []


def _votes(scope: Scope, places: Places, notes: _Notes) -> list[Block]:
    """The notes that hands went up for, where there are no themes to vote for."""
    if scope.session.themes:
        return []
    voted = sorted(((note, fields) for note, fields in notes if note.dots), key=lambda one: -one[0].dots)
    items = tuple(
        ((*_item(scope, places, note, fields)[0], ours(f": {_hands(note.dots)}")),) for note, fields in voted
    )
    return [Heading(2, (ours("What most hands went up for"),)), Bullets(items)] if items else []


def _hands(count: int) -> str:
    """In figures, because they are compared."""
    return "1 hand" if count == 1 else f"{count} hands"


def _item(scope: Scope, places: Places, note: Note, fields: Fields) -> tuple[Line, ...]:
    """A note as one item: whose it is where that is said, its words, and the codes of what it is about."""
    whose = who(scope, note)
    said = between(" / ", [(typed(text),) for _, text in fields])
    about = places.codes(note)
    line: Line = (*whose, ours(": "), *said) if whose else said
    return ((*line, ours(" ("), *about, ours(")")) if about else line,)
