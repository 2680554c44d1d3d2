"""Finding a statement to cite, or an area to choose, by its code or by words of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets.option_list import Option

from facilitator.dialogs.ask import Finding
from facilitator.screens.capture_lookup import Item, find
from sessions.model import Ref

# The dialog's width, and what of it is edge, padding and scrollbar.
_WIDEST, _AROUND = 84, 8


class Cite(Finding[Ref | None]):
    """One of what a framework has. Those taken already have a tick; taking one again takes it away.

    The items stand below the area they belong to, the area with the best of what was found first.
    """

    CSS_PATH = ["ask.tcss", "cite.tcss"]

    def __init__(self, question: str, items: Sequence[Item], taken: Collection[Ref] = ()) -> None:
        super().__init__(question, "Its code, or words of it")
        self.items = tuple(items)
        self.taken = frozenset(taken)
        self._shown: list[Item | None] = []

    def take(self, place: int) -> None:
        """Give what the item stands for."""
        item = self._shown[place] if place < len(self._shown) else None
        if item is not None:
            self.dismiss(item.ref)

    def listed(self, typed: str) -> list[Option]:
        """The items that fit, under the headings of their areas; words where there is none."""
        by_area: dict[str, list[Item]] = {}
        for item in find(typed, self.items):
            by_area.setdefault(f"{item.area_code} {item.area}".strip(), []).append(item)
        self._shown = []
        options: list[Option] = []
        for area, items in by_area.items():
            if area != items[0].label:
                self._shown.append(None)
                options.append(Option(Content.styled(area, "$quiet"), disabled=True))
            self._shown += items
            options += [Option(self._option(item)) for item in items]
        if options:
            return options
        words = f"Nothing has “{typed.strip()}” in it." if typed.strip() else "There is nothing to take here."
        self._shown = [None]
        return [Option(Content.styled(words, "$quiet"), disabled=True)]

    def _option(self, item: Item) -> Content:
        """A statement with its code before it, its further rows below its first word."""
        mark = ("✓ ", "bold $now") if item.ref in self.taken else ("  ", "")
        code = f"{item.code} " if item.code else ""
        edge = 2 + cell_len(code)
        rows = Content(item.text).wrap(max(20, min(self.app.size.width, _WIDEST) - _AROUND - edge))
        first = Content.assemble(mark, (code, "bold"), rows[0])
        return Content("\n").join([first, *(Content.assemble(" " * edge, row) for row in rows[1:])])
