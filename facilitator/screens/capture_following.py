"""Following a session that changes while it is written in: what others write, and what undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.screens import capture_form as fields
from facilitator.screens import capture_slot as slots
from facilitator.screens import capture_walk as walks
from facilitator.screens.capture_slot import Slot
from sessions.model import Session

if TYPE_CHECKING:
    from facilitator.screens.capture_writing import Writing


def follow(writing: Writing) -> bool:
    """Take in what the session has become; whether the form in hand is another one now."""
    if writing.walk.shape(writing.session) == writing.shape:
        return False
    before, place = writing.slot, max(writing.place, 0)
    writing.list_forms()
    if before is None:
        writing.begin()
        return writing.slot is not None
    now = writing.place
    if now >= 0:
        writing.slot = writing.slots[now]
        if writing.slot.note_id == before.note_id:
            return False
        writing.open(writing.slot, writing.at)
    elif writing.slots:
        writing.open(writing.slots[min(place, len(writing.slots) - 1)])
    else:
        writing.slot, writing.entries, writing.visit = None, (), None
    return True


def show_changed(writing: Writing, before: Session) -> None:
    """Go to the form and field that differ from `before`; what is typed next is a change of its own."""
    found = walks.changed(before, writing.session, writing.slots, writing.slot)
    if found is not None:
        place, key = found
        slot = writing.slots[place]
        keys = [entry.key for entry in fields.entries(writing.session, slot.form, scribe=writing.walk.scribe)]
        writing.open(slot, keys.index(key) if key in keys else None)
    elif writing.slot is not None:
        writing.enter(writing.at)


def stays(writing: Writing, slot: Slot) -> bool:
    """Whether the form in hand is kept though no form like it is due: it is empty, or typed in."""
    session = writing.session
    if writing.saving.waiting(slot.note_id):
        return True
    note = session.note(slot.note_id)
    if note is not None and note.step != slot.step.id:
        return False  # it was moved
    typing = writing.visit is not None and writing.visit.touched
    if slot.form.chooses_first and not typing and fields.chosen(session, slot.form):
        return False
    return (
        session.step(slot.step.id) is not None
        and not slots.gone(session, slot)
        and not slots.lost(session, slot)
    )


def behind(writing: Writing, mine: str) -> bool:
    """Bring the field up to date where nothing was typed in it; whether its words are others now.

    `mine` is what stands in the editor.
    """
    entry, visit, slot = writing.entry, writing.visit, writing.slot
    if entry is None or visit is None or slot is None or writing.saving.waiting(slot.note_id):
        return False
    note = writing.session.note(slot.note_id)
    if visit.touched:
        visit.note = note or visit.note
        return False
    if writing.text(entry) == mine and (note is None) == (visit.note is None):
        visit.note = note
        return False
    writing.enter(writing.at)
    return writing.text(entry) != mine


def added_by_others(writing: Writing, mine: str) -> str:
    """What someone else wrote in the field while it was typed in: both texts were kept, theirs below ours."""
    entry, slot = writing.entry, writing.slot
    if entry is None or entry.field is None or slot is None or writing.saving.waiting(slot.note_id):
        return ""
    stored, kept = writing.stored(entry), fields.kept_as(mine)
    return stored[len(kept) :] if kept and stored.startswith(f"{kept}\n") else ""
