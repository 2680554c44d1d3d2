"""The show of hands: numbers typed one below the other, as fast as they are counted aloud."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.commands import BY_ID, bindings
from facilitator.desk import Desk
from facilitator.screens.base import DeskScreen
from facilitator.screens.choose_outline import line_id
from facilitator.screens.library_lists import counted
from facilitator.widgets.footer import Footer
from facilitator.widgets.rows import Line, Rows, shortened
from sessions import choices, room_choice
from sessions.model import Ref
from sessions.offer import numbers, stands_over
from sessions.room_choice import named
from sessions.topics import Topic

# Nobody counts more hands than this; and the cells a number takes.
_DIGITS, _COLUMN = 3, 6


class HandsScreen(DeskScreen[None]):
    """What the room was asked for, each with the number of its hands; digits go to the marked one."""

    CSS_PATH = "choose.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("hands", without=("hands.digit",)),
        *(Binding(key, f"digit('{key}')", show=False) for key in BY_ID["hands.digit"].keys),
    ]
    places = ("hands",)

    def __init__(self, desk: Desk, asked: tuple[Topic, ...], marked: Ref | None = None) -> None:
        super().__init__(desk)
        self.asked = asked
        self._begin = marked
        self._typed: tuple[Topic, str] | None = None
        step = room_choice.asked_at(desk.session)
        self._step = step.id if step else ""
        self._called = numbers(room_choice.asked_for(desk.session))

    def compose(self) -> ComposeResult:
        yield from self.time_left()
        yield Static("", id="title")
        yield Rows()
        yield Static("", id="result")
        yield Footer()

    def on_mount(self) -> None:
        """Begin with the marked one."""
        rows = self.query_one(Rows)
        rows.focus()
        rows.show(
            [Line(line_id(one.ref), one) for one in self.asked],
            self._draw,
            keep=line_id(self._begin or self.asked[0].ref),
        )
        self.render_session()

    def render_session(self) -> None:
        """Show the numbers as they are now."""
        if not self.is_mounted:
            return
        self.query_one(Rows).redraw()
        marked = self._marked
        ask = f"How many hands for {room_choice.spoken(self.desk.session, marked)}?" if marked else ""
        self.query_one("#title", Static).update(Content.assemble(("Show of hands", "bold"), "\n", ask))
        here = counted(len(self._present()), "person is here", "people are here")
        counts = (room_choice.outcome(self.desk.session), room_choice.turnout(self.desk.session))
        words = " ".join(filter(None, counts)) or f"Nothing counted yet; {here}."
        self.query_one("#result", Static).update(Content(words))

    def _present(self) -> tuple[object, ...]:
        from sessions.rounds import present

        return present(self.desk.session)

    def _draw(self, item: Topic, width: int) -> Content:
        count = choices.hands(self.desk.session, self._step).get(item.ref)
        right = "" if count is None else str(count)
        if self._typed is not None and self._typed[0].ref == item.ref:
            right = f"{self._typed[1]}▏"
        elif item == self._marked:
            right = f"{right}▏"
        else:
            right += " "
        code = f"{item.code}  " if item.code else ""
        if self._called:
            # The number it has on the stage; an area over its statements has none.
            code = f"{self._called.get(item.ref, '')!s:>{len(str(len(self.asked)))}}  "
        text = f"{item.within}: {item.text}" if item.kind == "group" else item.text
        if item.kind == "statement" and any(stands_over(one, self.asked) for one in self.asked):
            text = item.own
        words = shortened(text, width - cell_len(code) - _COLUMN)
        gap = " " * (width - cell_len(code) - cell_len(words) - cell_len(right))
        stand = room_choice.standing(self.desk.session)
        best = item in (stand.taken or stand.even)
        head = "bold" if stands_over(item, self.asked) else ""
        return Content.assemble((code, "$quiet"), (words, head), gap, (right, "bold" if best else ""))

    @property
    def _marked(self) -> Topic | None:
        item = self.query_one(Rows).item
        return item if isinstance(item, Topic) else None

    # --- typing --------------------------------------------------------------------------------------------

    async def action_digit(self, digit: str) -> None:
        """One more digit of the marked one's number."""
        marked = self._marked
        if marked is None:
            return
        if self._typed is None or self._typed[0].ref != marked.ref:
            await self._keep()
            self._typed = (marked, "")
        self._typed = (marked, (self._typed[1] + digit)[:_DIGITS])
        self.query_one(Rows).redraw()

    async def action_correct(self) -> None:
        """Take back the last digit; of a number that is kept already all of them."""
        marked = self._marked
        if self._typed is not None and marked is not None and self._typed[0].ref == marked.ref:
            self._typed = (marked, self._typed[1][:-1]) if self._typed[1][:-1] else None
            self.query_one(Rows).redraw()

    async def action_next(self) -> None:
        """Keep the number and go on; after the last one, back."""
        marked = self._marked
        await self._keep()
        if marked is None or marked.ref == self.asked[-1].ref:
            self.dismiss(None)
        else:
            self.query_one(Rows).action_step(1)

    async def action_forget(self) -> None:
        """Forget the marked one's number."""
        marked = self._marked
        self._typed = None
        if marked is not None and marked.ref in choices.hands(self.desk.session, self._step):
            await self._save(marked, -1)
        self.query_one(Rows).redraw()

    @on(Rows.Highlighted)
    async def moved(self) -> None:
        """What was typed for one is kept when the cursor goes to another."""
        if self._typed is not None and self._marked is not None and self._typed[0].ref != self._marked.ref:
            await self._keep()
        self.render_session()

    async def _keep(self) -> None:
        if self._typed is not None and self._typed[1]:
            (one, digits), self._typed = self._typed, None
            await self._save(one, int(digits))

    async def _save(self, one: Topic, count: int) -> None:
        words = counted(count, "hand") if count >= 0 else "Hands forgotten"
        await self.change(
            f"{words} for {named(one)}",
            partial(choices.raise_hands, step=self._step, ref=one.ref, count=count),
        )

    async def put_away(self) -> bool:
        """Keep what was typed."""
        await self._keep()
        return True

    async def action_leave(self) -> None:
        """Back to the choice, with what was typed kept."""
        await self._keep()
        self.dismiss(None)
