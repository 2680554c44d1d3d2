"""Names removed: what is taken out, every name that was found in what was written, and what is still in doubt."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from exports.leaving import Found, Leaving, leaving
from facilitator.commands import bindings
from facilitator.desk import Desk
from facilitator.dialogs.ask import AskLine
from facilitator.screens.base import DeskScreen
from facilitator.screens.names_words import draw, entry_id, lines, page, taken_words, verdict
from facilitator.widgets.footer import Footer
from facilitator.widgets.page import Page
from facilitator.widgets.rows import Rows
from sessions import name_choices
from sessions.model import Session
from sessions.name_letters import tokens
from sessions.name_search import AN_ADDRESS
from sessions.text import one_line

# What undo says: it names nobody.
_LABEL = "What is taken for a name"
_HINT = "A nickname, or a name that nobody listed. To remove what a school is called, write “Top School”."


class NamesScreen(DeskScreen[None]):
    """What leaves an open session with names removed. What is decided here counts for every hand-out of it."""

    CSS_PATH = "names_found.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("names")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    places = ("names",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: Leaving | None = None
        # Where the cursor goes once the names have been looked for again.
        self._goal = ""

    def compose(self) -> ComposeResult:
        yield Static("Names removed", classes="title")
        yield Static("", id="taken")
        yield Static("", id="verdict")
        with Container(id="body"):
            yield Rows()
            yield Page()
        yield Footer()

    def on_mount(self) -> None:
        """Look for names at once."""
        self.query_one("#verdict", Static).update("Looking for names…")
        self.query_one(Rows).focus()
        self.render_session()

    def render_session(self) -> None:
        """Look for names in the session as it is now."""
        self._look(self.desk.session)

    @work(thread=True, exclusive=True, group="looking")
    def _look(self, session: Session) -> None:
        worker = get_current_worker()
        found = leaving(session)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, found)

    def _show(self, found: Leaving) -> None:
        if not self.in_use:
            return
        self._found = found
        rows = self.query_one(Rows)
        rows.show(lines(found), draw, keep=self._goal or rows.current)
        self._goal = ""
        self.set_class(not rows.lines, "-none")
        self.query_one("#taken", Static).update(Content(taken_words(found.taken)))
        self.query_one("#verdict", Static).update(verdict(found, self.key), layout=False)
        self._page()

    @on(Rows.Highlighted)
    def _page(self) -> None:
        one = self.query_one(Rows).item
        shown = one if isinstance(one, Found) else None
        self.query_one(Page).show(lambda width: page(shown, width))
        self.refresh_bindings()

    # --- deciding ------------------------------------------------------------------------------------------

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """Only what is there can be decided on, and only what was decided taken back."""
        one = next((rows.item for rows in self.query(Rows)), None)
        if action in ("remove", "keep"):
            return isinstance(one, Found)
        if action == "forget":
            return isinstance(one, Found) and one.decided
        if action in ("remove_all", "keep_all"):
            return self._found is not None and bool(self._found.doubts)
        return True

    async def action_remove(self) -> None:
        """The words under the cursor are a name; go on to the next one in doubt."""
        await self._decide(lambda session, one: name_choices.take_out(session, one.words))

    async def action_keep(self) -> None:
        """The words under the cursor are no name; go on."""
        one = self.query_one(Rows).item
        if isinstance(one, Found) and one.becomes == AN_ADDRESS:
            self.facilitator.say("E-mail addresses always go.")
            return
        await self._decide(_leave)

    @on(Rows.Chosen)
    async def clicked(self) -> None:
        """A click on the one in hand turns it round."""
        one = self.query_one(Rows).item
        await (self.action_keep() if one.state == "goes" else self.action_remove())

    async def _decide(self, how: Callable[[Session, Found], Session]) -> None:
        rows = self.query_one(Rows)
        one = rows.item
        if not isinstance(one, Found):
            return
        self._goal = self._next(one)
        await self.change(_LABEL, lambda session: how(session, one))

    def _next(self, one: Found) -> str:
        """The next one in doubt; without any the one below."""
        doubts = [entry_id(each) for each in self._found.doubts] if self._found else []
        here = entry_id(one)
        if here in doubts:
            at = doubts.index(here)
            others = [*doubts[at + 1 :], *doubts[:at]]
            return others[0] if others else ""
        return ""

    async def action_forget(self) -> None:
        """Nothing is decided about the words under the cursor."""
        one = self.query_one(Rows).item
        if isinstance(one, Found):
            await self.change(_LABEL, lambda session: name_choices.forget(session, one.words, one.phrase))

    async def action_remove_all(self) -> None:
        """Everything in doubt is a name."""
        await self._decide_all(lambda session, one: name_choices.take_out(session, one.words))

    async def action_keep_all(self) -> None:
        """Nothing in doubt is a name."""
        await self._decide_all(_leave)

    async def _decide_all(self, how: Callable[[Session, Found], Session]) -> None:
        doubts = self._found.doubts if self._found else ()

        def all_of_them(session: Session) -> Session:
            for one in doubts:
                session = how(session, one)
            return session

        if doubts:
            await self.change(_LABEL, all_of_them)

    @work(exclusive=True, group="asking")
    async def action_add(self) -> None:
        """Type a name that was not found."""
        typed = await self.app.push_screen_wait(AskLine("Also remove", hint=_HINT, check=_no_name))
        if typed is None:
            return
        words = one_line(typed)
        await self.change(_LABEL, lambda session: name_choices.take_out(session, words))
        if self.in_use:
            self.facilitator.say(f"“{words}” goes wherever it stands.")

    def action_read_on(self, by: int) -> None:
        """Turn the page about the words in hand."""
        self.query_one(Page).turn(by)

    def action_leave(self) -> None:
        """Back to where this was opened."""
        self.dismiss(None)


def _leave(session: Session, one: Found) -> Session:
    return name_choices.leave(session, one.phrase or one.words)


def _no_name(typed: str) -> str:
    return "" if tokens(typed) else "Type the words that are to go."
