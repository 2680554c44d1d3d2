"""The stage in a terminal of its own: follows the session file, shows what the room may see, never writes."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from facilitator.app import clock_now
from facilitator.awake import Awake
from facilitator.crash import end_with_words
from facilitator.settings import Settings
from facilitator.text_size import said, turned
from facilitator.themes import NIGHT, PAPER, themes_for
from facilitator.widgets.stage import Stage
from sessions import clock as clocks
from sessions import lettering
from sessions.announced import Notice
from sessions.errors import FacilitatorError
from sessions.files import Signature
from sessions.following import Onlooker, seen_anew
from sessions.model import Session
from sessions.rehearsal import RehearsalStore, in_the_room, time_in
from sessions.stage import StageView, stage_view
from sessions.store import Store

_CLICKER = "pagedown,pageup,f5,escape,full_stop,space,right,left"
# How often it looks for a change, and for how long it stays known which consoles are open, in seconds.
_LOOK, _CONSOLES = 0.05, 0.4
# For so many seconds something is said over the picture.
_SAYING = 5
# What the room is told, whatever it is; and below it, small, what it means for the facilitator. What was wrong with a
# file, and where that is, is said in the other window.
_MOMENT = "One moment, please."
_NONE_YET = "For the facilitator: open a session in your own window."
_WAITING = "For the facilitator: this session is not open in your own window."
_UNREAD = "For the facilitator: the session cannot be read just now; your own window says why."
_ELSEWHERE = "For the facilitator: click on your own window; the clicker works there."


class StageScreen(Screen[None]):
    """The room's view of one session: `session_id`, or else whichever session's console was opened last."""

    AUTO_FOCUS = ""
    # What is said stands on the row of the title, over the picture: nothing moves for it, and no clock is covered.
    CSS = """
    StageScreen { layers: default said; }
    StageScreen #said { layer: said; dock: top; height: auto; display: none; padding: 0 2; }
    StageScreen #said { background: $background; color: $quiet; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(_CLICKER, "elsewhere", show=False, priority=True),
        Binding("z", "text_size", "Text size", show=False),
    ]

    def __init__(
        self, store: Store, session_id: str, now: Callable[[], datetime], settings: Settings
    ) -> None:
        super().__init__()
        self._store = store
        self._rehearsals = RehearsalStore(store)
        self._id = session_id
        self._now = now
        self._settings = settings
        self._notice = Notice(store.data)
        # What it follows, whether a console has that open, and when that was found out.
        self._home, self._followed = store, session_id
        self._attended = True
        self._looked: tuple[float, Signature | None] = (0.0, None)
        # As it was last read, what of it is shown, and what of that depends on the time; what could not be read.
        self._read: Session | None = None
        self._session: Session | None = None
        self._shown: object = None
        self._unread: tuple[Signature | None, str] | None = None
        self._saying = ("", 0.0)

    def compose(self) -> ComposeResult:
        yield Stage()
        yield Static("", id="said")

    async def on_mount(self) -> None:
        """Follow the file twenty times a second: a `stat`, and a new picture only when something changed."""
        self.query_one(Stage).text = self._settings.stage_text_size
        await asyncio.to_thread(lettering.load)
        self.set_interval(_LOOK, self._follow)

    def on_unmount(self) -> None:
        """No console turns its pages for this stage any more."""
        self._notice.withdraw()

    # --- following -----------------------------------------------------------------------------------------

    def _follow(self) -> None:
        stage = self.query_one(Stage)
        if not stage.size.width:
            return
        problem = ""
        try:
            self._see_who_is_there()
            if self._followed:
                self._show(stage)
        except FacilitatorError as error:
            problem = str(error)
        if self._session is None:
            stage.wait(_MOMENT, problem or _NONE_YET)
            return
        self._notice.say(self._session.id, stage.cells)
        waits = not self._attended and self._session.meta.status != "finished"
        self._over(_UNREAD if problem else _WAITING if waits else "")

    def _see_who_is_there(self) -> None:
        """Which session to follow, and whether its console is open. Where all are closed it is the same as before."""
        looked, seen = self._looked
        opened = _folder(self._store.data / "consoles")
        moment = time.monotonic()
        if opened == seen and moment - looked < _CONSOLES:
            return
        self._looked = moment, opened
        if self._id:
            self._attended = self._store.console_holder(self._id) is not None
            return
        home, session_id = in_the_room(self._store, self._rehearsals)
        self._attended = bool(session_id)
        if session_id and session_id != self._followed:
            self._home, self._followed, self._unread = home, session_id, None

    def _show(self, stage: Stage) -> None:
        """Read the session if it changed, and paint it if anything on it did. Raises FacilitatorError."""
        signature = self._home.signature(self._followed)
        if self._unread is not None and self._unread[0] == signature:
            raise FacilitatorError(self._unread[1])
        try:
            session = self._home.load(self._followed)
        except FacilitatorError as error:
            self._unread = signature, str(error)
            raise
        self._unread = None
        if session is not self._read:
            # Before it begins, with what the one it follows leaves, as its console has it.
            self._read, self._session = session, seen_anew(self._home, session)
        shown = self._session or session
        now = time_in(shown, self._now())
        # Nothing else of the picture depends on the time; it is worked out only when something changed.
        clock = clocks.view(shown.clock, now, ZoneInfo(shown.meta.zone))
        if (shown, clock, stage.cells) != self._shown:
            self._shown = shown, clock, stage.cells
            stage.paint(shown, stage_view(shown, now))

    # --- saying --------------------------------------------------------------------------------------------

    def _over(self, standing: str) -> None:
        """Show what is said: for a while the answer to a key, else what stands there for as long as it is so."""
        words, until = self._saying
        words = words if time.monotonic() < until else standing
        place = self.query_one("#said", Static)
        shown = in_words(words)
        if shown.plain != str(place.content):
            place.update(shown)
            place.display = bool(words)

    def _say(self, words: str) -> None:
        self._saying = words, time.monotonic() + _SAYING
        self._over("")

    def action_elsewhere(self) -> None:
        """The clicker's keys came to the wrong window."""
        self._say(_ELSEWHERE)

    def action_text_size(self) -> None:
        """Larger text in this window alone; kept for the next one."""
        stage = self.query_one(Stage)
        before = stage.cells
        after = turned(before)
        stage.text = after.text
        self._settings.put(stage_text_size=after.text)
        self._say(said(self._view(), before, after))

    def _view(self) -> StageView:
        session = self._session
        if session is None:
            return StageView(kind="blank")
        return stage_view(session, time_in(session, self._now()))


def in_words(words: str) -> Content:
    """What is said over the picture: before what is for the facilitator, a word for the room."""
    if words in (_WAITING, _UNREAD, _ELSEWHERE):
        return Content.assemble((_MOMENT, "bold $foreground"), "\n", words)
    return Content.styled(words, "bold")


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
        self._awake = Awake()
        self._settings = Settings(data)
        self.animation_level = "none"
        for theme in themes_for(self.console.color_system):
            self.register_theme(theme)
        saved = self._settings.theme
        self.theme = saved if saved in self.available_themes else PAPER.name

    async def on_mount(self) -> None:
        """Show the stage, on a display that stays on; end quietly with the terminal."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name) and os.name != "nt":
                loop.add_signal_handler(getattr(signal, name), self.exit)
        self._awake.hold()
        store = Onlooker(self._data, now=self._now)
        await self.push_screen(StageScreen(store, self._session_id, self._now, self._settings))

    def on_unmount(self) -> None:
        """Let the computer sleep again."""
        self._awake.close()

    def _fatal_error(self) -> None:
        """End with words: Textual's traceback would print the notes in its local variables, before the room."""
        end_with_words(self, self._data, self._now())

    def action_turn_theme(self) -> None:
        """Paper or night, for this window alone."""
        self.theme = NIGHT.name if self.theme == PAPER.name else PAPER.name


def _folder(path: Path) -> Signature | None:
    """What changes when a console is opened or closed."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
