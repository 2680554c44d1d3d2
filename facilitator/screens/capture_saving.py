"""Saving what is typed: after every pause, in order, and said to be saved only once it is on the disk.

What is not there yet stays here, not in a widget, so that words outlive the field, the form and the screen they
were typed in.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from facilitator.desk import Desk
from facilitator.screens.capture_form import Write, kept_as
from facilitator.screens.capture_slot import Slot, gone
from sessions import notes
from sessions.errors import FacilitatorError
from sessions.model import Kind, Note, Ref, Session

# Seconds. A pause in typing is saved after so long; one who never pauses is saved every so often; after a save
# that failed it is tried again. The promise is half a second (the product's rule).
PAUSE, AT_LEAST_EVERY, AGAIN = 0.3, 2.0, 3.0

State = Literal["saved", "saving", "failed"]


@dataclass
class Visit:
    """One stay in a field: all its saves are undone as one. `ours` are the texts that we know or put there, `note`
    is the note as we last knew it; `kind` is what the field is where the step does not ask for it. `before` is what the
    field had when it began: its words, and what was cited or chosen there."""

    slot: Slot
    key: str
    id: str
    ours: set[str]
    note: Note | None
    kind: Kind = "text"
    before: tuple[str, tuple[Ref, ...]] = ("", ())
    touched: bool = False


@dataclass(frozen=True)
class Draft:
    """Words that are not on the disk yet, and the change that puts them there."""

    text: str
    label: str
    write: Write
    visit: str


@dataclass
class Saving:
    """The words that wait to be saved, by note and field. `told` is called when the state is another one."""

    desk: Desk
    told: Callable[[], None]
    drafts: dict[tuple[str, str], Draft] = field(default_factory=dict)
    fault: str = ""
    any_saved: bool = False
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _typed: float = 0.0
    _since: float = 0.0
    _tried: float = 0.0
    _busy: bool = False

    @property
    def state(self) -> State:
        """Whether everything that was typed is on the disk; said at a pause, not between two keys."""
        if self.fault and self.drafts:
            return "failed"
        typing = time.monotonic() - self._typed < PAUSE
        return "saving" if self.drafts or self._busy or typing else "saved"

    def rest(self) -> None:
        """The field is left: there is no further key to wait for."""
        self._typed = 0.0

    def put(self, note_id: str, key: str, draft: Draft) -> None:
        """Take words to be saved at the next pause, in place of earlier ones of the same field."""
        was = self.state
        self._typed = time.monotonic()
        if not self.drafts:
            self._since = self._typed
        self.drafts[note_id, key] = draft
        if was == "saved":
            self.told()

    def text(self, note_id: str, key: str) -> str | None:
        """The words of a field that wait to be saved."""
        draft = self.drafts.get((note_id, key))
        return draft.text if draft is not None else None

    def waiting(self, note_id: str) -> bool:
        """Whether words of this note wait to be saved."""
        return any(key[0] == note_id for key in self.drafts)

    def forget(self, note_id: str) -> None:
        """Let words go that nobody wants any more: their note was taken away."""
        for key in [key for key in self.drafts if key[0] == note_id]:
            del self.drafts[key]

    def due(self) -> bool:
        """Whether it is time to save."""
        if not self.drafts or self._busy:
            return False
        now = time.monotonic()
        if self.fault:
            return now - self._tried >= AGAIN
        return now - self._typed >= PAUSE or now - self._since >= AT_LEAST_EVERY

    async def save(self) -> bool:
        """Put everything that waits onto the disk; whether it is there. What fails stays, and `fault` says why."""
        async with self._lock:
            self._busy = True
            try:
                while self.drafts:
                    place, draft = next(iter(self.drafts.items()))
                    await self._write(draft)
                    self.any_saved = True
                    if self.drafts.get(place) is draft:
                        del self.drafts[place]
                self.fault = ""
            except FacilitatorError as error:
                self.fault = str(error)
            finally:
                self._busy = False
                self._tried = self._since = time.monotonic()
                self.told()
            return not self.drafts

    async def _write(self, draft: Draft) -> None:
        try:
            await self.desk.change(draft.label, draft.write, visit=draft.visit)
        except RuntimeError:
            # The desk was closed before us, while the app was ending; its writer has finished by now.
            self.desk.store.change(self.desk.id, draft.label, draft.write, visit=draft.visit)


def write_words(visit: Visit, text: str, desk: Desk) -> Write:
    """The change that puts a field's words into its note, and loses nobody's.

    A note that was deleted elsewhere while it was typed in comes back as we last knew it. Where someone else wrote
    in the same field meanwhile, both texts are kept.
    """
    slot, note_id, key = visit.slot, visit.slot.note_id, visit.key

    def write(session: Session) -> Session:
        why = gone(session, slot)
        if why:
            raise FacilitatorError(f"{why}.")
        note = session.note(note_id)
        if note is None and visit.note is not None and text.strip():
            session, note = notes.put(session, visit.note), visit.note
        there = note.fields.get(key, "") if note is not None else ""
        mine = kept_as(text)
        words = mine if there in visit.ours or there == mine else both(mine, there)
        visit.ours.update((mine, words))
        return notes.put_field(session, slot.form, note_id, key, words, desk.now(), visit.kind)

    return write


def both(mine: str, theirs: str) -> str:
    """Two texts for one field, ours first."""
    return "\n".join(part for part in (mine, theirs) if part)
