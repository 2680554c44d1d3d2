"""What all our screens share: where they belong, and undo and redo for an open session."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events, on
from textual.screen import Screen
from textual.widget import Widget

from facilitator.commands import ways_to_the_room
from facilitator.screens import live_returning
from facilitator.widgets.too_small import cover
from sessions.errors import FacilitatorError

if TYPE_CHECKING:
    from facilitator.app import FacilitatorApp
    from facilitator.desk import Apply, Desk

Result = TypeVar("Result")


class RoomScreen(Screen[Result]):
    """A screen of ours. `places` name its commands in the registry.

    `before_the_room` is True while the room can see it; what is opened from the stage inherits it.
    """

    AUTO_FOCUS = ""
    DEFAULT_CSS = "RoomScreen { layers: default time small; }"
    places: ClassVar[tuple[str, ...]] = ()
    _before_the_room = False

    @property
    def before_the_room(self) -> bool:
        """Whether the room can see this screen."""
        return self._before_the_room

    @before_the_room.setter
    def before_the_room(self, seen: bool) -> None:
        self._before_the_room = seen
        if self.is_running:
            self.check_size()

    @property
    def in_use(self) -> bool:
        """Whether its parts can be drawn on: false once it, or the whole app, is being closed."""
        return self.is_running and self.is_attached and self.app.is_running

    @property
    def least(self) -> tuple[int, int]:
        """The columns and rows it needs; with fewer it says so. The stage does with less than other screens."""
        return (60, 18) if self.before_the_room else (80, 24)

    def check_size(self) -> None:
        """Cover the screen while its terminal is too small."""
        cover(cast("Screen[object]", self), *self.least)

    @on(events.Compose)
    def _take_its_width(self) -> None:
        # Textual does this when everything is there, and then gives it all its styles a second time.
        width, height = self.app.size
        for there, points in ((width, self.HORIZONTAL_BREAKPOINTS), (height, self.VERTICAL_BREAKPOINTS)):
            reached = [name for least, name in sorted(points or ()) if there >= least]
            self.add_class(*reached[-1:], update=False)

    @on(events.Mount)
    def _take_the_keys(self) -> None:
        """The keys that a person has changed. A screen of a test may stand in an app without any."""
        keymap = getattr(self.app, "keymap", None)
        if live_returning.beneath(self) is not None:
            # Opened from the console or the stage it leads straight to either.
            for binding in ways_to_the_room():
                self._bindings.key_to_bindings.setdefault(binding.key, [binding])
        if keymap is not None and keymap.keys:
            from facilitator.rebinding import rebound

            self._bindings = rebound(self._bindings, keymap)
            self.refresh_bindings()

    @on(events.Resize)
    def _see_whether_it_fits(self) -> None:
        self.check_size()

    @property
    def facilitator(self) -> FacilitatorApp:
        """The app, by its own type."""
        return cast("FacilitatorApp", self.app)

    def key(self, id: str) -> str:
        """The key of a command as people call it, for a sentence: the one they have given it, if they have."""
        return self.facilitator.keymap.key(id)

    @property
    def form_in_hand(self) -> tuple[str, str] | None:
        """Whose form is being written in, by the ids of the step it was opened at and of theirs; None where there is
        none."""
        return None

    async def put_away(self) -> bool:
        """Save what is typed; whether the screen can be left."""
        return True

    async def action_stage(self) -> None:
        """Straight to the stage."""
        await live_returning.to_stage(self)

    async def action_console(self) -> None:
        """Straight to the console."""
        await live_returning.to_console(self)

    async def action_undo(self) -> None:
        """Undo belongs to screens with an open session."""
        self.facilitator.say("There is nothing to undo here.")

    async def action_redo(self) -> None:
        """Redo belongs to screens with an open session."""
        self.facilitator.say("There is nothing to do again here.")


class DeskScreen(RoomScreen[Result]):
    """A screen on an open session: changes go through the desk, then the screen renders again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def time_left(self) -> Iterator[Widget]:
        """The time left, for the first row; before the room nothing, which has the stage for it."""
        from facilitator.widgets.time_left import TimeLeft

        if not self.before_the_room:
            yield TimeLeft(lambda: self.desk.session, self.desk.now)

    def render_session(self) -> None:
        """Show the session as it is now; called after every change."""

    async def change(self, label: str, apply: Apply, *, visit: str = "", undoable: bool = True) -> bool:
        """Change the session and show it again; what went wrong is said. Whether it was saved."""
        try:
            await self.desk.change(label, apply, visit=visit, undoable=undoable)
        except FacilitatorError as error:
            self.facilitator.say(str(error), error=True)
            return False
        self._show_anew()
        return True

    def _show_anew(self) -> None:
        # While something was being saved, the app may have been closed.
        if self.in_use:
            self.render_session()

    async def action_undo(self) -> None:
        """Take back the last change."""
        await self._turn_back(self.desk.undo, "Undone: {}", "There is nothing to undo.")

    async def action_redo(self) -> None:
        """Make it again."""
        await self._turn_back(self.desk.redo, "Done again: {}", "There is nothing to do again.")

    async def _turn_back(self, how: Callable[[], Awaitable[str | None]], done: str, nothing: str) -> None:
        try:
            label = await how()
        except FacilitatorError as error:
            self.facilitator.say(str(error), error=True)
            return
        self.facilitator.say(done.format(label) if label else nothing)
        self._show_anew()
