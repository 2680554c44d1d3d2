"""What stands in the library: read once, searched by words, and what is wrong with any of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from facilitator.screens import library_lists as lists
from facilitator.screens.library_found import Found, found_draw, found_lines, found_page
from facilitator.screens.library_templates import having, template_draw, template_page
from facilitator.widgets.rows import Draw, Line
from frameworks.model import Framework
from sessions.errors import FacilitatorError
from sessions.index import Summary
from sessions.model import Template

if TYPE_CHECKING:
    from facilitator.app import FacilitatorApp


# A session that began longer ago than this was not cut off just now.
_WAITING = timedelta(hours=12)


class Shelf(NamedTuple):
    """One tab's list: its lines, how each is set, and how many of how many there are."""

    lines: list[Line]
    draw: Draw
    shown: int
    total: int


class Shelves:
    """The sessions, templates and frameworks of the app's data folder."""

    def __init__(self, app: FacilitatorApp) -> None:
        self._app = app
        self.summaries: list[Summary] = []
        self._words: list[str] | None = None

    def reload(self) -> None:
        """Read the list of sessions again. Raises FacilitatorError: the list is empty then."""
        self.summaries, self._words = [], None
        self.summaries = self._app.store.summaries()

    @property
    def running(self) -> str:
        """The session that is running, the one last saved if several are; "" when none is."""
        running = [one for one in self.summaries if one.status == "running"]
        return max(running, key=lambda one: one.updated).id if running else ""

    @property
    def today(self) -> date:
        """The day it is here; the zone's name is not asked for, which takes longer than the rest of a list."""
        return self._app.now().astimezone().date()

    @property
    def templates(self) -> Sequence[Template]:
        """Every template that can be used."""
        return self._app.templates.all()

    @property
    def frameworks(self) -> Sequence[Framework]:
        """Every framework that can be used."""
        return self._app.frameworks.all()

    def summary(self, session_id: str) -> Summary:
        """What the list says of a session that is in it."""
        return next(one for one in self.summaries if one.id == session_id)

    def shelf(self, tab: str, words: str) -> Shelf:
        """What a tab shows of what has all these words."""
        wanted = lists.fold(words).split()
        if tab == "sessions":
            found = self._found(wanted)
            today = self.today
            lines = lists.session_lines(found, today)
            return Shelf(lines, lists.session_draw(today), len(found), len(self.summaries))
        if tab == "templates":
            titles = {one.id: one.title for one in self.frameworks}
            shown = having(self.templates, words, titles)
            return Shelf(_lines(shown), template_draw(titles), len(shown), len(self.templates))
        if wanted:
            lines = found_lines(self.frameworks, words)
            return Shelf(lines, found_draw(lines, words), len(lines), len(self.frameworks))
        return Shelf(
            _lines(self.frameworks), lists.framework_draw, len(self.frameworks), len(self.frameworks)
        )

    def page(self, item: object, width: int) -> Content:
        """The page about what the cursor is on."""
        if isinstance(item, Summary):
            return lists.session_page(item, {one.id: one.title for one in self.templates})
        if isinstance(item, Template):
            title = next((one.title for one in self.frameworks if one.id == item.framework), item.framework)
            return template_page(item, title, width)
        if isinstance(item, Found):
            return found_page(item, width)
        return lists.framework_page(item, width) if isinstance(item, Framework) else Content("")

    def fill(self) -> None:
        """Read every content file that was not read yet, and clear away rehearsals that were cut off long ago; may run
        in a thread of its own."""
        self._app.frameworks.all()
        self._app.templates.all()
        # Not needed for the first picture.
        from sessions.rehearsal import RehearsalStore

        with suppress(FacilitatorError):
            RehearsalStore(self._app.store).sweep(self._app.now())

    def notice(self) -> str:
        """Each in one line: that this is sample data, how many files were set aside or have faults; or ""."""
        app = self._app
        said = []
        # After the power was cut, or the window closed: where the room is waiting.
        if self.running:
            one = self.summary(self.running)
            still = lists.still_running(one)
            if one.began is not None and app.now() - one.began < _WAITING:
                said.append(f"{lists.capital(still)}: {app.keymap.key('library.run')} goes on.")
        if app.demo:
            said.append("Sample data, in a throw-away folder.")
            said.append(f"Its stage, in a second terminal: facilitator stage --data {app.data}")
        try:
            damaged = len(app.store.damaged())
        except FacilitatorError:
            damaged = 0
        faulty = len(
            {fault.path for library in (app.templates, app.frameworks) for fault in library.faults()}
        )
        troubles = []
        if damaged:
            troubles.append(lists.counted(damaged, "damaged session"))
        if faulty:
            troubles.append(
                lists.counted(faulty, "faulty template or framework", "faulty templates or frameworks")
            )
        if troubles:
            said.append(f"{', '.join(troubles)}: see “facilitator doctor”.")
        return "\n".join(said)

    def _found(self, wanted: Sequence[str]) -> list[Summary]:
        if not wanted:
            return self.summaries
        if self._words is None:
            self._words = [lists.session_words(one) for one in self.summaries]
        pairs = zip(self.summaries, self._words, strict=True)
        return [one for one, words in pairs if all(word in words for word in wanted)]


def _lines(content: Sequence[Template] | Sequence[Framework]) -> list[Line]:
    return [Line(lists.content_key(one), one) for one in content]
