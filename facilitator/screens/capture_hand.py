"""The hand that writes: takes the editor's words over, and goes from field to field and from form to form."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from facilitator.screens import capture_beside as beside
from facilitator.screens import capture_ending as ending
from facilitator.screens import capture_following as following
from facilitator.screens import capture_remarks as remarks
from facilitator.screens import capture_walk as walks
from facilitator.screens.capture_saving import Saving
from facilitator.screens.capture_writing import Writing
from facilitator.widgets.capture_view import CaptureView


class Hand:
    """Between the editor in `view` and what its words belong to.

    `paint` shows the form again, `save` begins to save, `say` tells the facilitator something.
    """

    def __init__(
        self,
        writing: Writing,
        saving: Saving,
        *,
        paint: Callable[[], None],
        save: Callable[[], None],
        say: Callable[[str], None],
    ) -> None:
        # Kept here: a screen that ends has lost its widgets by the time the last words are saved.
        self.view = CaptureView(turned=self.turn, typed=self.take)
        self._writing, self._saving = writing, saving
        self._paint, self._save, self._say = paint, save, say
        # The editor's words as they were last taken over.
        self.taken = ""

    def take(self) -> None:
        """Take over what the editor holds. It is called at every key and does as little as can be."""
        text, writing = self.view.edit.text, self._writing
        entry, slot = writing.entry, writing.slot
        if text == self.taken or entry is None or slot is None:
            return
        self.taken = text
        writing.typed(text)
        # While it is typed it is said what a code means, and what there is to answer with; other fields are looked
        # at when they are left.
        if writing.walk.scribe:
            return
        aid = beside.aid(writing.session, slot, entry, text, writing.today)
        if aid is not None:
            self.view.aid(aid)
        elif entry.field is None:
            said = remarks.remark(writing.session, slot.form, slot.note_id, entry, text, writing.today)
            self.view.remark(said.text, said.wrong)
        elif twice := writing.twice:
            self.view.remark(twice, False)
        elif self.view.remarked and entry.field.kind != "objective":
            # What an objective is close to is looked at again at the next pause.
            self.view.remark("", False)

    async def settled(self) -> None:
        """Wait until every key pressed so far is in the editor: a page key must not overtake the words before it."""
        through = asyncio.Event()
        if self.view.edit.is_running and self.view.edit.call_later(through.set):
            await through.wait()
        self.take()

    def turn(self, by: int) -> None:
        """To the next field or the one before; from the last one to the next form."""
        at = self._writing.at + by
        if 0 <= at < len(self._writing.entries):
            self.to_field(at)
        elif by > 0 and self._writing.unread and self._writing.chooses_first:
            # All else depends on it: it is corrected first.
            self.leave_field()
            self.show()
        else:
            self.go(by, -1 if by < 0 else None)

    def to_field(self, at: int) -> None:
        """To another field of the form."""
        self.leave_field()
        self._writing.enter(at)
        self.show()

    def go(self, by: int, at: int | None = None) -> None:
        """To the next form that nothing stands in yet, or back to the one before, at this field or its first empty
        one."""
        self.leave_field()
        writing = self._writing
        slot = (writing.goes_on() or writing.onward()) if by > 0 else writing.beside(-1)
        if slot is not None:
            if by > 0 and walks.place_of(writing.slots, slot) < writing.place:
                self._say("Back to the first that has not been heard.")
            writing.open(slot, at)
        elif writing.slot is not None:
            writing.enter(writing.at)
            self._say("That was the last form." if by > 0 else "This is the first form.")
        self.show()

    def go_to(self, place: int) -> None:
        """To the form at this place."""
        self.leave_field()
        if 0 <= place < len(self._writing.slots):
            self._writing.open(self._writing.slots[place])
        self.show()

    def leave_field(self) -> None:
        """Save at once."""
        self.take()
        self.finish()
        self._saving.rest()
        self._save()

    def finish(self) -> bool:
        """End the words of the field in hand, and say where they went if not there; whether anything was said."""
        said = ending.finish(self._writing)
        if said:
            self._say(said)
        return bool(said)

    def show(self) -> None:
        """Put the field in hand into the editor."""
        entry, edit = self._writing.entry, self.view.edit
        if entry is not None:
            self.taken = self._writing.text(entry)
            edit.show(self.taken, lines=entry.lines, whole=entry.anew)
            edit.set_class(entry.long, "-long")
        self._paint()
        if entry is not None and not edit.has_focus:
            edit.focus()

    def follow(self) -> None:
        """Show what the session has become, and leave the words being typed alone."""
        writing, edit = self._writing, self.view.edit
        if following.follow(writing) or following.behind(writing, self.taken):
            self.show()
            return
        theirs = following.added_by_others(writing, self.taken)
        if theirs:
            place = edit.cursor_location
            edit.insert(theirs, edit.document.end)
            edit.move_cursor(place)
        self._paint()
