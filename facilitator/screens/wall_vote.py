"""The show of hands on the wall: numbers typed one below the other, as fast as they are counted aloud."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from msgspec.structs import replace
from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.commands import BY_ID, bindings
from facilitator.desk import Desk
from facilitator.screens.base import DeskScreen
from facilitator.screens.library_lists import counted
from facilitator.widgets.footer import Footer
from facilitator.widgets.rows import Line, Rows, shortened
from sessions import progress, rounds, voting, walls
from sessions.model import Session, Vote
from sessions.text import one_line
from sessions.voting import Option

# Nobody counts more hands than this; and the cells a number takes.
_DIGITS, _COLUMN = 3, 6


class VoteScreen(DeskScreen[None]):
    """What is voted on, each with its hands; digits go to the marked one."""

    CSS_PATH = "wall.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("vote", without=("vote.digit",)),
        *(Binding(key, f"digit('{key}')", show=False) for key in BY_ID["vote.digit"].keys),
    ]
    places = ("vote",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._options: dict[str, Option] = {}
        self._typed = ("", "")

    def compose(self) -> ComposeResult:
        yield Static("", id="title")
        yield Rows()
        yield Static("", id="result")
        yield Footer()

    def on_mount(self) -> None:
        """Begin with the first one."""
        rows = self.query_one(Rows)
        rows.focus()
        options = voting.ballot(self.desk.session)
        rows.show([Line(one.id, one.id) for one in options], self._draw, keep=options[0].id)
        self.render_session()

    def render_session(self) -> None:
        """Show the numbers as they are now."""
        if not self.is_mounted:
            return
        session = self.desk.session
        self._options = {one.id: one for one in voting.ballot(session)}
        self.query_one(Rows).redraw()
        marked = self._options.get(self.query_one(Rows).current)
        ask = f"How many hands for {voting.named(marked)}?" if marked else ""
        self.query_one("#title", Static).update(Content.assemble(("Show of hands", "bold"), "\n", ask))
        hands = sum(one.dots for one in self._options.values())
        here = counted(len(rounds.present(session)), "person is here", "people are here")
        words = (
            f"{voting.said(session)} {counted(hands, 'hand')} in all; {here}."
            if hands
            else f"Nothing counted yet; {here}."
        )
        wall = session.progress.wall
        if session.progress.shown.kind == "wall" and wall.vote:
            seen = "what it votes on" if wall.vote == "ask" else "the result"
            words += f"\nThe room sees {seen}."
        self.query_one("#result", Static).update(Content(words))

    def _draw(self, id: str, width: int) -> Content:
        option = self._options.get(id)
        if option is None:
            return Content("")
        typed = self._typed[1] if self._typed[0] == id else ""
        right = typed or (str(option.dots) if option.dots else "")
        right += "▏" if id == self.query_one(Rows).current else " "
        number = f"{option.number:>{len(str(len(self._options)))}}  "
        words = shortened(one_line(option.text), width - cell_len(number) - _COLUMN)
        gap = " " * (width - cell_len(number) - cell_len(words) - cell_len(right))
        best = option.dots and option.dots == max(one.dots for one in self._options.values())
        return Content.assemble((number, "$quiet"), words, gap, (right, "bold" if best else ""))

    # --- typing --------------------------------------------------------------------------------------------

    async def action_digit(self, digit: str) -> None:
        """One more digit of the marked one's number."""
        id = self.query_one(Rows).current
        if self._typed[0] != id and not await self._keep():
            return
        before = self._typed[1] if self._typed[0] == id else ""
        self._typed = (id, (before + digit)[:_DIGITS])
        self.query_one(Rows).redraw()

    async def action_correct(self) -> None:
        """Take back the last digit; of a number that is kept already all of them."""
        id = self.query_one(Rows).current
        if self._typed[0] == id and self._typed[1]:
            self._typed = (id, self._typed[1][:-1])
            self.query_one(Rows).redraw()
        elif id in self._options and self._options[id].dots:
            await self._save(id, 0)

    async def action_next(self) -> None:
        """Keep the number and go on to the next one."""
        rows = self.query_one(Rows)
        if not await self._keep():
            return
        if rows.lines and rows.current == rows.lines[-1].id:
            self.facilitator.say(
                f"That was the last one: {self.key('vote.result')} shows the room how many hands went up."
            )
        else:
            rows.action_step(1)

    async def action_forget(self) -> None:
        """Forget every hand."""
        self._typed = ("", "")
        await self.change("Hands cleared", voting.forget)

    @on(Rows.Highlighted)
    async def moved(self) -> None:
        """What was typed for one is kept when the cursor goes to another."""
        if self._typed[0] != self.query_one(Rows).current:
            await self._keep()
        self.render_session()

    async def _keep(self) -> bool:
        """Save what was typed; whether it is saved. What is not stays, and is tried again."""
        (id, digits), self._typed = self._typed, ("", "")
        if not digits or await self._save(id, int(digits)):
            return True
        if not self._typed[1]:
            self._typed = (id, digits)
            self.query_one(Rows).redraw()
        return False

    async def _save(self, id: str, count: int) -> bool:
        option = self._options.get(id)
        label = f"{counted(count, 'hand')} for {voting.named(option)}" if option else "Hands"
        return await self.change(label, partial(voting.count, id=id, dots=count))

    # --- the stage -----------------------------------------------------------------------------------------

    async def action_ask(self) -> None:
        """Show the room what it votes on."""
        await self._turn("ask")

    async def action_result(self) -> None:
        """Show the room how many hands went up."""
        await self._keep()
        await self._turn("result")

    async def _turn(self, vote: Vote) -> None:
        now = self.desk.session.progress
        if now.shown.kind == "wall" and now.wall.vote == vote:
            await self.change(
                "Vote taken off", lambda one: progress.show(_voting(one, ""), "step"), undoable=False
            )
        else:
            await self.change("Vote", lambda one: progress.show(_voting(one, vote), "wall"), undoable=False)

    async def put_away(self) -> bool:
        """Keep what was typed."""
        return await self._keep()

    async def action_leave(self) -> None:
        """Back to the wall, with what was typed kept. What the room votes on leaves the stage, the result stays."""
        if not await self._keep():
            # It was said why; a second press is meant.
            self._typed = ("", "")
            return
        shown = self.desk.session.progress
        if shown.shown.kind == "wall" and shown.wall.vote == "ask":
            await self._turn("ask")
        self.dismiss(None)


def _voting(session: Session, vote: Vote) -> Session:
    return walls.arranged(session, replace(session.progress.wall, vote=vote))
