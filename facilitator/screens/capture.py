"""Capture: writing down what people say, form by form, and typing up what they wrote on paper."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Resize

from facilitator.commands import bindings
from facilitator.desk import Desk
from facilitator.screens import capture_asking as asking
from facilitator.screens import capture_following as following
from facilitator.screens import capture_given as given
from facilitator.screens import capture_note as in_hand
from facilitator.screens import capture_sheet as sheets
from facilitator.screens.capture_beside import Beside, with_all_prepared
from facilitator.screens.capture_hand import Hand
from facilitator.screens.capture_walk import Walk
from facilitator.screens.capture_writing import Writing
from facilitator.screens.writing_screen import WritingScreen
from facilitator.widgets.capture_list import SideList
from facilitator.widgets.capture_view import Resting
from facilitator.widgets.footer import Footer

# What would show the room more than the line being typed.
_NOT_BEFORE_THE_ROOM = {"share", "remove", "move", "go_to"}
_WRITING = {"another", "cite", "share", "remove", "move", "undo", "redo"}


class CaptureScreen(WritingScreen):
    """The forms that are due at a step, one after the other; typing up, those of the whole session.

    `subject` is the id of the person, group or school to begin with. The scribe is what is opened from the stage:
    only the line being typed.
    """

    CSS_PATH = "capture.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("capture"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]
    places = ("capture",)

    def __init__(
        self, desk: Desk, *, step: str = "", typing_up: bool = False, scribe: bool = False, subject: str = ""
    ) -> None:
        super().__init__(desk, scribe=scribe)
        self.walk = Walk(step=step or desk.session.progress.step, typing_up=typing_up, scribe=scribe)
        self._subject, self._opened_at = subject, self.walk.step
        self.writing = Writing(desk, self.walk, self.saving)
        self.hand = Hand(self.writing, self.saving, paint=self._paint, save=self.save_soon, say=self._say)
        self._beside = Beside()
        self._list = SideList()

    def compose(self) -> ComposeResult:
        if not self.walk.typing_up:
            yield from self.time_left()
        with Horizontal(id="page"):
            yield self.hand.view
            yield self._list
        if not self.scribe:
            yield Footer()

    def on_mount(self) -> None:
        """Begin with the first form there is something to write in."""
        self.hand.view.edit.read_only = bool(self.desk.read_only)
        self.seen = self.desk.session
        self.writing.begin(self._subject)
        self.hand.show()
        self._compare()
        if not (self.walk.typing_up or self.scribe):
            asking.ask_for_step(self.app, self.writing, self._at_step)

    @property
    def form_in_hand(self) -> tuple[str, str] | None:
        """Whose form is being written in; before the room none, where this key ends the line."""
        slot = self.writing.slot
        return (self._opened_at, slot.subject.id) if slot is not None and not self.scribe else None

    def _compare(self) -> None:
        """Have objectives compared with every framework there is once those are read, till then with the session's."""
        if not self.scribe and asking.asks_for_objectives(self.writing):
            self.run_worker(self._read_library(), exit_on_error=False)

    async def _read_library(self) -> None:
        self._beside.frameworks = await asyncio.to_thread(with_all_prepared, self.facilitator.frameworks)
        self._paint()

    def on_resize(self, _event: Resize) -> None:
        """Text is set for the room there is."""
        self.call_after_refresh(self._paint)

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Nothing before the room but the line; nothing is written where it is only looked at."""
        if action == "examples" and not self.hand.view.examples.more:
            return False
        if self.scribe and action in _NOT_BEFORE_THE_ROOM:
            return False
        return not (self.desk.read_only and action in _WRITING)

    @on(Resting.Clicked)
    async def clicked(self, event: Resting.Clicked) -> None:
        """Go to the field that was clicked."""
        await self.settled()
        if event.at < len(self.writing.entries):
            self.hand.to_field(event.at)

    @on(SideList.Clicked)
    async def clicked_beside(self, event: SideList.Clicked) -> None:
        """Go to the form of whom was clicked."""
        await self.settled()
        self.hand.go_to(event.place)

    # --- painting ------------------------------------------------------------------------------------------

    def render_session(self) -> None:
        """Show the session as it is now, and leave the words being typed alone."""
        if not self.is_mounted or not self.is_running:
            return
        self.seen = self.desk.session
        self.hand.follow()

    def _paint(self) -> None:
        writing = self.writing
        self.hand.view.paint(sheets.page(writing, self._beside))
        self.tell()
        if not self.scribe:
            typing_up = self.walk.typing_up
            rows = given.rows(self.desk.session, writing.slots, typing_up=typing_up)
            heard = given.heard(rows, typing_up=typing_up)
            self._list.put("Sheets" if typing_up else "Forms", heard, rows, writing.place)

    async def settled(self) -> None:
        """Wait until every key pressed so far is in the field."""
        await self.hand.settled()

    def finish(self) -> None:
        """End the words of the field in hand."""
        self.hand.take()
        self.hand.finish()

    def _say(self, words: str) -> None:
        self.facilitator.say(words)

    def tell(self) -> None:
        """Say, truthfully, whether all is saved, and who may see it."""
        if self.is_mounted and self.is_running:
            words, failed = sheets.state_words(self.saving, self.writing, self.desk.read_only)
            self.hand.view.state(words, sheets.who_sees(self.writing), failed=failed)

    # --- commands ------------------------------------------------------------------------------------------

    async def action_next_form(self) -> None:
        """The next form."""
        await self.settled()
        self.hand.go(1)

    async def action_previous_form(self) -> None:
        """The form before."""
        await self.settled()
        self.hand.go(-1)

    async def action_another(self) -> None:
        """Another note from the same person or group."""
        await self.settled()
        slot = self.writing.another()
        if slot is None:
            self.facilitator.say("This form is still empty: write in it first.")
            return
        self.hand.leave_field()
        self.writing.open(slot, 0)
        self.hand.show()

    def action_examples(self) -> None:
        """The next of the examples."""
        self.hand.view.turn_examples()

    async def action_cite(self) -> None:
        """Find a statement to cite, or an area to choose."""
        await self.settled()
        if self.hand.finish():
            self.writing.enter(self.writing.at)
            self.hand.show()

        def taken(said: str) -> None:
            if said:
                self.facilitator.say(said)
            self.save_soon()
            self.hand.show()

        if not asking.ask_for_cite(self.app, self.writing, taken):
            self.facilitator.say("Nothing is cited here.")

    async def action_share(self) -> None:
        """Change who may see the note."""
        await in_hand.share(self)

    async def action_move(self) -> None:
        """Move the note to someone else, or to another step."""
        await in_hand.move(self)

    async def action_remove(self) -> None:
        """Take the note away."""
        await in_hand.remove(self)

    async def action_go_to(self) -> None:
        """Find someone's form."""
        await self.settled()
        asking.ask_whose(self.app, self.writing, self.hand.go_to)

    def _at_step(self, step_id: str) -> None:
        if not step_id:
            self.dismiss(None)
            return
        self.walk.step = step_id
        self.writing.begin(self._subject)
        self._compare()
        self.hand.show()

    async def action_save(self) -> None:
        """Save now."""
        await self.settled()
        if self.hand.finish():
            self.writing.enter(self.writing.at)
            self.hand.show()
        self.saving.rest()
        await self.save()

    async def action_undo(self) -> None:
        """Take back the last change, wherever it was made, and show it."""
        await self._turned(super().action_undo)

    async def action_redo(self) -> None:
        """Make it again."""
        await self._turned(super().action_redo)

    async def _turned(self, turn: Callable[[], Awaitable[None]]) -> None:
        await self.settled()
        if self.writing.drop_unread():
            self.writing.enter(self.writing.at)
        elif await self.saving.save():
            before = self.desk.session
            await turn()
            following.show_changed(self.writing, before)
        self.hand.show()
