"""The bin: deleted sessions, and bringing them back."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.commands import bindings
from facilitator.screens import library_lists as lists
from facilitator.screens.base import RoomScreen
from facilitator.widgets.footer import Footer
from facilitator.widgets.rows import Rows
from sessions.dates import local_zone
from sessions.errors import FacilitatorError


class BinScreen(RoomScreen[None]):
    """Deleted sessions; enter restores the one under the cursor."""

    CSS_PATH = "library_bin.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("bin", "list")]
    places = ("bin", "list")

    def compose(self) -> ComposeResult:
        yield Static("Bin", classes="title")
        yield Static(id="about")
        yield Rows()
        yield Footer()

    def on_mount(self) -> None:
        """Show what there is."""
        self.query_one(Rows).focus()
        self._list()

    def _list(self) -> None:
        try:
            found = self.facilitator.store.binned()
        except FacilitatorError as error:
            found = []
            self.facilitator.say(str(error), error=True)
        words = "A deleted session stays here until you restore it." if found else "The bin is empty."
        self.query_one("#about", Static).update(Content(words))
        today = self.facilitator.now().astimezone(ZoneInfo(local_zone())).date()
        self.query_one(Rows).show(lists.session_lines(found, today), lists.session_draw(today))
        self.refresh_bindings()

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """There is nothing to restore in an empty bin."""
        return action != "restore" or any(rows.current for rows in self.query(Rows))

    @on(Rows.Chosen)
    def action_restore(self) -> None:
        """Put the session back into the library."""
        rows = self.query_one(Rows)
        title = next(line.item.title for line in rows.lines if line.id == rows.current)
        try:
            self.facilitator.store.restore(rows.current)
        except FacilitatorError as error:
            self.facilitator.say(str(error), error=True)
            return
        self.facilitator.say(f"“{title}” is in the library again.")
        self._list()

    def action_leave(self) -> None:
        """Back to the library."""
        self.dismiss(None)
