"""A document's words and nothing else: for cells of spreadsheets, and for programs."""

from __future__ import annotations

from collections.abc import Sequence

from exports.document import (
    Block,
    Bullets,
    Heading,
    Line,
    Listed,
    Note,
    Paragraph,
    Passage,
    QrCode,
    Table,
    Tasks,
)
from sessions.text import clean


def words(line: Line) -> str:
    """A line's words."""
    return clean("".join(span.text for span in line)).strip()


def lines(block: Block) -> list[str]:
    """What a block says, an item or a row of it in each string."""
    match block:
        case Heading(line=line) | Paragraph(line=line):
            return [words(line)]
        case Bullets(items=items):
            return [_item(item) for item in items]
        case Tasks(items=items):
            return [_said(clean(task.what).strip(), words(task.detail)) for task in items]
        case Table(rows=rows):
            return [" | ".join(words(cell) for cell in row) for row in rows if any(row)]
        case Note():
            return [_item(block.lines)]
        case QrCode(caption=caption, link=link):
            return [_said(caption, link)]
        case Passage(blocks=blocks):
            return [clean("".join(span.text for span in one.spans) or one.text) for one in blocks]


def _item(item: Sequence[Line | Listed]) -> str:
    found = (line.entries if isinstance(line, Listed) else (words(line),) for line in item)
    return "\n".join(one for entries in found for one in entries)


def _said(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
