"""Setting the stage's text in cells: what does not fit becomes another page, never smaller text.

Pure functions of a `StageView` and a size, used by the stage that paints, by the one button that turns pages
and by `templates check`. A page is remembered by its first word (or entry), not by its number, so that stages
of different sizes show the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from wcwidth import wcswidth, wcwidth

from sessions import lettering
from sessions.faces import Entry
from sessions.prompts import Block, Span
from sessions.stage import StageView

Style = Literal["plain", "strong", "emphasis", "heading", "marker", "quiet"]

# Reading from a distance: lines of 45 to 75 characters (the product's rule).
MEASURE = 72
SMALLEST = (60, 18)
# From this size on, heading and clock are drawn from blocks where there is room: (columns, rows).
DRAWN = (100, 30)
# A heading says what it is about; most of the stage belongs to what people are to do.
HEADING_SHARE = 0.45
_LETTERS = (
    ("mono12", "mono12"), ("mono12", "smmono12"), ("smmono12", "smmono12"), ("smmono9", "smmono9"), ("smmono9", ""),
)  # fmt: skip


class Size(msgspec.Struct, frozen=True):
    """A stage in cells."""

    width: int
    height: int

    @property
    def left(self) -> int:
        """The one left edge, in cells."""
        return 2 if self.width < 72 else min(self.width // 20, 12)

    @property
    def measure(self) -> int:
        """The width of running text."""
        return max(10, min(self.wide, MEASURE))

    @property
    def wide(self) -> int:
        """The width that a drawn heading and lists in columns may use."""
        return max(10, self.width - 2 * self.left)


class Piece(msgspec.Struct, frozen=True):
    """Text in one style."""

    text: str
    style: Style = "plain"


class Line(msgspec.Struct, frozen=True):
    """One row of cells, and the number of the first word on it."""

    pieces: tuple[Piece, ...]
    word: int

    @property
    def text(self) -> str:
        """The row without its styles."""
        return "".join(piece.text for piece in self.pieces)


class Page(msgspec.Struct, frozen=True):
    """The rows of one page below its heading."""

    lines: tuple[Line, ...]
    first: int


class Setting(msgspec.Struct, frozen=True):
    """How one face is set at a size: the heading's rows (`drawn` from blocks or as text), the font the clock is
    drawn in ("" for text), and the pages below the heading."""

    heading: tuple[str, ...]
    drawn: bool
    clock_font: str
    pages: tuple[Page, ...]


def set_stage(view: StageView, size: Size) -> Setting:
    """Set a face: the heading and the clock in the largest letters with which everything is still on one page;
    where that cannot be, in plain ones. Larger letters never cost a page."""
    heading = heading_lines(view, size)
    plain = Setting(heading, False, "", _pages(view, size, _room(view, size, len(heading), 1)))
    if size.width < DRAWN[0] or size.height < DRAWN[1] or len(plain.pages) > 1:
        return plain
    for font, clock_font in _LETTERS:
        rows = lettering.set_in(font, view.heading, size.wide)
        if rows is None or len(rows) > size.height * HEADING_SHARE:
            continue
        clock = lettering.set_in(clock_font, "0:00", size.wide) if clock_font else ("",)
        room = _room(view, size, len(rows) + 1, len(clock or ("",)) + 1)
        if room >= 3:
            found = _pages(view, size, room)
            if len(found) == 1:
                return Setting(rows, True, clock_font, found)
    return plain


def heading_lines(view: StageView, size: Size) -> tuple[str, ...]:
    """The heading as text wrapped to the measure; three rows at most, the third cut with an ellipsis."""
    lines = [line.text for line in _wrap([("heading", view.heading)], size.measure, 0)]
    if len(lines) > 3:
        lines = [*lines[:2], _cut(lines[2] + " …", size.measure)]
    return tuple(lines)


def room_for_text(view: StageView, size: Size) -> int:
    """The rows there are for a page between a plain heading and the clock's line."""
    return _room(view, size, len(heading_lines(view, size)), 1)


def pages(view: StageView, size: Size) -> tuple[Page, ...]:
    """All pages of one face at a size; at least one, perhaps empty."""
    return set_stage(view, size).pages


def page_at(view: StageView, size: Size) -> tuple[int, tuple[Page, ...]]:
    """The index of the page that holds the view's first word, and all pages."""
    found = pages(view, size)
    return page_with(view.first, found), found


def page_with(word: int, found: Sequence[Page]) -> int:
    """The index of the page that holds this word."""
    return max((number for number, page in enumerate(found) if page.first <= word), default=0)


def _room(view: StageView, size: Size, heading: int, clock: int) -> int:
    # A row for the title, a blank one before and after the heading, and one before the clock.
    return max(3 if clock == 1 else 0, size.height - heading - clock - bool(view.caption) - 4)


def _pages(view: StageView, size: Size, rows: int) -> tuple[Page, ...]:
    if view.entries:
        return _columns(view.entries, size, rows)
    spaced = _fill(_units(view.blocks, size.measure), rows, gap=1)
    if len(spaced) > 1:
        tight = _fill(_units(view.blocks, size.measure), rows, gap=0)
        if len(tight) < len(spaced):
            return tight
    return spaced


def width_of(text: str) -> int:
    """The cells a text takes; a character that cannot be measured counts as one."""
    width = wcswidth(text)
    return width if width >= 0 else sum(max(wcwidth(char), 0) for char in text)


def _units(blocks: Sequence[Block], measure: int) -> list[tuple[Block, list[Line]]]:
    word = 0
    units = []
    for block in blocks:
        units.append((block, list(_set(block, measure, word))))
        word += max(1, sum(len(span.text.split()) for span in block.spans))
    return units


def _set(block: Block, measure: int, word: int) -> Iterator[Line]:
    """One block as rows: markers hang to the left of their text."""
    if block.kind == "heading":
        yield from _wrap([("strong", "".join(span.text for span in block.spans))], measure, word)
        return
    marker = f"{block.marker} " if block.marker else ("│ " if block.kind == "quote" else "")
    indent = max(width_of(marker), 2) if marker else 0
    indent += 2 * max(0, block.level - 1) if block.kind in ("bullet", "number") else 0
    runs = [(_style(span), span.text) for span in block.spans]
    for number, line in enumerate(_wrap(runs, max(8, measure - indent), word)):
        lead = marker.rjust(indent) if number == 0 or block.kind == "quote" else " " * indent
        pieces = (Piece(lead, "marker"), *line.pieces) if lead else line.pieces
        yield Line(pieces, line.word)


def _style(span: Span) -> Style:
    return "strong" if span.strong else "emphasis" if span.emphasis else "plain"


def _wrap(runs: Sequence[tuple[Style, str]], width: int, word: int) -> Iterator[Line]:
    """Greedy wrapping by words over runs of different styles; words longer than a row are broken."""
    pieces: list[Piece] = []
    used = 0
    first = word
    glue = False
    for style, text in runs:
        for number, part in enumerate(text.split("\n")):
            if number:
                yield Line(tuple(pieces), first)
                pieces, used, first, glue = [], 0, word, False
            words = part.split()
            for place, chunk in enumerate(words):
                space = " " if used and (place or part[:1].isspace() or not glue) else ""
                if used and used + len(space) + width_of(chunk) > width:
                    yield Line(tuple(pieces), first)
                    pieces, used, first, space = [], 0, word, ""
                while width_of(chunk) > width:
                    head = _cut(chunk, width)
                    yield Line((Piece(head, style),), word)
                    chunk = chunk[len(head) :]
                pieces.append(Piece(space + chunk, style))
                used += width_of(space + chunk)
                word += 1
            glue = (bool(words) and not part[-1:].isspace()) or (not words and glue and not part)
    yield Line(tuple(pieces), first)


def _cut(text: str, width: int) -> str:
    used = 0
    for number, char in enumerate(text):
        used += max(wcwidth(char), 0)
        if used > width:
            return text[: max(number, 1)]
    return text


def _fill(units: Sequence[tuple[Block, list[Line]]], rows: int, gap: int) -> tuple[Page, ...]:
    """Rows into pages: a block is kept whole where it fits on a page; a heading never ends a page."""
    found: list[Page] = []
    lines: list[Line] = []

    def turn() -> None:
        if lines:
            found.append(Page(tuple(lines), lines[0].word))
            lines.clear()

    for number, (block, set_lines) in enumerate(units):
        list_item = block.kind in ("bullet", "number")
        after_item = number > 0 and units[number - 1][0].kind in ("bullet", "number")
        space = gap if list_item and after_item else 1
        need = len(set_lines) + (space if lines else 0)
        if block.kind == "heading" and number + 1 < len(units):
            need += min(len(units[number + 1][1]), rows - 2) + gap
        if lines and len(lines) + need > rows:
            turn()
        if lines:
            lines += [Line((), set_lines[0].word)] * space
        for line in set_lines:
            if len(lines) >= rows:
                turn()
            lines.append(line)
    turn()
    return tuple(found) or (Page((), 0),)


def _columns(entries: Sequence[Entry], size: Size, rows: int) -> tuple[Page, ...]:
    """A list in columns, read downwards, so that a hundred people find themselves."""
    marker = max(width_of(entry.marker) for entry in entries)
    detail = max(width_of(entry.detail) for entry in entries)
    edge = detail + 2 if detail else 0
    widest = max(width_of(entry.text) for entry in entries) + (marker + 2 if marker else 0) + edge
    across = 1 if len(entries) <= rows // 2 else max(1, (size.wide + 4) // (widest + 4))
    across = max(1, min(across, -(-len(entries) // 6)))
    width = (size.wide + 4) // across - 4 if across > 1 else size.measure
    if detail:
        # Beside the longest words, so that a number is not far from what it counts.
        width = min(width, widest)
    hang = marker + 2 if marker else 0
    set_entries = [
        [
            Line(
                (
                    Piece(_lead(entry, marker, row), "marker"),
                    *line.pieces,
                    *_number(entry, row, line, width - hang),
                ),
                number,
            )
            for row, line in enumerate(_wrap([("strong", entry.text)], max(8, width - hang - edge), number))
        ]
        for number, entry in enumerate(entries)
    ]
    tall = sum(len(lines) for lines in set_entries)
    gap = 1 if across == 1 and tall + len(entries) - 1 <= rows else 0
    column: list[Line] = []
    columns: list[list[Line]] = []
    deep = (
        rows if across == 1 else min(rows, max(-(-tall // across), max(len(lines) for lines in set_entries)))
    )
    for lines in set_entries:
        need = len(lines) + (gap if column else 0)
        if column and len(column) + need > deep:
            columns.append(column)
            column = []
        if column and gap:
            column.append(Line((), lines[0].word))
        column += lines
    columns.append(column)
    found = []
    for start in range(0, len(columns), across):
        together = columns[start : start + across]
        found.append(Page(tuple(_side_by_side(together, width)), together[0][0].word))
    return tuple(found)


def _lead(entry: Entry, marker: int, row: int) -> str:
    if not marker:
        return ""
    return f"{entry.marker:>{marker}}  " if row == 0 else " " * (marker + 2)


def _number(entry: Entry, row: int, line: Line, width: int) -> tuple[Piece, ...]:
    """The number that belongs to an entry, at the right edge of its first row."""
    if row or not entry.detail:
        return ()
    return (Piece(entry.detail.rjust(max(0, width - width_of(line.text)))),)


def _side_by_side(columns: Sequence[Sequence[Line]], width: int) -> Iterator[Line]:
    for row in range(max(len(column) for column in columns)):
        pieces: list[Piece] = []
        for number, column in enumerate(columns):
            line = column[row] if row < len(column) else None
            if line is not None:
                pieces += line.pieces
            if number + 1 < len(columns):
                used = width_of(line.text) if line is not None else 0
                pieces.append(Piece(" " * (width - used + 4)))
        yield Line(tuple(pieces), columns[0][row].word if row < len(columns[0]) else columns[0][-1].word)
