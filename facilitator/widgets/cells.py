"""Words set in one row: in columns side by side, cut where they do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content


class Cell(NamedTuple):
    """Words in a column: `width` cells wide, 0 for what the others leave; numbers stand on the `right`."""

    text: str
    width: int = 0
    style: str = ""
    right: bool = False


def line_up(cells: Sequence[Cell], width: int, gap: int = 2) -> Content:
    """Cells side by side in so many columns; words that do not fit end in "…"."""
    left = width - sum(cell.width for cell in cells) - gap * (len(cells) - 1)
    parts: list[Content | str] = []
    for number, cell in enumerate(cells):
        if number:
            parts.append(" " * gap)
        room = cell.width or max(left, 0)
        words = shortened(cell.text, room)
        pad = " " * (room - cell_len(words))
        styled = Content.styled(words, cell.style) if cell.style else Content(words)
        parts += [pad, styled] if cell.right else [styled, pad]
    return Content.assemble(*parts)


def shortened(text: str, room: int) -> str:
    """The text in at most so many columns, ending in "…" where it was cut."""
    if cell_len(text) <= room:
        return text
    if text.isascii() and room > 0:
        return text[: room - 1].rstrip() + "…"
    kept = ""
    used = 0
    for char in text:
        used += cell_len(char)
        if used > room - 1:
            break
        kept += char
    return kept.rstrip() + "…" if room > 0 else ""
