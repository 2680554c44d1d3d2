"""The stage in a terminal of its own: follows the session file, shows what the room may see, never writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from facilitator.app import clock_now
from facilitator.settings import Settings
from facilitator.themes import NIGHT, PAPER, THEMES
from facilitator.widgets.stage import Stage
from sessions import lettering
from sessions.errors import FacilitatorError
from sessions.stage import stage_view
from sessions.store import Store

_CLICKER = "pagedown,pageup,f5,escape,full_stop,space,right,left"


class StageScreen(Screen[None]):
    """The room's view of one session: `session_id`, or else whichever session has an open console."""

    AUTO_FOCUS = ""
    CSS = "StageScreen #said { height: 1; dock: bottom; display: none; color: $quiet; padding: 0 2; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(_CLICKER, "elsewhere", show=False, priority=True)]

    def __init__(self, store: Store, session_id: str, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._store = store
        self._id = session_id
        self._now = now

    def compose(self) -> ComposeResult:
        yield Stage()
        yield Static("", id="said")

    def on_mount(self) -> None:
        """Follow the file twenty times a second: a `stat`, and a new picture only when something changed."""
        self.run_worker(lettering.load, thread=True)
        self.set_interval(0.05, self._follow)

    def _follow(self) -> None:
        stage = self.query_one(Stage)
        try:
            session_id = self._id or next(iter(self._store.open_sessions()), "")
            if not session_id:
                stage.wait("Waiting for a session to be opened.")
                return
            session = self._store.load(session_id)
        except FacilitatorError as error:
            stage.wait(str(error))
            return
        stage.paint(session, stage_view(session, self._now()))

    def action_elsewhere(self) -> None:
        """The clicker's keys came to the wrong window: say so in one line, for a moment."""
        said = self.query_one("#said", Static)
        said.update(
            Content("This window only follows: click into the console's window, the clicker works there.")
        )
        said.display = True
        self.set_timer(4, lambda: setattr(said, "display", False))


class StageApp(App[None]):
    """`facilitator stage`: one screen that follows."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "turn_theme", "Light or dark", show=False),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True),
    ]

    def __init__(self, data: Path, session_id: str = "", *, now: Callable[[], datetime] = clock_now) -> None:
        super().__init__()
        self._data = data
        self._session_id = session_id
        self._now = now
        for theme in THEMES:
            self.register_theme(theme)
        saved = Settings(data).theme
        self.theme = saved if saved in self.available_themes else PAPER.name

    async def on_mount(self) -> None:
        """Show the stage."""
        await self.push_screen(StageScreen(Store(self._data, now=self._now), self._session_id, self._now))

    def action_turn_theme(self) -> None:
        """Paper or night, for this window alone."""
        self.theme = NIGHT.name if self.theme == PAPER.name else PAPER.name
