"""The console: run sheet on the left, what the room sees in the middle, the facilitator's own on the right."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.widgets import console
from facilitator.widgets.console_room import room_content, room_view
from facilitator.widgets.footer import Footer
from sessions.model import Session, Step
from sessions.turning import Stages


class ConsoleView(Vertical):
    """Paints a session for the facilitator. Nothing on it takes the focus: the clicker's keys stay the screen's."""

    # The rows of what comes next.
    _next_height = 1

    def compose(self) -> ComposeResult:
        yield Static("", id="header")
        yield Static("", id="next")
        yield Static("", id="place")
        with Horizontal(id="columns"):
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
        looks at. A `warning` stands over what the room sees."""
        width = self.size.width - 4
        if width <= 0:
            return
        self._put("#header", console.header(session, now, width))
        rows = console.next_rows(session, now, stages, width - 2)
        if self._put_rows("#next", rows):
            # The rest has more or less room now.
            self.call_after_refresh(self.paint, session, now, stages, looking, warning)
            return
        self._put("#place", console.place_row(session, now, width))
        sheet = self.query_one("#sheet", Static).content_size
        self._put(
            "#sheet",
            console.sheet_rows(session, now, looking.id if looking else "", sheet.width, sheet.height),
        )
        room = self.query_one("#room", Static).content_size
        label, view = room_view(session, now, looking, stages)
        self._put("#room", room_content(label, view, room.width, room.height, stages, warning))
        self.query_one("#notes", Static).update(console.notes_content(looking))
        self._put("#status", console.status_content(session, looking))

    def _put_rows(self, where: str, content: Content) -> bool:
        """Show content of one row or more; whether their number has changed, so that all is laid out again."""
        place, height = self.query_one(where, Static), content.plain.count("\n") + 1
        changed = height != self._next_height
        self._next_height = height
        place.update(content, layout=changed)
        return changed

    def _put(self, where: str, content: Content) -> None:
        # The places have fixed sizes: only what is painted changes, nothing is laid out again.
        self.query_one(where, Static).update(content, layout=False)
