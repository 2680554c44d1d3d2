"""The room check: a test card at the size of the stage, before people come.

It is looked at from the back row and tried with the clicker in hand. Esc and F5 are keys of a clicker: here they are
only named, so that nothing closes under it.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widgets import Static

from exports import qr
from exports.document import QrCode
from exports.links import settled
from facilitator.commands import BY_ID, bindings
from facilitator.desk import Desk
from facilitator.dialogs.ask import AskLine
from facilitator.keymap import CLICKER
from facilitator.screens.base import RoomScreen
from facilitator.screens.room_card import TEST_CODE, Card, card, code_page
from facilitator.widgets.footer import Footer
from facilitator.widgets.qr import unfit
from sessions import legibility, lettering
from sessions.errors import FacilitatorError
from sessions.model import Session
from sessions.stage_size import Size


class RoomCheckScreen(RoomScreen[None]):
    """The test card; with a desk, how many screens there are is remembered for its session."""

    CSS_PATH = "room.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("room", without=("room.clicker",)),
        *(
            Binding(key, f"clicker('{key}')", show=False, priority=key in CLICKER and key != "full_stop")
            for key in BY_ID["room.clicker"].keys
        ),
    ]
    places = ("room",)

    def __init__(self, desk: Desk | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._width = legibility.put_width(2.0)
        self._screens = desk.session.meta.screens if desk else 0
        self._sent: tuple[str, ...] = ()
        self._rang = ""
        self._at = -1
        self._painted: object = None

    def compose(self) -> ComposeResult:
        yield Static("", id="card", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Keep the computer awake as a session does, and follow the time."""
        self._width = self.facilitator.settings.picture_width
        self.facilitator.awake.hold()
        self.run_worker(lettering.load, thread=True)
        self.set_interval(0.5, self._paint)

    def on_unmount(self) -> None:
        """Let the computer sleep again."""
        self.facilitator.awake.release()

    def on_resize(self) -> None:
        """The card is set for the size there is."""
        self._paint()

    @property
    def least(self) -> tuple[int, int]:
        """It is the stage's size that is tried."""
        return (60, 18)

    # --- painting ------------------------------------------------------------------------------------------

    def _paint(self) -> None:
        """Paint the card, if anything on it changed."""
        # The footer has the last row, and air above it.
        size = Size(self.size.width, self.size.height - (1 if self.size.height < 30 else 2))
        if not self.is_mounted or self.size.width < 1:
            return
        shown = self._card()
        if (shown, size, self._at) == self._painted:
            return
        self._painted = (shown, size, self._at)
        codes = self._codes()
        content = card(shown, size) if self._at < 0 else code_page(codes[self._at], self._width, size)
        self.query_one("#card", Static).update(content, layout=False)

    def _card(self) -> Card:
        app = self.facilitator
        return Card(
            width=self._width,
            time=f"{app.now().astimezone(self._zone):%H:%M}",
            screens=self._screens,
            awake=app.awake.words,
            bell=app.settings.bell,
            rang=self._rang,
            sent=self._sent,
            stage_command=app.stage_command,
            dark=app.current_theme.dark,
            unfit=self._unfit(),
            keymap=app.keymap,
        )

    def _unfit(self) -> str:
        """Which of the session's codes does not fit the stage, beforehand: the room sees words in its place."""
        if self._desk is None:
            return ""
        sizes = self._desk.stages if self._desk.announced else (Size(self.size.width, self.size.height),)
        for code in self._codes()[1:]:
            if small := unfit(settled(self._desk.session, *self._usual), code.name, sizes, brief=True):
                return f"{code.caption.partition(',')[0]}: its code {small}"
        return ""

    @property
    def _zone(self) -> ZoneInfo | None:
        """The session's zone; without a session this computer's own."""
        return ZoneInfo(self._desk.session.meta.zone) if self._desk else None

    def _codes(self) -> list[QrCode]:
        """The test code, and those that the session has or will have."""
        if self._desk is None:
            return [TEST_CODE]
        return [TEST_CODE, *qr.codes(settled(self._desk.session, *self._usual))]

    @property
    def _usual(self) -> tuple[str, int | None, date | None]:
        """The link that sessions usually have, after how many days, and since when."""
        settings = self.facilitator.settings
        return settings.link, settings.link_days, settings.link_since

    # --- trying --------------------------------------------------------------------------------------------

    def action_clicker(self, key: str = "") -> None:
        """Name a key of the clicker."""
        if key:
            self._sent = (*(one for one in self._sent if one != key), key)
            self._paint()

    def on_key(self, event: Key) -> None:
        """A key that is none of this screen's own may be one of an unusual clicker: it is named too."""
        if event.key not in self.active_bindings:
            self.action_clicker(event.key)

    def action_ring(self) -> None:
        """Ring the bell once."""
        if self.facilitator.settings.bell:
            self.facilitator.bell()
            self._rang = f"{self.facilitator.now().astimezone(self._zone):%H:%M:%S}"
        self._paint()

    def action_turn_bell(self) -> None:
        """Turn the bell on or off for every session."""
        self.facilitator.turn_bell()
        self._paint()

    def action_code(self) -> None:
        """One code after another over the whole card, and the card again."""
        self._at = self._at + 1 if self._at + 1 < len(self._codes()) else -1
        self._paint()

    async def action_screens(self) -> None:
        """One screen or two; remembered with the session."""
        self._screens = 2 if self._screens == 1 else 1
        if self._desk is not None:
            told = self._screens

            def apply(session: Session) -> Session:
                return replace(session, meta=replace(session.meta, screens=told))

            try:
                await self._desk.change("Number of screens", apply, undoable=False)
            except FacilitatorError as error:
                self.facilitator.say(str(error), error=True)
        if self.in_use:
            self._paint()

    def action_wider(self, by: int) -> None:
        """A wider or narrower picture."""
        self._put_width(legibility.wider(self._width, by))

    def action_width(self) -> None:
        """Type the picture's width."""

        def check(text: str) -> str:
            try:
                legibility.read_width(text)
            except ValueError as error:
                return str(error)
            return ""

        def answered(text: str | None) -> None:
            if text is not None:
                self._put_width(legibility.read_width(text))

        hint = "In metres, such as 2.4. Pace it out: a long step is about 0.8 m."
        self.app.push_screen(
            AskLine("How wide is the picture on the wall?", f"{self._width:.1f}", hint, check), answered
        )

    def _put_width(self, width: float) -> None:
        self._width = width
        self.facilitator.settings.put(picture_width=width)
        self._paint()

    def action_leave(self) -> None:
        """From a code back to the card; from the card back to where it was opened."""
        if self._at >= 0:
            self._at = -1
            self._paint()
        else:
            self.dismiss(None)
