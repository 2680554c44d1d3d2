"""Finding a statement to cite, or an area to choose, by its code or by words of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from facilitator.dialogs.ask import Dialog
from facilitator.screens.capture_lookup import Item, find
from sessions.model import Ref

# The dialog's width, and what of it is edge, padding and scrollbar.
_WIDEST, _AROUND = 84, 8


class Cite(Dialog[Ref | None]):
    """One of a framework's statements or areas. Those taken already have a tick; taking one again takes it away.

    The items stand in the order they are given, below the area they belong to.
    """

    CSS_PATH = ["ask.tcss", "cite.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor(1)", "Down", show=False, priority=True),
        Binding("up", "cursor(-1)", "Up", show=False, priority=True),
        Binding("pagedown", "page(1)", "Page down", show=False, priority=True),
        Binding("pageup", "page(-1)", "Page up", show=False, priority=True),
    ]

    def __init__(self, question: str, items: Sequence[Item], taken: Collection[Ref] = ()) -> None:
        super().__init__()
        self.question = question
        self.items = tuple(items)
        self.taken = frozenset(taken)
        self._shown: list[Item | None] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self.question), classes="title")
            yield Input(placeholder="Its code, or words of it")
            yield OptionList(markup=False)
            yield Static(
                Content.assemble(("Enter", "bold $now"), " Take it    ", ("Esc", "bold $now"), " Back")
            )

    def on_mount(self) -> None:
        """Everything is there until something is typed."""
        self.query_one(OptionList).can_focus = False
        self._list("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def narrowed(self, event: Input.Changed) -> None:
        """List what fits the words typed."""
        self._list(event.value)

    @on(Input.Submitted)
    def entered(self) -> None:
        """Take the highlighted one."""
        self._take(self.query_one(OptionList).highlighted)

    @on(OptionList.OptionSelected)
    def clicked(self, event: OptionList.OptionSelected) -> None:
        """Take the one clicked."""
        self._take(event.option_index)

    def action_cursor(self, by: int) -> None:
        """Go up or down the list while typing."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if by > 0 else options.action_cursor_up)()

    def action_page(self, by: int) -> None:
        """Go a page up or down the list while typing."""
        options = self.query_one(OptionList)
        options.action_page_down() if by > 0 else options.action_page_up()  # type: ignore[no-untyped-call]

    def _take(self, at: int | None) -> None:
        item = self._shown[at] if at is not None and at < len(self._shown) else None
        if item is not None:
            self.dismiss(item.ref)

    def _list(self, typed: str) -> None:
        found = find(typed, self.items)
        self._shown = []
        options: list[Option] = []
        area = ""
        for item in found:
            heading = f"{item.area_code} {item.area}".strip()
            if heading not in (area, item.label):
                area = heading
                self._shown.append(None)
                options.append(Option(Content.styled(heading, "$quiet"), disabled=True))
            self._shown.append(item)
            options.append(Option(self._option(item)))
        place = self.query_one(OptionList)
        place.clear_options()
        if not found:
            words = (
                f"Nothing has “{typed.strip()}” in it." if typed.strip() else "There is nothing to take here."
            )
            options = [Option(Content.styled(words, "$quiet"), disabled=True)]
            self._shown = [None]
        place.add_options(options)
        first = next((at for at, item in enumerate(self._shown) if item is not None), None)
        place.highlighted = first

    def _option(self, item: Item) -> Content:
        """A statement with its code before it, its further rows below its first word."""
        mark = ("✓ ", "bold $now") if item.ref in self.taken else ("  ", "")
        code = f"{item.code} " if item.code else ""
        edge = 2 + cell_len(code)
        rows = Content(item.text).wrap(max(20, min(self.app.size.width, _WIDEST) - _AROUND - edge))
        first = Content.assemble(mark, (code, "bold"), rows[0])
        return Content("\n").join([first, *(Content.assemble(" " * edge, row) for row in rows[1:])])
