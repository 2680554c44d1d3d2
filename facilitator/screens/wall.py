"""The wall, for the facilitator: what was shared with the room, sorted, starred, put under themes, put on the stage.

The list is the wall as it is arranged: what narrows or orders it here does so on the stage, while the wall is there.
Only words typed to search wait until the wall is put there.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from msgspec.structs import replace
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from facilitator.commands import BY_ID, bindings
from facilitator.desk import Desk
from facilitator.screens import wall_arranging, wall_list, wall_moving, wall_showing, wall_themes
from facilitator.screens.base import DeskScreen
from facilitator.screens.wall_list import Entry, Head
from facilitator.widgets.footer import Footer
from facilitator.widgets.page import MEASURE
from facilitator.widgets.rows import Line, Rows
from facilitator.widgets.search import Search
from sessions import walls
from sessions.model import Wall
from sessions.text import one_line


class WallScreen(DeskScreen[bool]):
    """Gives True when the stage is to be shown on this screen."""

    CSS_PATH = "wall.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("wall", without=("wall.number",)),
        *(Binding(key, f"number({key})", show=False) for key in BY_ID["wall.number"].keys),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    places = ("wall",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines: list[Line] = []
        # What was searched for when the lines were last drawn, and what stands around them.
        self._drawn_for: str | None = None
        self._said: dict[str, Content] = {}
        # The wall was on the stage when one note was shown large: it comes back.
        self._was_wall = False

    def compose(self) -> ComposeResult:
        yield Static("", id="title")
        yield Search("Words of a note or of its heading", id="search")
        with Container(id="body"):
            yield Static("", id="empty")
            yield Rows()
            yield Static("", id="about")
        yield Footer()

    def on_mount(self) -> None:
        """Begin with the search as it was left, where there is one."""
        if words := self.desk.session.progress.wall.words:
            with self.search.prevent(Search.Changed):
                self.search.value = words
            self.search.display = True
        self.query_one(Rows).focus()
        self.call_after_refresh(self.render_session)
        wall_showing.follow(self)

    def on_resize(self, _event: events.Resize) -> None:
        """Words are set for the room there is."""
        self.call_after_refresh(self.render_session)

    @property
    def search(self) -> Search:
        """The field for what is searched for."""
        return self.query_one(Search)

    @property
    def _typed(self) -> str:
        return one_line(self.search.value) if self.search.display else ""

    @property
    def _how(self) -> Wall:
        """The wall as it is arranged here."""
        return replace(self.desk.session.progress.wall, words=self._typed)

    @property
    def _item(self) -> Entry | Head | None:
        item = self.query_one(Rows).item
        return item if isinstance(item, Entry | Head) else None

    @property
    def not_offered(self) -> frozenset[str]:
        """What the footer leaves out: while one types, enter goes on to what was found."""
        return frozenset({"large"}) if self.search.has_focus else wall_showing.to_show(self.desk.session)

    # --- showing -------------------------------------------------------------------------------------------

    def render_session(self, keep: str = "") -> None:
        """Show the wall as it is now; the cursor goes to the line called `keep`."""
        if not self.is_mounted or not self.size.width:
            return
        session, rows, how = self.desk.session, self.query_one(Rows), self._how
        there = len(walls.on_wall(session))
        self._lines = wall_list.lines(session, how)
        self.set_class(not there, "-empty")
        self._say("title", wall_list.title(session, how, self._lines, there, self.size.width - 8))
        self._say("empty", wall_list.first_words(session, self.size.width - 8) if not there else Content(""))
        typed = self._typed
        alike, self._drawn_for = typed == self._drawn_for, typed
        rows.show(
            self._lines,
            lambda item, width: wall_list.draw(item, width, typed),
            keep=keep or rows.current,
            alike=alike,
        )
        self._tell()

    @on(Rows.Highlighted)
    def _tell(self) -> None:
        """Say the marked one in full."""
        place = self.query_one("#about", Static)
        width = min(place.content_size.width or self.size.width - 8, MEASURE)
        everything = self.key("wall.everything")
        words = wall_list.about(self.desk.session, self._item, width, how=self._how, everything=everything)
        self._say("about", wall_list.cropped(words, place.content_size.height))

    def _say(self, name: str, words: Content) -> None:
        """Say something in its place, which is drawn again only if it is something else."""
        before = self._said.get(name)
        if before is None or not before.is_same(words):
            self._said[name] = words
            self.query_one(f"#{name}", Static).update(words, layout=False)

    # --- the stage -----------------------------------------------------------------------------------------

    async def action_stage(self) -> None:
        """Put the wall on the stage as it is arranged here, or take it off."""
        await wall_showing.wall(self, replace(self._how, vote=""))

    async def action_read_out(self) -> None:
        """What is starred, and nothing else, on the stage; or away again."""
        await wall_showing.read_out(self, self._how)

    async def action_hands(self) -> None:
        """How many hands went up, on the stage; or away again."""
        await wall_showing.hands(self)

    async def action_large(self) -> None:
        """The marked note alone on the stage, or away again; of a marked theme only its notes, or all again."""
        item = self._item
        if isinstance(item, Head) and item.theme:
            only = "" if self._how.theme == item.theme else item.theme
            await self._arrange(theme=only)
        elif isinstance(item, Entry):
            self._was_wall = await wall_showing.note(self, item.note.id, self._was_wall)

    @on(Rows.Chosen)
    async def _clicked(self) -> None:
        await self.action_large()

    async def action_page(self, by: int) -> None:
        """Turn the page on the stage; with neither wall nor note there, go down the list."""
        if not await wall_showing.turned(self, by):
            self.query_one(Rows).action_page(by)

    def action_room(self) -> None:
        """Show the stage on this screen."""
        self.dismiss(True)

    # --- how it is arranged --------------------------------------------------------------------------------

    async def _arrange(self, **changes: object) -> None:
        await wall_arranging.arrange(self, **changes)

    async def action_order(self) -> None:
        """By statement, or by theme."""
        await wall_arranging.order(self, self._how)

    async def action_names(self) -> None:
        """With names, or without."""
        await self._arrange(names=not self._how.names)

    async def action_counts(self) -> None:
        """How many notes there are as bars, or the notes."""
        await self._arrange(counts=not self._how.counts)

    async def action_only_starred(self) -> None:
        """Only what is starred, or everything."""
        await self._arrange(starred=not self._how.starred)

    async def action_everything(self) -> None:
        """Narrowed to nothing any more."""
        self._end_search()
        await self._arrange(area=None, theme="", starred=False, words="")

    @work(exclusive=True)
    async def action_area(self) -> None:
        """Only what is about one area."""
        await wall_arranging.area(self)

    # --- notes ---------------------------------------------------------------------------------------------

    async def action_star(self) -> None:
        """Star the marked note, or take the star back."""
        if isinstance(item := self._item, Entry):
            label = "Star taken back" if item.note.starred else "Note starred"
            await self.change(label, partial(walls.starred, id=item.note.id))

    @work(exclusive=True)
    async def action_cite(self) -> None:
        """Put the marked note under another statement."""
        if isinstance(item := self._item, Entry):
            await wall_moving.ask_where(self, item.note.id)
        else:
            self.facilitator.say("Mark a note first, to put it under another statement.")

    @work(exclusive=True)
    async def action_theme(self) -> None:
        """Put the marked note under a theme that is found or made by typing."""
        if not isinstance(item := self._item, Entry):
            self.facilitator.say(f"Mark a note first: {self.key('wall.theme')} puts it under a theme.")
            return
        name = await wall_themes.ask(self, item.note.theme)
        if name is not None:
            await self._put(item, name)

    async def action_number(self, number: int) -> None:
        """Put the marked note under the theme with this number, and go on to the next note."""
        item, there = self._item, self.desk.session.themes
        if not isinstance(item, Entry):
            return
        if number > len(there):
            self.facilitator.say(f"There is no theme with that number: {self.key('wall.theme')} makes one.")
        else:
            await self._put(item, there[number - 1].name if number else "")

    async def _put(self, item: Entry, name: str) -> None:
        after = wall_list.after(self._lines, item.note.id)
        if await wall_themes.put(self, item.note.id, name):
            self.render_session(keep=after)

    # --- themes --------------------------------------------------------------------------------------------

    @work(exclusive=True)
    async def action_rename(self) -> None:
        """Call the marked theme, or that of the marked note, something else."""
        item = self._item
        id = item.theme if isinstance(item, Head) else item.note.theme if item is not None else ""
        await wall_themes.rename(self, id)

    async def action_drop(self) -> None:
        """Take the marked theme away; notes are taken away in capture."""
        await wall_themes.drop(self, self._item)

    async def action_move(self, by: int) -> None:
        """Move the marked theme up or down."""
        await wall_themes.move(self, self._item, by)

    async def action_vote(self) -> None:
        """A show of hands."""
        if self._typed != self.desk.session.progress.wall.words:
            await self._arrange(words=self._typed)
        await wall_showing.vote(self)

    # --- finding -------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Type words to find."""
        self.search.display = True
        self.set_focus(self.search)

    @on(Search.Changed)
    def searched(self) -> None:
        """Narrow the list at every key."""
        self.render_session()

    def on_key(self, event: events.Key) -> None:
        """From the words typed the arrows move in what was found; enter goes on in it."""
        if self.search.has_focus and event.key in ("down", "up", "enter"):
            event.stop()
            event.prevent_default()
            if event.key == "enter":
                self.query_one(Rows).focus()
            else:
                self.query_one(Rows).action_step(1 if event.key == "down" else -1)

    def _end_search(self) -> None:
        with self.search.prevent(Search.Changed):
            self.search.value = ""
        self.search.display = False
        self.query_one(Rows).focus()

    async def action_leave(self) -> None:
        """Leave the search; without one, go back to the console."""
        if not self.search.display:
            self.dismiss(False)
            return
        self._end_search()
        if self.desk.session.progress.wall.words:
            await self._arrange(words="")
        else:
            self.render_session()
