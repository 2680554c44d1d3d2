"""What each has given so far: the forms subject by subject, for the list beside them and the overview. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from facilitator.screens.capture_slot import Slot, briefly, number_and_names, numbers_of
from facilitator.screens.capture_walk import written
from facilitator.widgets.capture_list import Row
from sessions.forms import source_of
from sessions.model import Session


def rows(session: Session, slots: Sequence[Slot], *, typing_up: bool = False) -> list[Row]:
    """Everyone with what they have given, in the order of the forms."""
    found = []
    filled = written(session, slots)
    numbers = {person.id: str(number) for number, person in enumerate(session.people, 1)} if typing_up else {}
    cells = numbers_of(slot.subject for slot in slots)
    notes = {note.id: note for note in session.notes}
    for _, group in groupby(enumerate(slots), key=lambda pair: (pair[1].subject.kind, pair[1].subject.id)):
        pairs = list(group)
        subject = pairs[0][1].subject
        fields, answered, captured = 0, 0, 0
        for _, slot in pairs:
            note = notes.get(slot.note_id)
            there = {key for key, text in note.fields.items() if text.strip()} if note is not None else set()
            asked = (
                {field.key for field in slot.step.capture} if subject.kind == source_of(slot.step) else set()
            )
            fields += len(asked | there)
            answered += len(there)
            captured += note is not None
        found.append(
            Row(
                number=numbers.get(subject.id, ""),
                label=briefly(session, subject, cells),
                full=number_and_names(session, subject, cells),
                written=sum(filled[at] for at, _ in pairs),
                of=len(pairs),
                places=tuple(at for at, _ in pairs),
                notes=captured,
                answered=answered,
                fields=fields,
            )
        )
    return found


def heard(rows: Sequence[Row], *, typing_up: bool = False) -> str:
    """From how many something is there: "6 of 15 heard"."""
    if typing_up:
        return f"{sum(row.done for row in rows)} of {len(rows)} written"
    return f"{sum(row.heard for row in rows)} of {len(rows)} heard"
