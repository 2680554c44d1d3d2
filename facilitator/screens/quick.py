"""Quick lines: one is typed, enter keeps it and gives the next. What plenary points and the parking lot share.

Before the room there is the line being typed and nothing else.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.events import Resize

from facilitator.desk import Apply, Desk
from facilitator.screens.capture_saving import Draft
from facilitator.screens.writing_screen import WritingScreen
from facilitator.widgets.footer import Footer
from facilitator.widgets.quick_line import QuickLine
from facilitator.widgets.quick_view import Kept, QuickView
from sessions.ids import fresh
from sessions.model import Session


class QuickScreen(WritingScreen):
    """A line being typed, above those that were kept, the newest first."""

    CSS_PATH = "quick.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]
    # What is changed by these is only looked at where someone else has the session open.
    writes: ClassVar[frozenset[str]] = frozenset({"keep", "remove", "undo", "redo"})
    # What would show the room more than the line.
    private: ClassVar[frozenset[str]] = frozenset({"remove", "up", "down"})

    def __init__(self, desk: Desk, *, scribe: bool = False) -> None:
        super().__init__(desk, scribe=scribe)
        self.edit = QuickLine(kept=self.keep, moved=self._go, turned=self.turn, typed=self._typed)
        self.view = QuickView(self.edit, scribe=scribe)
        self.id_in_hand = fresh("n")
        # Whether the line in hand is a new one, and whether anything was typed in it.
        self.new, self.touched = True, False
        self._visit = ""

    # --- what each says for itself -------------------------------------------------------------------------

    def head(self) -> tuple[str, str]:
        """What it is, and where in the session."""
        raise NotImplementedError

    def asks(self) -> str:
        """What stands above the line being typed."""
        raise NotImplementedError

    def kept_lines(self, session: Session) -> Sequence[Kept]:
        """What was kept so far, the newest first."""
        raise NotImplementedError

    def remark(self, text: str) -> str:
        """What to say below a line: how it is understood, that it is there already."""
        raise NotImplementedError

    def put(self, id: str, text: str, *, new: bool, whole: bool) -> Apply:
        """The change that puts this line into the session; `whole` once it is typed to its end. It is made later, so
        that it depends on nothing that may be another by then."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What is said where no line was kept yet."""
        raise NotImplementedError

    def hint(self) -> str:
        """What else can be done than to type a line."""
        return f"{self.key(f'{self.places[0]}.down')} to what was kept before"

    def turn(self, by: int) -> None:
        """Tab was pressed."""

    # --- the screen ----------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield from self.time_left()
        yield self.view
        if not self.scribe:
            yield Footer()

    def on_mount(self) -> None:
        """Begin with an empty line."""
        self.edit.read_only = bool(self.desk.read_only)
        self.begin()

    def on_resize(self, _event: Resize) -> None:
        """Text is set for the room there is."""
        self.call_after_refresh(self.render_session)

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Nothing before the room but the line; nothing is written where it is only looked at."""
        if self.scribe and action in self.private:
            return False
        return not (self.desk.read_only and action in self.writes)

    # --- painting ------------------------------------------------------------------------------------------

    def render_session(self) -> None:
        """Show what was kept, and leave the words being typed alone."""
        if not self.in_use or not self.size.width:
            return
        self.seen = session = self.desk.session
        title, where = self.head()
        kept = self._listed(session)
        hint = self.hint() if self.new and kept else "" if self.new else "as it was kept; change it here"
        self.view.head(title, where, self.asks(), hint)
        self.view.remark(self.remark(self.edit.text))
        self.view.kept(kept, self.id_in_hand, self.nothing())
        self.tell()

    def _listed(self, session: Session) -> list[Kept]:
        """What was kept. A new line stands above, not among them."""
        return [one for one in self.kept_lines(session) if not (self.new and one.id == self.id_in_hand)]

    def tell(self) -> None:
        """Say, truthfully, whether all is saved."""
        if not self.in_use:
            return
        saving = self.saving
        if saving.state == "failed":
            why = "" if self.scribe else f": {saving.fault}"
            self.view.state(f"NOT SAVED{why.rstrip('.')}. Your words are still here.", failed=True)
        elif self.desk.read_only:
            self.view.state(f"For looking only. {self.desk.read_only}")
        elif saving.state == "saving":
            self.view.state("saving…")
        else:
            self.view.state("saved" if saving.any_saved else "")

    # --- the line in hand ----------------------------------------------------------------------------------

    def begin(self, one: Kept | None = None) -> None:
        """Take up a line that was kept, or a new one."""
        self.new, self.touched = one is None, False
        self.id_in_hand = one.id if one is not None else fresh("n")
        self._visit = f"{self.id_in_hand}:{secrets.token_hex(3)}"
        self.edit.show(one.text if one is not None else "", lines=False)
        if not self.edit.has_focus:
            self.edit.focus()
        self.render_session()

    def _typed(self) -> None:
        """Take the words over; they are saved at the next pause."""
        self.touched = True
        self.draft(whole=False)
        if not self.scribe:
            self.view.remark(self.remark(self.edit.text))

    def draft(self, *, whole: bool) -> None:
        """Have the line saved as it is now."""
        id, text = self.id_in_hand, self.edit.text
        write = self.put(id, text, new=self.new, whole=whole)
        self.saving.put(id, "", Draft(text, self.head()[0], write, self._visit))

    def finish(self) -> None:
        """The line in hand is typed to its end."""
        if self.touched:
            self.draft(whole=True)
            self.saving.rest()
        self.touched = False

    def last_words(self) -> None:
        """A line that was not kept is saved as it is: the room does not see half of it."""

    def keep(self) -> None:
        """Keep the line and give the next."""
        if self.desk.read_only:
            return
        self.finish()
        self.save_soon()
        self.begin()

    def _go(self, by: int) -> None:
        """From the new line down to those that were kept, and up again."""
        if self.scribe:
            return
        self.finish()
        self.save_soon()
        kept = [
            one for one in self.kept_lines(self.desk.session) if one.id != self.id_in_hand or not self.new
        ]
        at = next((at for at, one in enumerate(kept) if one.id == self.id_in_hand), -1) + by
        self.begin(kept[min(at, len(kept) - 1)] if at >= 0 and kept else None)

    async def settled(self) -> None:
        """Wait until every key pressed so far is in the line."""
        through = asyncio.Event()
        if self.edit.is_running and self.edit.call_later(through.set):
            await through.wait()

    # --- commands ------------------------------------------------------------------------------------------

    async def action_keep(self) -> None:
        """Keep the line and give the next."""
        await self.settled()
        self.keep()

    def action_up(self) -> None:
        """To the line above."""
        self._go(-1)

    def action_down(self) -> None:
        """To the line below."""
        self._go(1)

    async def in_hand(self) -> Kept | None:
        """The line in hand as it is kept, all saved; None where nothing is."""
        await self.settled()
        if not await self.saving.save():
            return None
        kept = self.kept_lines(self.desk.session)
        return next((one for one in kept if one.id == self.id_in_hand), None)

    async def action_undo(self) -> None:
        """Take back the last change, wherever it was made."""
        await self._turned(super().action_undo)

    async def action_redo(self) -> None:
        """Make it again."""
        await self._turned(super().action_redo)

    async def _turned(self, turn: Callable[[], Awaitable[None]]) -> None:
        await self.settled()
        if await self.saving.save():
            await turn()
            kept = self.kept_lines(self.desk.session)
            self.begin(next((one for one in kept if one.id == self.id_in_hand and not self.new), None))
