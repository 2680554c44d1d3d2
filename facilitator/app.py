"""The app: what is open, how it looks, and what people are told."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar, cast

from textual.actions import parse
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.content import Content
from textual.notifications import Notify
from textual.screen import Screen

from facilitator import awake
from facilitator.awake import Awake
from facilitator.commands import Command, bindings
from facilitator.keymap import read_keymap
from facilitator.rebinding import rebound
from facilitator.settings import Settings
from facilitator.starting import OnceParsed, tidy_again
from facilitator.steady import steady
from facilitator.themes import NIGHT, PAPER, themes_for
from frameworks.library import FrameworkLibrary
from sessions.errors import FacilitatorError
from sessions.store import Store
from sessions.templates import TemplateLibrary
from sessions.timekeeping import Sample

if TYPE_CHECKING:
    from facilitator.desk import Desk
    from sessions.model import Session


def clock_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class FacilitatorApp(App[None]):
    """The facilitator's app on a data folder; opens the library, or straight one session's console."""

    TITLE = "facilitator"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/library.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        data: Path,
        *,
        session: str = "",
        rehearsing: bool = False,
        demo: bool = False,
        now: Callable[[], datetime] = clock_now,
        steadily: Callable[[], float] | None = None,
    ) -> None:
        super().__init__()
        self.data = data
        self.now = now
        # Beside a time of day that is given, as in tests, a steady clock goes on with it: nothing ever jumps.
        self._steadily = steadily or (steady if now is clock_now else lambda: now().timestamp())
        self.demo = demo
        self.settings = Settings(data)
        self.keymap = read_keymap(data)
        self._bindings = rebound(self._bindings, self.keymap)
        self.store = Store(data, now=now, by=self.settings.author)
        self.frameworks = FrameworkLibrary(data)
        self.templates = TemplateLibrary(data, self.frameworks)
        self.awake = Awake()
        self._told_of_sleep = False
        # Nothing on the screen moves by itself, and nothing waits for a movement to end.
        self.animation_level = "none"
        self._first = session
        self._rehearsing = rehearsing
        # What could not be said while the room was looking; see `say`.
        self._unsaid: list[tuple[str, bool]] = []
        for theme in themes_for(self.console.color_system):
            self.register_theme(theme)
        self.theme = self.settings.theme if self.settings.theme in self.available_themes else PAPER.name
        self.stylesheet = OnceParsed(variables=self.get_css_variables())

    async def on_mount(self) -> None:
        """Open the library, and on it the session the app was started for; end quietly with the terminal."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name) and os.name != "nt":
                loop.add_signal_handler(getattr(signal, name), self.exit)
        await self.open_first()
        self.set_timer(0.5, tidy_again)
        # Last: what is said before the room is looking is cleared away with everything else of ours.
        if self.keymap.problems:
            self.say(self.keymap.sentence, error=True)

    def get_default_screen(self) -> Screen[object]:
        """The library lies under everything. Were it pushed, an empty screen would be laid out and painted before it;
        Textual does not look for the styles of this one, so they are in CSS_PATH."""
        from facilitator.screens.library import LibraryScreen

        return cast("Screen[object]", LibraryScreen())

    async def open_first(self) -> None:
        """What the app begins with on top of its first screen."""
        if self._first:
            await (self.rehearse if self._rehearsing else self.run_session)(self._first)

    def on_unmount(self) -> None:
        """Let the computer sleep again."""
        self.awake.close()

    # --- sessions ------------------------------------------------------------------------------------------

    def open_desk(self, session_id: str) -> Desk:
        """Open a session for changing. Raises FacilitatorError."""
        # Not needed for the first picture of the library, and not cheap.
        from facilitator.desk import Desk

        return Desk(self.store, self.load(session_id), self.now)

    def load(self, session_id: str) -> Session:
        """A session, with what the one it follows leaves by now. Raises FacilitatorError."""
        from sessions.following import loaded

        return loaded(self.store, session_id)

    async def run_session(self, session_id: str) -> None:
        """Open a session's console before the room; where another window has it, for looking only."""
        from facilitator.screens.live import LiveScreen

        try:
            desk = self.open_desk(session_id)
        except FacilitatorError as error:
            self.say(str(error), error=True)
            return
        desk.hold()
        if desk.read_only:
            self.say(desk.read_only, error=True)
        await self.push_screen(LiveScreen(desk), lambda _: self.back_in_library(session_id))

    async def rehearse(self, session_id: str) -> None:
        """Open a session's console on a copy, of which nothing is kept."""
        from facilitator.rehearsing import rehearse

        await rehearse(self, session_id)

    def back_in_library(self, session_id: str) -> None:
        """Leave the cursor on the session that was just left."""
        from facilitator.screens.library import LibraryScreen

        for screen in self.screen_stack:
            if isinstance(screen, LibraryScreen):
                screen.reload(session_id)

    # --- telling people ------------------------------------------------------------------------------------

    def say(self, text: str, *, error: bool = False) -> None:
        """Tell the facilitator something, in the place of what was said before. While the room is looking it waits
        until the console is back."""
        if self.room_is_looking:
            self._unsaid.append((text, error))
            return
        self.notify(
            text, severity="error" if error else "information", timeout=8 if error else 4, markup=False
        )

    def _on_notify(self, _event: Notify) -> None:
        # The newest takes the place of the one before.
        self._notifications.clear()

    def both_clocks(self) -> Sample:
        """What the time of day and the steady clock say at this moment."""
        return Sample(self.now(), self._steadily())

    def keep_awake(self) -> None:
        """Keep the computer awake until `awake` is released; where it does not let itself, say so once, quietly."""
        self.awake.hold()
        if not self._told_of_sleep:
            self.set_timer(awake.DELAY + 2, self._tell_of_sleep)

    def _tell_of_sleep(self) -> None:
        if self.awake.state == "refused" and not self._told_of_sleep:
            self._told_of_sleep = True
            self.say(self.awake.words)

    def ring(self) -> None:
        """Ring at the end of a clock's time, unless the bell is turned off."""
        if self.settings.bell:
            self.bell()

    def turn_bell(self) -> None:
        """Turn the bell on or off, keep that for next time, and say so."""
        self.settings.put(bell=not self.settings.bell)
        if self.settings.bell:
            self.say("The bell is on: it rings once when a clock’s time is up.")
            self.bell()
        else:
            self.say("The bell is off. When a clock’s time is up, its colour and its words still change.")

    def say_what_waited(self) -> None:
        """Say what could not be said before the room: what went wrong last, else what was said last."""
        waiting, self._unsaid = self._unsaid, []
        for text, error in ([one for one in waiting if one[1]] or waiting)[-1:]:
            self.say(text, error=error)

    @property
    def room_is_looking(self) -> bool:
        """Whether the stage, or something opened from it, is on this screen."""
        return any(getattr(screen, "before_the_room", False) for screen in self.screen_stack)

    def _fatal_error(self) -> None:
        """End with words: Textual's traceback would print the notes in its local variables."""
        from facilitator.crash import end_with_words

        end_with_words(self, self.data, self.now())

    @property
    def stage_command(self) -> str:
        """What to type in a second terminal for the room's view: with the folder, unless it is found by itself."""
        import shlex

        from platformdirs import user_data_path

        usual = os.environ.get("FACILITATOR_DATA", "").strip() or user_data_path(
            "facilitator", appauthor=False
        )
        found = not self.demo and Path(usual).expanduser() == self.data
        folder = shlex.quote(str(self.data)) if os.name != "nt" else f'"{self.data}"'
        return "facilitator stage" if found else f"facilitator stage --data {folder}"

    # --- commands ------------------------------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every command of the screen in front that can be done there now, and the app's own."""
        for command in self.keymap.commands_of(*getattr(screen, "places", ()), "app"):
            if command.id == "app.palette" or not self._can_be_done(command, screen):
                continue
            keys = f"{command.help}  {command.shown_keys}"

            async def run(action: str = command.action, screen: Screen[object] = screen) -> None:
                await screen.run_action(action if action != "quit" else "app.quit")

            yield SystemCommand(command.title, keys, run)

    def _can_be_done(self, command: Command, screen: Screen[object]) -> bool:
        """Whether a screen would do it now: on the stage, say, only what the room may see."""
        if command.where == "app" or command.action.startswith("screen."):
            return True
        _, name, parameters = parse(command.action)
        return screen.check_action(name, parameters) is not False

    def action_turn_theme(self) -> None:
        """Change between paper and night, and keep it for next time."""
        self.theme = NIGHT.name if self.theme == PAPER.name else PAPER.name
        self.settings.put(theme=self.theme)

    def action_help_quit(self) -> None:
        """What ends other programs does not end this one."""
        self.say(f"{self.keymap.key('app.quit')} closes the app.")

    async def action_quit(self) -> None:
        """Leave; where the room is looking at this screen only when it is pressed twice."""
        from facilitator.screens.live_returning import may_quit

        if may_quit(self):
            await super().action_quit()

    async def action_help(self) -> None:
        """Show what can be done on the screen in front; from there, go back to it."""
        from facilitator.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss(None)
        else:
            await self.push_screen(HelpScreen(getattr(self.screen, "places", ())))


def plain(text: str) -> Content:
    """Typed text as content: nothing in it is markup."""
    return Content(text)
