"""The library: the sessions, and what sessions are made from."""

from __future__ import annotations

import asyncio
from functools import cached_property, partial
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from facilitator.commands import bindings
from facilitator.screens import library_lists as lists
from facilitator.screens import library_opening as opening
from facilitator.screens import library_words as words
from facilitator.screens.base import RoomScreen
from facilitator.screens.library_found import Found
from facilitator.screens.library_shelves import Shelves
from facilitator.widgets.footer import Footer
from facilitator.widgets.headings import Headings
from facilitator.widgets.page import Page
from facilitator.widgets.rows import Rows
from facilitator.widgets.search import SearchField
from sessions.errors import FacilitatorError


class LibraryScreen(RoomScreen[None]):
    """Three lists, one at a time: sessions, templates, frameworks."""

    CSS_PATH = "library.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("library")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    places = ("library",)

    def __init__(self) -> None:
        super().__init__()
        self.tab = "sessions"
        self._at: dict[str, str] = {}
        self._looked = False

    def compose(self) -> ComposeResult:
        yield Static(id="tabs")
        yield Static(id="notice")
        yield SearchField(id="search")
        rows = Rows(id="list")
        yield Headings(rows, id="headings")
        with Horizontal(id="body"):
            yield rows
            yield Page(id="aside")
        with Container(id="empty"):
            yield Static()
        yield Footer()

    @cached_property
    def shelves(self) -> Shelves:
        """What there is to show."""
        return Shelves(self.facilitator)

    @cached_property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one(Rows)

    @property
    def search(self) -> Input:
        """The field for the words searched for."""
        return self.query_one("#search", Input)

    def on_mount(self) -> None:
        """Everything is done from the list."""
        self.rows.focus()

    def on_screen_resume(self) -> None:
        """Read what may have changed while another screen was in front; the cursor stays where it was."""
        self.reload()

    def reload(self, keep: str = "") -> None:
        """Read the sessions again, with the cursor on `keep` or where it was."""
        try:
            self.shelves.reload()
        except FacilitatorError as error:
            self.facilitator.say(str(error), error=True)
        if keep:
            self.tab = "sessions"
            self._end_search()
        # After a power cut the session that is running is the one in hand.
        self._list(keep or self._current or self.shelves.running)
        self._read_content()

    def show(self, tab: str, id: str) -> None:
        """Read everything again and go to something in one of the lists."""
        self.tab = tab
        self._end_search()
        self._list(id)
        self._read_content()

    def _list(self, keep: str = "") -> None:
        shelf = self.shelves.shelf(self.tab, self.search.value)
        self.rows.show(shelf.lines, shelf.draw, keep=keep)
        self.query_one("#tabs", Static).update(words.tabs(self.tab), layout=False)
        self.set_class(self.tab != "sessions", "-reading")
        self.set_class(self.tab == "frameworks" and bool(self.search.value.strip()), "-finding")
        self.set_class(not shelf.shown, "-empty")
        if not shelf.shown:
            nothing = words.nothing(self.tab, self.search.value.strip(), shelf.total, self.key)
            self.query_one("#empty Static", Static).update(nothing)
        named = bool(self._current) and not self.has_class("-finding")
        self.query_one(Headings).show(partial(lists.headings, self.tab) if named else None)
        self._page()
        self.refresh_bindings()

    def _page(self) -> None:
        item = self.rows.item if self._looked or self.tab != "sessions" else None
        self.query_one(Page).show(lambda width: self.shelves.page(item, width))

    @work(group="content", exclusive=True)
    async def _read_content(self) -> None:
        """Read every content file beside what else is done, so that no key waits for it, then say what is wrong."""
        # It takes longer than a first sight of the sessions may.
        await asyncio.sleep(0.1)
        await asyncio.to_thread(self.shelves.fill)
        if self.in_use:
            self._notice()

    def _notice(self) -> None:
        """Say quietly what is not as it should be; from now on the page about a session is shown."""
        said = self.shelves.notice()
        notice = self.query_one("#notice", Static)
        notice.update(Content(said))
        notice.display = bool(said)
        self._looked = True
        self._page()

    @on(Rows.Highlighted)
    def moved(self) -> None:
        """Show what the cursor is on."""
        self._page()
        self.refresh_bindings()

    @on(Rows.Chosen)
    async def clicked(self) -> None:
        """Open what was clicked."""
        await self.run_action(opening.ENTER[self.tab])

    # --- finding -------------------------------------------------------------------------------------------

    def action_tab(self, tab: str) -> None:
        """Go to one of the three lists; each keeps its place, and what is searched for stays behind."""
        if tab != self.tab:
            self._at[self.tab] = self._current
            self.tab = tab
            self._end_search()
            self._list(self._at.get(tab, ""))

    def action_search(self) -> None:
        """Type words to find."""
        self.search.placeholder = words.SEARCH[self.tab]
        self.search.display = True
        self.search.focus()

    def action_leave_search(self) -> None:
        """Show everything again."""
        if self.search.display:
            self._end_search()
            self._list(self._current)

    def _end_search(self) -> None:
        with self.search.prevent(Input.Changed):
            self.search.value = ""
        self.search.display = False
        self.rows.focus()

    @on(Input.Changed, "#search")
    def searched(self) -> None:
        """Narrow the list at every key; among content the best comes first."""
        self._list(self._current)
        if self.tab != "sessions":
            self.rows.action_edge(0)

    @on(Input.Submitted, "#search")
    async def found(self) -> None:
        """Go into the list of what was found; a statement that was found is read in its place at once."""
        if isinstance(self.rows.item, Found):
            await self.action_read()
        else:
            self.rows.focus()

    def on_key(self, event: events.Key) -> None:
        """From the words searched for, the arrows go into what was found."""
        if event.key in ("down", "up") and self.search.has_focus:
            event.stop()
            self.rows.focus()

    def action_read_on(self, by: int) -> None:
        """Turn the page about what the cursor is on."""
        self.query_one(Page).turn(by)

    # --- doing ---------------------------------------------------------------------------------------------

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """Offer only what can be done where the cursor is."""
        if action == "leave_search":
            return self.is_mounted and self.search.display
        return opening.offered(action, self.tab, bool(self._current))

    @property
    def _current(self) -> str:
        return self.rows.current if self.is_mounted else ""

    async def action_new(self) -> None:
        """Prepare a session; among the templates, with the one in hand."""
        await opening.new(self, self._current if self.tab == "templates" else "")

    async def created(self, session_id: str | None) -> None:
        """Show a session that was just made, and open its plan."""
        if session_id is not None:
            self.reload(keep=session_id)
            await opening.plan(self, session_id)

    async def action_begin(self) -> None:
        """Prepare a session with the template in hand."""
        await self.action_new()

    async def action_plan(self) -> None:
        """Look at the session's plan."""
        await opening.plan(self, self._current)

    async def action_read(self) -> None:
        """Read the framework, from the statement that was found in it."""
        await opening.read(self)

    async def action_run(self) -> None:
        """Open the session before the room."""
        await self.facilitator.run_session(self._current)

    async def action_rehearse(self) -> None:
        """Try the session out on a copy."""
        await self.facilitator.rehearse(self._current)

    async def action_type_up(self) -> None:
        """Type up what people wrote on paper."""
        await opening.type_up(self, self._current)

    async def action_hand_out(self) -> None:
        """Write the notes as files."""
        await opening.hand_out(self, self._current)

    async def action_guide(self) -> None:
        """Write the guide to the template in hand."""
        await opening.guide(self)

    async def action_print(self) -> None:
        """Write the framework in hand as a page to print."""
        await opening.print_framework(self)

    async def action_again(self) -> None:
        """Make the next session of a series from the one in hand."""
        from facilitator.screens import library_doing

        await library_doing.again(self, self._current)

    async def action_begin_again(self) -> None:
        """Put a session that was tried out back to not begun."""
        from facilitator.screens import library_doing

        await library_doing.begin_again(self, self._current)

    async def action_delete(self) -> None:
        """Put the session into the bin, after asking."""
        from facilitator.screens import library_doing

        await library_doing.delete(self, self.shelves.summary(self._current))

    async def action_save_template(self) -> None:
        """Save the session's plan as a template."""
        from facilitator.screens import library_sharing

        await library_sharing.save_template(self, self._current)

    async def action_hand_over(self) -> None:
        """Write the session, or the template with its frameworks, into one file for a colleague."""
        from facilitator.screens import library_sharing

        await library_sharing.hand_over(self, self.rows.item, self._current)

    async def action_take_in(self) -> None:
        """Take in what a colleague sent."""
        from facilitator.screens import library_sharing

        await library_sharing.from_a_file(self)

    async def action_bin(self) -> None:
        """Look into the bin."""
        from facilitator.screens.library_bin import BinScreen

        await self.app.push_screen(BinScreen())
