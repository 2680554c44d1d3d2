"""The names of a list's columns, above the columns."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.widgets import Static

from facilitator.widgets.rows import Rows

Draw = Callable[[int], Content]


class Headings(Static):
    """One line over a list, set for the list's width; `show` says what stands in it, or with None nothing."""

    def __init__(self, rows: Rows, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = rows
        self._draw: Draw | None = None

    def show(self, draw: Draw | None) -> None:
        """Show these names from now on, as soon as the list is laid out."""
        self._draw = draw
        self.call_after_refresh(self._set)

    def on_resize(self) -> None:
        """They stay above the columns."""
        self.call_after_refresh(self._set)

    def _set(self) -> None:
        # A line of the list begins with the mark of the cursor.
        width = self._rows.scrollable_content_region.width - 2
        self.update(self._draw(width) if self._draw and width > 0 else Content(""), layout=False)
