"""Capture: writing down what people say, form by form, and typing up what they wrote on paper."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Resize

from facilitator.commands import bindings, commands_of
from facilitator.desk import Desk
from facilitator.screens import capture_asking as asking
from facilitator.screens import capture_form as fields
from facilitator.screens import capture_sheet as sheets
from facilitator.screens import capture_walk as walks
from facilitator.screens.base import DeskScreen
from facilitator.screens.capture_beside import Beside, with_all_prepared
from facilitator.screens.capture_hand import Hand
from facilitator.screens.capture_saving import Saving
from facilitator.screens.capture_walk import Walk
from facilitator.screens.capture_writing import Writing
from facilitator.widgets.capture_list import SideList
from facilitator.widgets.capture_view import Resting
from facilitator.widgets.footer import Footer
from sessions import notes
from sessions.errors import FacilitatorError
from sessions.model import Session

# How often we look whether it is time to save, in seconds, and at how many of these whether someone else wrote.
_TICK, _LOOK = 0.1, 5
# From the stage, these keys go back to it and to the console, as they do there.
_STAGE = ("live.stage", "live.console")
# What would show the room more than the line being typed.
_NOT_BEFORE_THE_ROOM = {"share", "remove", "go_to"}
_WRITING = {"another", "cite", "share", "remove", "undo", "redo"}


class CaptureScreen(DeskScreen[None]):
    """The forms that are due at a step, one after the other; typing up, those of the whole session.

    `subject` is the id of the person, group or school to begin with. The scribe is what is opened from the stage:
    only the line being typed.
    """

    CSS_PATH = "capture.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("capture"),
        *bindings("live", without=[one.id for one in commands_of("live") if one.id not in _STAGE]),
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
        self._hand = Hand(self._writing, self._saving, paint=self._paint, save=self._save_soon, say=self._say)
        self._beside = Beside()
        self._list = SideList()
        # The session as it was last shown.
        self._seen: Session | None = None
        self._ticks = 0

    def compose(self) -> ComposeResult:
        with Horizontal(id="page"):
            yield self._hand.view
            yield self._list
        if not self._walk.scribe:
            yield Footer()

    def on_mount(self) -> None:
        """Begin, and look after what is typed and what others write."""
        self.set_class(self._walk.scribe, "-scribe")
        self._hand.view.edit.read_only = bool(self.desk.read_only)
        self._seen = self.desk.session
        self._writing.begin(self._subject)
        self._hand.show()
        self.set_interval(_TICK, self._tick)
        self._compare()
        if not (self._walk.typing_up or self._walk.scribe):
            asking.ask_for_step(self.app, self._writing, self._at_step)

    def _compare(self) -> None:
        """Have objectives compared with every framework there is once those are read, till then with the session's."""
        if not self._walk.scribe and asking.asks_for_objectives(self._writing):
            self.run_worker(self._read_library(), exit_on_error=False)

    async def _read_library(self) -> None:
        self._beside.frameworks = await asyncio.to_thread(with_all_prepared, self.facilitator.frameworks)
        self._paint()

    async def on_unmount(self) -> None:
        """Whatever ends the screen (quitting, the terminal closing), the last words are saved."""
        self._hand.take()
        if not await self._saving.save() and not self.app.is_running:
            words = "\n".join(draft.text for draft in self._saving.drafts.values())
            self.app.exit(
                return_code=1, message=Text(f"NOT SAVED: {self._saving.fault}\nWhat was typed:\n{words}")
            )

    def on_screen_suspend(self) -> None:
        """Something else comes to the front."""
        self._save_soon()

    def on_resize(self, _event: Resize) -> None:
        """Text is set for the room there is."""
        self.call_after_refresh(self._paint)

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Nothing before the room but the line; nothing is written where it is only looked at."""
        if action in ("stage", "console"):
            return self._walk.scribe
        if action == "examples" and not self._hand.view.examples.more:
            return False
        if self._walk.scribe and action in _NOT_BEFORE_THE_ROOM:
            return False
        return not (self.desk.read_only and action in _WRITING)

    @on(Resting.Clicked)
    async def clicked(self, event: Resting.Clicked) -> None:
        """Go to the field that was clicked."""
        await self._hand.settled()
        if event.at < len(self._writing.entries):
            self._hand.to_field(event.at)

    # --- painting ------------------------------------------------------------------------------------------

    def render_session(self) -> None:
        """Show the session as it is now, and leave the words being typed alone."""
        if not self.is_mounted or not self.is_running:
            return
        self._seen = self.desk.session
        self._hand.follow()

    def _paint(self) -> None:
        writing = self._writing
        self._hand.view.paint(sheets.page(writing, self._beside))
        self._tell()
        if not self._walk.scribe:
            title = "Sheets" if self._walk.typing_up else "Forms"
            rows = walks.rows(self.desk.session, writing.slots, typing_up=self._walk.typing_up)
            self._list.put(title, rows, writing.place)

    def _say(self, words: str) -> None:
        self.facilitator.say(words)

    def _tell(self) -> None:
        """Say, truthfully, whether all is saved, and who may see it."""
        if self.is_mounted and self.is_running:
            words, failed = sheets.state_words(self._saving, self._writing, self.desk.read_only)
            self._hand.view.state(words, sheets.who_sees(self._writing), failed=failed)

    # --- saving --------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        """Save after a pause, and look whether someone else wrote."""
        if self._saving.due():
            self._save_soon()
        self._tell()
        self._ticks += 1
        if self._ticks % _LOOK:
            return
        try:
            self.desk.refresh()
        except FacilitatorError as error:
            self._saving.fault = str(error)
        if self.desk.session is not self._seen:
            self.render_session()

    def _save_soon(self) -> None:
        if self._saving.drafts:
            self.run_worker(self._save(), group="saving")

    async def _save(self) -> bool:
        done = await self._saving.save()
        self.render_session()
        return done

    # --- commands ------------------------------------------------------------------------------------------

    async def action_next_form(self) -> None:
        """The next form."""
        await self._hand.settled()
        self._hand.go(1)

    async def action_previous_form(self) -> None:
        """The form before."""
        await self._hand.settled()
        self._hand.go(-1)

    async def action_another(self) -> None:
        """Another note from the same person or group."""
        await self._hand.settled()
        slot = self._writing.another()
        if slot is None:
            self._say("This form is still empty: write in it first.")
            return
        self._hand.leave_field()
        self._writing.open(slot, 0)
        self._hand.show()

    def action_examples(self) -> None:
        """The next of the examples."""
        self._hand.view.turn_examples()

    async def action_cite(self) -> None:
        """Find a statement to cite, or an area to choose."""
        await self._hand.settled()
        if self._hand.finish():
            self._writing.enter(self._writing.at)
            self._hand.show()

        def taken(said: str) -> None:
            if said:
                self._say(said)
            self._save_soon()
            self._hand.show()

        if not asking.ask_for_cite(self.app, self._writing, taken):
            self._say("Nothing is cited here.")

    async def action_share(self) -> None:
        """Change who may see the note."""
        await self._hand.settled()
        slot, shared = self._writing.slot, self._writing.shared
        if slot is None or shared is None or not await self._saving.save():
            return
        wanted, now = fields.next_shared(shared), self.desk.now()
        if self.desk.session.note(slot.note_id) is None:
            self._writing.share_from_now(wanted)
            self._tell()
        else:
            label = f"Who may see the note, {walks.whose(self.desk.session, slot)[0]}"
            await self.change(label, lambda session: notes.share(session, slot.note_id, wanted, now))

    async def action_remove(self) -> None:
        """Take the note away."""
        await self._hand.settled()
        await self._saving.save()  # so that it can be brought back with its last words
        slot = self._writing.slot
        if slot is None or not self._writing.clear():
            self._say("There is no note here to remove.")
            return
        whose = walks.whose(self.desk.session, slot)[0]
        if await self.change(f"Note removed, {whose}", lambda session: notes.remove(session, slot.note_id)):
            self._say("The note is removed. Ctrl+Z brings it back.")
            self._hand.show()

    async def action_go_to(self) -> None:
        """Find someone's form."""
        await self._hand.settled()
        asking.ask_whose(self.app, self._writing, lambda place: self._hand.go(place - self._writing.place))

    def _at_step(self, step_id: str) -> None:
        if not step_id:
            self.dismiss(None)
            return
        self._walk.step = step_id
        self._writing.begin(self._subject)
        self._compare()
        self._hand.show()

    async def action_save(self) -> None:
        """Save now."""
        await self._hand.settled()
        if self._hand.finish():
            self._writing.enter(self._writing.at)
            self._hand.show()
        self._saving.rest()
        await self._save()

    async def action_undo(self) -> None:
        """Take back the last change, wherever it was made, and show it."""
        await self._turned(super().action_undo)

    async def action_redo(self) -> None:
        """Make it again."""
        await self._turned(super().action_redo)

    async def _turned(self, turn: Callable[[], Awaitable[None]]) -> None:
        await self._hand.settled()
        if self._writing.drop_unread():
            self._writing.enter(self._writing.at)
        elif await self._saving.save():
            before = self.desk.session
            await turn()
            self._writing.show_changed(before)
        self._hand.show()

    async def action_leave(self) -> None:
        """Back, saved."""
        await self._left()

    async def _left(self) -> bool:
        await self._hand.settled()
        self._hand.finish()
        if await self._saving.save():
            self.dismiss(None)
            return True
        self._tell()
        asking.ask_to_leave(self.app, "" if self._walk.scribe else self._saving.fault, self._abandon)
        return False

    def _abandon(self) -> None:
        self._saving.drafts.clear()
        self.dismiss(None)

    async def action_stage(self) -> None:
        """From the scribe back to the stage."""
        await self._left()

    async def action_console(self) -> None:
        """From the scribe, by way of the stage, to the console."""
        stage = self.app.screen_stack[-2]
        if await self._left():
            stage.call_later(stage.run_action, "screen.console")
