"""Reading a framework: its areas on one side, what they hold on the other; typing finds a statement at once."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from facilitator.commands import bindings
from facilitator.screens.base import RoomScreen
from facilitator.screens.framework_pages import (
    Chapter,
    Hit,
    chapters,
    hit_page,
    hits,
    home_of,
    page,
    row_of,
    standing,
)
from facilitator.widgets.footer import Footer
from facilitator.widgets.found import found_words, topic_row
from facilitator.widgets.page import Page
from facilitator.widgets.rows import Cell, Line, Rows, line_up
from facilitator.widgets.search import Search
from frameworks.model import Framework
from sessions.text import with_article


class FrameworkScreen(RoomScreen[None]):
    """One framework to read.

    Three things are shown, one at a time: its chapters; while something is typed what has it, the best first; and a
    statement in its place (`at` is its ref), to which `enter` goes from what was found and `esc` goes back.
    """

    CSS_PATH = "framework.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("framework", "list")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    places = ("framework", "list")

    def __init__(self, framework: Framework, at: str = "") -> None:
        super().__init__()
        self.framework = framework
        self.at = at
        self._chapters = chapters(framework)
        self._codes = max((len(one.code) for one in self._chapters), default=0)
        self._statement_codes = max((len(one.code) for _, one in framework.statements()), default=0)

    def compose(self) -> ComposeResult:
        how = "its code, or words of it" if "statements" in self.framework.coded else "words of it"
        yield Static(Content(self.framework.title), classes="title")
        yield Static(standing(self.framework), classes="standing")
        yield Search(id="search", placeholder=f"To find {with_article(self.framework.statement)}, type {how}")
        with Container(id="body"):
            yield Rows()
            yield Page()
        yield Footer()

    def on_mount(self) -> None:
        """Begin with the first area, or with the one that was asked for."""
        self.query_one(Rows).focus()
        self._list(home_of(self.framework, self.at) or self._first)

    @property
    def search(self) -> Search:
        """The field for what is searched for."""
        return self.query_one(Search)

    @property
    def _first(self) -> str:
        """The first area."""
        return next((one.ref for one in self._chapters if one.area), "")

    @property
    def finding(self) -> bool:
        """Whether what was found is shown."""
        return bool(self.search.value.strip()) and not self.at

    def _list(self, keep: str = "") -> None:
        """Show what was found, or the chapters; with the cursor on `keep`, else on the first."""
        rows = self.query_one(Rows)
        self.set_class(self.finding, "-finding")
        if self.finding:
            lines = [Line(one.ref, one) for one in hits(self.framework, self.search.value)]
            rows.show(lines, self._draw_hit, keep=keep or (lines[0].id if lines else ""))
        else:
            rows.show([Line(one.ref, one) for one in self._chapters], self._draw, keep=keep)
        self._page()
        self.refresh_bindings()

    def _draw(self, item: Chapter, width: int) -> Content:
        cells = [Cell(item.title, style="" if item.area else "$quiet")]
        if self._codes:
            cells.insert(0, Cell(item.code, self._codes, "$quiet", right=True))
        return line_up(cells, width)

    def _draw_hit(self, item: Hit, width: int) -> Content:
        typed, codes = self.search.value, self._statement_codes
        if item.topic is not None:
            return topic_row(item.topic, typed, width, codes)
        code = f"{item.chapter.code:<{codes}}  " if codes else ""
        return Content.assemble((code, "$quiet"), found_words(item.chapter.title, typed, width - len(code)))

    @on(Rows.Highlighted)
    def _page(self) -> None:
        """Show what is under the cursor."""
        item, framework, at = self.query_one(Rows).item, self.framework, self.at
        into = self.query_one(Page)
        if isinstance(item, Hit):
            into.show(lambda width: hit_page(framework, item, width))
        elif isinstance(item, Chapter):
            here = item.area is not None and at not in ("", item.ref) and home_of(framework, at) == item.ref
            into.show(
                lambda width: page(framework, item, width, at if here else ""),
                (lambda width: row_of(framework, item, width, at)) if here else None,
            )
        else:
            into.show(lambda _: Content(f"Nothing here has “{self.search.value.strip()}”."))

    # --- finding -------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A letter or digit begins a search at once; from the words typed the arrows move in what was found."""
        if not self.search.has_focus:
            if event.character is not None and event.character.isalnum():
                event.stop()
                self._search_for(event.character)
        elif event.key in ("down", "up"):
            event.stop()
            self.query_one(Rows).action_step(1 if event.key == "down" else -1)
        elif event.is_printable and event.character is not None:
            # Typed so fast that the field had not got the focus yet.
            event.stop()
            self.search.insert_text_at_cursor(event.character)

    def action_search(self) -> None:
        """Type words to find."""
        self._search_for("")

    def _search_for(self, typed: str) -> None:
        self.at = ""
        self.set_focus(self.search)
        self.search.value = typed
        self.search.cursor_position = len(typed)

    @on(Search.Changed)
    def searched(self) -> None:
        """Find at every key."""
        self.at = ""
        self._list("" if self.finding else self._first)

    @on(Rows.Chosen)
    def action_go(self) -> None:
        """Go to what was found, in its place."""
        item = self.query_one(Rows).item
        if isinstance(item, Hit):
            self.at = item.ref
            self.query_one(Rows).focus()
            self._list(item.chapter.ref)

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        return action != "go" or (self.is_mounted and self.finding)

    async def action_print(self) -> None:
        """Write it as a page to print."""
        from facilitator.screens.papers import of_framework, write_out

        await write_out(self, of_framework(self.framework))

    def action_read_on(self, by: int) -> None:
        """Turn the page."""
        self.query_one(Page).turn(by)

    def action_leave(self) -> None:
        """From its place back to what was found, from there to the chapters, then away."""
        if not self.search.value:
            self.dismiss(None)
        elif self.at:
            before, self.at = self.at, ""
            self.set_focus(self.search)
            self._list(before)
        else:
            with self.search.prevent(Search.Changed):
                self.search.value = ""
            self.query_one(Rows).focus()
            self._list(self._first)
