"""Capture: writing down what people say, form by form, and typing up what they wrote on paper."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import Footer, Static

from facilitator.commands import bindings, commands_of
from facilitator.desk import Desk
from facilitator.dialogs.ask import Confirm, Pick
from facilitator.screens import capture_form as fields
from facilitator.screens import capture_walk as walks
from facilitator.screens.base import DeskScreen
from facilitator.screens.capture_form import CHOICE, CITES, Entry
from facilitator.screens.capture_saving import Saving
from facilitator.screens.capture_sheet import nothing_sheet, scribe_sheet, sheet
from facilitator.screens.capture_walk import Walk
from facilitator.screens.capture_writing import Writing
from facilitator.widgets.capture_view import CaptureView, Resting, side_list
from sessions import forms, notes
from sessions.errors import FacilitatorError
from sessions.model import Ref, Session

# How often we look whether it is time to save, and (every fifth time) whether someone else wrote, in seconds.
_TICK, _LOOK_EVERY = 0.1, 5
# What the scribe may do before the room; the rest shows names, or other people's words.
_SCRIBE = {"next_form", "previous_form", "another", "cite", "save", "leave", "stage", "console", "undo", "redo"}
_WRITING = {"another", "cite", "share", "remove", "undo", "redo"}
_ACTIONS = {command.action.partition("(")[0] for command in commands_of("capture")} | {"undo", "redo"}
_STAGE_KEYS = {"live.stage", "live.console"}


class CaptureScreen(DeskScreen[None]):
    """The forms that are due at a step, one after the other; typing up, those of the whole session.

    `subject` is the id of the person, group or school to begin with. The scribe is what is opened from the stage:
    only the line being typed.
    """

    CSS_PATH = "capture.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("capture"),
        *bindings("live", without=[one.id for one in commands_of("live") if one.id not in _STAGE_KEYS]),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]
    places = ("capture",)

    def __init__(
        self, desk: Desk, *, step: str = "", typing_up: bool = False, scribe: bool = False, subject: str = ""
    ) -> None:
        super().__init__(desk)
        self.before_the_room = scribe
        self._walk = Walk(step=step or desk.session.progress.step, typing_up=typing_up, scribe=scribe)
        self._subject = subject
        self._saving = Saving(desk, self._tell)
        self._writing = Writing(desk, self._walk, self._saving)
        # The editor's words as they were last taken over, so that nothing is taken twice.
        self._taken = ""
        self._listed: object = None
        self._ticks = 0
        self._saved_once = False

    def compose(self) -> ComposeResult:
        with Horizontal(id="page"):
            yield CaptureView(turned=self._turn, typed=self._take)
            yield Static("", id="list")
        if not self._walk.scribe:
            yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin, and look after what is typed and what others write."""
        self.set_class(self._walk.scribe, "-scribe")
        self._view.edit.read_only = bool(self.desk.read_only)
        self._writing.begin(self._subject)
        self._show_field()
        self.set_interval(_TICK, self._tick)
        step = self.desk.session.step(self._walk.step)
        if not self._walk.typing_up and not self._walk.scribe and (step is None or not forms.has_forms(step)):
            self._ask_for_step()

    async def on_unmount(self) -> None:
        """Whatever ends the screen (quitting, the terminal closing), the last words are saved."""
        self._take()
        if not await self._saving.save() and not self.app.is_running:
            words = "\n".join(draft.text for draft in self._saving.drafts.values())
            said = f"NOT SAVED: {self._saving.fault}\nThese words are in no file:\n{words}"
            self.app.exit(return_code=1, message=said.replace("[", "\\["))

    def on_resize(self, _event: Resize) -> None:
        """Text is set for the room there is."""
        self.call_after_refresh(self._paint)

    @property
    def _view(self) -> CaptureView:
        return self.query_one(CaptureView)

    # --- the field being typed in ----------------------------------------------------------------------------

    def _take(self) -> None:
        """Take over what the editor holds. At every key: as little as can be."""
        edit = self._view.edit
        text = edit.text
        if text == self._taken or self._writing.entry is None:
            return
        self._taken = text
        self._writing.typed(text)
        self._remark()

    def _remark(self) -> None:
        """While it is typed: which statement or area is meant. Other fields are looked at when they are left."""
        entry, slot = self._writing.entry, self._writing.slot
        if entry is None or slot is None or self._walk.scribe:
            return
        if entry.field is None:
            said = fields.remark(
                self.desk.session, slot.form, slot.note_id, entry, self._taken, self._writing.today
            )
            self._view.remark(said.text, said.wrong)
        elif self._view.remarked:
            self._view.remark("", False)

    def _leave_field(self) -> None:
        """Save at once."""
        self._take()
        self._writing.finish()
        self._save_soon()

    def _turn(self, by: int) -> None:
        """To the next field or the one before; from the last one to the next form."""
        at = self._writing.at + by
        if self._writing.slot is None:
            return
        if 0 <= at < len(self._writing.entries):
            self._leave_field()
            self._writing.enter(at)
            self._show_field()
        else:
            self._go(by, -1 if by < 0 else None)

    def _go(self, by: int, at: int | None = None) -> None:
        """To another form."""
        self._leave_field()
        slot = self._writing.beside(by)
        if slot is None:
            self._paint()
            if self._writing.slot is not None:
                self.facilitator.say("That was the last form." if by > 0 else "This is the first form.")
            return
        self._writing.open(slot, at)
        self._show_field()

    def _show_field(self) -> None:
        """Put the field in hand into the editor."""
        entry = self._writing.entry
        if entry is not None:
            self._taken = self._writing.text(entry)
            self._view.edit.show(self._taken, lines=entry.lines)
            self._view.edit.set_class(entry.long, "-long")
        self._paint()
        if entry is not None and not self._view.edit.has_focus:
            self._view.edit.focus()

    async def _settled(self) -> None:
        """Wait until every key pressed so far is in the editor: a page key must not overtake the words before it."""
        edit = self._view.edit
        through = asyncio.Event()
        if edit.is_running and edit.call_later(through.set):
            await through.wait()
        self._take()

    # --- painting --------------------------------------------------------------------------------------------

    def render_session(self) -> None:
        """Show the session as it is now, without touching the words being typed."""
        if not self.is_mounted or not self.is_running:
            return
        if self._writing.follow():
            self._show_field()
            return
        self._refill()
        self._paint()

    def _refill(self) -> None:
        """Bring the field in hand up to date, where that takes nothing away from whoever types in it."""
        entry, visit, slot = self._writing.entry, self._writing.visit, self._writing.slot
        if entry is None or visit is None or slot is None or self._saving.waiting(slot.note_id):
            return
        stored, mine = self._writing.stored(entry), fields.kept_as(self._taken)
        visit.note = self.desk.session.note(slot.note_id) or (visit.note if visit.touched else None)
        if stored == mine or entry.field is None and visit.touched:
            return
        if not visit.touched:
            self._writing.enter(self._writing.at)
            self._show_field()
        elif mine and stored.startswith(f"{mine}\n"):
            # Someone else wrote in this field too, and both texts were kept: theirs goes below ours.
            edit = self._view.edit
            edit.insert(stored[len(mine) :], edit.document.end, maintain_selection_offset=True)

    def _paint(self) -> None:
        writing, session = self._writing, self.desk.session
        slot, entry = writing.slot, writing.entry
        if slot is None or entry is None:
            self._view.paint(nothing_sheet(session, self._walk))
        elif self._walk.scribe:
            self._view.paint(scribe_sheet(session, writing.slots, slot, entry))
        else:
            self._view.paint(
                sheet(
                    session, self._walk, writing.slots, slot, writing.entries, writing.at, self._said_in, writing.today
                )
            )
        self._tell()
        self._paint_list()

    def _said_in(self, entry: Entry) -> str:
        return self._writing.text(entry)

    def _paint_list(self) -> None:
        place = self.query_one("#list", Static)
        if not place.display or not place.size.width or self._walk.scribe:
            return
        rows = walks.rows(self.desk.session, self._writing.slots)
        shown = (rows, self._writing.place, place.size)
        if shown != self._listed:
            self._listed = shown
            title = "Sheets" if self._walk.typing_up else "Forms"
            words = side_list(title, rows, self._writing.place, place.size.width, place.size.height)
            place.update(words if self._writing.slots else Content(""), layout=False)

    def _tell(self) -> None:
        """Say, truthfully, whether all is saved."""
        if not self.is_running:
            return
        state = self._saving.state
        self._saved_once = self._saved_once or state == "saving"
        words = {"saving": "saving…", "saved": "saved" if self._saved_once else ""}.get(state, "")
        if state == "failed":
            why = "" if self._walk.scribe else f": {self._saving.fault}"
            words = f"NOT SAVED{why.rstrip('.')}. Your words are still here."
        elif self.desk.read_only:
            words = f"For looking only. {self.desk.read_only}"
        shared = self._writing.shared
        sees = fields.WHO_SEES[shared] if shared is not None and not self._walk.scribe else ""
        failed = state == "failed"
        self._view.state("" if self._walk.scribe and not failed else words, sees, failed=failed)

    # --- saving ----------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        """Save after a pause, and look whether someone else wrote."""
        if self._saving.due():
            self._save_soon()
        self._ticks += 1
        if self._ticks % _LOOK_EVERY == 0:
            before = self.desk.session
            try:
                self.desk.refresh()
            except FacilitatorError as error:
                if self._ticks % (_LOOK_EVERY * 20) == 0:
                    self.facilitator.say(str(error), error=True)
                return
            if self.desk.session is not before or self._writing.stale:
                self.render_session()

    def _save_soon(self) -> None:
        if self._saving.drafts:
            self.run_worker(self._save(), group="saving", exit_on_error=True)

    async def _save(self) -> bool:
        done = await self._saving.save()
        self.render_session()
        return done
