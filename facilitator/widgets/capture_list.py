"""Everyone's forms beside the one in hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.widgets import Static

from facilitator.widgets.console import spread


class Row(NamedTuple):
    """One subject in the side list: sheet number or "", whose, how many forms are written of how many, and where
    they stand."""

    number: str
    label: str
    written: int
    of: int
    places: tuple[int, ...]


class SideList(Static):
    """Everyone's forms as a quiet list, drawn as one text however many there are."""

    def __init__(self) -> None:
        super().__init__("", id="list")
        self._shown: object = None

    def put(self, title: str, rows: Sequence[Row], at: int) -> None:
        """Show these rows, of which the one with the form number `at` is the one on the screen."""
        shown = (title, rows, at, self.size)
        if shown != self._shown and self.display and self.size.width:
            self._shown = shown
            words = side_list(title, rows, at, self.size.width, self.size.height) if rows else Content("")
            self.update(words, layout=False)


def side_list(title: str, rows: Sequence[Row], at: int, width: int, height: int) -> Content:
    """Sheet number, name, a tick where all is written, how many of how many; turned so that `at` is in sight."""
    done = sum(1 for row in rows if row.written >= row.of)
    head = spread([(title, "$quiet")], [(f"{done} of {len(rows)} written", "$quiet")], width)
    current = next((number for number, row in enumerate(rows) if at in row.places), 0)
    room = max(1, height - 2)
    top = max(0, min(current - room // 2, len(rows) - room))
    numbers = max((len(row.number) for row in rows), default=0)
    lines = [head, Content("")]
    for place, row in enumerate(rows[top : top + room], top):
        mark = "✓ " if row.written >= row.of else "  "
        before = f"{row.number:>{numbers}}  " if numbers else ""
        count = f"{row.written} of {row.of}" if row.of > 1 else ""
        style = "bold $now" if place == current else "$quiet" if row.written >= row.of else ""
        lines.append(spread([(f"{mark}{before}", "$quiet"), (row.label, style)], [(count, "$quiet")], width))
    return Content("\n").join(lines)
