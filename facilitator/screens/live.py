"""The live session: console and stage in one terminal, safe with one screen.

With one screen the room sees whatever is here, so one rule keeps the two views apart: `f5` goes to the stage and only
`f6` comes back; there no other key shows anything that is not the room's. What commands do is in `live_…` beside it.
"""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Key, Resize
from textual.widgets import ContentSwitcher

from facilitator.commands import bindings
from facilitator.desk import Desk
from facilitator.screens import live_clock, live_moving, live_offering, live_opening, live_sheet, live_showing
from facilitator.screens import live_typing as typing
from facilitator.screens.base import DeskScreen
from facilitator.screens.live_mouse import LivePlaces
from facilitator.twice import Twice
from facilitator.widgets.console_view import ConsoleView
from facilitator.widgets.stage import Stage
from sessions import clock as clocks
from sessions import lettering
from sessions.model import Step
from sessions.rehearsal import let_pass
from sessions.stage import current_step, stage_view

# Below this width in cells the console sets what the room sees and its own notes in one column.
_NARROW = 104


class LiveScreen(DeskScreen[None]):
    """A session before the room."""

    CSS_PATH = "live.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("live")]
    places = ("live",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        # The id of the step looked at along the run sheet; "" for the one the room is at.
        self.looking = ""
        self.twice = Twice()
        # Whose form was left for the stage or the console: it is gone on with.
        self.put_aside: tuple[str, str] | None = None
        self.typing = typing.Typing()
        self._painted: object = None
        self._left_out: frozenset[str] = frozenset()
        self._bell = live_clock.Bell()
        self._jumps = live_clock.JumpWatch()

    def compose(self) -> ComposeResult:
        with LivePlaces(initial="console"):
            yield ConsoleView(id="console")
            with Vertical(id="stage"):
                yield typing.Aside()
                yield Stage()

    def on_mount(self) -> None:
        """Follow the file and the clock; ask once whether the room sees this screen."""
        self.desk.own = replace(self.desk.own, text=self.facilitator.settings.text_size)
        self.set_interval(0.25, self._tick)
        # Reading the fonts takes a while: now, so that no key press waits for it.
        self.run_worker(lettering.load, thread=True)
        self.run_worker(self.desk.who_met())
        self.facilitator.keep_awake()
        screens = self.desk.session.meta.screens
        if screens != 2:
            # Until it is known that there are two, the room may be looking: it is asked on the stage.
            self.show_stage()
        if screens == 0 and not self.desk.read_only:
            live_showing.ask_for_screens(self)

    def on_unmount(self) -> None:
        """Let go of the session, so that another window may open it."""
        self.facilitator.awake.release()
        self.desk.close()

    # --- painting ------------------------------------------------------------------------------------------

    def on_resize(self, event: Resize) -> None:
        """Text is set for the size there is; the stage here is the whole screen."""
        self.set_class(event.size.width < _NARROW, "narrow")
        self.desk.own = replace(self.desk.own, width=event.size.width, height=event.size.height)
        self.paint_again()

    def on_screen_suspend(self) -> None:
        """Something else comes to the front: what a second press would have done is not said any more."""
        if self.twice.waiting:
            self.twice.forget()
            self.app.clear_notifications()

    def on_screen_resume(self) -> None:
        """Back from a screen opened from here."""
        self.paint_again()

    def render_session(self) -> None:
        """Paint the view in front, if anything it shows has changed."""
        if not self.is_mounted or not self.size.width:
            return
        session, now = self.desk.session, self.desk.now()
        if self.before_the_room:
            stage = self.query_one(Stage)
            stage.text = self.desk.own.text
            stage.paint(session, stage_view(session, now))
            return
        # Here every clock counts, also one that another step's time still runs on.
        clock = clocks.view(session.clock, now, ZoneInfo(session.meta.zone))
        stages, warning = self.desk.stages, live_showing.warning(self)
        seen = (session, clock, int(now.timestamp()) // 60, self.looking, self.size, stages, warning)
        console = self.query_one(ConsoleView)
        # Coming back from the stage it has no size yet: nothing would be painted, nor later for being the same.
        if seen != self._painted and console.size.width:
            self._painted = seen
            if self.not_offered != self._left_out:
                self._left_out = self.not_offered
                self.refresh_bindings()
            console.paint(session, now, stages, self.looked_at(), warning)

    def paint_again(self) -> None:
        """Paint the view in front anew, whether or not anything has changed."""
        self._painted = None
        self.call_after_refresh(self.render_session)

    def _tick(self) -> None:
        """Follow the file, the clock and the end of its time."""
        live_clock.follow(self, self._bell, self._jumps)
        # Also behind a question, where the clock can still be read.
        if self.app.screen is self or (self.app.screen.is_modal and self.app.screen_stack[-2] is self):
            self.render_session()

    @property
    def not_offered(self) -> frozenset[str]:
        """What the footer leaves out now."""
        return live_offering.left_out(self)

    # --- the two views -------------------------------------------------------------------------------------

    def show_stage(self) -> None:
        """Show the room's view on this screen, with nothing left over from the console."""
        self.before_the_room = self.desk.before_the_room = True
        self.app.clear_notifications()
        self._turn_to("stage")

    async def action_stage(self) -> None:
        """Show the stage; on the stage already, nothing: a clicker's start button sends this key too."""
        if not self.before_the_room:
            self.show_stage()

    async def action_console(self) -> None:
        """Back to the facilitator's own view."""
        if self.before_the_room:
            self.before_the_room = self.desk.before_the_room = False
            self._turn_to("console")
            self.facilitator.say_what_waited()

    def _turn_to(self, view: str) -> None:
        self.check_size()
        self.query_one(ContentSwitcher).current = view
        self.refresh_bindings()
        self.paint_again()

    def on_key(self, event: Key) -> None:
        """Words typed on the stage by mistake do not drive the room."""
        typing.take(self, event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While the room is looking, only what the room may see is done."""
        return live_offering.may(self, action)

    async def action_leave(self) -> None:
        """Take the wall, a code or the blank off the stage; with none of them there, back to the library."""
        await live_showing.leave(self)

    # --- moving --------------------------------------------------------------------------------------------

    async def action_next(self) -> None:
        """The one button."""
        await live_moving.next_(self)

    async def action_back(self) -> None:
        """Back by a page, face or step."""
        await live_moving.back(self)

    async def action_first(self) -> None:
        """To the first step."""
        await live_moving.enter_at(self, 0)

    async def action_last(self) -> None:
        """To the last step."""
        await live_moving.enter_at(self, -1)

    async def action_go_to(self) -> None:
        """To the step looked at."""
        await live_moving.go_to(self)

    async def action_skip(self) -> None:
        """Leave the current step out, or the one looked at."""
        await live_sheet.skip(self)

    async def action_let_pass(self) -> None:
        """In a rehearsal, a minute more gone by."""
        await self.change("A minute later", lambda session: let_pass(session, 1), undoable=False)

    async def action_insert(self) -> None:
        """Put a step in, such as a break."""
        await live_sheet.insert(self)

    def action_look(self, by: int) -> None:
        """Look along the run sheet without moving the room."""
        live_moving.look(self, by)

    def action_read_on(self) -> None:
        """Read on in the facilitator's own notes."""
        self.query_one(ConsoleView).read_on()

    def looked_at(self) -> Step | None:
        """The step that the run sheet's mark is on, or else the one the room is at."""
        session = self.desk.session
        return session.step(self.looking) or current_step(session)

    # --- the clock -----------------------------------------------------------------------------------------

    async def action_play_pause(self) -> None:
        """Start, pause or resume the clock."""
        await live_clock.play_pause(self)

    async def action_minutes(self, by: int) -> None:
        """More or fewer minutes on the clock."""
        await live_clock.minutes(self, by)

    async def action_started_earlier(self) -> None:
        """The clock was started a minute late."""
        await live_clock.started_earlier(self)

    async def action_started_at(self) -> None:
        """When the clock should have been started, typed."""
        await live_clock.started_at(self)

    async def action_put_right(self) -> None:
        """The room's clock, after the computer's was put on or back."""
        await live_clock.put_right(self, self._jumps)

    async def action_restart_clock(self) -> None:
        """The whole time again."""
        await live_clock.restart(self)

    async def action_share_time(self) -> None:
        """Fit what is left into the time until the planned finish."""
        await live_sheet.share_time(self)

    def action_bell(self) -> None:
        """Turn the bell on or off."""
        self.facilitator.turn_bell()

    # --- what the stage shows ------------------------------------------------------------------------------

    async def action_blank(self) -> None:
        """Empty the stage, and bring it back."""
        await live_showing.blank(self)

    async def action_wall(self) -> None:
        """The wall: on the stage it is shown and taken away, on the console arranged."""
        await live_showing.wall(self)

    def action_text_size(self) -> None:
        """The text of the stage here, larger."""
        live_showing.text_size(self)

    async def action_qr(self) -> None:
        """One code after another on the stage, and away again."""
        await live_showing.qr(self)

    def action_link(self) -> None:
        """The link to the group's notes."""
        live_showing.link(self)

    # --- screens opened from here --------------------------------------------------------------------------

    async def action_capture(self) -> None:
        """Write down what people say; before the room, only the line being typed."""
        await live_opening.capture(self)

    async def action_point(self) -> None:
        """Write down what the whole room says, line by line."""
        await live_opening.point(self)

    async def action_parking(self) -> None:
        """Park what has to wait."""
        await live_opening.parking(self)

    async def action_arrivals(self) -> None:
        """Tick people off."""
        await self.app.push_screen(live_opening.arrivals(self.desk))

    async def action_pairs(self) -> None:
        """Look at the groups and change them."""
        await self.app.push_screen(live_opening.pairs(self.desk, seen=self.before_the_room))

    async def action_swaps(self) -> None:
        """Who changes places with whom."""
        await self.app.push_screen(live_opening.swaps(self.desk))

    async def action_choose(self) -> None:
        """What the whole room works on."""
        await self.app.push_screen(live_opening.choose(self.desk))

    async def action_hand_out(self) -> None:
        """Write the notes as files."""
        await self.app.push_screen(live_opening.hand_out(self.desk))
