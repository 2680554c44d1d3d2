"""The room's choice: the areas, groups and statements that everyone works on, and the hands that went up for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from facilitator.commands import BY_ID, bindings
from facilitator.desk import Desk
from facilitator.screens.base import DeskScreen
from facilitator.screens.choose_outline import Node, Outline, draw, line_id, opened_at_first
from facilitator.screens.choose_words import in_full, stands, title
from facilitator.widgets.footer import Footer
from facilitator.widgets.rows import Rows
from facilitator.widgets.search import Search
from frameworks.model import Framework
from sessions import choices, room_choice
from sessions.model import Ref
from sessions.room_choice import named
from sessions.topics import Topic

# The rows around heading, list and what the marked one means, and those kept for the last.
_AROUND, _ABOUT = 5, 6


class ChooseScreen(DeskScreen[None]):
    """An outline of what there is to choose from; what the room works on is ticked.

    Areas open to their groups and statements. What is typed after `/` is looked for in all of it.
    """

    CSS_PATH = "choose.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("choose", without=("choose.number",)),
        *(Binding(key, f"number('{key}')", show=False) for key in BY_ID["choose.number"].keys),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    places = ("choose",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._opened = set(opened_at_first(desk.session))
        self._outline = Outline(desk.session)
        # What has the most hands since they were counted: Enter takes it, and what else the room takes, in place of
        # what was chosen.
        self._won: Ref | None = None
        # The digits typed of a number that may go on, and what was marked then.
        self._digits, self._at = "", ""
        # Those of the library, once something is searched for.
        self._library: tuple[Framework, ...] = ()

    def compose(self) -> ComposeResult:
        yield from self.time_left()
        yield Static("", id="title")
        yield Search("A code, or words of a statement, a group or an area", id="search")
        with Container(id="body"):
            yield Rows()
            yield Static("", id="about")
        yield Footer()

    def on_mount(self) -> None:
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
        return self.search.value.strip() if self.search.display else ""

    @property
    def _marked(self) -> Topic | None:
        item = self.query_one(Rows).item
        return item.topic if isinstance(item, Node) else None

    # --- showing -------------------------------------------------------------------------------------------

    def render_session(self) -> None:
        """Show what there is and what of it is chosen."""
        if self.is_mounted and self.size.width:
            self._outline = Outline(self.desk.session, self._library)
            self._list()

    def _list(self, keep: str = "") -> None:
        rows, typed, counted = self.query_one(Rows), self._typed, self._counted
        words = self._entitle()
        lines = self._outline.found(typed) if typed else self._outline.lines(self._opened)
        if not self.has_class("-wide"):
            around = words.plain.count("\n") + 1 + _AROUND + _ABOUT + (2 if self.search.display else 0)
            rows.styles.height = max(3, min(len(lines), self.size.height - around))
        else:
            rows.styles.height = "1fr"
        rows.show(
            lines, lambda item, width: draw(item, width, typed, hands=counted), keep=keep or rows.current
        )
        self._tell()

    def _entitle(self) -> Content:
        """Say what is chosen, how the hands stand and what the next key would do."""
        key = self.key("choose.toggle")
        said = stands(self.desk.session, self._digits, key, taking=self._won is not None)
        words = title(self._outline, self.size.width - 8, said)
        self.query_one("#title", Static).update(words)
        return words

    @on(Rows.Highlighted)
    def _tell(self) -> None:
        """Say what the marked one is in full."""
        place, marked = self.query_one("#about", Static), self._marked
        stale = bool(self._digits) and self._at != self.query_one(Rows).current
        if stale or (self._won is not None and (marked is None or marked.ref != self._won)):
            # The cursor went elsewhere: what was said of where it stood no longer holds.
            self._digits, self._won = "", None
            self._entitle()
        width, height = place.content_size.width or self.size.width - 14, place.content_size.height
        place.update(in_full(self._outline, marked, self._typed, width, height), layout=False)
        self.refresh_bindings()

    # --- choosing ------------------------------------------------------------------------------------------

    @on(Rows.Chosen)
    async def action_turn(self) -> None:
        """Choose the marked one, or take it back; right after a count, take what has most."""
        self._digits = ""
        if self._won is not None:
            self._won = None
            # Counted and taken: that was what one came for.
            if await self._take_most() is not None:
                self.dismiss(None)
        elif self._marked is not None:
            await self._turn(self._marked)

    async def action_number(self, digit: str = "") -> None:
        """Choose what is called by this number, or take it back. Where another digit could follow, it is only marked:
        the next key, Enter or a digit, decides."""
        before, self._digits = self._digits, ""
        digits = next((typed for typed in (before + digit, digit) if self._outline.leads_on(typed)), "")
        found = self._outline.numbered(int(digits or 0))
        if found is not None:
            self._opened |= set(self._outline.parents(found.ref))
            self._list(line_id(found.ref))
        if self._outline.longer(digits) and digits:
            self._digits, self._at = digits, self.query_one(Rows).current
            self._entitle()
        elif found is not None:
            await self._turn(found)

    async def action_none(self) -> None:
        """Take everything back."""
        if self.desk.session.meta.focus:
            await self.change("Nothing chosen for the room", lambda session: choices.focus_on(session, ()))

    async def _turn(self, one: Topic) -> None:
        label = "taken back" if one.ref in self.desk.session.meta.focus else "for the whole room"
        other = self._outline.others.get(one.ref.framework)
        await self.change(f"{named(one)} {label}", partial(room_choice.toggled, ref=one.ref, framework=other))

    # --- opening and finding -------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Show what is in the marked one."""
        marked = self._marked
        inside = self._outline.children(marked.ref) if marked else ()
        if marked is None or not inside:
            return
        self._opened.add(marked.ref)
        step = self._outline.step
        if step is not None and step.choosable == "statement":
            self._opened |= set(inside)
        self._list()

    def action_close(self) -> None:
        """Hide what is in the marked one; from inside, go to what it is in and hide that."""
        marked = self._marked
        if marked is None:
            return
        outer = next(
            (ref for ref in (marked.ref, *self._outline.parents(marked.ref)) if ref in self._opened), None
        )
        if outer is not None:
            self._opened -= {outer, *self._outline.children(outer)}
            self._list(line_id(outer))

    def action_search(self) -> None:
        """Type words to find."""
        self.search.display = True
        self.set_focus(self.search)
        self._list()
        if not self._library:
            self.run_worker(self._read_library(), exit_on_error=False)

    async def _read_library(self) -> None:
        self._library = await asyncio.to_thread(self.facilitator.frameworks.all)
        self.render_session()

    @on(Search.Changed)
    def searched(self) -> None:
        """Find at every key; the best is marked."""
        self._list()
        self.query_one(Rows).action_edge(0)

    def on_key(self, event: events.Key) -> None:
        """From the words typed the arrows move in what was found."""
        if event.key in ("down", "up") and self.search.has_focus:
            event.stop()
            self.query_one(Rows).action_step(1 if event.key == "down" else -1)

    def _end_search(self) -> None:
        """Back to the outline, opened where the marked one stands in it."""
        marked = self._marked if self._typed else None
        with self.search.prevent(Search.Changed):
            self.search.value = ""
        self.search.display = False
        self.query_one(Rows).focus()
        if marked is not None:
            self._opened |= set(self._outline.parents(marked.ref))
        self._list(line_id(marked.ref) if marked else "")

    # --- the show of hands ---------------------------------------------------------------------------------

    async def action_hands(self) -> None:
        """Count hands for what the room is asked, or for what stands beside the marked one."""
        from facilitator.screens.choose_hands import HandsScreen

        marked = self._marked.ref if self._marked else None
        asked = self._outline.to_count(marked)
        if asked:
            await self.app.push_screen(HandsScreen(self.desk, asked, marked), self._after_the_count)

    def _after_the_count(self, _: None) -> None:
        """Stand on what has the most hands, so that Enter takes what is clear; where it is even, on nothing new."""
        found = room_choice.standing(self.desk.session).taken
        if found:
            self._won = found[0].ref
            self._opened |= set(self._outline.parents(self._won))
        self._outline = Outline(self.desk.session, self._library)
        self._list(line_id(self._won) if self._won else "")

    async def action_winner(self) -> None:
        """Take what got the most hands, as many as are suggested; where it is even, say so."""
        taken = await self._take_most()
        if taken is not None:
            self.query_one(Rows).go_to(line_id(taken))

    async def _take_most(self) -> Ref | None:
        found, why = room_choice.to_take(self.desk.session)
        if not found:
            self.facilitator.say(why)
            return None
        self._opened |= {ref for one in found for ref in self._outline.parents(one.ref)}
        names = ", ".join(named(one) for one in found)
        if not await self.change(f"{names} for the whole room", room_choice.taken):
            return None
        self.facilitator.say(why or f"{names}: that is what the whole room works on.")
        return found[0].ref

    async def action_forget(self) -> None:
        """Forget the hands."""
        if self._counted:
            await self.change("Hands forgotten", room_choice.hands_forgotten)

    @property
    def _counted(self) -> bool:
        return bool(room_choice.turnout(self.desk.session))

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """Offer only what can be done where the cursor is."""
        if not self.is_mounted:
            return True
        offered: dict[str, Callable[[], bool]] = {
            "open": lambda: not self._typed and self._marked is not None and self._can_open(self._marked.ref),
            "close": lambda: (
                not self._typed and self._marked is not None and self._can_close(self._marked.ref)
            ),
            "search": lambda: not self.search.display,
            "winner": lambda: self._counted,
            "none": lambda: bool(self.desk.session.meta.focus) and not self.search.has_focus,
        }
        return offered[action]() if action in offered else True

    def _can_open(self, ref: Ref) -> bool:
        return ref not in self._opened and bool(self._outline.children(ref))

    def _can_close(self, ref: Ref) -> bool:
        return ref in self._opened or any(one in self._opened for one in self._outline.parents(ref))

    def action_leave(self) -> None:
        """Out of the search, then back to where this was opened."""
        if self.search.display:
            self._end_search()
        else:
            self.dismiss(None)
