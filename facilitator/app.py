"""The app: what is open, how it looks, and what people are told."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from facilitator.commands import bindings, commands_of
from facilitator.settings import Settings
from facilitator.themes import NIGHT, PAPER, THEMES
from frameworks.library import FrameworkLibrary
from sessions.errors import FacilitatorError
from sessions.store import Store
from sessions.templates import TemplateLibrary

if TYPE_CHECKING:
    from facilitator.desk import Desk


def clock_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class FacilitatorApp(App[None]):
    """The facilitator's app on a data folder; opens the library, or straight one session's console."""

    TITLE = "facilitator"
    # The library's with the app's: the styles of a screen pushed later would all be read a second time.
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/library.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("app", without=("app.palette", "app.quit")),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="app.quit"),
    ]
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        data: Path,
        *,
        session: str = "",
        demo: bool = False,
        now: Callable[[], datetime] = clock_now,
    ) -> None:
        super().__init__()
        self.data = data
        self.now = now
        self.demo = demo
        self.settings = Settings(data)
        self.store = Store(data, now=now, by=self.settings.author)
        self.frameworks = FrameworkLibrary(data)
        self.templates = TemplateLibrary(data, self.frameworks)
        # Nothing on the screen moves by itself, and nothing waits for a movement to end.
        self.animation_level = "none"
        self._first = session
        # What could not be said while the room was looking; see `say`.
        self._unsaid: list[tuple[str, bool]] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme if self.settings.theme in self.available_themes else PAPER.name

    async def on_mount(self) -> None:
        """Open the library, and on it the session the app was started for; end quietly with the terminal."""
        from facilitator.screens.library import LibraryScreen

        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name) and os.name != "nt":
                loop.add_signal_handler(getattr(signal, name), self.exit)
        # Pushed, not given as the default screen: Textual ignores the styles of that one.
        await self.push_screen(LibraryScreen())
        if self._first:
            await self.run_session(self._first)

    # --- sessions ------------------------------------------------------------------------------------------

    def open_desk(self, session_id: str) -> Desk:
        """Open a session for changing. Raises FacilitatorError."""
        # Not needed for the first picture of the library, and not cheap.
        from facilitator.desk import Desk
        from sessions.following import brought_anew

        return Desk(self.store, brought_anew(self.store, self.store.load(session_id)), self.now)

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
        await self.push_screen(LiveScreen(desk), lambda _: self._back_from(session_id))

    def _back_from(self, session_id: str) -> None:
        """Leave the cursor on the session that was just left."""
        from facilitator.screens.library import LibraryScreen

        for screen in self.screen_stack:
            if isinstance(screen, LibraryScreen):
                screen.reload(session_id)

    # --- telling people ------------------------------------------------------------------------------------

    def say(self, text: str, *, error: bool = False) -> None:
        """Tell the facilitator something. While the room is looking it waits until the console is back."""
        if self.room_is_looking:
            self._unsaid.append((text, error))
            return
        self.notify(
            text, severity="error" if error else "information", timeout=8 if error else 4, markup=False
        )

    def say_what_waited(self) -> None:
        """Say what could not be said before the room."""
        waiting, self._unsaid = self._unsaid, []
        for text, error in waiting:
            self.say(text, error=error)

    @property
    def room_is_looking(self) -> bool:
        """Whether the stage, or something opened from it, is on this screen."""
        return any(getattr(screen, "before_the_room", False) for screen in self.screen_stack)

    def _fatal_error(self) -> None:
        """End with words: Textual's traceback would print the notes in its local variables."""
        from rich.text import Text

        from facilitator.crash import last_words

        self.bell()
        error = self._exception or RuntimeError()
        self._exit_renderables.append(Text(last_words(error, self.data, self.now())))
        self._close_messages_no_wait()

    # --- commands ------------------------------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every command of the screen in front, and the app's own, from the registry."""
        for command in commands_of(*getattr(screen, "places", ()), "app"):
            if command.id == "app.palette":
                continue
            keys = f"{command.help}  {command.shown_keys}"

            async def run(action: str = command.action, screen: Screen[object] = screen) -> None:
                await screen.run_action(action if action != "quit" else "app.quit")

            yield SystemCommand(command.title, keys, run)

    def action_turn_theme(self) -> None:
        """Change between paper and night, and keep it for next time."""
        self.theme = NIGHT.name if self.theme == PAPER.name else PAPER.name
        self.settings.put(theme=self.theme)

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
