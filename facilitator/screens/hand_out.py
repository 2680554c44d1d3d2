"""Hand out: what people take home, seen as it will be before it is written."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from exports.formats import FORMATS
from exports.links import settled
from facilitator.commands import bindings
from facilitator.desk import Desk
from facilitator.dialogs.group_link import change_link, settle_link
from facilitator.screens import hand_out_asking, hand_out_words
from facilitator.screens.base import DeskScreen
from facilitator.screens.hand_out_kinds import BY_ID, HAND_OUTS, OWN, Wanted, offered, wanted, whose_name
from facilitator.screens.hand_out_page import Broken, Kinds, Sheet, break_rows
from facilitator.screens.hand_out_preview import Row, Shown
from facilitator.screens.hand_out_reading import Reader
from facilitator.widgets.footer import Footer
from facilitator.widgets.rows import Line, Rows
from sessions.errors import FacilitatorError
from sessions.model import Session
from sessions.post import typed_path

# Seconds that the cursor may rest on something before it is read: with a key held down it is only passed.
_REST = 0.03
_AIRY = 32


class HandOutScreen(DeskScreen[None]):
    """What to hand out, in which formats, names removed or kept, where to, and how it will read."""

    CSS_PATH = "hand_out.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("handout")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    places = ("handout",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._what = HAND_OUTS[0]
        self._turned: dict[str, int] = {}
        self._whose = ""
        # In which format it is shown, and which of its files.
        self._form = ""
        self._at = 0
        self._shown_anyway = self._asked = False
        self._reader = Reader(desk)

    def compose(self) -> ComposeResult:
        yield Static("", id="title")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield Kinds(id="kinds")
                yield Static("", id="choices")
            with Vertical(id="right"):
                yield Static("", id="head")
                yield Sheet()
        yield Footer()

    def on_mount(self) -> None:
        """Begin with what most people are given."""
        self.desk.refresh()
        self.query_one(Rows).focus()
        self._list()

    def on_resize(self) -> None:
        """The words are set for the room there is."""
        self.call_after_refresh(self._describe)

    def render_session(self) -> None:
        """Show what is chosen and how it will read."""
        # The list says where its cursor is, and then everything else is shown.
        self._list()

    def on_screen_resume(self) -> None:
        """Back from a screen where something may have been decided."""
        if any(rows.lines for rows in self.query(Rows)):
            self.render_session()

    # --- what is wanted ------------------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        """The session with the link that its hand-outs will have."""
        settings = self.facilitator.settings
        return settled(self.desk.session, settings.link, settings.link_days, settings.link_since)

    @property
    def wanted(self) -> Wanted:
        """What would be written."""
        turned = self._turned.get(self._what.id, 0)
        return wanted(self._what, turned, self._whose, self.facilitator.settings.formats)

    @property
    def hidden(self) -> bool:
        """Whether it is not shown, for with one screen the room may be looking at this one."""
        meta = self.desk.session.meta
        looking = meta.status == "running" and meta.screens != 2
        return looking and not self._shown_anyway and not self.wanted.open

    @property
    def form(self) -> str:
        """The format it is shown in."""
        formats = self.wanted.formats
        if self._form in formats:
            return self._form
        # What people will read: the other formats are full of marks.
        return formats[0] if formats and "html" not in formats else "html"

    # --- choosing ------------------------------------------------------------------------------------------

    @on(Rows.Highlighted)
    def _marked(self, event: Rows.Highlighted) -> None:
        if event.id != self._what.id:
            self._what, self._at = BY_ID.get(event.id, HAND_OUTS[0]), 0
        self._show_all()

    @on(Rows.Chosen)
    async def _clicked(self) -> None:
        await self.run_action("write")

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """Only what there is to choose is offered."""
        return offered(action, self.wanted, hidden=self.hidden, several=self._reader.several)

    def action_names(self) -> None:
        """Remove names, or keep them."""
        self._turned[self._what.id] = (self._turned.get(self._what.id, 0) + 1) % len(self._what.names)
        self._show_all()

    async def action_look(self) -> None:
        """What was found of names, to decide on."""
        from facilitator.screens.names_found import NamesScreen

        if self.hidden:
            self._say_hidden()
        else:
            await self.app.push_screen(NamesScreen(self.desk))

    def action_format(self, id: str) -> None:
        """Write it in this format too, or no longer; and look at it."""
        settings = self.facilitator.settings
        there = set(settings.formats)
        if there == {id}:
            self.facilitator.say("One format has to stay.")
            return
        settings.put(formats=",".join(one for one in FORMATS if one in there ^ {id}))
        self._form = "" if id in there else id
        self._show_all()

    def action_form(self) -> None:
        """Look at it in the next of its formats."""
        formats = self.wanted.formats
        self._form = formats[(formats.index(self.form) + 1) % len(formats)]
        self._show_all()

    def action_file(self, by: int) -> None:
        """Look at the next of its files, or the one before."""
        self._at += by
        self._show_all()

    def action_show(self) -> None:
        """Show what is private, though the room may be looking."""
        self._shown_anyway = True
        self._show_all()

    @work(exclusive=True, group="asking")
    async def action_whose(self) -> None:
        """Choose whose own notes to hand out."""
        await self._ask_whose()

    async def _ask_whose(self) -> None:
        chosen = await hand_out_asking.whose(self, self._whose)
        if chosen is not None and self.in_use:
            self._whose = chosen
            self.render_session()

    @work(exclusive=True, group="asking")
    async def action_folder(self) -> None:
        """Say where to write."""
        if await hand_out_asking.folder(self) and self.in_use:
            self._describe()

    def action_link(self) -> None:
        """Say where the group's notes will be found."""
        change_link(self, self.render_session)

    def action_page(self, by: int) -> None:
        """Read on in what is shown, or back."""
        self.query_one(Sheet).turn(by)

    # --- writing -------------------------------------------------------------------------------------------

    @work(exclusive=True, group="asking")
    async def action_write(self) -> None:
        """Write the files."""
        if self._what.id == OWN and not whose_name(self.desk.session, self._whose):
            await self._ask_whose()
            return
        chosen = self.wanted
        try:
            folder = Path(typed_path(self.facilitator.settings.usual_folder))
        except FacilitatorError as error:
            self.facilitator.say(str(error), error=True)
            return
        if not await hand_out_asking.may_write(self, chosen):
            return
        doubts = await asyncio.to_thread(self._reader.doubts, self.session, chosen)
        if doubts and not self._asked and not await self._as_it_stands(doubts):
            return
        if not await settle_link(self):
            return
        from facilitator.screens.hand_out_writing import WritingScreen

        self.desk.refresh()
        screen = WritingScreen(self.desk, chosen, folder, self._reader.following, doubts)
        await self.app.push_screen(screen)

    async def _as_it_stands(self, doubts: int) -> bool:
        answer = await hand_out_asking.as_it_stands(self, doubts)
        # Once is enough: whoever looked, or will not, has been told.
        self._asked = answer is not None
        if answer == "look":
            await self.action_look()
        return answer == "write"

    # --- showing -------------------------------------------------------------------------------------------

    def _list(self) -> None:
        whose = whose_name(self.desk.session, self._whose)
        lines = [
            Line(what.id, f"Own notes: {whose}" if whose and what.id == OWN else what.title)
            for what in HAND_OUTS
        ]
        self.query_one(Rows).show(lines, lambda words, _: Content(words), keep=self._what.id)

    def _show_all(self) -> None:
        self._describe()
        self.refresh_bindings()
        if self.hidden:
            self.workers.cancel_group(self, "preview")
            self._say_hidden()
        else:
            measure = self.query_one(Sheet).measure
            self._read(self.session, self.wanted, self.form, self._at, measure)

    def _describe(self) -> None:
        """What is chosen, in words."""
        if not self.in_use:
            return
        place, session, chosen = self.query_one("#choices", Static), self.session, self.wanted
        finds = self._reader.counted(chosen)
        words = hand_out_words.Chosen(chosen, session, finds, self.facilitator.settings.usual_folder)
        self.query_one("#title", Static).update(hand_out_words.title(chosen), layout=False)
        if place.content_size.width:
            airy = self.app.size.height >= _AIRY
            said = hand_out_words.choices(words, self.key, place.content_size.width, airy=airy)
            place.update(said, layout=False)

    def _say_hidden(self) -> None:
        said = hand_out_words.hidden(self.key)
        self._show(Shown("Not shown here", "", tuple(map(Row, said.split("\n")))))

    @work(thread=True, exclusive=True, group="preview")
    def _read(self, session: Session, chosen: Wanted, form: str, at: int, measure: int) -> None:
        worker = get_current_worker()
        time.sleep(_REST)
        if worker.is_cancelled:
            return
        for number, shown in enumerate(self._reader.read(session, chosen, at, form)):
            text = break_rows(shown.rows, measure)
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self._show, shown, text, more=number > 0)
        if self._reader.count(session, chosen) and not worker.is_cancelled:
            self.app.call_from_thread(self._describe)

    def _show(self, shown: Shown, text: Broken | None = None, *, more: bool = False) -> None:
        if not self.in_use:
            return
        form = (shown.form, "$quiet")
        head = Content("\n").join([Content.styled(shown.head, "bold"), Content.assemble(form)])
        self.query_one("#head", Static).update(head, layout=False)
        sheet = self.query_one(Sheet)
        sheet.show(text or break_rows(shown.rows, sheet.measure), shown.start, more=more)
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Back to where this was opened."""
        self.dismiss(None)
