"""The templates a new session can be made of: taken one after the other, found by typing words of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import Static

from facilitator.screens.library_lists import content_key, fold
from facilitator.screens.library_templates import having
from facilitator.widgets.rows import Cell, Line, Rows, line_up
from sessions.model import Template
from sessions.planning import MissingFramework

if TYPE_CHECKING:
    from facilitator.app import FacilitatorApp


class TemplateChoice(Horizontal):
    """The list of templates; `taken` are those that were taken, in order, by what they are known by in a list."""

    class Changed(Message):
        """Others are taken now, or others are listed."""

    def __init__(self, taken: Sequence[str] = ()) -> None:
        super().__init__(id="choice")
        self.taken = list(taken)
        self.rows = Rows(id="templates")
        # Words typed on the list.
        self._finding = ""

    @property
    def facilitator(self) -> FacilitatorApp:
        """The app, by its own type."""
        return cast("FacilitatorApp", self.app)

    @cached_property
    def templates(self) -> dict[str, Template]:
        """Every template, by what it is known by in a list, in the order of their titles; those whose framework is
        not here too."""
        library = self.facilitator.templates
        found = [*library.all(), *(one.template for one in library.waiting())]
        return {content_key(one): one for one in sorted(found, key=lambda one: fold(one.title))}

    @cached_property
    def missing(self) -> dict[str, MissingFramework]:
        """Why a template cannot be taken, by what it is known by in a list."""
        waiting = self.facilitator.templates.waiting()
        return {
            content_key(one.template): MissingFramework(one.missing[0], one.template.id) for one in waiting
        }

    def compose(self) -> ComposeResult:
        yield Static("Templates", id="label")
        yield self.rows

    def begin(self) -> None:
        """List the templates, the cursor on the first that was brought along."""
        self._list()
        self.rows.focus()
        if self.taken:
            self.rows.go_to(self.taken[0])

    def take(self) -> None:
        """Take the template under the cursor as the next one, or put it back."""
        chosen = self.rows.current
        if chosen in self.missing:
            self.facilitator.say(str(self.missing[chosen]), error=True)
            return
        if chosen in self.taken:
            self.taken.remove(chosen)
        elif chosen:
            self.taken.append(chosen)
        self._narrow("")
        self.post_message(self.Changed())

    @on(Rows.Chosen, "#templates")
    def clicked(self) -> None:
        """A click takes it too."""
        self.take()

    @property
    def chosen(self) -> list[Template]:
        """The templates taken, in order."""
        return [self.templates[one] for one in self.taken if one in self.templates]

    def on_key(self, event: Key) -> None:
        """Words typed on the list narrow it."""
        if not self.rows.has_focus:
            return
        letter = event.character if event.is_printable else None
        if letter and letter not in " /?":
            self._narrow(self._finding + letter)
        elif event.key == "backspace" and self._finding:
            self._narrow(self._finding[:-1])
        elif event.key == "escape" and self._finding:
            self._narrow("")
        else:
            return
        event.stop()
        event.prevent_default()

    def find(self) -> None:
        """Go to the list, where words can be typed."""
        self.rows.focus()
        self._narrow("")

    def _narrow(self, words: str) -> None:
        self._finding = words
        self._list()

    def _found(self) -> list[str]:
        if not self._finding:
            return list(self.templates)
        titles = {one.id: one.title for one in self.facilitator.frameworks.all()}
        found = [content_key(one) for one in having(list(self.templates.values()), self._finding, titles)]
        # Those with the very letters in the title are the first, signs of punctuation included.
        wanted = fold(self._finding)
        exact = [one for one, template in self.templates.items() if wanted in fold(template.title)]
        return list(dict.fromkeys([*exact, *found]))

    def _list(self) -> None:
        found = self._found()
        keep = found[0] if self._finding and found else self.rows.current
        self.rows.show([Line(one, one) for one in found], self._draw, keep=keep)
        label = Content.assemble(("Find ", "$quiet"), (self._finding, "bold $now"))
        self.query_one("#label", Static).update(label if self._finding else "Templates")

    def _draw(self, item: str, width: int) -> Content:
        template = self.templates[item]
        number = str(self.taken.index(item) + 1) if item in self.taken else "·"
        style = "bold $now" if item in self.taken else "$quiet"
        if item in self.missing:
            why = f"needs {self.missing[item].framework}"
            return line_up([Cell("–", 1), Cell(template.title), Cell(why, 26, right=True)], width).stylize(
                "$quiet"
            )
        length = Cell(str(template.minutes), 4, "$quiet", right=True)
        return line_up([Cell(number, 1, style), Cell(template.title), length], width)
