"""The live session: console and stage in one terminal, safe with one screen.

With one screen the room sees whatever is here, so one rule keeps the two views apart: `f5` goes to the stage
and only `f6` comes back. On the stage no other key shows anything that is not the room's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import ClassVar
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import ContentSwitcher

from facilitator.commands import bindings, commands_of
from facilitator.desk import Apply, Desk
from facilitator.dialogs.ask import Choose
from facilitator.screens.base import DeskScreen
from facilitator.widgets.console_view import ConsoleView
from facilitator.widgets.stage import Stage
from sessions import clock as clocks
from sessions import lettering, planning, progress
from sessions.forms import has_forms
from sessions.model import Clock, Session, Step
from sessions.pages import Size
from sessions.rounds import Met
from sessions.stage import current_step, stage_view

# What keys may do while the room is looking; every other command of the console waits for it.
_BEFORE_THE_ROOM = {
    "next", "back", "blank", "stage", "console", "play_pause", "minutes", "wall", "qr", "capture",
}  # fmt: skip
_LIVE_ACTIONS = {command.action.partition("(")[0] for command in commands_of("live")}
# Below this width in cells the console sets what the room sees and its own notes in one column.
_NARROW = 104


def _entered(session: Session, *, step: Step, now: datetime, met: Met) -> Session:
    return progress.enter(session, step, now, met)


class LiveScreen(DeskScreen[None]):
    """A session before the room."""

    CSS_PATH = "live.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("live")]
    places = ("live",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._looking = ""
        self._painted: object = None
        self._rang = True

    def compose(self) -> ComposeResult:
        with ContentSwitcher(initial="console"):
            yield ConsoleView(id="console")
            with Vertical(id="stage"):
                yield Stage()

    def on_mount(self) -> None:
        """Follow the file and the clock; ask once whether the room sees this screen."""
        self.set_interval(0.25, self._tick)
        # Reading the fonts takes a while: now, so that no key press waits for it.
        self.run_worker(lettering.load, thread=True)
        self.run_worker(self.desk.learn_who_met())
        screens = self.desk.session.meta.screens
        if screens != 2:
            # Until it is known that there are two, the room may be looking: it is asked on the stage.
            self.show_stage()
        if screens == 0 and not self.desk.read_only:
            options = [
                ("1", "One screen: the room sees this one"),
                ("2", "Two screens: the room sees another window"),
            ]
            hint = "F5 shows the stage here, F6 comes back to your own view."
            self.app.push_screen(Choose("How many screens are there?", options, hint), self._screens_known)

    async def _screens_known(self, answer: str | None) -> None:
        if answer is None:
            return

        def told(session: Session) -> Session:
            return replace(session, meta=replace(session.meta, screens=int(answer)))

        await self.change("Number of screens", told, undoable=False)
        if answer == "2":
            self.action_console()

    def on_unmount(self) -> None:
        """Let go of the session, so that another window may open it."""
        self.desk.close()

    # --- painting ------------------------------------------------------------------------------------------

    def on_resize(self, event: Resize) -> None:
        """Text is set for the size there is; the stage here is the whole screen."""
        self.set_class(event.size.width < _NARROW, "narrow")
        self.desk.size = Size(event.size.width, event.size.height)
        self._paint_again()

    def on_screen_resume(self) -> None:
        """Back from a screen opened from here."""
        self._paint_again()

    def render_session(self) -> None:
        """Paint the view in front, if anything it shows has changed."""
        if not self.is_mounted or not self.size.width:
            return
        session, now = self.desk.session, self.desk.now()
        view = stage_view(session, now)
        if self.before_the_room:
            self.query_one(Stage).paint(session, view)
            return
        seen = (session, view.clock, int(now.timestamp()) // 60, self._looking, self.size)
        if seen != self._painted:
            self._painted = seen
            self.query_one(ConsoleView).paint(session, now, self.desk.size, self._looked_at())

    def _paint_again(self) -> None:
        self._painted = None
        self.call_after_refresh(self.render_session)

    def _tick(self) -> None:
        """Follow the file, the clock and the end of its time."""
        before = self.desk.unread
        self.desk.refresh()
        if self.desk.unread and not before:
            # The room keeps what it saw; the facilitator is told.
            self.facilitator.say(self.desk.unread, error=True)
        session = self.desk.session
        view = clocks.view(session.clock, self.desk.now(), ZoneInfo(session.meta.zone))
        over = view is not None and view.running and view.remaining <= 0
        if over and not self._rang:
            self.app.bell()
        self._rang = over
        if self.app.screen is self:
            self.render_session()

    # --- the two views -------------------------------------------------------------------------------------

    def show_stage(self) -> None:
        """Show the room's view on this screen, with nothing left over from the console."""
        self.before_the_room = True
        self.app.clear_notifications()
        self._turn_to("stage")

    def action_stage(self) -> None:
        """Show the stage; on the stage already, nothing: a clicker's start button sends this key too."""
        if not self.before_the_room:
            self.show_stage()

    def action_console(self) -> None:
        """Back to the facilitator's own view."""
        if self.before_the_room:
            self.before_the_room = False
            self._turn_to("console")
            self.facilitator.say_what_waited()

    def _turn_to(self, view: str) -> None:
        self.check_size()
        self.query_one(ContentSwitcher).current = view
        self.refresh_bindings()
        self._paint_again()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While the room is looking, only what the room may see is done."""
        return not (self.before_the_room and action in _LIVE_ACTIONS and action not in _BEFORE_THE_ROOM)

    async def action_leave(self) -> None:
        """Take the wall, a code or the blank off the stage; with none of them there, back to the library."""
        if self.desk.session.progress.shown.kind != "step":
            await self._move("Back to the step", lambda session: progress.show(session, "step"))
        else:
            self.dismiss(None)

    # --- moving --------------------------------------------------------------------------------------------

    async def _move(self, label: str, apply: Apply, *, undoable: bool = False) -> None:
        """A move of the room: as a rule not undone by ctrl+z, for going back has a key of its own."""
        self._looking = ""
        await self.change(label, apply, undoable=undoable)

    async def action_next(self) -> None:
        """The one button."""
        now, size, met = self.desk.now(), self.desk.size, self.desk.met
        # A clock started one press too early takes the place of the one that ran: that is undone with one key.
        starts = progress.ahead(self.desk.session, now, size).move == "clock"
        label = "Clock started" if starts else "Next"
        await self._move(label, lambda session: progress.next_(session, now, size, met), undoable=starts)

    async def action_back(self) -> None:
        """Back by a page, face or step."""
        now, size, met = self.desk.now(), self.desk.size, self.desk.met
        await self._move("Back", lambda session: progress.back(session, now, size, met))

    async def action_first(self) -> None:
        """To the first step."""
        await self._enter(self.desk.session.steps[:1])

    async def action_last(self) -> None:
        """To the last step."""
        await self._enter(self.desk.session.steps[-1:])

    async def action_go_to(self) -> None:
        """To the step looked at."""
        step = self._looked_at()
        if step is None or step == current_step(self.desk.session):
            self.facilitator.say("Look along the run sheet with ↑ and ↓ first; g then takes the room there.")
            return
        await self._enter((step,))

    async def _enter(self, steps: tuple[Step, ...]) -> None:
        now, met = self.desk.now(), self.desk.met
        for step in steps:
            await self._move("Go to", partial(_entered, step=step, now=now, met=met))

    async def action_skip(self) -> None:
        """Leave the current step out."""
        now, met = self.desk.now(), self.desk.met
        await self._move("Skip", lambda session: progress.skip(session, now, met))

    def action_look(self, by: int) -> None:
        """Look along the run sheet without moving the room."""
        steps = self.desk.session.steps
        at = self._looked_at()
        place = steps.index(at) + by if at in steps else 0
        if steps:
            self._looking = steps[max(0, min(place, len(steps) - 1))].id
            self.render_session()

    def _looked_at(self) -> Step | None:
        session = self.desk.session
        return session.step(self._looking) or current_step(session)

    # --- the clock -----------------------------------------------------------------------------------------

    async def action_play_pause(self) -> None:
        """Start, pause or resume the clock."""
        now = self.desk.now()
        await self.change("Clock", lambda session: progress.play_pause(session, now))

    async def action_minutes(self, by: int) -> None:
        """More or fewer minutes on the clock."""
        now = self.desk.now()
        label = "A minute more" if by > 0 else "A minute less"
        await self._correct(label, lambda clock: clocks.add(clock, by, now))

    async def action_started_earlier(self) -> None:
        """The clock was started a minute late."""
        await self._correct("Clock started a minute earlier", lambda clock: clocks.started_earlier(clock, 1))

    async def action_restart_clock(self) -> None:
        """The whole time again."""
        now = self.desk.now()
        await self._correct("Clock restarted", lambda clock: clocks.restart(clock, now))

    async def _correct(self, label: str, correction: Callable[[Clock], Clock]) -> None:
        if not self.desk.session.clock.step:
            self.facilitator.say("No clock has been started yet: p starts it.")
            return
        await self.change(label, lambda session: replace(session, clock=correction(session.clock)))

    async def action_share_time(self) -> None:
        """Fit what is left into the time until the planned finish."""
        now = self.desk.now()
        if self.desk.session.meta.status != "running":
            self.facilitator.say("Nothing to share yet: the session has not begun.")
            return
        if await self.change("Time shared", lambda session: planning.share_time_left(session, now)):
            self.facilitator.say("The time left is shared over the steps to come. Ctrl+Z takes it back.")

    # --- what the stage shows ------------------------------------------------------------------------------

    async def action_blank(self) -> None:
        """Empty the stage, and bring it back."""
        await self._move("Blank", lambda session: progress.toggle(session, "blank"))

    async def action_wall(self) -> None:
        """The wall on the stage, and away again."""
        await self._move("Wall", lambda session: progress.toggle(session, "wall"))

    async def action_qr(self) -> None:
        """One code after another on the stage, and away again."""
        from facilitator.widgets.qr import next_ref

        shown = self.desk.session.progress.shown
        ref = next_ref(self.desk.session, shown.ref if shown.kind == "qr" else "")
        if ref:
            await self._move("QR code", lambda session: progress.show(session, "qr", ref))
        elif shown.kind == "qr":
            await self._move("QR code", lambda session: progress.show(session, "step"))
        else:
            self.facilitator.say("There is no code to show: set a review date in the plan.")

    # --- screens opened from here --------------------------------------------------------------------------

    async def _open(self, screen: Screen[None]) -> None:
        await self.app.push_screen(screen)

    async def action_capture(self) -> None:
        """Write down what people say; before the room, only the line being typed."""
        from facilitator.screens.capture import CaptureScreen

        step = self._looked_at()
        if self.before_the_room and (step is None or not has_forms(step) or step.shared != "room"):
            return
        scribe = self.before_the_room
        await self._open(CaptureScreen(self.desk, step=step.id if step else "", scribe=scribe))

    async def action_arrivals(self) -> None:
        """Tick people off."""
        from facilitator.screens.arrivals import ArrivalsScreen

        await self._open(ArrivalsScreen(self.desk))

    async def action_pairs(self) -> None:
        """Look at the groups and change them."""
        from facilitator.screens.pairs import PairsScreen

        await self._open(PairsScreen(self.desk))

    async def action_swaps(self) -> None:
        """Who changes places with whom."""
        from facilitator.screens.swaps import SwapsScreen

        await self._open(SwapsScreen(self.desk))

    async def action_choose(self) -> None:
        """What the whole room works on."""
        from facilitator.screens.choose import ChooseScreen

        await self._open(ChooseScreen(self.desk))

    async def action_hand_out(self) -> None:
        """Write the notes as files."""
        from facilitator.screens.hand_out import HandOutScreen

        await self._open(HandOutScreen(self.desk))
