"""Where the facilitator is in the forms, and what the words being typed belong to. Knows no widget."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from itertools import count
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from facilitator.desk import Desk
from facilitator.screens import capture_following as following
from facilitator.screens import capture_form as fields
from facilitator.screens import capture_remarks as remarks
from facilitator.screens import capture_slot as slots
from facilitator.screens import capture_walk as walks
from facilitator.screens.capture_form import Entry
from facilitator.screens.capture_lookup import Item
from facilitator.screens.capture_saving import Draft, Saving, Visit, write_words
from facilitator.screens.capture_slot import Slot
from facilitator.screens.capture_walk import Walk
from sessions import forms
from sessions.answers import points, readable
from sessions.forms import Form
from sessions.model import Ref, Session, Shared


class Writing:
    """The form and the field being written in.

    `slots` are the forms in order, `slot` the one in hand (None where there is none), `entries` its fields, `at`
    the one being typed in. What was typed waits in `saving`; what was typed as a code and is none is kept here.
    """

    def __init__(self, desk: Desk, walk: Walk, saving: Saving) -> None:
        self.desk, self.walk, self.saving = desk, walk, saving
        self.slots: tuple[Slot, ...] = ()
        self.slot: Slot | None = None
        self.entries: tuple[Entry, ...] = ()
        self.at = 0
        self.visit: Visit | None = None
        self.unread_words: dict[tuple[str, str], str] = {}
        self._shared: dict[str, Shared] = {}
        self._written: dict[str, Slot] = {}
        self._visits = count(1)
        # The texts that we put into fields, by note and field: of the one in hand, and of those still being saved.
        self._ours: dict[tuple[str, str], set[str]] = {}
        # Visits of another screen, or another day, to the same field are changes of their own.
        self._token = secrets.token_hex(3)
        self.shape: object = None

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self.desk.session

    @property
    def today(self) -> date:
        """The day it is where the session is held."""
        return self.desk.now().astimezone(ZoneInfo(self.session.meta.zone)).date()

    @property
    def entry(self) -> Entry | None:
        """The field being typed in."""
        return self.entries[self.at] if self.slot is not None and self.entries else None

    @property
    def place(self) -> int:
        """Where the form in hand stands among the others."""
        return walks.place_of(self.slots, self.slot)

    # --- going about ---------------------------------------------------------------------------------------

    def begin(self, subject: str = "") -> None:
        """Take up the first form there is something to write in."""
        self.list_forms()
        if self.slots:
            start = walks.beginning(self.session, self.slots, subject=subject, typing_up=self.walk.typing_up)
            self.open(self.slots[start])

    def open(self, slot: Slot, at: int | None = None) -> None:
        """Take up a form, at this field or its first empty one."""
        self.slot = slot
        self.entries = fields.entries(self.session, slot.form, scribe=self.walk.scribe)
        empty = (number for number, entry in enumerate(self.entries) if not self.text(entry).strip())
        self.enter(next(empty, 0) if at is None else at % len(self.entries))
        self.list_forms()

    def enter(self, at: int) -> None:
        """Go into a field: whatever is typed there until it is left is one change."""
        self.at = at
        entry, slot = self.entries[at], self.slot
        assert slot is not None
        stored = fields.value(self.session, slot.form, slot.note_id, entry)
        place = (slot.note_id, entry.key)
        # While words of an earlier visit are still being saved, they are on their way into the field: ours too.
        ours = self._ours.get(place, set()) if self.saving.text(*place) is not None else set[str]()
        self._ours = {
            place: ours for place, ours in self._ours.items() if self.saving.text(*place) is not None
        }
        self._ours[place] = ours
        ours.add(fields.kept_as(stored))
        self.visit = Visit(
            slot=Slot(self._form(slot), slot.note_id),
            key=entry.key,
            id=f"{slot.note_id}:{entry.key}:{self._token}{next(self._visits)}",
            ours=ours,
            before=(stored, fields.taken(self.session, slot.form, slot.note_id, entry)),
            note=self.session.note(slot.note_id),
            kind=entry.field.kind if entry.field is not None else "text",
        )

    def onward(self) -> Slot | None:
        """Where to go on: to the next form in which nothing stands yet; from one that is written, after the last such
        form to the first. Where there is none left, and where the forms are only looked at, to the next one."""
        after, place = self.beside(1), self.place
        if self.slot is None or self.desk.read_only:
            return after
        there = walks.written(self.session, self.slots)
        empty = [
            at for at, slot in enumerate(self.slots) if not (there[at] or self.saving.waiting(slot.note_id))
        ]
        before = [] if place in empty else [at for at in empty if at < place]
        at = next((at for at in (*(at for at in empty if at > place), *before)), None)
        return self.slots[at] if at is not None else after

    def beside(self, by: int) -> Slot | None:
        """The form so many places on."""
        place = self.place + by
        return self.slots[place] if self.slot is not None and 0 <= place < len(self.slots) else None

    @property
    def chooses_first(self) -> bool:
        """Whether the form in hand asks what is worked on before anything else."""
        return self.slot is not None and self.slot.form.chooses_first

    def goes_on(self) -> Slot | None:
        """The form that is asked for what was chosen in this one, before that is on the disk; None for one that
        has more to ask, and while nothing is chosen."""
        slot = self.slot
        if slot is None or not slot.form.chooses_first or self.unread:
            return None
        draft = self.saving.drafts.get((slot.note_id, fields.CHOICE))
        session = draft.write(self.session) if draft is not None else self.session
        due = [one for one in forms.of_subject(session, slot.step, slot.subject) if one.about is not None]
        empty = (one for one in due if one.note is None)
        form = next(empty, due[0] if due else None)
        return self.walk.slot(form) if form is not None else None

    def another(self) -> Slot | None:
        """An empty form of the same person or group, behind this one; None while this one is empty itself."""
        slot = self.slot
        if slot is None or not slot.step.capture or slot.form.chooses_first or not self._anything(slot):
            return None
        return self.walk.another(slot)

    def list_forms(self) -> None:
        """List the forms anew, with the one in hand and those that are still being saved."""
        kept = [slot for slot in self._written.values() if self.saving.waiting(slot.note_id)]
        if self.slot is not None and following.stays(self, self.slot):
            kept.insert(0, self.slot)
        self.slots = self.walk.slots(self.session, kept)
        self.shape = self.walk.shape(self.session)

    # --- words ---------------------------------------------------------------------------------------------

    def text(self, entry: Entry) -> str:
        """What is in a field of the form in hand, saved or not; a date as it is said."""
        slot = self.slot
        if slot is None:
            return ""
        waiting = self.unread_words.get((slot.note_id, entry.key), self.saving.text(slot.note_id, entry.key))
        text = waiting if waiting is not None else self.stored(entry)
        return readable(entry.field.kind, text) if entry.field is not None else text

    def stored(self, entry: Entry) -> str:
        """What is in a field in the session."""
        slot = self.slot
        return fields.value(self.session, slot.form, slot.note_id, entry) if slot is not None else ""

    def typed(self, text: str) -> None:
        """Take the words of the field being typed in; they are saved at the next pause."""
        entry, slot, visit = self.entry, self.slot, self.visit
        if entry is None or slot is None or visit is None:
            return
        visit.touched = True
        if entry.field is not None:
            # A key that stands for a point is kept as that point at once: nobody could read it later.
            brief = bool(points(entry.field))
            kept = fields.in_full(self.session, entry, text, self.today) if brief else text
            self._put(entry, text, write_words(visit, kept, self.desk))
            return
        read = fields.understand(self.session, slot.form, slot.note_id, entry, text)
        if not read.fault or (read.items and not read.over):
            self.put_items(entry, read.items, text)
        if read.fault:
            self.unread_words[slot.note_id, entry.key] = text

    def put_items(self, entry: Entry, items: Sequence[Item], text: str) -> None:
        """Let the form cite these statements, or its subject work on these areas."""
        self._put_refs(entry, tuple(item.ref for item in items), text)

    def as_before(self, entry: Entry, visit: Visit) -> None:
        """Let what is cited or chosen in a field of the form in hand be what it was before a visit to it."""
        text, refs = visit.before
        # After the words that are waiting: a note that has neither words nor cites for a moment would be gone.
        self.saving.drafts.pop((visit.slot.note_id, entry.key), None)
        self._put_refs(entry, refs, text)

    def _put_refs(self, entry: Entry, refs: tuple[Ref, ...], text: str) -> None:
        slot = self.slot
        if slot is not None:
            self.unread_words.pop((slot.note_id, entry.key), None)
            write = fields.write_refs(self._form(slot), slot.note_id, entry, refs, self.desk.now())
            self._put(entry, text, write)

    def clear(self) -> bool:
        """Let go of all that is typed in the form in hand; whether there was a note, or words for one."""
        slot = self.slot
        if slot is None or not slot.step.capture:
            return False
        there = self._anything(slot)
        self.saving.forget(slot.note_id)
        for entry in self.entries:
            self.unread_words.pop((slot.note_id, entry.key), None)
        self.visit = None
        self.enter(self.at)
        return there

    @property
    def twice(self) -> str:
        """What to say of the words of the field in hand if they stand in another note of theirs already."""
        slot, entry = self.slot, self.entry
        if slot is None or entry is None:
            return ""
        return remarks.said_twice(self.session, slot.form, slot.note_id, entry, self.text(entry))

    @property
    def unread(self) -> bool:
        """Whether the field in hand holds what was typed as a code and is none."""
        slot, entry = self.slot, self.entry
        return slot is not None and entry is not None and (slot.note_id, entry.key) in self.unread_words

    def drop_unread(self) -> bool:
        """Let go of what was typed as a code in this field and is none; whether there was anything."""
        if self.slot is None or self.entry is None:
            return False
        return self.unread_words.pop((self.slot.note_id, self.entry.key), None) is not None

    def _put(self, entry: Entry, text: str, write: fields.Write) -> None:
        slot, visit = self.slot, self.visit
        assert slot is not None
        assert visit is not None
        self._written[slot.note_id] = visit.slot
        own = (
            visit.id
            if visit.key == entry.key
            else f"{slot.note_id}:{entry.key}:{self._token}{next(self._visits)}"
        )
        label = f"{entry.name}, {slots.whose(self.session, slot)[0]}"
        self.saving.put(slot.note_id, entry.key, Draft(text, label, write, own))

    def _anything(self, slot: Slot) -> bool:
        return walks.written(self.session, [slot])[0] or self.saving.waiting(slot.note_id)

    # --- who may see it ------------------------------------------------------------------------------------

    @property
    def shared(self) -> Shared | None:
        """Who may see the note in hand; None where there is none to see."""
        slot = self.slot
        if slot is None or not slot.step.capture:
            return None
        note = self.session.note(slot.note_id)
        return note.shared if note is not None else self._shared.get(slot.note_id, slot.step.shared)

    def share_from_now(self, shared: Shared) -> None:
        """Say who may see a note that is not begun yet."""
        if self.slot is not None:
            self._shared[self.slot.note_id] = shared
            self.enter(self.at)

    def _form(self, slot: Slot) -> Form:
        shared = self._shared.get(slot.note_id)
        return replace(slot.form, step=replace(slot.step, shared=shared)) if shared else slot.form
