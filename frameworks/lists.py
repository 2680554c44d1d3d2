"""Lists of statements and prompts: which list holds them, and each item as one line of words."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from frameworks.outline import BULLET, Block, blank, indent
from frameworks.source import Source
from frameworks.text import has_words


class Item(msgspec.Struct, frozen=True):
    """A list item's words on one line, with the line (from 0) they begin on."""

    line: int
    text: str


def lists_at_end(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The bullet lists that end a part: they hold its statements."""
    start = len(blocks)
    while start and blocks[start - 1].kind == "bullet_list":
        start -= 1
    return tuple(blocks[start:])


def after_a_list(before: Sequence[Block], lists: Sequence[Block]) -> int | None:
    """Where a part does not end in a list, the line of the text that follows its last one, if it has any."""
    places = [number for number, block in enumerate(before) if block.kind == "bullet_list"]
    return before[places[-1] + 1].start if places and not lists else None


def items(source: Source, lists: Sequence[Block]) -> list[Item]:
    """The items of lists; indented lines continue an item, anything else inside a list is a fault."""
    return [_item(source, start, end) for block in lists for start, end in block.items]


def paragraph(source: Source, block: Block) -> str:
    """A paragraph on one line; ``""`` for any other kind of block."""
    lines = source.lines[block.start : block.end] if block.kind == "paragraph" else []
    return " ".join(line.strip() for line in lines)


def _item(source: Source, start: int, end: int) -> Item:
    match = BULLET.match(source.lines[start])
    words = [(match[2] or "").strip() if match else ""]
    edge, gap = indent(source.lines[start]), False
    for line in range(start + 1, end):
        raw = source.lines[line]
        if blank(raw):
            gap = True
        elif indent(raw) <= edge:
            source.fault(
                line,
                "This line is not an item of the list",
                "Begin it with a dash, or indent it if the item above goes on",
            )
        elif BULLET.match(raw) or raw.lstrip().startswith(("1. ", "1) ")):
            source.fault(line, "This item is nested in the one above", "Put its dash at the left edge")
        elif gap:
            source.fault(line, "An item is one paragraph", "Join it to the lines above, or leave it out")
        else:
            words.append(raw.strip())
    text = " ".join(words)
    if not has_words(text):
        source.fault(start, "This item has no words", "Write them behind the dash")
    return Item(start, text)
