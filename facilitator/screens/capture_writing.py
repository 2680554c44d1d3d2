"""Where the facilitator is in the forms, and what the words being typed belong to. Knows no widget."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from itertools import count
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from facilitator.desk import Desk
from facilitator.screens import capture_form as fields
from facilitator.screens import capture_walk as walks
from facilitator.screens.capture_form import Entry
from facilitator.screens.capture_lookup import Item
from facilitator.screens.capture_saving import Draft, Saving, Visit, both, write_words
from facilitator.screens.capture_walk import Slot, Walk
from sessions.answers import readable
from sessions.forms import Form
from sessions.model import Session, Shared
from sessions.rounds import in_force


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
        self._unread: dict[tuple[str, str], str] = {}
        self._shared: dict[str, Shared] = {}
        self._written: dict[str, Slot] = {}
        self._visits = count(1)
        # Visits of another screen, or another day, to the same field are changes of their own.
        self._token = secrets.token_hex(3)
        self._shape: object = None

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
        self._list()
        if self.slots:
            start = walks.beginning(self.session, self.slots, subject=subject, typing_up=self.walk.typing_up)
            self.open(self.slots[start])

    def open(self, slot: Slot, at: int | None = None) -> None:
        """Take up a form, at this field or its first empty one."""
        self.slot = slot
        self.entries = fields.entries(self.session, slot.form, scribe=self.walk.scribe)
        empty = (number for number, entry in enumerate(self.entries) if not self.text(entry).strip())
        self.enter(next(empty, 0) if at is None else at % len(self.entries))
        self._list()

    def enter(self, at: int) -> None:
        """Go into a field: whatever is typed there until it is left is one change."""
        self.at = at
        entry, slot = self.entries[at], self.slot
        assert slot is not None
        stored = fields.value(self.session, slot.form, slot.note_id, entry)
        self.visit = Visit(
            slot=Slot(self._form(slot), slot.note_id),
            key=entry.key,
            id=f"{slot.note_id}:{entry.key}:{self._token}{next(self._visits)}",
            ours={fields.kept_as(stored)},
            note=self.session.note(slot.note_id),
        )

    def beside(self, by: int) -> Slot | None:
        """The form so many places on."""
        place = self.place + by
        return self.slots[place] if self.slot is not None and 0 <= place < len(self.slots) else None

    def another(self) -> Slot | None:
        """An empty form of the same person or group, behind this one; None while this one is empty itself."""
        if self.slot is None or not self.slot.step.capture or not self._anything(self.slot):
            return None
        return self.walk.another(self.slot)

    def show_changed(self, before: Session) -> None:
        """Go to the form and field that differ from `before`; what is typed next is a change of its own."""
        found = walks.changed(before, self.session, self.slots, self.slot)
        if found is not None:
            place, key = found
            slot = self.slots[place]
            keys = [entry.key for entry in fields.entries(self.session, slot.form, scribe=self.walk.scribe)]
            self.open(slot, keys.index(key) if key in keys else None)
        elif self.slot is not None:
            self.enter(self.at)

    def follow(self) -> bool:
        """Take in what the session has become; whether the form in hand is another one now."""
        shape = self.walk.shape(self.session)
        if shape == self._shape:
            return False
        before, place = self.slot, max(self.place, 0)
        self._list()
        if before is None:
            self.begin()
            return self.slot is not None
        now = self.place
        if now >= 0:
            self.slot = self.slots[now]
            if self.slot.note_id == before.note_id:
                return False
            self.open(self.slot, self.at)
        elif self.slots:
            self.open(self.slots[min(place, len(self.slots) - 1)])
        else:
            self.slot, self.entries, self.visit = None, (), None
        return True

    def _list(self) -> None:
        kept = [slot for slot in self._written.values() if self.saving.waiting(slot.note_id)]
        if self.slot is not None and self._stays(self.slot):
            kept.insert(0, self.slot)
        self.slots = self.walk.slots(self.session, kept)
        self._shape = self.walk.shape(self.session)

    def _stays(self, slot: Slot) -> bool:
        """Whether the form in hand is kept though no form like it is due: it is empty, or typed in."""
        if self.saving.waiting(slot.note_id):
            return True
        return (
            self.session.step(slot.step.id) is not None
            and not walks.gone(self.session, slot)
            and not self._lost(slot)
        )

    def _lost(self, slot: Slot) -> bool:
        """Whether a form's pair is no more, nor any note of it."""
        if slot.subject.kind != "group" or self.session.note(slot.note_id) is not None:
            return False
        return all(slot.subject.group != group.id for made in in_force(self.session) for group in made.groups)

    # --- words ---------------------------------------------------------------------------------------------

    def text(self, entry: Entry) -> str:
        """What is in a field of the form in hand, saved or not; a date as it is said."""
        slot = self.slot
        if slot is None:
            return ""
        waiting = self._unread.get((slot.note_id, entry.key), self.saving.text(slot.note_id, entry.key))
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
            self._put(entry, text, write_words(visit, text, self.desk))
            return
        read = fields.understand(self.session, slot.form, slot.note_id, entry, text)
        if read.fault:
            self._unread[slot.note_id, entry.key] = text
        else:
            self.put_items(entry, read.items, text)

    def put_items(self, entry: Entry, items: Sequence[Item], text: str) -> None:
        """Let the form cite these statements, or its subject work on these areas."""
        slot = self.slot
        if slot is None:
            return
        self._unread.pop((slot.note_id, entry.key), None)
        self._put(
            entry, text, fields.write_items(self._form(slot), slot.note_id, entry, items, self.desk.now())
        )

    def finish(self) -> str:
        """Leave the field: write a beginning out in full, and lose nothing that was typed as a code and is none.
        What to say about that, or ""."""
        entry, slot = self.entry, self.slot
        if entry is None or slot is None or self.visit is None or not self.visit.touched:
            return ""
        unread = self._unread.get((slot.note_id, entry.key), "").strip()
        if unread:
            # One word is a slip in a code, and stays to be corrected; several are what somebody said.
            return self._move(entry, slot, unread) if " " in unread else ""
        text = self.text(entry)
        whole = fields.in_full(self.session, entry, text, self.today)
        if whole != text:
            self.typed(whole)
        return ""

    def _move(self, entry: Entry, slot: Slot, text: str) -> str:
        """Put sentences that were typed where a code is asked for into the first field that takes sentences; a
        code before them is taken as one."""
        home = next((number for number, one in enumerate(self.entries) if one.long), None)
        if home is None:
            return f"“{text}” is no {entry.name.casefold()}: nothing is chosen yet."
        del self._unread[slot.note_id, entry.key]
        code, _, words = text.partition(" ")
        read = fields.understand(self.session, slot.form, slot.note_id, entry, code.rstrip(",:;."))
        if read.items and not read.fault and words:
            self.put_items(entry, read.items, code)
            text = words.strip()
        at = self.at
        self.enter(home)
        self.typed(both(self.text(self.entries[home]), text))
        self.enter(at)
        return f"“{text}” is no {entry.name.casefold()}: it stands under {self.entries[home].name} now."

    def behind(self, mine: str) -> bool:
        """Bring the field up to date where nothing was typed in it; whether its words are others now.

        `mine` is what stands in the editor.
        """
        entry, visit, slot = self.entry, self.visit, self.slot
        if entry is None or visit is None or slot is None or self.saving.waiting(slot.note_id):
            return False
        note = self.session.note(slot.note_id)
        if visit.touched:
            visit.note = note or visit.note
            return False
        if self.text(entry) == mine and (note is None) == (visit.note is None):
            visit.note = note
            return False
        self.enter(self.at)
        return self.text(entry) != mine

    def added_by_others(self, mine: str) -> str:
        """What someone else wrote in the field while it was typed in: both texts were kept, theirs below ours."""
        entry, slot = self.entry, self.slot
        if entry is None or entry.field is None or slot is None or self.saving.waiting(slot.note_id):
            return ""
        stored, kept = self.stored(entry), fields.kept_as(mine)
        return stored[len(kept) :] if kept and stored.startswith(f"{kept}\n") else ""

    def clear(self) -> bool:
        """Let go of all that is typed in the form in hand; whether there was a note, or words for one."""
        slot = self.slot
        if slot is None or not slot.step.capture:
            return False
        there = self._anything(slot)
        self.saving.forget(slot.note_id)
        for entry in self.entries:
            self._unread.pop((slot.note_id, entry.key), None)
        self.visit = None
        self.enter(self.at)
        return there

    @property
    def unread(self) -> bool:
        """Whether the field in hand holds what was typed as a code and is none."""
        slot, entry = self.slot, self.entry
        return slot is not None and entry is not None and (slot.note_id, entry.key) in self._unread

    def drop_unread(self) -> bool:
        """Let go of what was typed as a code in this field and is none; whether there was anything."""
        if self.slot is None or self.entry is None:
            return False
        return self._unread.pop((self.slot.note_id, self.entry.key), None) is not None

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
        label = f"{entry.name}, {walks.whose(self.session, slot)[0]}"
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
