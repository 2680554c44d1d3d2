"""Leaving a field: what was begun is written out in full, and what was typed as a code and is none is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.screens import capture_form as fields
from facilitator.screens import capture_lookup as lookup
from facilitator.screens import capture_remarks as remarks
from facilitator.screens.capture_form import Entry
from facilitator.screens.capture_saving import both
from facilitator.screens.capture_slot import Slot

if TYPE_CHECKING:
    from facilitator.screens.capture_writing import Writing


def finish(writing: Writing) -> str:
    """Leave the field: write a beginning out in full, and lose nothing that was typed as a code and is none.
    What to say about that, or ""."""
    entry, slot = writing.entry, writing.slot
    if entry is None or slot is None or writing.visit is None or not writing.visit.touched:
        return ""
    unread = writing.unread_words.get((slot.note_id, entry.key), "").strip()
    if unread:
        read = fields.understand(writing.session, slot.form, slot.note_id, entry, unread)
        # One word is a slip in a code, and stays to be corrected; several are what somebody said.
        if any(fields.is_said(part) for part in read.missed) or (read.over and " " in unread):
            return _move(writing, entry, slot, unread)
        return f"{remarks.taken_words(entry, read)} {read.fault}" if read.items and not read.over else ""
    text = writing.text(entry)
    whole = fields.in_full(writing.session, entry, text, writing.today)
    if whole != text:
        writing.typed(whole)
    return ""


def _move(writing: Writing, entry: Entry, slot: Slot, text: str) -> str:
    """Put sentences that were typed where a code is asked for into the first field that takes sentences; a code
    before them is taken as one."""
    session = writing.session
    home = next((number for number, one in enumerate(writing.entries) if one.long), None)
    if home is None:
        return remarks.not_taken(session, slot.form, slot.note_id, entry, text)
    code, _, words = text.partition(" ")
    coded = lookup.by_code(code.rstrip(",:;."), entry.items)
    if coded and words:
        writing.put_items(entry, coded, code)
        text = words.strip()
    at, visit = writing.at, writing.visit
    writing.enter(home)
    writing.typed(both(writing.text(writing.entries[home]), text))
    if not (coded and words) and visit is not None:
        # How the sentence began may have been understood as words of a statement.
        writing.as_before(entry, visit)
    writing.enter(at)
    return f"“{text}” is no {entry.name.casefold()}: it stands under {writing.entries[home].name} now."
