"""The console: run sheet on the left, what the room sees in the middle, the facilitator's own on the right."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.widgets import console
from facilitator.widgets.console_room import room_content, room_view
from facilitator.widgets.footer import Footer
from sessions.model import Session, Step
from sessions.turning import Stages

if TYPE_CHECKING:
    from facilitator.screens.base import RoomScreen

# Below one another, the facilitator's own notes keep so many rows, with the blank ones around them.
_OWN_ROWS = 6


class ConsoleView(Vertical):
    """Paints a session for the facilitator. Nothing on it takes the focus: the clicker's keys stay the screen's."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        # What stands in the places whose height is that of their words; the steps in the rows of the run sheet.
        self._rows: dict[str, Content] = {}
        self._steps: list[str] = []
        self._room_rows = 0

    def compose(self) -> ComposeResult:
        yield Static("", id="header")
        yield Static("", id="next")
        yield Static("", id="place")
        yield Static("", id="warning")
        with Container(id="columns"):
            yield Static("", id="sheet")
            yield Static("", id="room")
            with Vertical(id="own"):
                with VerticalScroll(id="notes-box", can_focus=False):
                    yield Static("", id="notes")
                yield Static("", id="status")
        yield Footer()

    def paint(
        self, session: Session, now: datetime, stages: Stages, looking: Step | None, warning: str = ""
    ) -> None:
        """Show the session as it is now, before rooms with these `stages`; `looking` is the step the facilitator
        looks at. A `warning` stands over it all."""
        width = self.size.width - 4
        if width <= 0:
            return
        narrow = self.screen.has_class("narrow")
        self._put("#header", console.header(session, now, width))
        self._put("#place", console.place_row(session, now, width))
        changed = [
            self._put_rows("#next", console.next_rows(session, now, stages, width - 2)),
            self._put_rows("#warning", Content.styled(warning, "$soon")),
            self._put_rows("#status", console.status_content(session, looking, joined=narrow)),
        ]
        keys = cast("RoomScreen[None]", self.screen).key
        if self._put_rows("#notes", console.notes_content(looking, keys, close=narrow)):
            self.query_one("#notes-box").scroll_home(animate=False)
        if any(changed):
            self.query_one("#warning").display = bool(warning)
            self.query_one("#place").set_class(bool(warning), "warned")
            # The rest has more or less room now.
            self.call_after_refresh(self._paint_room, session, now, stages, looking)
        self._paint_room(session, now, stages, looking)

    def _paint_room(self, session: Session, now: datetime, stages: Stages, looking: Step | None) -> None:
        """What has all the room that is left."""
        place = self.query_one("#sheet", Static)
        sheet = place.content_size
        at = looking.id if looking else ""
        rows = console.sheet_rows(session, now, at, sheet.width, sheet.height)
        self._steps = [step for _, step in rows]
        self._put("#sheet", Content("\n").join(row for row, _ in rows))
        room = self.query_one("#room", Static).content_size
        label, view = room_view(session, now, looking, stages)
        if not self.screen.has_class("narrow"):
            self._divide(0)
            self._put("#room", room_content(label, view, room.width, room.height, stages))
            return
        status = self.query_one("#status", Static).size.height
        # While there is a warning the words of both are few.
        own = _OWN_ROWS - self.query_one("#warning").display
        most = max(5, sheet.height - own - status)
        content = room_content(label, view, room.width, most, stages, close=True)
        self._divide(content.plain.count("\n") + 2)
        self._put("#room", content)

    def _divide(self, rows: int) -> None:
        """Give the middle so many rows, where the facilitator's own stands below it; 0 where it stands beside it."""
        if rows != self._room_rows:
            self._room_rows = rows
            columns = self.query_one("#columns")
            columns.styles.grid_rows = f"{rows} 1fr" if rows else None

    def step_at(self, row: int) -> str:
        """The id of the step in a row of the screen; "" where the run sheet has none."""
        at = row - self.query_one("#sheet").content_region.y
        return self._steps[at] if 0 <= at < len(self._steps) else ""

    def read_on(self) -> None:
        """The facilitator's own notes, a page further down; from their end back to the beginning."""
        box = self.query_one("#notes-box")
        if box.scroll_offset.y >= box.max_scroll_y:
            box.scroll_home(animate=False)
        else:
            box.scroll_page_down(animate=False)

    def _put_rows(self, where: str, content: Content) -> bool:
        """Show content of as many rows as it takes; whether it has changed, so that all is laid out again."""
        changed = content.markup != self._rows.get(where, Content("\x00")).markup
        if changed:
            self._rows[where] = content
            self.query_one(where, Static).update(content)
        return changed

    def _put(self, where: str, content: Content) -> None:
        # The places have fixed sizes: only what is painted changes, nothing is laid out again.
        self.query_one(where, Static).update(content, layout=False)
