"""Everyone with what they have given so far; one is found by typing, or with the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets.option_list import Option

from facilitator.dialogs.ask import Finding
from facilitator.widgets.capture_list import Row, numbered
from facilitator.widgets.console import spread
from frameworks.finding import has

# The dialog's width, and what of it is edge, padding and scrollbar.
_WIDEST, _AROUND = 84, 8


class Heard(Finding[int | None]):
    """Gives the place of the first form that is still empty of whom was taken, or else of their first form. `at` is the
    place of the form in hand."""

    CSS_PATH = ["ask.tcss", "heard.tcss"]

    def __init__(self, rows: Sequence[Row], heard: str, at: int, empty: Sequence[int]) -> None:
        super().__init__(heard, "A part of the name, or go up and down")
        self.rows = tuple(rows)
        self.at = at
        self.empty = frozenset(empty)
        self._shown: list[Row] = []

    def listed(self, typed: str) -> list[Option]:
        """Those whose name has the words; whoever's number or name begins with them is the first."""
        wanted = typed.casefold().split()
        self._shown = [row for row in self.rows if not wanted or has(typed, f"{row.number} {row.full}")]
        self._shown.sort(
            key=lambda row: bool(wanted) and wanted[0] not in (row.number, *row.full.casefold().split())
        )
        if not self._shown:
            return [Option(Content.styled("  Nobody is called that.", "$quiet"), disabled=True)]
        width, numbers = min(self.app.size.width, _WIDEST) - _AROUND, numbered(self.rows)
        return [Option(_option(row, width, numbers)) for row in self._shown]

    def begins(self) -> int | None:
        """At the form in hand."""
        return next((place for place, row in enumerate(self.rows) if self.at in row.places), None)

    def take(self, place: int) -> None:
        """Give the place of the form."""
        if place < len(self._shown):
            places = self._shown[place].places
            self.dismiss(next((one for one in places if one in self.empty), places[0]))


def _option(row: Row, width: int, numbers: int) -> Content:
    mark = "✓ " if row.done else "  "
    before = f"{row.number:>{numbers}}  " if numbers else ""
    return spread(
        [(f"{mark}{before}", "$quiet"), (row.full, "")],
        [(row.given, "" if not row.heard else "$quiet")],
        width,
    )
