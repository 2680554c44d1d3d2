"""Setting rows in columns: lists of names, groups and commands that fill a screen as a programme does."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

GAP = 3

# Rows that stay together. An empty first row is space above, left out at the head of a column.
Block = Sequence[Content]
Column = list[Content]


def count_for(width: int, least: int, gap: int = GAP) -> int:
    """How many columns of at least `least` cells stand side by side; one at the least."""
    return max(1, (width + gap) // (least + gap))


def column_width(width: int, count: int, gap: int = GAP) -> int:
    """How wide each of `count` columns is."""
    return max(1, (width - gap * (count - 1)) // count)


def flow(blocks: Sequence[Block], height: int, count: int) -> list[list[Column]]:
    """The blocks as pages of up to `count` columns of up to `height` rows, filled from the top left.

    A block taller than a column is cut; nothing else is.
    """
    height = max(1, height)
    columns: list[Column] = [[]]
    for block in blocks:
        rows = _beginning(block, columns[-1])
        if columns[-1] and len(columns[-1]) + len(rows) > height:
            columns.append([])
            rows = _beginning(block, columns[-1])
        columns[-1] += rows[:height]
    return [columns[at : at + count] for at in range(0, len(columns), count)]


def balanced(blocks: Sequence[Block], count: int) -> list[Column]:
    """The blocks in `count` columns of about the same height, in order."""
    least = max((len(block) for block in blocks), default=1)
    height = max(least, -(-sum(len(block) for block in blocks) // count))
    while len(flow(blocks, height, count)) > 1:
        height += 1
    return flow(blocks, height, count)[0]


def beside(columns: Sequence[Column], width: int, gap: int = GAP) -> Content:
    """Columns of `width` cells side by side."""
    height = max((len(column) for column in columns), default=0)
    rows = []
    for at in range(height):
        cells = [column[at] if at < len(column) else Content("") for column in columns]
        padded = [fitted(cell, width) for cell in cells[:-1]]
        rows.append(Content(" " * gap).join([*padded, cells[-1].truncate(width, ellipsis=True)]))
    return Content("\n").join(rows)


def fitted(content: Content, width: int) -> Content:
    """One row cut or filled to exactly this width."""
    return content.truncate(max(1, width), ellipsis=True, pad=True)


def _beginning(block: Block, column: Column) -> list[Content]:
    rows = list(block)
    while rows and not column and not rows[0].plain:
        rows.pop(0)
    return rows
