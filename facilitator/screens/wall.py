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
from facilitator.desk import Apply, Desk
from facilitator.dialogs.ask import Pick
from facilitator.dialogs.theme import ThemeDialog
from facilitator.screens import wall_list, wall_themes
from facilitator.screens.base import DeskScreen
from facilitator.screens.wall_list import Entry, Head
from facilitator.widgets.footer import Footer
from facilitator.widgets.page import MEASURE
from facilitator.widgets.rows import Line, Rows
from facilitator.widgets.search import Search
from sessions import progress, voting, walls
from sessions.model import ShownKind, Wall
from sessions.text import one_line

_ALL = "all"


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
        return frozenset({"large"}) if self.search.has_focus else frozenset()

    # --- showing -------------------------------------------------------------------------------------------

    def render_session(self, keep: str = "") -> None:
        """Show the wall as it is now; the cursor goes to the line called `keep`."""
        if not self.is_mounted or not self.size.width:
            return
        session, rows, how = self.desk.session, self.query_one(Rows), self._how
        self._lines = wall_list.lines(session, how)
        self.set_class(not walls.on_wall(session), "-empty")
        words = wall_list.title(session, how, self._lines, self.size.width - 8)
        self.query_one("#title", Static).update(words, layout=False)
        self.query_one("#empty", Static).update(
            wall_list.first_words(session, self.size.width - 8), layout=False
        )
        typed = self._typed
        rows.show(
            self._lines, lambda item, width: wall_list.draw(item, width, typed), keep=keep or rows.current
        )
        self._tell()

    @on(Rows.Highlighted)
    def _tell(self) -> None:
        """Say the marked one in full."""
        place, session = self.query_one("#about", Static), self.desk.session
        width = min(place.content_size.width or self.size.width - 8, MEASURE)
        # With two screens the room does not see this one.
        names = self._how.names or session.meta.screens == 2
        words = wall_list.about(session, self._item, width, names=names)
        if self._item is None and walls.on_wall(session):
            words = Content(
                f"Nothing has “{self._typed}”." if self._typed else "Nothing is like that: x shows all."
            )
        place.update(wall_list.cropped(words, place.content_size.height), layout=False)

    # --- the stage -----------------------------------------------------------------------------------------

    async def action_stage(self) -> None:
        """Put the wall on the stage as it is arranged here, or take it off."""
        session, how = self.desk.session, replace(self._how, vote="")
        if session.progress.shown.kind == "wall" and session.progress.wall == how:
            await self._show("Wall taken off", lambda one: progress.show(one, "step"))
        else:
            await self._show("Wall", lambda one: progress.show(walls.arranged(one, how), "wall"))

    async def action_large(self) -> None:
        """The marked note alone on the stage, or away again; of a marked theme only its notes, or all again."""
        item = self._item
        if isinstance(item, Head) and item.theme:
            only = "" if self._how.theme == item.theme else item.theme
            await self._arrange(theme=only)
        elif isinstance(item, Entry):
            shown = self.desk.session.progress.shown
            if (shown.kind, shown.ref) == ("note", item.note.id):
                back: ShownKind = "wall" if self._was_wall else "step"
                self._was_wall = False
                await self._show("Note taken off", lambda one: progress.show(one, back))
            else:
                self._was_wall = shown.kind == "wall" or (self._was_wall and shown.kind == "note")
                await self._show("One note", lambda one: progress.show(one, "note", item.note.id))

    @on(Rows.Chosen)
    async def _clicked(self) -> None:
        await self.action_large()

    async def _show(self, label: str, apply: Apply) -> None:
        """What the stage shows is not undone: it has keys of its own."""
        await self.change(label, apply, undoable=False)

    async def action_page(self, by: int) -> None:
        """Turn the page on the stage; with neither wall nor note there, go down the list."""
        session = self.desk.session
        if session.progress.shown.kind not in ("wall", "note"):
            self.query_one(Rows).action_page(by)
            return
        now, size = self.desk.now(), self.desk.stages
        if progress.turn(session, now, size, by) is session:
            self.facilitator.say("That is the last page." if by > 0 else "That is the first page.")
        else:
            await self._show("Page", lambda one: progress.turn(one, now, size, by))

    def action_room(self) -> None:
        """Show the stage on this screen."""
        self.dismiss(True)

    # --- how it is arranged --------------------------------------------------------------------------------

    async def _arrange(self, **changes: object) -> None:
        await self._show("Wall", lambda one: walls.arranged(one, replace(one.progress.wall, **changes)))

    async def action_order(self) -> None:
        """By statement, or by theme."""
        by = "statement" if self._how.by == "theme" else "theme"
        await self._arrange(by=by, theme="")
        if by == "theme" and not self.desk.session.themes:
            self.facilitator.say("There are no themes yet: t on a note makes the first one.")

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
        found = walls.areas(self.desk.session)
        if not found:
            self.facilitator.say("Nothing on the wall is about an area.")
            return
        options = [(str(place), f"{label}  ({count})") for place, (_, label, count) in enumerate(found)]
        answer = await self.app.push_screen_wait(Pick("Only which area?", [*options, (_ALL, "All areas")]))
        if answer is not None:
            await self._arrange(area=None if answer == _ALL else found[int(answer)][0])

    # --- notes ---------------------------------------------------------------------------------------------

    async def action_star(self) -> None:
        """Star the marked note, or take the star back."""
        if isinstance(item := self._item, Entry):
            label = "Star taken back" if item.note.starred else "Note starred"
            await self.change(label, partial(walls.starred, id=item.note.id))

    @work(exclusive=True)
    async def action_theme(self) -> None:
        """Put the marked note under a theme that is found or made by typing."""
        if not isinstance(item := self._item, Entry):
            self.facilitator.say("Mark a note first: t puts it under a theme.")
            return
        dialog = ThemeDialog("Under which theme?", self.desk.session, item.note.theme)
        name = await self.app.push_screen_wait(dialog)
        if name is not None:
            await self._put(item, name)

    async def action_number(self, number: int) -> None:
        """Put the marked note under the theme with this number, and go on to the next note."""
        item, there = self._item, self.desk.session.themes
        if not isinstance(item, Entry):
            return
        if number > len(there):
            self.facilitator.say("There is no theme with that number: t makes one.")
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
        from facilitator.screens.wall_vote import VoteScreen

        if self._typed != self.desk.session.progress.wall.words:
            await self._arrange(words=self._typed)
        if voting.ballot(self.desk.session):
            await self.app.push_screen(VoteScreen(self.desk), lambda _: self.render_session())
        else:
            self.facilitator.say("There is nothing to vote on yet.")

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
