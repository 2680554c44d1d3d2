"""Lists of several columns on the stage: a name and whom it is with, a role and who has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sessions.faces import Entry
from sessions.lines import BETWEEN, Line, Page, Piece, Style, side_by_side, width_of
from sessions.stage_size import Size

# The entries of a column, each with its rows.
_Column = list[list[Line]]
# Cells between what belongs together, and between lists that stand side by side; and those that a further row of a
# name is set in.
_GAP, _INDENT = 2, 2


def table(entries: Sequence[Entry], size: Size, rows: int) -> tuple[Page, ...]:
    """The pages of a list whose entries have `cells`; none where a column would be too narrow for a word in it.

    As many lists stand side by side as it takes for one page, or as there is room for; the entry that is the `head`
    stands over each. Names in short (`brief`) are taken only where that saves a page.
    """
    found = _pages([entry.cells for entry in entries], entries, size, rows)
    if len(found) != 1 and any(entry.brief for entry in entries):
        short = _pages([entry.brief or entry.cells for entry in entries], entries, size, rows)
        if short and (not found or len(short) < len(found)):
            return short
    return found


def _pages(
    cells: Sequence[tuple[str, ...]], entries: Sequence[Entry], size: Size, rows: int
) -> tuple[Page, ...]:
    count = max(len(row) for row in cells)
    widths = _widths(cells, count)
    room = size.wide - _GAP * (count - 1)
    if sum(widths) > room:
        widths = _narrowed(widths, room)
        cells = [
            tuple(_wrapped(cell, width) for cell, width in zip(row, widths, strict=False)) for row in cells
        ]
        widths = _widths(cells, count)
    width = sum(widths) + _GAP * (count - 1)
    most = (size.wide + BETWEEN) // (width + BETWEEN)
    if not most:
        return ()
    head: list[Line] = []
    units: list[list[Line]] = []
    word = 0
    for row, entry in zip(cells, entries, strict=True):
        lines = list(_set(row, widths, word, head=entry.head))
        if entry.head:
            head = lines
            continue
        units.append(lines)
        word += max(1, len(f"{entry.title} {entry.text}".split()))
    deep = max(rows - len(head), max(map(len, units), default=1))
    if sum(map(len, units)) + len(units) - 1 <= deep:
        # A blank row between two is easier to read across.
        units = [
            [*([Line((), lines[0].word)] if number else []), *lines] for number, lines in enumerate(units)
        ]
    flowed = _flow(units, deep)
    across = min(most, len(flowed))
    found = []
    for start in range(0, len(flowed), across):
        together = _levelled(flowed[start : start + across], across)
        first = together[0][0][0].word
        beside = [
            [*(Line(line.pieces, first) for line in head), *(line for lines in column for line in lines)]
            for column in together
        ]
        found.append(Page(tuple(side_by_side(beside, width)), first))
    return tuple(found)


def _widths(cells: Sequence[tuple[str, ...]], count: int) -> list[int]:
    """The cells that each column takes."""
    return [
        max(width_of(part) for row in cells for part in (row[at] if at < len(row) else "").split("\n"))
        for at in range(count)
    ]


def _narrowed(widths: Sequence[int], room: int) -> list[int]:
    """Columns of so many cells together: the widest give way, as far as all that do are as wide as each other."""
    most = max(widths)
    while most > 1 and sum(min(width, most) for width in widths) > room:
        most -= 1
    return [min(width, most) for width in widths]


def _wrapped(cell: str, width: int) -> str:
    """The names of a cell in rows of so many cells, each further row of one set in; a word is never torn."""
    rows = []
    for name in cell.split("\n"):
        if width_of(name) > width:
            words = name.split()
            rows.append(words[0])
            for word in words[1:]:
                more = f"{rows[-1]} {word}"
                if width_of(more) <= width:
                    rows[-1] = more
                else:
                    rows.append(" " * max(0, min(_INDENT, width - width_of(word))) + word)
        else:
            rows.append(name)
    return "\n".join(rows)


def _set(row: Sequence[str], widths: Sequence[int], word: int, *, head: bool) -> Iterator[Line]:
    """One entry as rows: numbers at the right of their column, the first name in bold."""
    named = next((at for at, cell in enumerate(row) if cell and not cell.isdigit()), 0)
    columns = [cell.split("\n") for cell in row]
    for line in range(max(map(len, columns))):
        pieces = []
        for at, parts in enumerate(columns):
            text = parts[line] if line < len(parts) else ""
            space = " " * (widths[at] - width_of(text))
            number = text.isdigit()
            style: Style = "quiet" if head else "marker" if number else "strong" if at == named else "plain"
            pieces += [Piece(space), Piece(text, style)] if number else [Piece(text, style), Piece(space)]
            pieces.append(Piece(" " * _GAP))
        while pieces and not pieces[-1].text.strip():
            pieces.pop()
        yield Line(tuple(piece for piece in pieces if piece.text), word)


def _flow(units: Sequence[list[Line]], deep: int) -> list[_Column]:
    """Entries into columns of at most so many rows; each is kept whole."""
    found: list[_Column] = [[]]
    for lines in units:
        if found[-1] and sum(map(len, found[-1])) + len(lines) > deep:
            found.append([])
        found[-1].append(lines)
    return found


def _levelled(columns: Sequence[_Column], across: int) -> list[_Column]:
    """The columns of one page, made about as long as each other."""
    units = [lines for column in columns for lines in column]
    deep = max(map(len, units), default=1)
    while len(_flow(units, deep)) > across:
        deep += 1
    return _flow(units, deep)
