"""What a terminal that is too small shows instead of half a screen."""

from __future__ import annotations

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static


class TooSmall(Static):
    """A plain sentence over everything else, with the size that is needed and the size there is."""

    DEFAULT_CSS = """
    TooSmall { layer: small; dock: top; width: 100%; height: 100%; padding: 1 2; background: $background; }
    """


def cover(screen: Screen[object], columns: int, rows: int) -> None:
    """Cover a screen that has less than so many columns and rows, and uncover it when it has them again.

    What has the focus keeps it, and keys go on working: a clicker must not stop because a window is small.
    """
    there = next(iter(screen.query(TooSmall)), None)
    wide, high = screen.app.size
    if wide >= columns and high >= rows:
        if there is not None:
            there.remove()
        return
    words = Content.assemble(
        ("This window is too small.\n", "bold"),
        f"It needs {columns} columns and {rows} rows, and has {wide} and {high}. "
        "Make it larger, or its letters smaller; everything is as you left it.",
    )
    if there is None:
        screen.mount(TooSmall(words))
    else:
        there.update(words)
