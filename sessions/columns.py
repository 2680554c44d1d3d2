"""Lists on the stage: people find themselves in them, or choose from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sessions.faces import Entry
from sessions.lines import BETWEEN, Line, Page, Piece, Style, side_by_side, width_of, wrap
from sessions.stage_size import LEAST, Size
from sessions.tables import table

# Cells between two columns, and entries that a column has at least where they are short.
_FEWEST = 6
# Blank rows between the entries of a list that has much room.
_AIRY = 2
# What stands between names; and, while they are wrapped, for the blanks in them: nobody types it.
_DOT, _KEPT = " · ", "\ue000"


def columns(entries: Sequence[Entry], size: Size, rows: int) -> tuple[Page, ...]:
    """A list in columns, read downwards, so that a hundred people find themselves and seventeen sentences stand
    apart. More columns than its words need are set only where that saves a page."""
    if any(entry.cells for entry in entries):
        found = table(entries, size, rows)
        if found:
            return found
        entries = [entry for entry in entries if not entry.head]
    marker = max(width_of(entry.marker) for entry in entries)
    detail = max(width_of(entry.detail) for entry in entries)
    hang, edge = marker + 2 if marker else 0, detail + 2 if detail else 0
    widest = max(_widest(entry, hang) for entry in entries) + edge
    most = max(1, -(-len(entries) // _FEWEST))
    usual = 1 if len(entries) <= rows // 2 else min(most, (size.wide + BETWEEN) // (widest + BETWEEN)) or 1
    found = _laid(entries, size, rows, usual, marker, detail)
    closest = (size.wide + BETWEEN) // (min(widest, LEAST + hang + edge) + BETWEEN)
    for across in range(usual + 1, min(most, closest) + 1):
        if len(found) > 1:
            found = min(found, _laid(entries, size, rows, across, marker, detail), key=len)
    return found


def _widest(entry: Entry, hang: int) -> int:
    return max(width_of(entry.title), width_of(entry.text)) + (0 if entry.head else hang)


def _laid(
    entries: Sequence[Entry], size: Size, rows: int, across: int, marker: int, detail: int
) -> tuple[Page, ...]:
    """The pages of a list in so many columns; a `marker` and a `detail` take so many cells."""
    width = (size.wide + BETWEEN) // across - BETWEEN if across > 1 else size.measure
    hang, edge = marker + 2 if marker else 0, detail + 2 if detail else 0
    if detail:
        # Beside the longest words, so that a number is not far from what it counts.
        width = min(width, max(_widest(entry, hang) for entry in entries) + edge)
    units, word = [], 0
    marked = any(entry.chosen for entry in entries)
    for entry in entries:
        units.append((entry, _set(entry, width, marker, edge, word, light=marked and not entry.chosen)))
        word += max(1, len(f"{entry.title} {entry.text}".split()))
    tall = sum(len(lines) for _, lines in units)
    apart = any(len(lines) > 1 for _, lines in units) and (
        not marker or any(entry.plain or entry.title for entry in entries)
    )
    gap = 1 if apart or (across == 1 and tall + len(units) - 1 <= rows) else 0
    if gap and across == 1 and tall + _AIRY * (len(units) - 1) <= rows:
        gap = _AIRY
    deep = rows
    if across > 1:
        # Columns of about the same length, where all of it is on one page.
        deep = next((d for d in range(-(-tall // across), rows) if len(_flow(units, d, gap)) <= across), rows)
    flowed = _flow(units, deep, gap)
    found = []
    for start in range(0, len(flowed), across):
        together = flowed[start : start + across]
        found.append(Page(tuple(side_by_side(together, width)), together[0][0].word))
    return tuple(found)


def _set(entry: Entry, width: int, marker: int, edge: int, word: int, *, light: bool) -> list[Line]:
    """One entry as rows: its marker hangs to the left, the number that belongs to it stands at the right. `light`
    beside others that stand out."""
    hang = 0 if entry.head or not marker else marker + 2
    room = max(8, width - hang - edge)
    style: Style = "plain" if light or entry.plain or entry.title else "strong"
    style = "strong" if entry.chosen else style
    rows = list(wrap([("strong", entry.title)], room, word)) if entry.title else []
    rows += _wrapped(entry.text, style, room, word + len(entry.title.split()))
    found = []
    for number, line in enumerate(rows):
        pieces = list(line.pieces)
        if hang:
            lead = f"{entry.marker if number == 0 else '':>{marker}}  "
            pieces.insert(0, Piece(lead, "quiet" if entry.place else "marker"))
        if number == 0 and entry.detail:
            pieces.append(Piece(entry.detail.rjust(max(0, width - hang - width_of(line.text)))))
        found.append(Line(tuple(pieces), line.word))
    return found


def _wrapped(text: str, style: Style, room: int, word: int) -> Iterator[Line]:
    """Words wrapped; of names in a row each stays whole, with the dot behind it, where it fits into a row."""
    names = text.split(_DOT)
    if len(names) < 2 or max(map(width_of, names)) + len(_DOT) > room:
        yield from wrap([(style, text)], room, word)
        return
    whole = f"{_KEPT}· ".join(name.replace(" ", _KEPT) for name in names)
    for line in wrap([(style, whole)], room, word):
        yield Line(tuple(replace(one, text=one.text.replace(_KEPT, " ")) for one in line.pieces), line.word)


def _flow(units: Sequence[tuple[Entry, list[Line]]], deep: int, gap: int) -> list[list[Line]]:
    """Entries into columns of at most so many rows: one is kept whole where it fits into a column, and one that
    stands over others is never the last of a column."""
    found: list[list[Line]] = []
    column: list[Line] = []
    for place, (entry, lines) in enumerate(units):
        after_head = place > 0 and units[place - 1][0].head
        space = (1 if entry.head else 0 if after_head else gap) if column else 0
        need = len(lines) + space
        if entry.head and place + 1 < len(units):
            need += min(len(units[place + 1][1]), max(1, deep - len(lines)))
        if column and len(column) + need > deep:
            found.append(column)
            column, space = [], 0
        column += [Line((), lines[0].word)] * space
        for line in lines:
            if len(column) >= deep:
                found.append(column)
                column = []
            column.append(line)
    return [*found, column]
