"""Reading a framework: its areas on one side, what they hold on the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, Static

from facilitator.commands import bindings
from facilitator.screens.base import RoomScreen
from facilitator.screens.library_lists import capital, fold
from facilitator.widgets.footer import Footer
from facilitator.widgets.page import Page, hanging, running_text
from facilitator.widgets.rows import Cell, Line, Rows, line_up
from frameworks.model import Area, Framework
from sessions.prompts import render


class Chapter(NamedTuple):
    """One line of the list: an area, or what the framework says beside its areas."""

    code: str
    title: str
    area: Area | None = None
    body: tuple[str, ...] = ()


class FrameworkScreen(RoomScreen[None]):
    """One framework to read."""

    CSS_PATH = "framework.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("framework", "list")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    places = ("framework", "list")

    def __init__(self, framework: Framework) -> None:
        super().__init__()
        self.framework = framework
        self._chapters = chapters(framework)
        self._codes = max((len(one.code) for one in self._chapters), default=0)

    def compose(self) -> ComposeResult:
        yield Static(Content(self.framework.title), classes="title")
        yield Input(id="search", placeholder="A code, or words of a statement")
        with Container(id="body"):
            yield Rows()
            yield Page()
        yield Footer()

    def on_mount(self) -> None:
        """Begin with the first area."""
        self.query_one(Rows).focus()
        self._list(next((one.area.ref for one in self._chapters if one.area), ""))

    def _list(self, keep: str = "") -> None:
        wanted = fold(self.query_one("#search", Input).value).split()
        found = [
            Line(one.area.ref if one.area else one.title, one)
            for one in self._chapters
            if matches(one, wanted)
        ]
        self.query_one(Rows).show(found, self._draw, keep=keep or self.query_one(Rows).current)
        self._page()

    def _draw(self, item: Chapter, width: int) -> Content:
        cells = [Cell(item.title, style="" if item.area else "$quiet")]
        if self._codes:
            cells.insert(0, Cell(item.code, self._codes, "$quiet", right=True))
        return line_up(cells, width)

    @on(Rows.Highlighted)
    def _page(self) -> None:
        """Show what is under the cursor."""
        item = self.query_one(Rows).item
        typed = self.query_one("#search", Input).value
        nothing = Content(f"Nothing here has “{typed.strip()}”.")
        wanted = fold(typed).split()
        self.query_one(Page).show(
            lambda width: page(self.framework, item, wanted, width) if item else nothing
        )

    def action_read_on(self, by: int) -> None:
        """Turn the page."""
        self.query_one(Page).turn(by)

    def action_search(self) -> None:
        """Type words to find."""
        self.query_one("#search", Input).display = True
        self.query_one("#search", Input).focus()

    @on(Input.Changed)
    def searched(self) -> None:
        """Narrow at every key."""
        self._list()

    @on(Input.Submitted)
    def found(self) -> None:
        """Go into what was found."""
        self.query_one(Rows).focus()

    def on_key(self, event: events.Key) -> None:
        """From the words searched for, the arrows go into what was found."""
        if event.key in ("down", "up") and self.query_one("#search", Input).has_focus:
            event.stop()
            self.query_one(Rows).focus()

    def action_leave(self) -> None:
        """Leave the search, then the screen."""
        search = self.query_one("#search", Input)
        if search.display:
            search.value = ""
            search.display = False
            self.query_one(Rows).focus()
        else:
            self.dismiss(None)


def chapters(framework: Framework) -> tuple[Chapter, ...]:
    """What there is to read, in order."""
    about = tuple(capital(text) for text in (framework.opening, framework.status, framework.source) if text)
    found = [Chapter("", "About this framework", body=about)] if about else []
    found += [Chapter(area.code, area.title, area) for area in framework.areas]
    for title, prompts in (
        ("Opening", framework.prompts.opening),
        ("Reflection", framework.prompts.reflection),
    ):
        if prompts:
            found.append(Chapter("", title, body=prompts))
    return tuple(found)


def matches(chapter: Chapter, wanted: Sequence[str]) -> bool:
    """Whether all words are somewhere in it."""
    area = chapter.area
    if area is None:
        return _has(" ".join((chapter.title, *chapter.body)), wanted)
    statements = any(_has(one.label, wanted) for one in area.statements)
    return statements or _has(f"{area.label} {area.definition}", wanted)


def page(framework: Framework, chapter: Chapter, wanted: Sequence[str], width: int) -> Content:
    """A chapter to read; while something is searched for, of its statements only those that have it, if any has."""
    area = chapter.area
    parts: list[Content | str | tuple[str, str]] = [(area.label if area else chapter.title, "bold"), "\n"]
    if area is None:
        for text in chapter.body:
            parts += ["\n", running_text(render(text, {}), width), "\n"]
        return Content.assemble(*parts)
    if area.definition:
        parts += ["\n", running_text(render(area.definition, {}), width), "\n"]
    some = any(_has(one.label, wanted) for one in area.statements)
    codes = max((len(one.code) for one in area.statements), default=0)
    for group in area.groups:
        shown = [one for one in group.statements if not some or _has(one.label, wanted)]
        if not shown:
            continue
        heading = ": ".join(words for words in (group.title, group.lead_in) if words)
        parts += ["\n", (f"{heading}\n", "bold") if heading else ""]
        for one in shown:
            code = Content.styled(f"{one.code:<{codes}}  " if codes else "• ", "$quiet")
            parts += [hanging(code, one.text, width), "\n"]
    if not area.statements:
        parts.append((f"\nNo {framework.statement} is listed here.", "$quiet"))
    return Content.assemble(*parts)


def _has(text: str, wanted: Sequence[str]) -> bool:
    words = fold(text)
    return all(word in words for word in wanted)
