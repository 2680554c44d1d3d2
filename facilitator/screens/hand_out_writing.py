"""Hand-outs being written, file by file, and then where they are: to be opened, and their paths to be copied."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from exports.folder import Written
from exports.formats import FORMATS
from exports.write import export, frameworks_to, worksheet_to
from facilitator.commands import bindings
from facilitator.desk import Desk
from facilitator.screens.base import DeskScreen
from facilitator.screens.hand_out_kinds import FRAMEWORKS, Wanted
from facilitator.screens.hand_out_opening import open_path
from facilitator.screens.hand_out_words import end_of
from facilitator.screens.library_lists import counted
from facilitator.widgets.footer import Footer
from facilitator.widgets.rows import Cell, Line, Rows, line_up
from sessions.errors import FacilitatorError
from sessions.model import Session

# Of the files in which order the first one is what people open.
_OPENED = (".html", ".md", ".csv", ".ics", ".json")
_WHAT = 18


class _Stopped(Exception):
    """Somebody does not want the rest."""


class _File(NamedTuple):
    """A file that was written, or the folder: what it is called here and what it is."""

    path: Path
    name: str
    what: str


class WritingScreen(DeskScreen[None]):
    """Writes what is wanted into a folder at once, says how far it is, and then where everything is.

    `following` gives the session that goes on from this one; it is called on another thread. `doubts` is how many words
    are in doubt in it: it is said that they were written as they stand.
    """

    CSS_PATH = "hand_out_writing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("written")]
    places = ("written",)

    def __init__(
        self,
        desk: Desk,
        wanted: Wanted,
        folder: Path,
        following: Callable[[], Session | None],
        doubts: int = 0,
    ) -> None:
        super().__init__(desk)
        self._wanted = wanted
        self._folder = folder
        self._following = following
        self._doubts = doubts
        self._stop = threading.Event()
        self._writing = True
        self._done = 0

    def compose(self) -> ComposeResult:
        yield Static("", id="title")
        yield Static("", id="said")
        yield Static("", id="path")
        yield Static("", id="told")
        yield Rows()
        yield Footer()

    def on_mount(self) -> None:
        """Begin to write."""
        self.query_one("#title", Static).update(Content(self._wanted.what.title))
        self.query_one(Rows).focus()
        self._say(Content.styled("Writing…", "bold"))
        self._write(self.desk.session)

    def on_unmount(self) -> None:
        """Nothing is written any more for an app that is being closed."""
        self._stop.set()

    # --- writing -------------------------------------------------------------------------------------------

    @work(thread=True, group="writing")
    def _write(self, session: Session) -> None:
        done = self.app.call_from_thread
        try:
            written = self._written(session)
        except _Stopped:
            if self.app.is_running:
                done(self._stopped)
        except FacilitatorError as error:
            done(self._failed, str(error))
        else:
            done(self._show, written)

    def _written(self, session: Session) -> Written:
        what, formats = self._wanted.what, self._wanted.formats
        if what.id == FRAMEWORKS:
            return frameworks_to(session, self._folder)
        if what.kind is None:
            return worksheet_to(session, self._folder, now=self.desk.now())
        return export(
            session,
            self._folder,
            what.kind,
            self._wanted.names,
            formats,
            now=self.desk.now(),
            only=self._wanted.whose,
            following=self._following() if {"json", "ics"} & set(formats) else None,
            progress=self._on,
        )

    def _on(self, done: int, of: int) -> None:
        """So many of so many files are written; on the writing thread."""
        self._done = done
        if done < of:
            if self._stop.is_set():
                raise _Stopped
            self.app.call_from_thread(self._progress, done, of)

    def _progress(self, done: int, of: int) -> None:
        if self.in_use and not self._stop.is_set():
            stops = f"{self.key('written.leave')} stops; what is written stays."
            self._say(Content.assemble((f"{done} of {of} files are written.", "bold"), f"  {stops}"))

    # --- what became of it ---------------------------------------------------------------------------------

    def _stopped(self) -> None:
        files = "1 file is" if self._done == 1 else f"{self._done} files are"
        self._ends(f"Stopped: {files} written, each whole.", "", [self._place])

    def _failed(self, words: str) -> None:
        self._ends("Not written.", words, [], wrong=True)

    def _show(self, written: Written) -> None:
        base = self._folder
        kinds = {one.suffix: one.title for one in FORMATS.values()}
        files, beside = [], 0
        for path in written:
            name = str(path.relative_to(base))
            if path.parent == base:
                files.append(_File(path, name, kinds.get(path.suffix, "")))
            else:
                beside += 1
        remarks = list(written.remarks)
        if beside:
            remarks.insert(0, f"Beside them, in the folder qr: {counted(beside, 'picture')} of codes.")
        if self._doubts == 1:
            remarks.insert(0, "1 word is in doubt and was written as it stands.")
        elif self._doubts:
            remarks.insert(0, f"{self._doubts} words are in doubt and were written as they stand.")
        said = "1 file is written." if len(files) == 1 else f"{len(files)} files are written."
        stems = {path.path.stem for path in files}
        best = min(
            files,
            key=lambda one: _OPENED.index(one.path.suffix) if one.path.suffix in _OPENED else len(_OPENED),
            default=self._place,
        )
        # Of one hand-out the page is what one wants next; of many, the place where they all are.
        first = best if len(stems) == 1 else self._place
        self._ends(said, "\n".join(remarks), [self._place, *files], first.path)

    @property
    def _place(self) -> _File:
        return _File(self._folder, "The folder", "")

    def _ends(
        self, said: str, more: str, files: list[_File], first: Path | None = None, *, wrong: bool = False
    ) -> None:
        self._writing = False
        if not self.in_use:
            return
        parts = [Content.styled(said, "bold $last" if wrong else "bold")]
        if more:
            parts += [Content(""), *(Content(line) for line in more.split("\n"))]
        self._say(Content("\n").join(parts))
        rows = self.query_one(Rows)
        rows.show([Line(str(one.path), one) for one in files], _draw, keep=str(first or self._folder))
        self.refresh_bindings()

    def _say(self, said: Content) -> None:
        self.query_one("#said", Static).update(said)

    # --- what can be done with it --------------------------------------------------------------------------

    @on(Rows.Highlighted)
    def _marked(self) -> None:
        one = self.query_one(Rows).item
        self.query_one("#path", Static).update(Content(str(one.path.absolute()) if one else ""))
        self._tell("")
        self.refresh_bindings()

    @on(Rows.Chosen)
    def _clicked(self) -> None:
        self.action_open()

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """Only what is there can be opened."""
        if action in ("open", "open_folder", "copy"):
            return any(rows.item is not None for rows in self.query(Rows))
        return True

    def action_open(self) -> None:
        """Open the marked file, or show the folder."""
        self._open(self.query_one(Rows).item.path)

    def action_open_folder(self) -> None:
        """Show the folder."""
        self._open(self._folder)

    @work(thread=True, exclusive=True, group="opening")
    def _open(self, path: Path) -> None:
        wrong = open_path(path.absolute())
        if not self._stop.is_set():
            self.app.call_from_thread(self._tell, wrong or "Opened.")

    def action_copy(self) -> None:
        """Copy the path of what is marked."""
        self.app.copy_to_clipboard(str(self.query_one(Rows).item.path.absolute()))
        self._tell(
            "Copied. If pasting brings nothing, this terminal keeps its clipboard to itself: mark the path with the "
            "mouse instead."
        )

    def _tell(self, words: str) -> None:
        # Not where it would cover the path.
        if self.in_use:
            self.query_one("#told", Static).update(Content(words))

    def action_leave(self) -> None:
        """Stop while it is being written; else back to the choice."""
        if self._writing:
            self._stop.set()
            self._say(Content.styled("Stopping after this file…", "bold"))
        else:
            self.dismiss(None)


def _draw(one: _File, width: int) -> Content:
    # All of them begin alike.
    name = end_of(one.name, width - _WHAT - 2)
    return line_up([Cell(name), Cell(one.what, _WHAT, "$quiet")], width)
