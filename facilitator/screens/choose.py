"""The room's choice: which areas of the session's frameworks everyone works on."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from facilitator.commands import BY_ID, bindings
from facilitator.screens.base import DeskScreen
from facilitator.widgets.footer import Footer
from facilitator.widgets.rows import Line, Rows
from frameworks.model import Area
from sessions import choices
from sessions.model import Ref, Session
from sessions.prompts import render

# What the heading, a definition and the footer take.
_BELOW = 15


class ChooseScreen(DeskScreen[None]):
    """Every area, and what the marked one means; those the room works on are ticked."""

    CSS_PATH = "choose.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("choose", without=("choose.number",)),
        *(Binding(key, f"number({key})", show=False) for key in BY_ID["choose.number"].keys),
    ]
    places = ("choose",)

    def compose(self) -> ComposeResult:
        yield Static("", id="title")
        yield Rows(id="areas")
        yield Static("", id="definition")
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(Rows).focus()
        self.call_after_refresh(self.render_session)

    def on_resize(self, _event: Resize) -> None:
        """Definitions are set for the room there is."""
        self.call_after_refresh(self.render_session)

    def render_session(self) -> None:
        """Show the areas and which are chosen."""
        if not self.is_mounted or not self.size.width:
            return
        session, rows = self.desk.session, self.query_one(Rows)
        self.query_one("#title", Static).update(_title(session))
        lines = _lines(session)
        rows.styles.height = max(3, min(len(lines), self.size.height - _BELOW))
        rows.show(lines, lambda item, _: item, keep=rows.current)
        self._define()

    @on(Rows.Highlighted)
    def _define(self) -> None:
        """Say what the marked area means."""
        current = self.query_one(Rows).current
        found = areas(self.desk.session)[int(current) - 1][1] if current else None
        self.query_one("#definition", Static).update(_definition(found) if found else "", layout=False)

    async def action_turn(self) -> None:
        """Choose the marked area, or take it back."""
        current = self.query_one(Rows).current
        if current:
            await self._turn(int(current))

    async def action_number(self, number: int = 0) -> None:
        """Choose the area with this number, or take it back."""
        if 0 < number <= len(areas(self.desk.session)):
            self.query_one(Rows).go_to(str(number))
            await self._turn(number)

    async def action_none(self) -> None:
        """Take everything back."""
        if self.desk.session.meta.focus:
            await self.change("Nothing chosen for the room", lambda session: _chosen(session, ()))

    async def _turn(self, number: int) -> None:
        ref, area = areas(self.desk.session)[number - 1]

        def toggle(session: Session) -> Session:
            known = [one for one, _ in areas(session)]
            focus = set(session.meta.focus) ^ {ref}
            return _chosen(session, tuple(one for one in known if one in focus))

        label = "taken back" if ref in self.desk.session.meta.focus else "for the whole room"
        await self.change(f"{area.label} {label}", toggle)

    def action_leave(self) -> None:
        """Back to where this was opened."""
        self.dismiss(None)


def areas(session: Session) -> list[tuple[Ref, Area]]:
    """Every area of the session's frameworks, in order."""
    return [
        (Ref(framework=used.id, ref=area.ref), area)
        for used in session.frameworks
        for area in used.framework.areas
    ]


def _chosen(session: Session, focus: tuple[Ref, ...]) -> Session:
    return choices.focus_on(session, focus)


def _title(session: Session) -> Content:
    if not session.frameworks:
        first = "There is nothing to choose from."
        rest = "No step of this session works on a framework."
        return Content.assemble((first, "bold"), "\n", (rest, "$quiet"))
    chosen = [area.label for ref, area in areas(session) if ref in session.meta.focus]
    first = "What the whole room works on"
    rest = "; ".join(chosen) if chosen else "Nothing is chosen for everyone: each chooses their own."
    return Content.assemble((first, "bold"), "\n", (rest, "" if chosen else "$quiet"))


def _lines(session: Session) -> list[Line]:
    lines: list[Line] = []
    number = 0
    for used in session.frameworks:
        if len(session.frameworks) > 1:
            lines += [Line("", Content(""))] if lines else []
            lines.append(Line("", Content.assemble((used.framework.title, "bold"))))
        for area in used.framework.areas:
            number += 1
            chosen = Ref(framework=used.id, ref=area.ref) in session.meta.focus
            lines.append(Line(str(number), _area(area, number, chosen)))
    return lines


def _area(area: Area, number: int, chosen: bool) -> Content:
    # A code that is the number itself need not be said twice.
    label = area.title if area.code == str(number) else area.label
    style = "bold $now" if chosen else ""
    return Content.assemble((f"{number:>2} ", "$quiet"), ("✓ " if chosen else "  ", style), (label, style))


def _definition(area: Area) -> Content:
    return Content(
        " ".join("".join(span.text for span in block.spans) for block in render(area.definition, {}))
    )
