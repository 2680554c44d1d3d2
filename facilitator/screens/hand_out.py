"""Hand out: what people take home, seen as it will be before it is written."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea
from textual.worker import get_current_worker

from exports.folder import Written
from exports.links import expanded
from facilitator.commands import bindings
from facilitator.desk import Desk
from facilitator.dialogs.ask import Confirm, Pick
from facilitator.dialogs.group_link import settle_link
from facilitator.screens.base import DeskScreen
from facilitator.screens.hand_out_preview import HAND_OUTS, Preview, Wanted, preview, write
from facilitator.widgets.footer import Footer
from facilitator.widgets.roll import fold
from facilitator.widgets.rows import Line, Rows
from sessions.errors import FacilitatorError
from sessions.model import Session

_BY_ID = {what.id: what for what in HAND_OUTS}


class HandOutScreen(DeskScreen[None]):
    """What to hand out, names removed or kept, where to, and how it will read."""

    CSS_PATH = "hand_out.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("handout")]
    places = ("handout",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._what = HAND_OUTS[0]
        self._names: dict[str, int] = {}
        self._whose = ""
        self._writing = False

    def compose(self) -> ComposeResult:
        yield Static("Hand out", id="title")
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield Rows(id="kinds")
                yield Static("", id="says")
                yield Static("Into the folder", classes="label")
                yield Input(self.facilitator.settings.usual_folder, id="folder")
                yield Static("Link to the group's notes", classes="label")
                yield Input(placeholder="https://… for the QR code", id="link")
            with Vertical(id="right"):
                yield Static("", id="head")
                yield TextArea("", read_only=True, soft_wrap=True, show_cursor=False, id="preview")
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(TextArea).can_focus = False
        kinds = self.query_one(Rows)
        kinds.show([Line(what.id, what) for what in HAND_OUTS], lambda what, _: Content(what.title))
        kinds.focus()

    def render_session(self) -> None:
        """Show what is chosen and how it will read."""
        self._describe()
        self._preview(self.desk.session, self._wanted())

    # --- choosing ------------------------------------------------------------------------------------------

    @on(Rows.Highlighted)
    def _chosen(self, event: Rows.Highlighted) -> None:
        self._what = _BY_ID.get(event.id, HAND_OUTS[0])
        self.render_session()

    @on(Rows.Chosen)
    @on(Input.Submitted)
    async def _taken(self) -> None:
        await self.run_action("write")

    @on(Input.Changed, "#link")
    def _linked(self) -> None:
        self.render_session()

    def action_names(self) -> None:
        """Remove names, or keep them."""
        if not self._what.names:
            return
        self._names[self._what.id] = (self._names.get(self._what.id, 0) + 1) % len(self._what.names)
        self.render_session()

    @work(exclusive=True, group="asking")
    async def action_whose(self) -> None:
        """Choose whose own notes to hand out."""
        await self._ask_whose()

    async def _ask_whose(self) -> None:
        people = sorted(self.desk.session.people, key=lambda one: fold(one.name))
        if not people:
            self._show(Preview("", "Nobody is on the list of this session yet."))
            return
        options = [(one.id, f"{one.name}, {one.school}" if one.school else one.name) for one in people]
        chosen = await self.app.push_screen_wait(Pick("Whose notes?", options))
        if chosen is None:
            return
        self._whose = chosen
        self.query_one(Rows).go_to("own")
        self._what = _BY_ID["own"]
        self.render_session()

    def action_page(self, by: int) -> None:
        """Read on in the preview, or back."""
        shown = self.query_one(TextArea)
        shown.scroll_relative(y=by * max(1, shown.size.height - 2), animate=False)

    # --- writing -------------------------------------------------------------------------------------------

    @work(exclusive=True, group="asking")
    async def action_write(self) -> None:
        """Write the files."""
        if self._writing:
            return
        if self._what.id == "own" and not self._whose:
            await self._ask_whose()
            return
        wanted = self._wanted()
        try:
            folder = self._folder()
            if wanted.link:
                expanded(wanted.link, self.desk.session.meta)
        except FacilitatorError as error:
            self._failed(str(error))
            return
        if wanted.what.id == "record":
            kept = "It keeps every name" if wanted.names == "kept" else "Its names are removed"
            if not await self.app.push_screen_wait(
                Confirm(
                    "Write the facilitator's record?",
                    f"{kept}, and it holds every private note. It is for you alone, not for handing round.",
                    yes="Write it",
                )
            ):
                return
        if not await settle_link(self):
            return
        self._writing = True
        self.query_one("#head", Static).update("Writing…", layout=False)
        self.desk.refresh()
        self._write(self.desk.session, folder, wanted)

    @work(thread=True, group="writing")
    def _write(self, session: Session, folder: Path, wanted: Wanted) -> None:
        try:
            written = write(session, folder, wanted, self.desk.now())
        except FacilitatorError as error:
            self.app.call_from_thread(self._failed, str(error))
            return
        self.app.call_from_thread(self._done, folder, written)

    def _failed(self, words: str) -> None:
        self._writing = False
        self._show(Preview("Not written", words), wrong=True)

    def _done(self, folder: Path, written: Written) -> None:
        self._writing = False
        if not self.is_attached:
            return
        self.facilitator.settings.put(hand_out_folder=self.query_one("#folder", Input).value.strip())
        count = "1 file" if len(written) == 1 else f"{len(written)} files"
        files = "\n".join(str(path.relative_to(folder)) for path in written)
        remarks = "".join(f"\n\n{remark}" for remark in written.remarks)
        self._show(Preview(f"{count} written", f"In {folder.absolute()}:\n\n{files}{remarks}"))

    # --- showing -------------------------------------------------------------------------------------------

    def _wanted(self) -> Wanted:
        what = self._what
        names = what.names[self._names.get(what.id, 0)][0] if what.names else None
        whose = self._whose if what.id == "own" else ""
        link = "" if what.kind is None else self.query_one("#link", Input).value.strip()
        return Wanted(what, names, whose, link)

    def _describe(self) -> None:
        what = self._what
        rows = [Content.assemble((what.says, "$quiet"))]
        if what.names:
            words = what.names[self._names.get(what.id, 0)][1]
            rows.append(
                Content.assemble((f"{self.key('handout.names')} ", "bold $now"), "Names: ", (words, "bold"))
            )
        if what.id == "own":
            person = self.desk.session.person(self._whose)
            whose = (person.name, "bold") if person else ("choose a person", "$quiet")
            rows.append(Content.assemble((f"{self.key('handout.whose')} ", "bold $now"), "Whose: ", whose))
        self.query_one("#says", Static).update(Content("\n").join(rows), layout=False)

    @work(thread=True, exclusive=True, group="preview")
    def _preview(self, session: Session, wanted: Wanted) -> None:
        worker = get_current_worker()
        try:
            found = preview(session, wanted, self.desk.now())
        except FacilitatorError as error:
            found = Preview("", str(error))
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, found)

    def _show(self, found: Preview, *, wrong: bool = False) -> None:
        if not self.is_attached:
            return
        head = self.query_one("#head", Static)
        head.set_class(wrong, "wrong")
        head.update(Content(found.head), layout=False)
        self.query_one(TextArea).load_text(found.text)

    def _folder(self) -> Path:
        typed = self.query_one("#folder", Input).value.strip()
        if not typed:
            raise FacilitatorError("Say which folder to write into.")
        try:
            return Path(typed).expanduser()
        except RuntimeError as error:
            raise FacilitatorError(f"There is no home folder “{typed.split('/')[0]}”.") from error

    def action_leave(self) -> None:
        """Back to where this was opened."""
        self.dismiss(None)
